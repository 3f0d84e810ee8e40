"""A cue sheet of a show file as PDF, without a window."""

from __future__ import annotations

from pathlib import Path

from producer_app.core.errors import BadInput
from producer_app.present.cuesheet import SHEETS, SheetView, in_force, sheet_view
from producer_app.present.words import words
from producer_app.session.session import Session
from producer_app.sheets import export


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
        export(sheet_of(session, kind), target)
    finally:
        session.close()
    return target


def sheet_of(session: Session, kind: str) -> SheetView:
    """What a sheet shows of the plan as it is now, against the version issued last."""
    issued, marks = in_force(session.revisions(), session.show)
    return sheet_view(
        kind,
        session.projection(),
        words(session.show.language),
        issued=issued,
        printed=session.clock.now(),
        file_name=session.path.name,
        content_hash=session.content_hash(),
        marks=marks,
    )
