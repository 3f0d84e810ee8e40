"""Rooms and runs that end, acts on handoffs, and notes in the log."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.calling import ActOnHandoff, EndRoom, EndRun, Go, Note, Standby
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, State, Via
from producer_app.core.run import HandoffActed
from tests.builders import SHOP, STAGE, called, folded, gone
from tests.core.calling.called_evening import H1, S2, SHOW, after, next_up, on_air, take


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
