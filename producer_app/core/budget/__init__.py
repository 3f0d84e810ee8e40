"""Advertising held against what was promised: rules, their windows, and what is left of them."""

from producer_app.core.budget.counting import (
    Budget,
    budget_in_steps,
    budget_of,
    evaluate,
    rule_states,
)
from producer_app.core.budget.methods import is_complete, unit_of
from producer_app.core.budget.sponsor_places import PlaceState
from producer_app.core.budget.sponsor_rivals import Rivalry
from producer_app.core.budget.sponsors import Sponsors, SponsorState, sponsor_states, sponsors_of
from producer_app.core.budget.spots import Excess, Spot
from producer_app.core.budget.state import RuleState, Unit, WindowState
from producer_app.core.budget.stretches import ad_share

__all__ = [
    "Budget",
    "Excess",
    "PlaceState",
    "Rivalry",
    "RuleState",
    "SponsorState",
    "Sponsors",
    "Spot",
    "Unit",
    "WindowState",
    "ad_share",
    "budget_in_steps",
    "budget_of",
    "evaluate",
    "is_complete",
    "rule_states",
    "sponsor_states",
    "sponsors_of",
    "unit_of",
]
