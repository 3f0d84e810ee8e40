"""The runs that a file holds, found again by their names: what a proof is made from."""

from __future__ import annotations

from producer_app.core.errors import BadInput
from producer_app.core.run import Run, RunKind, fold
from producer_app.session.kept import Kept
from producer_app.store.asrun import RunRecord


def recorded_run(kept: Kept, name: str | None = None) -> Run | None:
    """A run as its log tells it: the show's newest run that is over, else the one that is on, else
    the newest rehearsal; None before any.

    ``name`` asks for another one: ``2`` the show's second, ``R3`` the third rehearsal. BadInput
    where there is none of that name.
    """
    runs = kept.runs()
    record = max(runs, key=_worth, default=None) if name is None else _named(runs, name)
    return None if record is None else fold(kept.events(record.id))


def run_name(kind: RunKind, number: int) -> str:
    """What a run is called where one is asked for: ``2``, ``R3``."""
    return f"R{number}" if kind is RunKind.REHEARSAL else str(number)


def _worth(record: RunRecord) -> tuple[bool, bool, int]:
    is_show = record.kind is RunKind.SHOW
    return is_show, is_show and record.ended is not None, record.epoch


def _named(runs: tuple[RunRecord, ...], name: str) -> RunRecord:
    for record in runs:
        if run_name(record.kind, record.number) == name.strip().upper():
            return record
    if not runs:
        raise BadInput("proof.no_run", "Nothing has run yet: rehearse or run the show first.")
    raise BadInput(
        "proof.unknown_run",
        "There is no run “{name}”; the runs are {runs}, those with an R rehearsals.",
        name=name,
        runs=tuple(run_name(record.kind, record.number) for record in runs),
    )
