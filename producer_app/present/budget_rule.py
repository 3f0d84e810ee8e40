"""One rule of the ad budget as it is shown: in words, in figures and in fractions of a bar."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import RuleState, WindowState
from producer_app.core.show import AdRule, AdRuleId, Method, Room, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.present.budget_elsewhere import elsewhere_text
from producer_app.present.budget_levels import (
    BREAKS,
    BudgetLevel,
    level_of,
    shown_window,
    window_level,
)
from producer_app.present.budget_sentences import (
    amount,
    breaks_when,
    broken_text,
    figures_text,
    left_text,
    moment,
    segment_named,
    sentence,
    verdict,
)
from producer_app.present.budget_shares import Bar, Shares, bar_of, shares_of
from producer_app.present.rule_texts import caution_text, limit_text, status_text
from producer_app.present.titles import in_order
from producer_app.present.words import Words, duration

_JOINT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one window, as they are read."""

    spent: str
    committed: str
    projected: str
    limit: str


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
    level and its verdict are those of its worst window."""

    id: AdRuleId
    title: str
    """In the language of the window."""
    title_alt: str
    place: str
    """Whose advertising it is about: Stage · TV."""
    level: BudgetLevel
    level_word: str
    is_least: bool
    verdict: str
    """The figure that says all: 3:25, without a word; empty where no figure does."""
    verdict_word: str
    """What it is: LEFT, OVER, MISSING…"""
    window: str
    """What the figures are about: 20:00–21:00, Whole show."""
    spent: str
    committed: str
    projected: str
    limit: str
    left: str
    """3:25 left, OVER 0:12, 1 missing, met."""
    left_level: BudgetLevel
    """How the figures alone stand, whatever other windows do."""
    figures: str
    """2:10 spent · 3:55 committed · 6:05 projected · limit 9:30"""
    sentence: str
    """2:10 spent · 3:55 committed · 6:05 projected · limit 9:30 · 3:25 left"""
    shares: Shares
    ratio: str
    """2.1 % of 5 %"""
    bar: Bar
    """Of the window that the verdict is about."""
    windows: tuple[WindowView, ...]
    """The windows on the clock; nothing for rules about breaks."""
    told: Figures
    """The figures of the window that the verdict is about."""
    verdict_text: str
    """The verdict as a sentence of its own: OVER 0:12, 3:25 left."""
    broken: str
    """Where it is first broken, or nothing: breaks at 21:42:10 in 34 “Title”."""
    broken_when: str
    """breaks at 21:42:10"""
    broken_in: str
    """34 “Title”; empty where no segment does it."""
    broken_by: SegmentId | None
    broken_at: Instant | None
    note: str
    """What makes the figures a lower bound, or nothing."""
    source: str
    """Where it is from, as of when, and how far it can be relied on."""
    caution: str
    """UNVERIFIED, SUPERSEDED; empty for what holds as it stands."""
    about: str
    """What it asks for, and its own explanation."""
    elsewhere: str


def rule_view(show: Show, state: RuleState, say: Words, now: Instant | None = None) -> RuleView:
    """A rule as it stands, in the words of a language; ``now`` is the moment of a run."""
    rule, level = state.rule, level_of(state)
    figure, word = verdict(state, say)
    title, title_alt = in_order(rule.title, rule.title_alt, say)
    shares = shares_of(state, say)
    broken = state.first_break
    return RuleView(
        id=rule.id,
        title=title,
        title_alt=title_alt,
        place=_place(show, rule, say),
        level=level,
        level_word=level_word(level, say, is_least=state.is_least),
        is_least=state.is_least,
        verdict=figure,
        verdict_word=word,
        window=window_words(show, state, _told_window(state), say),
        spent=amount(state.spent, state.unit),
        committed=amount(state.committed, state.unit),
        projected=amount(state.projected, state.unit),
        limit=_limit(state, say),
        left=left_text(state, state.left, say),
        left_level=level if state.window is None else window_level(state, state.window),
        figures=figures_text(state, show, say),
        sentence=sentence(state, show, say),
        shares=shares,
        ratio=_ratio(shares, say),
        bar=_bar(state),
        windows=_windows(show, state, say),
        told=_told(state, say),
        verdict_text=_verdict_text(state, word, say),
        broken=broken_text(state, show, say, now),
        broken_when=breaks_when(state, show, say, now),
        broken_in="" if broken is None else segment_named(show, broken.segment, say),
        broken_by=None if broken is None else broken.segment,
        broken_at=None if broken is None else broken.at,
        note=_note(state, say),
        source=_source(rule, say),
        caution=caution_text(rule.status, say),
        about=_about(rule, say),
        elsewhere=elsewhere_text(state, say),
    )


def level_word(level: BudgetLevel, say: Words, *, is_least: bool) -> str:
    """The word for a level; a least amount is met or short, never within or over."""
    least = {BudgetLevel.WITHIN: "met", BudgetLevel.OVER: "short"}
    return say.say(f"budget.{least.get(level, level) if is_least else level}")


def window_words(show: Show, state: RuleState, window: WindowState | None, say: Words) -> str:
    """What a window of the rule is: 20:00–21:00, Whole show, the break at 21:10."""
    method = state.rule.method
    if method is Method.SHOW_RATIO:
        return say.say("budget.whole_show")
    if method is Method.NEVER_INSIDE:
        return say.say("budget.whole_show")
    if window is None:
        return say.say("budget.no_break" if method in BREAKS else "budget.no_window")
    if method in BREAKS:
        return say.say("budget.break_at", time=moment(window.start, show, say))
    start, end = moment(window.start, show, say), moment(window.end, show, say)
    if method is Method.DAY_SHARE:
        return say.say("budget.day", start=start)
    if method is Method.WEEK_SHARE:
        return say.say("budget.week")
    if method is Method.ROLLING_WINDOW:
        length = duration(window.end - window.start)
        return say.say("budget.any_stretch", time=length, start=start, end=end)
    return say.say("budget.between", start=start, end=end)


def rule_named(rule: AdRule, say: Words) -> str:
    """A rule's title in the language of the window."""
    return in_order(rule.title, rule.title_alt, say)[0]


def _windows(show: Show, state: RuleState, say: Words) -> tuple[WindowView, ...]:
    if state.rule.method in BREAKS:
        return ()
    return tuple(_window(show, state, window, say) for window in state.windows)


def _window(show: Show, state: RuleState, window: WindowState, say: Words) -> WindowView:
    level = window_level(state, window)
    is_hour = state.rule.method is Method.CLOCK_HOUR
    note = "" if window.is_whole or not is_hour else say.say("budget.assumes_nothing")
    return WindowView(
        label=window_words(show, state, window, say),
        projected=amount(window.projected, state.unit),
        left=left_text(state, window.left, say),
        level=level,
        level_word=level_word(level, say, is_least=window.is_least),
        bar=bar_of(window.limit, window.spent, window.planned, window.projected),
        is_now=window is state.window,
        note=note,
    )


def _place(show: Show, rule: AdRule, say: Words) -> str:
    room = show.by_id.get(rule.room)
    if not isinstance(room, Room):
        return rule.output
    zone = next((o.zone for o in room.outputs if o.name == rule.output), "")
    parts = (in_order(room.name, room.name_alt, say)[0], rule.output, _foreign(zone, show))
    return _JOINT.join(part for part in parts if part)


def _foreign(zone: str, show: Show) -> str:
    return "" if zone == show.zone else zone


def _limit(state: RuleState, say: Words) -> str:
    return say.say("budget.no_limit") if state.limit is None else amount(state.limit, state.unit)


def _ratio(shares: Shares, say: Words) -> str:
    if not shares.projected:
        return ""
    return say.say("budget.ratio", share=shares.projected, limit=shares.limit)


def _told(state: RuleState, say: Words) -> Figures:
    window, unit = shown_window(state), state.unit
    if window is None:
        figures = state.spent, state.committed, state.projected
        limit = _limit(state, say)
    else:
        figures = window.spent, max(0, window.projected - window.spent), window.projected
        limit = amount(window.limit, unit)
    spent, committed, projected = (amount(figure, unit) for figure in figures)
    return Figures(spent=spent, committed=committed, projected=projected, limit=limit)


def _verdict_text(state: RuleState, word: str, say: Words) -> str:
    window = shown_window(state)
    left = state.left if window is None else window.left
    if state.first_break is not None and (left is None or left >= 0):
        return word
    return left_text(state, left, say) or word


def _told_window(state: RuleState) -> WindowState | None:
    """The window that the figures are about; of breaks the one that is told of."""
    return shown_window(state) if state.rule.method in BREAKS else state.window


def _bar(state: RuleState) -> Bar:
    window = shown_window(state)
    if window is None:
        return bar_of(state.limit, state.spent, state.planned, state.projected)
    return bar_of(window.limit, window.spent, window.planned, window.projected)


def _note(state: RuleState, say: Words) -> str:
    if state.unknown_ads:
        return say.say("budget.unknown_ads", count=state.unknown_ads)
    if state.window is None or state.window.is_whole or state.limit is None:
        return ""
    is_hour = state.rule.method is Method.CLOCK_HOUR
    return say.say("budget.assumes_nothing" if is_hour else "budget.assumes_rest")


def _source(rule: AdRule, say: Words) -> str:
    status = status_text(rule.status, say) if rule.status else ""
    return _JOINT.join(text for text in (rule.source, rule.as_of, status) if text)


def _about(rule: AdRule, say: Words) -> str:
    """What it asks for, and its own explanation."""
    note = in_order(rule.note, rule.note_alt, say)[0]
    return _JOINT.join(filter(None, (limit_text(rule, say), note)))
