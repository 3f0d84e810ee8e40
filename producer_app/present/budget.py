"""The ad budget as it is shown: every rule and every sponsor in words and in fractions of a bar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.budget import RuleState, WindowState, rule_states, sponsor_states
from producer_app.core.show import AdRuleId, Method, Segment, SegmentId, Show
from producer_app.core.timing import Projection
from producer_app.present.budget_shares import Bar, Shares, bar_of, shares_of
from producer_app.present.budget_sponsors import SponsorView, sponsor_view
from producer_app.present.words import Words, both, clock, duration, over_under

_JOINT = " · "
_CLOSE_SHARE = 0.9


class BudgetLevel(StrEnum):
    """How a rule stands, the worst last: a token for the eye, never the only signal."""

    UNKNOWN = "unknown"
    WITHIN = "within"
    CLOSE = "close"
    OVER = "over"


_WORST_LAST = tuple(BudgetLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowView:
    """One window of a rule."""

    label: str
    """20:00–21:00"""
    projected: str
    left: str
    """3:25 left, or OVER 0:12."""
    level: BudgetLevel
    level_word: str
    bar: Bar
    is_now: bool
    """True for the window that the rule's figures are about."""
    note: str
    """What is assumed where the room fills only a part of the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule: its figures are those of the window that now is in, or else of the tightest; its
    level is that of its worst window."""

    id: AdRuleId
    title: str
    title_alt: str
    room: str
    source: str
    level: BudgetLevel
    level_word: str
    window: str
    """What the figures are about: 20:00–21:00, Whole show."""
    spent: str
    planned: str
    projected: str
    limit: str
    left: str
    """3:25 left, or OVER 0:12."""
    sentence: str
    """2:10 spent · 5:40 planned · 6:05 projected · limit 9:30 · 3:25 left"""
    left_time: str
    """3:25, without a word; empty without a limit."""
    left_word: str
    """What the time left means: LEFT, OVER, no limit set."""
    left_level: BudgetLevel
    """How the figures alone stand, whatever other windows do."""
    ratio: str
    """2.1 % of 5 %"""
    shares: Shares
    bar: Bar
    windows: tuple[WindowView, ...]
    broken: str
    """Where it is first broken, or nothing."""
    broken_by: SegmentId | None
    note: str
    """What makes the figures a lower bound, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetView:
    """The whole ad budget; ``worst`` is the rule to show where there is room for one only."""

    level: BudgetLevel
    level_word: str
    worst: RuleView | None
    rules: tuple[RuleView, ...]
    sponsors: tuple[SponsorView, ...]

    def worse_than(self, rule: RuleView) -> RuleView | None:
        """The worst rule where it is close or over and stands worse than this one."""
        worst = self.worst
        if worst is None or _badness(worst.level) <= _badness(rule.level):
            return None
        return worst if worst.level in (BudgetLevel.CLOSE, BudgetLevel.OVER) else None


def budget_view(projection: Projection, say: Words) -> BudgetView:
    """The ad budget of a show as it stands."""
    rules = tuple(_rule(projection.show, state, say) for state in rule_states(projection))
    sponsors = tuple(sponsor_view(state, say) for state in sponsor_states(projection))
    worst = max(rules, key=lambda rule: (_badness(rule.level), rule.bar.projected), default=None)
    level = BudgetLevel.UNKNOWN if worst is None else worst.level
    return BudgetView(
        level=level,
        level_word=say.say(f"budget.{level}"),
        worst=worst,
        rules=rules,
        sponsors=sponsors,
    )


def _rule(show: Show, state: RuleState, say: Words) -> RuleView:
    rule = state.rule
    windows = tuple(_window(show, state, window, say) for window in state.windows)
    level = _level(state)
    limit, left = _limit(state.limit, say), _left(state.left, say)
    spent, planned = duration(state.spent), duration(state.planned)
    projected = duration(state.projected)
    figures = {"spent": spent, "planned": planned, "projected": projected}
    parts = [say.say(f"budget.{name}", time=time) for name, time in figures.items()]
    if state.limit is not None:
        parts += [say.say("budget.limit", time=limit), left]
    else:
        parts.append(limit)
    return RuleView(
        id=rule.id,
        title=rule.title,
        title_alt=rule.title_alt,
        room=show.room(rule.room).name,
        source=_JOINT.join(text for text in (rule.source, rule.as_of) if text),
        level=level,
        level_word=say.say(f"budget.{level}"),
        window=_window_words(show, state, say),
        limit=limit,
        left=left,
        left_time="" if state.left is None else duration(abs(state.left)),
        left_word=_left_word(state.left, say),
        left_level=_level_now(state),
        sentence=_JOINT.join(parts),
        ratio=_ratio(state, say),
        shares=shares_of(state, say),
        bar=bar_of(state.limit, state.spent, state.planned, state.projected),
        windows=windows,
        broken=_broken(show, state, say),
        broken_by=None if state.first_break is None else state.first_break.segment,
        note=_note(state, say),
        **figures,
    )


def _window(show: Show, state: RuleState, window: WindowState, say: Words) -> WindowView:
    level = _window_level(window)
    note = (
        ""
        if window.is_whole or state.rule.method is not Method.CLOCK_HOUR
        else (say.say("budget.assumes_nothing"))
    )
    return WindowView(
        label=_between(show, window, say),
        projected=duration(window.projected),
        left=_left(window.left, say),
        level=level,
        level_word=say.say(f"budget.{level}"),
        bar=bar_of(window.limit, window.spent, window.planned, window.projected),
        is_now=window is state.window,
        note=note,
    )


def _level(state: RuleState) -> BudgetLevel:
    if state.limit is None:
        return BudgetLevel.UNKNOWN
    if state.first_break is not None:
        return BudgetLevel.OVER
    if state.unknown_ads:
        return BudgetLevel.CLOSE
    if not state.windows:
        return _level_of(state.projected, state.limit)
    return max(map(_window_level, state.windows), key=_badness)


def _level_now(state: RuleState) -> BudgetLevel:
    return _level(state) if state.window is None else _window_level(state.window)


def _window_level(window: WindowState) -> BudgetLevel:
    return _level_of(window.projected, window.limit)


def _level_of(projected: int, limit: int) -> BudgetLevel:
    if projected > limit:
        return BudgetLevel.OVER
    if projected and projected >= limit * _CLOSE_SHARE:
        return BudgetLevel.CLOSE
    return BudgetLevel.WITHIN


def _badness(level: BudgetLevel) -> int:
    return _WORST_LAST.index(level)


def _limit(limit: int | None, say: Words) -> str:
    return say.say("budget.no_limit") if limit is None else duration(limit)


def _left(left: int | None, say: Words) -> str:
    if left is None:
        return ""
    return over_under(-left, say) if left < 0 else say.say("budget.left", time=duration(left))


def _left_word(left: int | None, say: Words) -> str:
    if left is None:
        return say.say("budget.no_limit")
    return say.say("budget.over" if left < 0 else "budget.left_word")


def _window_words(show: Show, state: RuleState, say: Words) -> str:
    if state.rule.method is Method.SHOW_RATIO:
        return say.say("budget.whole_show")
    window = state.window
    if window is None:
        return say.say("budget.no_window")
    if state.rule.method is not Method.ROLLING_WINDOW:
        return _between(show, window, say)
    length = duration(window.end - window.start)
    start, end = clock(window.start, show), clock(window.end, show)
    return say.say("budget.any_stretch", time=length, start=start, end=end)


def _between(show: Show, window: WindowState, say: Words) -> str:
    start, end = clock(window.start, show), clock(window.end, show)
    if not (window.start % 60_000 or window.end % 60_000):
        start, end = start[:-3], end[:-3]
    return say.say("budget.between", start=start, end=end)


def _ratio(state: RuleState, say: Words) -> str:
    shares = shares_of(state, say)
    if not shares.projected:
        return ""
    return say.say("budget.ratio", share=shares.projected, limit=shares.limit)


def _broken(show: Show, state: RuleState, say: Words) -> str:
    broken = state.first_break
    if broken is None:
        return ""
    segment = None if broken.segment is None else show.by_id.get(broken.segment)
    if not isinstance(segment, Segment):
        return say.say("budget.broken_before")
    name = both(segment.number, f"“{segment.title}”", " ")
    if broken.at is None:
        return say.say("budget.broken_by", segment=name)
    return say.say("budget.broken_at", time=clock(broken.at, show), segment=name)


def _note(state: RuleState, say: Words) -> str:
    if state.unknown_ads:
        return say.say("budget.unknown_ads", count=state.unknown_ads)
    is_hour = state.rule.method is Method.CLOCK_HOUR
    if is_hour and state.window is not None and not state.window.is_whole:
        return say.say("budget.assumes_nothing")
    return ""
