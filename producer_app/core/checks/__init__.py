"""What is wrong with a plan, or with the night as it runs; it says so and changes nothing."""

from producer_app.core.checks.finding import Basis, Finding, Part, ShowTime, Value
from producer_app.core.checks.sentences import PARTS, SENTENCES
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.standards import NO_STANDARDS, Standards
from producer_app.core.checks.whole import check, check_in_steps, check_now
from producer_app.core.checks.wording import flagged_in

__all__ = [
    "NO_STANDARDS",
    "PARTS",
    "SENTENCES",
    "Basis",
    "Finding",
    "Part",
    "Severity",
    "ShowTime",
    "Standards",
    "Value",
    "check",
    "check_in_steps",
    "check_now",
    "flagged_in",
]
