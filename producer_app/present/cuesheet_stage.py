"""The stage manager's sheet: who is on when, when they are called, and what they change between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.revision import Mark
from producer_app.core.show import (
    Department,
    RoomRole,
    Segment,
    SegmentId,
    Standing,
    Talent,
)
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection, RoomPlan
from producer_app.present.cuesheet_calls import (
    CALL,
    STANDBY,
    earlier,
    three_before,
    to_the_minute,
)
from producer_app.present.cuesheet_comings import Appearance, Seen, appearances, last_before
from producer_app.present.cuesheet_day import (
    DayLine,
    PaperTimes,
    as_planned,
    timing_notes,
)
from producer_app.present.cuesheet_hard import HardLine, befores
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_leaving import Leaving, Ways, leavings, origins_of, ways_of
from producer_app.present.cuesheet_needs import needs_of
from producer_app.present.cuesheet_parts import comes_straight, timed_parts
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    changes_word,
    clearance_word,
    cut,
    standing_word,
)
from producer_app.present.words import duration

LABELS = (
    *("head_number", "head_title", "head_who", "head_where", "head_call", "head_standby_at"),
    *("head_on", "head_remarks", "head_ticks", "head_length", "continued", "no_people"),
    *("tick_in", "tick_on", "tick_off", "changes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who has to be there."""

    name: Pair
    circle: str
    warning: Pair
    """NOT CLEARED or BARRED; empty when they may go on."""
    arrives: Pair
    """When they come to the house, where they are on first; empty once they are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How long somebody has since they were on last, and what that is too short for."""

    what: Pair
    too_short: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """A segment with people in it."""

    line: str = "segment"
    number: str
    title: Pair
    standing: str
    standing_word: Pair
    people: tuple[Person, ...]
    heads: Pair
    where: str
    call: str
    straight: Pair
    """Instead of a call, where all of them are still on then: what they come straight from."""
    standby: str
    standby_with: Pair
    """The number with which they stand by."""
    on: str
    length: str
    is_hard: bool
    timing: tuple[Pair, ...]
    leaving: tuple[Leaving, ...]
    """Who walks to another room afterwards."""
    changes: tuple[Change, ...]
    needs: tuple[Fact, ...]
    """Microphone, props and what else the departments wrote for whoever is on."""
    cues: tuple[str, ...]
    notes: str
    marks: Pair
    """What happened to it since the last issue; empty when nothing did."""


Line = StageLine | DayLine | HardLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomStage:
    """One room's pages."""

    name: Pair
    hours: tuple[Fact, ...]
    """ON AIR and HARD OUT."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSheet:
    """The stage manager's sheet of every stage on which somebody is on."""

    rooms: tuple[RoomStage, ...]


def stage_sheet(
    projection: Projection, tongues: Tongues, marks: Mapping[SegmentId, frozenset[Mark]]
) -> StageSheet:
    """Everybody's calls as planned, rooms in the show's order: the stages, or in a show without
    any all its rooms."""
    planned = as_planned(projection)
    show = planned.show
    stages = [room for room in show.rooms if room.role is RoomRole.STAGE]
    rooms = stages or list(show.rooms)
    seen, parts = appearances(planned), timed_parts(planned)
    ways, origins = ways_of(parts), origins_of(parts)
    pages = (
        _Page(
            planned,
            PaperTimes(show, planned.plan.rooms[room.id], tongues),
            seen,
            ways,
            origins,
            marks,
        )
        for room in rooms
    )
    return StageSheet(rooms=tuple(_room(page) for page in pages))


def _room(page: _Page) -> RoomStage:
    room, tongues = page.plan.room, page.times.tongues
    return RoomStage(
        name=tongues.own(room.name, room.name_alt),
        hours=room_hours(page.planned.show, room, tongues),
        lines=tuple(_lines(page)),
    )


@dataclass(frozen=True)
class _Page:
    """One room on its way to paper."""

    planned: Projection
    times: PaperTimes
    seen: Seen
    ways: Ways
    origins: Ways
    marks: Mapping[SegmentId, frozenset[Mark]]

    @property
    def plan(self) -> RoomPlan:
        return self.times.plan


def _lines(page: _Page) -> Iterator[Line]:
    for before in befores(page.planned, page.times):
        yield from before.lines
        segment = before.segment
        if segment is not None and segment.talent and segment.standing is not Standing.OMITTED:
            yield _line(page, before.place)


def _line(page: _Page, place: int) -> StageLine:
    times, tongues, show = page.times, page.times.tongues, page.planned.show
    segment = page.plan.segments[place]
    people = show.people(segment.talent)
    straight = _straight(page, place, people, CALL)
    is_hurried = bool(_straight(page, place, people, STANDBY))
    return StageLine(
        number=segment.number,
        title=tongues.own(segment.title, segment.title_alt),
        standing=segment.standing.value,
        standing_word=standing_word(
            segment, tongues, "" if segment.is_playable else "stage_do_not_call"
        ),
        people=tuple(_person(page, person, place) for person in people),
        heads=tongues.say("heads", count=len(people)) if len(people) > 1 else Pair(""),
        where=cut(segment.location, WORDS),
        call="" if straight else earlier(page.times, place, CALL),
        straight=straight,
        standby="" if is_hurried else earlier(page.times, place, STANDBY),
        standby_with=Pair("") if is_hurried else three_before(page.times, place),
        on=times.front(place),
        length=duration(page.plan.length_of(place)),
        is_hard=page.plan.hard_start(place) is not None,
        timing=timing_notes(page.planned, times, place),
        leaving=tuple(leavings(page.planned, page.ways, times, segment)),
        changes=tuple(_changes(page, place, people)),
        needs=needs_of(segment),
        cues=tuple(
            cut(cue.label, 24)
            for cue in show.cues_of.get(segment.id, ())
            if cue.department is Department.STAGE
        ),
        notes=cut(segment.notes, NOTES),
        marks=changes_word(page.marks.get(segment.id, frozenset()), tongues),
    )


def _straight(page: _Page, place: int, people: tuple[Talent, ...], by: Millis) -> Pair:
    """What the last of them comes from, where all of them are still on so long before it."""
    segment = page.plan.segments[place]
    ways = [(person, page.origins.get((segment.id, person.id))) for person in people]
    before = [way[0] for person, way in ways if way and comes_straight(person, *way, by)]
    if not before or len(before) < len(people):
        return Pair("")
    last = max(before, key=lambda part: part.off or 0)
    number = last.visits[0].number if last.segment is None else last.segment.number
    return page.times.tongues.say("artist_straight", number=number)


def _person(page: _Page, person: Talent, place: int) -> Person:
    tongues = page.times.tongues
    is_first = page.plan.cast.appearances[person.id][0] == place
    is_coming = is_first and person.arrives is not None and not person.has_arrived
    return Person(
        name=tongues.own(person.name, person.name_alt),
        circle=cut(person.circle, WORDS),
        warning=clearance_word(person, tongues),
        arrives=tongues.say("arrives", time=to_the_minute(person.arrives))
        if is_coming
        else Pair(""),
    )


def _changes(page: _Page, place: int, people: tuple[Talent, ...]) -> Iterator[Change]:
    segment, start = page.plan.segments[place], page.plan.starts[place]
    for person in people:
        before = None if start is None else last_before(page.seen, person.id, segment, start)
        if before is not None and start is not None:
            yield _change(page, person, before, Millis(start - before.end), segment)


def _change(
    page: _Page, person: Talent, before: Appearance, gap: Millis, segment: Segment
) -> Change:
    show, tongues = page.planned.show, page.times.tongues
    is_over_there = before.segment.room != segment.room
    room = show.room(before.segment.room)
    needed = person.transit if is_over_there else person.change
    what = tongues.say(
        "comes_over" if is_over_there else "comes_from",
        name=tongues.inside(tongues.own(person.name, person.name_alt)),
        time=duration(max(0, gap)),
        number=before.segment.number,
        room=tongues.inside(tongues.own(room.name, room.name_alt)),
    )
    is_short = gap < (needed or 0)
    short = tongues.say("too_short", time=duration(needed)) if is_short else Pair("")
    return Change(what=what, too_short=short)
