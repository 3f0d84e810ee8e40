"""The way back into a run that had not ended: what had happened in it, and how long ago."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.run import Event, Run
from producer_app.core.timebase import Instant, Millis
from producer_app.session.alive import SignOfLife
from producer_app.session.writer import Writer


@dataclass(frozen=True, slots=True)
class Resumed:
    """The console came back into a run that had not ended; ``away`` since its last event."""

    run: Run
    away: Millis


def unfinished(writer: Writer) -> tuple[Event, ...]:
    """Every event of the run that was on last, those included that still wait for the file."""
    waiting = writer.waiting
    record = writer.do(lambda file: file.open_run())
    run = waiting[-1][0] if waiting else None if record is None else record.id
    if run is None:
        return ()
    saved = writer.do(lambda file: file.events(run))
    return (*saved, *(event for of_run, event in waiting if of_run == run))


def resumed(run: Run | None, alive: SignOfLife, wall: Instant) -> Resumed | None:
    """How long nobody was there, at wall time ``wall``: since the last sign of life, or else the
    last event; None where no run is on."""
    if run is None or run.ended is not None:
        return None
    last = Instant(run.last_event - run.shift)
    return Resumed(run, Millis(max(0, wall - max(last, alive.last() or last))))
