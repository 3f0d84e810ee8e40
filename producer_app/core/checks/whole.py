"""All checks in one list, the worst first: of a plan, or of what a run makes of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
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
from producer_app.core.checks.waits import circle_findings, wait_findings
from producer_app.core.checks.wording import wording_findings
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, Projection, project

_ORDER = tuple(Severity)
Steps = Generator[None, None, tuple[Finding, ...]]
"""Checks one by one; returns what they found."""

_WALKS = frozenset({"people.clash", "people.walk"})


def check(plan: Plan, standards: Standards = NO_STANDARDS) -> tuple[Finding, ...]:
    """Everything that is wrong with the plan: errors first, then by the time it happens.

    Its words and prizes are held against ``standards``; without them nothing is said of those.
    """
    return _whole(_of_plan(Sight(projection=project(plan, None, Instant(0)), standards=standards)))


def check_now(projection: Projection, standards: Standards = NO_STANDARDS) -> tuple[Finding, ...]:
    """What is wrong as things stand, in the same order, held against the same ``standards``.

    While a run is on, everything that has a time is judged by the expected one and says so, and
    what is over is left out; before and after a run this is the check of the plan.
    """
    return _whole(check_in_steps(projection, standards))


def check_in_steps(projection: Projection, standards: Standards = NO_STANDARDS) -> Steps:
    """``check_now`` in steps, for whoever has no time for all of it at once; it returns the same.

    In a show of ten thousand segments a step takes a few milliseconds.
    """
    run, sight = projection.run, Sight(projection=projection, standards=standards)
    if run is None:
        return (yield from _of_plan(sight))
    if run.ended is not None:
        planned = project(projection.plan, None, Instant(0))
        return (yield from _of_plan(Sight(projection=planned, standards=standards)))
    seen = yield from _appearances(sight)
    expected = yield from _gathered(_timed(sight, seen))
    lasting = yield from _gathered(_lasting(sight, seen))
    return _worst_first((*(replace(one, basis=Basis.EXPECTED) for one in expected), *lasting))


def _of_plan(sight: Sight) -> Steps:
    seen = yield from _appearances(sight)
    hits = (hit_findings(sight.show, room) for room in sight.rooms.values())
    of_plan = chain(
        (frame_findings(sight.projection.plan), *hits), _timed(sight, seen), _lasting(sight, seen)
    )
    return _worst_first((yield from _gathered(of_plan)))


def _appearances(sight: Sight) -> Generator[None, None, Appearances]:
    """Who is where when, and with it the times that all checks go by."""
    seen = Appearances(sight)
    yield
    return seen


def _timed(sight: Sight, seen: Appearances) -> Iterator[Iterable[Finding]]:
    """What depends on when things happen."""
    yield time_findings(sight)
    yield block_findings(sight)
    yield landing_findings(sight)
    people = tuple(people_findings(sight, seen))
    yield people
    yield wait_findings(sight, {f.segment for f in people if f.segment and f.code in _WALKS})
    yield circle_findings(sight)
    yield change_findings(sight, seen)
    yield filler_findings(sight, seen)
    yield advertising_findings(sight)
    yield sponsor_findings(sight)


def _lasting(sight: Sight, seen: Appearances) -> Iterator[Iterable[Finding]]:
    """What is wrong with the plan whenever it happens."""
    yield number_findings(sight.show)
    yield segment_findings(sight)
    yield handoff_findings(sight)
    yield unbrought_findings(sight.show, seen)
    yield clearance_findings(sight)
    yield record_findings(sight)
    yield wording_findings(sight)


def _gathered(checks: Iterable[Iterable[Finding]]) -> Steps:
    """What all of them find, one of them a step."""
    found: list[Finding] = []
    for check_ in checks:
        found += check_
        yield
    return tuple(found)


def _whole(steps: Steps) -> tuple[Finding, ...]:
    """All steps, one behind the other."""
    found: list[Finding] = []

    def go() -> Iterator[None]:
        found.extend((yield from steps))

    deque(go(), maxlen=0)
    return tuple(found)


def _worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, bool, int]:
    return _ORDER.index(finding.severity), finding.at is None, finding.at or 0
