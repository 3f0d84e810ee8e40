"""What of a show is said to the public or put before it: supers, host cards, offers, reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from producer_app.core.show import (
    Cue,
    Department,
    Handoff,
    HandoffId,
    Kind,
    Offer,
    Segment,
    SegmentId,
    Show,
    Standing,
)

_READS = frozenset({Kind.SPONSOR_READ, Kind.BILLBOARD, Kind.SPOT, Kind.TIME_SIGNAL})
"""Everything that is written beside these is their text, notes included."""

_SPOKEN = _READS | {Kind.SHOP_THROW, Kind.PITCH, Kind.PLACEMENT, Kind.PROMO}
"""What is spoken in these sells something."""

_SUPERS = (
    *("super", "graphic", "gfx", "caption", "subtitle", "lower third", "led", "screen"),
    *("字幕", "图文", "包装", "大屏", "屏幕", "贴片", "角标", "标版"),
)
"""What a department column is called that holds words for the screen."""

_CUED = frozenset({Department.LED})
"""Departments whose cues put words before the public."""


class Passage(NamedTuple):
    """One text: of the noun ``place``, in its ``field`` or in the column of that name.

    ``segment`` or ``handoff`` is where it is going to be said, where that is known.
    """

    place: str
    field: str
    text: str
    segment: SegmentId | None = None
    handoff: HandoffId | None = None
    is_column: bool = False


def passages(show: Show) -> Iterator[Passage]:
    """Every text that goes out; what is omitted does not."""
    for segment in show.segments:
        if segment.standing is not Standing.OMITTED:
            yield from _of_segment(segment)
            for cue in show.cues_of.get(segment.id, ()):
                yield from _of_cue(cue)
    for handoff in show.handoffs:
        yield from _of_handoff(handoff)
    carriers = _carriers(show)
    for offer in show.offers:
        yield from _of_offer(offer, carriers.get(offer.id))


def _is_for_the_screen(column: str) -> bool:
    """True when a department column of that name holds words for the screen."""
    name = column.casefold()
    return any(word in name for word in _SUPERS)


def _of_segment(segment: Segment) -> Iterator[Passage]:
    said = {"in_words": segment.in_words, "out_words": segment.out_words}
    if segment.kind in _READS:
        said["notes"] = segment.notes
    if segment.kind in _SPOKEN:
        yield from (Passage(segment.id, name, text, segment.id) for name, text in said.items())
    for column, text in segment.columns:
        if _is_for_the_screen(column):
            yield Passage(segment.id, column, text, segment.id, is_column=True)


def _of_cue(cue: Cue) -> Iterator[Passage]:
    if cue.department in _CUED:
        for name in ("standby_words", "go_words", "notes"):
            yield Passage(cue.id, name, getattr(cue, name), cue.segment)


def _of_handoff(handoff: Handoff) -> Iterator[Passage]:
    points = "\n".join(handoff.talking_points)
    said = (
        ("throw_words", handoff.throw_words),
        ("talking_points", points),
        ("abort_phrase", handoff.abort_phrase),
    )
    for name, text in said:
        yield Passage(handoff.id, name, text, handoff=handoff.id)


def _of_offer(offer: Offer, handoff: HandoffId | None) -> Iterator[Passage]:
    coupon = "" if offer.coupon is None else offer.coupon.name
    said = (
        ("product", offer.product),
        ("product_alt", offer.product_alt),
        ("must_say", offer.must_say),
        ("coupon", coupon),
        ("returns", offer.returns),
    )
    for name, text in said:
        yield Passage(offer.id, name, text, handoff=handoff)


def _carriers(show: Show) -> dict[str, HandoffId]:
    """The first handoff that carries each offer."""
    found: dict[str, HandoffId] = {}
    for handoff in show.handoffs:
        for offer in handoff.offers:
            found.setdefault(offer, handoff.id)
    return found
