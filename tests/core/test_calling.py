"""The verbs of calling: what each leads to, and what is refused with the reason on screen."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.calling import (
    ActOnHandoff,
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    EndRun,
    Go,
    Hold,
    Note,
    Resume,
    Skip,
    Standby,
    StartRun,
    TakeBack,
    decide,
    in_standby,
)
from producer_app.core.edits import ChangeSegment, RemoveSegments
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, State, Via
from producer_app.core.run import Event, HandoffActed, RunId, RunKind, Take, WentOnAir
from producer_app.core.show import HandoffId, Kind, RoomId, SegmentId, Show, Standing
from producer_app.core.timebase import Instant, Millis
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
)

S1, S2, S3, S4 = (SegmentId(f"s{n}") for n in "1234")
H1 = HandoffId("h1")
Log = tuple[Event, ...]


def four() -> Show:
    """Four segments of five minutes on the stage and one in the shop."""
    stage = (a_segment(n, minutes(5)) for n in "1234")
    return a_show(*stage, a_shop_segment("S1"), handoffs=(a_handoff("H1", "s1"),))


SHOW = four()
EIGHT = at(SHOW, "20:00")


def after(*seconds_past: float) -> Instant:
    return Instant(EIGHT + round(sum(seconds_past) * 1_000))


def on_air(number: int = 1) -> Log:
    """The log with that segment on air since 20:00, those before it a minute each."""
    events = a_run(SHOW, after(-3_600))
    for n in range(number):
        events = gone(SHOW, events, after(-60 * (number - 1 - n)))
    return events


def take(events: Log) -> Take:
    found = folded(events).room(STAGE).on_air
    assert found is not None
    return found


def next_up(events: Log, show: Show = SHOW) -> str | None:
    segment = in_standby(show, folded(events).room(STAGE))
    return None if segment is None else segment.number


def test_a_run_begins_once() -> None:
    start = StartRun(run=RunId("r2"), kind=RunKind.REHEARSAL, number=2, epoch=2)
    with pytest.raises(Refused, match="A show is running: end it first"):
        decide(SHOW, folded(a_run(SHOW, EIGHT)), start, EIGHT)


def test_after_the_end_of_a_run_another_may_begin() -> None:
    events = called(SHOW, on_air(), EndRun(), after(60))
    start = StartRun(run=RunId("r2"), kind=RunKind.REHEARSAL, number=2, epoch=2)

    run = folded(called(SHOW, events, start, after(90)))

    assert (run.kind, run.number, run.epoch, run.room(STAGE).takes) == (
        RunKind.REHEARSAL,
        2,
        2,
        (),
    )


@pytest.mark.parametrize(
    "call", [Go(room=STAGE, expects=S1), Hold(room=STAGE), EndRun(), Note(code="x", text="x")]
)
def test_without_a_run_nothing_can_be_called(call: Call) -> None:
    with pytest.raises(Refused, match="Nothing is running"):
        decide(SHOW, None, call, EIGHT)
    ended = folded(called(SHOW, on_air(), EndRun(), after(60)))
    with pytest.raises(Refused, match="Nothing is running"):
        decide(SHOW, ended, call, after(90))


def test_go_takes_what_is_in_standby_and_the_next_moves_up() -> None:
    events = on_air()
    assert (take(events).segment, next_up(events)) == (S1, "2")

    events = gone(SHOW, events, after(300))

    assert (take(events).segment, next_up(events)) == (S2, "3")
    assert folded(events).room(STAGE).takes[0].ended == after(300)


def test_the_log_copies_the_segment_as_it_was_at_go() -> None:
    show = a_show(a_segment("7", seconds(90), kind=Kind.SPOT, title="The spot", ad=seconds(5)))
    go = Go(room=STAGE, expects=SegmentId("s7"), planned_start=EIGHT)
    (event,) = decide(show, folded(a_run(show, EIGHT)), go, after(2))

    assert event == WentOnAir(
        at=after(2),
        room=STAGE,
        segment=SegmentId("s7"),
        number="7",
        title="The spot",
        kind=Kind.SPOT,
        length=seconds(90),
        planned_start=EIGHT,
        ad=seconds(5),
    )


def test_a_later_edit_does_not_change_what_was_taken() -> None:
    events = on_air()
    ChangeSegment(segment=S1, changes={"length": minutes(9), "title": "Another"}).apply(SHOW)
    assert (take(events).length, take(events).title) == (minutes(5), "Song 1")


def test_go_with_the_wrong_expectation_is_refused_and_says_what_is_in_standby() -> None:
    with pytest.raises(Refused, match="2 Song 2 is in standby now") as refusal:
        called(SHOW, on_air(), Go(room=STAGE, expects=S3), after(10))
    assert refusal.value.code == "go.moved"


@pytest.mark.parametrize("gap", [0, 0.4, 0.999])
def test_two_gos_within_one_second_are_one(gap: float) -> None:
    with pytest.raises(Refused, match="taken as one GO"):
        called(SHOW, on_air(), Go(room=STAGE, expects=S2), after(gap))


def test_two_gos_a_second_apart_are_two() -> None:
    assert take(gone(SHOW, on_air(), after(1))).segment == S2


def test_the_other_room_has_a_go_of_its_own() -> None:
    events = gone(SHOW, on_air(), after(0.2), SHOP)
    run = folded(events)
    assert run.room(SHOP).on_air is not None
    assert take(events).segment == S1


def test_go_after_the_last_segment_is_refused() -> None:
    with pytest.raises(Refused, match="the rundown has ended"):
        called(SHOW, on_air(4), Go(room=STAGE, expects=S1), after(10))


def test_floated_omitted_and_skipped_segments_are_passed_over() -> None:
    show = a_show(
        a_segment("1"), a_segment("2", standing=Standing.FLOATED),
        a_segment("3", standing=Standing.OMITTED), a_segment("4"), a_segment("5"),
    )  # fmt: skip
    events = gone(show, a_run(show, EIGHT), EIGHT)
    assert next_up(events, show) == "4"

    events = called(show, events, Skip(room=STAGE, segment=S4), after(5))
    assert next_up(events, show) == "5"


def test_a_jump_is_standby_and_go_and_leaves_what_is_on_air_alone_until_then() -> None:
    events = called(SHOW, on_air(), Standby(room=STAGE, segment=S4), after(10))
    assert (take(events).segment, next_up(events)) == (S1, "4")

    events = gone(SHOW, events, after(20))
    assert (take(events).segment, next_up(events)) == (S4, None)


def test_a_jump_back_plays_on_from_there() -> None:
    events = called(SHOW, on_air(3), Standby(room=STAGE, segment=S1), after(10))
    events = gone(SHOW, events, after(20))
    assert (take(events).segment, next_up(events)) == (S1, "2")


def test_standby_brings_a_skipped_segment_back() -> None:
    events = called(SHOW, on_air(), Skip(room=STAGE, segment=S2), after(5))
    events = called(SHOW, events, Standby(room=STAGE, segment=S2), after(10))
    assert next_up(events) == "2"
    assert folded(events).room(STAGE).skipped == frozenset()


@pytest.mark.parametrize("standing", [Standing.FLOATED, Standing.OMITTED])
def test_a_segment_out_of_the_show_is_not_put_in_standby(standing: Standing) -> None:
    show = a_show(a_segment("1"), a_segment("2", standing=standing))
    with pytest.raises(Refused, match="bring it back first"):
        decide(show, folded(a_run(show, EIGHT)), Standby(room=STAGE, segment=S2), EIGHT)


def test_a_segment_of_another_room_is_not_put_in_standby() -> None:
    with pytest.raises(Refused, match="belongs to another room"):
        called(SHOW, on_air(), Standby(room=STAGE, segment=SegmentId("sS1")), after(5))


@pytest.mark.parametrize(
    "call",
    [
        Standby(room=STAGE, segment=SegmentId("gone")),
        Skip(room=STAGE, segment=SegmentId("gone")),
        Go(room=RoomId("gone"), expects=S1),
        ActOnHandoff(handoff=HandoffId("gone"), ask=Ask(act=Act.STANDBY, by="director")),
    ],
)
def test_a_call_on_what_does_not_exist_is_refused(call: Call) -> None:
    with pytest.raises(Refused, match="has no"):
        called(SHOW, on_air(), call, after(5))


def test_a_segment_removed_from_the_rundown_holds_nothing_up() -> None:
    show = four()
    events = gone(show, a_run(show, EIGHT), EIGHT)
    events = gone(show, events, after(60))
    events = called(show, events, Standby(room=STAGE, segment=S4), after(70))
    shorter = RemoveSegments(segments=(S2, S4)).apply(show)

    assert next_up(events, shorter) == "3"


def test_a_hold_freezes_what_is_left_and_resume_lets_it_run_on() -> None:
    events = called(SHOW, on_air(), Hold(room=STAGE), after(60))

    assert take(events).remaining(after(60)) == minutes(4)
    assert take(events).remaining(after(600)) == minutes(4)

    events = called(SHOW, events, Resume(room=STAGE), after(600))

    assert take(events).remaining(after(600)) == minutes(4)
    assert take(events).remaining(after(660)) == minutes(3)


def test_a_second_hold_or_resume_changes_nothing() -> None:
    events = called(SHOW, on_air(), Hold(room=STAGE), after(60))
    assert called(SHOW, events, Hold(room=STAGE), after(70)) == events
    assert called(SHOW, on_air(), Resume(room=STAGE), after(70)) == on_air()


def test_go_during_a_hold_takes_the_next_and_counts_the_hold() -> None:
    events = called(SHOW, on_air(), Hold(room=STAGE), after(60))
    events = gone(SHOW, events, after(100))

    (first,) = folded(events).room(STAGE).takes

    assert (first.held, first.held_since, first.ended) == (seconds(40), None, after(100))
    assert take(events).remaining(after(160)) == minutes(4)


def test_a_hold_counts_from_when_the_segment_really_started() -> None:
    """Held from 20:00:05 to 20:01:00; it was taken 20 seconds later than the log has it."""
    events = called(SHOW, on_air(), Hold(room=STAGE), after(5))
    late = CorrectTake(room=STAGE, by=seconds(20))
    events = called(SHOW, events, late, after(30))
    assert take(events).remaining(after(60)) == minutes(5)

    events = called(SHOW, events, Resume(room=STAGE), after(60))
    assert take(events).held == seconds(40)
    assert take(events).remaining(after(61)) == seconds(299)

    early = CorrectTake(room=STAGE, by=seconds(-20))
    assert take(called(SHOW, events, early, after(61))).remaining(after(61)) == seconds(294)


def test_time_is_added_and_taken_and_past_the_end_counts_below_nothing() -> None:
    events = called(SHOW, on_air(), AdjustTime(room=STAGE, by=minutes(2)), after(10))
    events = called(SHOW, events, AdjustTime(room=STAGE, by=seconds(-30)), after(20))

    assert take(events).remaining(after(60)) == seconds(330)
    assert take(events).remaining(after(400)) == seconds(-10)


def test_a_length_is_never_taken_below_nothing() -> None:
    events = called(SHOW, on_air(), AdjustTime(room=STAGE, by=minutes(-30)), after(10))
    assert take(events).remaining(after(10)) == seconds(-10)


def test_what_is_on_air_is_not_skipped() -> None:
    with pytest.raises(Refused, match="on air: GO to the next"):
        called(SHOW, on_air(), Skip(room=STAGE, segment=S1), after(5))


def test_a_second_skip_changes_nothing() -> None:
    events = called(SHOW, on_air(), Skip(room=STAGE, segment=S2), after(5))
    assert called(SHOW, events, Skip(room=STAGE, segment=S2), after(6)) == events


@pytest.mark.parametrize(
    "call",
    [
        Hold(room=STAGE),
        Resume(room=STAGE),
        AdjustTime(room=STAGE, by=seconds(10)),
        CorrectTake(room=STAGE, by=seconds(-1)),
        TakeBack(room=STAGE),
    ],
)
def test_with_nothing_on_air_there_is_nothing_to_call(call: Call) -> None:
    with pytest.raises(Refused, match="Nothing is on air"):
        called(SHOW, a_run(SHOW, EIGHT), call, EIGHT)


def test_a_wrong_take_is_taken_back_and_the_one_before_is_on_air_still() -> None:
    events = gone(SHOW, on_air(), after(100))
    events = called(SHOW, events, TakeBack(room=STAGE), after(105))

    assert (take(events).segment, take(events).started) == (S1, EIGHT)
    assert take(events).remaining(after(120)) == minutes(3)
    assert next_up(events) == "2"
    assert folded(events).room(STAGE).takes == ()


def test_the_first_take_of_the_evening_can_be_taken_back() -> None:
    events = called(SHOW, on_air(), TakeBack(room=STAGE), after(3))
    assert folded(events).room(STAGE).on_air is None
    assert next_up(events) == "1"


def test_a_wrong_take_stays_in_the_log() -> None:
    events = called(SHOW, gone(SHOW, on_air(), after(100)), TakeBack(room=STAGE), after(105))
    assert [e.segment for e in events if isinstance(e, WentOnAir)] == [S1, S2]


def test_a_correction_never_leaves_two_takes_of_a_room_on_the_air_at_once() -> None:
    events = called(SHOW, on_air(), EndRoom(room=STAGE), after(300))
    events = called(SHOW, events, Standby(room=STAGE, segment=S2), after(303))
    events = gone(SHOW, events, after(305))

    events = called(SHOW, events, CorrectTake(room=STAGE, by=seconds(-8)), after(310))

    assert take(events).started == after(297)
    assert folded(events).room(STAGE).takes[0].ended == after(297)


def test_a_take_logged_late_is_corrected_and_the_one_before_ends_earlier() -> None:
    events = gone(SHOW, on_air(), after(308))
    events = called(SHOW, events, CorrectTake(room=STAGE, by=seconds(-8)), after(310))

    assert take(events).started == after(300)
    assert folded(events).room(STAGE).takes[0].ended == after(300)
    assert take(events).remaining(after(310)) == seconds(290)


@pytest.mark.parametrize("by", [11, -301])
def test_a_take_cannot_have_begun_in_the_future_or_before_the_one_ahead(by: int) -> None:
    events = gone(SHOW, on_air(), after(300))
    with pytest.raises(Refused, match="cannot have started before"):
        called(SHOW, events, CorrectTake(room=STAGE, by=seconds(by)), after(310))


def test_an_ended_room_has_nothing_on_air_and_nothing_in_standby() -> None:
    events = called(SHOW, on_air(), EndRoom(room=STAGE), after(60))

    room = folded(events).room(STAGE)

    assert (room.on_air, room.ended, next_up(events)) == (None, after(60), None)
    assert called(SHOW, events, EndRoom(room=STAGE), after(61)) == events
    with pytest.raises(Refused, match="the rundown has ended"):
        called(SHOW, events, Go(room=STAGE, expects=S2), after(70))


def test_a_room_ended_by_mistake_opens_again_with_a_standby() -> None:
    events = called(SHOW, on_air(), EndRoom(room=STAGE), after(60))
    events = called(SHOW, events, Standby(room=STAGE, segment=S2), after(65))
    assert take(gone(SHOW, events, after(70))).segment == S2


def test_the_end_of_the_run_ends_every_room() -> None:
    run = folded(called(SHOW, gone(SHOW, on_air(), after(5), SHOP), EndRun(), after(60)))
    assert run.ended == after(60)
    assert [run.room(room).ended for room in (STAGE, SHOP)] == [after(60)] * 2
    assert [run.room(room).takes[-1].ended for room in (STAGE, SHOP)] == [after(60)] * 2


def test_a_room_that_had_ended_keeps_its_end() -> None:
    events = called(SHOW, on_air(), EndRoom(room=STAGE), after(60))
    assert folded(called(SHOW, events, EndRun(), after(90))).room(STAGE).ended == after(60)


def act(act: Act, **changes: Any) -> ActOnHandoff:
    return ActOnHandoff(handoff=H1, ask=Ask(**{"act": act, "by": "director"} | changes))


def test_a_handoff_s_acts_are_numbered_without_a_gap() -> None:
    events = called(SHOW, on_air(), act(Act.STANDBY), after(10))
    events = called(SHOW, events, act(Act.SHOWN, via=Via.PAGE, rev=1, mid="m1"), after(11))
    events = called(SHOW, events, act(Act.READY, via=Via.PAGE, rev=1, mid="m2"), after(12))
    events = called(SHOW, events, act(Act.GO), after(20))

    acts = [event for event in events if isinstance(event, HandoffActed)]

    assert [event.seq for event in acts] == [1, 2, 3, 4]
    assert folded(events).line(H1).state is State.GO_SENT


def test_a_handoff_s_go_before_ready_is_refused_unless_it_is_forced() -> None:
    events = called(SHOW, on_air(), act(Act.STANDBY), after(10))
    with pytest.raises(Refused, match="H1: the room has not said READY"):
        called(SHOW, events, act(Act.GO), after(12))

    forced = called(SHOW, events, act(Act.GO, is_forced=True), after(12))
    assert folded(forced).line(H1).was_forced


def test_an_answer_that_comes_twice_or_too_late_leaves_the_log_alone() -> None:
    events = called(SHOW, on_air(), act(Act.STANDBY), after(10))
    ready = act(Act.READY, via=Via.PAGE, rev=1, mid="m1")
    events = called(SHOW, events, ready, after(11))

    assert called(SHOW, events, ready, after(12)) == events
    stale = act(Act.READY, via=Via.PAGE, rev=0, mid="m2")
    assert called(SHOW, events, stale, after(13)) == events


def test_a_note_is_logged_and_changes_nothing() -> None:
    events = called(SHOW, on_air(), Note(code="remark", text="Mic 3 crackles"), after(30))
    assert take(events) == take(on_air())
    assert folded(events).last_event == after(30)


def test_an_unknown_length_has_no_time_left_and_is_never_over() -> None:
    show = a_show(a_segment("1", None))
    events = gone(show, a_run(show, EIGHT), EIGHT)
    assert take(events).remaining(after(60)) is None
    assert take(events).elapsed(after(60)) == minutes(1)


def test_time_used_up_is_never_negative() -> None:
    assert take(on_air()).elapsed(Instant(EIGHT - 5_000)) == Millis(0)
