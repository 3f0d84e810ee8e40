"""Orders and reports as lines of JSON, one object a line."""

from __future__ import annotations

import msgspec
from msgspec import Raw

from producer_app.core.errors import BadInput
from producer_app.link.pipe.orders import ToServer
from producer_app.link.pipe.reports import ToConsole

_to_server: msgspec.json.Decoder[ToServer] = msgspec.json.Decoder(ToServer)
_to_console: msgspec.json.Decoder[ToConsole] = msgspec.json.Decoder(ToConsole)
_encoder = msgspec.json.Encoder()


def line_of(message: ToServer | ToConsole) -> bytes:
    """The message as one line with its newline."""
    return _encoder.encode(message) + b"\n"


def raw(value: object) -> Raw:
    """A value encoded once, to be carried as it is."""
    return Raw(_encoder.encode(value))


def read_to_server(line: bytes) -> ToServer:
    """What the console said; BadInput when it is no line of this pipe."""
    try:
        return _to_server.decode(line)
    except msgspec.MsgspecError as fault:
        raise _strange(fault) from fault


def read_to_console(line: bytes) -> ToConsole:
    """What the server said; BadInput when it is no line of this pipe."""
    try:
        return _to_console.decode(line)
    except msgspec.MsgspecError as fault:
        raise _strange(fault) from fault


def _strange(fault: Exception) -> BadInput:
    return BadInput(
        "link.pipe", "Console and room server do not understand each other: {reason}.", reason=fault
    )
