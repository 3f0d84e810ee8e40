"""A console in a process of its own that edits and calls until it is killed.

Says on a line of its own each time that an edit and an event have been saved.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from producer_app.core.changes import diff
from producer_app.core.run import Noted, RunId
from producer_app.core.timebase import Instant
from producer_app.store.connection import connect
from producer_app.store.faults import told
from producer_app.store.migrations import STEPS, migrate
from producer_app.store.schema import FORMAT
from producer_app.store.showfile import ShowFile

RUN = RunId("run")


def edit_for_ever(path: Path) -> None:
    """Counts up in the show's title and its log; prints each number once it is saved."""
    file = ShowFile.open(path)
    show = file.read()
    number = int(show.title)
    while True:
        number += 1
        segments = (*show.segments[1:], show.segments[0]) if number % 3 == 0 else show.segments
        after = replace(show, title=str(number), segments=segments)
        file.write(diff(show, after), after)
        show = after
        say(f"edit {number}")
        file.append(RUN, (Noted(at=Instant(number), code="count", text=str(number)),))
        say(f"event {number}")


def hold(path: Path) -> None:
    """Opens the show and keeps it."""
    file = ShowFile.open(path)
    say(f"open {file.path.name}")
    signal.pause()


def die_amid_a_save(path: Path) -> None:
    """Dies when part of a change is in the file already and its journal beside it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE segment SET notes = hex(zeroblob(2000))")
    say("amid")
    os.kill(os.getpid(), signal.SIGKILL)


def die_amid_a_migration(path: Path) -> None:
    """Dies when an older show is half a present one, its journal beside it."""

    def half_a_step(db: Database) -> None:
        STEPS[FORMAT](db)
        db.conn.execute("PRAGMA cache_spill = ON")
        db.conn.execute("PRAGMA cache_size = 1")
        db.conn.execute("UPDATE segment SET notes = hex(zeroblob(20000))")
        say("amid")
        os.kill(os.getpid(), signal.SIGKILL)

    with told(path):
        migrate(connect(path, "rw"), steps={FORMAT: half_a_step})


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    verbs = {
        "edit": edit_for_ever,
        "hold": hold,
        "die": die_amid_a_save,
        "die-migrating": die_amid_a_migration,
    }
    verbs[sys.argv[1]](Path(sys.argv[2]))
