"""Everything a rundown shows of one segment, as text, with what a painter must know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from producer_app.core.budget import ad_share
from producer_app.core.run import Take
from producer_app.core.show import Kind, Segment, SegmentId, Standing
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import HardTime, Projection, RoomPlan, RoomTimes
from producer_app.present.rundown_marks import (
    Mark,
    adjusted_mark,
    again_mark,
    hard_end_mark,
    hard_start_mark,
    impossible_mark,
    meeting,
    wait_mark,
)
from producer_app.present.rundown_place import LIVE, Place, place_of
from producer_app.present.rundown_times import (
    at_least,
    at_most,
    drift_words,
    level_of,
    told_time,
    told_wall,
)
from producer_app.present.titles import in_order
from producer_app.present.words import Words, apart, duration

Met = tuple[HardTime, int] | None
"""A hard time, and the first place that may stretch to meet it; None where there is none."""

Meets = tuple[Met, Met]
"""A segment's hard start and hard end."""


class SetBy(StrEnum):
    """What a front or back time comes from; but for the first each is a token of its own."""

    COMPUTED = "computed"
    HARD = "hard"
    HIT = "hit"
    IMPOSSIBLE = "impossible"
    """A hit time that cannot be met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    """One segment of a rundown."""

    id: SegmentId
    number: str
    title: str
    title_alt: str
    kind: Kind
    kind_word: str
    talent: str
    location: str
    length: str
    length_tip: str
    """From what to what it may be, or until when it lasts; or nothing."""
    ran: str
    """How long it really ran, once it is done; nothing before."""
    planned: str
    planned_by: SetBy
    expected: str
    actual: str
    back: str
    back_by: SetBy
    cume: str
    ad: str
    handoffs: str
    notes: str
    colour: str
    place: Place
    state: str
    """The place in one short word; nothing for what is simply still to come."""
    standing: Standing
    is_hard: bool
    has_hard_end: bool
    is_advertising: bool
    is_firm: bool
    """False when the expected start is a lower bound, because a length before it is unknown."""
    drift: str
    """Expected or actual start against the plan: ``0:12 late``, ``0:05 early``, or nothing."""
    drift_level: str
    """A token: over (late), under (early) or calm."""
    is_back_missed: bool
    """True when the expected start is later than the back time."""
    missed_by: str
    """By how much the back time is missed, or nothing."""
    marks: tuple[Mark, ...]
    """What stands beside the title, in order."""
    meets: str
    """How it meets its hard start: ``0:01 to fill: hosts Lin Yao``, ``OVERLAP 2:00``, or
    nothing."""


def view_of(
    projection: Projection, times: RoomTimes, index: int, day: int, meets: Meets, words: Words
) -> SegmentView:
    """What is shown of the segment at that index, on that day of the show, with its hard times."""
    show, plan = projection.show, times.plan
    segment, take = plan.segments[index], times.take_of(plan.segments[index].id)
    seen = _Seen(projection, times, index, day, words)
    planned, expected, back = plan.start_at(index), times.expected_at(index), plan.backs[index]
    is_firm = _is_firm_at(times, index)
    drift = _drift(planned, expected if expected is not None or take is None else take.started)
    missed = None if expected is None or back is None or expected <= back else expected - back
    place, ad, start = place_of(times, index), ad_share(segment), seen.meeting(meets[0])
    return SegmentView(
        id=segment.id,
        number=segment.number,
        title=segment.title,
        title_alt=segment.title_alt,
        kind=segment.kind,
        kind_word=words.say(f"kind.{segment.kind}"),
        talent=", ".join(
            in_order(person.name, person.name_alt, words)[0]
            for person in show.people(segment.talent)
        ),
        location=segment.location,
        length=_length(segment, plan, index),
        length_tip=seen.length_tip(),
        ran=_ran(take) if place is Place.DONE else "",
        planned=at_least(seen.told(planned), plan.down.is_firm_at(index), words),
        planned_by=seen.front_by(),
        expected=at_least(seen.told(expected), is_firm, words),
        actual=seen.told(take.started) if take else "",
        back=at_most(seen.told(back), plan.back_firm[index], words),
        back_by=seen.back_by(),
        cume=duration(plan.cume_of(index), ""),
        ad=duration(ad) if ad != 0 else "",
        handoffs=" ".join(h.number for h in show.handoffs_from.get(segment.id, ())),
        notes=segment.notes,
        colour=segment.colour,
        place=place,
        state=words.say(f"rundown.state_{place}"),
        standing=segment.standing,
        is_hard=plan.hard_start(index) is not None,
        has_hard_end=plan.hard_end(index) is not None,
        is_advertising=ad is None or (ad > 0 and ad == segment.length),
        is_firm=is_firm,
        drift=drift_words(drift, words, was_taken=take is not None),
        drift_level=level_of(drift),
        is_back_missed=missed is not None,
        missed_by="" if missed is None else apart(missed, words),
        marks=tuple(dict.fromkeys(filter(None, seen.marks(place, start, meets[1])))),
        meets="" if start is None else start.text,
    )


class _Seen(NamedTuple):
    """One segment of a room at one moment."""

    projection: Projection
    times: RoomTimes
    place: int
    day: int
    words: Words

    @property
    def segment(self) -> Segment:
        return self.times.plan.segments[self.place]

    def told(self, at: Instant | None) -> str:
        return told_time(at, self.projection.show, self.times.plan, self.words, day=self.day)

    def meeting(self, met: Met) -> Mark | None:
        if met is None:
            return None
        hard, since = met
        return meeting(self.projection, self.times, hard, since, self.words)

    def front_by(self) -> SetBy:
        if self.times.plan.hard_start(self.place) is not None:
            return SetBy.HARD
        return self._hit_by(is_set=self.segment.front_hit is not None)

    def back_by(self) -> SetBy:
        return self._hit_by(is_set=self.segment.back_hit is not None)

    def _hit_by(self, *, is_set: bool) -> SetBy:
        if not is_set or not self.segment.is_timed:
            return SetBy.COMPUTED
        return SetBy.IMPOSSIBLE if self.times.plan.is_impossible(self.place) else SetBy.HIT

    def length_tip(self) -> str:
        segment, words = self.segment, self.words
        if segment.is_elastic:
            least = duration(segment.length if segment.shortest is None else segment.shortest)
            any_length = words.say("rundown.any_length")
            most = duration(segment.length if segment.longest is None else segment.longest)
            longest = any_length if segment.length is None and segment.longest is None else most
            return words.say("rundown.elastic_tip", shortest=least, longest=longest)
        end = self.told(self.times.plan.hard_end(self.place))
        if not end or segment.length is not None:
            return ""
        return words.say("rundown.until_tip", at=end)

    def marks(self, stands: Place, start: Mark | None, end: Met) -> Iterator[Mark | None]:
        """Everything beside the title, in order."""
        plan, words, index = self.times.plan, self.words, self.place
        yield self._again(stands)
        take = self.times.on_air
        if take is not None and take.segment == self.segment.id:
            yield adjusted_mark(take.adjusted, words)
        if SetBy.IMPOSSIBLE in (self.front_by(), self.back_by()):
            hits = (self.segment.front_hit, self.segment.back_hit)
            told = (told_wall(hit, words, day=self.day) for hit in hits if hit is not None)
            said = ", ".join(told)
            yield impossible_mark(said, words)
        hard_start, hard_end = plan.hard_start(index), plan.hard_end(index)
        if hard_start is not None:
            yield hard_start_mark(self.told(hard_start), words)
        yield start
        yield wait_mark(self.projection, self.times, index, words)
        if hard_end is not None:
            fills = self.segment.length is None
            yield hard_end_mark(self.told(hard_end), words, fills=fills)
        yield self.meeting(end)

    def _again(self, stands: Place) -> Mark | None:
        """What it was, when it is about to be on air a second time."""
        run = self.times.run
        before = None if run is None else run.last_takes.get(self.segment.id)
        is_ahead = stands in LIVE or stands is Place.COMING
        if before is None or before.ended is None or not is_ahead:
            return None
        ran = Millis(before.ended - before.started)
        return again_mark(self.told(before.started), ran, self.words)


def _is_firm_at(times: RoomTimes, index: int) -> bool:
    """False where the expected start is a lower bound."""
    position = times.ahead.position(index)
    return position is None or times.down.is_firm_at(position)


def _length(segment: Segment, plan: RoomPlan, index: int) -> str:
    length = plan.length_of(index)
    is_soft = length is not None and (segment.is_elastic or segment.length is None)
    return f"~{duration(length)}" if is_soft else duration(length)


def _ran(take: Take | None) -> str:
    return "" if take is None or take.ended is None else duration(take.ended - take.started)


def _drift(planned: Instant | None, started: Instant | None) -> int | None:
    return None if planned is None or started is None else started - planned
