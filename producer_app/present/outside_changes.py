"""What has happened between two looks at the show from outside, as events that others are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from producer_app.present.outside_view import (
    Outside,
    OutsideHandoff,
    OutsideOffer,
    OutsideRoom,
    OutsideTake,
)


class Happened(StrEnum):
    """What others can be told of."""

    RUN_STARTED = "run_started"
    RUN_ENDED = "run_ended"
    WENT_ON_AIR = "went_on_air"
    """Something else is on air in a room now, by a GO or because one was taken back."""
    HELD = "held"
    RESUMED = "resumed"
    HANDOFF_CHANGED = "handoff_changed"
    OFFER_CHANGED = "offer_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideChange:
    """One event with what it is about, as it stands now."""

    event: Happened
    room: str = ""
    what: OutsideTake | OutsideHandoff | OutsideOffer | None = None


def changes_between(before: Outside | None, after: Outside) -> tuple[OutsideChange, ...]:
    """In the order: the run began, rooms, handoffs, offers, the run ended. Nothing before the
    first look, or when it is another show."""
    if before is None or before.show != after.show:
        return ()
    is_other_run = before.epoch != after.epoch
    has_begun = after.is_running and (is_other_run or not before.is_running)
    has_ended = before.is_running and not after.is_running
    return (
        *((OutsideChange(event=Happened.RUN_STARTED),) if has_begun else ()),
        *_in_rooms(before, after),
        *_of_handoffs(before, after),
        *_of_offers(before, after),
        *((OutsideChange(event=Happened.RUN_ENDED),) if has_ended else ()),
    )


def _in_rooms(before: Outside, after: Outside) -> Iterator[OutsideChange]:
    for key, room in after.rooms.items():
        earlier = before.rooms.get(key)
        event = _in_room(None if earlier is None else earlier.on_air, room)
        if event is not None:
            yield OutsideChange(event=event, room=key, what=room.on_air)


def _in_room(before: OutsideTake | None, room: OutsideRoom) -> Happened | None:
    after = room.on_air
    if after is None:
        return None
    if before is None or (before.id, before.nth) != (after.id, after.nth):
        return Happened.WENT_ON_AIR
    if before.is_held != after.is_held:
        return Happened.HELD if after.is_held else Happened.RESUMED
    return None


def _of_handoffs(before: Outside, after: Outside) -> Iterator[OutsideChange]:
    for key, handoff in after.handoffs.items():
        earlier = before.handoffs.get(key)
        was = None if earlier is None else (earlier.state, earlier.rev)
        if was is not None and was != (handoff.state, handoff.rev):
            yield OutsideChange(event=Happened.HANDOFF_CHANGED, room=handoff.room, what=handoff)


def _of_offers(before: Outside, after: Outside) -> Iterator[OutsideChange]:
    known = {(offer.room, offer.id): offer for offer in before.offers}
    for offer in after.offers:
        earlier = known.get((offer.room, offer.id))
        if earlier is not None and _stand(earlier) != _stand(offer):
            yield OutsideChange(event=Happened.OFFER_CHANGED, room=offer.room, what=offer)


def _stand(offer: OutsideOffer) -> tuple[object, ...]:
    """What of an offer is news; its product's name is none."""
    return (offer.state, offer.stock, offer.is_price_checked, offer.is_on_fallback)
