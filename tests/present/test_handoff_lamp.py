"""The lamp of a handoff is the far end's echo and never a hope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from producer_app.core.calling import ActOnHandoff, Skip, Standby
from producer_app.core.handoff import Act, Ask, State, Via
from producer_app.core.show import (
    HandoffId,
    SegmentId,
    Standing,
)
from producer_app.core.timebase import Millis
from producer_app.present.echo import Level, RoomLink, Shape
from producer_app.present.handoff import active_handoff
from producer_app.present.handoff_acks import Ack
from producer_app.present.roompage.handoffs import called_handoffs
from producer_app.present.timeline_marks import links_of
from tests.builders import (
    SHOP,
    STAGE,
    called,
    gone,
)
from tests.present.handoffs import NO_PAGE, Evening, acks

SILENT = {SHOP: RoomLink(Millis(8_000), 1)}


# Its segment does not come


def skipped(evening: Evening) -> None:
    skip = Skip(room=STAGE, segment=SegmentId("s3"))
    evening.events = called(evening.show, evening.events, skip, evening.at("20:07"))


def passed_over(evening: Evening) -> None:
    standby = Standby(room=STAGE, segment=SegmentId("s4"))
    when = evening.at("20:07")
    evening.events = called(evening.show, evening.events, standby, when)
    evening.events = gone(evening.show, evening.events, when)


# The cue light shows the echo


def test_every_state_has_a_shape_and_a_word_of_its_own() -> None:
    seen = [
        Evening().h1("20:05"),
        Evening().standby().h1("20:07:30"),
        Evening().shown().h1("20:07:32"),
        Evening().ready().h1("20:07:41"),
        Evening().go().h1("20:08:00"),
        Evening().go_shown().h1("20:08:01"),
        Evening().go_shown().h1("20:08:04"),
        Evening().go_shown().h1("20:08:11"),
        Evening().live().h1("20:09"),
    ]
    shapes = [view.lamp.shape for view in seen]
    assert [view.state for view in seen] == [
        State.ARMED,
        State.STANDBY_SENT,
        State.STANDBY_SHOWN,
        State.READY,
        State.GO_SENT,
        State.GO_SHOWN,
        State.LATE,
        State.MISSED,
        State.LIVE,
    ]
    assert len(set(shapes)) == len(shapes)
    assert len({view.word for view in seen}) == len(seen)


def test_a_standby_that_was_sent_only_flashes_an_outline() -> None:
    lamp = Evening().standby().h1("20:07:30").lamp
    assert (lamp.shape, lamp.is_flashing, lamp.tone) == (Shape.OUTLINE, True, Level.STANDBY)


def test_a_standby_not_shown_within_a_second_is_red_and_says_so() -> None:
    evening = Evening().standby()
    assert evening.h1("20:07:30.999").call.text == ""
    late = evening.h1("20:07:31")
    assert (late.call.text, late.call.level) == ("NOT DELIVERED", Level.ERROR)
    assert late.lamp.tone is Level.ERROR


def test_without_a_page_in_the_room_it_says_to_call_by_voice() -> None:
    view = Evening().standby().h1("20:07:32", NO_PAGE)
    assert view.call.text == "NO PAGE IN THE ROOM: CALL BY VOICE"


@pytest.mark.parametrize(
    ("when", "level"),
    [("20:07:49", None), ("20:07:50", Level.WARNING), ("20:07:55", Level.ERROR)],
)
def test_no_ready_is_amber_ten_seconds_and_red_five_seconds_before(
    when: str, level: Level | None
) -> None:
    call = Evening().shown().h1(when).call
    assert (call.text, call.level if call.text else None) == ("NO READY" if level else "", level)


def test_a_ready_of_a_room_that_fell_silent_is_hatched_and_never_quietly_amber() -> None:
    fresh, stale = Evening().ready().h1("20:07:45"), Evening().ready().h1("20:07:45", SILENT)
    assert not fresh.lamp.is_stale
    assert stale.lamp.is_stale
    assert stale.call.text == "STALE: room not heard for 0:08"


def test_a_ready_by_voice_needs_no_page_to_vouch_for_it() -> None:
    evening = Evening().standby().act(Act.READY, "20:07:40", via=Via.VOICE, by="Xu")
    assert not evening.h1("20:07:45", NO_PAGE).lamp.is_stale
    assert acks(evening.h1("20:07:45")) == {Ack.READY: ("20:07:40", "Xu", "by voice")}


def test_a_go_turns_amber_then_red_then_old() -> None:
    evening = Evening().go()
    assert evening.h1("20:08:00").lamp.tone is Level.GO
    assert evening.h1("20:08:00.500").lamp.tone is Level.WARNING
    assert evening.h1("20:08:01").call.text == "NOT DELIVERED: CALL ROOM"
    assert evening.h1("20:08:07").call.text == "GO was 0:07 ago, NOT DELIVERED: CALL ROOM"


def test_a_go_without_live_is_late_then_missed() -> None:
    evening = Evening().go_shown()
    assert evening.h1("20:08:03").call.text == "no LIVE for 0:03"
    missed = evening.h1("20:08:10")
    assert (missed.word, missed.call.text) == ("MISSED", "CALL ROOM")


def test_an_armed_handoff_counts_down_to_its_standby_then_calls_for_it() -> None:
    evening = Evening()
    assert evening.h1("20:06").call.text == "standby in 1:30"
    assert evening.h1("20:07:30").call.text == "CALL STANDBY NOW"
    evening.events = gone(evening.show, evening.events, evening.at("20:08"))
    assert evening.h1("20:08:12").call.text == "OVERDUE 0:12"


def test_a_cant_shows_the_rooms_reason_and_stays_on_top() -> None:
    evening = Evening().shown().page(Act.CANT, "20:07:45", 1, reason="microphone dead")
    views = evening.views("20:07:50")
    assert evening.h1("20:07:50").call == ("microphone dead", Level.ERROR)
    assert active_handoff(views) == "h1"
    assert active_handoff(evening.views("20:10:00")) == "h2"


def test_a_stand_down_waits_until_somebody_took_note() -> None:
    evening = Evening().ready().act(Act.RECALL, "20:07:50")
    assert evening.h1("20:07:52").call.text == "Stood down, nobody has taken note"
    evening.page(Act.ACK, "20:07:53", 2)
    assert evening.h1("20:07:53.500").call.text == "CALL STANDBY NOW"


def test_a_recalled_handoff_is_meant_until_the_room_took_note_and_a_while_longer() -> None:
    evening = Evening().live().act(Act.RECALL, "20:09")
    assert evening.h1("20:13:50").call == ("not acknowledged yet", Level.WARNING)
    assert active_handoff(evening.views("20:13:50")) == "h1"
    evening.page(Act.ACK, "20:13:52", 3)
    assert evening.h1("20:13:53").call == ("stopped, said Host Xu 20:13:52", Level.CALM)
    assert active_handoff(evening.views("20:14:01")) == "h1"
    assert active_handoff(evening.views("20:14:02")) == "h2"
    assert evening.h1("20:13:53.500").next_change == 500
    assert evening.h1("20:30").call.text == "stopped, said Host Xu 20:13:52"


def test_a_handoff_under_way_is_meant_before_a_recalled_one() -> None:
    evening = Evening().live().act(Act.RECALL, "20:09")
    standby = Ask(act=Act.STANDBY, by="director")
    call = ActOnHandoff(handoff=HandoffId("h2"), ask=standby)
    evening.events = called(evening.show, evening.events, call, evening.at("20:13:40"))
    assert active_handoff(evening.views("20:13:41")) == "h2"


def test_a_skip_that_the_room_was_told_of_is_noted_by_name() -> None:
    evening = Evening().ready().act(Act.SKIP, "20:07:50").page(Act.ACK, "20:07:53", 2)
    assert evening.h1("20:07:54").call.text == "stood down, said Host Xu 20:07:53"


@pytest.mark.parametrize(
    ("lose", "why"), [(skipped, "3 was skipped"), (passed_over, "3 was passed over")]
)
def test_a_handoff_of_a_segment_that_does_not_come_says_so(
    lose: Callable[[Evening], None], why: str
) -> None:
    evening = Evening()
    lose(evening)
    views = evening.views("20:07:10")
    numbers = [view.number for view in views]
    assert numbers.index("H1") < numbers.index("H2") < numbers.index("H3")
    lost = views[numbers.index("H2")]
    assert lost.call == (f"{why}: skip this handoff or call it by hand", Level.WARNING)
    assert (lost.due, lost.due_in) == ("planned 20:14:00", "")
    assert lost.lamp.tone is Level.WARNING
    assert {Act.GO, Act.SKIP} <= lost.acts


@pytest.mark.parametrize(
    ("standing", "why"), [(Standing.FLOATED, "is floated"), (Standing.OMITTED, "is omitted")]
)
def test_a_handoff_of_a_floated_segment_keeps_its_place(standing: Standing, why: str) -> None:
    evening = Evening()
    segments = tuple(
        replace(s, standing=standing) if s.id == "s3" else s for s in evening.show.segments
    )
    evening.show = replace(evening.show, segments=segments)
    views = evening.views("20:07:10")
    assert [view.number for view in views] == ["H1", "H2", "H3", "H4"]
    assert views[1].call.text.startswith(f"3 {why}: ")
    assert views[1].is_lost
    assert not views[1].is_urgent


def test_a_handoff_of_a_segment_put_in_on_the_night_is_due_like_any_other() -> None:
    evening = Evening()
    segments = tuple(
        replace(s, standing=Standing.UNPLANNED) if s.id == "s3" else s
        for s in evening.show.segments
    )
    evening.show = replace(evening.show, segments=segments)
    view = evening.views("20:07:10")[1]
    assert (view.number, view.is_lost, view.due) == ("H2", False, "due 20:14:00")


def test_the_room_and_the_timeline_know_a_handoff_of_a_segment_put_in_on_the_night() -> None:
    evening = Evening()
    segments = tuple(
        replace(s, standing=Standing.UNPLANNED) if s.id == "s3" else s
        for s in evening.show.segments
    )
    evening.show = replace(evening.show, segments=segments)
    projection = evening.projection("20:07:10")
    assert "h2" in [handoff.id for handoff in called_handoffs(projection)]
    assert "h2" in [link.handoff for link in links_of(projection)]


def test_a_handoff_of_a_lost_segment_is_never_called_for() -> None:
    evening = Evening()
    skipped(evening)
    evening.events = gone(evening.show, evening.events, evening.at("20:08"))
    assert not next(v for v in evening.views("20:13:50") if v.id == "h2").is_urgent
