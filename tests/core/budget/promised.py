"""One sponsor of a show, as planned or at a time of its run."""

from __future__ import annotations

from collections.abc import Iterable

from producer_app.core.budget import PlaceState, SponsorState, sponsor_states
from producer_app.core.run import Event
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from tests.builders import at, folded


def planned(show: Show) -> SponsorState:
    """The first sponsor before any run."""
    return sponsor_states(project(plan_times(show), None, Instant(0)))[0]


def in_run(show: Show, events: Iterable[Event], now: str) -> SponsorState:
    """The first sponsor at a moment of a run."""
    return sponsor_states(project(plan_times(show), folded(events), at(show, now)))[0]


def the_place(state: SponsorState) -> PlaceState:
    (promise,) = state.promises
    return promise


def counts(promise: PlaceState) -> tuple[int, int, int, int]:
    """Planned, kept, possible and missed."""
    return promise.planned, promise.kept, promise.possible, promise.missed
