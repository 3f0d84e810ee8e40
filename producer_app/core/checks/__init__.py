"""What is wrong with a plan, or with the night as it runs; it says so and changes nothing."""

from producer_app.core.checks.finding import Basis, Finding, Part, Value
from producer_app.core.checks.sentences import PARTS, SENTENCES
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.whole import check, check_now

__all__ = [
    "PARTS",
    "SENTENCES",
    "Basis",
    "Finding",
    "Part",
    "Severity",
    "Value",
    "check",
    "check_now",
]
