"""What other programs are told of a show: its shape alone, which a server carries without knowing
how it is reckoned."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.timebase import Instant, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSegment:
    """A segment that is to come. ``starts`` is expected in a run, else planned."""

    id: str
    number: str
    title: str
    title_alt: str
    kind: str
    starts: Instant | None
    length: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideTake:
    """What is on air. ``ends`` is None while nobody knows, and during a hold; then ``held_left``
    is the time it stands at (< 0: over)."""

    id: str
    number: str
    title: str
    title_alt: str
    kind: str
    started: Instant
    ends: Instant | None
    is_held: bool
    held_left: Millis | None
    nth: int
    """The how-manieth take of its room this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideRoom:
    """One room. ``over`` > 0 is over (late), in whole seconds; ``against`` is what it is held
    against: hard_time, hard_out, published, plan, or nothing."""

    id: str
    name: str
    name_alt: str
    role: str
    on_air: OutsideTake | None
    standby: OutsideSegment | None
    next: OutsideSegment | None
    """What follows behind the one in standby."""
    is_ended: bool
    over: Millis | None
    against: str
    over_text: str
    """OVER 0:12, UNDER 0:05, ON TIME; with AT LEAST or AT MOST where that is all one knows."""
    over_text_alt: str
    hard_out: Instant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideHandoff:
    """One handoff. ``state`` is as the director sees it, so a GO that nobody answers is late, then
    missed; ``rev`` rises with every call on it."""

    id: str
    number: str
    title: str
    title_alt: str
    room: str
    state: str
    rev: int
    is_shown: bool
    """A page in the room has painted this state."""
    planned: Instant | None
    due: Instant | None
    since: Instant
    went: Instant | None
    live: Instant | None
    return_by: Instant | None
    ready_by: str
    live_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideRule:
    """What is left of one ad rule, in English and in Chinese."""

    id: str
    title: str
    title_alt: str
    room: str
    level: str
    left: str
    left_alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOffer:
    """One offer that a room sells; ``state`` is closed, open or sold_out, ``stock`` what is left
    as last entered."""

    id: str
    number: str
    product: str
    product_alt: str
    room: str
    state: str
    opened: Instant | None
    stock: int | None
    is_price_checked: bool
    is_on_fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The show as other programs see it. ``run`` is plan, rehearsal or show; ``rooms`` are by id,
    ``handoffs`` by number."""

    show: str
    title: str
    title_alt: str
    zone: str
    run: str
    run_number: int
    is_running: bool
    epoch: int
    seq: int
    rooms: dict[str, OutsideRoom]
    handoffs: dict[str, OutsideHandoff]
    rules: tuple[OutsideRule, ...]
    offers: tuple[OutsideOffer, ...]
