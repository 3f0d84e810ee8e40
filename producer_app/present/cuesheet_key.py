"""What a master sheet explains at its end: kind letters, and advertising against its limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from producer_app.core.budget import RuleState, rule_states
from producer_app.core.show import Kind, RoomId, Segment
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection
from producer_app.present.cuesheet_text import Pair, Tongues
from producer_app.present.words import duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A kind letter that the sheet uses, with the kinds it stands for."""

    letter: str
    kinds: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """An ad rule of the room: planned, limit, and what the plan leaves in words."""

    title: Pair
    planned: str
    limit: str
    left: Pair
    is_over: bool


def letter_of(kind: Kind, tongues: Tongues) -> str:
    """The letter that stands for a kind on paper."""
    return tongues.say(f"letter_{kind}").first


def letters_used(segments: Iterable[Segment], tongues: Tongues) -> tuple[Letter, ...]:
    """The kind letters of these segments, in the order of the kinds."""
    used = {segment.kind for segment in segments}
    kinds: dict[str, list[Pair]] = {}
    for kind in Kind:
        if kind in used:
            kinds.setdefault(letter_of(kind, tongues), []).append(tongues.say(f"kind.{kind}"))
    return tuple(Letter(letter=key, kinds=_together(said)) for key, said in kinds.items())


def rule_lines(projection: Projection, room: RoomId, tongues: Tongues) -> tuple[RuleLine, ...]:
    """The ad rules of a room that have a limit, as planned."""
    states = (state for state in rule_states(projection) if state.rule.room == room)
    return tuple(
        _rule(state, Millis(state.limit), tongues) for state in states if state.limit is not None
    )


def _rule(state: RuleState, limit: Millis, tongues: Tongues) -> RuleLine:
    left = Millis(limit - state.planned)
    over = tongues.over_under(Millis(-left))
    return RuleLine(
        title=tongues.own(state.rule.title, state.rule.title_alt),
        planned=duration(Millis(state.planned)),
        limit=duration(limit),
        left=over if left < 0 else tongues.say("ad_left", time=duration(left)),
        is_over=left < 0,
    )


def _together(said: list[Pair]) -> Pair:
    return Pair(" / ".join(w.first for w in said), " / ".join(w.second for w in said if w.second))
