"""Reads typeset sheets back: their pages as text, through poppler."""

from __future__ import annotations

import subprocess
from pathlib import Path

from producer_app.present.cuesheet import SheetView
from producer_app.sheets import typeset


def pages_of(view: SheetView, folder: Path) -> list[str]:
    """The text of each page of the typeset sheet, every run of blanks as one space."""
    paper = folder / "sheet.pdf"
    paper.write_bytes(typeset(view))
    read = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", str(paper), "-"], capture_output=True, check=True
    )
    pages = read.stdout.decode("utf-8").split("\f")[:-1]
    return [" ".join(page.replace("\u200b", "").split()) for page in pages]
