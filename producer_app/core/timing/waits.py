"""Rooms that wait for those who come from another: one wait may call forth the next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter

from producer_app.core.run import Run
from producer_app.core.show import Handoff, RoomId, Show
from producer_app.core.timebase import MINUTE, Instant, Millis
from producer_app.core.timing.descent import Descent
from producer_app.core.timing.dues import expected_due
from producer_app.core.timing.holds import Bound
from producer_app.core.timing.meetings import Meeting
from producer_app.core.timing.outlook import Outlook
from producer_app.core.timing.presences import back
from producer_app.core.timing.room_times import RoomTimes, Wait, descent_of, waiting

Rooms = Mapping[RoomId, RoomTimes]

NOT_RUN_AFTER = Millis(5 * MINUTE)
"""A room so late to open keeps nobody in the other rooms waiting until it does."""


def meet(show: Show, run: Run | None, met: tuple[Meeting, ...], alone: Rooms) -> Rooms:
    """The rooms once each waits for those who come from another; ``alone`` is each by itself.

    ``met`` is in the order in which the rooms come to it, so that whatever a wait follows from is
    settled before it.
    """
    settling = _Settling(show, run, met, alone)
    for _, here in groupby(met, key=attrgetter("second_room", "second")):
        settling.settle(tuple(here))
    return settling.settled()


class _Settling:
    """The rooms while their waits are being found."""

    def __init__(self, show: Show, run: Run | None, met: tuple[Meeting, ...], alone: Rooms) -> None:
        self._show, self._run, self._alone = show, run, alone
        awaiting = dict.fromkeys(meeting.second_room for meeting in met)
        self._sums = {key: descent_of(alone[key], alone[key].ahead.totals) for key in awaiting}
        self._waits: dict[RoomId, dict[int, Wait]] = {key: {} for key in awaiting}
        growing = {key: _growing(alone[key], sums) for key, sums in self._sums.items()}
        self._rooms: Mapping[RoomId, Outlook] = {**alone, **growing}

    def settle(self, here: tuple[Meeting, ...]) -> None:
        """One segment and all who come to it from another room."""
        wait: Wait | None = None
        for meeting in here:
            left = _leaves(self._show, self._run, meeting, self._rooms)
            wait = wait if left is None else _joined(wait, meeting, left)
        if wait is None:
            return
        room = here[0].second_room
        place = self._alone[room].plan.places[here[0].second]
        position = self._alone[room].ahead.position(place)
        self._waits[room][place] = wait
        if position is not None:
            self._sums[room].wait(position, Bound(wait.until, wait.is_firm))

    def settled(self) -> Rooms:
        """Every room; as it is alone where it waits for nobody."""
        waits, sums = self._waits, self._sums
        return {
            key: waiting(times, waits[key], sums[key].to_the_end()) if waits.get(key) else times
            for key, times in self._alone.items()
        }


def _growing(times: RoomTimes, sums: Descent) -> Outlook:
    return Outlook(
        plan=times.plan,
        run=times.run,
        free_at=times.free_at,
        free_firm=times.free_firm,
        ahead=times.ahead,
        down=sums,
    )


def _joined(wait: Wait | None, meeting: Meeting, left: Bound) -> Wait:
    there = Instant(left.at + meeting.transit)
    if wait is None:
        return Wait(people=(meeting.person,), until=there, is_firm=left.is_firm)
    people = tuple(dict.fromkeys((*wait.people, meeting.person)))
    return Wait(people=people, until=max(wait.until, there), is_firm=wait.is_firm and left.is_firm)


def _leaves(
    show: Show, run: Run | None, meeting: Meeting, rooms: Mapping[RoomId, Outlook]
) -> Bound | None:
    """When somebody leaves the first of two rooms; None while nobody can tell."""
    if meeting.left is not None:
        return Bound(meeting.left)
    room = rooms[meeting.first_room]
    if is_not_run(room):
        return None
    end = room.played_until if meeting.is_in_circle else room.end_at(meeting.position)
    returns = _returns(show, run, meeting, rooms)
    if end is None or (returns is not None and returns < end.at):
        return None if returns is None else Bound(returns)
    return end


def is_not_run(times: Outlook) -> bool:
    """True for a room that should have opened a while ago and has not: nobody is in it, as when
    the stage is rehearsed alone."""
    run, opens = times.run, times.plan.on_air
    if run is None or run.began is not None or opens is None or times.free_at is None:
        return False
    return times.free_at - opens > NOT_RUN_AFTER


def _returns(
    show: Show, run: Run | None, meeting: Meeting, rooms: Mapping[RoomId, Outlook]
) -> Instant | None:
    """When the visit that brought them there ends; None where there is none, or it has no end."""
    handoff = show.by_id.get(meeting.visit) if meeting.visit is not None else None
    if not isinstance(handoff, Handoff):
        return None
    line = None if run is None else run.line(handoff.id)
    if line is not None and (line.went or line.returned) is not None:
        return back(handoff, line)
    go = meeting.visit_due
    if go is None:
        go = expected_due(show, handoff, rooms)
    if go is None or handoff.return_after is None:
        return None
    return Instant(go + handoff.return_after)
