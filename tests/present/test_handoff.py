"""The handoffs as the director sees them: their order, what is due or missing, what may be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.handoff import Act
from producer_app.core.show import (
    Anchor,
    Clearance,
    TalentId,
    Trigger,
)
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.echo import Level
from producer_app.present.handoff import active_handoff, handoff_views
from producer_app.present.handoff_acks import Ack
from tests.builders import (
    a_run,
    an_artist,
    at,
    gone,
    seconds,
    wall,
)
from tests.present.handoffs import EN, NO_PAGE, Evening, acks, an_evening
from tests.stepped import whole

# The order, and which one is meant


def test_handoffs_stand_in_due_order_with_an_unknown_time_last() -> None:
    assert [view.number for view in Evening().views("20:05")] == ["H1", "H2", "H3", "H4"]


def test_a_plan_is_an_overview_without_anything_to_do() -> None:
    projection = project(plan_times(an_evening()), None, at(an_evening(), "12:00"))
    views = whole(handoff_views(projection, NO_PAGE, EN))
    assert [view.word for view in views] == ["PLANNED"] * 4
    assert [view.due for view in views] == [
        "due 20:08:00",
        "due 20:14:00",
        "due 20:30:00",
        "due unknown",
    ]
    assert all(not view.acts and not view.voice and not view.call.text for view in views)
    assert active_handoff(views) == "h1"


def test_a_handoff_under_way_is_meant_before_one_that_is_due_sooner() -> None:
    views = Evening().live().views("20:09")
    assert active_handoff(views) == "h1"


def test_the_next_one_is_meant_once_its_standby_is_due() -> None:
    evening = Evening().live()
    evening.events = gone(evening.show, evening.events, evening.at("20:08:05"))
    assert active_handoff(evening.views("20:13:30")) == "h1"
    assert active_handoff(evening.views("20:13:40")) == "h2"


def test_one_that_everybody_overlooked_does_not_stand_in_the_way() -> None:
    assert active_handoff(Evening().views("20:08:30")) == "h1"
    evening = Evening()
    evening.events = gone(evening.show, evening.events, evening.at("20:08"))
    assert active_handoff(evening.views("20:11")) == "h2"


def test_without_handoffs_none_is_meant() -> None:
    assert active_handoff(()) is None


# Shown, ready and live are three things


def test_the_three_acknowledgements_have_their_own_times_and_names() -> None:
    assert acks(Evening().standby().h1("20:07:31")) == {}
    assert acks(Evening().shown().h1("20:07:32")) == {Ack.SHOWN: ("20:07:31", "", "")}
    assert acks(Evening().live().h1("20:09")) == {
        Ack.SHOWN: ("20:08:00", "", ""),
        Ack.READY: ("20:07:40", "Host Xu", "page"),
        Ack.LIVE: ("20:08:02", "Host Xu", "page"),
    }


def test_a_go_that_was_not_shown_yet_does_not_count_as_shown() -> None:
    assert Ack.SHOWN not in acks(Evening().go().h1("20:08:00"))


def test_a_missing_ready_names_who_is_asked_for_it() -> None:
    ready = Evening().standby().h1("20:07:31").acks[1]
    assert (ready.ack, ready.is_done, ready.by) == (Ack.READY, False, "host")


# What is due, and what is missing


def test_the_due_time_follows_what_is_on_air_and_names_the_plan_beside_it() -> None:
    evening = Evening()
    assert (evening.h1("20:06").due, evening.h1("20:06").planned) == ("due 20:08:00", "")
    late = evening.h1("20:08:30")
    assert (late.due, late.due_in, late.planned) == ("due 20:08:30", "in 0:00", "planned 20:08:00")


def test_once_it_went_it_says_when() -> None:
    view = Evening().live().h1("20:09")
    assert (view.due, view.due_in, view.planned) == ("GO at 20:08:00", "", "")


def test_the_return_counts_down_and_then_runs_over() -> None:
    evening = Evening().live()
    assert evening.h1("20:09").return_in == "back in 5:00"
    over = evening.h1("20:14:30")
    assert (over.return_by, over.return_in) == ("20:14:00", "RETURN OVER 0:30")
    assert over.call == ("RETURN OVER 0:30", Level.OVER)


def test_gates_stand_open_until_the_room_is_ready() -> None:
    assert "Link tested" in [need.text for need in Evening().shown().h1("20:07:35").needs]
    assert Evening().ready().h1("20:07:45").needs == ()


def test_a_room_without_a_page_is_missed_five_minutes_before() -> None:
    def missing(when: str) -> bool:
        return "Shop: no page open" in [n.text for n in Evening().h1(when, NO_PAGE).needs]

    early = Evening(show=an_evening(standby_lead=seconds(10)))
    early.events = gone(early.show, a_run(early.show, early.at("19:50")), early.at("20:00"))
    assert "Shop: no page open" not in [n.text for n in early.h1("20:02", NO_PAGE).needs]
    assert missing("20:05")
    assert [n.text for n in Evening().h1("20:05").needs] == ["Link tested"]


def test_who_walks_over_is_named_with_where_they_are() -> None:
    (walker,) = Evening().h1("20:06").walkers
    assert (walker.name, walker.name_alt) == ("Lan Yue", "蓝月")
    assert (walker.where, walker.walk) == ("on stage until 20:08:00", "walk 1:30")


def test_an_artist_who_is_barred_or_pending_or_missing_is_not_ready() -> None:
    mo = an_artist("mo", name="Mo Bei", clearance=Clearance.PENDING, arrives=wall("20:10"))
    hao = an_artist("hao", name="Hao", clearance=Clearance.BLOCKED, has_arrived=True)
    show = an_evening(talent=(TalentId("mo"), TalentId("hao")), gates=())
    view = Evening(show=replace(show, talent=(*show.talent, mo, hao))).h1("20:06")
    assert [need.text for need in view.needs] == [
        "Hao: barred",
        "Mo Bei: clearance pending",
        "Mo Bei: not arrived",
    ]


def test_an_artist_who_was_on_air_has_arrived() -> None:
    show = an_evening(gates=())
    unticked = replace(show, talent=tuple(replace(p, has_arrived=False) for p in show.talent))
    assert Evening(show=unticked).h1("20:06").needs == ()


def test_an_artist_on_stage_past_the_handoff_is_not_ready() -> None:
    show = an_evening(gates=(), trigger=Trigger(anchor=Anchor.SEGMENT_END, offset=Millis(-60_000)))
    needs = [need.text for need in Evening(show=show).h1("20:06").needs]
    assert needs == ["Lan Yue: on stage 1:00 past the handoff"]


# What may be done


def test_only_what_the_state_allows_may_be_done() -> None:
    armed, live = Evening().h1("20:05"), Evening().live().h1("20:09")
    assert armed.acts == {Act.STANDBY, Act.GO, Act.SKIP}
    assert live.acts == {Act.RETURN, Act.RECALL}
    assert Evening().ready().h1("20:07:45").voice == {Act.CANT}


def test_a_recall_aborts_once_go_has_gone_out() -> None:
    assert not Evening().ready().h1("20:07:45").recall_aborts
    assert Evening().go().h1("20:08:00").recall_aborts
    assert Evening().go_shown().h1("20:08:11").recall_aborts
    assert Evening().live().h1("20:09").recall_aborts


def test_ready_has_a_tone_of_its_own() -> None:
    assert Evening().ready().h1("20:07:45").lamp.tone is Level.READY
    assert Evening().shown().h1("20:07:32").lamp.tone is Level.STANDBY


def test_go_needs_the_override_until_the_room_is_ready() -> None:
    assert Evening().shown().h1("20:07:35").needs_override
    assert not Evening().ready().h1("20:07:45").needs_override


def test_a_forced_go_is_remembered() -> None:
    assert Evening().standby().act(Act.GO, "20:08", is_forced=True).h1("20:08").was_forced


# When to look again


@pytest.mark.parametrize(("when", "wait"), [("20:08:00", 500), ("20:08:00.600", 400)])
def test_it_says_when_something_will_change_by_itself(when: str, wait: int) -> None:
    assert Evening().go().h1(when).next_change == wait
