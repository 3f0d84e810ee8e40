"""Rules about breaks as such: how long, how many, how far apart, and what they may not cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from producer_app.core.budget.aired import Aired, headed
from producer_app.core.budget.ledger import Excess, Ledger, Stop
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.budget.windows import programme
from producer_app.core.show import AdRule, SegmentId, Signpost
from producer_app.core.timebase import HOUR, Instant


def longest_break(state: RuleState, aired: Aired) -> RuleState:
    """No break may be longer than this; each break that has a time is a window."""
    limit = state.rule.limit or 0
    planned = {stop.segment: stop.length for stop in aired.planned.stops}
    windows = [
        _break_window(aired, stop, stop.start, limit, planned.get(stop.segment, 0))
        for stop in aired.projected.stops
        if stop.start is not None
    ]
    first = next((stop for stop in aired.projected.stops if stop.length > limit), None)
    excess = None if first is None else aired.projected.first_excess(first.spots, limit)
    return _told(state, aired, windows, excess, limit)


def breaks_per_length(state: RuleState, aired: Aired) -> RuleState:
    """One break inside the programme, or so many, for each full length of it as it is scheduled;
    none at all in a programme that is no longer than the rule's ``limit``."""
    bounds = programme(aired.times)
    if bounds is None:
        return state
    limit = _breaks_allowed(state.rule, bounds[1] - bounds[0])
    inside = [stop for stop in aired.projected.stops if stop.is_inside]
    window = WindowState(
        start=bounds[0],
        end=bounds[1],
        limit=limit,
        spent=sum(aired.so_far(stop.start) for stop in inside),
        planned=sum(stop.is_inside for stop in aired.planned.stops),
        projected=len(inside),
    )
    excess = Excess(inside[limit].segment, inside[limit].start) if len(inside) > limit else None
    return _told(state, aired, [window], excess)


def uninterrupted(state: RuleState, aired: Aired) -> RuleState:
    """A selling window lasts at least so long, is signposted, or both, as the rule says."""
    rule, needed = state.rule, state.rule.limit or 0
    windows: list[WindowState] = []
    excess: Excess | None = None
    planned = {stop.segment: stop.length for stop in aired.planned.stops}
    for stop in aired.projected.stops:
        is_signposted = all(spot.is_signposted for spot in stop.spots)
        is_long = stop.length >= needed
        is_kept = {
            Signpost.NOT_NEEDED: is_long,
            Signpost.ALSO: is_long and is_signposted,
            Signpost.INSTEAD: is_long or is_signposted,
        }[rule.signpost]
        limit = min(needed, stop.length) if is_kept else needed
        if stop.start is not None:
            was = planned.get(stop.segment, 0)
            window = _break_window(aired, stop, stop.start, limit, was)
            windows.append(replace(window, is_least=True))
        if not is_kept and excess is None:
            excess = Excess(stop.segment, stop.start)
    return _told(state, aired, windows, excess)


def distance(state: RuleState, aired: Aired) -> RuleState:
    """Between two breaks lie at least so many numbers, or at least so much time."""
    by_count = state.rule.limit_count is not None
    limit = (state.rule.limit_count if by_count else state.rule.limit) or 0
    planned = dict(_apart(aired.planned, by_count=by_count))
    windows: list[WindowState] = []
    excess: Excess | None = None
    stops = {stop.segment: stop for stop in aired.projected.stops}
    for segment, apart in _apart(aired.projected, by_count=by_count):
        start = stops[segment].start
        if start is None:
            continue
        windows.append(
            WindowState(
                start=start,
                end=Instant(start + stops[segment].length),
                limit=limit,
                spent=apart if aired.so_far(start) else 0,
                planned=planned.get(segment, 0),
                projected=apart,
                is_least=True,
            )
        )
        if apart < limit and excess is None:
            excess = Excess(segment, start)
    return _told(state, aired, windows, excess)


def never_inside(state: RuleState, aired: Aired) -> RuleState:
    """No advertising inside segments of these kinds: not one second of their own."""
    rule = state.rule
    found = [
        stretch
        for _, stretch in aired.airtime.commercial
        if stretch.kind in rule.against and stretch.counted(rule.counts)
    ]
    planned = sum(
        s.kind in rule.against and bool(s.counted(rule.counts))
        for _, s in aired.planned_airtime.commercial
    )
    first = Excess(found[0].segment, found[0].start) if found else None
    return replace(
        state,
        spent=sum(aired.so_far(stretch.start) for stretch in found),
        planned=planned,
        projected=len(found),
        limit=0,
        first_break=first,
    )


def _breaks_allowed(rule: AdRule, length: int) -> int:
    if rule.limit is not None and length <= rule.limit:
        return 0
    times = 1 if rule.limit_count is None else rule.limit_count
    return max(0, length // (rule.window_length or HOUR) * times)


def _apart(ledger: Ledger, *, by_count: bool) -> Iterable[tuple[SegmentId, int]]:
    """How far each break stands from the one before it, in numbers or in milliseconds."""
    for earlier, later in pairwise(ledger.stops):
        if by_count:
            yield later.segment, later.before
            continue
        last = earlier.spots[-1]
        if last.start is not None and later.start is not None:
            yield later.segment, max(0, later.start - last.start - last.length)


def _break_window(
    aired: Aired, stop: Stop, start: Instant, limit: int, planned: int
) -> WindowState:
    last = stop.spots[-1]
    end = Instant((start if last.start is None else last.start) + last.length)
    spent = aired.projected.between(start, min(end, aired.now)) if aired.so_far(start) else 0
    return WindowState(
        start=start, end=end, limit=limit, spent=spent, planned=planned, projected=stop.length
    )


def _told(
    state: RuleState,
    aired: Aired,
    windows: list[WindowState],
    excess: Excess | None,
    limit: int = 0,
) -> RuleState:
    """The state; without any break at all there is only the limit."""
    nothing = replace(state, limit=limit, spent=0, planned=0, projected=0)
    return headed(replace(nothing, windows=tuple(windows), first_break=excess), aired)
