"""The show file: one open SQLite file with a plan, its runs and its revisions in it.

Every method that writes is one transaction: when it returns, the disk has it; when it raises, the
change may be tried again. Calls may come from any thread, but from one at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from producer_app.core.changes import Changes
from producer_app.core.errors import BadInput
from producer_app.core.pairing import Pairing
from producer_app.core.revision import Revision
from producer_app.core.run import Event, RunId
from producer_app.core.show import Show
from producer_app.store import asrun, records
from producer_app.store.asrun import RunRecord
from producer_app.store.connection import connect
from producer_app.store.digest import PLAN, keep_hashes, kept_hash, verified
from producer_app.store.faults import changed_elsewhere, moved, no_folder, not_writable, told
from producer_app.store.files import copy_into, make
from producer_app.store.guard import examine, read_header
from producer_app.store.lock import WriterLock, has_writer
from producer_app.store.migrations import bring_up_to_date, migrated_copy
from producer_app.store.plan import read_plan, read_zone, write_plan
from producer_app.store.revisions import newest_number, read_revisions, write_revision
from producer_app.store.schema import DDL, FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a file has come: its plan's hash, and the numbers of its last event and issue."""

    plan: str
    events: int
    revisions: int


class ShowFile:
    """Made by ``create`` or ``open``; ``close`` it, or use it in a ``with``."""

    def __init__(self, path: Path, db: Database, lock: WriterLock | None) -> None:
        self.path = path
        self.is_read_only = lock is None
        self._db = db
        self._lock = lock
        self._identity = path.stat()
        self._is_doubtful = False
        with db.atomic():
            self._digests = verified(db, DDL[FORMAT], path)
            self._newest_seq = asrun.newest_seq(db)
            self._zone = read_zone(db)
        self._seen = self._data_version()

    @classmethod
    def create(cls, path: Path, show: Show) -> ShowFile:
        """A new file with that plan, open. Refused where there is one of that name already;
        EnvironmentFault where the disk will not have it."""
        path = path.resolve()
        if not path.parent.is_dir():
            raise no_folder(path)
        lock = WriterLock.take(path)
        try:
            make(path, show)
            return cls._connected(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> ShowFile:
        """The file, checked and open. BadInput where it is no whole show of ours;
        EnvironmentFault where it may not be edited or another console has it: it can still be
        opened ``read_only`` then."""
        path = path.resolve()
        header = read_header(path)
        if read_only:
            examine(path, header, is_being_written=has_writer(path))
            return cls._connected(path, None, is_old=header.format < FORMAT)
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise not_writable(path)
        lock = WriterLock.take(path)
        try:
            examine(path, header)
            if header.format < FORMAT:
                bring_up_to_date(path, header.format)
            return cls._connected(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _connected(cls, path: Path, lock: WriterLock | None, *, is_old: bool = False) -> ShowFile:
        """``is_old``: what is only looked at stays as it is and is brought up to date in memory."""
        with told(path):
            db = migrated_copy(path) if is_old else connect(path, "ro" if lock is None else "rw")
            try:
                return cls(path, db, lock)
            except BaseException:
                db.close()
                raise

    def __enter__(self) -> ShowFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file and its lock back. Nothing is lost by not calling it."""
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    def read(self) -> Show:
        """The plan as the file has it now; BadInput where a value in it cannot be read."""
        with self._reading() as db:
            return read_plan(db, self.path)

    def write(self, changes: Changes, after: Show) -> None:
        """Writes the rows that differ. Refused where a text or number cannot be kept;
        EnvironmentFault where the disk or another program is in the way."""
        with self._writing() as db:
            write_plan(db, self._digests, changes, after)
        self._zone = after.zone

    def append(self, run: RunId, events: Sequence[Event]) -> None:
        """Appends events to the log of a run. After a fault the same events may be given again:
        whichever of them had reached the disk after all are not logged twice."""
        with self._writing() as db:
            asrun.append_events(
                db, self._digests, run, events, known_seq=self._newest_seq, zone=self._zone
            )
            newest = asrun.newest_seq(db)
        self._newest_seq = newest

    def runs(self) -> tuple[RunRecord, ...]:
        """Every rehearsal and show, in the order in which they started."""
        with self._reading() as db:
            return asrun.read_runs(db, self.path)

    def open_run(self) -> RunRecord | None:
        """The newest run that has not ended; None where all have."""
        running = [run for run in self.runs() if run.ended is None]
        return running[-1] if running else None

    def events(self, run: RunId) -> tuple[Event, ...]:
        """What happened in that run, in order."""
        with self._reading() as db:
            return asrun.read_events(db, self.path, run)

    def issue_revision(self, revision: Revision) -> None:
        """Keeps an issue for ever; Refused where its number was issued already."""
        with self._writing() as db:
            write_revision(db, self._digests, revision, self._zone)

    def revisions(self) -> tuple[Revision, ...]:
        """Every issue by its number, with the segments as they were."""
        with self._reading() as db:
            return read_revisions(db, self.path)

    def pairings(self) -> tuple[Pairing, ...]:
        """Every device that was ever paired, the oldest first."""
        with self._reading() as db:
            return records.read_pairings(db)

    def put_pairing(self, pairing: Pairing) -> None:
        """Keeps a pairing, in place of the one with the same token."""
        with self._writing() as db:
            records.write_pairing(db, self._digests, pairing)

    def setting(self, key: str, default: str = "") -> str:
        """The show's setting of that name, or the default where it was never set."""
        with self._reading() as db:
            found = records.read_setting(db, key)
        return default if found is None else found

    def set_setting(self, key: str, value: str) -> None:
        """Keeps a setting with the show."""
        with self._writing() as db:
            records.write_setting(db, self._digests, key, value)

    def content_hash(self) -> str:
        """The plan's hash as 32 hexadecimal digits: equal plans of one show have equal ones."""
        with self._reading() as db:
            return kept_hash(db, PLAN)

    def progress(self) -> Progress:
        """How far the file has come; who only looks on sees by it that something is new."""
        with self._reading() as db:
            return Progress(
                plan=kept_hash(db, PLAN),
                events=asrun.newest_seq(db),
                revisions=newest_number(db),
            )

    def is_in_place(self) -> bool:
        """True while the path still names the very file that is open here."""
        try:
            return os.path.samestat(self.path.stat(), self._identity)
        except OSError:
            return False

    def save_copy(self, path: Path) -> None:
        """A whole copy under another name, even where the open file has been moved or deleted.
        Refused where there is a file of that name already."""
        with told(self.path):
            copy_into(self._db, path.resolve())

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with told(self.path), self._db.atomic():
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """One transaction with the hashes kept in it."""
        if self.is_read_only:
            raise not_writable(self.path)
        if not self.is_in_place():
            raise moved(self.path)
        try:
            with told(self.path), self._db.atomic():
                self._catch_up()
                yield self._db
                keep_hashes(self._db, self._digests)
        except BaseException:
            self._is_doubtful = True
            raise

    def _catch_up(self) -> None:
        """Counts the file anew after a fault of ours or a commit of another program."""
        seen = self._data_version()
        if self._is_doubtful or seen != self._seen:
            try:
                self._digests = verified(self._db, DDL[FORMAT], self.path)
            except BadInput as fault:
                raise changed_elsewhere(self.path) from fault
            self._is_doubtful, self._seen = False, seen

    def _data_version(self) -> int:
        (version,) = self._db.conn.execute("PRAGMA data_version").fetchone()
        return int(version)
