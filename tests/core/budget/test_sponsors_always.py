"""What always holds of what a sponsor was promised, whatever the evening and the run."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.budget import sponsor_states, sponsors_of
from producer_app.core.calling import EndRoom, in_standby
from producer_app.core.run import Event, RunEnded
from producer_app.core.show import PromisedPlace, RoomId, Show, Stand
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from tests.builders import STAGE, a_run, called, folded, gone, seconds, shows, wall
from tests.core.budget.sponsored import CREAM, MILK, a_sponsor


def sponsored(show: Show, draw: st.DrawFn) -> Show:
    """The show with its segments given to two sponsors at random, and both promised things; each
    lasts long enough to be taken."""
    givers = st.sampled_from([None, None, MILK, CREAM])
    places = st.lists(
        st.builds(
            PromisedPlace,
            where=st.sampled_from(list(Stand)),
            at=st.just(wall("20:30")),
            times=st.integers(1, 3),
        ),
        max_size=2,
    ).map(tuple)
    segments = tuple(
        replace(s, sponsor=draw(givers), length=max(seconds(2), s.length or 0))
        for s in show.segments
    )
    sponsors = tuple(
        a_sponsor(key, is_exclusive=draw(st.booleans()), places=draw(places))
        for key in (MILK, CREAM)
    )
    return replace(show, segments=segments, sponsors=sponsors)


@st.composite
def sponsored_shows(draw: st.DrawFn) -> Show:
    return sponsored(draw(shows(is_known=True, has_hard_times=False)), draw)


def run_out(show: Show) -> tuple[tuple[Event, ...], Instant]:
    """A run exactly to plan, and its end."""
    calls: list[tuple[Instant, bool, RoomId]] = []
    for room, plan in plan_times(show).rooms.items():
        calls += [(start, True, room) for start in plan.starts if start is not None]
        calls += [(plan.end, False, room)] if plan.end is not None and plan.end_firm else []
    calls.sort()
    end = calls[-1][0]
    events = a_run(show, calls[0][0])
    for when, is_go, room in calls:
        if is_go:
            events = gone(show, events, when, room)
        elif folded(events).room(room).on_air is not None:
            events = called(show, events, EndRoom(room=room), when)
    return (*events, RunEnded(at=end)), end


@given(sponsored_shows())
def test_a_run_to_plan_delivers_what_is_planned(show: Show) -> None:
    events, end = run_out(show)
    before = sponsor_states(project(plan_times(show), None, Instant(0)))
    after = sponsor_states(project(plan_times(show), folded(events), end))

    for was, now in zip(before, after, strict=True):
        assert now.delivered_mentions == now.projected_mentions == was.planned_mentions
        for place, kept in zip(was.promises, now.promises, strict=True):
            assert (kept.kept, kept.possible) == (place.planned, 0)
        assert len(now.rivals) == len(was.rivals)
    assert [now.delivered for now in after] == [was.planned for was in before]


@given(sponsored_shows())
def test_no_promise_is_both_kept_and_short(show: Show) -> None:
    for state in sponsor_states(project(plan_times(show), None, Instant(0))):
        for promise in state.promises:
            assert promise.short == max(0, promise.place.times - promise.planned)
            assert promise.kept == promise.missed == 0


@given(sponsored_shows(), st.lists(st.integers(1_000, 400_000), max_size=12))
def test_looking_again_says_the_same_as_looking_anew(show: Show, steps: list[int]) -> None:
    plan, earlier, seen = plan_times(show), None, None
    now = Instant((plan.rooms[STAGE].on_air or 0) - 60_000)
    events = a_run(show, now)
    for number, step in enumerate(steps):
        now = Instant(now + step)
        run = folded(events)
        waiting = in_standby(show, run.room(STAGE))
        if number % 3 == 0 and waiting is not None:
            events = gone(show, events, now)
            run = folded(events)
        seen = project(plan, run, now, seen)
        earlier = sponsors_of(seen, earlier)
        assert earlier.states == sponsor_states(project(plan, run, now))
