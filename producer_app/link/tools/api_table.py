"""Every path of the HTTP interface, once: the routes and their description are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from msgspec import Struct

from producer_app.core.timebase import Instant
from producer_app.link.protocol import Verb
from producer_app.link.tools.api_pieces import (
    ButtonPiece,
    ComingPiece,
    OnAirPiece,
    OverPiece,
    button_piece,
    coming_piece,
    on_air_piece,
    over_piece,
)
from producer_app.link.tools.calls import HandoffBody, HandoffVerb, RoomBody, handoff_of, room_of
from producer_app.present.outside_view import Outside, OutsideHandoff, OutsideRoom, OutsideRule

BASE: Final = "/api/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: how the show stands, what stands in the braces of the path, and now."""

    outside: Outside
    names: Mapping[str, str]
    now: Instant

    @property
    def room(self) -> OutsideRoom:
        return room_of(self.outside, self.names["room"])

    @property
    def handoff(self) -> OutsideHandoff:
        return handoff_of(self.outside, self.names["handoff"])


class CallResult(Struct, frozen=True, kw_only=True):
    """What the console did: ``ok`` it was called, ``dup`` it had been called before."""

    answer: str
    mid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A path to read. ``answer`` is the type of what ``read`` gives."""

    path: str
    name: str
    summary: str
    answer: Any
    read: Callable[[Asked], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A path to call by."""

    path: str
    name: str
    summary: str
    verb: str
    body: type[RoomBody] | type[HandoffBody]


LOOKS: Final[tuple[Look, ...]] = (
    Look(
        path="/state",
        name="state",
        summary="How the whole show stands",
        answer=Outside,
        read=lambda asked: asked.outside,
    ),
    Look(
        path="/rooms",
        name="rooms",
        summary="Every room, by its id",
        answer=dict[str, OutsideRoom],
        read=lambda asked: asked.outside.rooms,
    ),
    Look(
        path="/rooms/{room}",
        name="room",
        summary="One room",
        answer=OutsideRoom,
        read=lambda asked: asked.room,
    ),
    Look(
        path="/rooms/{room}/on_air",
        name="on_air",
        summary="What is on air in a room, and the time left",
        answer=OnAirPiece,
        read=lambda asked: on_air_piece(asked.room, asked.now),
    ),
    Look(
        path="/rooms/{room}/button",
        name="button",
        summary="A room in flat words, for a button",
        answer=ButtonPiece,
        read=lambda asked: button_piece(asked.room, asked.now),
    ),
    Look(
        path="/rooms/{room}/standby",
        name="standby",
        summary="What GO would take in a room",
        answer=ComingPiece,
        read=lambda asked: coming_piece(asked.room, asked.room.standby),
    ),
    Look(
        path="/rooms/{room}/next",
        name="next",
        summary="What follows behind the one in standby",
        answer=ComingPiece,
        read=lambda asked: coming_piece(asked.room, asked.room.next),
    ),
    Look(
        path="/rooms/{room}/over",
        name="over",
        summary="How far a room is over or under",
        answer=OverPiece,
        read=lambda asked: over_piece(asked.room),
    ),
    Look(
        path="/handoffs",
        name="handoffs",
        summary="Every handoff, by its number",
        answer=dict[str, OutsideHandoff],
        read=lambda asked: asked.outside.handoffs,
    ),
    Look(
        path="/handoffs/{handoff}",
        name="handoff",
        summary="One handoff",
        answer=OutsideHandoff,
        read=lambda asked: asked.handoff,
    ),
    Look(
        path="/rules",
        name="rules",
        summary="What is left of each ad rule",
        answer=tuple[OutsideRule, ...],
        read=lambda asked: asked.outside.rules,
    ),
)

_SUMMARIES: Final = {
    Verb.STANDBY: "Stand by a segment",
    Verb.GO: "Take what is in standby",
    Verb.HOLD: "Hold what is on air",
    Verb.RESUME: "Resume what is held",
    Verb.SKIP: "Skip what is in standby",
    Verb.ADD_TIME: "Give what is on air more time, or less",
    Verb.TAKE_BACK: "Take the last GO back",
}

_OF_HANDOFFS: Final = {
    "standby": "Stand by a handoff",
    "go": "Send a handoff's GO",
    "recall": "Call a handoff off",
    "skip": "Skip a handoff",
    "rearm": "Arm a handoff again",
}

ORDERS: Final[tuple[Order, ...]] = (
    *(
        Order(path=f"/{verb}", name=verb, summary=f"{summary}: the stage", verb=verb, body=RoomBody)
        for verb, summary in _SUMMARIES.items()
    ),
    *(
        Order(
            path=f"/rooms/{{room}}/{verb}",
            name=f"room_{verb}",
            summary=f"{summary}: any room",
            verb=verb,
            body=RoomBody,
        )
        for verb, summary in _SUMMARIES.items()
    ),
    *(
        Order(
            path=f"/handoffs/{{handoff}}/{verb}",
            name=f"handoff_{verb}",
            summary=_OF_HANDOFFS[verb],
            verb=verb,
            body=HandoffBody,
        )
        for verb in HandoffVerb
    ),
)
