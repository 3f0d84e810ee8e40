"""What passes a broker between a relay and its console, sealed: the broker carries it unread.

Both ends hold the key of the show's relays, which never passes the broker. Each conversation has
keys of its own, one for each direction, made of that key, of the console's name for this connection
and of the page's: what was recorded cannot be said again, neither elsewhere nor later.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from producer_app.core.errors import BadInput

KEY_BYTES: Final = 32
_MARK: Final = b"\x01"
"""What a sealed message begins with; a plain one is JSON and begins otherwise."""

_BETWEEN: Final = "\x1f"
_COUNT: Final = 8
_HEAD: Final = len(_MARK) + _COUNT
_NONCE: Final = 12


class Sealing:
    """One conversation's seal at one of its two ends. Messages may be lost on the way; none is
    taken twice, or after a later one."""

    def __init__(
        self, key: bytes, *, console: str, site: str, page: str, is_relay: bool = False
    ) -> None:
        up, down = (_cipher(key, way, console, site, page) for way in ("up", "down"))
        self._own, self._other = (up, down) if is_relay else (down, up)
        self._said = self._heard = 0

    def seal(self, text: bytes) -> bytes:
        """The message as it passes the broker."""
        self._said += 1
        count = self._said.to_bytes(_COUNT)
        return _MARK + count + self._own.encrypt(count.rjust(_NONCE, b"\0"), text, None)

    def opened(self, payload: bytes) -> bytes | None:
        """What the other end said; None for anything that it did not say, or said before."""
        count = payload[len(_MARK) : _HEAD]
        if not is_sealed(payload) or int.from_bytes(count) <= self._heard:
            return None
        try:
            text = self._other.decrypt(count.rjust(_NONCE, b"\0"), payload[_HEAD:], None)
        except InvalidTag:
            return None
        self._heard = int.from_bytes(count)
        return text


def _cipher(key: bytes, *about: str) -> ChaCha20Poly1305:
    own = hmac.new(key, _BETWEEN.join(about).encode(), hashlib.sha256)
    return ChaCha20Poly1305(own.digest())


def is_sealed(payload: bytes) -> bool:
    """True for what was sealed by one end or the other, or looks like it."""
    return payload.startswith(_MARK) and len(payload) > _HEAD


def relay_key(installation: bytes, show: str) -> str:
    """The key of a show's relays, as it is carried to the other site."""
    made = hmac.new(installation, _BETWEEN.join(("relays", show)).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def key_of(text: str) -> bytes:
    """The key that was carried here; BadInput where it is none."""
    try:
        key = base64.b64decode(text.strip() + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise BadInput(
            "broker.key",
            "The key of this relay is not whole: copy it from the console again, all of its "
            "43 characters.",
        )
    return key
