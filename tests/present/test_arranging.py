"""Segments land where they are dropped: in order, in the block above the drop line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.edits import MoveSegments
from producer_app.core.show import BlockId, Kind, RoomId, SegmentId, Show
from producer_app.present.arranging import duplicated, inserted, moved_to, place_behind, stepped
from producer_app.present.rundown import rundown_view
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
    a_segment,
    a_shop_segment,
    a_show,
    shows,
)


def two_blocks() -> Show:
    """The heads stand at places 0 and 3: A, A1, A2, B, B1, B2."""
    return a_show(
        a_segment("A1", block=BlockId("a")),
        a_segment("A2", block=BlockId("a")),
        a_segment("B1", block=BlockId("b")),
        a_segment("B2", block=BlockId("b")),
        a_shop_segment("S1"),
        blocks=(a_block("a"), a_block("b")),
    )


def order(show: Show, room: RoomId = STAGE) -> str:
    """The rundown in short: ``A1/a A2/a``."""
    return " ".join(f"{s.number}/{s.block or '-'}" for s in show.rundowns[room])


def ids(*numbers: str) -> tuple[SegmentId, ...]:
    return tuple(SegmentId(f"s{number}") for number in numbers)


def after_drop(show: Show, place: int, *numbers: str) -> str:
    move = moved_to(show, rundown_view(show, STAGE), ids(*numbers), place)
    return order(show if move is None else move.apply(show))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, "B2/a A1/a A2/a B1/b"),
        (2, "A1/a B2/a A2/a B1/b"),
        (3, "A1/a A2/a B2/a B1/b"),
        (4, "A1/a A2/a B2/b B1/b"),
        (5, "A1/a A2/a B1/b B2/b"),
        (6, "A1/a A2/a B1/b B2/b"),
    ],
)
def test_a_dropped_segment_takes_the_block_above_the_line(place: int, expected: str) -> None:
    assert after_drop(two_blocks(), place, "B2") == expected


def test_dropped_above_everything_a_segment_has_no_block() -> None:
    assert after_drop(two_blocks(), 0, "B2") == "B2/- A1/a A2/a B1/b"


def test_several_are_dropped_together_in_running_order() -> None:
    assert after_drop(two_blocks(), 6, "A2", "A1") == "B1/b B2/b A1/b A2/b"


def test_dropped_among_themselves_they_close_up() -> None:
    assert after_drop(two_blocks(), 2, "A1", "B1") == "A1/a B1/a A2/a B2/b"


def test_a_drop_that_changes_nothing_asks_for_nothing() -> None:
    show = two_blocks()
    assert moved_to(show, rundown_view(show, STAGE), ids("A1"), 1) is None
    assert moved_to(show, rundown_view(show, STAGE), ids("A1"), 2) is None
    assert moved_to(show, rundown_view(show, STAGE), (), 2) is None


def test_the_last_of_a_block_steps_over_the_next_head_into_its_block() -> None:
    show = two_blocks()
    down = stepped(show, rundown_view(show, STAGE), ids("A2"), up=False)
    assert down is not None
    assert order(down.apply(show)) == "A1/a A2/b B1/b B2/b"


def test_the_first_of_a_block_steps_up_into_the_block_above() -> None:
    show = two_blocks()
    up = stepped(show, rundown_view(show, STAGE), ids("B1"), up=True)
    assert up is not None
    assert order(up.apply(show)) == "A1/a A2/a B1/a B2/b"


def test_several_step_together() -> None:
    show = two_blocks()
    down = stepped(show, rundown_view(show, STAGE), ids("A1", "A2"), up=False)
    assert down is not None
    assert order(down.apply(show)) == "A1/b A2/b B1/b B2/b"


def test_at_the_end_of_the_rundown_there_is_no_step() -> None:
    show = two_blocks()
    view = rundown_view(show, STAGE)
    assert stepped(show, view, ids("B2"), up=False) is None
    assert stepped(show, view, (), up=True) is None
    bare = a_show(a_segment("A1"), a_segment("A2"))
    assert stepped(bare, rundown_view(bare, STAGE), ids("A1"), up=True) is None


@given(shows(), st.data())
def test_a_step_down_and_up_again_changes_nothing(show: Show, data: st.DataObject) -> None:
    rundown = show.rundowns[STAGE]
    if len(rundown) < 2:
        return
    chosen = (data.draw(st.sampled_from(rundown[:-1])).id,)
    down = stepped(show, rundown_view(show, STAGE), chosen, up=False)
    assert down is not None
    moved = down.apply(show)
    up = stepped(moved, rundown_view(moved, STAGE), chosen, up=True)
    assert up is not None
    assert up.apply(moved).segments == show.segments


@given(shows(), st.data())
def test_a_drop_loses_no_segment(show: Show, data: st.DataObject) -> None:
    view = rundown_view(show, STAGE)
    chosen = tuple(s.id for s in show.rundowns[STAGE] if data.draw(st.booleans()))
    place = data.draw(st.integers(0, len(view.entries)))
    move = moved_to(show, view, chosen, place)
    if isinstance(move, MoveSegments):
        after = move.apply(show)
        assert sorted(s.id for s in after.segments) == sorted(s.id for s in show.segments)


def test_a_new_segment_stands_behind_the_chosen_one_with_a_number_that_fits() -> None:
    show = two_blocks()
    view = rundown_view(show, STAGE)
    edit = inserted(show, view, place_behind(view, 0), "new", "New segment")
    assert order(edit.apply(show)) == "A1/a A1A/a A2/a B1/b B2/b"
    assert (edit.segment.kind, edit.segment.length) == (Kind.SONG, None)


def test_a_new_segment_with_nothing_chosen_stands_at_the_end() -> None:
    show = two_blocks()
    view = rundown_view(show, STAGE)
    edit = inserted(show, view, place_behind(view, None), "new", "New")
    assert order(edit.apply(show)) == "A1/a A2/a B1/b B2/b B3/b"


def test_below_a_head_a_new_segment_is_the_first_of_the_block() -> None:
    show = two_blocks()
    edit = inserted(show, rundown_view(show, STAGE), 4, "new", "New")
    assert order(edit.apply(show)) == "A1/a A2/a B0/b B1/b B2/b"


def test_in_an_empty_block_a_new_segment_begins_the_next_row() -> None:
    show = a_show(a_segment("A1", block=BlockId("a")), blocks=(a_block("a"), a_block("b")))
    edit = inserted(show, rundown_view(show, STAGE), 3, "new", "New")
    assert order(edit.apply(show)) == "A1/a B1/b"


def test_the_first_segment_of_a_shopping_room_is_a_pitch() -> None:
    show = a_show(a_segment("A1"), a_shop_segment("S1"))
    bare = a_show(rooms=show.rooms)
    view = rundown_view(bare, SHOP)
    edit = inserted(bare, view, place_behind(view, None), "new", "New")
    assert (edit.segment.kind, edit.segment.number, edit.segment.room) == (Kind.PITCH, "S1", SHOP)


def test_a_copy_has_a_number_of_its_own() -> None:
    show = two_blocks()
    after = duplicated(show, SegmentId("sA1"), "copy").apply(show)
    assert order(after) == "A1/a A1A/a A2/a B1/b B2/b"
