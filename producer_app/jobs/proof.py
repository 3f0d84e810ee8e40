"""The proof of a run in files: two sheets as PDF, and a table for each rule and each sponsor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from producer_app.core.errors import BadInput, EnvironmentFault, reason_of
from producer_app.exchange.proof_csv import proof_tables
from producer_app.present.words import words
from producer_app.session.session import Session
from producer_app.sheets import aired, export, put, sheet_of

SHEETS = ("ad-proof", "sponsor-proof")


def write_proof(show: Path, folder: Path, run: str | None = None) -> Iterator[Path]:
    """Write everything that proves a run into a folder, made where it is not there; yields each
    file when it is written.

    ``run`` is ``2`` for the show's second run, ``R3`` for the third rehearsal; without it the
    newest. BadInput where there is no such run.
    """
    session = Session.open(show, read_only=True)
    try:
        projection = aired(session, run)
        if projection is None or projection.run is None:
            raise BadInput("proof.no_run", "Nothing has run yet: rehearse or run the show first.")
        _make(folder)
        stem = folder / f"{show.stem}-{projection.run.kind}-{projection.run.number}"
        for kind in SHEETS:
            path = stem.with_name(f"{stem.name}-{kind}.pdf")
            export(sheet_of(session, kind, words(session.show.language), run), path)
            yield path
        for table in proof_tables(projection):
            path = folder / f"{show.stem}-{table.name}"
            put(path, table.content)
            yield path
    finally:
        session.close()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise EnvironmentFault(
            "proof.no_folder",
            "The folder {folder} cannot be made ({reason}); choose another one with -o.",
            folder=folder,
            reason=reason_of(fault),
        ) from fault
