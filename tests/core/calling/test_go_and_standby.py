"""GO takes what is in standby, once; standby points anywhere that plays."""

from __future__ import annotations

import pytest

from producer_app.core.calling import (
    ActOnHandoff,
    AdjustTime,
    Call,
    CorrectTake,
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
)
from producer_app.core.edits import ChangeSegment, RemoveSegments
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask
from producer_app.core.run import RunId, RunKind, WentOnAir
from producer_app.core.show import HandoffId, Kind, RoomId, SegmentId, Standing
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_show,
    called,
    folded,
    gone,
    minutes,
    seconds,
)
from tests.core.calling.called_evening import (
    EIGHT,
    S1,
    S2,
    S3,
    S4,
    SHOW,
    after,
    four,
    next_up,
    on_air,
    take,
)


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
