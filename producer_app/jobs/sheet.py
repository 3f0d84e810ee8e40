"""A cue sheet of a show file as PDF, without a window."""

from __future__ import annotations

from pathlib import Path

from producer_app.core.errors import BadInput
from producer_app.present.cuesheet import SHEETS
from producer_app.present.words import words
from producer_app.session.session import Session
from producer_app.sheets import export, sheet_of


def export_sheet(path: Path, kind: str, target: Path) -> Path:
    """Typeset one sheet of a show into ``target``; returns it. BadInput for an unknown sheet."""
    if kind not in SHEETS:
        raise BadInput(
            "sheet.unknown",
            "There is no sheet “{kind}”; the sheets are {sheets}.",
            kind=kind,
            sheets=SHEETS,
        )
    session = Session.open(path, read_only=True)
    try:
        export(sheet_of(session, kind, words(session.show.language)), target)
    finally:
        session.close()
    return target
