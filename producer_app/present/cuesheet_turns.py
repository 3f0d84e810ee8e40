"""The lines of somebody's own call sheet: each time they are on, and each walk between rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from producer_app.core.revision import Mark
from producer_app.core.show import Handoff, RoomId, SegmentId, Talent
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.cuesheet_calls import CALL, STANDBY, three_before
from producer_app.present.cuesheet_comings import Seen, appearances, last_before
from producer_app.present.cuesheet_day import DayLine, PaperTimes, day_of, timing_notes
from producer_app.present.cuesheet_needs import needs_of
from producer_app.present.cuesheet_parts import Part, comes_straight, there_by
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    called_inside,
    changes_word,
    cut,
    standing_word,
)
from producer_app.present.rundown_times import at_least
from producer_app.present.words import duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A handoff that brings them to a room."""

    number: str
    title: Pair
    go: Fact
    return_by: str
    called_off: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One time that they are on."""

    line: str = "turn"
    number: str
    title: Pair
    room: Pair
    """Empty in a show with one room."""
    where: str
    call: str
    straight: Pair
    """Instead of a call: what they come straight from."""
    standby: str
    standby_with: Pair
    """The number with which they stand by."""
    on: str
    off: str
    is_hard: bool
    standing: str
    standing_word: Pair
    changes: Pair
    """What happened to it since the last issue; empty when nothing did."""
    was: Fact
    """Where they were on at another time as issued last: that time."""
    beside: Pair
    """Who else is on."""
    remarks: tuple[Pair, ...]
    """Set by hand, waited for, how long there is to change."""
    warnings: tuple[Pair, ...]
    """What the time is too short for."""
    needs: tuple[Fact, ...]
    """What their departments wrote: make-up, wardrobe, microphone, props."""
    visits: tuple[Visit, ...]
    notes: str

    @property
    def is_changed(self) -> bool:
        """It is not as it was issued last."""
        return bool(self.changes or self.was.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The way from one room to another."""

    line: str = "walk"
    to: Pair
    time: Pair
    leave: Fact
    there: Fact
    too_short: Pair


Line = Turn | Walk | DayLine


@dataclass(frozen=True)
class Evening:
    """What all pages are made from."""

    planned: Projection
    tongues: Tongues
    marks: Mapping[SegmentId, frozenset[Mark]]

    @cached_property
    def times(self) -> Mapping[RoomId, PaperTimes]:
        """The times of each room in the words of the sheet."""
        show = self.planned.show
        return {
            room: PaperTimes(show, plan, self.tongues)
            for room, plan in self.planned.plan.rooms.items()
        }

    @cached_property
    def seen(self) -> Seen:
        """Everybody's appearances."""
        return appearances(self.planned)


def turns_of(evening: Evening, person: Talent, parts: Sequence[Part]) -> Iterator[Line]:
    """Somebody's parts in the order of the evening, with the walks between them."""
    before: Part | None = None
    day = 0
    for part in parts:
        times, place = evening.times[part.room], part.place
        if place is not None and times.days[place] > day:
            day = times.days[place]
            yield day_of(evening.planned, times, place)
        if part.is_timed and before is not None and before.room != part.room:
            yield _walk(evening, person, before, part)
        yield _turn(evening, person, part, before)
        before = part if part.is_timed else before


def _turn(evening: Evening, person: Talent, part: Part, before: Part | None) -> Turn:
    show, tongues = evening.planned.show, evening.tongues
    room = show.room(part.room)
    segment, times = part.segment, evening.times[part.room]
    is_straight = comes_straight(person, before, part, CALL)
    is_hurried = comes_straight(person, before, part, STANDBY)
    gap, short = _change(evening, person, part)
    return Turn(
        number=part.visits[0].number if segment is None else segment.number,
        title=_title(evening, part),
        room=tongues.own(room.name, room.name_alt) if len(show.rooms) > 1 else Pair(""),
        where="" if segment is None else cut(segment.location, WORDS),
        call="" if is_straight else _ahead(evening, part, CALL),
        straight=_straight_from(before, tongues) if is_straight else Pair(""),
        standby="" if is_hurried else _ahead(evening, part, STANDBY),
        standby_with=Pair("") if is_hurried else _with(times, part),
        on=_ahead(evening, part, Millis(0)),
        off=_told(evening, part, part.off),
        is_hard=part.place is not None and times.plan.hard_start(part.place) is not None,
        standing=_standing(part),
        standing_word=_standing_word(evening, part),
        changes=Pair("")
        if segment is None
        else changes_word(evening.marks.get(segment.id, frozenset()), tongues),
        was=Fact(tongues.say("artist_was"), _told(evening, part, part.was_on)),
        beside=_beside(evening, person, part),
        remarks=(*_timing(evening, part), *((gap,) if gap else ())),
        warnings=(short,) if short else (),
        needs=() if segment is None else needs_of(segment),
        visits=tuple(_visit(evening, part, handoff) for handoff in part.visits),
        notes="" if segment is None else cut(segment.notes, NOTES),
    )


def _title(evening: Evening, part: Part) -> Pair:
    tongues = evening.tongues
    if part.segment is not None:
        return tongues.own(part.segment.title, part.segment.title_alt)
    return _title_of(evening, part.visits[0])


def _title_of(evening: Evening, handoff: Handoff) -> Pair:
    named = handoff if handoff.title or handoff.title_alt else None
    origin = evening.planned.show.segment(handoff.segment)
    own = named or origin
    return evening.tongues.own(own.title, own.title_alt)


def _standing(part: Part) -> str:
    if part.is_gone:
        return "gone"
    return "in" if part.segment is None else part.segment.standing.value


def _standing_word(evening: Evening, part: Part) -> Pair:
    """Why they are not on in it; what is put in on the night has no planned time, and runs."""
    if part.is_gone:
        return evening.tongues.say("artist_gone")
    if part.segment is None:
        return Pair("")
    order = "" if part.segment.is_playable else "artist_not_on"
    return standing_word(part.segment, evening.tongues, order)


def _straight_from(before: Part | None, tongues: Tongues) -> Pair:
    if before is None:
        return Pair("")
    number = before.visits[0].number if before.segment is None else before.segment.number
    return tongues.say("artist_straight", number=number)


def _ahead(evening: Evening, part: Part, by: Millis) -> str:
    """That long before they are on; ``≥`` where an unknown length makes it a lower bound."""
    if part.on is None:
        return ""
    text = _told(evening, part, Instant(part.on - by))
    times = evening.times[part.room]
    is_firm = part.place is None or times.plan.firm[part.place]
    return at_least(text, is_firm, evening.tongues.first)


def _told(evening: Evening, part: Part, at: Instant | None) -> str:
    times = evening.times[part.room]
    return times.told_by_day(at) if part.place is None else times.told(at, part.place)


def _with(times: PaperTimes, part: Part) -> Pair:
    is_timed = part.place is not None and part.is_timed
    return three_before(times, part.place or 0) if is_timed else Pair("")


def _beside(evening: Evening, person: Talent, part: Part) -> Pair:
    people = part.visits[0].talent if part.segment is None else part.segment.talent
    others = [key for key in people if key != person.id]
    return evening.tongues.names(evening.planned.show.people(tuple(others)))


def _timing(evening: Evening, part: Part) -> tuple[Pair, ...]:
    if part.place is None or not part.is_timed:
        return ()
    return timing_notes(evening.planned, evening.times[part.room], part.place)


def _change(evening: Evening, person: Talent, part: Part) -> tuple[Pair, Pair]:
    """How long they have had since they were on last in that room, and what it is too short for."""
    if part.segment is None or part.on is None:
        return Pair(""), Pair("")
    last = last_before(evening.seen, person.id, part.segment, part.on)
    if last is None or last.segment.room != part.room:
        return Pair(""), Pair("")
    gap, tongues = Millis(max(0, part.on - last.end)), evening.tongues
    said = tongues.say("artist_to_change", time=duration(gap), number=last.segment.number)
    is_short = gap < (person.change or 0)
    short = tongues.say("too_short", time=duration(person.change)) if is_short else Pair("")
    return said, short


def _visit(evening: Evening, part: Part, handoff: Handoff) -> Visit:
    tongues = evening.tongues
    origin = evening.planned.show.segment(handoff.segment)
    due, after = handoff_due(evening.planned, handoff).planned, handoff.return_after
    is_on = origin.is_playable
    back = None if due is None or after is None or not is_on else Instant(due + after)
    return Visit(
        number=handoff.number,
        title=_title_of(evening, handoff),
        go=Fact(tongues.say("artist_go"), _told(evening, part, due) if is_on else ""),
        return_by=_told(evening, part, back),
        called_off=Pair("")
        if is_on
        else tongues.say("called_off", number=called_inside(origin, tongues)),
    )


def _walk(evening: Evening, person: Talent, before: Part, part: Part) -> Walk:
    """From where they are free to where they are wanted."""
    tongues, room = evening.tongues, evening.planned.show.room(part.room)
    walk = person.transit or Millis(0)
    on = part.on or Instant(0)
    there = there_by(before, part, walk)
    is_short = before.off is not None and on - before.off < walk
    leave = Instant(there - walk)
    at_once = before.off is not None and before.off >= leave
    time = "artist_walk_unknown" if person.transit is None else "artist_walk_time"
    return Walk(
        to=tongues.own(room.name, room.name_alt),
        time=tongues.say(time, time=duration(person.transit)),
        leave=Fact(tongues.say("artist_at_once"), _told(evening, before, before.off))
        if at_once
        else Fact(tongues.say("artist_leave"), _told(evening, part, leave)),
        there=Fact(tongues.say("artist_there"), _told(evening, part, there)),
        too_short=tongues.say("too_short", time=duration(walk)) if is_short else Pair(""),
    )
