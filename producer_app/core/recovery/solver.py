"""HiGHS, which solves the programme: silent, on one thread, the same answer to the same question.

It lets other threads run while it solves. It and numpy are imported by the first solve: nothing
that starts the window waits for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from producer_app.core.recovery.programme import ENDLESS, Programme, Row, Terms

if TYPE_CHECKING:
    from highspy import Highs

_OPTIONS: tuple[tuple[str, bool | int | float], ...] = (
    ("output_flag", False),
    ("threads", 1),
    ("random_seed", 0),
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", 1.0),
    ("mip_heuristic_run_feasibility_jump", False),
    ("mip_heuristic_run_rens", False),
    ("mip_heuristic_run_rins", False),
    ("mip_heuristic_run_root_reduced_cost", False),
    ("mip_heuristic_run_shifting", True),
)
"""A cost unit more or less does not make another way. The heuristics left out search longer than it
takes to be done without them; shifting finds at once what would take hundreds of candidates."""

SECONDS = 1.0
"""Far above what sixty segments take; where it ends the search in a much longer show, the best
answer until then counts."""

_MINIMIZE = 1
_BY_ROW = 2


class Solution(NamedTuple):
    """The value of each column, None when there is no answer, and how many candidates (nodes of
    the search) the solver judged for it."""

    values: tuple[float, ...] | None
    judged: int


def solution(
    programme: Programme,
    without: Collection[int],
    cuts: Iterable[Sequence[int]],
    wanted: Sequence[int],
    patience: int,
    rows: Iterable[Row] = (),
) -> Solution:
    """The value of each column at the least cost that was found.

    The columns ``without`` stay 0. Of the columns of each cut, not all are 1 together; of those
    ``wanted``, one is at least. Past ``patience`` candidates judged, the best until then counts.
    """
    from highspy import Highs, HighsModelStatus, SolutionStatus

    highs = Highs()  # type: ignore[no-untyped-call]
    for name, value in _OPTIONS:
        highs.setOptionValue(name, value)
    highs.setOptionValue("time_limit", SECONDS)
    highs.setOptionValue("mip_max_nodes", patience)
    barred = [(-ENDLESS, len(cut) - 1.0, _sum(cut)) for cut in cuts]
    _pass(highs, programme, without, [*barred, *rows, (1.0, ENDLESS, _sum(wanted))])
    highs.run()
    is_best = highs.getModelStatus() == HighsModelStatus.kOptimal
    info = highs.getInfo()
    judged = max(1, int(info.mip_node_count))
    found = SolutionStatus(info.primal_solution_status)
    if not is_best and found != SolutionStatus.kSolutionStatusFeasible:
        return Solution(None, judged)
    return Solution(tuple(highs.getSolution().col_value), judged)


def _sum(columns: Sequence[int]) -> Terms:
    return [(column, 1.0) for column in columns]


def _pass(highs: Highs, programme: Programme, without: Collection[int], more: list[Row]) -> None:
    import numpy as np

    rows = [*programme.rows, *more]
    most = [0.0 if n in without else high for n, high in enumerate(programme.highs)]
    starts = np.cumsum([0, *(len(terms) for _, _, terms in rows)])
    entries = [entry for _, _, terms in rows for entry in terms]
    highs.passModel(
        len(most),
        len(rows),
        len(entries),
        _BY_ROW,
        _MINIMIZE,
        0.0,
        np.array(programme.costs),
        np.array(programme.lows),
        np.array(most),
        np.array([low for low, _, _ in rows]),
        np.array([high for _, high, _ in rows]),
        starts[:-1].astype(np.int32),
        np.array([column for column, _ in entries], dtype=np.int32),
        np.array([factor for _, factor in entries]),
        np.array(programme.is_whole, dtype=np.int32),
    )
