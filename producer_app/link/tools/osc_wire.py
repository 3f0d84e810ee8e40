"""OSC datagrams in and out of plain messages; trusts no byte of what comes.

Bundles are taken apart here: the library's own way waits on a time tag with the whole process, and
never ends on a length below nothing. It only reads single messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pythonosc.osc_message import OscMessage, ParseError
from pythonosc.osc_message_builder import BuildError, OscMessageBuilder

from producer_app.core.errors import BadInput

Value = str | int | float | bool | None

LONGEST: Final = 4_096
"""Bytes of a datagram; a longer one is no command."""

MOST_MESSAGES: Final = 16
DEEPEST: Final = 2
"""Bundles may hold bundles, and those messages alone."""

_BUNDLE: Final = b"#bundle\x00"
_AT_ONCE: Final = b"\x00\x00\x00\x00\x00\x00\x00\x01"
_HEAD: Final = 16
_PLAIN: Final = re.compile(rb"(,[ifhdsTFN]{0,16})?")


@dataclass(frozen=True, slots=True)
class Osc:
    """One message."""

    address: str
    values: tuple[Value, ...] = ()


def read_osc(datagram: bytes) -> tuple[Osc, ...]:
    """The messages in a datagram, in order; BadInput when it is none, or asks for a later time."""
    if len(datagram) > LONGEST:
        raise _strange("it is too long")
    found = tuple(_messages(datagram, DEEPEST))
    if len(found) > MOST_MESSAGES:
        raise _strange("it holds too many messages")
    return found


def write_osc(message: Osc) -> bytes:
    """The message as a datagram; BadInput where it cannot be one."""
    builder = OscMessageBuilder(address=message.address)
    try:
        for value in message.values:
            builder.add_arg(value)
        return builder.build().dgram
    except (BuildError, ValueError) as fault:
        raise _strange(fault) from fault


def _messages(datagram: bytes, depth: int) -> Iterable[Osc]:
    if datagram.startswith(_BUNDLE):
        for part in _parts(datagram):
            if depth == 0:
                raise _strange("it is nested too deeply")
            yield from _messages(part, depth - 1)
        return
    if not datagram.startswith(b"/") or len(datagram) % 4:
        raise _strange("it is neither a message nor a bundle")
    yield _message(datagram)


def _parts(bundle: bytes) -> Iterable[bytes]:
    if bundle[8:_HEAD] != _AT_ONCE:
        raise _strange("it is for a later time: a call is taken at once or not at all")
    place, count = _HEAD, 0
    while place < len(bundle):
        size = int.from_bytes(bundle[place : place + 4], signed=True)
        begin, place = place + 4, place + 4 + size
        count += 1
        if size <= 0 or size % 4 or place > len(bundle) or count > MOST_MESSAGES:
            raise _strange("its lengths do not fit")
        yield bundle[begin:place]


def _message(datagram: bytes) -> Osc:
    tags_at = (datagram.find(b"\x00") // 4 + 1) * 4
    tags = datagram[tags_at:].partition(b"\x00")[0]
    if _PLAIN.fullmatch(tags) is None:
        raise _strange("its values are of a kind that no call takes")
    try:
        read = OscMessage(datagram)
        values = tuple(read.params)
    except (ParseError, ValueError, IndexError, OverflowError) as fault:
        raise _strange(fault) from fault
    return Osc(read.address, values)


def _strange(reason: object) -> BadInput:
    return BadInput("osc.strange", "That is no OSC for a call: {reason}.", reason=reason)
