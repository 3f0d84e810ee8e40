"""What of a segment counts as advertising, and what nobody knows of it."""

from __future__ import annotations

import pytest

from producer_app.core.budget import ad_share, evaluate, is_complete, rule_states
from producer_app.core.show import ADVERTISING, AdRule, AdRuleId, Kind, Method, Standing
from producer_app.core.timing import plan_times, project
from tests.builders import SHOP, a_segment, a_shop_segment, a_show, at, minutes, seconds, wall
from tests.core.budget.ruled import a_rule, a_spot, as_planned


def test_a_segment_whose_kind_counts_counts_whole() -> None:
    assert ad_share(a_spot("1", seconds(90))) == seconds(90)


def test_another_segment_counts_its_own_ad_time() -> None:
    assert ad_share(a_segment("1", minutes(4), ad=seconds(10))) == seconds(10)


def test_ad_time_inside_a_segment_is_never_more_than_the_segment() -> None:
    assert ad_share(a_segment("1", seconds(5), ad=seconds(10))) == seconds(5)


def test_a_floated_or_omitted_advertisement_counts_nothing() -> None:
    for standing in (Standing.FLOATED, Standing.OMITTED):
        assert ad_share(a_spot("1", standing=standing)) == 0


def test_an_advertisement_of_unknown_length_is_unknown_and_not_zero() -> None:
    assert ad_share(a_spot("1", None)) is None


def test_a_pitch_counts_only_where_the_rule_says_so() -> None:
    pitch = a_segment("1", minutes(3), kind=Kind.PITCH)
    assert ad_share(pitch) == 0
    assert ad_share(pitch, ADVERTISING | {Kind.PITCH}) == minutes(3)


def test_a_ratio_holds_advertising_against_performance() -> None:
    show = a_show(
        a_segment("1", minutes(60), ad=seconds(60)), a_spot("2"), a_segment("3", minutes(41))
    )

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert state.planned_performance == minutes(100)
    assert state.planned == state.projected == minutes(3)
    assert (state.spent, state.limit, state.left) == (0, minutes(5), minutes(2))
    assert state.first_break is None


def test_host_links_are_neither_advertising_nor_performance() -> None:
    show = a_show(a_segment("1", minutes(10), kind=Kind.HOST_LINK), a_spot("2"))

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert (state.performance, state.planned, state.left) == (0, minutes(2), -minutes(2))


def test_a_ratio_says_where_it_is_first_broken() -> None:
    show = a_show(a_segment("1", minutes(40)), a_spot("2", minutes(1)), a_spot("3", minutes(3)))

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert state.left == -minutes(2)
    assert state.first_break == ("s3", at(show, "20:42"))


def test_advertisements_of_unknown_length_are_counted_as_unknown() -> None:
    show = a_show(a_spot("1", None), a_spot("2", None, standing=Standing.FLOATED), a_spot("3"))

    for method in (Method.CLOCK_HOUR, Method.SHOW_RATIO, Method.ROLLING_WINDOW):
        state = as_planned(a_rule(method), show)
        assert (state.unknown_ads, state.planned) == (1, minutes(2))


def test_performance_of_unknown_length_is_told_to_the_ratio() -> None:
    show = a_show(a_segment("1", None), a_segment("2", minutes(20)), a_spot("3"))

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert (state.performance, state.unknown_performance) == (minutes(20), 1)


@pytest.mark.parametrize(
    "rule",
    [
        a_rule(limit=None),
        a_rule(Method.SHOW_RATIO, limit_permille=None),
        a_rule(Method.FIXED_WINDOW),
        a_rule(Method.FIXED_WINDOW, window_from=wall("21:00"), window_to=wall("19:00")),
        a_rule(Method.ROLLING_WINDOW, limit=None),
    ],
)
def test_a_rule_without_its_numbers_has_sums_but_no_limit(rule: AdRule) -> None:
    state = as_planned(rule, a_show(a_segment("1"), a_spot("2")))

    assert not is_complete(rule)
    assert (state.planned, state.limit, state.left, state.first_break) == (
        minutes(2),
        None,
        None,
        None,
    )


def test_a_rule_counts_its_own_room_only() -> None:
    show = a_show(a_spot("1"), a_shop_segment("2", minutes(9), kind=Kind.SPOT))

    assert as_planned(a_rule(), show).planned == minutes(2)
    assert as_planned(a_rule(room=SHOP), show).planned == minutes(9)


def test_all_rules_of_a_show_come_in_order_and_equal_their_single_evaluation() -> None:
    rules = tuple(
        a_rule(method, id=AdRuleId(method), window_from=wall("19:00"), window_to=wall("21:00"))
        for method in Method
    )
    show = a_show(a_segment("1", minutes(58)), a_spot("2", minutes(4)), ad_rules=rules)
    projection = project(plan_times(show), None, at(show, "20:00"))

    states = rule_states(projection)

    assert states == tuple(evaluate(rule, projection) for rule in rules)
    assert [state.rule.method for state in states] == list(Method)


def test_fewer_breaks_than_none_are_never_allowed() -> None:
    rule = a_rule(Method.BREAKS_PER_LENGTH, limit=None, limit_count=-1, window_length=minutes(10))
    state = as_planned(rule, a_show(a_segment("1"), a_spot("2"), a_segment("3"), a_segment("4")))
    assert (state.limit, state.first_break) == (0, ("s2", at(a_show(), "20:05")))
