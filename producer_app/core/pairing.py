"""A device that may speak for a room; knows its token only as a hash."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One paired page or console. ``revoked`` is None while it may still speak."""

    token_hash: str
    role: str
    room: RoomId
    name: str
    created: Instant
    revoked: Instant | None = None
