"""A whole show on a clock of its own, at any speed: what would happen if everybody were on time."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from producer_app.core.calling import EndRoom, Go
from producer_app.core.errors import BadInput
from producer_app.core.handoff import State
from producer_app.core.run import Run
from producer_app.core.show import SegmentId, Show
from producer_app.core.timebase import Instant, Millis, iso
from producer_app.core.timing import RoomPlan
from producer_app.jobs.crew import UNKNOWN, Crew, Step
from producer_app.present.words import clock, duration, over_under, words
from producer_app.session.clock import HandClock, SystemClock
from producer_app.session.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How the show met one hard time: > 0 over (late), < 0 under."""

    title: str
    at: Instant
    over: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What came of a rehearsal."""

    show: Show
    run: Run
    takes: int
    ended: Instant
    met: tuple[Met, ...]
    handoffs_closed: int
    handoffs_left: tuple[str, ...]


def rehearse(
    path: Path,
    speed: float,
    overruns: Mapping[str, int],
    *,
    repeats: Sequence[str] = (),
    as_json: bool,
) -> Rehearsed:
    """Rehearse a copy of the show, so that the file stays as it is, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        hand = HandClock(SystemClock().now())
        session = Session.open(copied(path, Path(folder)), hand, keeps_copies=False)
        try:
            done = _rehearse(session, hand, speed, overruns, repeats)
        finally:
            session.close()
    _print(done, as_json=as_json)
    return done


def copied(path: Path, folder: Path) -> Path:
    """A checked copy of a show in that folder, for whoever must leave the file as it is."""
    checked = Session.open(path, read_only=True)
    try:
        checked.save_copy(folder / path.name)
    finally:
        checked.close()
    return folder / path.name


def _rehearse(
    session: Session,
    hand: HandClock,
    speed: float,
    overruns: Mapping[str, int],
    repeats: Sequence[str],
) -> Rehearsed:
    if session.is_running:
        session.end("rehearse")
    show = session.show
    longer = {_named(show, name): Millis(over) for name, over in overruns.items()}
    again = frozenset(_named(show, name) for name in repeats)
    crew = Crew(session=session, clock=hand, overruns=MappingProxyType(longer), repeats=again)
    total = sum(1 for segment in show.segments if segment.is_timed) + len(again)
    if total == 0:
        raise BadInput("rehearse.empty", "The show has no segments to rehearse.")
    takes, met = 0, []
    with _progress() as progress:
        bar = progress.add_task("Rehearsing", total=total, what="")
        for step in crew.rehearse(_pause_at(speed)):
            if isinstance(step.call, Go):
                takes += 1
                title = session.show.segment(step.call.expects).title
                progress.update(bar, advance=1, what=f"{_at(step.at, session.show)}  {title}")
            met += _met(step)
        progress.update(bar, completed=total, what="done")
    if session.run is None or session.run.ended is None:
        raise BadInput("rehearse.unfinished", "The rehearsal did not reach its end.")
    return _result(session.show, session.run, takes, tuple(met))


def _named(show: Show, name: str) -> SegmentId:
    found = [s for s in show.segments if name in (s.number, s.title) or name in s.title]
    if not found:
        raise BadInput("rehearse.unknown", "No segment is called “{name}”.", name=name)
    exact = [s for s in found if name in (s.number, s.title)]
    return (exact or found)[0].id


def _pause_at(speed: float) -> Callable[[Millis], None]:
    def pause(wait: Millis) -> None:
        if speed > 0:
            time.sleep(wait / 1000 / speed)

    return pause


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
        console=Console(stderr=True),
    )


def _met(step: Step) -> list[Met]:
    """How what has just ended and what has just begun met their hard times."""
    call = step.call
    if not isinstance(call, Go | EndRoom):
        return []
    times = step.projection.rooms[call.room]
    plan = times.plan
    met = []
    last = times.run.takes[-1] if times.run is not None and times.run.takes else None
    place = None if last is None else plan.places.get(last.segment)
    if last is not None and place is not None and last.ended == step.at:
        met += _met_at(f"{_title(plan, place)} ends", plan.hard_end(place), step.at)
    if isinstance(call, Go):
        place = plan.places[call.expects]
        return met + _met_at(_title(plan, place), plan.hard_start(place), step.at)
    return met + _met_at(f"HARD OUT {plan.room.name}", times.hard_out, step.at)


def _met_at(title: str, hard: Instant | None, at: Instant) -> list[Met]:
    return [] if hard is None else [Met(title=title, at=hard, over=Millis(at - hard))]


def _title(plan: RoomPlan, place: int) -> str:
    segment = plan.segments[place]
    return f"{segment.number} {segment.title}".strip()


def _result(show: Show, run: Run, takes: int, met: tuple[Met, ...]) -> Rehearsed:
    ended = max((room.ended for room in run.rooms.values() if room.ended), default=run.started)
    states = {h.number: run.line(h.id).state for h in show.handoffs}
    done = {State.RETURNED, State.CLOSED}
    return Rehearsed(
        show=show,
        run=run,
        takes=takes,
        ended=ended,
        met=met,
        handoffs_closed=sum(1 for state in states.values() if state in done),
        handoffs_left=tuple(number for number, state in states.items() if state not in done),
    )


def _at(at: Instant, show: Show) -> str:
    return clock(at, show, words=words("en"))


def _print(done: Rehearsed, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(_as_json(done), ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(highlight=False, markup=False)
    for met in done.met:
        console.print(f"{_at(met.at, done.show)}  {over_under(met.over):<12}  {met.title}")
    length = duration(done.ended - done.run.started)
    console.print(
        f"{done.takes} segments in {length}, off the air at {_at(done.ended, done.show)}."
    )
    unknown = sum(1 for s in done.show.segments if s.is_timed and s.length is None)
    if unknown:
        console.print(f"{unknown} segments of unknown length were given {duration(UNKNOWN)} each.")
    left = f"; never reached: {', '.join(done.handoffs_left)}" if done.handoffs_left else ""
    console.print(f"{done.handoffs_closed} of {len(done.show.handoffs)} handoffs returned{left}.")


def _as_json(done: Rehearsed) -> dict[str, object]:
    zone = done.show.zone
    return {
        "title": done.show.title,
        "segments": done.takes,
        "ended": iso(done.ended, zone),
        "hard_times": [
            {"title": met.title, "at": iso(met.at, zone), "over_ms": met.over} for met in done.met
        ],
        "handoffs_returned": done.handoffs_closed,
        "handoffs_left": list(done.handoffs_left),
    }
