"""Opening a show file, with the way back to its last good copy where it is damaged."""

from __future__ import annotations

from pathlib import Path

from producer_app.core.errors import BadInput
from producer_app.paths import state_dir
from producer_app.store.backups import backups_of
from producer_app.store.showfile import ShowFile

_HURT = frozenset({"store.damaged", "store.altered"})


def backup_folder() -> Path:
    """Where copies of opened shows are kept."""
    return state_dir() / "backups"


def open_file(path: Path, *, read_only: bool) -> ShowFile:
    """The open file; a damaged one's BadInput names its last good copy, where there is one."""
    try:
        return ShowFile.open(path, read_only=read_only)
    except BadInput as fault:
        copies = backups_of(path, backup_folder()) if fault.code in _HURT else ()
        if not copies:
            raise
        raise BadInput(
            "store.has_copy",
            "{fault} A copy from its last opening is {copy}; open that one.",
            fault=fault.phrase,
            copy=str(copies[0]),
        ) from fault
