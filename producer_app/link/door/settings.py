"""What a show says of its line to the rooms: how many may be on it, and by which scheme."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from producer_app.core.errors import BadInput

SETTING: Final = "line"
"""The setting of the show under which these are kept."""

MOST_CLIENTS: Final = 1_000


class LineSettings(Struct, frozen=True, kw_only=True):
    """Sharing is no part of it: that is off at every launch."""

    clients: Annotated[int, Meta(ge=1, le=MOST_CLIENTS)] = 64
    """Pages and tools that may be connected at once."""
    per_address: Annotated[int, Meta(ge=1, le=MOST_CLIENTS)] = 8
    """Of these, from one address: more where a relay brings a whole site."""
    handshakes: Annotated[int, Meta(ge=1, le=10 * MOST_CLIENTS)] = 20
    """New sockets a second from all who have not been known before, and from each address that
    has."""
    is_secure: bool = True
    """https with this installation's certificate on every shared address; False for plain http on
    a wired kiosk."""


def settings_of(kept: str) -> LineSettings:
    """The settings as the show keeps them; the usual ones where it keeps none that fit."""
    try:
        return msgspec.json.decode(kept, type=LineSettings) if kept else LineSettings()
    except (msgspec.MsgspecError, UnicodeError):
        return LineSettings()


def kept_of(settings: LineSettings) -> str:
    """How the show keeps them; BadInput where a number is out of its range."""
    text = msgspec.json.encode(settings)
    try:
        msgspec.json.decode(text, type=LineSettings)
    except msgspec.ValidationError as fault:
        raise BadInput(
            "link.settings", "These settings of the line do not fit: {reason}.", reason=fault
        ) from fault
    return text.decode()
