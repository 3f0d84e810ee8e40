"""What was measured, the limit beside it, what is wanted, and in a plain word whether it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.table import Table

from producer_app.jobs.bench_figures import Figures

Judged = Literal["99 %", "worst", "median"]

MEETS, MISSES = "meets", "MISSES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was measured. ``judged`` is the figure that is held against the target."""

    what: str
    found: Figures
    limit: Figures | None = None
    """The same of what nobody can be better than, measured in the same run."""
    target: float | None = None
    """At most so much; None where nothing was promised."""
    judged: Judged = "99 %"
    unit: str = "ms"

    @property
    def verdict(self) -> str:
        """``meets`` or ``MISSES``; nothing where nothing was promised."""
        if self.target is None:
            return ""
        return MEETS if judged(self.found, self.judged) <= self.target else MISSES


def judged(figures: Figures, by: Judged) -> float:
    """The figure of that name."""
    if not figures.times:
        return float("inf")
    if by == "worst":
        return figures.worst
    return figures.median if by == "median" else figures.at(99)


def table_of(title: str, rows: Sequence[Row]) -> Table:
    """The rows with their verdicts; of the limit its median, and the figure that is judged."""
    table = Table(title=title, title_justify="left")
    table.add_column("", overflow="fold")
    for name in ("times", "median", "99 %", "worst", "limit", "target"):
        table.add_column(name, justify="right")
    table.add_column("")
    for row in rows:
        found = row.found
        told = [_told(judged(found, each), row.unit) for each in ("median", "99 %", "worst")]
        limit = "" if row.limit is None else _limit(row.limit, row)
        target = "" if row.target is None else f"{row.judged} ≤ {_told(row.target, row.unit)}"
        table.add_row(row.what, f"{len(found.times):,}", *told, limit, target, row.verdict)
    return table


def _limit(limit: Figures, row: Row) -> str:
    both = dict.fromkeys(("median", row.judged)) if len(limit.times) > 1 else (row.judged,)
    return " · ".join(_told(judged(limit, each), row.unit) for each in both)


def _told(value: float, unit: str) -> str:
    if value == float("inf"):
        return "never"
    number = f"{value:,.0f}" if value >= 1_000 or value == int(value) else f"{value:,.1f}"
    return number if unit == "ms" else f"{number} {unit}"
