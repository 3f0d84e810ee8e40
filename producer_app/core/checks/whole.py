"""All checks in one list, the worst first: of a plan, or of what a run makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from producer_app.core.checks.advertising import advertising_findings
from producer_app.core.checks.appearances import Appearances
from producer_app.core.checks.blocks import block_findings
from producer_app.core.checks.changing import change_findings
from producer_app.core.checks.clearances import clearance_findings
from producer_app.core.checks.fillers import filler_findings
from producer_app.core.checks.finding import Basis, Finding
from producer_app.core.checks.frame import frame_findings
from producer_app.core.checks.handoffs import handoff_findings
from producer_app.core.checks.hits import hit_findings
from producer_app.core.checks.landings import landing_findings
from producer_app.core.checks.numbers import number_findings
from producer_app.core.checks.people import people_findings, unbrought_findings
from producer_app.core.checks.records import record_findings
from producer_app.core.checks.segments import segment_findings
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.sight import Sight
from producer_app.core.checks.sponsors import sponsor_findings
from producer_app.core.checks.standards import NO_STANDARDS, Standards
from producer_app.core.checks.times import time_findings
from producer_app.core.checks.waits import wait_findings
from producer_app.core.checks.wording import wording_findings
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, Projection, project

_ORDER = tuple(Severity)
_WALKS = frozenset({"people.clash", "people.walk"})


def check(plan: Plan, standards: Standards = NO_STANDARDS) -> tuple[Finding, ...]:
    """Everything that is wrong with the plan: errors first, then by the time it happens.

    Its words and prizes are held against ``standards``; without them nothing is said of those.
    """
    return _of_plan(Sight(projection=project(plan, None, Instant(0)), standards=standards))


def check_now(projection: Projection, standards: Standards = NO_STANDARDS) -> tuple[Finding, ...]:
    """What is wrong as things stand, in the same order, held against the same ``standards``.

    While a run is on, everything that has a time is judged by the expected one and says so, and
    what is over is left out; before and after a run this is the check of the plan.
    """
    run, sight = projection.run, Sight(projection=projection, standards=standards)
    if run is None:
        return _of_plan(sight)
    if run.ended is not None:
        return check(projection.plan, standards)
    seen = Appearances(sight)
    expected = (replace(one, basis=Basis.EXPECTED) for one in _timed(sight, seen))
    return _worst_first(chain(expected, _lasting(sight, seen)))


def _of_plan(sight: Sight) -> tuple[Finding, ...]:
    seen = Appearances(sight)
    hits = (hit_findings(sight.show, room) for room in sight.rooms.values())
    return _worst_first(
        chain(
            frame_findings(sight.projection.plan),
            *hits,
            _timed(sight, seen),
            _lasting(sight, seen),
        )
    )


def _timed(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """What depends on when things happen."""
    yield from time_findings(sight)
    yield from block_findings(sight)
    yield from landing_findings(sight)
    people = tuple(people_findings(sight, seen))
    yield from people
    yield from wait_findings(sight, {f.segment for f in people if f.segment and f.code in _WALKS})
    yield from change_findings(sight, seen)
    yield from filler_findings(sight, seen)
    yield from advertising_findings(sight)
    yield from sponsor_findings(sight)


def _lasting(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """What is wrong with the plan whenever it happens."""
    yield from number_findings(sight.show)
    yield from segment_findings(sight)
    yield from handoff_findings(sight)
    yield from unbrought_findings(sight.show, seen)
    yield from clearance_findings(sight)
    yield from record_findings(sight)
    yield from wording_findings(sight)


def _worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, bool, int]:
    return _ORDER.index(finding.severity), finding.at is None, finding.at or 0
