"""Calls that are typed: more or less time, a start that was logged wrongly; each with its echo."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from producer_app.core.calling import AdjustTime, CorrectTake, decide
from producer_app.core.entry import Around, parse_length, parse_offset, parse_time, parse_wall
from producer_app.core.errors import BadInput, Refused
from producer_app.core.run import Take
from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import HOUR, Instant, Millis, WallTime, wall_time
from producer_app.core.timing import Projection
from producer_app.present.words import Words, clock, duration

_DAY, _DAYS = 24, 10

_LONGEST_TAKE = 6 * HOUR
"""What is typed as longer than this is the time of day at which it is to end."""


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The take that a question is about: a GO may come before its answer."""

    room: RoomId
    take: Take
    behind: int
    """Takes that were over when it was asked."""
    before: Take | None = None
    """The one on air before it."""

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
    before = run.takes[-1] if run.takes else None
    return AskedAbout(call.room, run.on_air, len(run.takes), before)


def time_call(asked: AskedAbout, take: Take, text: str, projection: Projection) -> AdjustTime:
    """More time (``+0:30``), less (``-0:30``), all that it is to last (``4:30``, ``prev``), or when
    it is to end (``20:05:00``). ``take`` is what was asked about, as it is now."""
    return AdjustTime(room=asked.room, by=_more(asked, take, text, projection))


def time_echo(asked: AskedAbout, text: str, projection: Projection, words: Words) -> str:
    """What was understood: how much more or less, how long it then lasts, and until when."""
    take, now = asked.take, projection.now
    by = _more(asked, take, text, projection)
    ends = Instant(now + max(0, (take.remaining(now) or 0) + by))
    at = clock(ends, projection.show, words=words)
    values = {"length": duration(_lasts(take) + by), "at": at}
    if by == 0:
        return words.say("questions.time_same", **values)
    key = "questions.time_more" if by > 0 else "questions.time_less"
    return words.say(key, time=duration(abs(by)), **values)


def start_call(asked: AskedAbout, text: str, show: Show) -> CorrectTake:
    """When it really started: ``8`` earlier, ``+8`` later, the time of day ``20:04:12``, or
    ``prev``, when the one before it was over."""
    by = Millis(_real_start(asked, text, show) - asked.take.started)
    return CorrectTake(room=asked.room, by=by)


def take_echo(asked: AskedAbout, text: str, show: Show, words: Words) -> str:
    """What was understood: when it really started, and how far from what was logged."""
    by = start_call(asked, text, show).by
    at = clock(Instant(asked.take.started + by), show, words=words)
    if by == 0:
        return words.say("questions.take_same", at=at)
    key = "questions.take_later" if by > 0 else "questions.take_earlier"
    return words.say(key, time=duration(abs(by)), at=at)


def _lasts(take: Take) -> Millis:
    return Millis(max(0, (take.length or 0) + take.adjusted))


def _more(asked: AskedAbout, take: Take, text: str, projection: Projection) -> Millis:
    """How much more time than it has (negative: less), never more less than that."""
    now, present = projection.now, _lasts(take)
    end = _as_end(text)
    if end is not None:
        ends = Instant(now + (take.remaining(now) or 0))
        return Millis(max(-present, _nearest(projection.show, end, ends) - ends))
    length = parse_length(text, present, None if asked.before is None else asked.before.length)
    if length is None:
        raise BadInput("time.missing", "Write how much, like +0:30, -0:30, or 4:30 for all of it.")
    return Millis(length - present)


def _as_end(text: str) -> WallTime | None:
    """The time of day that was typed; None for what is a length."""
    with suppress(BadInput):
        length = parse_length(text, Millis(0))
        if length is None or length < _LONGEST_TAKE:
            return None
    with suppress(BadInput):
        return parse_wall(text)
    return None


def _real_start(asked: AskedAbout, text: str, show: Show) -> Instant:
    if not text.strip():
        raise BadInput(
            "take.missing", "Write 8 for eight seconds earlier, +8 for later, or a time."
        )
    started = asked.take.started
    if _is_time_of_day(text):
        around = Around(
            date=show.date,
            zone=show.zone,
            day=wall_time(started, show.date, show.zone).hour // 24,
            present=started,
            before=None if asked.before is None else asked.before.ended,
        )
        typed = parse_time(text, around)
        return started if typed is None else _nearest(show, typed, started)
    by = parse_offset(text)
    is_later = text.strip().startswith(("+", "＋"))
    return Instant(started + (by if is_later else -abs(by)))


def _is_time_of_day(text: str) -> bool:
    """True for what would be no mistake but hours as a length, and for no offset: 20:04:12, 8pm,
    prev."""
    try:
        return abs(parse_offset(text)) >= HOUR
    except BadInput:
        return True


def _nearest(show: Show, wall: WallTime, moment: Instant) -> Instant:
    """That time of day on the day of the show on which it is nearest to the moment."""
    hours = range(wall.hour % _DAY, _DAYS * _DAY, _DAY)
    walls = (WallTime(hour, wall.minute, wall.second, wall.milli) for hour in hours)
    return min(map(show.instant, walls), key=lambda at: abs(at - moment))
