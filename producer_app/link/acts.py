"""What was said outside, as the console takes it: acts on handoffs and offers, and calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from producer_app.core.calling import (
    ActOnHandoff,
    ActOnOffer,
    AdjustTime,
    Call,
    Go,
    Hold,
    Relay,
    Resume,
    RoomCall,
    Skip,
    Standby,
    TakeBack,
    in_standby,
)
from producer_app.core.errors import Phrase, Refused
from producer_app.core.handoff import Act, Answer, Ask, Via
from producer_app.core.offers import OfferAct
from producer_app.core.run import Run
from producer_app.core.show import HandoffId, OfferId, RoomId, RoomRole, SegmentId, Show
from producer_app.core.timebase import Millis
from producer_app.link.door.names import plain
from producer_app.link.pipe import Called, Heard, OfferSaid
from producer_app.link.protocol import Role, Verb

_Choice = TypeVar("_Choice", Act, Verb)

OF_HANDOFFS = "handoff_"
"""How a verb begins that calls a handoff; the rest is the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAct:
    """What a page said of a handoff: ``ask`` is ready for the state machine."""

    handoff: HandoffId
    ask: Ask
    client: str
    room: RoomId


def act_of(heard: Heard) -> RoomAct:
    """The act; its ``mid`` carries the client's name, so that no two clients can share one."""
    ask = Ask(
        act=Act(heard.act),
        by=heard.name,
        via=Via.PAGE,
        mid=f"{heard.client}:{heard.mid}" if heard.mid else "",
        rev=heard.rev,
        reason=plain(heard.reason),
    )
    return RoomAct(
        handoff=HandoffId(heard.handoff), ask=ask, client=heard.client, room=RoomId(heard.room)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a call or an offer is answered."""

    answer: Answer
    why: Phrase | None = None
    is_question: bool = False
    """True where saying yes, with a new ``mid``, is all that is missing."""


def mid_of(said: Called | OfferSaid) -> str:
    """The dedupe key: no two clients can share one."""
    return f"{said.client}:{said.mid}"


def call_of(said: Called | OfferSaid, show: Show, run: Run) -> Call:
    """What the session is asked; Refused where nobody in that place may ask it."""
    if isinstance(said, OfferSaid):
        return ActOnOffer(
            offer=OfferId(said.offer),
            act=OfferAct(said.act),
            by=said.name,
            via=Via.PAGE,
            stock=said.stock,
            room=RoomId(said.room),
            mid=mid_of(said),
        )
    if said.verb.startswith(OF_HANDOFFS):
        return ActOnHandoff(handoff=HandoffId(said.handoff), ask=_ask_of_tool(said))
    return Relay(
        call=_room_call(said, show, run),
        verb=said.verb,
        by=said.name,
        via=Via.TOOL if said.role is Role.TOOL else Via.PAGE,
        mid=mid_of(said),
    )


def _ask_of_tool(said: Called) -> Ask:
    if said.role is not Role.TOOL:
        raise Refused("call.director", "Only the director calls that.")
    return Ask(
        act=_one_of(Act, said.verb.removeprefix(OF_HANDOFFS)),
        by=said.name,
        via=Via.TOOL,
        mid=mid_of(said),
        is_forced=said.is_forced,
    )


def _room_call(said: Called, show: Show, run: Run) -> RoomCall:
    room = show.room(RoomId(said.room))
    is_own = said.role is Role.OPERATOR and room.role is RoomRole.SHOP
    if not is_own and said.role is not Role.TOOL:
        raise Refused("call.director", "Only the director calls that.")
    match _one_of(Verb, said.verb):
        case Verb.STANDBY:
            return Standby(room=room.id, segment=_named(said, show))
        case Verb.GO:
            expects = _meant(said, show, run)
            return Go(room=room.id, expects=expects, is_confirmed=said.is_confirmed)
        case Verb.SKIP:
            return Skip(room=room.id, segment=_meant(said, show, run))
        case Verb.HOLD:
            return Hold(room=room.id)
        case Verb.RESUME:
            return Resume(room=room.id)
        case Verb.ADD_TIME:
            return AdjustTime(room=room.id, by=Millis(said.by))
        case Verb.TAKE_BACK:
            return TakeBack(room=room.id)


def _named(said: Called, show: Show) -> SegmentId:
    """What is to stand by: a tool may name it by its number."""
    named = SegmentId(said.segment)
    if said.role is Role.TOOL and named not in show.by_id:
        rundown = show.rundowns.get(RoomId(said.room), ())
        named = next((s.id for s in rundown if s.number == said.segment), named)
    return named


def _meant(said: Called, show: Show, run: Run) -> SegmentId:
    """What was seen in standby; a tool sees nothing and means what stands there."""
    if said.segment:
        return SegmentId(said.segment)
    if said.role is not Role.TOOL:
        raise Refused("call.unseen", "A page says which segment it saw in standby.")
    waiting = in_standby(show, run.room(RoomId(said.room)))
    if waiting is None:
        raise Refused("go.empty", "Nothing is in standby: the rundown has ended.")
    return waiting.id


def _one_of(kind: type[_Choice], text: str) -> _Choice:
    try:
        return kind(text)
    except ValueError:
        raise Refused("call.unknown", "There is no call “{verb}”.", verb=text) from None
