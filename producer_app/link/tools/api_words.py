"""What a tool and the room server say to each other over the tools' WebSocket, and nothing else."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from producer_app.core.errors import BadInput
from producer_app.core.timebase import Instant
from producer_app.link.protocol import Mid
from producer_app.link.tools.api_openapi import Fault
from producer_app.link.tools.api_pieces import ButtonPiece
from producer_app.link.tools.calls import Word


class _Message(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    pass


class ToolAuth(_Message, frozen=True, tag="auth"):
    """The first message, within three seconds. ``state`` asks for how the show stands with every
    change, ``buttons`` for each room in flat words, with the time left as it runs."""

    token: Annotated[str, Meta(max_length=128)]
    state: bool = True
    buttons: bool = True


class ToolCalls(_Message, frozen=True, tag="call"):
    """A call for a room (the stage where none is named), or of a handoff."""

    verb: Word
    room: Word = ""
    handoff: Word = ""
    expects: Word = ""
    by: Annotated[int, Meta(ge=-86_400_000, le=86_400_000)] = 0
    is_confirmed: bool = False
    is_forced: bool = False
    mid: Mid | UnsetType = UNSET
    """The same on every try of one call: it is called once."""


class ToolWelcome(_Message, frozen=True, tag="hello"):
    """It is known who this is."""

    name: str
    client: str


class ToolState(_Message, frozen=True, tag="state"):
    """How the show stands, with every change; ``t`` is the console's time."""

    t: Instant
    state: Raw


class ToolButtons(_Message, frozen=True, tag="buttons"):
    """Each room in flat words, by its id, and each handoff's state, by its number."""

    rooms: dict[str, ButtonPiece]
    handoffs: dict[str, str]


class ToolResult(_Message, frozen=True, tag="res"):
    """What the console did with a call; ``error`` says why not."""

    mid: str
    answer: str
    error: Fault | None = None


class ToolRefusal(_Message, frozen=True, tag="no"):
    """Why the socket is about to be closed."""

    error: Fault


FromTool = ToolAuth | ToolCalls

_decoder: msgspec.json.Decoder[FromTool] = msgspec.json.Decoder(FromTool)


def read_tool(text: str | bytes) -> FromTool:
    """What a tool said; BadInput when it is none of the messages above."""
    try:
        return _decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
        raise BadInput(
            "tools.message",
            "That is no message of this interface ({reason}): see docs/other-tools.md.",
            reason=fault,
        ) from fault
