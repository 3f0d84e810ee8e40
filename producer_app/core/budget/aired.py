"""What a rule is held against: the airtime of its room under the kinds it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.budget.ledger import Ledger
from producer_app.core.budget.room import RoomAirtime
from producer_app.core.budget.spots import Bounds, Excess
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.show import Method, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import RoomTimes


class Hour(NamedTuple):
    """What a room has in one window."""

    start: Instant
    end: Instant
    spent: int
    planned: int
    projected: int


@dataclass(frozen=True, slots=True)
class Aired:
    """What a rule is held against: its room's airtime, and the ledgers of the kinds it counts."""

    show: Show
    room: RoomAirtime
    now: Instant
    is_running: bool
    planned: Ledger
    projected: Ledger

    @property
    def times(self) -> RoomTimes:
        return self.room.times

    def window(
        self,
        start: Instant,
        end: Instant,
        limit: int,
        elsewhere: int = 0,
        *,
        is_whole: bool = True,
        is_least: bool = False,
    ) -> WindowState:
        """A window of time with its figures; ``elsewhere`` was used before the show."""
        projected = self.projected.held(start, end)
        return WindowState(
            start,
            end,
            limit,
            self._spent(start, end, projected) + elsewhere,
            self.planned.held(start, end) + elsewhere,
            projected + elsewhere,
            is_whole,
            is_least,
        )

    def hours(self, hours: tuple[Bounds, ...]) -> list[Hour]:
        """The figures of windows that many rules count in."""
        planned, projected = self.planned.held_in(hours), self.projected.held_in(hours)
        return [
            Hour(start, end, self._spent(start, end, whole), was, whole)
            for (start, end), was, whole in zip(hours, planned, projected, strict=True)
        ]

    def _spent(self, start: Instant, end: Instant, whole: int) -> int:
        """What of the whole that is projected in a window has been on the air."""
        if not self.is_running or self.now <= start:
            return 0
        return whole if self.now >= end else self.projected.between(start, self.now)

    def so_far(self, start: Instant | None) -> bool:
        """True when what starts then has started; what is expected this very moment has not."""
        return self.is_running and start is not None and start < self.now


Verdict = tuple[tuple[WindowState, ...], Excess | None]
"""The windows of a rule and where it is first broken."""


def ticked(state: RuleState, aired: Aired, since: Instant) -> RuleState:
    """The same state at ``aired.now``, when nothing but time has passed since ``since``: what was
    advertising in between is spent now."""
    ledger, now = aired.projected, aired.now
    passed = ledger.between(since, now)
    if not passed:
        return headed(state, aired)
    windows = tuple(
        w._replace(spent=w.spent + ledger.between(max(w.start, since), min(w.end, now)))
        if w.start < now and w.end > since
        else w
        for w in state.windows
    )
    spent = state.spent if state.windows else state.spent + passed
    return headed(state._replace(windows=windows, spent=spent), aired)


_ON_THE_CLOCK = frozenset(
    {
        *(Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.WINDOW_AVERAGE),
        *(Method.DAY_SHARE, Method.WEEK_SHARE, Method.PROGRAMME_TABLE),
    }
)
"""Methods whose windows stand where they are, however the show runs."""


def is_untouched(state: RuleState, aired: Aired, since: RoomAirtime, then: Instant) -> bool:
    """True when the state of ``then`` holds still, although what is to come has moved: nothing
    was aired, nothing moved into a window of the clock or out of it, and the windows are still
    the same."""
    if state.first_break is not None or state.rule.method not in _ON_THE_CLOCK:
        return False
    new, old = aired.projected, since.projected_ledger(state.rule.counts)
    if new.between(then, aired.now) or new.unknown_ads != old.unknown_ads:
        return False
    on_air, end, was = aired.times.plan.on_air, aired.times.end, since.times.end
    if new.unplaced != old.unplaced or on_air is None or end is None or was is None:
        return False
    if min(end, was) < on_air:
        return False
    for start, over, *_ in state.windows:
        is_reached = (over <= end) is not (over <= was) or (over < end) is not (over < was)
        if is_reached or new.held(start, over) != old.held(start, over):
            return False
    return True


def headed(state: RuleState, aired: Aired) -> RuleState:
    """The state with the figures of the window that ``now`` is in, or else of the tightest."""
    window = _present(state, aired) or state.tightest
    if window is None or window is state.window:
        return state
    return state._replace(
        window=window,
        spent=window.spent,
        planned=window.planned,
        projected=window.projected,
        limit=window.limit,
    )


def _present(state: RuleState, aired: Aired) -> WindowState | None:
    if aired.is_running:
        now = aired.now
        for window in state.windows:
            if window.start <= now < window.end:
                return window
    return None
