"""OVER and UNDER of one room in a few figures, each with the word for what it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.timebase import HOUR, Instant, Millis
from producer_app.core.timing import (
    HardKind,
    HardTime,
    OverUnder,
    Projection,
    RoomTimes,
)
from producer_app.core.timing import over_under as standing_of
from producer_app.present.titles import in_order
from producer_app.present.words import Words, apart, clock, countdown, over_under

HALF_A_SECOND = Millis(500)
"""What is nearer to its time than this is on time."""


_A_DAY = 24 * HOUR
"""A countdown longer than this is no countdown but a date."""


class Against(StrEnum):
    """What a figure is held against."""

    HARD_TIME = "hard_time"
    HARD_OUT = "hard_out"
    PUBLISHED = "published"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its word. ``level`` is a token: over, under, or calm where it is on time or
    unknown."""

    against: Against
    word: str
    text: str
    """OVER 0:12, UNDER 0:05, ON TIME, unknown."""
    bound: str
    """AT LEAST or AT MOST where an unknown length lies before it, else nothing."""
    level: str
    hint: str
    """All of it in a sentence."""


def figures_of(projection: Projection, times: RoomTimes, words: Words) -> tuple[Figure, ...]:
    """At most four: the next hard time, the hard out, the plan last published, the real start.

    What there is nothing to be held against is left out.
    """
    stand = standing_of(times, projection.published)
    found = (
        *_hard_figures(projection, times, stand, words),
        *_published_figure(stand, words),
        *_plan_figure(stand, words),
    )
    return tuple(found)


def hard_word(times: RoomTimes, hard: HardTime, words: Words) -> str:
    """What happens then: STARTS, ENDS, or how far the hard out has moved, if it has."""
    if hard.kind is HardKind.OUT:
        return moved_out(times, words)
    return words.say("onair.ends" if hard.kind is HardKind.END else "onair.starts")


def hard_title(times: RoomTimes, hard: HardTime, words: Words) -> str:
    """The segment that starts or ends then; HARD OUT for the end of the room."""
    if hard.kind is HardKind.OUT:
        return words.say("words.hard_out")
    segment = times.plan.segments[hard.place]
    return joined(segment.number, in_order(segment.title, segment.title_alt, words)[0])


def moved_out(times: RoomTimes, words: Words) -> str:
    """How far the hard out has moved along with the real start, in words; nothing where it has
    not."""
    planned, now = times.plan.hard_out, times.hard_out
    if planned is None or now is None or abs(now - planned) < HALF_A_SECOND:
        return ""
    key = "onair.moved_later" if now > planned else "onair.moved_earlier"
    return words.say(key, time=apart(abs(now - planned), words))


def bound_of(hard: HardTime | None, words: Words) -> str:
    """An unknown length only makes it later: more OVER than said, or less UNDER."""
    if hard is None or hard.over is None or hard.is_firm:
        return ""
    return words.say("onair.at_most" if hard.over < 0 else "onair.at_least")


def level_of(over: int | None) -> str:
    """The token of that much over (> 0) or under (< 0)."""
    if over is None or round(abs(over) / 1000) == 0:
        return "calm"
    return "over" if over > 0 else "under"


def away(at: Instant, now: Instant, words: Words) -> str:
    """How far off a moment is: ``in 12:03``, ``0:12 ago``; nothing from one day on."""
    if abs(at - now) >= _A_DAY:
        return ""
    key = "onair.in" if at >= now else "onair.passed"
    return words.say(key, time=countdown(at - now))


def joined(*parts: str, joint: str = " ") -> str:
    """The parts that say something, in one line."""
    return joint.join(part for part in parts if part)


def _hard_figures(
    projection: Projection, times: RoomTimes, stand: OverUnder, words: Words
) -> Iterator[Figure]:
    hard, out = stand.next_hard, stand.out
    if hard is not None and hard is not out:
        at = clock(hard.at, projection.show, words=words)
        title = joined(hard_title(times, hard, words), hard_word(times, hard, words), at)
        word = words.say("onair.next_hard_time")
        if projection.run is None:
            word = words.say("onair.next_hard_time_at", at=at)
        yield _figure(Against.HARD_TIME, word, hard.over, words, hint=title, hard=hard)
    if out is not None:
        at, moved = clock(out.at, projection.show, words=words), moved_out(times, words)
        word = joined(words.say("words.hard_out"), moved)
        yield _figure(Against.HARD_OUT, word, out.over, words, hint=f"{word} {at}", hard=out)


def _published_figure(stand: OverUnder, words: Words) -> Iterator[Figure]:
    if stand.published is not None:
        word, hint = words.say("onair.published"), words.say("onair.published_hint")
        yield _figure(Against.PUBLISHED, word, stand.published, words, hint=hint)


def _plan_figure(stand: OverUnder, words: Words) -> Iterator[Figure]:
    """Once the room has begun: against the plan, counted from its real start."""
    since = stand.since_start
    if since is None or stand.plan is None:
        return
    late = stand.plan - since
    if abs(late) < HALF_A_SECOND:
        word, hint = words.say("onair.against_plan"), words.say("onair.against_plan_hint")
    else:
        key = "onair.since_late" if late > 0 else "onair.since_early"
        word = words.say(key, time=apart(abs(late), words))
        hint = words.say("onair.since_hint")
    yield _figure(Against.PLAN, word, since, words, hint=hint)


def _figure(
    against: Against,
    word: str,
    over: Millis | None,
    words: Words,
    *,
    hint: str,
    hard: HardTime | None = None,
) -> Figure:
    text, bound = over_under(over, words), bound_of(hard, words)
    whole = joined(hint, joined(bound, text), joint=": ")
    return Figure(
        against=against, word=word, text=text, bound=bound, level=level_of(over), hint=whole
    )
