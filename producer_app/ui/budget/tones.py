"""The colour of each level of the budget; the word always stands beside it."""

from __future__ import annotations

from producer_app.present.budget_levels import BudgetLevel

TONES = {
    BudgetLevel.UNKNOWN: "ink_quiet",
    BudgetLevel.WITHIN: "calm",
    BudgetLevel.CLOSE: "warning",
    BudgetLevel.OVER: "over",
}
