"""The proof afterwards: every counted second of a run, traced to the take that it was aired in."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget.counting import Budget, aired_under
from producer_app.core.budget.ledger import Spot
from producer_app.core.budget.sponsors import SponsorState, sponsor_states
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.run import RoomRun, Take
from producer_app.core.show import ADVERTISING, Method, RoomId, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Advertising that was aired in one take, or the part of it in one window.

    ``repeat`` counts the takes of that segment from 1; ``is_whole`` is false for the seconds
    inside a segment that is not itself advertising. ``total`` is what its window, or the run, had
    used when it was over.
    """

    take: Take
    room: RoomId
    repeat: int
    start: Instant
    length: Millis
    is_whole: bool
    total: Millis
    window: WindowState | None = None

    @property
    def end(self) -> Instant:
        return Instant(self.start + self.length)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProof:
    """One rule and all that it counted. The lengths add up to ``total``."""

    state: RuleState
    counted: tuple[Counted, ...]

    @property
    def total(self) -> Millis:
        return Millis(sum(line.length for line in self.counted))


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorProof:
    """One sponsor, every mention they were given, and what is owed to make good."""

    state: SponsorState
    counted: tuple[Counted, ...]

    @property
    def owed(self) -> Millis:
        """Contracted seconds that were not delivered; 0 when all were."""
        return Millis(max(0, self.state.sponsor.contracted - self.state.delivered))

    @property
    def owed_mentions(self) -> int:
        return max(0, self.state.sponsor.mentions - self.state.delivered_mentions)


def rule_proof(projection: Projection, budget: Budget, state: RuleState) -> RuleProof:
    """What that rule counted in the projection's run up to ``now``, by window where it has
    windows of time; nothing without a run."""
    room = projection.rooms[state.rule.room].run
    if room is None:
        return RuleProof(state=state, counted=())
    ledger = aired_under(state.rule, projection, budget).projected
    windows = _apart(state)
    if not windows:
        return RuleProof(state=state, counted=_traced(room, ledger.spots, projection.now, None))
    lines: tuple[Counted, ...] = ()
    for window in windows:
        spots = ledger.inside(window.start, window.end)
        lines += _traced(room, spots, projection.now, window)
    return RuleProof(state=state, counted=lines)


def sponsor_proofs(projection: Projection) -> tuple[SponsorProof, ...]:
    """Every sponsor's mentions in the projection's run, in all rooms, in the order of time."""
    return tuple(
        SponsorProof(state=state, counted=_given(projection, state.sponsor.id))
        for state in sponsor_states(projection)
    )


def _apart(state: RuleState) -> tuple[WindowState, ...]:
    """The windows in which every second counts once; none for what is counted over the whole."""
    if state.rule.method is Method.CLOCK_HOUR:
        return state.windows
    return state.windows[:1] if state.rule.method in _ONE_WINDOW else ()


_ONE_WINDOW = frozenset(
    {
        *(Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, Method.PROGRAMME_TABLE),
        *(Method.DAY_SHARE, Method.WEEK_SHARE, Method.LEAST_SHARE, Method.LEAST_COUNT),
    }
)


def _traced(
    room: RoomRun, spots: tuple[Spot, ...], now: Instant, window: WindowState | None
) -> tuple[Counted, ...]:
    lines: list[Counted] = []
    total = 0
    for spot in spots:
        found = None if spot.start is None else _take_at(room, spot, spot.start)
        if found is None or spot.start is None or spot.start >= now:
            continue
        take, repeat = found
        length = Millis(min(spot.start + spot.length, now) - spot.start)
        total += length
        lines.append(
            Counted(
                take=take,
                room=room.room,
                repeat=repeat,
                start=spot.start,
                length=length,
                is_whole=spot.is_whole,
                total=Millis(total),
                window=window,
            )
        )
    return tuple(lines)


def _take_at(room: RoomRun, spot: Spot, at: Instant) -> tuple[Take, int] | None:
    """The take of that segment that was on the air then, and which of its takes it is."""
    takes = [take for take in _takes(room) if take.segment == spot.segment]
    for number, take in enumerate(takes, 1):
        if take.started <= at and (take.ended is None or at < take.ended):
            return take, number
    return None


def _takes(room: RoomRun) -> tuple[Take, ...]:
    return room.takes if room.on_air is None else (*room.takes, room.on_air)


def _given(projection: Projection, sponsor: SponsorId) -> tuple[Counted, ...]:
    found: list[Counted] = []
    for times in projection.rooms.values():
        if times.run is not None:
            found += _mentions(times.run, sponsor, projection.now)
    found.sort(key=lambda line: line.start)
    return tuple(found)


def _mentions(room: RoomRun, sponsor: SponsorId, now: Instant) -> list[Counted]:
    found: list[Counted] = []
    total = 0
    times_taken: dict[str, int] = {}
    for take in _takes(room):
        times_taken[take.segment] = times_taken.get(take.segment, 0) + 1
        is_whole = take.kind in ADVERTISING
        if take.sponsor != sponsor or not (is_whole or take.ad):
            continue
        aired = max(0, (now if take.ended is None else take.ended) - take.started)
        length = Millis(aired if is_whole else min(take.ad, aired))
        total += length
        found.append(
            Counted(
                take=take,
                room=room.room,
                repeat=times_taken[take.segment],
                start=take.started,
                length=length,
                is_whole=is_whole,
                total=Millis(total),
            )
        )
    return found
