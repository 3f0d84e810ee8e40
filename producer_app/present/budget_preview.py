"""What an edit would do to the ad budget, in words, while it is being made."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from enum import IntEnum

from producer_app.core.budget import Budget, RuleState, WindowState
from producer_app.core.budget.effect import Effect, effects_in_steps
from producer_app.core.edits import Edit
from producer_app.core.errors import Refused
from producer_app.core.show import Show
from producer_app.core.steps import finished
from producer_app.core.timing import Projection
from producer_app.present.budget_levels import BREAKS, BudgetLevel, level_of
from producer_app.present.budget_rule import rule_named, window_words
from producer_app.present.budget_sentences import broken_text, left_text
from producer_app.present.errors import told
from producer_app.present.words import Words, both

_JOINT = " · "


class Turn(IntEnum):
    """What an edit does to a rule, the worst first."""

    BREAKS = 0
    WORSE = 1
    """It was broken, and is broken by more, or elsewhere."""
    TIGHTER = 2
    MENDS = 3
    LOOSER = 4
    SAME = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One rule that an edit touches."""

    name: str
    """Ads in an hour · 21:00–22:00"""
    change: str
    """2:10 left → 1:40 left"""
    where: str
    """Where it is broken then, if the edit does that: breaks at 21:42:10 in 34 “Title”."""
    turn: Turn
    level: BudgetLevel
    """How the rule stands afterwards."""

    @property
    def text(self) -> str:
        """All of it as one line, for who hears it."""
        return ", ".join(filter(None, (self.name, self.change, self.where)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewView:
    """What would be after the edit; the worst line first."""

    verdict: str
    """BREAKS 1 RULE, every rule holds…"""
    level: BudgetLevel
    lines: tuple[PreviewLine, ...]

    @property
    def is_refused(self) -> bool:
        return self.level is BudgetLevel.UNKNOWN


def preview(projection: Projection, budget: Budget, edit: Edit, say: Words) -> PreviewView:
    """What that edit would do to every rule that it touches."""
    return finished(preview_in_steps(projection, budget, edit, say))


def preview_in_steps(
    projection: Projection, budget: Budget, edit: Edit, say: Words
) -> Generator[None, None, PreviewView]:
    """The same in steps."""
    try:
        found = yield from effects_in_steps(projection, budget, edit)
    except Refused as refusal:
        return PreviewView(verdict=told(refusal, say), level=BudgetLevel.UNKNOWN, lines=())
    yield
    lines = [_line(projection.show, effect, say) for effect in found]
    touched = tuple(
        sorted((line for line in lines if line is not None), key=lambda line: line.turn)
    )
    broken = sum(line.turn is Turn.BREAKS for line in touched)
    return PreviewView(
        verdict=_verdict(touched, broken, found, say),
        level=BudgetLevel.OVER if broken else BudgetLevel.WITHIN,
        lines=touched,
    )


def _verdict(
    touched: tuple[PreviewLine, ...], broken: int, found: Iterable[Effect], say: Words
) -> str:
    if broken:
        key = "budget.preview_breaks_one" if broken == 1 else "budget.preview_breaks"
        return say.say(key, count=broken)
    if not touched:
        return say.say("budget.preview_same")
    is_sound = all(not effect.after.is_broken for effect in found)
    return say.say("budget.preview_holds" if is_sound else "budget.preview_breaks_none")


def _line(show: Show, effect: Effect, say: Words) -> PreviewLine | None:
    turn = _turn(effect)
    if turn is Turn.SAME:
        return None
    before, after = _compared(effect)
    state = effect.after
    name = rule_named(effect.rule, say)
    if after is not None and state.rule.method not in BREAKS:
        name = both(name, window_words(show, state, after, say), _JOINT)
    return PreviewLine(
        name=name,
        change=_change(effect, before, after, say),
        where=broken_text(state, show, say) if turn in (Turn.BREAKS, Turn.WORSE) else "",
        turn=turn,
        level=level_of(state),
    )


def _turn(effect: Effect) -> Turn:
    if effect.breaks:
        return Turn.BREAKS
    if effect.mends:
        return Turn.MENDS
    before, after = _compared(effect)
    lost = _left(effect.before, before) - _left(effect.after, after)
    is_elsewhere = effect.before.first_break != effect.after.first_break
    if effect.after.is_broken and (lost > 0 or is_elsewhere):
        return Turn.WORSE
    if not lost:
        return Turn.SAME
    return Turn.TIGHTER if lost > 0 else Turn.LOOSER


def _compared(effect: Effect) -> tuple[WindowState | None, WindowState | None]:
    """The window to speak of, before and afterwards: of those that change the one with the least
    left then; for breaks, which have no place of their own, the tightest of each."""
    if effect.rule.method in BREAKS:
        return effect.before.tightest, effect.after.tightest
    known = {(window.start, window.end): window for window in effect.before.windows}
    pairs = [(known.get((w.start, w.end)), w) for w in effect.after.windows]
    changed = [pair for pair in pairs if pair[0] is None or pair[0].left != pair[1].left]
    if not changed:
        return effect.before.window, effect.after.window
    before, after = min(changed, key=lambda pair: pair[1].left)
    return before or effect.before.tightest, after


def _change(
    effect: Effect, before: WindowState | None, after: WindowState | None, say: Words
) -> str:
    was = left_text(effect.before, _left_or_none(effect.before, before), say)
    then = left_text(effect.after, _left_or_none(effect.after, after), say)
    if was == then:
        return then
    return say.say("budget.preview_change", before=was, after=then)


def _left_or_none(state: RuleState, window: WindowState | None) -> int | None:
    return state.left if window is None else window.left


def _left(state: RuleState, window: WindowState | None) -> int:
    return _left_or_none(state, window) or 0
