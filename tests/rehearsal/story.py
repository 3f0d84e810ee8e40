"""An evening told line by line: at which time, what is called, and what must be true then.

    20:00     GO, on air 1, left 10:00
    20:05     HOLD, 2 at 20:10
    20:08     refused REMOVE 1, asked LENGTH 1 9:00, plan OVER 3:00

In capitals is what somebody does, the rest is what is to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from producer_app.core.calling import (
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    Go,
    Hold,
    Repeat,
    ReplaceTake,
    Resume,
    Skip,
    Standby,
    TakeBack,
)
from producer_app.core.edits import ChangeSegment, Edit, MoveSegments, RemoveSegments, SetStanding
from producer_app.core.errors import NeedsConfirmation, Refused
from producer_app.core.run import RunKind
from producer_app.core.show import RoomId, Segment, Show, Standing
from producer_app.core.timebase import Instant, Millis, WallTime
from producer_app.core.timing import RoomTimes, over_under
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.builders import STAGE
from tests.core.timing.reading import clock

_LINE = re.compile(r"(\d+:\d\d(?::\d\d)?)\s+(.*)")


class StageClock(SystemClock):
    """The console's own clock, on a machine whose time passes by hand and whose wall clock can be
    set."""

    def __init__(self, at: Instant) -> None:
        self._wall_ns, self._counted_ns = at * 1_000_000, 0
        super().__init__(wall=lambda: self._wall_ns, ticks=lambda: self._counted_ns)

    def advance(self, by: int) -> None:
        """Let so many milliseconds pass."""
        self._wall_ns += by * 1_000_000
        self._counted_ns += by * 1_000_000

    def set(self, by: int) -> None:
        """Set the machine's wall clock by so many milliseconds."""
        self._wall_ns += by * 1_000_000


class Story:
    """A show in a file of its own, called by hand on a clock that stands until it is moved."""

    def __init__(self, folder: Path, show: Show) -> None:
        opens = min(at for at in map(show.room_on_air, show.rooms) if at is not None)
        self.clock = StageClock(Instant(opens - 3_600_000))
        self.session = Session.create(folder / "evening.show", show, self.clock)
        self.session.begin(RunKind.SHOW, confirmed=True)
        self.room: RoomId = STAGE

    def tell(self, lines: str) -> None:
        """Live through these lines in order; AssertionError names the line that is not true."""
        for line in filter(None, map(str.strip, lines.splitlines())):
            match = _LINE.fullmatch(line)
            assert match is not None, f"no time in: {line}"
            self.wait_until(match[1])
            for part in map(str.strip, match[2].split(",")):
                self._live(part, line)

    def wait_until(self, time: str) -> None:
        at = self.session.show.instant(WallTime.parse(time))
        assert at >= self.session.now(), f"{time} is past"
        self.clock.advance(at - self.session.now())

    def times(self) -> RoomTimes:
        return self.session.projection().rooms[self.room]

    def segment(self, number: str) -> Segment:
        return next(s for s in self.session.show.segments if s.number == number)

    def _live(self, part: str, line: str) -> None:
        first, _, rest = part.partition(" ")
        if first == "refused":
            with pytest.raises(Refused):
                self._do(*rest.split())
        elif first == "asked":
            with pytest.raises(NeedsConfirmation):
                self._do(*rest.split())
            self._do(*rest.split(), is_confirmed=True)
        elif first.isupper() and first.isalpha() and first not in ("OVER", "UNDER"):
            self._do(*part.split())
        else:
            self._see(part, line)

    def _do(self, verb: str, *words: str, is_confirmed: bool = False) -> None:
        if verb == "ROOM":
            self.room = RoomId(words[0])
            return
        if verb == "SET":
            self.clock.set(length(words[0]))
            return
        if verb == "UNDO":
            self.session.undo(confirmed=is_confirmed)
            return
        if verb in _EDITS:
            self.session.edit(_EDITS[verb](self, *words), confirmed=is_confirmed)
            return
        self.session.call(_CALLS[verb](self, *words))

    def _see(self, fact: str, line: str) -> None:
        for pattern, read in _FACTS:
            match = re.fullmatch(pattern, fact)
            if match is not None:
                seen = read(self, *match.groups())
                assert seen == fact, f"{seen!r} instead of {fact!r}: {line}"
                return
        raise AssertionError(f"nobody knows what this means: {fact}")


def length(text: str) -> Millis:
    """A length as it is typed: 4:30, 1:02:03, -0:30."""
    total = 0
    for part in text.lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return Millis(total * (-1_000 if text.startswith("-") else 1_000))


def spoken(over: int | None) -> str:
    """OVER, UNDER or ON TIME, never a sign."""
    if not over:
        return "unknown" if over is None else "ON TIME"
    return f"{'OVER' if over > 0 else 'UNDER'} {_long(over)}"


def _long(by: int) -> str:
    minutes, seconds = divmod(abs(by) // 1_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _go(story: Story) -> Call:
    waiting = story.times().standby
    assert waiting is not None, "nothing is in standby"
    return Go(room=story.room, expects=waiting.id, is_confirmed=True)


_CALLS: dict[str, Callable[..., Call]] = {
    "GO": _go,
    "HOLD": lambda s: Hold(room=s.room),
    "RESUME": lambda s: Resume(room=s.room),
    "ADD": lambda s, by: AdjustTime(room=s.room, by=length(by)),
    "SKIP": lambda s, number: Skip(room=s.room, segment=s.segment(number).id),
    "STANDBY": lambda s, number: Standby(room=s.room, segment=s.segment(number).id),
    "REPEAT": lambda s, number: Repeat(room=s.room, segment=s.segment(number).id),
    "REALLY": lambda s, number: ReplaceTake(room=s.room, segment=s.segment(number).id),
    "CORRECT": lambda s, by: CorrectTake(room=s.room, by=length(by)),
    "BACK": lambda s: TakeBack(room=s.room),
    "END": lambda s: EndRoom(room=s.room),
}


def _set(story: Story, number: str, **changes: Any) -> Edit:
    return ChangeSegment(segment=story.segment(number).id, changes=changes)


def _stand(story: Story, number: str, standing: Standing) -> Edit:
    return SetStanding(segments=(story.segment(number).id,), standing=standing)


def _move(story: Story, number: str, before: str) -> Edit:
    key, other = story.segment(number).id, story.segment(before).id
    return MoveSegments(segments=(key,), before=other, block=None)


_EDITS: dict[str, Callable[..., Edit]] = {
    "LENGTH": lambda s, number, text: _set(s, number, length=length(text)),
    "FLOAT": lambda s, number: _stand(s, number, Standing.FLOATED),
    "OMIT": lambda s, number: _stand(s, number, Standing.OMITTED),
    "REMOVE": lambda s, number: RemoveSegments(segments=(s.segment(number).id,)),
    "MOVE": _move,
}


def _on_air(story: Story, _: str) -> str:
    take = story.times().on_air
    return f"on air {take.number if take else 'nothing'}"


def _standby(story: Story, _: str) -> str:
    waiting = story.times().standby
    return f"standby {waiting.number if waiting else 'nothing'}"


def _left(story: Story, _: str) -> str:
    left = story.times().left(story.session.now())
    if left is None:
        return "left unknown"
    return f"left {_long(left)}" if left >= 0 else f"left {spoken(-left)}"


def _at(story: Story, number: str, *_: str) -> str:
    times = story.times()
    place = times.plan.places[story.segment(number).id]
    start = times.expected[place]
    if start is None:
        return f"{number} not to come"
    least = "" if times.firm[place] else "least "
    return f"{number} at {least}{clock(story.session.show, start)}"


def _hard(story: Story, *_: str) -> str:
    hard = story.times().next_hard
    return (
        "hard none"
        if hard is None
        else f"hard {clock(story.session.show, hard.at)} {spoken(hard.over)}"
    )


def _figure(story: Story, name: str, _: str) -> str:
    figures = over_under(story.times(), story.session.projection().published)
    if name == "out":
        return "out none" if figures.out is None else f"out {spoken(figures.out.over)}"
    return f"{name} {spoken(figures.plan if name == 'plan' else figures.since_start)}"


_FACTS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"on air (.*)", _on_air),
    (r"standby (.*)", _standby),
    (r"left (.*)", _left),
    (r"(\w+) (?:at (?:least )?\S+|not to come)", _at),
    (r"hard (.*)", _hard),
    (r"(out|plan|start) (.*)", _figure),
)
