"""A way back on time: what it changes, where it lands, and what it does to what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.checks import Finding
from producer_app.core.edits import Several
from producer_app.core.recovery.missing import is_late
from producer_app.core.show import AdRule, SegmentId, Sponsor
from producer_app.core.timebase import Millis
from producer_app.core.timing import Fill, HardTime


class StepKind(StrEnum):
    """What can be done to a segment to win time or to fill it."""

    TRIM = "trim"
    STRETCH = "stretch"
    USE_PAD = "use_pad"
    FLOAT = "float"
    BRING_BACK = "bring_back"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change to one segment.

    ``by`` is the change of the time before the hard time: < 0 gives time back, > 0 fills it.
    ``past`` is the segment that a moved one stands behind afterwards; None for all others.
    """

    kind: StepKind
    segment: SegmentId
    by: Millis
    past: SegmentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """How one hard time is met once the way is taken.

    ``before`` is over as it is now (> 0 late, None while nobody knows, or where the hard time is
    new); ``fill`` is what is left to fill there, and by whom, None where nothing is.
    """

    hard: HardTime
    before: Millis | None
    fill: Fill | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEffect:
    """An ad rule before and after: milliseconds left (< 0 over) in its tightest window, or, for a
    ratio, advertising in thousandths of performance. None while a number is missing."""

    rule: AdRule
    before: int | None
    after: int | None
    is_broken: bool
    """It is over its limit afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorEffect:
    """A sponsor's advertising, delivered and still to come, before and after the way."""

    sponsor: Sponsor
    contracted: Millis
    before: Millis
    after: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to make the hard times, as one edit that is undone at once."""

    edit: Several
    steps: tuple[Step, ...]
    landings: tuple[Landing, ...]
    rules: tuple[RuleEffect, ...]
    sponsors: tuple[SponsorEffect, ...]
    broken: tuple[Finding, ...]
    """The promises that it breaks or breaks further; what was broken before is left out."""

    @property
    def is_clean(self) -> bool:
        """True when it breaks nothing that was promised."""
        return not self.broken

    @property
    def makes_it(self) -> bool:
        """True when every hard time is met, or has only time to fill before it."""
        return not any(is_late(landing.hard) for landing in self.landings)
