"""Puts sheets and tables into files: whole, or not at all and the old one stays."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.present.cuesheet import SheetView
from producer_app.sheets.engine import typeset

_PDF = b"%PDF"


def export(view: SheetView, path: Path, is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Write the sheet to a PDF file, replacing one that is there.

    ``is_wanted`` is asked once more when the sheet is set: where nobody wants it any more, nothing
    is written.

    Raises EnvironmentFault when the folder is missing or not writable, the disk is full, there
    is no Chinese font, or the name belongs to a file that is no PDF; the file that was there is
    then untouched.
    """
    _require_folder(path)
    if path.is_dir():
        raise EnvironmentFault(
            "sheet.is_folder", "{path} is a folder; name a file ending in .pdf.", path=path
        )
    if _is_something_else(path):
        raise EnvironmentFault(
            "sheet.not_a_sheet",
            "{path} is there already and is no PDF: it would be lost. Choose another name.",
            path=path,
        )
    paper = typeset(view)
    if is_wanted():
        put(path, paper)


def put(path: Path, content: bytes) -> None:
    """Write that into a file, replacing one that is there; errors as for ``export``."""
    _require_folder(path)
    try:
        _replace(path, content)
    except OSError as fault:
        raise _not_written(path, fault) from fault


def _require_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise EnvironmentFault(
            "sheet.folder_missing",
            "There is no folder {folder} to put {name} into; make it or choose another one.",
            folder=path.parent,
            name=path.name,
        )


def _is_something_else(path: Path) -> bool:
    """True where a file of that name holds what is no PDF: a show, say."""
    try:
        with path.open("rb") as file:
            begin = file.read(len(_PDF))
    except OSError:
        return False
    return bool(begin) and begin != _PDF


def _replace(path: Path, paper: bytes) -> None:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(paper)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _not_written(path: Path, fault: OSError) -> ProducerError:
    return EnvironmentFault(
        "sheet.not_written",
        "{path} could not be written ({reason}); close it in other programs, make room or choose "
        "another folder.",
        path=path,
        reason=fault.strerror or fault,
    )
