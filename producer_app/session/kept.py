"""What the file keeps beside the plan: runs, issues, pairings, settings, and copies of it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from producer_app.core.pairing import Pairing
from producer_app.core.revision import Revision
from producer_app.core.run import Event, RunId
from producer_app.session.writer import Disk, Writer
from producer_app.store.asrun import RunRecord


class Kept:
    """The part of a session that asks the file and passes on what it says."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @property
    def disk(self) -> Disk:
        """How things stand with the file."""
        return self._writer.disk

    def while_waiting(self, work: Callable[[], float] | None) -> None:
        """Do this whenever the disk is waited for, and again after the seconds it returns; it
        must not ask anything of the file. None for nothing."""
        self._writer.meanwhile = work

    @property
    def waited(self) -> float:
        """Seconds that the disk has been waited for since somebody does something meanwhile."""
        return self._writer.waited

    def runs(self) -> tuple[RunRecord, ...]:
        """Every run in the file, oldest first."""
        return self._writer.do(lambda file: file.runs())

    def events(self, run: RunId) -> tuple[Event, ...]:
        """The as-run log of one run."""
        return self._writer.do(lambda file: file.events(run))

    def revisions(self) -> tuple[Revision, ...]:
        """The issued versions of the rundown, oldest first."""
        return self._writer.do(lambda file: file.revisions())

    def pairings(self) -> tuple[Pairing, ...]:
        """The room pages that have paired with this show."""
        return self._writer.do(lambda file: file.pairings())

    def put_pairing(self, pairing: Pairing) -> None:
        """Remember a paired room page, or that it was revoked."""
        self._writer.do(lambda file: file.put_pairing(pairing))

    def setting(self, key: str, default: str = "") -> str:
        """A setting kept with the show."""
        return self._writer.do(lambda file: file.setting(key, default))

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting with the show."""
        self._writer.do(lambda file: file.set_setting(key, value))

    def content_hash(self) -> str:
        """The plan's hash as printed on paper: equal plans have equal ones."""
        return self._writer.do(lambda file: file.content_hash())

    def save_copy(self, path: Path) -> None:
        """Write a whole copy of the show file elsewhere."""
        self._writer.do(lambda file: file.save_copy(path))
