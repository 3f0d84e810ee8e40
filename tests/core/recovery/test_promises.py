"""What a way breaks: sponsors, the ad ratio, handoffs, walks, another room's hard times."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from producer_app.core.recovery import ways_back
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    Segment,
    Show,
    Sponsor,
    SponsorId,
)
from producer_app.core.timebase import Millis
from tests.builders import (
    STAGE,
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    wall,
)
from tests.core.recovery.asked import (
    LI,
    hard,
    on_air,
    told,
    ways,
)


def test_a_sponsor_is_not_cut_where_another_way_makes_it() -> None:
    show = a_sponsored_show(a_segment("3", minutes(2), priority=1))

    found = ways(show)

    assert [told(way) for way in found if not way.is_clean] == []
    assert told(found[0]) == ["float s3 -120"]
    assert [(e.before, e.after) for e in found[0].sponsors] == [(minutes(2), minutes(2))]


def test_a_sponsor_who_is_cut_for_want_of_anything_else_is_named() -> None:
    (way,) = ways(a_sponsored_show())

    assert told(way) == ["float s2 -120"]
    assert way.makes_it
    assert [finding.code for finding in way.broken] == ["sponsor.short"]
    assert [(e.contracted, e.before, e.after) for e in way.sponsors] == [
        (minutes(2), minutes(2), Millis(0))
    ]


def a_sponsored_show(*more: Segment) -> Show:
    """Two minutes over its hard out, with a spot that its sponsor has paid for."""
    spot = a_segment("2", minutes(2), kind=Kind.SPOT, sponsor=SponsorId("x"), priority=9)
    sponsor = Sponsor(id=SponsorId("x"), brand="X", contracted=minutes(2))
    out = wall("20:05") if not more else wall("20:07")
    return a_show(a_segment("1"), spot, *more, hard_out=out, sponsors=(sponsor,))


def test_the_ad_ratio_is_kept_where_it_can_be() -> None:
    rule = AdRule(
        id=AdRuleId("ratio"),
        title="A tenth",
        room=STAGE,
        method=Method.SHOW_RATIO,
        limit_permille=100,
    )
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), priority=9),
        a_segment("3", minutes(2), kind=Kind.SPOT),
        a_segment("4", minutes(10), kind=Kind.HOST_LINK, priority=1),
        hard_out="20:22",
        ad_rules=(rule,),
    )

    first = ways(show)[0]

    assert told(first) == ["float s4 -600"]
    assert [(e.before, e.after, e.is_broken) for e in first.rules] == [(100, 100, False)]


def test_an_ad_rule_that_breaks_for_want_of_anything_else_is_named() -> None:
    rule = AdRule(
        id=AdRuleId("ratio"),
        title="A tenth",
        room=STAGE,
        method=Method.SHOW_RATIO,
        limit_permille=100,
    )
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), priority=9),
        a_segment("3", minutes(2), kind=Kind.SPOT),
        hard_out="20:12",
        ad_rules=(rule,),
    )

    (way,) = ways(show)

    assert told(way) == ["float s2 -600"]
    assert [finding.code for finding in way.broken] == ["ad.over"]
    assert [(e.before, e.after, e.is_broken) for e in way.rules] == [(100, 200, True)]


def test_an_ad_that_would_slip_into_a_full_hour_is_told_and_another_way_sought() -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="Two minutes an hour",
        room=STAGE,
        method=Method.CLOCK_HOUR,
        limit=minutes(2),
    )
    show = a_show(
        a_segment("1", minutes(56), kind=Kind.HOST_LINK),
        a_segment("2", minutes(2), kind=Kind.SPOT),
        a_segment("3", minutes(4), kind=Kind.REMOTE),
        hard("4", "21:00", length=minutes(10)),
        a_segment("5", minutes(2), kind=Kind.SPOT),
        ad_rules=(rule,),
    )

    found = ways(show)

    assert [(told(way), way.is_clean) for way in found] == [
        (["move s3 -240 behind s4"], True),
        (["move s2 -120 behind s4"], False),
    ]


def test_a_handoff_is_not_floated_away_where_another_way_makes_it() -> None:
    show = a_show(
        a_segment("1", priority=9),
        a_segment("2", priority=1),
        a_shop_segment("b", minutes(60)),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="20:06",
    )

    assert told(ways(show)[0]) == ["float s2 -300"]


def test_a_handoff_that_goes_for_want_of_anything_else_is_named() -> None:
    show = a_show(
        a_segment("1", priority=9),
        a_segment("2"),
        a_shop_segment("b", minutes(5)),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="20:06",
    )

    (way,) = ways(show)

    assert told(way) == ["float s1 -300"]
    assert "handoff.floated" in [finding.code for finding in way.broken]


def test_a_room_that_would_wait_longer_for_an_artist_is_named() -> None:
    show = a_walking_show()

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert told(way) == ["move s3 -300 behind s4"]
    assert [(finding.code, finding.segment) for finding in way.broken] == [("room.waits", "sb2")]


def test_a_hard_time_that_another_room_reaches_later_is_named() -> None:
    show = a_walking_show(bell=True)

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert told(way) == ["move s3 -300 behind s4"]
    assert not way.is_clean
    assert [finding.message for finding in way.broken if finding.code == "room.later"] == [
        "Shop: OVER 1:00 at 20:16:00 (b2 “Song b2”), 1:00 more than now."
    ]


def test_a_hard_out_that_another_room_reaches_even_later_is_named() -> None:
    show = replace(a_walking_show(), hard_out=wall("20:40"))

    (way,) = ways_back(on_air(show, "20:01"), STAGE)

    assert [finding.message for finding in way.broken if finding.code == "room.later"] == [
        "Shop: OVER 7:00 at 20:40:00 (hard out), 1:00 more than now."
    ]


def test_a_hard_time_that_another_room_misses_anyway_is_no_promise_broken() -> None:
    show = a_walking_show(bell=True, priority=1)
    late = replace(show, segments=(*show.segments, a_shop_segment("b3", hard_start="20:30")))

    found = ways_back(on_air(late, "20:01"), STAGE)

    assert told(found[0]) == ["float s3 -300"]
    assert found[0].is_clean


def test_an_artist_is_left_where_they_are_when_something_else_makes_it() -> None:
    show = a_walking_show(priority=1)

    found = ways_back(on_air(show, "20:01"), STAGE)

    assert told(found[0]) == ["float s3 -300"]
    assert found[0].is_clean


def a_walking_show(*, bell: bool = False, **changes: Any) -> Show:
    """Five minutes over at 20:10; the artist of s3 is wanted in the shopping room at 20:16, at a
    hard time where there is a ``bell``."""
    start = "20:16" if bell else None
    li = an_artist(transit=minutes(1))
    return a_show(
        a_segment("1"),
        a_segment("2", kind=Kind.COUNTDOWN),
        a_segment("3", talent=(LI,), **changes),
        hard("4", "20:10", length=minutes(1)),
        a_shop_segment("b1", minutes(16)),
        a_shop_segment("b2", minutes(30), talent=(LI,), hard_start=start),
        talent=(li,),
    )
