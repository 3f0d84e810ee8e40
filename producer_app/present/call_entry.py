"""Calls that are typed: more or less time, a start that was logged wrongly; each with its echo."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.calling import AdjustTime, CorrectTake, decide
from producer_app.core.entry import Around, parse_length, parse_offset, parse_time
from producer_app.core.errors import BadInput, Refused
from producer_app.core.run import Take
from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import HOUR, Instant, Millis
from producer_app.core.timing import Projection
from producer_app.present.words import Words, clock, duration


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The take that a question is about: a GO may come before its answer."""

    room: RoomId
    take: Take
    behind: int
    """Takes that were over when it was asked."""

    @property
    def name(self) -> str:
        """Its number and title as they were at GO."""
        return f"{self.take.number} {self.take.title}".strip()

    def still(self, projection: Projection) -> Take:
        """The same take as it is now; Refused when it is not on air any more."""
        run = projection.rooms[self.room].run
        if run is None or run.on_air is None or len(run.takes) != self.behind:
            raise Refused(
                "take.gone",
                "{segment} is not on air any more: nothing was changed.",
                segment=self.name,
            )
        return run.on_air


def asked_about(projection: Projection, call: AdjustTime | CorrectTake) -> AskedAbout:
    """What is on air in the room of a call; Refused where such a call cannot be taken at all."""
    decide(projection.show, projection.run, call, projection.now)
    run = projection.rooms[call.room].run
    if run is None or run.on_air is None:
        raise Refused("room.nothing_on_air", "Nothing is on air in this room.")
    return AskedAbout(call.room, run.on_air, len(run.takes))


def time_call(room: RoomId, take: Take, text: str) -> AdjustTime:
    """More time (``+0:30``), less (``-0:30``), or all that it is to last (``4:30``)."""
    present = _lasts(take)
    length = parse_length(text, present)
    if length is None:
        raise BadInput("time.missing", "Write how much, like +0:30, -0:30, or 4:30 for all of it.")
    return AdjustTime(room=room, by=Millis(length - present))


def time_echo(take: Take, text: str, show: Show, now: Instant, words: Words) -> str:
    """What was understood: how much more or less, how long it then lasts, and until when."""
    by = time_call(RoomId(""), take, text).by
    ends = Instant(now + max(0, (take.remaining(now) or 0) + by))
    values = {"length": duration(_lasts(take) + by), "at": clock(ends, show, words=words)}
    if by == 0:
        return words.say("questions.time_same", **values)
    key = "questions.time_more" if by > 0 else "questions.time_less"
    return words.say(key, time=duration(abs(by)), **values)


def start_call(room: RoomId, take: Take, text: str, show: Show) -> CorrectTake:
    """When it really started: ``8`` earlier, ``+8`` later, or the time of day ``20:04:12``."""
    return CorrectTake(room=room, by=Millis(_real_start(take, text, show) - take.started))


def take_echo(take: Take, text: str, show: Show, words: Words) -> str:
    """What was understood: when it really started, and how far from what was logged."""
    by = start_call(RoomId(""), take, text, show).by
    at = clock(Instant(take.started + by), show, words=words)
    if by == 0:
        return words.say("questions.take_same", at=at)
    key = "questions.take_later" if by > 0 else "questions.take_earlier"
    return words.say(key, time=duration(abs(by)), at=at)


def _lasts(take: Take) -> Millis:
    return Millis(max(0, (take.length or 0) + take.adjusted))


def _real_start(take: Take, text: str, show: Show) -> Instant:
    if not text.strip():
        raise BadInput(
            "take.missing", "Write 8 for eight seconds earlier, +8 for later, or a time."
        )
    if _is_time_of_day(text):
        around = Around(date=show.date, zone=show.zone, evening=show.on_air, present=take.started)
        typed = parse_time(text, around)
        return take.started if typed is None else show.instant(typed)
    by = parse_offset(text)
    is_later = text.strip().startswith(("+", "＋"))
    return Instant(take.started + (by if is_later else -abs(by)))


def _is_time_of_day(text: str) -> bool:
    """True for what would be no mistake but hours as a length: 20:04:12, 8pm."""
    try:
        return abs(parse_offset(text)) >= HOUR
    except BadInput:
        return True
