"""A shopping room sees what is left of its own ad rules, in both languages."""

from __future__ import annotations

import json
from dataclasses import asdict

from producer_app.core.budget import budget_of
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.budget_room import RoomRule, budget_views, have_shops_rules
from producer_app.present.roompage import key_of, room_page, room_snapshot
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    folded,
    gone,
    minutes,
)
from tests.present.budgets import a_rule

OWN = a_rule(Method.MOST_COUNT, room=SHOP, title="Spots in an hour", limit_count=2)
LENGTH = a_rule(
    Method.CLOCK_HOUR,
    room=SHOP,
    id=AdRuleId("length"),
    title="An hour",
    title_alt="每小时",
    limit=minutes(3),
)


def a_shop_evening(*rules: AdRule) -> Show:
    return a_show(
        a_segment("1", minutes(30)),
        a_shop_segment("S1", minutes(10)),
        a_shop_segment("S2", minutes(2), kind=Kind.SPOT),
        a_shop_segment("S3", minutes(10)),
        a_shop_segment("S4", minutes(2), kind=Kind.SPOT),
        ad_rules=rules,
    )


def planned(show: Show) -> Projection:
    return project(plan_times(show), None, at(show, "19:00"))


def rules_of(projection: Projection) -> tuple[RoomRule, ...]:
    return room_page(projection, SHOP, budget_views(projection)).rules


def test_its_own_rules_stand_on_its_page_the_worst_first() -> None:
    rules = rules_of(planned(a_shop_evening(OWN, LENGTH)))
    assert [(rule.title, rule.left, rule.level) for rule in rules] == [
        ("An hour", "OVER 1:00", "over"),
        ("Spots in an hour", "none left", "within"),
    ]
    assert rules[0].where == "breaks at 20:23:00 in S4 “Song S4”"


def test_they_stand_there_in_chinese_too() -> None:
    (rule,) = rules_of(planned(a_shop_evening(LENGTH)))
    assert (rule.title_alt, rule.left_alt) == ("每小时", "超出 1:00")
    assert rule.where_alt == "20:23:00 在 S4 “Song S4” 处超限"


def test_a_run_counts_what_really_ran() -> None:
    show = a_shop_evening(LENGTH)
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"), SHOP)
    events = gone(show, events, at(show, "20:10"), SHOP)
    events = gone(show, events, at(show, "20:10:30"), SHOP)
    (rule,) = rules_of(project(plan_times(show), folded(events), at(show, "20:11")))
    assert (rule.left, rule.where) == ("0:30 left", "")


def test_rules_of_the_stage_are_no_business_of_a_shop_s_page() -> None:
    show = a_shop_evening(a_rule(Method.CLOCK_HOUR))
    projection = planned(show)
    assert not have_shops_rules(show)
    assert rules_of(projection) == ()
    with_own = planned(a_shop_evening(a_rule(Method.SHOW_RATIO), LENGTH))
    assert room_page(with_own, STAGE, budget_views(with_own)).rules == ()


def test_a_second_in_which_nothing_happens_sends_nothing_new() -> None:
    show = a_shop_evening(OWN, LENGTH)
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:00"), SHOP)
    first = project(plan_times(show), folded(events), at(show, "20:05"))
    later = project(first.plan, first.run, at(show, "20:05:01"), first)
    budget = budget_of(first)
    views = budget_views(first, budget)
    page = room_snapshot(first, views)
    still = budget_views(later, budget_of(later, budget), views)
    assert room_snapshot(later, still, earlier=page) is page
    shop = page.pages[key_of("room", SHOP)]
    assert json.loads(json.dumps(asdict(shop)))["rules"][0]["left"] == "OVER 1:00"
