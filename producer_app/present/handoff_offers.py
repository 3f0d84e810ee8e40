"""What a room sells, as the director sees it: how a handoff's offers stand, what just changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from producer_app.core.offers import OfferAct, OfferLine, OfferState, called
from producer_app.core.run import OfferActed, Run
from producer_app.core.show import Handoff, Offer, OfferId, Show
from producer_app.present.echo import Level
from producer_app.present.titles import in_order
from producer_app.present.words import Words, both

_JOINT = " · "


def offers_standing(
    show: Show, run: Run | None, handoff: Handoff, words: Words
) -> tuple[str, Level]:
    """Which of its offers are open, sold out or replaced, in few words; a warning where one is
    sold out and nothing is sold in its place. Nothing before any of them was opened."""
    if run is None:
        return "", Level.QUIET
    lines = {offer: run.offer(offer.id) for offer in _offers(show, handoff.offers)}
    out = [offer for offer, line in lines.items() if _is_missed(line)]
    parts = [
        *_told("offers_open", _in_state(lines, OfferState.OPEN), words),
        *_told("offers_sold_out", out, words),
        *(_instead(show, offer, words) for offer, line in lines.items() if line.is_on_fallback),
    ]
    return _JOINT.join(parts), Level.WARNING if out else Level.QUIET


def offer_news(event: OfferActed, show: Show, run: Run, words: Words) -> str:
    """What a room did that the director should know: sold out, replaced, fewer left than planned
    at least; empty for the rest."""
    offer = show.by_id.get(event.offer)
    if not isinstance(offer, Offer):
        return ""
    values = {"offer": _whole(offer, words), "name": event.by}
    line = run.offer(offer.id)
    is_counted_out = event.act is OfferAct.STOCK and event.stock == 0
    if event.act is OfferAct.SOLD_OUT or (is_counted_out and line.state is OfferState.SOLD_OUT):
        return _by(show, run, offer) + words.say("handoff.offer_sold_out", **values)
    instead = next(_offers(show, [offer.fallback]), None)
    if event.act is OfferAct.FALLBACK and instead is not None:
        values["instead"] = _whole(instead, words)
        return _by(show, run, offer) + words.say("handoff.offer_instead", **values)
    floor = offer.stock_floor
    if event.act is OfferAct.STOCK and floor is not None and (event.stock or 0) < floor:
        figures = {"count": f"{event.stock or 0:,}", "floor": f"{floor:,}"}
        return _by(show, run, offer) + words.say("handoff.offer_low", **values, **figures)
    return ""


def _whole(offer: Offer, words: Words) -> str:
    """Its number and its product in the language of the window."""
    return both(offer.number, in_order(offer.product, offer.product_alt, words)[0], " ")


def _by(show: Show, run: Run, offer: Offer) -> str:
    """The handoff that brought it, the newest to have gone: ``H3: ``."""
    bringing = [handoff for handoff in show.handoffs if offer.id in handoff.offers]
    newest = max(bringing, key=lambda handoff: run.line(handoff.id).went or 0, default=None)
    return f"{newest.number}: " if newest is not None and newest.number else ""


def _is_missed(line: OfferLine) -> bool:
    return line.state is OfferState.SOLD_OUT and not line.is_on_fallback


def _in_state(lines: dict[Offer, OfferLine], state: OfferState) -> list[Offer]:
    return [offer for offer, line in lines.items() if line.state is state]


def _told(key: str, offers: list[Offer], words: Words) -> Iterator[str]:
    if offers:
        numbers = words.say("errors.joint").join(called(offer) for offer in offers)
        yield words.say(f"handoff.{key}", numbers=numbers)


def _instead(show: Show, offer: Offer, words: Words) -> str:
    instead = next(_offers(show, [offer.fallback]), None)
    other = called(instead) if instead is not None else "?"
    return words.say("handoff.offers_instead", offer=called(offer), instead=other)


def _offers(show: Show, keys: Iterable[OfferId | None]) -> Iterator[Offer]:
    for key in keys:
        offer = show.by_id.get(key) if key is not None else None
        if isinstance(offer, Offer):
            yield offer
