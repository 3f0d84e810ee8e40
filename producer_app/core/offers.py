"""An offer's life in a run: opened, closed, sold out, its stock and price; who may do what when.

It knows no wire, no page and no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from producer_app.core.errors import Refused
from producer_app.core.handoff import GONE, Line, State
from producer_app.core.show import Offer, OfferId, RoomId, Show
from producer_app.core.timebase import Instant

MOST_STOCK: Final = 1_000_000_000
"""More pieces than this are a slip of the finger."""


class OfferState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    SOLD_OUT = "sold_out"


class OfferAct(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    SOLD_OUT = "sold_out"
    STOCK = "stock"
    """So many pieces are left; none left of what is open is sold out."""
    PRICE_CHECKED = "price_checked"
    """Somebody looked: the price on sale is the one that the host says."""
    FALLBACK = "fallback"
    """The offer planned in its place is sold from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """Where one offer stands in a run."""

    offer: OfferId
    state: OfferState = OfferState.CLOSED
    changed: Instant | None = None
    """When its state last changed, by whom is ``by``."""
    by: str = ""
    opened: Instant | None = None
    """When it was last opened."""
    stock: int | None = None
    """Pieces left as last entered; None while nobody has entered any."""
    price_checked: Instant | None = None
    price_checked_by: str = ""
    checked_price: int | None = None
    """The planned price that was found on sale then, in minor units."""
    is_on_fallback: bool = False


def offers_of(show: Show, room: RoomId) -> tuple[Offer, ...]:
    """What a room sells: the offers that handoffs bring to it and those sold in their place."""
    found: dict[OfferId, None] = {}
    for handoff in show.handoffs:
        if handoff.to_room == room:
            found |= dict.fromkeys(handoff.offers)
    brought = [show.by_id.get(key) for key in found]
    found |= dict.fromkeys(o.fallback for o in brought if isinstance(o, Offer) and o.fallback)
    offers = (show.by_id.get(key) for key in found)
    return tuple(offer for offer in offers if isinstance(offer, Offer))


def is_done(line: OfferLine, act: OfferAct, stock: int | None) -> bool:
    """True where the act would change nothing."""
    match act:
        case OfferAct.OPEN:
            return line.state is OfferState.OPEN
        case OfferAct.CLOSE:
            return line.state is OfferState.CLOSED
        case OfferAct.SOLD_OUT:
            return line.state is OfferState.SOLD_OUT
        case OfferAct.STOCK:
            return line.stock is not None and line.stock == stock
        case OfferAct.FALLBACK:
            return line.is_on_fallback
        case OfferAct.PRICE_CHECKED:
            return False


def refuse_act(offer: Offer, line: OfferLine, act: OfferAct, stock: int | None) -> None:
    """Refused where the act cannot be: with what to do first."""
    if act is OfferAct.STOCK and (stock is None or not 0 <= stock <= MOST_STOCK):
        raise Refused(
            "offer.stock",
            "{number}: stock is a count of pieces from 0 to {most}.",
            number=called(offer),
            most=MOST_STOCK,
        )
    if act is OfferAct.OPEN and line.stock == 0:
        raise Refused(
            "offer.none_left",
            "{number} has no stock left: enter the new stock first, or go to its fallback.",
            number=called(offer),
        )
    if act is OfferAct.SOLD_OUT and line.state is OfferState.CLOSED:
        raise Refused(
            "offer.closed",
            "{number} is closed, nothing of it is being sold: open it first.",
            number=called(offer),
        )
    if act is OfferAct.FALLBACK and offer.fallback is None:
        raise Refused(
            "offer.no_fallback",
            "{number} has no fallback in the plan.",
            number=called(offer),
        )


def follow_offer(
    line: OfferLine,
    act: OfferAct,
    *,
    by: str,
    at: Instant,
    stock: int | None = None,
    price: int | None = None,
) -> OfferLine:
    """The line after an act that was taken; ``price`` is the planned one at that moment."""
    match act:
        case OfferAct.OPEN:
            opened = replace(line, opened=at, is_on_fallback=False)
            return _moved(opened, OfferState.OPEN, by, at)
        case OfferAct.CLOSE:
            return _moved(line, OfferState.CLOSED, by, at)
        case OfferAct.SOLD_OUT:
            return _moved(line, OfferState.SOLD_OUT, by, at)
        case OfferAct.STOCK:
            line = replace(line, stock=stock)
            is_gone = stock == 0 and line.state is OfferState.OPEN
            return _moved(line, OfferState.SOLD_OUT, by, at) if is_gone else line
        case OfferAct.PRICE_CHECKED:
            return replace(line, price_checked=at, price_checked_by=by, checked_price=price)
        case OfferAct.FALLBACK:
            line = replace(line, is_on_fallback=True)
            is_open = line.state is OfferState.OPEN
            return _moved(line, OfferState.CLOSED, by, at) if is_open else line


def gone(line: Line) -> Instant | None:
    """The real GO of a handoff, from which its coupons count; None where none was given, or where
    it was called off before the room was live."""
    is_on = line.state in GONE or line.state in (State.LIVE, State.RETURNED, State.CLOSED)
    return line.went if is_on or line.live is not None else None


def called(offer: Offer) -> str:
    """An offer's name where people speak of it: its number, else its product."""
    return offer.number or offer.product


def _moved(line: OfferLine, state: OfferState, by: str, at: Instant) -> OfferLine:
    return replace(line, state=state, by=by, changed=at)
