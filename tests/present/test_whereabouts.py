"""Where the talent of a handoff is: the director and the room are told the same."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.calling import ActOnHandoff
from producer_app.core.handoff import Act, Ask, State, Via
from producer_app.core.run import Event
from producer_app.core.show import HandoffId, Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.handoff import handoff_views
from producer_app.present.roompage import room_page
from producer_app.present.whereabouts import Place, as_it_went
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
)
from tests.stepped import whole

PAGE_WORDS = Path(__file__).parents[2] / "resources" / "room" / "words_call.js"
LIN = an_artist("lin", name="Lin Yao")


def an_evening() -> Show:
    """Lin sings at 20:00 and 20:10, then walks over to the shop."""
    return a_show(
        a_segment("1", minutes(10), talent=(LIN.id,)),
        a_segment("2", minutes(10), talent=(LIN.id,)),
        a_segment("3", minutes(10)),
        a_shop_segment("S1", minutes(20)),
        a_shop_segment("S2", minutes(10), talent=(LIN.id,)),
        talent=(LIN,),
        handoffs=(a_handoff("H1", "s2", talent=(LIN.id,)),),
    )


SHOW = an_evening()


def until(when: str, show: Show = SHOW) -> tuple[Event, ...]:
    """What has been called by that time when everything goes as planned."""
    events = a_run(show, at(show, "19:50"))
    steps = (("20:00", STAGE), ("20:00", SHOP), ("20:10", STAGE), ("20:20", STAGE), ("20:21", SHOP))
    for step, room in steps:
        if at(show, step) <= at(show, when):
            events = gone(show, events, at(show, step), room)
    return events


def acted(events: tuple[Event, ...], *steps: tuple[Act, str]) -> tuple[Event, ...]:
    for act, when in steps:
        via = Via.CONSOLE if act is Act.GO else Via.VOICE
        ask = Ask(act=act, by="director", via=via, is_forced=True)
        call = ActOnHandoff(handoff=HandoffId("h1"), ask=ask)
        events = called(SHOW, events, call, at(SHOW, when))
    return events


def seen(events: tuple[Event, ...], when: str, show: Show = SHOW) -> Projection:
    return project(plan_times(show), folded(events), at(show, when))


def told(projection: Projection, language: str) -> tuple[Place, str]:
    """Where Lin is for the room's page, and in the console's words."""
    (handoff,) = room_page(projection, SHOP).handoffs
    (view,) = whole(handoff_views(projection, {}, words(language)))
    run = projection.run
    state = State.ARMED if run is None else run.line(HandoffId(handoff.id)).state
    return as_it_went(handoff.people[0].place, state), view.walkers[0].where


@pytest.mark.parametrize(
    ("when", "place", "english", "chinese"),
    [
        ("19:55", Place.AWAY, "not arrived", "未到场"),
        ("20:05", Place.STAGE, "on stage until 20:10:00", "台上至 20:10:00"),
        ("20:20:30", Place.WAY, "on the way", "正在过来"),
        ("20:22", Place.ROOM, "in the room", "已在房间"),
    ],
)
def test_the_director_and_the_room_are_told_the_same_place(
    when: str, place: Place, english: str, chinese: str
) -> None:
    projection = seen(until(when), when)
    assert told(projection, "en") == (place, english)
    assert told(projection, "zh") == (place, chinese)


def test_who_is_ticked_as_arrived_is_in_the_house_for_both() -> None:
    show = replace(SHOW, talent=(replace(LIN, has_arrived=True),))
    projection = seen(until("19:55", show), "19:55", show)
    assert told(projection, "en") == (Place.HOUSE, "in the house")
    assert told(projection, "zh") == (Place.HOUSE, "已到场")


def test_before_a_run_nobody_says_where_anybody_is() -> None:
    projection = project(plan_times(SHOW), None, at(SHOW, "12:00"))
    assert told(projection, "en") == (Place.UNKNOWN, "")


def test_whoever_came_over_is_in_the_room_once_it_is_live_and_not_on_the_way_after_it() -> None:
    events = gone(SHOW, until("20:10"), at(SHOW, "20:20"))
    live = acted(events, (Act.GO, "20:20"), (Act.LIVE, "20:20:10"))
    assert told(seen(live, "20:20:20"), "en")[0] is Place.ROOM
    over = acted(live, (Act.RETURN, "20:20:40"))
    assert told(seen(over, "20:20:50"), "en")[0] is Place.HOUSE


def test_a_go_and_a_live_leave_the_rooms_page_as_it_is() -> None:
    events = gone(SHOW, until("20:10"), at(SHOW, "20:20"))
    before = room_page(seen(events, "20:20:30"), SHOP)
    for act in (Act.GO, Act.LIVE, Act.RETURN):
        events = acted(events, (act, "20:20:10"))
        assert room_page(seen(events, "20:20:30"), SHOP) == before


def test_the_page_has_words_for_every_place_in_both_languages() -> None:
    found = re.findall(
        r'place_(\w+): \["([^"]+)", "([^"]+)"\]', PAGE_WORDS.read_text(encoding="utf-8")
    )
    assert {key for key, _, _ in found} == {p.value for p in Place} - {"unknown"}
