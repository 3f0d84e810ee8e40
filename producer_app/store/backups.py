"""Copies of a show from earlier, kept apart from it for the day it is damaged."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from producer_app.store.faults import disk_trouble
from producer_app.store.showfile import ShowFile

KEPT = 20
"""How many copies of one show stay; the oldest go first."""


def back_up(file: ShowFile, folder: Path) -> Path:
    """A copy of the open show among the backups in that folder; EnvironmentFault where the disk
    will not have it. Right after opening, the copy is of a file that has just been checked."""
    place = _place(file.path, folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise disk_trouble(place, fault) from fault
    copy = place / f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H%M%S.%f}{file.path.suffix}"
    file.save_copy(copy)
    for old in backups_of(file.path, folder)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return copy


def backups_of(show_file: Path, folder: Path) -> tuple[Path, ...]:
    """The backups of the show at that path, the newest first; none where there are none."""
    place = _place(show_file, folder)
    return tuple(sorted(place.glob(f"[0-9]*{show_file.suffix}"), reverse=True))


def restore(backup: Path, to: Path) -> None:
    """Puts a backup in a new place, checked; BadInput where it is damaged itself, Refused where
    there is a file of that name already."""
    with ShowFile.open(backup, read_only=True) as file:
        file.save_copy(to)


def _place(show_file: Path, folder: Path) -> Path:
    path = show_file.resolve()
    return folder / f"{path.stem} {blake2b(os.fsencode(path), digest_size=4).hexdigest()}"
