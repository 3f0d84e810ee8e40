"""Calls from outside the console: who made them is in the log, and each is taken once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import (
    AdjustTime,
    Go,
    Hold,
    Relay,
    Resume,
    RoomCall,
    Skip,
    Standby,
    TakeBack,
    decide,
)
from producer_app.core.errors import Refused
from producer_app.core.handoff import Via
from producer_app.core.run import CallRelayed, Event, TimeAdjusted, WentOnAir, fold
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant, Millis
from tests.builders import SHOP, STAGE, a_run, a_shop_segment, a_show, at, called, folded

SHOW = a_show(a_shop_segment("S1"), a_shop_segment("S2"), a_shop_segment("S3"))
EIGHT = at(SHOW, "20:00")
RUNNING = a_run(SHOW, EIGHT)
S1, S2 = SegmentId("sS1"), SegmentId("sS2")


def relay(call: RoomCall, mid: str, verb: str = "go") -> Relay:
    return Relay(call=call, verb=verb, by="Wen", via=Via.PAGE, mid=mid)


def test_who_called_stands_before_what_happened() -> None:
    relayed, went = called(SHOW, RUNNING, relay(Go(room=SHOP, expects=S1), "p:1"), EIGHT)[1:]
    assert relayed == CallRelayed(at=EIGHT, room=SHOP, verb="go", by="Wen", via=Via.PAGE, mid="p:1")
    assert isinstance(went, WentOnAir)


def test_the_same_press_said_twice_is_taken_once_even_where_it_could_be_taken_again() -> None:
    go = relay(Go(room=SHOP, expects=S1), "p:1")
    events = called(SHOW, RUNNING, go, EIGHT)
    later = Instant(EIGHT + 5_000)
    events = called(SHOW, events, TakeBack(room=SHOP), later)
    assert called(SHOW, events, go, Instant(EIGHT + 9_000)) == events
    assert folded(events).room(SHOP).on_air is None
    events = called(SHOW, events, Go(room=SHOP, expects=S1), Instant(EIGHT + 20_000))
    longer = relay(AdjustTime(room=SHOP, by=Millis(30_000)), "p:2", "add_time")
    events = called(SHOW, called(SHOW, events, longer, later), longer, later)
    assert sum(isinstance(event, TimeAdjusted) for event in events) == 1


def test_a_press_that_changed_nothing_is_remembered_too() -> None:
    events = called(SHOW, RUNNING, Go(room=SHOP, expects=S1), EIGHT)
    events = called(SHOW, events, Hold(room=SHOP), EIGHT)
    again = relay(Hold(room=SHOP), "p:1", "hold")
    events = called(SHOW, events, again, EIGHT)
    events = called(SHOW, events, Resume(room=SHOP), EIGHT)
    assert called(SHOW, events, again, EIGHT) == events


def test_what_is_refused_leaves_nothing_in_the_log() -> None:
    for call in (Go(room=SHOP, expects=S2), Hold(room=SHOP), Standby(room=STAGE, segment=S1)):
        with pytest.raises(Refused):
            called(SHOW, RUNNING, relay(call, "p:1"), EIGHT)


calls = st.one_of(
    st.sampled_from([Hold(room=SHOP), Resume(room=SHOP), TakeBack(room=SHOP)]),
    st.builds(Go, room=st.just(SHOP), expects=st.sampled_from([S1, S2])),
    st.builds(Skip, room=st.just(SHOP), segment=st.sampled_from([S1, S2])),
    st.builds(Standby, room=st.just(SHOP), segment=st.sampled_from([S1, S2])),
    st.builds(AdjustTime, room=st.just(SHOP), by=st.sampled_from([Millis(30_000)])),
)


@given(st.lists(st.tuples(calls, st.sampled_from("abcdef"), st.integers(0, 3_000)), max_size=30))
def test_however_often_and_late_it_is_said_each_mid_is_in_the_log_once(
    said: list[tuple[RoomCall, str, int]],
) -> None:
    events: tuple[Event, ...] = RUNNING
    now = EIGHT
    for call, mid, later in said:
        now = Instant(now + later)
        try:
            events = (*events, *decide(SHOW, folded(events), relay(call, mid), now))
        except Refused:
            continue
    mids = [event.mid for event in events if isinstance(event, CallRelayed)]
    assert len(mids) == len(set(mids))
    run = fold(events)
    assert run is not None
    assert run.mids == frozenset(mids)
