"""A sheet of an open show: the plan as it is now, or the run that a proof is about."""

from __future__ import annotations

from producer_app.core.budget.proof import as_run
from producer_app.core.timing import Projection
from producer_app.present.cuesheet import PROOFS, SheetView, in_force, issued_before, sheet_view
from producer_app.present.words import Words
from producer_app.session.recorded import recorded_run
from producer_app.session.session import Session


def sheet_of(session: Session, kind: str, words: Words, run: str | None = None) -> SheetView:
    """What a sheet shows of the plan as it is now, against the version issued last; a proof shows
    the run of that name, as for ``recorded_run``."""
    revisions = session.revisions()
    issued, marks = in_force(revisions, session.show)
    return sheet_view(
        kind,
        session.projection(),
        words,
        issued=issued,
        printed=session.clock.now(),
        file_name=session.path.name,
        content_hash=session.content_hash(),
        marks=marks,
        before=issued_before(revisions, session.show),
        aired=aired(session, run) if kind in PROOFS else None,
    )


def aired(session: Session, run: str | None = None) -> Projection | None:
    """A run of the show as a proof looks at it: at its end, or now while it lasts; None before
    any. BadInput as for ``recorded_run``."""
    found = recorded_run(session, run)
    return None if found is None else as_run(session.plan, found, session.now())
