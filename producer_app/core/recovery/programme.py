"""The integer programme: every choice a column, every hard time and promise a row, in seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from producer_app.core.recovery.ahead import Ahead, Stop
from producer_app.core.recovery.choices import Choice
from producer_app.core.recovery.costs import CARRIED, FILL, LATE, LONG_FILL, UNDER
from producer_app.core.recovery.pledges import Pledge
from producer_app.core.timebase import SECOND

ENDLESS = float("inf")

Terms = list[tuple[int, float]]
"""Columns with their factors."""

Row = tuple[float, float, Terms]
"""The sum of the terms lies between the two."""


@dataclass(slots=True)
class Programme:
    """Columns and rows as a solver takes them; the least cost is sought."""

    costs: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    made: list[int] = field(default_factory=list)
    """By choice: the column that is 1 when it is made."""
    amounts: list[int | None] = field(default_factory=list)
    """By choice: the column of its seconds, None where it is made whole."""
    lates: list[tuple[int, float]] = field(default_factory=list)
    """By hard time: the column of the seconds that it is reached late, and how many they are when
    no choice is made."""
    held: dict[int, float] = field(default_factory=dict)
    """By boundary: the seconds that are waited there when no choice is made."""

    def column(self, cost: float, high: float, *, low: float = 0.0, is_whole: bool = False) -> int:
        """A new column; returns its number."""
        self.costs.append(cost)
        self.lows.append(low)
        self.highs.append(high)
        self.is_whole.append(is_whole)
        return len(self.costs) - 1

    def span(self, terms: Terms) -> tuple[float, float]:
        """The least and the most that the sum of the terms can be."""
        ends = [
            (factor * self.lows[n], factor * self.highs[n])[:: 1 if factor > 0 else -1]
            for n, factor in terms
        ]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    def row(self, terms: Terms, low: float = -ENDLESS, high: float = ENDLESS) -> None:
        """A new row: the sum of the terms lies between ``low`` and ``high``."""
        self.rows.append((low, high, terms))


def programme(
    ahead: Ahead, choices: tuple[Choice, ...], pledges: Iterable[Pledge], *, is_kept: bool
) -> Programme:
    """The programme of these choices; promises hold in it where they are to be kept.

    Down the rundown ``begin`` is what moves on, ``still`` what that is when no choice is made, and
    ``reached`` the seconds that are known to follow it.
    """
    made = Programme()
    slots = _with_choices(made, choices)
    if is_kept:
        for pledge in pledges:
            _keep(made, pledge)
    begin: Terms = []
    reached, still, since = 0.0, 0.0, -1
    gone = _gone(made, choices)
    for stop in ahead.stops:
        passed = range(since, stop.boundary)
        since = stop.boundary
        terms = begin + [term for slot in passed for term in slots.get(slot, ())]
        reached += _lengths(ahead, passed)
        at = (stop.at - ahead.begin) / SECOND
        if stop.is_hard:
            begin, still = _meet(made, stop, terms, at - reached), max(0.0, still + reached - at)
            made.lates.append((begin[0][0], still))
            reached = at
        else:
            begin = _await(made, stop, terms, (reached, at), gone[stop.boundary], is_kept=is_kept)
            held = max(0.0, at - still - reached)
            made.held[stop.boundary] = held + made.held.get(stop.boundary, 0.0)
            reached, still = 0.0, still + reached + held
    return made


def _with_choices(made: Programme, choices: tuple[Choice, ...]) -> dict[int, Terms]:
    """Adds the choices; returns what each slot grows by them."""
    slots: defaultdict[int, Terms] = defaultdict(list)
    of_segment: defaultdict[str, Terms] = defaultdict(list)
    for choice in choices:
        on = made.column(choice.price, 1.0, is_whole=True)
        made.made.append(on)
        of_segment[choice.segment.id].append((on, 1.0))
        amount = made.column(choice.second_price, choice.most) if choice.is_elastic else None
        made.amounts.append(amount)
        sign = -1.0 if choice.gives_back else 1.0
        if amount is not None:
            made.row([(amount, 1.0), (on, -float(choice.most))], high=0.0)
            slots[choice.slot].append((amount, sign))
        else:
            slots[choice.slot].append((on, sign * choice.length / SECOND))
        if choice.into is not None:
            slots[choice.into].append((on, choice.length / SECOND))
    for terms in of_segment.values():
        if len(terms) > 1:
            made.row(terms, high=1.0)
    return slots


def _keep(made: Programme, pledge: Pledge) -> None:
    terms = [(made.made[n], factor) for n, factor in pledge.per_choice.items()]
    for number, factor in pledge.per_second.items():
        amount = made.amounts[number]
        if amount is not None:
            terms.append((amount, factor))
    made.row(terms, high=pledge.room_left)


def _gone(made: Programme, choices: tuple[Choice, ...]) -> defaultdict[int, list[int]]:
    """By boundary: the choices that take away the segment that starts there."""
    gone: defaultdict[int, list[int]] = defaultdict(list)
    for on, choice in zip(made.made, choices, strict=True):
        if choice.gives_back and not choice.is_elastic:
            gone[choice.slot].append(on)
    return gone


def _lengths(ahead: Ahead, slots: range) -> float:
    own = (ahead.segments[slot // 2].length or 0 for slot in slots if slot >= 0 and slot % 2 == 0)
    return sum(own) / SECOND


def _meet(made: Programme, stop: Stop, terms: Terms, left: float) -> Terms:
    """A hard time, ``left`` seconds after what is known to stand before it: what comes late moves
    on what follows, what comes early is filled. Returns what moves on."""
    _, most = made.span(terms)
    late = made.column(LATE, max(0.0, most - left))
    early = [(made.column(price, most), 1.0) for price, most in _fillings(stop)]
    made.row([*terms, (late, -1.0), *early], low=left, high=left)
    return [(late, 1.0)]


def _fillings(stop: Stop) -> tuple[tuple[float, float], ...]:
    """The price of each second to fill, up to how many, the cheapest first."""
    if stop.is_filled or stop.is_opening:
        return ((0.0, ENDLESS),)
    if stop.is_aim:
        return ((UNDER, ENDLESS),)
    known = max(0, -stop.over) / SECOND
    return ((0.0, known), (FILL, CARRIED), (LONG_FILL, ENDLESS))


def _await(
    made: Programme,
    stop: Stop,
    terms: Terms,
    times: tuple[float, float],
    gone: list[int],
    *,
    is_kept: bool,
) -> Terms:
    """A moment that nothing may start before: what comes earlier waits, the rest does not.

    Where somebody walks over and promises are kept, nobody waits longer for them than they do now.
    """
    reached, at = times
    is_bound = is_kept and stop.held is not None
    least, longest = (reached + end for end in made.span(terms))
    most = max(0.0, at - least)
    start = made.column(0.0, max(longest, at), low=least)
    wait = made.column(FILL, min(most, (stop.held or 0) / SECOND) if is_bound else most)
    waits = made.column(0.0, 1.0, is_whole=True)
    made.row([(start, 1.0), (wait, -1.0), *((c, -f) for c, f in terms)], low=reached, high=reached)
    made.row([(start, 1.0), *((on, most) for on in gone)], low=at)
    made.row([(wait, 1.0), (waits, -most)], high=0.0)
    later = max(0.0, longest - at)
    made.row([(start, 1.0), (waits, later)], high=at + later)
    return [(start, 1.0)]
