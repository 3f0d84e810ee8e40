"""The run is the fold of its events, always the same, however it is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import EndRoom, TakeBack
from producer_app.core.run import (
    Event,
    Held,
    Resumed,
    RunEnded,
    RunKind,
    SegmentSkipped,
    StoodBy,
    TakeCorrected,
    TakenBack,
    TimeAdjusted,
    WentOnAir,
    after,
    fold,
)
from producer_app.core.show import Kind, SegmentId
from producer_app.core.timebase import Instant, Millis
from tests.builders import SHOP, STAGE, a_run, a_segment, a_show, at, called, folded, gone, minutes

SHOW = a_show(a_segment("1"), a_segment("2"), a_segment("3"))
EIGHT = at(SHOW, "20:00")


@st.composite
def anything_that_can_happen(draw: st.DrawFn) -> tuple[Event, ...]:
    """Events in any order at all, as a damaged or foreign log may hold them."""
    now = EIGHT
    events: list[Event] = list(a_run(SHOW, now))
    for _ in range(draw(st.integers(0, 20))):
        now = Instant(now + draw(st.integers(0, 400_000)))
        room = draw(st.sampled_from([STAGE, SHOP]))
        segment = SegmentId(draw(st.sampled_from(["s1", "s2", "s3", "gone"])))
        by = Millis(draw(st.integers(-60_000, 60_000)))
        took = WentOnAir(
            at=now, room=room, segment=segment, number="", title="", kind=Kind.SONG,
            length=minutes(5), planned_start=None,
        )  # fmt: skip
        skipped = SegmentSkipped(at=now, room=room, segment=segment, number="", title="")
        kinds: list[Event] = [
            took, took, skipped,
            StoodBy(at=now, room=room, segment=segment),
            Held(at=now, room=room), Resumed(at=now, room=room),
            TimeAdjusted(at=now, room=room, by=by), TakeCorrected(at=now, room=room, by=by),
            TakenBack(at=now, room=room),
        ]  # fmt: skip
        events.append(draw(st.sampled_from(kinds)))
    return tuple(events)


@given(anything_that_can_happen(), st.data())
def test_folding_at_once_step_by_step_or_in_two_parts_is_the_same(
    events: tuple[Event, ...], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(events)))
    run = None
    for event in events:
        run = after(run, event)

    assert fold(events) == run
    assert fold(events[cut:], fold(events[:cut])) == run
    assert fold(events) == fold(list(events))


@given(anything_that_can_happen())
def test_a_room_has_at_most_one_segment_on_air_and_takes_follow_one_another(
    events: tuple[Event, ...],
) -> None:
    for room in folded(events).rooms.values():
        assert all(take.ended is not None for take in room.takes)
        assert room.on_air is None or room.on_air.ended is None


def test_events_before_a_run_change_nothing() -> None:
    assert fold([Held(at=EIGHT, room=STAGE), RunEnded(at=EIGHT)]) is None


def test_a_new_run_begins_with_empty_rooms() -> None:
    first = gone(SHOW, a_run(SHOW, EIGHT, RunKind.REHEARSAL), EIGHT)
    again = (*first, *a_run(SHOW, Instant(EIGHT + 60_000)))
    assert folded(again).rooms == {}
    assert folded(again).kind is RunKind.SHOW


def test_a_rehearsal_and_the_show_are_told_apart() -> None:
    assert folded(a_run(SHOW, EIGHT, RunKind.REHEARSAL)).kind is RunKind.REHEARSAL


def test_the_latest_take_of_a_segment_is_the_one_that_counts() -> None:
    events = a_run(SHOW, EIGHT)
    for second in (0, 60):
        events = gone(SHOW, events, Instant(EIGHT + second * 1_000))
    events = (
        *events,
        StoodBy(at=Instant(EIGHT + 70_000), room=STAGE, segment=SegmentId("s1")),
    )
    events = gone(SHOW, events, Instant(EIGHT + 120_000))
    events = called(SHOW, events, EndRoom(room=STAGE), Instant(EIGHT + 180_000))

    takes = folded(events).room(STAGE).last_takes

    assert takes[SegmentId("s1")].started == EIGHT + 120_000
    assert takes[SegmentId("s2")].started == EIGHT + 60_000


def test_a_skipped_segment_that_is_taken_all_the_same_is_skipped_no_more() -> None:
    segment = SegmentId("s2")
    skipped = SegmentSkipped(at=EIGHT, room=STAGE, segment=segment, number="2", title="")
    taken = WentOnAir(
        at=EIGHT, room=STAGE, segment=segment, number="2", title="", kind=Kind.SONG,
        length=minutes(5), planned_start=None,
    )  # fmt: skip
    assert folded((*a_run(SHOW, EIGHT), skipped, taken)).room(STAGE).skipped == frozenset()


def test_two_wrong_takes_are_taken_back_one_after_the_other() -> None:
    events = a_run(SHOW, EIGHT)
    for second in (0, 60, 120):
        events = gone(SHOW, events, Instant(EIGHT + second * 1_000))
    for second in (125, 126):
        events = called(SHOW, events, TakeBack(room=STAGE), Instant(EIGHT + second * 1_000))

    room = folded(events).room(STAGE)

    assert room.on_air is not None
    assert (room.on_air.segment, room.on_air.started, room.takes) == ("s1", EIGHT, ())
