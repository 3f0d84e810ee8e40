"""The paired clients of one show and the port they know, kept over a restart of the console.

Only hashes of tokens are kept. A damaged book is an empty one: the rooms pair again.
"""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
from msgspec import Struct

from producer_app.link.pipe import Pairing

log = logging.getLogger(__name__)


class _Kept(Struct, kw_only=True):
    port: int | None = None
    pairings: list[Pairing] = []


class PairingBook:
    """Who may come back, and where they will look. ``path`` None keeps it in memory only."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = _read(path)

    @property
    def port(self) -> int | None:
        return self._kept.port

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        return tuple(self._kept.pairings)

    def add(self, pairing: Pairing) -> None:
        self._kept.pairings.append(pairing)
        self._write()

    def remove(self, client: str) -> None:
        self._kept.pairings = [kept for kept in self._kept.pairings if kept.client != client]
        self._write()

    def move_to(self, port: int) -> None:
        if port != self._kept.port:
            self._kept.port = port
            self._write()

    def _write(self) -> None:
        """Writes beside the book and swaps; where it cannot, the rooms pair again next time."""
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.touch(mode=0o600)
            fresh.write_bytes(msgspec.json.encode(self._kept))
            fresh.replace(self._path)
        except OSError as fault:
            log.warning("The paired rooms could not be kept in %s: %s", self._path, fault.strerror)


def _read(path: Path | None) -> _Kept:
    if path is None or not path.exists():
        return _Kept()
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError) as fault:
        log.warning("The paired rooms in %s cannot be read (%s): they pair again.", path, fault)
        return _Kept()
