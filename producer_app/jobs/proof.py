"""The proof of a run in files: two sheets as PDF, and a table for each rule and each sponsor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from producer_app.core.budget.proof import rule_proofs
from producer_app.core.budget.proof_sponsors import sponsor_proofs
from producer_app.core.errors import BadInput, EnvironmentFault
from producer_app.core.run import Run
from producer_app.core.timing import Projection
from producer_app.exchange.proof_csv import Aired, encoded, rule_table, sponsor_table
from producer_app.present.words import words
from producer_app.session.session import Session
from producer_app.sheets import aired, export, put, sheet_of

SHEETS = ("ad-proof", "sponsor-proof")

_LONGEST_NAME = 40


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
        for name, table in _tables(projection, projection.run):
            path = stem.with_name(f"{stem.name}-{name}.csv")
            put(path, encoded(table))
            yield path
    finally:
        session.close()


def _tables(projection: Projection, run: Run) -> Iterator[tuple[str, str]]:
    """Each table with its name."""
    about = Aired(projection.show, run)
    for number, rule in enumerate(rule_proofs(projection), 1):
        yield _named("rule", number, rule.state.rule.title), rule_table(rule, about)
    for number, sponsor in enumerate(sponsor_proofs(projection), 1):
        brand = sponsor.state.sponsor.brand
        yield _named("sponsor", number, brand), sponsor_table(sponsor, about)


def _named(what: str, number: int, title: str) -> str:
    """``rule-01-pure-stage``: letters and digits of any language, nothing that a disk minds."""
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower())
    return f"{what}-{number:02d}-{plain[:_LONGEST_NAME]}".strip("-")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise EnvironmentFault(
            "proof.no_folder",
            "The folder {folder} cannot be made ({reason}); choose another one with -o.",
            folder=folder,
            reason=fault.strerror or type(fault).__name__,
        ) from fault
