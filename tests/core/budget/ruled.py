"""One rule held against a show, as planned or at a time of its run."""

from __future__ import annotations

from typing import Any

from producer_app.core.budget import RuleState, evaluate
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from tests.builders import STAGE, Fields, a_segment, at, folded, minutes


def a_rule(method: Method = Method.CLOCK_HOUR, **changes: Any) -> AdRule:
    """Twelve minutes in an hour, or five per cent for a ratio."""
    fields: Fields = {"id": AdRuleId("rule"), "title": "A rule", "room": STAGE, "method": method}
    if method is Method.SHOW_RATIO:
        fields["limit_permille"] = 50
    else:
        fields["limit"] = minutes(12)
    return AdRule(**fields | changes)


def a_spot(number: str, length: Millis | None = minutes(2), **changes: Any) -> Any:
    return a_segment(number, length, **{"kind": Kind.SPOT} | changes)


def as_planned(rule: AdRule, show: Show) -> RuleState:
    """The rule before any run."""
    return evaluate(rule, project(plan_times(show), None, at(show, "12:00")))


def as_run(rule: AdRule, show: Show, events: Any, now: str) -> RuleState:
    """The rule in a run at a show-day time."""
    return evaluate(rule, project(plan_times(show), folded(events), at(show, now)))
