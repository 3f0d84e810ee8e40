"""Ways back on time, best first: solved by kind of change, judged by the engine, told apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from producer_app.core.errors import Refused
from producer_app.core.recovery.ahead import Ahead, ahead_of
from producer_app.core.recovery.choices import Choice, choices
from producer_app.core.recovery.covers import covers
from producer_app.core.recovery.judge import Judge, judge_of
from producer_app.core.recovery.missing import misses
from producer_app.core.recovery.pledges import Pledge, pledges
from producer_app.core.recovery.programme import Programme, programme
from producer_app.core.recovery.ranking import Candidate, best, candidate, improves
from producer_app.core.recovery.solver import solution
from producer_app.core.recovery.taking import Made, edit_of, made, steps_of
from producer_app.core.recovery.way import StepKind, Way
from producer_app.core.show import RoomId
from producer_app.core.timing import Projection

_ANYTHING = frozenset(StepKind)
_LENGTHS = frozenset({StepKind.TRIM, StepKind.STRETCH})
_KINDS = (
    _LENGTHS,
    frozenset({StepKind.FLOAT, StepKind.BRING_BACK}),
    frozenset({StepKind.MOVE}),
)
"""Kinds of ways that a director thinks of apart; pads go along with each."""

_REPAIRS = 2
"""How often a kind of way is sought again when what was found breaks a promise."""

_OTHERS = 2
"""How many more ways are sought that do without the numbers of those found."""

_MOST, _LEAST = 80, 5
"""How many candidates the solver judges for all ways of a room together, and for each way at least
once these are spent; nothing is repaired any more then."""

_FEW = 3

_HALF = 0.5
"""What is made is 1, within what a solver calls 1."""


def ways_back(projection: Projection, room: RoomId, *, limit: int = 5) -> tuple[Way, ...]:
    """Up to ``limit`` ways to make the hard times that a room misses, best first.

    Empty when it misses none, or nothing may be done. Where nothing makes them all, the ways come
    that miss the least. KeyError for a room that the show does not have.
    """
    times = projection.rooms[room]
    if not misses(times):
        return ()
    ahead = ahead_of(projection, times)
    open_choices = () if ahead is None else choices(ahead)
    if ahead is None or not open_choices:
        return ()
    judge = judge_of(projection, room)
    search = _Search(
        judge=judge,
        ahead=ahead,
        choices=open_choices,
        pledges=pledges(open_choices, judge.sponsors, judge.budget.states, room),
    )
    search.seek_all()
    return best(search.found, limit)


_Numbers = frozenset[int]
"""Choices by their number."""


@dataclass(kw_only=True)
class _Search:
    """The ways found so far, and what the next one has to do without."""

    judge: Judge
    ahead: Ahead
    choices: tuple[Choice, ...]
    pledges: tuple[Pledge, ...]
    found: list[Candidate] = field(default_factory=list)
    cuts: list[_Numbers] = field(default_factory=list)
    """Sets of whole segments that no further way may change all together."""
    programmes: dict[bool, Programme] = field(default_factory=dict)
    judged: int = 0
    """How many candidates the solver has judged."""

    def seek_all(self) -> None:
        """Every kind of way, each promise kept; broken promises only where nothing else helps."""
        self._seek_clean(_ANYTHING)
        for kinds in _KINDS:
            if not self._is_known(kinds):
                self._seek_clean(kinds)
        self._seek_others(is_kept=True)
        if not any(one.way.is_clean and one.way.makes_it for one in self.found):
            self._seek(_ANYTHING, is_kept=False)
            self._seek_others(is_kept=False)

    def _is_known(self, kinds: frozenset[StepKind]) -> bool:
        """True when the best way of all is of these kinds; pads alone are a change of lengths."""
        return any(
            one.way.is_clean and one.asks <= kinds and (one.asks or kinds is _LENGTHS)
            for one in self.found[:1]
        )

    def _seek_clean(self, kinds: frozenset[StepKind]) -> None:
        """Again without the segments whose change broke something, where it can be told."""
        for _ in range(1 + _REPAIRS):
            one = self._seek(kinds, is_kept=True)
            if one is None or one.way.is_clean or not self._cut(one) or self.judged >= _MOST:
                return

    def _seek_others(self, *, is_kept: bool) -> None:
        """Ways that do without the numbers that those found take, as long as these are few: where
        many have to go, without one of them it is much the same way."""
        for _ in range(_OTHERS):
            if any(len(one.whole) > _FEW for one in self.found):
                return
            has_cut = [self._cut(one) for one in self.found]
            if not any(has_cut) or self._seek(_ANYTHING, is_kept=is_kept) is None:
                return

    def _cut(self, one: Candidate) -> bool:
        """Bars what that way does to whole segments; False where it does nothing to any."""
        if not one.whole or one.whole in self.cuts:
            return False
        self.cuts.append(one.whole)
        return True

    def _seek(self, kinds: frozenset[StepKind], *, is_kept: bool) -> Candidate | None:
        """The best way of these kinds; None when there is none, or it helps nothing."""
        taken = self._solved(kinds, is_kept=is_kept)
        if not taken:
            return None
        try:
            way = self.judge.way(edit_of(self.ahead, taken), steps_of(self.ahead, taken))
        except Refused:
            return None
        one = candidate(self.ahead, way, taken)
        if not improves(self.ahead, one):
            return None
        self.found.append(one)
        return one

    def _solved(self, kinds: frozenset[StepKind], *, is_kept: bool) -> tuple[Made, ...]:
        """What the best way does: something of those kinds, and what pads can."""
        asked = self._programme(is_kept=is_kept)
        columns = list(zip(asked.made, self.choices, strict=True))
        wanted = [on for on, choice in columns if choice.kind in kinds]
        also = _pads(self.found)
        barred = [
            on
            for on, choice in columns
            if not (choice.kind in kinds or (choice.is_pad and choice.kind in also))
            or (is_kept and choice.breaks)
        ]
        if not set(wanted) - set(barred):
            return ()
        cuts = [[asked.made[number] for number in sorted(cut)] for cut in self.cuts]
        patience = max(_LEAST, _MOST - self.judged)
        rows = tuple(covers(self.ahead, self.choices, asked, frozenset(barred)))
        values, judged = solution(asked, barred, cuts, wanted, patience, rows)
        self.judged += judged
        return () if values is None else _taken(self.choices, asked, values)

    def _programme(self, *, is_kept: bool) -> Programme:
        if is_kept not in self.programmes:
            kept = self.pledges if is_kept else ()
            self.programmes[is_kept] = programme(self.ahead, self.choices, kept, is_kept=is_kept)
        return self.programmes[is_kept]


def _pads(found: list[Candidate]) -> frozenset[StepKind]:
    """What pads may do in every way; once they are known to win all the time that is needed, the
    other ways leave them for later."""
    stretches = frozenset({StepKind.STRETCH})
    alone = any(one.way.is_clean and one.way.makes_it and not one.asks for one in found[:1])
    return stretches if alone else stretches | {StepKind.USE_PAD}


def _taken(
    choices: tuple[Choice, ...], asked: Programme, values: tuple[float, ...]
) -> tuple[Made, ...]:
    """The choices that the solution makes, in running order."""
    found: list[Made] = []
    for number, (choice, on, amount) in enumerate(
        zip(choices, asked.made, asked.amounts, strict=True)
    ):
        if values[on] > _HALF:
            one = made(number, choice, 0.0 if amount is None else values[amount])
            found += () if one is None else (one,)
    return tuple(sorted(found, key=lambda one: one.choice.slot))
