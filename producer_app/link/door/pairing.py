"""Codes that are read out, tokens that are kept, and the patience with wrong ones."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.link.protocol import Role

CODE_LENGTH: Final = 8
LASTING: Final = 120_000
"""How long a code may be used, in ms."""

FAILURES_PER_ADDRESS: Final = 5
FAILURES_IN_ALL: Final = 20
FAILURE_MEMORY: Final = 60.0
"""Seconds after which an address's wrong codes are forgotten."""

REMEMBERED: Final = 256
"""Addresses that were wrong, beyond which the old ones are looked through and forgotten."""

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_code() -> str:
    """A fresh pairing code: eight Crockford characters, 40 bits."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(CODE_LENGTH))


def read_out(code: str) -> str:
    """A code as people read it out: ``7KQ2-M0XD``."""
    return f"{code[:4]}-{code[4:]}"


def as_typed(code: str) -> str:
    """A typed code without what people add or mistake: case, dashes, O for 0, I and L for 1."""
    return code.upper().translate(_MISREAD)


def new_token() -> str:
    """A fresh session token of 256 bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_of(pairing: Pairing) -> str:
    """What a client is called where its token must not be: in logs, lists and messages."""
    return pairing.token_hash[:16]


@dataclass(slots=True, kw_only=True)
class OpenCode:
    """The one code that may be used now, until ``until`` (monotonic seconds)."""

    code: str
    room: RoomId
    role: Role
    until: float


@dataclass(slots=True)
class Door:
    """Lets one client in by the open code, and slows down whoever guesses."""

    open_code: OpenCode | None = None
    wrong: dict[str, deque[float]] = field(default_factory=dict)
    wrong_in_all: int = 0

    def open(self, code: OpenCode) -> None:
        """Opens for that code; an earlier one is worth nothing any more."""
        self.open_code, self.wrong_in_all = code, 0

    def close(self) -> None:
        self.open_code = None

    def must_wait(self, address: str, now: float) -> bool:
        """True while this address has been wrong too often."""
        wrong = self.wrong.get(address)
        if wrong is None:
            return False
        while wrong and wrong[0] < now - FAILURE_MEMORY:
            wrong.popleft()
        if not wrong:
            del self.wrong[address]
        return len(wrong) >= FAILURES_PER_ADDRESS

    def mistrust(self, address: str, now: float) -> None:
        """Remembers that something wrong came from there, and forgets who was wrong long ago."""
        if len(self.wrong) >= REMEMBERED:
            self.wrong = {at: w for at, w in self.wrong.items() if w[-1] >= now - FAILURE_MEMORY}
        self.wrong.setdefault(address, deque(maxlen=FAILURES_PER_ADDRESS)).append(now)

    def enter(self, typed: str, address: str, now: float) -> OpenCode | None:
        """The code that was used up by this, or None: wrong, late, or not open at all."""
        code = self.open_code
        if code is not None and now >= code.until:
            code = self.open_code = None
        wanted = code.code if code else "-" * CODE_LENGTH
        if (
            hmac.compare_digest(as_typed(typed).encode(errors="replace"), wanted.encode())
            and code is not None
        ):
            self.open_code = None
            return code
        self.mistrust(address, now)
        self.wrong_in_all += 1
        if self.wrong_in_all >= FAILURES_IN_ALL:
            self.open_code = None
        return None
