"""A rule's figures as sentences: each way to count is read as what it is."""

from __future__ import annotations

from producer_app.core.budget import RuleState, Unit
from producer_app.core.show import Kind, Method, Segment, SegmentId, Show
from producer_app.core.timebase import SECOND, Instant, wall_time
from producer_app.present.budget_levels import BREAKS, MOST_COUNTED, missing, shown_window
from producer_app.present.titles import in_order
from producer_app.present.words import Words, both, by_day, clock, duration

_JOINT = " · "


def amount(value: int, unit: Unit) -> str:
    """A figure of a rule: 3:25, or a plain number."""
    return duration(value) if unit is Unit.TIME else str(value)


def moment(at: Instant, show: Show, say: Words | None) -> str:
    """A moment, without its seconds where it is on the minute: 21:00, 21:42:10; on a later day by
    that day's own clock, the day named unless ``say`` is None."""
    wall = wall_time(Instant(at - at % SECOND), show.date, show.zone)
    return by_day(wall, say, short=True)


def named(segment: Segment, say: Words) -> str:
    """34 “Title”, in the language of the window."""
    title = in_order(segment.title, segment.title_alt, say)[0]
    return both(segment.number, say.say("budget.quoted", title=title), " ")


def segment_named(show: Show, key: SegmentId | None, say: Words) -> str:
    """The same by its id; empty where the show has no such segment any more."""
    segment = None if key is None else show.by_id.get(key)
    return named(segment, say) if isinstance(segment, Segment) else ""


def verdict(state: RuleState, say: Words) -> tuple[str, str]:
    """The figure that says all, and its word: ("3:25", "LEFT"), ("1", "MISSING")."""
    method, window = state.rule.method, shown_window(state)
    if method is Method.NEVER_INSIDE and state.limit is not None:
        return str(state.projected), say.say("budget.inside_word")
    if state.limit is None or (window is None and (state.is_least or method in BREAKS)):
        return "", say.say("budget.no_limit" if state.limit is None else "budget.none_yet_word")
    short = missing(state)
    if short:
        return amount(short, state.unit), say.say(_broken_word(state))
    if state.first_break is not None:
        return "", say.say("budget.broken_word")
    left = state.left if window is None else window.left
    if not state.is_least:
        return amount(left or 0, state.unit), say.say("budget.left_word")
    projected, limit = (0, 0) if window is None else (window.projected, window.limit)
    least = say.say("budget.of_least_word", limit=amount(limit, state.unit))
    return amount(projected, state.unit), least


def left_text(state: RuleState, left: int | None, say: Words) -> str:
    """What is left, in few words: 3:25 left, OVER 0:12, 1 missing, met."""
    if left is None:
        return ""
    if state.rule.method is Method.NEVER_INSIDE:
        key = "budget.some_inside" if state.projected else "budget.none_inside"
        return say.say(key, count=state.projected)
    if left >= 0 and state.is_least:
        return say.say("budget.met_text")
    if left >= 0:
        is_none = state.unit is Unit.COUNT and left == 0
        return say.say("budget.none_left" if is_none else "budget.left", time=_of(state, left))
    if state.is_least:
        return say.say("budget.missing_text", amount=_of(state, -left))
    key = "budget.too_many" if state.unit is Unit.COUNT else "budget.over_by"
    return say.say(key, time=_of(state, -left))


def sentence(state: RuleState, show: Show, say: Words) -> str:
    """Everything that there is to say of the figures, as one line."""
    figures = figures_text(state, show, say)
    if state.limit is None or state.unit is Unit.COUNT or state.is_least:
        return figures
    return _JOINT.join((figures, left_text(state, state.left, say)))


def figures_text(state: RuleState, show: Show, say: Words) -> str:
    """The same without what is left."""
    method = state.rule.method
    if state.limit is None:
        return _JOINT.join((*_spent(state, say), say.say("budget.no_limit")))
    if method is Method.NEVER_INSIDE:
        return _inside(state, say)
    if method in BREAKS:
        return _of_break(state, show, say)
    if state.is_least:
        return _least(state, show, say)
    if method in MOST_COUNTED:
        return _counted(state, say)
    return _JOINT.join((*_spent(state, say), say.say("budget.limit", time=_of(state, state.limit))))


def broken_text(state: RuleState, show: Show, say: Words, now: Instant | None = None) -> str:
    """Where it is first broken, or nothing; in a run ``now`` tells what will be from what was."""
    broken = state.first_break
    name = "" if broken is None else segment_named(show, broken.segment, say)
    if broken is None or not name:
        return breaks_when(state, show, say, now)
    if broken.at is None:
        return say.say("budget.breaks_in", segment=name)
    key = "budget.broke_at" if _has_been(broken.at, now) else "budget.breaks_at"
    return say.say(key, time=clock(broken.at, show, words=say), segment=name)


def breaks_when(state: RuleState, show: Show, say: Words, now: Instant | None = None) -> str:
    """The same without the segment."""
    broken = state.first_break
    if broken is None:
        return ""
    if state.is_least and broken.segment is None:
        time = "" if broken.at is None else moment(broken.at, show, say)
        return say.say("budget.missing_by", amount=_of(state, missing(state)), time=time)
    if broken.segment is None or broken.at is None:
        return say.say("budget.broken_before" if broken.segment is None else "budget.breaks")
    key = "budget.broken_since" if _has_been(broken.at, now) else "budget.breaks_then"
    return say.say(key, time=clock(broken.at, show, words=say))


def kinds_text(kinds: frozenset[Kind], say: Words) -> str:
    """Those kinds in words, in the order in which they are always named."""
    return say.say("errors.joint").join(say.say(f"kind.{kind}") for kind in Kind if kind in kinds)


def _has_been(at: Instant, now: Instant | None) -> bool:
    return now is not None and at <= now


def _spent(state: RuleState, say: Words) -> tuple[str, ...]:
    figures = (
        ("spent", state.spent),
        ("committed", state.committed),
        ("projected", state.projected),
    )
    return tuple(say.say(f"budget.{name}", time=_of(state, figure)) for name, figure in figures)


def _broken_word(state: RuleState) -> str:
    if state.is_least:
        return "budget.missing_word"
    return "budget.too_many_word" if state.unit is Unit.COUNT else "budget.over"


def _inside(state: RuleState, say: Words) -> str:
    kinds = kinds_text(state.rule.against, say)
    if not state.projected:
        return say.say("budget.nothing_inside", kinds=kinds)
    return say.say("budget.inside", kinds=kinds, spent=state.spent, committed=state.committed)


def _of_break(state: RuleState, show: Show, say: Words) -> str:
    window, method = shown_window(state), state.rule.method
    if window is None:
        return say.say(f"budget.no_{method}", limit=_of(state, state.limit or 0))
    return say.say(
        f"budget.{method}",
        length=_of(state, window.projected),
        limit=_of(state, window.limit),
        time=moment(window.start, show, say),
    )


def _least(state: RuleState, show: Show, say: Words) -> str:
    """2 of at least 4 aired, 1 more planned, 1 missing by 21:00."""
    short, window = missing(state), state.window
    figures = {"spent": state.spent, "limit": state.limit or 0, "committed": state.committed}
    values = {name: _of(state, figure) for name, figure in figures.items()}
    parts = [say.say("budget.least_aired", **values)]
    if state.committed:
        parts.append(say.say("budget.least_more", **values))
    if short and window is not None:
        time = moment(window.end, show, say)
        parts.append(say.say("budget.least_missing", amount=_of(state, short), time=time))
    return say.say("budget.comma").join(parts)


def _counted(state: RuleState, say: Words) -> str:
    """3 of 4: 1 aired, 2 still planned."""
    return say.say(
        "budget.counted",
        projected=state.projected,
        limit=state.limit or 0,
        spent=state.spent,
        committed=state.committed,
    )


def _of(state: RuleState, value: int) -> str:
    return amount(value, state.unit)
