"""What holds on every evening, whatever stands in its plan and whatever is called."""

from __future__ import annotations

from contextlib import suppress
from itertools import accumulate, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from producer_app.core.checks import check
from producer_app.core.edits import ChangeSegment, RemoveSegments, SetStanding
from producer_app.core.errors import ProducerError
from producer_app.core.run import Run
from producer_app.core.show import Show, Standing
from producer_app.core.timebase import Instant
from producer_app.core.timing import (
    HardKind,
    Plan,
    Projection,
    RoomPlan,
    over_under,
    plan_times,
    project,
    starts_of,
)
from tests.builders import STAGE, a_run, folded, gone
from tests.core.timing.evenings import a_log, an_edit, evenings, folded_at, on


@settings(max_examples=300)
@given(evenings(), st.data())
def test_expected_starts_never_run_backwards_nor_into_the_past(
    show: Show, data: st.DataObject
) -> None:
    run, now = folded_at(data.draw, a_log(data.draw, show))
    for times in project(plan_times(show), run, now).rooms.values():
        starts = [start for start in times.down.starts if start is not None]
        assert all(start >= now for start in starts)
        assert all(one <= other for one, other in pairwise(starts))
        assert times.end is None or all(start <= times.end for start in starts)


@given(evenings(is_known=True))
def test_back_time_and_what_is_left_make_the_next_hard_time(show: Show) -> None:
    for plan in plan_times(show).rooms.values():
        for place, back in enumerate(plan.backs):
            hold = plan.fixed.get(place)
            if not plan.segments[place].is_timed or (hold is not None and hold.back_hit):
                continue
            end, target = next_anchor(plan, place)
            left = sum(s.length or 0 for s in plan.segments[place:end] if s.is_timed)
            assert back == (None if target is None else target - left)


def next_anchor(plan: RoomPlan, place: int) -> tuple[int, Instant | None]:
    """How far the rundown counts up from there, and to what: the next time that is set by hand."""
    for below in range(place, len(plan.segments)):
        hold = plan.fixed.get(below)
        if hold is not None and below > place and hold.start is not None:
            return below, None if hold.is_opening else hold.start
        if hold is not None and below > place and hold.back_hit is not None:
            return below, hold.back_hit
        if hold is not None and hold.end is not None:
            return below + 1, hold.end
    return len(plan.segments), plan.hard_out


@given(evenings(is_free=True, is_known=True))
def test_with_nothing_fixed_the_plan_is_the_plain_sum(show: Show) -> None:
    for plan in plan_times(show).rooms.values():
        timed = [s.length or 0 for s in plan.segments if s.is_timed]
        starts = list(accumulate(timed, initial=plan.on_air or 0))
        assert [start for start in plan.starts if start is not None] == starts[:-1]
        assert (plan.end, plan.end_firm) == (starts[-1], True)


@settings(max_examples=300)
@given(evenings())
def test_before_the_run_planned_is_expected_where_no_hard_time_overlaps_and_nobody_waits(
    show: Show,
) -> None:
    projection = project(plan_times(show), None, Instant(0))
    for times in projection.rooms.values():
        plan = times.plan
        late = [h for h in plan.hards if h.kind is not HardKind.OUT and (h.over or 0) > 0]
        if not (late or times.waits or any(f.front_hit for f in plan.fixed.values())):
            for place in times.coming:
                assert times.expected[place] == plan.starts[place]
                assert times.firm[place] == plan.firm[place]
            assert (times.hards, times.end, times.end_firm) == (plan.hards, plan.end, plan.end_firm)


@given(evenings(), st.data())
def test_a_float_takes_no_time_planned_or_expected(show: Show, data: st.DataObject) -> None:
    """A floated segment changes nothing: all is as if it had been removed."""
    hung_on = {key for h in show.handoffs for key in (h.segment, h.to_segment)}
    free = [s.id for s in show.segments if s.id not in hung_on]
    assume(free)
    key = data.draw(st.sampled_from(free))
    floated = SetStanding(segments=(key,), standing=Standing.FLOATED).apply(show)
    removed = RemoveSegments(segments=(key,)).apply(show)
    run, now = folded_at(data.draw, a_log(data.draw, removed))

    with_it, without = (project(plan_times(s), run, now) for s in (floated, removed))

    for room in show.rooms:
        assert times_of(with_it, room.id) == times_of(without, room.id)


Times = dict[str, tuple[object, ...]]


def times_of(projection: Projection, room: str) -> Times:
    """Every number of every segment that counts in that room, and the room's own."""
    times = next(t for key, t in projection.rooms.items() if key == room)
    plan = times.plan
    found: Times = {
        segment.id: (
            plan.starts[n], plan.firm[n], plan.backs[n], plan.back_firm[n], plan.cume_of(n),
            times.expected[n], times.firm[n], times.waits.get(n),
        )
        for n, segment in enumerate(plan.segments)
        if segment.is_playable
    }  # fmt: skip
    hards = [(h.at, h.over, h.is_firm, h.kind) for h in (*plan.hards, *times.hards)]
    return found | {"": (plan.end, plan.end_firm, times.end, times.end_firm, hards)}


@settings(max_examples=200)
@given(evenings(), st.data())
def test_undoing_every_edit_restores_every_number(show: Show, data: st.DataObject) -> None:
    run, now = folded_at(data.draw, a_log(data.draw, show))
    done: list[tuple[Show, Projection]] = []
    plan = plan_times(show)
    projection = project(plan, run, now)
    for _ in range(data.draw(st.integers(1, 4))):
        done.append((show, projection))
        show = edited(show, data)
        plan = plan_times(show, plan)
        projection = project(plan, run, now, projection)
    for before, numbers in reversed(done):
        plan = plan_times(before, plan)
        projection = project(plan, run, now, projection)
        assert numbers_of(projection) == numbers_of(numbers)


def edited(show: Show, data: st.DataObject) -> Show:
    """The show after an edit, or as it is when that is refused."""
    edit = an_edit(data.draw, show)
    with suppress(ProducerError):
        return show if edit is None else edit.apply(show)
    return show


def numbers_of(projection: Projection) -> tuple[object, ...]:
    return (
        [times_of(projection, room) for room in projection.rooms],
        projection.meetings,
        projection.alone,
    )


@settings(max_examples=200)
@given(evenings(), st.data())
def test_after_any_edits_calls_and_ticks_projecting_on_is_projecting_anew(
    show: Show, data: st.DataObject
) -> None:
    events = a_log(data.draw, show, most=3)
    now = events[-1].at
    run: Run | None = None
    plan, projection = plan_times(show), project(plan_times(show), None, now)
    for step in data.draw(st.lists(st.sampled_from(("edit", "call", "tick")), max_size=6)):
        if step == "edit":
            show = edited(show, data)
            plan = plan_times(show, plan)
        elif step == "call":
            events = on(data.draw, show, events)
            run, now = folded(events), Instant(max(now, events[-1].at))
        else:
            now = Instant(now + data.draw(st.sampled_from((0, 1, 1_000, 299_000))))
        projection = project(plan, run, now, projection)
        assert projection == project(plan_times(show), run, now)
        assert columns(projection) == columns(project(plan_times(show), run, now))


@given(evenings(), st.data())
def test_other_words_of_a_segment_move_nothing_and_nothing_is_summed_again(
    show: Show, data: st.DataObject
) -> None:
    assume(show.segments)
    run, now = folded_at(data.draw, a_log(data.draw, show))
    plan = plan_times(show)
    before = project(plan, run, now)
    segment = data.draw(st.sampled_from(show.segments))
    words = {"title": "Another", "number": "7B", "notes": "loud", "in_words": "Now"}
    after = ChangeSegment(segment=segment.id, changes=words).apply(show)

    projection = project(plan_times(after, plan), run, now, before)

    assert projection == project(plan_times(after), run, now)
    assert columns(projection) == columns(before)
    for key, times in projection.rooms.items():
        assert times.down is before.rooms[key].down


def columns(projection: Projection) -> list[tuple[object, ...]]:
    return [
        (t.expected, t.firm, t.plan.starts, t.plan.firm, t.plan.backs, t.plan.back_firm)
        for t in projection.rooms.values()
    ]


@settings(max_examples=300)
@given(evenings(is_known=True))
def test_nobody_is_planned_in_two_rooms_without_a_finding(show: Show) -> None:
    plan = plan_times(show)
    for person in show.talent:
        if overlaps(plan, person.id):
            told = [finding for finding in check(plan) if person.name in finding.message]
            assert {finding.code for finding in told} & WHO_IS_WHERE


WHO_IS_WHERE = {"people.clash", "people.walk", "people.unwalked", "people.no_handoff", "room.waits"}


def overlaps(plan: Plan, person: str) -> bool:
    """True when somebody stands in two rooms at the same time, no visit counted."""
    visits = {h.to_segment for h in plan.show.handoffs if person in h.talent}
    found: list[tuple[str, int, int]] = []
    for key, room in plan.rooms.items():
        for segment, start in zip(room.segments, room.starts, strict=True):
            if person in segment.talent and start is not None and segment.id not in visits:
                found.append((key, start, start + (segment.length or 0)))
    return any(
        one[0] != other[0] and max(one[1], other[1]) < min(one[2], other[2])
        for one in found
        for other in found
    )


@given(evenings(is_free=True, is_known=True, has_shop=False))
def test_a_run_to_plan_is_never_over_or_under(show: Show) -> None:
    plan = plan_times(show)
    stage = plan.rooms[STAGE]
    assume(all(s.is_timed and s.length for s in stage.segments if s.is_playable))
    timed = [place for place, segment in enumerate(stage.segments) if segment.is_timed]
    events = a_run(show, stage.on_air or Instant(0))
    for place in timed:
        now = stage.starts[place]
        assert now is not None
        events = gone(show, events, now)
        times = project(plan, folded(events), now).rooms[STAGE]
        assert all(times.expected[n] == stage.starts[n] for n in times.coming)
        assert times.end == stage.end
        assert over_under(times, {}).plan == 0


@given(evenings())
def test_the_starts_of_a_plan_stand_in_the_order_of_the_show(show: Show) -> None:
    plan = plan_times(show)
    for segment, start in zip(show.segments, starts_of(plan), strict=True):
        room = plan.of(segment.id)
        assert (
            start == room.starts[room.places[segment.id]] == room.start_at(room.places[segment.id])
        )
