"""All checks of a plan in one list, the worst first."""

from __future__ import annotations

from itertools import chain

from producer_app.core.checks.advertising import advertising_findings
from producer_app.core.checks.finding import Finding, Severity
from producer_app.core.checks.handoffs import handoff_findings
from producer_app.core.checks.numbers import number_findings
from producer_app.core.checks.people import people_findings
from producer_app.core.checks.segments import segment_findings
from producer_app.core.checks.times import time_findings
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, project

_ORDER = tuple(Severity)


def check(plan: Plan) -> tuple[Finding, ...]:
    """Everything that is wrong with the plan: errors first, then by the time it happens."""
    projection = project(plan, None, Instant(0))
    found = chain(
        number_findings(plan.show),
        time_findings(plan),
        segment_findings(plan),
        handoff_findings(projection),
        people_findings(projection),
        advertising_findings(projection),
    )
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, bool, int]:
    return _ORDER.index(finding.severity), finding.at is None, finding.at or 0
