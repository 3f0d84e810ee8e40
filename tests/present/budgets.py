"""An evening with advertising, and rules of every method to hold it against."""

from __future__ import annotations

from typing import Any

from producer_app.core.run import Event
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.budget import budget_view
from producer_app.present.budget_rule import RuleView
from producer_app.present.words import words
from tests.builders import (
    STAGE,
    Fields,
    a_run,
    a_segment,
    a_show,
    at,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)

SONGS = frozenset({Kind.SONG, Kind.DANCE})
ANNOUNCED = frozenset({Kind.PSA})

NUMBERS: dict[Method, Fields] = {
    Method.SHOW_RATIO: {"limit_permille": 100},
    Method.CLOCK_HOUR: {"limit": minutes(6)},
    Method.FIXED_WINDOW: {
        "limit": minutes(7),
        "window_from": wall("19:00"),
        "window_to": wall("21:00"),
    },
    Method.ROLLING_WINDOW: {"limit": minutes(4), "window_length": minutes(30)},
    Method.WINDOW_AVERAGE: {
        "limit": minutes(8),
        "window_from": wall("20:00"),
        "window_to": wall("22:00"),
    },
    Method.DAY_SHARE: {"limit_permille": 5},
    Method.WEEK_SHARE: {"limit_permille": 1},
    Method.PROGRAMME_TABLE: {"lengths": ((minutes(60), minutes(6)),)},
    Method.LONGEST_BREAK: {"limit": seconds(230)},
    Method.BREAKS_PER_LENGTH: {"window_length": minutes(30)},
    Method.UNINTERRUPTED: {"limit": minutes(3)},
    Method.LEAST_COUNT: {
        "limit_count": 4,
        "window_from": wall("19:00"),
        "window_to": wall("21:00"),
        "counts": ANNOUNCED,
    },
    Method.LEAST_SHARE: {
        "limit_permille": 300,
        "counts": ANNOUNCED,
        "against": frozenset({Kind.SPOT}),
    },
    Method.MOST_COUNT: {"limit_count": 2},
    Method.DISTANCE: {"limit_count": 2},
    Method.NEVER_INSIDE: {"against": SONGS},
}
"""What each method needs, and no more."""


def a_rule(method: Method, **changes: Any) -> AdRule:
    """A complete rule of that method on the stage."""
    fields: Fields = {"id": AdRuleId("rule"), "title": "A rule", "room": STAGE, "method": method}
    return AdRule(**fields | NUMBERS[method] | changes)


def an_evening(*rules: AdRule, **changes: Any) -> Show:
    """At 20:00 a song of ten minutes, spots of 3:40, a song, an announcement of 30 s, two songs
    and spots of 2:00, a song: an hour without five minutes."""
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", seconds(220), kind=Kind.SPOT),
        a_segment("3", minutes(10)),
        a_segment("4", seconds(30), kind=Kind.PSA),
        a_segment("5", minutes(8)),
        a_segment("6", minutes(8)),
        a_segment("7", minutes(2), kind=Kind.SPOT),
        a_segment("8", seconds(770)),
        ad_rules=rules,
        **changes,
    )


def planned(show: Show, now: str = "19:00") -> Projection:
    """The evening before any run."""
    return project(plan_times(show), None, at(show, now))


def gone_on(show: Show, *times: str) -> tuple[Event, ...]:
    """A run in which GO was called at each of these times."""
    events = a_run(show, at(show, times[0]))
    for time in times:
        events = gone(show, events, at(show, time))
    return events


def running(show: Show, now: str, *times: str) -> Projection:
    """The evening as it runs."""
    return project(plan_times(show), folded(gone_on(show, *times)), at(show, now))


def rule_of(projection: Projection, language: str = "en") -> RuleView:
    """The only rule of that show, in words."""
    (rule,) = budget_view(projection, words(language)).rules
    return rule
