"""One department's cues on paper, in the order in which they are called, under their segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.revision import Mark
from producer_app.core.show import Cue, Department, Room, SegmentId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomPlan
from producer_app.present.cuesheet_day import DayLine, PaperTimes
from producer_app.present.cuesheet_hard import HardLine, befores
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_key import letter_of
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    changes_word,
    cut,
    standing_word,
)
from producer_app.present.rundown_times import at_least
from producer_app.present.words import duration

LABELS = (
    *("head_cue", "head_at", "head_trigger", "head_standby", "head_go", "head_notes"),
    *("head_done", "head_length", "continued", "no_cues", "changes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLine:
    """One cue: what it is called, when it is planned, and the words around it."""

    label: str
    at: str
    trigger: Pair
    standby: str
    go: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CueGroup:
    """A segment's cues under the segment's name."""

    line: str = "group"
    number: str
    title: Pair
    letter: str
    standing: str
    standing_word: Pair
    front: str
    length: str
    talent: Pair
    location: str
    cues: tuple[CueLine, ...]
    changes: Pair
    """What happened to the segment since the last issue; empty when nothing did."""


Line = DayLine | HardLine | CueGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCues:
    """One room's pages of a department's sheet."""

    name: Pair
    hours: tuple[Fact, ...]
    """ON AIR and HARD OUT."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSheet:
    """A department's cues in every room that has any."""

    department: Pair
    rooms: tuple[RoomCues, ...]


def cue_sheet(
    projection: Projection,
    department: Department,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> CueSheet:
    """The cues of a department, at their planned times."""
    show = projection.show
    used = {show.segment(cue.segment).room for cue in show.cues if cue.department is department}
    rooms = [room for room in show.rooms if room.id in used] or list(show.rooms[:1])
    return CueSheet(
        department=tongues.say(f"department.{department}"),
        rooms=tuple(_room(projection, room, department, tongues, marks) for room in rooms),
    )


def _room(
    projection: Projection,
    room: Room,
    department: Department,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> RoomCues:
    show, plan = projection.show, projection.plan.rooms[room.id]
    return RoomCues(
        name=tongues.own(room.name, room.name_alt),
        hours=room_hours(show, room, tongues),
        lines=tuple(_lines(projection, plan, department, tongues, marks)),
    )


def _lines(
    projection: Projection,
    plan: RoomPlan,
    department: Department,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> Iterator[Line]:
    show, times = projection.show, PaperTimes(projection.show, plan, tongues)
    for before in befores(projection, times):
        yield from before.lines
        found = () if before.segment is None else show.cues_of.get(before.segment.id, ())
        cues = [cue for cue in found if cue.department is department]
        if cues:
            yield _group(times, before.place, cues, marks)


def _group(
    times: PaperTimes,
    index: int,
    cues: list[Cue],
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> CueGroup:
    show, plan, tongues = times.show, times.plan, times.tongues
    segment = plan.segments[index]
    return CueGroup(
        number=segment.number,
        title=tongues.own(segment.title, segment.title_alt),
        letter=letter_of(segment.kind, tongues),
        standing=segment.standing.value,
        standing_word=standing_word(segment, tongues, "cues_out"),
        front=times.front(index),
        length=duration(plan.length_of(index)),
        talent=tongues.names(show.people(segment.talent)),
        location=cut(segment.location, WORDS),
        cues=tuple(_cue(times, index, cue) for cue in cues),
        changes=changes_word(marks.get(segment.id, frozenset()), tongues),
    )


def _cue(times: PaperTimes, index: int, cue: Cue) -> CueLine:
    start = times.plan.starts[index]
    at = "" if start is None else times.told(Instant(start + cue.offset), index)
    return CueLine(
        label=cut(cue.label, 24),
        at=at_least(at, times.plan.firm[index], times.tongues.first),
        trigger=_trigger(cue.offset, times.tongues),
        standby=cut(cue.standby_words, WORDS),
        go=cut(cue.go_words, WORDS),
        notes=cut(cue.notes, NOTES),
    )


def _trigger(offset: int, tongues: Tongues) -> Pair:
    if offset == 0:
        return tongues.say("at_start")
    key = "after_start" if offset > 0 else "before_start"
    return tongues.say(key, time=duration(abs(offset)))
