"""What a rule is held against: the airtime of its room under the kinds it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.core.budget.airtime import Airtime
from producer_app.core.budget.ledger import Excess, Ledger
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import RoomTimes


@dataclass(frozen=True, kw_only=True)
class Aired:
    """What a rule is held against: its room's times, and the ledgers of the kinds it counts."""

    show: Show
    times: RoomTimes
    now: Instant
    is_running: bool
    planned: Ledger
    projected: Ledger
    planned_airtime: Airtime
    airtime: Airtime

    def window(self, start: Instant, end: Instant, limit: int, elsewhere: int = 0) -> WindowState:
        """A window of time with its figures; ``elsewhere`` was used before the show."""
        until = min(end, max(start, self.now)) if self.is_running else start
        return WindowState(
            start=start,
            end=end,
            limit=limit,
            spent=self.projected.between(start, until) + elsewhere,
            planned=self.planned.between(start, end) + elsewhere,
            projected=self.projected.between(start, end) + elsewhere,
        )

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
        replace(w, spent=w.spent + ledger.between(max(w.start, since), min(w.end, now)))
        if w.start < now and w.end > since
        else w
        for w in state.windows
    )
    spent = state.spent if state.windows else state.spent + passed
    return headed(replace(state, windows=windows, spent=spent), aired)


def headed(state: RuleState, aired: Aired) -> RuleState:
    """The state with the figures of the window that ``now`` is in, or else of the tightest."""
    present = (w for w in state.windows if aired.is_running and w.start <= aired.now < w.end)
    window = next(present, None) or state.tightest
    if window is None or window is state.window:
        return state
    return replace(
        state,
        window=window,
        spent=window.spent,
        planned=window.planned,
        projected=window.projected,
        limit=window.limit,
    )
