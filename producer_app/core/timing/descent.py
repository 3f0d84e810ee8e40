"""Starts down a rundown: what is fixed is met one after the other, and what is late moves on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.holds import Bound, Fixed, HardKind, HardTime
from producer_app.core.timing.sums import Down, moved_on, start_in


def down(
    totals: tuple[int, ...],
    fixed: Mapping[int, Fixed],
    begin: int | None,
    *,
    is_firm: bool = True,
    pushes: bool = False,
) -> Down:
    """The start of each segment, counted from ``begin``.

    As planned a hard time stands where it is, whatever comes before it; with ``pushes`` what
    comes late moves it on, and only what comes early waits for it. ``totals`` are the ``running``
    lengths, 0 where they are unknown; ``fixed`` is by index.
    """
    return Descent(totals, fixed, begin, is_firm=is_firm, pushes=pushes).to_the_end()


class Descent:
    """Starts found from the top down, as far as somebody has asked; further down it may still be
    told that a segment waits."""

    def __init__(
        self,
        totals: tuple[int, ...],
        fixed: Mapping[int, Fixed],
        begin: int | None,
        *,
        is_firm: bool = True,
        pushes: bool = False,
    ) -> None:
        self._totals, self._fixed, self._pushes = totals, fixed, pushes
        self._below = sorted(fixed, reverse=True)
        self._hards: list[HardTime] = []
        self._tops, self._begins, self._firms = [0], [begin], [is_firm]

    def wait(self, stop: int, bound: Bound) -> None:
        """Nothing starts there before that; nothing at it or below has been asked for yet."""
        self._reach(stop)
        if self._below and self._below[-1] == stop:
            self._below.pop()
        self._pass(stop, bound)

    def start_at(self, place: int) -> Instant | None:
        """The start of one segment; None while unknown."""
        self._reach(place + 1)
        stretch = bisect_right(self._tops, place) - 1
        return start_in(self._totals, self._tops[stretch], self._begins[stretch], place)

    def is_firm_at(self, place: int) -> bool:
        """False where the start of that segment is a lower bound."""
        self._reach(place + 1)
        return self._firms[bisect_right(self._tops, place) - 1]

    def to_the_end(self) -> Down:
        """All of it."""
        totals = self._totals
        self._reach(len(totals))
        end = start_in(totals, self._tops[-1], self._begins[-1], len(totals) - 1)
        return Down(
            totals=totals,
            tops=tuple(self._tops),
            begins=tuple(self._begins),
            firms=tuple(self._firms),
            hards=tuple(self._hards),
            end=end,
            end_firm=self._firms[-1],
        )

    def _reach(self, place: int) -> None:
        """Passes all that is fixed above that place."""
        below = self._below
        while below and below[-1] < place:
            self._pass(below.pop(), None)

    def _pass(self, stop: int, bound: Bound | None) -> None:
        totals, hold = self._totals, self._fixed.get(stop, _FREE)
        free = moved_on(self._begins[-1], totals[stop] - totals[self._tops[-1]])
        start, is_firm = self._arrive(stop, hold, free, bound)
        end = moved_on(start, totals[stop + 1] - totals[stop])
        end_firm = is_firm and not hold.is_unknown
        if hold.end is not None:
            end, end_firm = self._leave(stop, hold, hold.end, end, is_firm)
        self._tops += (stop, stop + 1)
        self._begins += (start, end)
        self._firms += (is_firm, end_firm)

    def _arrive(
        self, stop: int, hold: Fixed, cursor: int | None, bound: Bound | None
    ) -> tuple[int | None, bool]:
        """Where a segment starts, once what stands before it is over and everybody is there."""
        is_firm, hit, start = self._firms[-1], hold.front_hit, hold.start
        if hit is not None and (not self._pushes or cursor is None or cursor <= hit):
            cursor, is_firm = hit, True
        arrival = cursor
        if bound is not None and cursor is not None:
            cursor, is_firm = max(cursor, bound.at), is_firm and bound.is_firm
        if start is None:
            return cursor, is_firm
        is_late, over = cursor is not None and cursor > start, None
        if arrival is not None and cursor is not None:
            over = Millis((cursor if is_late else arrival) - start)
            over = max(Millis(0), over) if hold.is_opening else over
        self._hards.append(HardTime(stop, start, over, is_firm, HardKind.START))
        return (cursor, is_firm) if self._pushes and is_late else (start, True)

    def _leave(
        self, stop: int, hold: Fixed, until: Instant, end: int | None, is_firm: bool
    ) -> tuple[int | None, bool]:
        """Where a segment with a hard end ends; without a length it fills the time to it."""
        if hold.is_unknown and end is not None:
            end = max(end, until)
        over = None if end is None else Millis(end - until)
        self._hards.append(HardTime(stop, until, over, is_firm, HardKind.END))
        if not self._pushes or end is None or end <= until:
            return until, True
        return end, is_firm


_FREE = Fixed()
