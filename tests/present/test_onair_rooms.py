"""What the bar says of another room: who walks over and how long, and where the rooms meet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.calling import ActOnHandoff, AdjustTime, Skip
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import Event
from producer_app.core.show import HandoffId, SegmentId, Show, TalentId
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.onair_rooms import _meets, meets_next, waiting_of
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
    seconds,
)
from tests.core.timing.evenings import a_log, evenings, folded_at

EN, ZH = words("en"), words("zh")
LIN = TalentId("lin")
H1 = HandoffId("h1")


def an_evening() -> Show:
    """Lin sings 2 until 20:10, and is to be in the shop's S2 at 20:12, 75 s away."""
    return a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), talent=(LIN,)),
        a_segment("3", minutes(5)),
        a_shop_segment("S1", minutes(12), title="Warm-up"),
        a_shop_segment("S2", minutes(5), title="Lin drops in", talent=(LIN,)),
        talent=(an_artist("lin", name="Lin Yao", name_alt="林曜", transit=seconds(75)),),
        handoffs=(
            a_handoff("H1", "s2", to_segment=SegmentId("sS2"), return_after=minutes(4)),
            a_handoff("H2", "s3"),
        ),
    )


SHOW = an_evening()


def both_on_air() -> tuple[Event, ...]:
    events = gone(SHOW, a_run(SHOW, at(SHOW, "19:58")), at(SHOW, "20:00"))
    return gone(SHOW, events, at(SHOW, "20:00"), SHOP)


def seen(events: tuple[Event, ...], when: str) -> Projection:
    return project(plan_times(SHOW), folded(events), at(SHOW, when))


def test_a_room_that_waits_for_nobody_says_nothing() -> None:
    assert waiting_of(seen(both_on_air(), "20:01"), SHOP, EN) is None


def test_a_room_that_waits_for_an_artist_says_who_and_how_long() -> None:
    late = called(SHOW, both_on_air(), AdjustTime(room=STAGE, by=minutes(2)), at(SHOW, "20:01"))
    waiting = waiting_of(seen(late, "20:02"), SHOP, EN)
    assert waiting is not None
    assert (waiting.segment, waiting.time) == ("sS2", seconds(75))
    assert waiting.text == "waits 1:15: Lin Yao walks over"
    assert waiting.whole == "Shop waits 1:15: Lin Yao walks over"
    chinese = waiting_of(seen(late, "20:02"), SHOP, ZH)
    assert chinese is not None
    assert chinese.whole == "买买买间 等 1:15：林曜 走过来"


def test_a_wait_further_ahead_names_the_segment_that_waits() -> None:
    events = gone(SHOW, a_run(SHOW, at(SHOW, "19:58")), at(SHOW, "20:00"))
    late = called(SHOW, events, AdjustTime(room=STAGE, by=minutes(3)), at(SHOW, "20:01"))
    waiting = waiting_of(seen(late, "20:02"), SHOP, EN)
    assert waiting is not None
    assert waiting.text == "S2 waits 0:15: Lin Yao walks over"


def test_rooms_meet_next_at_the_handoff_that_is_due_first() -> None:
    projection = seen(both_on_air(), "20:01")
    assert meets_next(projection, SHOP, EN) == "H1 20:10:00 in 9:00"
    assert meets_next(projection, STAGE, EN) == "H1 20:10:00 in 9:00"


def test_a_handoff_whose_segment_does_not_come_is_no_meeting() -> None:
    events = called(
        SHOW, both_on_air(), Skip(room=STAGE, segment=SegmentId("s2")), at(SHOW, "20:01")
    )
    assert meets_next(seen(events, "20:02"), SHOP, EN).startswith("H2 20:10:00")


def test_a_visit_that_is_under_way_meets_again_when_it_returns() -> None:
    events = gone(SHOW, both_on_air(), at(SHOW, "20:05"))
    for act, via, when in (
        (Act.STANDBY, Via.CONSOLE, "20:09"),
        (Act.READY, Via.VOICE, "20:09:10"),
        (Act.GO, Via.CONSOLE, "20:10"),
        (Act.LIVE, Via.VOICE, "20:10:05"),
    ):
        call = ActOnHandoff(handoff=H1, ask=Ask(act=act, by="director", via=via))
        events = called(SHOW, events, call, at(SHOW, when))
    assert meets_next(seen(events, "20:11"), SHOP, EN) == "H1 back 20:14:00 in 3:00"


@pytest.mark.parametrize("room", [STAGE, SHOP])
def test_a_show_without_handoffs_meets_nowhere(room: str) -> None:
    show = a_show(a_segment("1"), a_shop_segment("S1"))
    projection = project(plan_times(show), None, at(show, "19:00"))
    assert meets_next(projection, room, EN) == ""  # type: ignore[arg-type]


@settings(max_examples=200)
@given(evenings(), st.data())
def test_where_rooms_meet_next_is_the_soonest_of_all_meetings(
    show: Show, data: st.DataObject
) -> None:
    run, now = folded_at(data.draw, a_log(data.draw, show))
    projection = project(plan_times(show), run, now)
    for room in projection.rooms:
        found = [
            (at, place)
            for place, handoff in enumerate(show.handoffs)
            if room in (handoff.to_room, show.segment(handoff.segment).room)
            for at, _ in _meets(projection, handoff)
        ]
        text = meets_next(projection, room, words("en"))
        assert bool(text) is bool(found)
        if found:
            _, place = min(found)
            assert text.partition(" ")[0] == show.handoffs[place].number
