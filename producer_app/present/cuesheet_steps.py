"""What a back office does by the clock: stand by, open, let a coupon run, close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.cuesheet_day import DayLine, PaperTimes, day_of
from producer_app.present.cuesheet_offers import offer_of
from producer_app.present.cuesheet_sales import Opening, Order, Sale
from producer_app.present.cuesheet_text import WORDS, Pair, Tongues, cut
from producer_app.present.roompage import price


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An offer in a step."""

    number: str
    name: Pair
    price: str
    pieces: str
    """How many are released; empty where nobody has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done at a moment."""

    line: str = "step"
    at: str
    do: Pair
    is_go: bool
    opens: bool
    """What it names is put on sale then."""
    is_changed: bool
    """What it belongs to is not as it was issued last."""
    number: str
    """The handoff's, else the segment's."""
    name: Pair
    confirms: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A step with the moment and the order by which it is sorted."""

    at: Instant
    place: int | None
    do: str
    number: str
    name: Pair
    confirms: str = ""
    sales: tuple[Sale, ...] = ()
    is_changed: bool = False


_GO = ("office_go", "artist_go")
_ORDER = (
    *("office_back", "return_by", "office_closes", "office_coupon_closes"),
    *("office_standby", *_GO),
)
"""What comes first at one moment; whatever opens comes last."""


def steps_of(
    planned: Projection,
    times: PaperTimes,
    openings: Iterable[Opening],
    is_changed: Callable[[Opening], bool],
) -> Iterator[Step | DayLine]:
    """Everything to do in a room, in order; a day that begins has its line."""
    moments = [
        replace(moment, is_changed=is_changed(opening))
        for opening in openings
        for moment in _moments(opening, times, planned.show)
    ]
    moments.sort(key=lambda moment: (moment.at, _rank(moment.do)))
    day = 0
    for moment in moments:
        place = _place_at(times, moment)
        if times.days[place] > day:
            day = times.days[place]
            yield day_of(planned, times, place)
        yield _step(planned.show, times, moment)


def _rank(do: str) -> int:
    return _ORDER.index(do) if do in _ORDER else len(_ORDER)


def _moments(opening: Opening, times: PaperTimes, show: Show) -> Iterator[_Moment]:
    tongues = times.tongues
    for order in opening.orders:
        yield from _of_order(opening, order, tongues)
    brought = {key for order in opening.orders for key in order.handoff.offers}
    own = tuple(sale for sale in opening.sales if sale.offer not in brought)
    segment = opening.segment
    if own and segment is not None and opening.start is not None:
        name = tongues.own(segment.title, segment.title_alt)
        yield _Moment(
            at=opening.start,
            place=opening.place,
            do="office_opens",
            number=segment.number,
            name=name,
            sales=own,
        )
        if opening.end is not None:
            yield _Moment(
                at=opening.end,
                place=opening.place,
                do="office_closes",
                number=segment.number,
                name=name,
                sales=own,
            )
    yield from _coupons(opening, show)


def _of_order(opening: Opening, order: Order, tongues: Tongues) -> Iterator[_Moment]:
    handoff = order.handoff
    title, alt = handoff.title, handoff.title_alt
    if not title and not alt:
        title, alt = order.origin.title, order.origin.title_alt
    name, place = tongues.own(title, alt), opening.place
    confirms = ", ".join(handoff.acknowledged_by)
    sales = tuple(sale for sale in opening.sales if sale.offer in handoff.offers)
    for at, do, who, what in (
        (order.standby, "office_standby", confirms, ()),
        (order.go, "office_go" if sales else "artist_go", "", sales),
        (order.back, "office_back" if sales else "return_by", "", sales),
    ):
        if at is not None:
            yield _Moment(
                at=at,
                place=place,
                do=do,
                number=handoff.number,
                name=name,
                confirms=who,
                sales=what,
            )


def _coupons(opening: Opening, show: Show) -> Iterator[_Moment]:
    """Each coupon's window from the planned GO."""
    for sale in opening.sales:
        offer = offer_of(show, sale.offer)
        coupon = offer.coupon
        if coupon is None or sale.go is None:
            continue
        for after, do in (
            (coupon.opens_after, "office_coupon_opens"),
            (coupon.closes_after, "office_coupon_closes"),
        ):
            if after is not None:
                yield _Moment(
                    at=Instant(sale.go + after),
                    place=opening.place,
                    do=do,
                    number=offer.number,
                    name=Pair(cut(coupon.name, WORDS)),
                )


def _step(show: Show, times: PaperTimes, moment: _Moment) -> Step:
    place = _place_at(times, moment)
    return Step(
        at=times.told(moment.at, place),
        do=times.tongues.say(moment.do),
        is_go=moment.do in _GO,
        opens=moment.do in ("office_go", "office_opens"),
        is_changed=moment.is_changed,
        number=moment.number,
        name=moment.name,
        confirms=moment.confirms,
        items=tuple(_items(show, moment.sales, times.tongues)),
    )


def _place_at(times: PaperTimes, moment: _Moment) -> int:
    """The segment whose day the moment is told by."""
    if moment.place is not None:
        return moment.place
    starts = times.plan.starts
    before = (n for n, start in enumerate(starts) if start is not None and start <= moment.at)
    return max(before, default=0)


def _items(show: Show, sales: Iterable[Sale], tongues: Tongues) -> Iterator[Item]:
    for sale in sales:
        offer = offer_of(show, sale.offer)
        pieces = offer.stock if offer.released is None else offer.released
        yield Item(
            number=offer.number,
            name=tongues.own(offer.product, offer.product_alt),
            price=price(offer.deal_price, offer.currency) or tongues.say("price_open").first,
            pieces="" if pieces is None else f"{pieces:,}",
        )
