"""What every way back keeps to, whatever the show: over random rundowns, planned and running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from producer_app.core.calling import in_standby
from producer_app.core.edits import ChangeSegment, Edit, MoveSegments, SetStanding
from producer_app.core.recovery import Step, StepKind, Way, misses, ways_back
from producer_app.core.run import Event
from producer_app.core.show import Kind, Segment, SegmentId, Show, Standing
from producer_app.core.timebase import HOUR, SECOND, Instant, Millis, WallTime, wall_time
from producer_app.core.timing import Projection, plan_times, project
from tests.builders import STAGE, a_run, a_segment, a_show, at, folded, gone

_KINDS = [Kind.SONG, Kind.PAD, Kind.HOST_LINK, Kind.SPOT, Kind.COUNTDOWN, Kind.REMOTE]
_STANDINGS = [Standing.IN] * 5 + [Standing.FLOATED, Standing.OMITTED]


@st.composite
def a_part(draw: st.DrawFn, number: int) -> Segment:
    """One segment of up to six minutes, elastic or not, floated or not.

    Lengths are in tenths of a second, so that whole seconds never come out by chance.
    """
    length = draw(st.integers(1, 3_600))
    tenths = draw(st.integers(0, length)), draw(st.integers(length, 4_800))
    is_elastic = draw(st.booleans())
    return a_segment(
        str(number),
        Millis(length * 100),
        kind=draw(st.sampled_from(_KINDS)),
        shortest=Millis(tenths[0] * 100) if is_elastic else None,
        longest=Millis(tenths[1] * 100) if is_elastic else None,
        priority=draw(st.sampled_from([0, 0, 1, 5, 9])),
        standing=draw(st.sampled_from(_STANDINGS)),
    )


@st.composite
def evenings(draw: st.DrawFn) -> Projection:
    """A stage that misses a hard time, as planned or with some segments taken already."""
    size = draw(st.integers(2, 9))
    segments = [draw(a_part(number)) for number in range(1, size + 1)]
    unknown = draw(st.integers(0, 4 * size))
    if unknown < size:
        segments[unknown] = replace(segments[unknown], length=None)
    show = a_show(*segments)
    starts = plan_times(show).rooms[STAGE].starts
    for place in draw(st.sets(st.integers(1, size - 1), min_size=1, max_size=2)):
        start = starts[place]
        if start is not None:
            off = draw(st.integers(-600, 600)) * SECOND
            segments[place] = replace(segments[place], hard_start=_wall(show, start + off))
    show = a_show(*segments, hard_out=draw(st.sampled_from([None, "20:30"])))
    projection = _as_it_runs(draw, show)
    assume(misses(projection.rooms[STAGE]))
    return projection


def _wall(show: Show, moment: int) -> WallTime:
    earliest = at(show, "20:00")
    return wall_time(Instant(max(earliest, min(earliest + HOUR, moment))), show.date, show.zone)


def _as_it_runs(draw: st.DrawFn, show: Show) -> Projection:
    gos = draw(st.integers(0, 2))
    now = at(show, "20:00")
    if gos == 0:
        return project(plan_times(show), None, now)
    events: tuple[Event, ...] = a_run(show, now)
    for _ in range(gos):
        if in_standby(show, folded(events).room(STAGE)) is None:
            break
        events = gone(show, events, now)
        now = Instant(now + draw(st.integers(1_001, 400_000)))
    return project(plan_times(show), folded(events), now)


def found(projection: Projection) -> tuple[Way, ...]:
    return ways_back(projection, STAGE)


@settings(max_examples=60)
@given(evenings())
def test_every_way_keeps_to_what_may_be_done(projection: Projection) -> None:
    for way in found(projection):
        after = way.edit.apply(projection.show)
        _what_is_live_stays(projection, after)
        _lengths_keep_their_limits(projection.show, after)
        _steps_say_what_is_done(projection.show, after, way)
        _the_rest_keeps_its_order(projection.show, after, way)


@settings(max_examples=60)
@given(evenings())
def test_every_way_lands_where_a_fresh_projection_lands(projection: Projection) -> None:
    for way in found(projection):
        after = way.edit.apply(projection.show)
        fresh = project(plan_times(after), projection.run, projection.now)
        assert [landing.hard for landing in way.landings] == list(fresh.rooms[STAGE].hards)


@settings(max_examples=30)
@given(evenings())
def test_the_same_question_has_the_same_answer(projection: Projection) -> None:
    assert found(projection) == found(projection)


@settings(max_examples=60)
@given(evenings())
def test_ways_come_best_first_and_each_is_another(projection: Projection) -> None:
    ways = found(projection)

    assert len(ways) <= 5
    assert [way.is_clean for way in ways] == sorted((way.is_clean for way in ways), reverse=True)
    assert len({way.steps for way in ways}) == len(ways)
    if any(way.makes_it and way.is_clean for way in ways):
        assert all(way.makes_it for way in ways)


@settings(max_examples=60)
@given(evenings())
def test_every_way_leaves_less_missed_than_there_was(projection: Projection) -> None:
    times = projection.rooms[STAGE]
    before = [hard.over or 0 for hard in times.hards]
    for way in found(projection):
        after = [landing.hard.over or 0 for landing in way.landings]
        late, was_late = (sum(max(0, over) for over in overs) for overs in (after, before))
        early, was_early = (sum(max(0, -over) for over in overs) for overs in (after, before))
        assert (late, early) < (was_late, was_early) or late < was_late + SECOND


def _what_is_live_stays(projection: Projection, after: Show) -> None:
    if projection.run is None:
        return
    room = projection.run.room(STAGE)
    standby = in_standby(projection.show, room)
    assert standby is not None
    was, then = standby, after.segment(standby.id)
    assert replace(then, block=was.block) == was
    if room.then is not None:
        assert in_standby(after, room) == standby
    if room.on_air is not None:
        key = room.on_air.segment
        assert after.segment(key) is projection.show.segment(key)


def _lengths_keep_their_limits(before: Show, after: Show) -> None:
    for segment in after.segments:
        was = before.segment(segment.id)
        if segment.length != was.length:
            assert segment.length is not None
            assert was.length is not None
            assert (segment.length - was.length) % SECOND == 0
            lowest = 0 if segment.kind is Kind.PAD else was.length
            assert segment.length >= (lowest if was.shortest is None else was.shortest)
            if was.longest is not None or segment.kind is not Kind.PAD:
                assert segment.length <= (was.length if was.longest is None else was.longest)


def _steps_say_what_is_done(before: Show, after: Show, way: Way) -> None:
    changed = {s.id for s in after.segments if s != before.segment(s.id)}
    assert changed <= {step.segment for step in way.steps}
    for step in way.steps:
        was, now = before.segment(step.segment), after.segment(step.segment)
        assert was.length is not None
        assert now.length is not None
        match step.kind:
            case StepKind.FLOAT:
                assert was.priority > 0
                assert (was.standing, now.standing) == (Standing.IN, Standing.FLOATED)
                assert step.by == -was.length
            case StepKind.BRING_BACK:
                assert (was.standing, now.standing) == (Standing.FLOATED, Standing.IN)
                assert step.by == was.length
            case StepKind.MOVE:
                assert was.hard_start is None
                assert was.kind is not Kind.COUNTDOWN
                assert step.by == -was.length
                _stands_behind(after, step)
            case StepKind.STRETCH:
                assert now.length - was.length == step.by > 0
            case StepKind.TRIM | StepKind.USE_PAD:
                assert now.length - was.length == step.by < 0
                assert (was.kind is Kind.PAD) is (step.kind is StepKind.USE_PAD)


def _stands_behind(after: Show, step: Step) -> None:
    order = [s.id for s in after.segments]
    assert step.past is not None
    assert order.index(step.segment) == order.index(step.past) + 1


def _the_rest_keeps_its_order(before: Show, after: Show, way: Way) -> None:
    moved: set[SegmentId] = {s.segment for s in way.steps if s.kind is StepKind.MOVE}
    assert [s.id for s in before.segments if s.id not in moved] == [
        s.id for s in after.segments if s.id not in moved
    ]


@st.composite
def late_evenings(draw: st.DrawFn) -> Projection:
    """Up to four segments, then one or two hard times that come up to ten minutes too early."""
    parts = [replace(draw(a_part(n)), standing=Standing.IN) for n in range(1, draw(_FEW) + 1)]
    pause = a_segment("8", Millis(draw(st.integers(60, 300)) * SECOND), kind=Kind.COUNTDOWN)
    last = a_segment("9", Millis(60 * SECOND), kind=Kind.COUNTDOWN)
    total = sum(part.length or 0 for part in parts)
    begins = at(a_show(), "20:00")
    first = max(begins, begins + total - draw(st.integers(1, 600)) * SECOND)
    pause = replace(pause, hard_start=_wall(a_show(), first))
    if draw(st.booleans()):
        then = first + (pause.length or 0) + draw(st.integers(-30, 300)) * SECOND
        last = replace(last, hard_start=_wall(a_show(), then))
    projection = project(plan_times(a_show(*parts, pause, last)), None, begins)
    assume(misses(projection.rooms[STAGE]))
    return projection


_FEW = st.integers(1, 4)


@settings(max_examples=25)
@given(late_evenings())
def test_nothing_that_comes_nearer_is_overlooked(projection: Projection) -> None:
    """Held against every combination of all that may be done, each played by the engine."""
    least = min(_lateness(show, projection) for show in _everything_tried(projection))

    nearest = min(
        (_lateness(way.edit.apply(projection.show), projection) for way in found(projection)),
        default=_lateness(projection.show, projection),
    )

    assert nearest < least + SECOND


def _lateness(show: Show, projection: Projection) -> int:
    times = project(plan_times(show), projection.run, projection.now).rooms[STAGE]
    return sum(hard.over for hard in times.hards if hard.over is not None and hard.over >= SECOND)


def _everything_tried(projection: Projection) -> Iterator[Show]:
    """The show with each segment left alone, cut to its shortest, floated, or moved behind each
    later hard time."""
    show = projection.show
    for picks in product(*(tuple(_edits_of(show, segment)) for segment in show.segments)):
        after = show
        for edit in picks:
            after = after if edit is None else edit.apply(after)
        yield after


def _edits_of(show: Show, segment: Segment) -> Iterator[Edit | None]:
    yield None
    if segment.hard_start is not None or segment.length is None:
        return
    shortest = 0 if segment.kind is Kind.PAD else segment.length
    shortest = shortest if segment.shortest is None else segment.shortest
    whole = Millis((segment.length - shortest) // SECOND * SECOND)
    length = Millis(segment.length - whole)
    yield ChangeSegment(segment=segment.id, changes={"length": length})
    if segment.priority:
        yield SetStanding(segments=(segment.id,), standing=Standing.FLOATED)
    if segment.kind in (Kind.PAD, Kind.COUNTDOWN):
        return
    order = list(show.segments)
    for place in range(order.index(segment) + 1, len(order)):
        if order[place].hard_start is not None:
            behind = order[place + 1].id if place + 1 < len(order) else None
            yield MoveSegments(segments=(segment.id,), before=behind, block=None)
