"""Shows whose checks are looked at, and what is found in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from producer_app.core.checks import Finding, check, check_now
from producer_app.core.run import Event
from producer_app.core.show import Clearance, SegmentId, Show, TalentId
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    an_artist,
    folded,
    minutes,
    rundowns,
    seconds,
)

LI = (TalentId("li"),)


def findings(show: Show) -> tuple[Finding, ...]:
    """What is wrong with the plan."""
    return check(plan_times(show))


def codes(show: Show) -> list[str]:
    """The codes of all that is wrong with the plan."""
    return [finding.code for finding in findings(show)]


def the(code: str, show: Show) -> Finding:
    """The one finding of that code."""
    (found,) = (finding for finding in findings(show) if finding.code == code)
    return found


def found_at(show: Show, events: tuple[Event, ...], now: Instant) -> tuple[Finding, ...]:
    """What is wrong at a moment of a run."""
    return check_now(project(plan_times(show), folded(events), now))


def the_one(code: str, found: tuple[Finding, ...]) -> Finding:
    """The one finding of that code among these."""
    (one,) = (finding for finding in found if finding.code == code)
    return one


def two_rooms(**changes: Any) -> Show:
    """Li sings from 20:00 to 20:05, handoff H1 brings him to the shop, which meets him once he
    has walked over."""
    fields: dict[str, Any] = {
        "talent": (an_artist("li", clearance=Clearance.CLEARED, transit=seconds(90)),),
        "handoffs": (
            a_handoff("H1", "s1", to_segment=SegmentId("sS2"), talent=LI, return_after=minutes(6)),
        ),
    }
    return a_show(
        a_segment("1", minutes(5), talent=LI),
        a_segment("2", minutes(15)),
        a_shop_segment("S1", minutes(6.5)),
        a_shop_segment("S2", minutes(10), talent=LI),
        **fields | changes,
    )


def the_handoff(**changes: Any) -> Show:
    """The two rooms with H1 changed."""
    fields: dict[str, Any] = {"to_segment": SegmentId("sS2"), "talent": LI}
    number, segment = changes.pop("number", "H1"), changes.pop("leaves", "s1")
    return two_rooms(handoffs=(a_handoff(number, segment, **fields | changes),))


@st.composite
def shared_shows(draw: st.DrawFn) -> Show:
    """Two rooms whose segments may have two artists."""
    people = (TalentId("li"), TalentId("mo"))
    cast = st.sampled_from([(), (), people[:1], people[1:], people])
    stage = draw(rundowns(STAGE, "a"))
    shop = draw(rundowns(SHOP, "b"))
    segments = tuple(replace(segment, talent=draw(cast)) for segment in (*stage, *shop))
    return a_show(
        *segments,
        talent=tuple(an_artist(key, transit=seconds(60)) for key in people),
        rooms=(a_stage(), a_shop()),
    )
