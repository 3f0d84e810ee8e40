"""What is wrong with a plan before anybody goes on air; it says so and changes nothing."""

from producer_app.core.checks.finding import SENTENCES, Finding, Severity
from producer_app.core.checks.whole import check

__all__ = ["SENTENCES", "Finding", "Severity", "check"]
