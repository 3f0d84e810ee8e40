"""What another program calls, by whichever way it came: made sure of, asked, answered.

The console judges; here only names are turned into what the console knows them by.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from msgspec import UNSET, Meta, Struct, UnsetType

from producer_app.core.errors import Refused
from producer_app.core.pairing import Pairing
from producer_app.link.asking import Asking
from producer_app.link.door.pairing import client_of
from producer_app.link.pipe import Answered, Called
from producer_app.link.protocol import Mid, Role, Verb
from producer_app.present.outside_view import Outside, OutsideHandoff, OutsideRoom, OutsideSegment

ANSWERS_WITHIN: Final = 5.0
"""Seconds the console has for its verdict, before a tool is told that there was none."""

Word = Annotated[str, Meta(max_length=64)]
HandoffVerb = ("standby", "go", "recall", "skip", "rearm")


class RoomBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be said with a call for a room; nothing of it has to be."""

    expects: Word = ""
    """For go and skip: what was seen in standby, by number or id. The call is refused when
    something else is there by then. For standby: what to stand by."""
    by: Annotated[int, Meta(ge=-86_400_000, le=86_400_000)] = 0
    """For add_time: milliseconds, negative for less."""
    is_confirmed: bool = False
    """Somebody was asked, and said yes."""
    mid: Mid | UnsetType = UNSET
    """The same on every try of one call: it is called once."""


class HandoffBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be said with a call of a handoff; nothing of it has to be."""

    is_forced: bool = False
    """For go: send it although the room has not said READY."""
    mid: Mid | UnsetType = UNSET
    """The same on every try of one call: it is called once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """One call. ``room`` and ``handoff`` are as the tool named them."""

    verb: str
    room: str = ""
    handoff: str = ""
    expects: str = ""
    by: int = 0
    is_confirmed: bool = False
    is_forced: bool = False
    mid: str = ""


class ToolCaller:
    """Asks the console for tools. ``outside`` is how the show stands, None before it is known."""

    def __init__(self, asking: Asking, outside: Callable[[], Outside | None]) -> None:
        self._asking, self._outside = asking, outside

    async def call(self, who: Pairing, call: ToolCall) -> Answered:
        """The console's verdict; Refused where a name means nothing, TimeoutError without one."""
        outside = known(self._outside())
        answered: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()

        def put(ref: int) -> Called:
            return _called(ref, who, call, outside)

        def on_answer(answer: Answered) -> None:
            if not answered.done():
                answered.set_result(answer)

        self._asking.ask(put, on_answer)
        async with asyncio.timeout(ANSWERS_WITHIN):
            return await answered


def known(outside: Outside | None) -> Outside:
    """How the show stands; Refused while nobody has said so."""
    if outside is None:
        raise Refused(
            "tools.no_show", "The console has not said yet how the show stands: try again soon."
        )
    return outside


def room_of(outside: Outside, name: str) -> OutsideRoom:
    """The room of that id, name, or role; the stage where none is named. Refused for another."""
    if not name:
        return _stage(outside)
    found = outside.rooms.get(name)
    rooms = outside.rooms.values()
    if found is None:
        named = (room for room in rooms if name.casefold() in _names(room))
        found = next(named, None)
    if found is None:
        raise Refused(
            "tools.no_room",
            "There is no room “{room}”: it is one of {rooms}.",
            room=name,
            rooms=tuple(outside.rooms),
        )
    return found


def handoff_of(outside: Outside, name: str) -> OutsideHandoff:
    """The handoff of that number or id; Refused for another."""
    found = outside.handoffs.get(name)
    if found is None:
        wanted = name.casefold()
        each = outside.handoffs.values()
        found = next((h for h in each if wanted in (h.number.casefold(), h.id.casefold())), None)
    if found is None:
        raise Refused(
            "tools.no_handoff",
            "There is no handoff “{handoff}”: it is one of {handoffs}.",
            handoff=name,
            handoffs=tuple(outside.handoffs),
        )
    return found


def _stage(outside: Outside) -> OutsideRoom:
    rooms = list(outside.rooms.values())
    if not rooms:
        raise Refused("tools.no_rooms", "The show has no room yet.")
    return next((room for room in rooms if room.role == "stage"), rooms[0])


def _names(room: OutsideRoom) -> tuple[str, ...]:
    return (room.id.casefold(), room.name.casefold(), room.name_alt.casefold(), room.role)


def _called(ref: int, who: Pairing, call: ToolCall, outside: Outside) -> Called:
    handoff = handoff_of(outside, call.handoff) if call.handoff else None
    room = room_of(outside, call.room if handoff is None else handoff.room)
    return Called(
        ref=ref,
        client=client_of(who),
        name=who.name,
        room=room.id,
        role=Role.TOOL,
        verb=call.verb if handoff is None else f"handoff_{call.verb}",
        mid=call.mid or secrets.token_urlsafe(12),
        epoch=outside.epoch,
        segment=_segment(room, call),
        by=call.by,
        handoff="" if handoff is None else handoff.id,
        is_confirmed=call.is_confirmed,
        is_forced=call.is_forced,
    )


def _segment(room: OutsideRoom, call: ToolCall) -> str:
    """The id of what the tool named, where it is in standby or next; else its own word for it."""
    if not call.expects:
        is_pinned = call.verb == Verb.STANDBY and not call.handoff and room.standby is not None
        return room.standby.id if is_pinned and room.standby else ""
    each: Iterable[OutsideSegment | None] = (room.standby, room.next)
    shown = (segment for segment in each if segment is not None)
    found = (s.id for s in shown if call.expects in (s.id, s.number))
    return next(found, call.expects)
