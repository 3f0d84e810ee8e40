"""Pairings belong to the installation that made them: each is kept under its seal.

A show file that comes from elsewhere brings none along, and one that was changed by hand makes
nobody an operator.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from producer_app.core.errors import ProducerError
from producer_app.core.pairing import Pairing
from producer_app.paths import state_dir

log = logging.getLogger(__name__)

KEY_BYTES: Final = 32
_KEY_FILE: Final = "installation.key"
_MARK: Final = "."
_BETWEEN: Final = "\x1f"


class Seal:
    """This installation's seal on the pairings of one show."""

    def __init__(self, show: str, key: bytes | None = None) -> None:
        self._show, self._key = show, key or installation_key()

    def put_on(self, pairing: Pairing) -> Pairing:
        """The pairing as the show file keeps it."""
        return replace(pairing, token_hash=pairing.token_hash + _MARK + self._of(pairing))

    def on(self, text: str) -> str:
        """What shows that this installation wrote that text for this show."""
        said = _BETWEEN.join((self._show, text))
        return hmac.new(self._key, said.encode(errors="replace"), hashlib.sha256).hexdigest()

    def is_on(self, text: str, seal: str) -> bool:
        """True where this installation wrote that text for this show."""
        return hmac.compare_digest(seal.encode(errors="replace"), self.on(text).encode())

    def taken_off(self, kept: Iterable[Pairing]) -> tuple[Pairing, ...]:
        """Those of the kept ones that were sealed here, for this show, and not changed since."""
        return tuple(pairing for each in kept if (pairing := self._opened(each)) is not None)

    def _opened(self, kept: Pairing) -> Pairing | None:
        token_hash, _, seal = kept.token_hash.partition(_MARK)
        pairing = replace(kept, token_hash=token_hash)
        is_ours = hmac.compare_digest(seal.encode(errors="replace"), self._of(pairing).encode())
        return pairing if is_ours else None

    def _of(self, pairing: Pairing) -> str:
        said = (pairing.token_hash, pairing.role, pairing.room, pairing.name, str(pairing.created))
        return self.on(_BETWEEN.join(said))


def installation_key() -> bytes:
    """What only this installation knows; a key for this session alone where none can be kept."""
    try:
        return _kept_key(state_dir() / _KEY_FILE)
    except (OSError, ProducerError) as fault:
        log.warning("Pairings end with this console, their seal cannot be kept: %s", fault)
        return secrets.token_bytes(KEY_BYTES)


def _kept_key(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) == KEY_BYTES:
        return key
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
    fresh.replace(path)
    return path.read_bytes()
