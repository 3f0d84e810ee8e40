"""The second file: where live events wait that the show file could not take; knows no thread.

It stands in the state folder under a name made from the show's id, whatever that id is. Nothing in
it keeps a show from opening: what cannot be used is put aside, never thrown away.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from producer_app.core.errors import BadInput
from producer_app.core.run import Event, RunId, RunStarted
from producer_app.store.asrun import event_from_json, event_to_json

log = logging.getLogger(__name__)

Pair = tuple[RunId, Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spilled:
    """What was found: the events in order, and whether every whole line could be read."""

    events: tuple[Pair, ...] = ()
    is_whole: bool = True


class Spill:
    """One show's second file."""

    def __init__(self, folder: Path, show: str) -> None:
        name = blake2b(show.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self.path = folder / f"{name}.tsv"

    def add(self, run: RunId, events: Sequence[Event]) -> None:
        """Keep these events; where even this disk fails, they are only in memory."""
        lines = "".join(f"{run}\t{event_to_json(event)}\n" for event in events)
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as spill:
                spill.write(lines.encode("utf-8", "replace"))
                spill.flush()
                os.fsync(spill.fileno())

    def read(self) -> Spilled:
        """The events; a last line cut off by a crash is left out."""
        try:
            *lines, _ = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return Spilled()
        except OSError as fault:
            log.error("What was spilled cannot be read: %s", fault)
            return Spilled(is_whole=False)
        pairs = [_pair(line) for line in lines]
        found = tuple(pair for pair in pairs if pair is not None)
        return Spilled(events=found, is_whole=len(found) == len(pairs))

    def clear(self) -> None:
        """Forget it: the show file has everything."""
        with contextlib.suppress(OSError):
            self.path.unlink()

    def put_aside(self) -> None:
        """Keep it under another name, for whoever wants to look into it."""
        aside = self.path.with_suffix(f".{time.time_ns()}.kept")
        with contextlib.suppress(OSError):
            self.path.rename(aside)
            log.error("Not everything that was spilled fits this show; it is kept in %s", aside)


def belonging(spilled: Sequence[Pair], known: Collection[RunId]) -> list[Pair]:
    """The events of runs that the show file knows or that begin in the spill itself."""
    begun = {run for run, event in spilled if isinstance(event, RunStarted)}
    return [(run, event) for run, event in spilled if run in begun or run in known]


def _pair(line: bytes) -> Pair | None:
    """The run and event of a line; None where it is none, or none that a show file could hold."""
    run, _, text = line.partition(b"\t")
    try:
        event = event_from_json(text.decode())
        event_to_json(event)
        return RunId(run.decode()), event
    except (BadInput, ValueError, OverflowError):
        return None
