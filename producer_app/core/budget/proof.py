"""The proof afterwards: every counted second of a run, traced to the take that it was aired in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from producer_app.core.budget.aired import Aired
from producer_app.core.budget.counting import Budget, aired_under, budget_of
from producer_app.core.budget.methods import is_complete
from producer_app.core.budget.spots import Spot, Stop
from producer_app.core.budget.state import RuleState, Unit, WindowState
from producer_app.core.budget.tracing import Traces
from producer_app.core.run import Run, Take
from producer_app.core.show import Method, RoomId
from producer_app.core.timebase import HOUR, Instant, Millis
from producer_app.core.timing import Plan, Projection, project


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Advertising that was aired in one take, or the part of it in one window.

    ``repeat`` of ``repeats`` counts the takes of that segment. ``is_whole`` is false for the
    seconds inside a segment that is not itself advertising. ``measure`` is what the rule counts of
    it, in the rule's unit, and ``total`` what was used when it was over. ``segments`` is more than
    1 for a break of several, which is named after its first.
    """

    take: Take
    room: RoomId
    repeat: int
    repeats: int
    start: Instant
    end: Instant
    length: Millis
    is_whole: bool
    measure: int
    total: int
    segments: int = 1

    @property
    def planned(self) -> Millis | None:
        """How much of that take was planned to count when it was taken; None where nobody knew."""
        length = self.take.length
        if self.is_whole:
            return length
        return self.take.ad if length is None else Millis(min(self.take.ad, length))


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What a rule counted in one of its windows, or in the whole run where ``window`` is None.

    ``spent`` is what the lines and what was used ``elsewhere`` before the show add up to; for a
    rolling window it is the most that any stretch held, and for a distance the distance itself.
    """

    window: WindowState | None
    counted: tuple[Counted, ...]
    elsewhere: int = 0
    spent: int = 0
    limit: int | None = None
    is_least: bool = False

    def left(self, used: int) -> int | None:
        """Limit minus what is used: what may still be added, or what a least still lacks; negative
        is over, or more than the least. None without a limit."""
        return None if self.limit is None else self.limit - used


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProof:
    """One rule and all that it counted, window by window; every second stands once."""

    state: RuleState
    portions: tuple[Portion, ...]

    @property
    def length(self) -> Millis:
        """All the seconds in its lines."""
        return Millis(sum(line.length for part in self.portions for line in part.counted))


def as_run(plan: Plan, run: Run, now: Instant) -> Projection:
    """A run as the proof looks at it: at its end, or at ``now`` while it lasts. Nothing is still
    to come in a run that has ended, in the rooms that it never reached neither."""
    if run.ended is None:
        return project(plan, run, now)
    rooms = dict(run.rooms)
    for room in plan.show.rooms:
        reached = run.room(room.id)
        rooms[room.id] = reached if reached.ended else replace(reached, ended=run.ended)
    return project(plan, replace(run, rooms=MappingProxyType(rooms)), run.ended)


def rule_proofs(projection: Projection) -> tuple[RuleProof, ...]:
    """What every rule counted in the projection's run up to its ``now``, in the show's order;
    nothing is counted without a run."""
    budget = budget_of(projection)
    return tuple(rule_proof(projection, budget, state) for state in budget.states)


def rule_proof(projection: Projection, budget: Budget, state: RuleState) -> RuleProof:
    """What that rule counted in the projection's run up to ``now``."""
    room = projection.rooms[state.rule.room].run
    if room is None:
        return RuleProof(state=state, portions=())
    seen = _Seen(state, aired_under(state.rule, projection, budget), Traces(room))
    count = _COUNTERS.get(state.rule.method, _by_time)
    return RuleProof(state=state, portions=tuple(count(seen)))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A rule, what it is held against, and the takes that it all came from."""

    state: RuleState
    aired: Aired
    traces: Traces

    def until(self, end: Instant) -> Instant:
        return Instant(min(end, self.aired.now))

    def lines(
        self,
        spots: Iterable[Spot],
        elsewhere: int = 0,
        total_of: Callable[[Counted, int], int] | None = None,
    ) -> tuple[Counted, ...]:
        """The spots that have begun, each with its take; ``elsewhere`` is used before them."""
        found: list[Counted] = []
        total = elsewhere
        for spot in spots:
            line = self._line(spot)
            if line is None:
                continue
            total += line.measure
            told = total if total_of is None else total_of(line, total)
            found.append(replace(line, total=told))
        return tuple(found)

    def _line(self, spot: Spot) -> Counted | None:
        """By number each counts one; by time as long as it was on the air."""
        if spot.start is None:
            return None
        found = self.traces.at(spot.segment, spot.start)
        end = min(Instant(spot.start + spot.length), self.aired.now)
        if found is None or end <= spot.start:
            return None
        length = Millis(end - spot.start)
        return Counted(
            take=found.take,
            room=self.traces.room.room,
            repeat=found.repeat,
            repeats=found.repeats,
            start=spot.start,
            end=Instant(end),
            length=length,
            is_whole=spot.is_whole,
            measure=1 if self.state.unit is Unit.COUNT else length,
            total=0,
        )

    def portion(self, window: WindowState, spots: Iterable[Spot], aired: int) -> Portion:
        """A window with its lines; ``aired`` is what of its figure these spots are."""
        elsewhere = window.spent - aired
        return Portion(
            window=window,
            counted=self.lines(spots, elsewhere),
            elsewhere=elsewhere,
            spent=window.spent,
            limit=window.limit,
            is_least=window.is_least,
        )

    def whole(self, counted: tuple[Counted, ...], spent: int) -> Portion:
        """The whole run as one."""
        return Portion(window=None, counted=counted, spent=spent, limit=self.state.limit)


def _by_time(seen: _Seen) -> Iterable[Portion]:
    """Rules with a sum: window by window, the spots split at its edges."""
    ledger, now = seen.aired.projected, seen.aired.now
    windows = _apart(seen.state)
    if not windows and seen.state.rule.method not in _OF_BREAKS:
        spots = [spot for spot in ledger.placed if spot.start is not None and spot.start < now]
        yield seen.whole(seen.lines(spots), ledger.until(now))
    for window in windows:
        until = max(window.start, seen.until(window.end))
        spent = ledger.between(window.start, until)
        yield seen.portion(window, ledger.parts(window.start, until), spent)


def _rolling(seen: _Seen) -> Iterable[Portion]:
    """Each line's total is what the window behind its end held."""
    ledger, now = seen.aired.projected, seen.aired.now
    length = seen.state.rule.window_length or HOUR
    spots = [spot for spot in ledger.placed if spot.start is not None and spot.start < now]
    counted = seen.lines(spots, 0, lambda line, _: ledger.between(line.end - length, line.end))
    yield seen.whole(counted, max((line.total for line in counted), default=0))


def _by_number(seen: _Seen) -> Iterable[Portion]:
    """Each that begins in a window counts one there."""
    for window in seen.state.windows:
        until = max(window.start, seen.until(window.end))
        spots = seen.aired.projected.starting(window.start, until)
        yield seen.portion(window, spots, len(spots))


def _breaks(seen: _Seen) -> Iterable[Portion]:
    """The breaks inside the programme, one each."""
    stops = [stop for stop in _begun(seen) if stop.together.is_inside]
    for window in seen.state.windows:
        counted = seen.lines(_as_spot(seen, stop) for stop in stops)
        many = {stop.start: len(stop.together.places) for stop in stops}
        counted = tuple(replace(line, segments=many[line.start]) for line in counted)
        portion = seen.portion(window, (), len(stops))
        yield replace(portion, counted=counted)


def _distances(seen: _Seen) -> Iterable[Portion]:
    """How far each break stands from the one before it."""
    stops = {stop.start: stop for stop in _begun(seen)}
    for window in seen.state.windows:
        stop = stops.get(window.start)
        if stop is None:
            continue
        portion = seen.portion(window, (_as_spot(seen, stop),), window.spent)
        counted = tuple(
            replace(
                line, measure=window.spent, total=window.spent, segments=len(stop.together.places)
            )
            for line in portion.counted
        )
        yield replace(portion, counted=counted)


def _insides(seen: _Seen) -> Iterable[Portion]:
    """Each segment that may hold no advertising and holds some."""
    rule, now = seen.state.rule, seen.aired.now
    spots = [
        Spot(s.segment, s.start, length, s.sponsor, s.kind in rule.counts)
        for s in seen.aired.room.projected.commercial
        if s.kind in rule.against and (length := s.counted(rule.counts)) and s.start is not None
    ]
    yield seen.whole(seen.lines(s for s in spots if (s.start or 0) < now), seen.state.spent)


def _begun(seen: _Seen) -> list[Stop]:
    return [stop for stop in seen.aired.projected.stops if seen.aired.so_far(stop.start)]


def _as_spot(seen: _Seen, stop: Stop) -> Spot:
    """A break as one line: from its first to the end of its last."""
    return seen.aired.projected.spots_of(stop)[0]._replace(length=stop.length)


def _apart(state: RuleState) -> tuple[WindowState, ...]:
    """The windows in which every second counts once: the hours of an average where it has any."""
    if state.rule.method is Method.WINDOW_AVERAGE and len(state.windows) > 1:
        return state.windows[1:]
    return state.windows if is_complete(state.rule) else ()


_OF_BREAKS = frozenset({Method.LONGEST_BREAK, Method.UNINTERRUPTED})

_COUNTERS: Mapping[Method, Callable[[_Seen], Iterable[Portion]]] = MappingProxyType(
    {
        Method.ROLLING_WINDOW: _rolling,
        Method.LEAST_COUNT: _by_number,
        Method.MOST_COUNT: _by_number,
        Method.BREAKS_PER_LENGTH: _breaks,
        Method.DISTANCE: _distances,
        Method.NEVER_INSIDE: _insides,
    }
)
