"""Getting back on time in words: what is missed, which ways there are, and what each leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.recovery import RuleEffect, SponsorEffect, Step, StepKind, Way, misses
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
    Talent,
    TalentRole,
)
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection
from producer_app.present.recovery import (
    Missed,
    Offered,
    RecoveryView,
    Search,
    alert_view,
    recovery_view,
)
from producer_app.present.recovery_way import WayView, way_view, way_views
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop_segment,
    a_show,
    a_stage,
    an_artist,
    minutes,
    seconds,
    wall,
)
from tests.present.ways_back import (
    LATE,
    a_broken_promise,
    a_float,
    a_move,
    a_trim,
    a_way,
    standing,
)

EN, ZH = words("en"), words("zh")

ON_TIME = a_show(a_segment("1", minutes(15)), a_segment("2", hard_start="20:15"), hard_out="20:20")


def missed(projection: Projection) -> Missed:
    each = {room: misses(times) for room, times in projection.rooms.items()}
    return {room: hards for room, hards in each.items() if hards}


def line(show: Show, offered: Offered, language: str = "en") -> str:
    projection = standing(show)
    view = alert_view(projection, missed(projection), offered, words(language))
    return "" if view is None else view.text


def drawer(show: Show, offered: Offered, language: str = "en") -> RecoveryView:
    projection = standing(show)
    return recovery_view(projection, STAGE, missed(projection), offered, words(language))


def found(*ways: Way, search: Search = Search.FOUND) -> Offered:
    return Offered(search=search, ways=way_views(standing(), STAGE, ways, EN))


def seen(*parts: object, language: str = "en", **changes: object) -> WayView:
    projection = standing()
    way = a_way(*parts, **changes)  # type: ignore[arg-type]
    return way_view(LATE, projection.rooms[STAGE], way, 1, words(language))


def test_the_line_says_how_late_at_which_hard_time_and_how_many_ways_back_there_are() -> None:
    assert line(LATE, found()) == "OVER 3:00 at 20:15:00 · no way back"
    assert line(LATE, found(a_way(a_float()))) == "OVER 3:00 at 20:15:00 · 1 way back"
    two = found(a_way(a_float()), a_way(a_trim()))
    assert line(LATE, two) == "OVER 3:00 at 20:15:00 · 2 ways back"
    assert line(LATE, two, "zh") == "卡点 20:15:00 超时 3:00 · 2 个准点方案"


@pytest.mark.parametrize("search", [Search.SEEKING, Search.AGAIN])
def test_while_ways_are_sought_the_line_counts_none(search: Search) -> None:
    offered = found(a_way(a_float()), search=search)
    assert line(LATE, offered) == "OVER 3:00 at 20:15:00 · seeking ways back…"


def test_ways_that_could_not_be_sought_are_not_called_none() -> None:
    said = line(LATE, Offered(search=Search.FAILED))
    assert said == "OVER 3:00 at 20:15:00 · ways back could not be sought"


def test_there_is_no_line_while_every_hard_time_is_met() -> None:
    projection = standing(ON_TIME)
    assert alert_view(projection, missed(projection), Offered(), EN) is None


def test_time_that_nobody_fills_is_under() -> None:
    show = a_show(a_segment("1", minutes(12)), a_segment("2", hard_start="20:15"))
    assert line(show, found()) == "UNDER 3:00 at 20:15:00 · no way back"


def test_the_worst_over_is_told_before_a_gap_that_comes_first() -> None:
    show = a_show(
        a_segment("1", minutes(12)),
        a_segment("2", minutes(5), hard_start="20:15"),
        a_segment("3", minutes(6), hard_start="20:19"),
        a_segment("4", minutes(1), hard_start="20:22"),
    )
    assert line(show, found()) == "OVER 4:00 at 20:22:00 · no way back"
    view = drawer(show, found(a_way(a_float())))
    assert view.headline == "OVER 4:00 at 20:22:00"
    assert view.about == "4 Song 4 · 2 more hard times are missed"


def test_the_line_counts_and_the_drawer_names_the_other_rooms_that_miss_a_hard_time() -> None:
    show = a_show(
        *LATE.segments,
        a_shop_segment("S1", minutes(9)),
        a_shop_segment("S2", hard_start="20:08"),
    )
    assert line(show, found()) == "OVER 3:00 at 20:15:00 · no way back · +1 room"
    rooms = drawer(show, found()).rooms
    assert [(miss.room, miss.figure) for miss in rooms] == [
        (STAGE, "OVER 3:00"),
        (SHOP, "OVER 1:00"),
    ]


def test_on_time_there_is_nothing_to_make_good_and_the_next_hard_time_is_named() -> None:
    view = drawer(ON_TIME, Offered())
    assert view.headline == "On time: nothing to make good"
    assert view.about == "Next hard time: 20:15:00 2 Song 2, ON TIME"
    assert (view.level, view.ways) == ("calm", ())


def test_on_time_without_any_hard_time_says_so() -> None:
    assert drawer(a_show(a_segment("1")), Offered()).about == "No hard time ahead."


def test_the_drawer_says_what_is_missed_and_how_many_hard_times_behind_it() -> None:
    view = drawer(LATE, found(a_way(a_float()), a_way(a_trim())))
    assert view.headline == "OVER 3:00 at 20:15:00"
    assert view.about == "3 The bell · 1 more hard time is missed"
    assert view.state == "Best first. 1–2 choose, Enter applies, Esc closes."
    assert [way.number for way in view.ways] == [1, 2]
    assert view.is_current


def test_where_there_is_no_way_the_drawer_says_what_is_missing() -> None:
    said = drawer(LATE, found()).about
    assert said.startswith("3:00 cannot be made good: nothing before 20:15:00 may be floated")
    short = a_show(a_segment("1", minutes(12)), a_segment("2", hard_start="20:15"))
    assert drawer(short, found()).about.startswith("3:00 cannot be filled: nothing before 20:15:00")
    assert drawer(LATE, found(), "zh").about.startswith("3:00 追不回来：20:15:00 之前")


def test_old_ways_are_called_out_of_date_and_are_not_current() -> None:
    view = drawer(LATE, found(a_way(a_float()), search=Search.AGAIN))
    assert view.state.startswith("OUT OF DATE")
    assert not view.is_current
    assert len(view.ways) == 1


def test_each_step_says_what_it_changes_with_numbers() -> None:
    steps = seen(a_trim(), a_float(), a_move("s4", past="s3", by=4)).steps
    assert [step.sentence for step in steps] == [
        "Trim 1 Song 1: 3:00 off, leaves 7:00",
        "Float 2 Song 2: 8:00 out",
        "Move 4 Song 4: 4:00, behind 3",
    ]


def test_of_many_steps_the_first_are_told_and_the_rest_counted() -> None:
    step, _ = a_trim()
    view = seen(a_trim(), steps=(step,) * 30)
    assert (len(view.steps), view.more, len(view.deeds)) == (12, 18, 30)


def test_steps_are_told_in_chinese_with_chinese_titles() -> None:
    (step,) = seen(a_float(), language="zh").steps
    assert step.sentence == "暂缓 2 二号：省 8:00"


@pytest.mark.parametrize(
    ("kind", "by", "said"),
    [
        (StepKind.USE_PAD, -1, "Use up pad 4 Song 4: 1:00 off, leaves 3:00"),
        (StepKind.STRETCH, 1, "Stretch 4 Song 4: 1:00 more, makes 5:00"),
        (StepKind.BRING_BACK, 4, "Bring back 4 Song 4: 4:00 in"),
    ],
)
def test_pads_stretched_and_brought_back_segments_say_so(
    kind: StepKind, by: float, said: str
) -> None:
    step = Step(kind=kind, segment=SegmentId("s4"), by=minutes(by))
    (view,) = seen(a_trim(), steps=(step,)).steps
    assert view.sentence == said


def test_a_way_shows_each_hard_time_before_and_after() -> None:
    bell, out = seen(a_trim()).landings
    assert (bell.at, bell.name, bell.before, bell.after) == (
        "20:15:00",
        "3 The bell",
        "OVER 3:00",
        "ON TIME",
    )
    assert (out.name, out.after, out.level) == ("HARD OUT", "ON TIME", "calm")


def test_a_hard_time_that_stays_as_it_is_has_no_before() -> None:
    show = replace(LATE, hard_out=wall("21:00"))
    projection = standing(show)
    way = a_way(a_trim(by=0), projection=projection)
    landings = way_view(show, projection.rooms[STAGE], way, 1, EN).landings
    assert [landing.before for landing in landings] == ["", ""]


def test_the_hard_end_of_a_segment_is_named_as_its_end() -> None:
    late = replace(LATE.segments[1], hard_end=wall("20:15"))
    show = replace(LATE, segments=(LATE.segments[0], late, *LATE.segments[2:]))
    projection = standing(show)
    way = a_way(a_trim(), projection=projection)
    first = way_view(show, projection.rooms[STAGE], way, 1, EN).landings[0]
    assert first.name == "end of 2 Song 2"


def test_what_is_left_to_fill_names_who_fills_it() -> None:
    host = an_artist("he", role=TalentRole.HOST, name_alt="贺")
    show = a_show(
        a_segment("1", minutes(10), talent=(host.id,)),
        a_segment("2", minutes(8), priority=5),
        a_segment("3", minutes(1), hard_start="20:15"),
        talent=(host,),
    )
    projection = standing(show)
    way = a_way(a_float(), projection=projection)
    bell = way_view(show, projection.rooms[STAGE], way, 1, EN).landings[0]
    assert bell.after == "5:00 to fill"
    assert bell.fill == "5:00 to fill: He 贺 5:00"
    assert bell.is_filled


def test_a_pad_that_stretches_is_named_and_what_nobody_fills_is_said() -> None:
    show = a_show(
        a_segment("1", minutes(9)),
        a_segment("2", minutes(8), priority=5),
        a_segment("P", minutes(1), kind=Kind.PAD, longest=minutes(2)),
        a_segment("3", minutes(1), hard_start="20:15"),
    )
    projection = standing(show)
    way = a_way(a_float(), projection=projection)
    bell = way_view(show, projection.rooms[STAGE], way, 1, EN).landings[0]
    assert bell.fill == "5:00 to fill: P Song P stretches 1:00, nobody for 4:00"
    assert not bell.is_filled


def test_a_way_that_falls_short_says_what_it_leaves() -> None:
    assert seen(a_trim()).result == "MAKES IT"
    view = seen(a_trim(by=1))
    assert (view.result, view.makes_it) == ("LEAVES OVER 2:00", False)


def test_a_way_that_breaks_nothing_says_so() -> None:
    view = seen(a_trim())
    assert (view.verdict, view.is_clean) == ("BREAKS NOTHING", True)


def test_every_broken_promise_is_a_sentence_and_counted() -> None:
    promise = a_broken_promise()
    one, two = seen(a_trim(), broken=(promise,)), seen(a_trim(), broken=(promise, promise))
    assert (one.verdict, two.verdict) == ("BREAKS 1 PROMISE", "BREAKS 2 PROMISES")
    assert one.broken[0].startswith("The number 7 stands twice")
    assert not one.is_clean


def an_effect(before: int | None, after: int | None, **changes: object) -> RuleEffect:
    rule = AdRule(
        id=AdRuleId("r"),
        room=a_stage().id,
        title="Pure stage",
        **changes,  # type: ignore[arg-type]
    )
    return RuleEffect(rule=rule, before=before, after=after, is_broken=(after or 0) < 0)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (minutes(3), minutes(1), "Pure stage: 3:00 left → 1:00 left"),
        (minutes(3), -minutes(1), "Pure stage: 3:00 left → OVER 1:00"),
        (None, minutes(1), "Pure stage: unknown → 1:00 left"),
    ],
)
def test_an_ad_rule_shows_what_is_left_before_and_after(
    before: int | None, after: int, said: str
) -> None:
    effect = an_effect(before, after, method=Method.ROLLING_WINDOW)
    (view,) = seen(a_trim(), rules=(effect,)).rules
    assert view.text == said
    assert view.is_worse is (after < 0)


def test_a_ratio_is_told_as_a_share() -> None:
    effect = an_effect(23, 51, method=Method.SHOW_RATIO, limit_permille=50)
    (view,) = seen(a_trim(), rules=(effect,)).rules
    assert view.text == "Pure stage: 2.3 % of 5 % → OVER: 5.1 % of 5 %"


def test_rules_and_sponsors_that_stay_as_they_are_are_left_out() -> None:
    rule = an_effect(5, 5, method=Method.ROLLING_WINDOW)
    sponsor = Sponsor(id=SponsorId("b"), brand="Hearthgrain", contracted=minutes(2))
    same = SponsorEffect(
        sponsor=sponsor, contracted=minutes(2), before=minutes(1), after=minutes(1)
    )
    view = seen(a_trim(), rules=(rule,), sponsors=(same,))
    assert (view.rules, view.sponsors) == ((), ())


def test_a_sponsor_shows_the_seconds_short_of_the_contract() -> None:
    sponsor = Sponsor(id=SponsorId("b"), brand="Hearthgrain", contracted=minutes(2))
    effect = SponsorEffect(
        sponsor=sponsor, contracted=minutes(2), before=minutes(2), after=Millis(seconds(90))
    )
    (view,) = seen(a_trim(), sponsors=(effect,)).sponsors
    assert view.text == "Hearthgrain: all of 2:00 → 0:30 short of 2:00"
    assert view.is_worse


def test_an_artist_is_no_host() -> None:
    artist = Talent(id=an_artist("li").id, name="Li")
    show = a_show(
        a_segment("1", minutes(10), talent=(artist.id,)),
        a_segment("2", minutes(8)),
        a_segment("3", minutes(1), hard_start="20:15"),
        talent=(artist,),
    )
    projection = standing(show)
    way = a_way(a_float(), projection=projection)
    bell = way_view(show, projection.rooms[STAGE], way, 1, EN).landings[0]
    assert bell.fill == "5:00 to fill: nobody for 5:00"
