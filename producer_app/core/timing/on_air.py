"""What is on air in a room: until when, and what its out becomes."""

from __future__ import annotations

from producer_app.core.run import RoomRun
from producer_app.core.timebase import Instant
from producer_app.core.timing.room_plan import RoomPlan


def free_from(plan: RoomPlan, run: RoomRun | None, now: Instant) -> tuple[Instant | None, bool]:
    """When the room is free for its next segment, and whether that is more than a lower bound."""
    if run is None:
        return plan.on_air, True
    if run.ended is not None:
        return run.ended, True
    take = run.on_air
    if take is None:
        waits = now if plan.on_air is None or run.takes else max(now, plan.on_air)
        return Instant(waits), True
    left = take.remaining(now)
    if left is None:
        until = hard_end_on_air(plan, run)
        return (now, False) if until is None else (max(now, until), True)
    return Instant(now + max(0, left)), True


def hard_end_on_air(plan: RoomPlan, run: RoomRun | None) -> Instant | None:
    """When what is on air must be over; None where nothing says so, or nothing is on air."""
    if run is None or run.on_air is None:
        return None
    take, place = run.on_air, plan.places.get(run.on_air.segment)
    hold = None if place is None else plan.holds.get(place)
    if hold is None or take.segment not in run.last_takes:
        return None if hold is None else hold.end
    return hold.once_more(take.started).end


def hard_out_of(
    plan: RoomPlan, run: RoomRun | None, free_at: Instant | None, *, keeps_length: bool
) -> Instant | None:
    """The hard out, moved along with the real start where the length was promised."""
    begins = _begins(run, free_at)
    if not keeps_length or plan.hard_out is None or plan.on_air is None or begins is None:
        return plan.hard_out
    return Instant(plan.hard_out + begins - plan.on_air)


def _begins(run: RoomRun | None, free_at: Instant | None) -> Instant | None:
    """When the room began, or will as things stand; None while nothing runs."""
    if run is None or run.began is not None:
        return None if run is None else run.began
    return None if run.ended is not None else free_at
