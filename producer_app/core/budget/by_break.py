"""Rules about breaks as such: how long, how many, how far apart, and what they may not cut."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from producer_app.core.budget.aired import Aired, headed
from producer_app.core.budget.ledger import Ledger
from producer_app.core.budget.spots import Excess, Stop
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.budget.windows import programme
from producer_app.core.show import AdRule, Kind, Signpost
from producer_app.core.timebase import HOUR, Instant


def longest_break(state: RuleState, aired: Aired) -> RuleState:
    """No break may be longer than this; each break that has a time is a window."""
    limit = state.rule.limit or 0
    planned = aired.planned.lengths_of_breaks
    windows = [
        _break_window(aired, stop, stop.start, limit, planned.get(stop.segment, 0))
        for stop in aired.projected.stops
        if stop.start is not None
    ]
    first = next((stop for stop in aired.projected.stops if stop.length > limit), None)
    excess = _passed(aired.projected, first, limit)
    return _told(state, aired, windows, excess, limit)


def breaks_per_length(state: RuleState, aired: Aired) -> RuleState:
    """One break inside the programme, or so many, for each full length of it as it is scheduled;
    none at all in a programme that is no longer than the rule's ``limit``."""
    bounds = programme(aired.times)
    if bounds is None:
        return state
    limit = _breaks_allowed(state.rule, bounds[1] - bounds[0])
    starts, inside = aired.projected.inside, aired.projected.form.inside
    window = WindowState(
        start=bounds[0],
        end=bounds[1],
        limit=limit,
        spent=_begun(aired, starts),
        planned=len(aired.planned.inside),
        projected=len(starts),
    )
    excess = Excess(inside[limit].segment, starts[limit]) if len(starts) > limit else None
    return _told(state, aired, [window], excess)


def uninterrupted(state: RuleState, aired: Aired) -> RuleState:
    """A selling window lasts at least so long, is signposted, or both, as the rule says."""
    needed, signpost = state.rule.limit or 0, state.rule.signpost
    windows: list[WindowState] = []
    excess: Excess | None = None
    planned = aired.planned.lengths_of_breaks
    for stop in aired.projected.stops:
        is_kept = stop.length >= needed
        if signpost is Signpost.ALSO:
            is_kept = is_kept and stop.together.is_signposted
        elif signpost is Signpost.INSTEAD:
            is_kept = is_kept or stop.together.is_signposted
        limit = min(needed, stop.length) if is_kept else needed
        if stop.start is not None:
            was = planned.get(stop.segment, 0)
            windows.append(_break_window(aired, stop, stop.start, limit, was, is_least=True))
        if not is_kept and excess is None:
            excess = Excess(stop.segment, stop.start)
    return _told(state, aired, windows, excess)


def distance(state: RuleState, aired: Aired) -> RuleState:
    """Between two breaks lie at least so many numbers, or at least so much time."""
    by_count = state.rule.limit_count is not None
    limit = (state.rule.limit_count if by_count else state.rule.limit) or 0
    planned = {stop.segment: apart for stop, apart in _apart(aired.planned, by_count=by_count)}
    apart = _apart(aired.projected, by_count=by_count)
    until = aired.now if aired.is_running else Instant(0)
    windows = [
        WindowState(
            start,
            Instant(start + stop.length),
            limit,
            far if start < until else 0,
            planned.get(stop.segment, 0),
            far,
            is_least=True,
        )
        for stop, far in apart
        if (start := stop.start) is not None
    ]
    near = (stop for stop, far in apart if far < limit and stop.start is not None)
    first = next(near, None)
    excess = None if first is None else Excess(first.segment, first.start)
    return _told(state, aired, windows, excess)


def never_inside(state: RuleState, aired: Aired) -> RuleState:
    """No advertising inside segments of these kinds: not one second of their own."""
    kinds, ledger = state.rule.against, aired.projected
    found = _inside(ledger, kinds)
    starts = [ledger.starts[place] for place in found]
    first = Excess(ledger.form.faces[found[0]].segment, starts[0]) if found else None
    return state._replace(
        spent=_begun(aired, starts),
        planned=len(_inside(aired.planned, kinds)),
        projected=len(found),
        limit=0,
        first_break=first,
    )


def _inside(ledger: Ledger, kinds: frozenset[Kind]) -> list[int]:
    """Which segments of these kinds hold advertising that counts."""
    return [place for place in ledger.form.within(kinds) if ledger.lengths[place]]


def _begun(aired: Aired, starts: Iterable[Instant | None]) -> int:
    """How many of these have started; what is expected this very moment has not."""
    now = aired.now
    return sum([at is not None and at < now for at in starts]) if aired.is_running else 0


def _breaks_allowed(rule: AdRule, length: int) -> int:
    if rule.limit is not None and length <= rule.limit:
        return 0
    times = 1 if rule.limit_count is None else rule.limit_count
    return max(0, length // (rule.window_length or HOUR) * times)


def _apart(ledger: Ledger, *, by_count: bool) -> list[tuple[Stop, int]]:
    """How far each break stands from the one before it, in numbers or in milliseconds."""
    stops = ledger.stops
    if by_count:
        return [(stop, stop.together.before) for stop in stops[1:]]
    return [
        (later, max(0, later.start - earlier.end))
        for earlier, later in pairwise(stops)
        if earlier.end is not None and later.start is not None
    ]


def _break_window(
    aired: Aired,
    stop: Stop,
    start: Instant,
    limit: int,
    planned: int,
    *,
    is_least: bool = False,
) -> WindowState:
    end = start if stop.end is None else stop.end
    has_begun = aired.is_running and start < aired.now
    spent = aired.projected.between(start, min(end, aired.now)) if has_begun else 0
    return WindowState(start, end, limit, spent, planned, stop.length, is_least=is_least)


def _passed(ledger: Ledger, stop: Stop | None, limit: int) -> Excess | None:
    """Where a break is longer than the limit."""
    return None if stop is None else ledger.first_excess(ledger.spots_of(stop), limit)


def _told(
    state: RuleState,
    aired: Aired,
    windows: list[WindowState],
    excess: Excess | None,
    limit: int = 0,
) -> RuleState:
    """The state; without any break at all there is only the limit."""
    told = state._replace(
        limit=limit, spent=0, planned=0, projected=0, windows=tuple(windows), first_break=excess
    )
    return headed(told, aired)
