"""The engine as judge: a way is worth what a fresh projection of the show with it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.core.budget import Budget, RuleState, SponsorState, budget_of, sponsor_states
from producer_app.core.budget.effect import Effect, after_edit, effects
from producer_app.core.checks import Finding
from producer_app.core.edits import Several
from producer_app.core.recovery.promises import broken_by, left_of, promises_missed, which
from producer_app.core.recovery.way import Landing, RuleEffect, SponsorEffect, Step, Way
from producer_app.core.show import Method, RoomId
from producer_app.core.timing import Projection, RoomTimes, fill_of


@dataclass(frozen=True, kw_only=True)
class Judge:
    """The show as it stands before any way is taken."""

    projection: Projection
    room: RoomId
    budget: Budget
    sponsors: tuple[SponsorState, ...]
    missed: tuple[Finding, ...]

    def way(self, edit: Several, steps: tuple[Step, ...]) -> Way:
        """That edit as a way, with everything that the engine says of it; Refused when the plan
        does not take it."""
        after = after_edit(self.projection, edit)
        found = effects(self.budget, budget_of(after, self.budget))
        given = _sponsors(self.sponsors, sponsor_states(after))
        return Way(
            edit=edit,
            steps=steps,
            landings=tuple(_landings(self.projection.rooms[self.room], after, self.room)),
            rules=tuple(_rule(effect) for effect in found if effect.after.limit is not None),
            sponsors=given,
            broken=broken_by(
                self.projection,
                self.missed,
                after,
                found,
                frozenset(_given_less(given)),
                self.room,
            ),
        )


def judge_of(projection: Projection, room: RoomId) -> Judge:
    """The judge of ways in that room."""
    return Judge(
        projection=projection,
        room=room,
        budget=budget_of(projection),
        sponsors=sponsor_states(projection),
        missed=promises_missed(projection),
    )


def _landings(before: RoomTimes, after: Projection, room: RoomId) -> Iterator[Landing]:
    times = after.rooms[room]
    known = {which(before, hard): hard.over for hard in before.hards}
    since = times.coming[0] if times.coming else 0
    for hard in times.hards:
        yield Landing(
            hard=hard,
            before=known.get(which(times, hard)),
            fill=fill_of(after.show, times.plan, hard, since),
        )


def _rule(effect: Effect) -> RuleEffect:
    return RuleEffect(
        rule=effect.rule,
        before=_figure(effect.before),
        after=_figure(effect.after),
        is_broken=effect.after.is_broken,
    )


def _figure(state: RuleState) -> int | None:
    if state.rule.method is not Method.SHOW_RATIO:
        return left_of(state)
    return state.projected * 1000 // state.performance if state.performance else None


def _sponsors(
    before: tuple[SponsorState, ...], after: tuple[SponsorState, ...]
) -> tuple[SponsorEffect, ...]:
    return tuple(
        SponsorEffect(
            sponsor=then.sponsor,
            contracted=then.sponsor.contracted,
            before=now.projected,
            after=then.projected,
        )
        for now, then in zip(before, after, strict=True)
    )


def _given_less(given: tuple[SponsorEffect, ...]) -> Iterator[str]:
    return (effect.sponsor.brand for effect in given if effect.after < effect.before)
