"""A rule over the evening as a curve: what is used in each window against what may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from producer_app.core.budget import Budget, RuleState, Unit, WindowState
from producer_app.core.budget.aired import Aired
from producer_app.core.budget.counting import aired_under
from producer_app.core.show import Method, SegmentId
from producer_app.core.timebase import HOUR, MINUTE, SECOND, Instant, wall_time
from producer_app.core.timing import Projection
from producer_app.present.budget_elsewhere import elsewhere_in
from producer_app.present.budget_levels import BREAKS, BudgetLevel, window_level
from producer_app.present.budget_points import (
    BY_NUMBER,
    Point,
    ends_of,
    figure_at,
    rolling_sum,
    running_sum,
)
from producer_app.present.budget_sentences import amount, left_text, moment, segment_named
from producer_app.present.words import Words, both, clock

_JOINT = " · "
_NEAR = HOUR
"""How far before and behind the evening a window's own edge is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePart:
    """One window: a line of what is used in it, and its limit; of a break a bar."""

    start: Instant
    end: Instant
    limit: int
    points: tuple[Point, ...]
    label: str
    """What is left in it, in few words."""
    level: BudgetLevel
    elsewhere: int
    """What of every figure did not run in this show: spent, whatever the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveMark:
    """A counted segment on the curve: where it is over, what is used then, and all in words."""

    at: Instant
    used: int
    segment: SegmentId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveView:
    """The curve of one rule; without parts where it has none. ``top`` is the highest figure that
    is shown; ``breaks`` is where the rule is first broken, with the word that stands there."""

    start: Instant
    end: Instant
    top: int
    is_bars: bool
    is_least: bool
    parts: tuple[CurvePart, ...]
    marks: tuple[CurveMark, ...]
    hours: tuple[tuple[Instant, str], ...]
    levels: tuple[tuple[int, str], ...]
    breaks: Point | None
    breaks_word: str


def curve_view(projection: Projection, budget: Budget, state: RuleState, say: Words) -> CurveView:
    """The curve of a rule over the evening of its room."""
    aired = aired_under(state.rule, projection, budget)
    start, end = _evening(state, aired)
    is_drawn = state.limit is not None and end > start
    parts = tuple(_parts(state, aired, start, end, say)) if is_drawn else ()
    return CurveView(
        start=start,
        end=end,
        top=_top(parts),
        is_bars=state.rule.method in BREAKS,
        is_least=state.is_least,
        parts=parts,
        marks=tuple(_marks(parts, state, aired, projection, say)),
        hours=tuple(_hours(start, end, projection)),
        levels=_levels(parts, state.unit),
        breaks=_breaks(state, parts),
        breaks_word=_breaks_word(state, projection, say),
    )


def used_at(view: CurveView, at: int) -> int | None:
    """What is used at a moment; None where there is no window."""
    for part in view.parts:
        if part.start <= at <= part.end:
            return figure_at(part.points, at)
    return None


def _evening(state: RuleState, aired: Aired) -> tuple[Instant, Instant]:
    """From the first to the last moment on the air, and to the windows' edges close by."""
    plan = aired.times.plan
    placed = aired.projected.placed
    moments = [at for at in (plan.on_air, plan.end, aired.times.end) if at is not None]
    moments += [at for spot in (*placed[:1], *placed[-1:]) if (at := spot.start) is not None]
    if not moments:
        return Instant(0), Instant(0)
    start, end = min(moments), max(moments)
    if state.rule.method in BREAKS:
        return start, end
    edges = [edge for w in state.windows for edge in (w.start, w.end)]
    start = min([start, *(e for e in edges if start - _NEAR <= e < start)])
    return start, max([end, *(e for e in edges if end < e <= end + _NEAR)])


def _parts(
    state: RuleState,
    aired: Aired,
    start: Instant,
    end: Instant,
    say: Words,
) -> Iterator[CurvePart]:
    method = state.rule.method
    if method is Method.SHOW_RATIO:
        whole = _window(start, end, state)
        yield _part(state, whole, running_sum(aired, whole, start, end), say)
    elif method is Method.ROLLING_WINDOW:
        length = state.rule.window_length or HOUR
        whole = _window(start, end, state)
        yield _part(state, whole, rolling_sum(aired, length, start, end), say)
    elif method in BREAKS:
        for window in state.windows:
            bar = ((window.start, window.projected), (window.end, window.projected))
            yield _part(state, window, bar, say)
    else:
        points = BY_NUMBER.get(method, running_sum)
        for window in _drawn(state):
            first, last = max(start, window.start), min(end, window.end)
            if last > first:
                yield _part(state, window, points(aired, window, first, last), say)


def _drawn(state: RuleState) -> tuple[WindowState, ...]:
    """Of an average that has a limit for each hour, too, the one that presses more."""
    if state.rule.method is not Method.WINDOW_AVERAGE or len(state.windows) < 2:
        return state.windows
    whole, *hours = state.windows
    tightest = state.tightest
    return (whole,) if tightest is whole else tuple(hours)


def _window(start: Instant, end: Instant, state: RuleState) -> WindowState:
    return WindowState(
        start=start,
        end=end,
        limit=state.limit or 0,
        spent=state.spent,
        planned=state.planned,
        projected=state.projected,
    )


def _part(
    state: RuleState,
    window: WindowState,
    points: tuple[Point, ...],
    say: Words,
) -> CurvePart:
    is_bar = state.rule.method in BREAKS
    return CurvePart(
        start=points[0][0] if points else window.start,
        end=points[-1][0] if points else window.end,
        limit=window.limit,
        points=points,
        label="" if is_bar else left_text(state, window.left, say),
        level=window_level(state, window),
        elsewhere=elsewhere_in(state, window),
    )


def _marks(
    parts: tuple[CurvePart, ...],
    state: RuleState,
    aired: Aired,
    projection: Projection,
    say: Words,
) -> Iterator[CurveMark]:
    spots = [spot for spot in aired.projected.placed if spot.start is not None]
    for segment, group in groupby(spots, key=lambda spot: spot.segment):
        last = tuple(group)[-1]
        at = ends_of(last)[0 if state.rule.method in BY_NUMBER else 1]
        part = next((p for p in parts if p.start <= at <= p.end), None)
        if part is None:
            continue
        used = figure_at(part.points, at)
        name = segment_named(projection.show, segment, say)
        text = _told(state, used, part.limit, say)
        time = clock(Instant(at), projection.show, words=say)
        yield CurveMark(
            at=Instant(at),
            used=used,
            segment=segment,
            text=say.say("budget.curve_point", time=time, segment=name, text=text),
        )


def _told(state: RuleState, used: int, limit: int, say: Words) -> str:
    left = used - limit if state.is_least else limit - used
    figures = amount(used, state.unit), amount(limit, state.unit)
    of = say.say("budget.ratio", share=figures[0], limit=figures[1])
    return both(of, left_text(state, left, say), _JOINT)


def _top(parts: tuple[CurvePart, ...]) -> int:
    figures = [figure for part in parts for _, figure in part.points]
    return max([1, *figures, *(part.limit for part in parts)])


def _levels(parts: tuple[CurvePart, ...], unit: Unit) -> tuple[tuple[int, str], ...]:
    """The limits that are to be named at the edge, each once."""
    limits = sorted({part.limit for part in parts})
    chosen = limits if len(limits) <= 2 else [limits[0], limits[-1]]
    return tuple((limit, amount(limit, unit)) for limit in chosen)


def _hours(start: Instant, end: Instant, projection: Projection) -> Iterator[tuple[Instant, str]]:
    show = projection.show
    wall = wall_time(start, show.date, show.zone)
    into = wall.minute * MINUTE + wall.second * SECOND + wall.milli
    for at in range(start + -into % HOUR, end + 1, HOUR):
        yield Instant(at), moment(Instant(at), projection.show, None)


def _breaks(state: RuleState, parts: tuple[CurvePart, ...]) -> Point | None:
    at = None if state.first_break is None else state.first_break.at
    part = None if at is None else next((p for p in parts if p.start <= at <= p.end), None)
    if at is None or part is None:
        return None
    return at, max(part.limit, figure_at(part.points, at)) if not state.is_least else part.limit


def _breaks_word(state: RuleState, projection: Projection, say: Words) -> str:
    at = None if state.first_break is None else state.first_break.at
    if at is None:
        return ""
    key = "budget.curve_short" if state.is_least else "budget.curve_breaks"
    return say.say(key, time=clock(at, projection.show, words=say))
