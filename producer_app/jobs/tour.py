"""The console's job without a display: a rehearsal, the cue sheets, pictures of the window."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from producer_app.jobs.pictures import save_pictures
from producer_app.jobs.rehearse import rehearse
from producer_app.jobs.sheet import export_sheet
from producer_app.present.cuesheet import PROOFS, SHEETS


def tour(show: Path, folder: Path) -> None:
    """Rehearse a copy of the show at speed, export its sheets, save pictures, print where."""
    say = Console(highlight=False, markup=False)
    say.print(f"1  Rehearsing {show} at speed, on a copy")
    rehearse(show, 0, {}, as_json=False)
    say.print("\n2  Cue sheets")
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (sheet for sheet in SHEETS if sheet not in PROOFS):
        say.print(f"   {export_sheet(show, kind, folder / f'{show.stem}-{kind}.pdf')}")
    say.print("\n3  Pictures of the console")
    for picture in save_pictures(show, folder):
        say.print(f"   {picture}")
    say.print(f"\nEverything is in {folder.resolve()}")
