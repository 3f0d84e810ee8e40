"""Two rundowns stand on one time axis: what begins together is side by side, in order."""

from __future__ import annotations

from hypothesis import given

from producer_app.core.show import BlockId, Segment, Show
from producer_app.core.timing import plan_times, project
from producer_app.present.axis import Axis, aligned
from producer_app.present.rundown import rundown_view
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    minutes,
    seconds,
    shows,
)


def laid(show: Show) -> Axis:
    projection = project(plan_times(show), None, at(show, "19:00:00"))
    return aligned(projection, rundown_view(show, STAGE), rundown_view(show, SHOP))


def slots(show: Show) -> list[tuple[int | None, int | None]]:
    axis = laid(show)
    return list(zip(axis.left.slots, axis.right.slots, strict=True))


def stood(*segments: Segment, **changes: object) -> list[tuple[int | None, int | None]]:
    return slots(a_show(*segments, **changes))


def test_what_begins_together_stands_side_by_side() -> None:
    assert stood(a_segment("A1"), a_segment("A2"), a_shop_segment("S1"), a_shop_segment("S2")) == [
        (0, 0),
        (1, 1),
    ]


def test_what_begins_while_a_segment_runs_stands_beside_it() -> None:
    heights = stood(
        a_segment("A1", minutes(10)),
        a_segment("A2"),
        a_shop_segment("S1", minutes(4)),
        a_shop_segment("S2", minutes(6)),
        a_shop_segment("S3"),
    )
    assert heights == [(0, 0), (None, 1), (1, 2)]


def test_what_begins_later_stands_below_all_that_begins_at_once() -> None:
    heights = stood(
        a_segment("A1", seconds(0)),
        a_segment("A2", seconds(0)),
        a_segment("A3"),
        a_shop_segment("S1", minutes(3)),
        a_shop_segment("S2"),
    )
    assert heights == [(0, 0), (1, None), (2, 1)]


def test_a_long_pitch_leaves_quiet_heights_beside_the_stage() -> None:
    heights = stood(
        a_segment("A1"), a_segment("A2"), a_segment("A3"), a_shop_segment("S1", minutes(30))
    )
    assert heights == [(0, 0), (1, None), (2, None)]


def test_a_shop_that_opens_earlier_stands_above() -> None:
    heights = stood(
        a_segment("A1"),
        a_shop_segment("S1", minutes(5), hard_start="19:50:00"),
        a_shop_segment("S2", hard_start="20:00:00"),
    )
    assert heights == [(None, 0), (0, 1)]


def test_half_a_minute_apart_is_together() -> None:
    heights = stood(
        a_segment("A1", seconds(290)),
        a_segment("A2"),
        a_shop_segment("S1", seconds(270)),
        a_shop_segment("S2"),
    )
    assert heights == [(0, 0), (1, 1)]


def test_heads_stand_beside_heads_and_segments_beside_segments() -> None:
    heights = stood(
        a_segment("A1", block=BlockId("b1")),
        a_shop_segment("S1"),
        blocks=(a_block("b1"),),
    )
    assert heights == [(0, None), (1, 0)]


def test_blocks_that_begin_together_have_their_heads_side_by_side() -> None:
    heights = stood(
        a_segment("A1", block=BlockId("b1")),
        a_shop_segment("S1", block=BlockId("b2")),
        blocks=(a_block("b1"), a_block("b2", room=SHOP)),
    )
    assert heights == [(0, 0), (1, 1)]


def test_an_empty_block_at_the_end_has_its_height() -> None:
    heights = stood(a_segment("A1"), a_shop_segment("S1"), blocks=(a_block("later"),))
    assert heights == [(0, 0), (1, None)]


@given(shows())
def test_every_entry_stands_exactly_once_and_in_order(show: Show) -> None:
    heights = slots(show)
    for room, side in ((STAGE, 0), (SHOP, 1)):
        stands = [height[side] for height in heights if height[side] is not None]
        assert stands == list(range(len(rundown_view(show, room).entries)))
    assert all(height != (None, None) for height in heights)
    for side in laid(show)[:2]:
        assert [side.slots[height] for height in side.heights] == list(range(len(side.heights)))


@given(shows(has_hard_times=False))
def test_what_stands_lower_never_begins_a_minute_earlier(show: Show) -> None:
    plan = plan_times(show)
    reached = 0
    for height in slots(show):
        begins = []
        for room, side in ((STAGE, 0), (SHOP, 1)):
            entry = height[side]
            index = None if entry is None else rundown_view(show, room).entries[entry].segment
            start = None if index is None else plan.rooms[room].starts[index]
            begins += [] if start is None else [start]
        assert all(start // 60_000 >= reached // 60_000 for start in begins)
        reached = max([reached, *begins[:1]])
