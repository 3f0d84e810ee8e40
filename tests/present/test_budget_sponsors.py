"""A sponsor as it is shown: what is short or owed, the promised places, the rivals."""

from __future__ import annotations

import pytest

from producer_app.core.budget import sponsor_states
from producer_app.core.calling import AdjustTime, Skip
from producer_app.core.run import Event
from producer_app.core.show import PromisedPlace, SegmentId, Show, Stand
from producer_app.core.timing import plan_times, project
from producer_app.present.budget_sponsors import SponsorView, sponsor_view
from producer_app.present.words import words
from tests.builders import STAGE, at, called, folded, minutes
from tests.core.budget.sponsored import (
    CREAM,
    MILK,
    a_midnight,
    a_night,
    a_place,
    a_spot,
    run_to,
    two_dairies,
)


def shown(
    show: Show, events: tuple[Event, ...] = (), now: str = "12:00", language: str = "en"
) -> SponsorView:
    """The first sponsor."""
    run = folded(events) if events else None
    projection = project(plan_times(show), run, at(show, now))
    return sponsor_view(sponsor_states(projection)[0], show, words(language))


def test_what_the_plan_lacks_is_short_and_what_a_run_lost_is_owed() -> None:
    show = a_night()
    start = run_to(show, "20:00")
    skipped = called(show, start, Skip(room=STAGE, segment=SegmentId("s5")), at(show, "20:01"))

    assert (shown(show).verdict, shown(show).is_met) == ("MET", True)
    assert shown(show, skipped, "20:01").verdict == "OWED 0:30 · 1×"
    assert shown(show, skipped, "20:01", "zh").verdict == "欠播 0:30 · 1 次"
    assert shown(show, skipped, "20:01").sentence.endswith("contracted 1:00 · 0:30 owed")


def test_places_and_rivals_count_in_the_verdict() -> None:
    places = (a_place(Stand.LAST_IN_BREAK, times=3),)
    show = two_dairies(a_spot("1", MILK), a_spot("2", CREAM), alone={"places": places})

    view = shown(show)

    assert (view.verdict, view.level_word, view.is_met) == (
        "SHORT places 3 · rivals 1",
        "SHORT",
        False,
    )


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (
            a_place(Stand.FIRST_IN_BREAK, times=2),
            "first in a break: planned 2 of 2",
            "时段首条：已排 2 / 2",
        ),
        (
            a_place(Stand.LAST_IN_BREAK, times=2),
            "last in a break: planned 1 of 2",
            "时段末条：已排 1 / 2",
        ),
        (
            a_place(Stand.AT_TIME, at="20:05"),
            "at 20:05:00: planned 1 of 1",
            "20:05:00 准点：已排 1 / 1",
        ),
        (
            a_place(Stand.AT_TIME),
            "at a time that is not set: planned 0 of 1",
            "未填时间的定时位置：已排 0 / 1",
        ),
    ],
)
def test_every_promised_place_says_how_often_it_is_planned(
    place: PromisedPlace, english: str, chinese: str
) -> None:
    show = a_night(place)
    assert shown(show).places == (english,)
    assert shown(show, language="zh").places == (chinese,)


def test_in_a_run_a_place_says_what_was_kept_and_what_was_missed() -> None:
    show = a_midnight()
    late = called(
        show, run_to(show, "23:50"), AdjustTime(room=STAGE, by=minutes(2)), at(show, "23:51")
    )

    assert shown(show, run_to(show, "23:50"), "23:51").places == (
        "at 24:00:00: kept 0, still to come 1, promised 1",
    )
    assert shown(show, late, "24:01").places == ("at 24:00:00: kept 0 of 1, missed 1",)


def test_rivals_say_where_and_when() -> None:
    beside = two_dairies(a_spot("1", MILK), a_spot("2", CREAM))
    alone = two_dairies(a_spot("1", CREAM), alone={})

    assert shown(beside).rivals == ("Cream stands beside 1 Song 1 at 20:00:30",)
    assert shown(alone).rivals == (
        "Cream in 1 Song 1 at 20:00:00, in the time that is theirs alone",
    )
    assert shown(alone, language="zh").rivals == ("Cream于 20:00:00 出现在1 Song 1，属独家时段",)


def test_a_rival_whose_time_nobody_knows_says_so() -> None:
    show = two_dairies(a_spot("1", CREAM), alone={}, on_air=None)
    assert "at a time not known" in shown(show).rivals[0]
