"""Getting back on time: ways to make the hard times that a room misses, over or under."""

from producer_app.core.recovery.missing import misses
from producer_app.core.recovery.way import (
    Landing,
    RuleEffect,
    SponsorEffect,
    Step,
    StepKind,
    Way,
)
from producer_app.core.recovery.ways import ways_back

__all__ = [
    "Landing",
    "RuleEffect",
    "SponsorEffect",
    "Step",
    "StepKind",
    "Way",
    "misses",
    "ways_back",
]
