"""Each way to count: its function, its unit, and which numbers a rule needs for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.budget.aired import Aired
from producer_app.core.budget.by_break import (
    breaks_per_length,
    distance,
    longest_break,
    never_inside,
    uninterrupted,
)
from producer_app.core.budget.by_number import least_count, least_share, most_count
from producer_app.core.budget.by_time import (
    average,
    clock_hour,
    fixed,
    long_share,
    programme_table,
    ratio,
    rolling,
)
from producer_app.core.budget.state import RuleState, Unit
from producer_app.core.show import AdRule, Method


class Counting(NamedTuple):
    """One way to count. ``needs`` are the fields a rule must fill; of each group one is enough."""

    evaluate: Callable[[RuleState, Aired], RuleState]
    needs: tuple[tuple[str, ...], ...]
    unit: Unit = Unit.TIME
    is_least: bool = False


_LIMIT, _PERMILLE, _NUMBER = ("limit",), ("limit_permille",), ("limit_count",)
_EITHER = ("limit", "limit_permille")
_FROM, _TO = ("window_from",), ("window_to",)

METHODS: Mapping[Method, Counting] = MappingProxyType(
    {
        Method.SHOW_RATIO: Counting(ratio, (_PERMILLE,)),
        Method.CLOCK_HOUR: Counting(clock_hour, (_LIMIT,)),
        Method.FIXED_WINDOW: Counting(fixed, (_EITHER, _FROM, _TO)),
        Method.ROLLING_WINDOW: Counting(rolling, (_LIMIT,)),
        Method.WINDOW_AVERAGE: Counting(average, (_LIMIT, _FROM, _TO)),
        Method.DAY_SHARE: Counting(long_share, (_EITHER,)),
        Method.WEEK_SHARE: Counting(long_share, (_EITHER,)),
        Method.PROGRAMME_TABLE: Counting(programme_table, (("lengths",),)),
        Method.LONGEST_BREAK: Counting(longest_break, (_LIMIT,)),
        Method.BREAKS_PER_LENGTH: Counting(breaks_per_length, (("window_length",),), Unit.COUNT),
        Method.UNINTERRUPTED: Counting(uninterrupted, (_LIMIT,), is_least=True),
        Method.LEAST_COUNT: Counting(least_count, (_NUMBER,), Unit.COUNT, is_least=True),
        Method.LEAST_SHARE: Counting(least_share, (_PERMILLE, ("against",)), is_least=True),
        Method.MOST_COUNT: Counting(most_count, (_NUMBER,), Unit.COUNT),
        Method.DISTANCE: Counting(distance, (("limit_count", "limit"),), is_least=True),
        Method.NEVER_INSIDE: Counting(never_inside, (("against",),), Unit.COUNT),
    }
)


_IN_ITS_WINDOW = frozenset(
    {Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, Method.LEAST_COUNT, Method.LEAST_SHARE}
)


def unit_of(rule: AdRule) -> Unit:
    """What the rule's figures are; a distance is in numbers or in time, as its limit is."""
    if rule.method is Method.DISTANCE and rule.limit_count is not None:
        return Unit.COUNT
    return METHODS[rule.method].unit


def is_complete(rule: AdRule) -> bool:
    """True when the rule has every number that its method needs, and a window that is one where
    the method counts in its own window."""
    values = METHODS[rule.method].needs
    if not all(any(_is_given(getattr(rule, name)) for name in group) for group in values):
        return False
    ends = (rule.window_from, rule.window_to)
    if rule.method not in _IN_ITS_WINDOW or ends == (None, None):
        return True
    start, end = ends
    return start is not None and end is not None and end > start


def _is_given(value: object) -> bool:
    return value is not None and value not in ((), frozenset())
