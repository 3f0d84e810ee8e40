"""OSC templates filled in: what is said to a target of each room, each handoff and the run."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from producer_app.core.errors import BadInput
from producer_app.core.timebase import SECOND, Instant
from producer_app.link.tools.api_pieces import button_piece
from producer_app.link.tools.osc_wire import Osc, Value
from producer_app.link.tools.settings import On, OscTemplate
from producer_app.present.outside_view import Outside, OutsideHandoff, OutsideRoom

Fill = Mapping[str, str]

_NAME: Final = re.compile(r"{(\w*)}")
_PART: Final = re.compile(r'"([^"]*)"|(\S+)')
_NOT_IN_ADDRESS: Final = re.compile(r"[\s#*,/?\[\]{}]+")

_OF_ROOMS: Final = (
    "room",
    "room_name",
    "number",
    "title",
    "title_alt",
    "standby_number",
    "standby_title",
    "standby_title_alt",
    "held",
    "left_text",
    "word",
    "over",
    "over_text",
    "over_text_alt",
)
_OF_HANDOFFS: Final = ("handoff", "title", "title_alt", "state", "room")
_OF_RUNS: Final = ("run", "running", "run_number", "show")


def names_of(on: On) -> tuple[str, ...]:
    """What may stand in the braces of a template for that."""
    return {On.HANDOFF: _OF_HANDOFFS, On.RUN: _OF_RUNS}.get(on, _OF_ROOMS)


def proved(template: OscTemplate) -> OscTemplate:
    """The template; BadInput where a name in its braces says nothing."""
    used = set(_NAME.findall(template.address + template.values))
    unknown = sorted(used - set(names_of(template.on)))
    if unknown:
        raise BadInput(
            "osc.template",
            "“{name}” says nothing in a message about {on}: use {names}.",
            name=unknown[0],
            on=template.on.value,
            names=names_of(template.on),
        )
    return template


def messages(template: OscTemplate, outside: Outside, now: Instant) -> Iterator[Osc]:
    """What that template says of how the show stands."""
    if template.on is On.RUN:
        yield filled(template, _run(outside))
    elif template.on is On.HANDOFF:
        for key, handoff in outside.handoffs.items():
            yield filled(template, _handoff(key, handoff))
    else:
        for room in outside.rooms.values():
            yield filled(template, _room(template.on, room, now))


def filled(template: OscTemplate, fill: Fill) -> Osc:
    """One message; a number outside quotes is sent as a number."""
    address = _NAME.sub(lambda name: _in_address(fill.get(name[1], "")), template.address)
    found = _PART.finditer(template.values)
    return Osc(address, tuple(_value(part, fill) for part in found))


def _value(part: re.Match[str], fill: Fill) -> Value:
    quoted, bare = part[1], part[2]
    text = _NAME.sub(lambda name: fill.get(name[1], ""), quoted if bare is None else bare)
    return text if bare is None else _number(text)


def _number(text: str) -> Value:
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number) or abs(number) >= 2**31:
        return text
    return int(number) if number.is_integer() and "." not in text else number


def _in_address(text: str) -> str:
    return _NOT_IN_ADDRESS.sub("_", text) or "_"


def _room(on: On, room: OutsideRoom, now: Instant) -> Fill:
    piece = button_piece(room, now)
    is_standby = on is On.STANDBY
    over = "" if room.over is None else str(room.over // SECOND)
    return {
        "room": room.id,
        "room_name": room.name,
        "number": piece.standby_number if is_standby else piece.number,
        "title": piece.standby_title if is_standby else piece.title,
        "title_alt": piece.standby_title_alt if is_standby else piece.title_alt,
        "standby_number": piece.standby_number,
        "standby_title": piece.standby_title,
        "standby_title_alt": piece.standby_title_alt,
        "held": str(int(piece.is_held)),
        "left_text": piece.left_text,
        "word": piece.word,
        "over": over or "0",
        "over_text": room.over_text,
        "over_text_alt": room.over_text_alt,
    }


def _handoff(key: str, handoff: OutsideHandoff) -> Fill:
    return {
        "handoff": key,
        "title": handoff.title,
        "title_alt": handoff.title_alt,
        "state": handoff.state,
        "room": handoff.room,
    }


def _run(outside: Outside) -> Fill:
    return {
        "run": outside.run,
        "running": str(int(outside.is_running)),
        "run_number": str(outside.run_number),
        "show": outside.title,
    }
