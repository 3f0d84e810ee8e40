"""What stands above segments: the heads of blocks with their budgets, days, and the room's line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from producer_app.core.show import Block, BlockId, RoomId
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import Projection, RoomPlan, block_lengths, block_times
from producer_app.present.rundown_times import (
    at_least,
    day_at,
    level_of,
    told_date,
    told_time,
)
from producer_app.present.titles import in_order
from producer_app.present.words import Words, both, clock, duration, over_under


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block's head with its subtotal."""

    id: BlockId | None
    title: str
    title_alt: str
    planned: str
    """When its first timed segment is planned to start."""
    length: str
    """The planned subtotal."""
    budgeted: str
    """The budgeted length, or nothing."""
    spent: str
    """How much of it has been on air, in words; nothing before a run."""
    of_budget: str
    """What it will be of its budget (``12:40 of 12:00``), in a run as things stand; without a
    budget only what a run makes of it."""
    budget: str
    """That against the budget in words, OVER or UNDER; nothing without a budget."""
    is_over_budget: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The line before a segment with which the room goes on air anew."""

    title: str
    planned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLine:
    """A room in one line: its name, when it ends, and that against its hard out."""

    name: str
    name_alt: str
    end: str
    over_under: str
    level: str
    """A token: over, under or calm."""


def block_view(
    projection: Projection,
    room: RoomId,
    block: BlockId,
    words: Words,
    places: Sequence[int] | None = None,
    day: int | None = None,
) -> BlockView:
    """What is shown of a block: its titles, subtotal and the word against its budget.

    ``places`` are those of its segments, and ``day`` is theirs, for whoever knows them.
    """
    times = projection.rooms[room]
    plan = times.plan
    found = projection.show.by_id.get(block)
    head = found if isinstance(found, Block) else Block(id=block, room=room, title=block)
    if places is None:
        places = [i for i, segment in enumerate(plan.segments) if segment.block == block]
    length, firm = block_lengths(plan, places).get(block, (Millis(0), True))
    spent, total, total_firm = "", length, firm
    if projection.run is not None:
        time = block_times(times, projection.now, places).get(block)
        total, total_firm = (time.projected, time.is_firm) if time else (Millis(0), True)
        used = time.spent if time else Millis(0)
        spent = words.say("rundown.spent", time=duration(used)) if used else ""
    over = None if head.budget is None else Millis(total - head.budget)
    planned = at_least(duration(length), firm, words)
    projected = at_least(duration(total), total_firm, words)
    return BlockView(
        id=block,
        title=head.title,
        title_alt=head.title_alt,
        planned=_start(projection, plan, places, words, day),
        length=planned,
        budgeted="" if head.budget is None else duration(head.budget),
        spent=spent,
        of_budget=_of_budget(projection, head, planned, projected, words),
        budget="" if over is None else over_under(over, words),
        is_over_budget=over is not None and over >= SECOND,
    )


def day_view(projection: Projection, room: RoomId, index: int, words: Words) -> DayView:
    """What is said of the day that begins with that segment."""
    show, plan = projection.show, projection.rooms[room].plan
    at, day = plan.hard_start(index), day_at(plan, index)
    if at is None:
        return DayView(title="", planned="")
    time = told_time(at, show, plan, words, day=day)
    date = told_date(at, show, words)
    return DayView(
        title=words.say("rundown.day", number=day + 1, date=date, at=time.removesuffix(":00")),
        planned=time,
    )


def room_line(projection: Projection, room: RoomId, words: Words) -> RoomLine:
    """The room's name and end, against its hard out where it has one."""
    show, times = projection.show, projection.rooms[room]
    hard_out = times.hard_out
    over = None if hard_out is None or times.end is None else Millis(times.end - hard_out)
    if hard_out is not None:
        end = words.say("rundown.hard_out", at=clock(hard_out, show, words=words))
    elif times.end is not None:
        at = told_time(times.end, show, times.plan, words)
        end = words.say("rundown.room_ends", at=at_least(at, times.end_firm, words))
    else:
        end = ""
    name, name_alt = in_order(times.plan.room.name, times.plan.room.name_alt, words)
    waits = ""
    if show.starts_after and times.run is None:
        waits = words.say("rundown.starts_after", programme=show.starts_after)
    return RoomLine(
        name=name,
        name_alt=name_alt,
        end=both(waits, end, " · "),
        over_under="" if over is None else over_under(over, words),
        level=level_of(over),
    )


def _start(
    projection: Projection, plan: RoomPlan, places: Sequence[int], words: Words, day: int | None
) -> str:
    """The planned start of the first of these that is timed."""
    first = next((i for i in places if plan.segments[i].is_timed), None)
    if first is None:
        return ""
    if day is None:
        day = day_at(plan, first)
    at = told_time(plan.start_at(first), projection.show, plan, words, day=day)
    return at_least(at, plan.down.is_firm_at(first), words)


def _of_budget(projection: Projection, head: Block, length: str, total: str, words: Words) -> str:
    is_run = projection.run is not None
    if head.budget is None:
        is_told = is_run and total != length
        return words.say("rundown.projected_alone", time=total) if is_told else ""
    key = "rundown.projected" if is_run else "rundown.of_budget"
    return words.say(key, time=total, budget=duration(head.budget))
