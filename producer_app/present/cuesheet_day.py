"""Times on paper as the day of a show says them: 10:03 on the second day, not 34:03."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from producer_app.core.show import Show
from producer_app.core.timebase import Instant, WallTime
from producer_app.core.timing import Projection, RoomPlan, project
from producer_app.present.cuesheet_text import Pair, Tongues
from producer_app.present.rundown_heads import day_view
from producer_app.present.rundown_marks import wait_mark
from producer_app.present.rundown_times import at_least, at_most, is_opening, told_time
from producer_app.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """The line above the segment with which the room goes on air anew."""

    line: str = "day"
    title: Pair


@dataclass(frozen=True)
class PaperTimes:
    """One room's times in the words of a sheet; places are indices of its rundown, and the place
    behind the last is the end."""

    show: Show
    plan: RoomPlan
    tongues: Tongues

    def told(self, at: Instant | None, place: int = 0) -> str:
        """The moment as a time of the day that the segment at that place is of."""
        words, day = self.tongues.first, self.days[min(place, len(self.plan.segments))]
        return told_time(at, self.show, self.plan, words, day=day)

    def front(self, place: int) -> str:
        """A front time; ``≥`` where an unknown length makes it a lower bound."""
        at = self.told(self.plan.starts[place], place)
        return at_least(at, self.plan.firm[place], self.tongues.first)

    def back(self, place: int) -> str:
        """A back time; ``≤`` where an unknown length makes it an upper bound."""
        at = self.told(self.plan.backs[place], place)
        return at_most(at, self.plan.back_firm[place], self.tongues.first)

    def end(self) -> str:
        """When the room is planned to be over."""
        at = self.told(self.plan.end, len(self.plan.segments))
        return at_least(at, self.plan.end_firm, self.tongues.first)

    def told_by_day(self, at: Instant | None) -> str:
        """The moment as a time of the day that it falls on."""
        place = 0
        for n, start in enumerate(self.plan.starts):
            if start is not None and at is not None and start <= at:
                place = n
        return self.told(at, place)

    def opens_at(self, place: int) -> bool:
        """True where the room goes on air anew with that segment."""
        return place < len(self.plan.segments) and is_opening(self.plan.segments[place])

    @cached_property
    def timed(self) -> tuple[int, ...]:
        """The places that are timed, in order."""
        return tuple(n for n, segment in enumerate(self.plan.segments) if segment.is_timed)

    @cached_property
    def days(self) -> tuple[int, ...]:
        """For each place, how many days it is from the show's date."""
        found, day = [], 0
        for segment in self.plan.segments:
            if is_opening(segment) and segment.hard_start is not None:
                day = segment.hard_start.hour // 24
            found.append(day)
        return (*found, day)


def as_planned(projection: Projection) -> Projection:
    """The plan as it stands before any run: what paper shows in the middle of one."""
    if projection.run is None:
        return projection
    return project(projection.plan, None, projection.now)


def hit_note(times: PaperTimes, place: int, hit: WallTime | None) -> Pair:
    """Colour says on screen what words say here: set by hand, or impossible."""
    if hit is None or not times.plan.segments[place].is_timed:
        return Pair("")
    return times.tongues.say("impossible" if times.plan.is_impossible(place) else "by_hand")


def waits_note(planned: Projection, times: PaperTimes, place: int) -> Pair:
    """Who has to walk over before that segment, and for how long the room waits."""
    room = planned.rooms[times.plan.room.id]
    if place not in room.waits:
        return Pair("")

    def said(words: Words) -> str:
        mark = wait_mark(planned, room, place, words)
        return "" if mark is None else mark.text

    return times.tongues.each(said)


def fills_note(times: PaperTimes, place: int) -> Pair:
    """Until when a segment without a length lasts; empty for every other."""
    segment, end = times.plan.segments[place], times.plan.hard_end(place)
    if end is None or segment.length is not None:
        return Pair("")
    return times.tongues.say("lasts_until", at=times.told(end, place))


def timing_notes(planned: Projection, times: PaperTimes, place: int) -> tuple[Pair, ...]:
    """All there is to know of a segment's times beside its start and its end."""
    segment = times.plan.segments[place]
    hit = segment.front_hit or segment.back_hit
    notes = (hit_note(times, place, hit), waits_note(planned, times, place))
    return tuple(note for note in (*notes, fills_note(times, place)) if note)


def day_line(projection: Projection, times: PaperTimes, place: int) -> DayLine | None:
    """The line that begins a day with the segment at that place; None where none begins."""
    return day_of(projection, times, place) if times.opens_at(place) else None


def day_of(projection: Projection, times: PaperTimes, place: int) -> DayLine:
    """The line of the day that the segment at that place is of."""
    room = times.plan.room.id
    opens = max((n for n in range(place + 1) if times.opens_at(n)), default=place)
    title = times.tongues.each(lambda words: day_view(projection, room, opens, words).title)
    return DayLine(title=title)
