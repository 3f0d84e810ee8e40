"""What fills a gap and who, and what a block has used of its budget."""

from __future__ import annotations

from typing import Any

from producer_app.core.calling import Repeat, Skip
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import Event
from producer_app.core.show import Kind, SegmentId, Show, TalentId, TalentRole
from producer_app.core.timing import (
    Fill,
    block_times,
    fill_of,
    plan_times,
    project,
)
from tests.builders import (
    STAGE,
    a_block,
    a_run,
    a_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    wall,
)

Log = tuple[Event, ...]

HOST = an_artist("wang", role=TalentRole.HOST)
SINGER = an_artist("li")


def on_air(show: Show, *times: str) -> Log:
    events = a_run(show, at(show, "19:00"))
    for time in times:
        events = gone(show, events, at(show, time))
    return events


def gap(*segments: Any, since: int = 0, **changes: Any) -> Fill | None:
    """What fills the time before 20:30, with these from 20:00 on."""
    last = a_segment("9", minutes(10), hard_start="20:30", **changes)
    show = a_show(*segments, last, talent=(HOST, SINGER, an_artist("zhao")))
    plan = plan_times(show).rooms[STAGE]
    return fill_of(show, plan, plan.hards[0], since)


def pad(key: str, length: float, longest: float | None, kind: Kind = Kind.PAD) -> Any:
    return a_segment(
        key, minutes(length), kind=kind, longest=None if longest is None else minutes(longest)
    )


def test_where_there_is_no_gap_nothing_is_to_be_filled() -> None:
    assert gap(a_segment("1", minutes(30))) is None
    assert gap(a_segment("1", minutes(40))) is None


def test_pads_fill_a_gap_the_nearest_first_and_other_elastic_segments_after_them() -> None:
    fill = gap(
        pad("p1", 2, 4), pad("e1", 5, 20, Kind.SONG), pad("p2", 1, 3), a_segment("1", minutes(10))
    )
    assert fill is not None
    assert fill.gap == minutes(12)
    assert fill.pads == (("sp2", minutes(2)), ("sp1", minutes(2)), ("se1", minutes(8)))
    assert (fill.rest, fill.is_filled) == (0, True)


def test_a_pad_without_bounds_takes_it_all() -> None:
    fill = gap(pad("p1", 2, None), a_segment("1", minutes(10)))
    assert fill is not None
    assert fill.pads == (("sp1", minutes(18)),)


def test_a_pad_that_is_already_at_its_longest_takes_nothing() -> None:
    fill = gap(pad("p1", 5, 5), a_segment("1", minutes(20)))
    assert fill is not None
    assert (fill.pads, fill.rest, fill.is_filled) == ((), minutes(5), False)


def test_what_the_pads_leave_is_filled_by_the_host_who_is_there() -> None:
    link = a_segment("1", minutes(20), talent=(HOST.id, SINGER.id))
    fill = gap(pad("p1", 1, 2), link)
    assert fill is not None
    assert (fill.rest, fill.people, fill.is_named) == (minutes(8), (HOST,), False)


def test_whom_the_plan_names_fills_before_the_hosts_at_hand() -> None:
    fill = gap(a_segment("1", minutes(20), talent=(HOST.id,)), filled_by=(TalentId("zhao"),))
    assert fill is not None
    assert [person.id for person in fill.people] == ["zhao"]
    assert (fill.is_named, fill.is_filled) == (True, True)


def test_only_what_is_still_to_come_can_stretch() -> None:
    fill = gap(pad("p1", 1, None), pad("p2", 5, 8), since=1)
    assert fill is not None
    assert fill.pads == (("sp2", minutes(3)),)


BLOCK = a_block("a", budget=minutes(30))


def in_a_block() -> Show:
    return a_show(
        a_segment("1", minutes(10), block=BLOCK.id),
        a_segment("2", minutes(10), block=BLOCK.id),
        a_segment("3", None, block=BLOCK.id, hard_end=wall("20:40")),
        a_segment("4", minutes(10)),
        blocks=(BLOCK,),
    )


def spent_and_ahead(show: Show, events: Log, now: str) -> tuple[float, float, bool]:
    """What the block has used up, what is ahead of it, in minutes, and whether that is firm."""
    times = project(plan_times(show), folded(events), at(show, now)).rooms[STAGE]
    block = block_times(times, at(show, now))[BLOCK.id]
    assert block.projected == block.spent + block.ahead
    return block.spent / 60_000, block.ahead / 60_000, block.is_firm


def test_a_block_has_used_what_was_on_air_and_needs_what_is_to_come() -> None:
    show = in_a_block()
    assert spent_and_ahead(show, a_run(show, at(show, "19:59")), "20:00") == (0, 40, True)
    assert spent_and_ahead(show, on_air(show, "20:00"), "20:04") == (4, 36, True)
    assert spent_and_ahead(show, on_air(show, "20:00", "20:09"), "20:15") == (15, 25, True)


def test_a_block_whose_number_runs_over_uses_more_and_what_lasts_to_its_hard_end_less() -> None:
    show = in_a_block()
    assert spent_and_ahead(show, on_air(show, "20:00"), "20:13") == (13, 27, True)
    assert spent_and_ahead(show, on_air(show, "20:00", "20:10", "20:20"), "20:45") == (45, 0, True)


def test_a_block_with_a_length_that_nobody_knows_is_not_firm() -> None:
    free = ChangeSegment(segment=SegmentId("s3"), changes={"hard_end": None})
    show = free.apply(in_a_block())
    assert spent_and_ahead(show, on_air(show, "20:00"), "20:04") == (4, 16, False)


def test_a_skipped_number_is_not_ahead_of_its_block_any_more() -> None:
    show = in_a_block()
    skip = Skip(room=STAGE, segment=SegmentId("s2"))
    events = called(show, on_air(show, "20:00"), skip, at(show, "20:01"))
    assert spent_and_ahead(show, events, "20:04") == (4, 36, True), "the hard end keeps its time"


def test_a_number_that_comes_once_more_and_in_its_turn_is_twice_ahead_of_its_block() -> None:
    show = a_show(*(a_segment(n, minutes(10), block=BLOCK.id) for n in "123"), blocks=(BLOCK,))
    once_more = Repeat(room=STAGE, segment=SegmentId("s3"))
    events = called(show, on_air(show, "20:00"), once_more, at(show, "20:04"))
    times = project(plan_times(show), folded(events), at(show, "20:04")).rooms[STAGE]
    whole = block_times(times, at(show, "20:04"))
    assert whole[BLOCK.id].ahead == minutes(36)
    assert block_times(times, at(show, "20:04"), range(3)) == whole
