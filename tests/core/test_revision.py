"""A revision says what has changed since it was issued, as a cover sheet needs it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.edits import ChangeSegment, MoveSegments, SetStanding
from producer_app.core.revision import (
    Mark,
    Revision,
    changed_since,
    colour_of,
    marks_since,
    next_revision,
    removed_since,
)
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timebase import Instant
from tests.builders import a_segment, a_show, an_artist, minutes

SHOW = a_show(*[a_segment(str(n)) for n in range(1, 7)], talent=(an_artist("li"),))


def issued(show: Show = SHOW, *before: Revision) -> Revision:
    return next_revision(show, before, at=Instant(0), by="Ann")


@pytest.mark.parametrize(
    ("number", "colour"),
    [(1, "White"), (2, "Blue"), (11, "Gray"), (12, "Double White"), (24, "Triple Blue")],
)
def test_colours_follow_the_order_of_the_trade(number: int, colour: str) -> None:
    assert colour_of(number) == colour


def test_every_issue_has_the_next_number() -> None:
    white = issued()
    blue = issued(SHOW, white)

    assert [(r.number, r.colour) for r in (white, blue)] == [(1, "White"), (2, "Blue")]


def test_nothing_is_marked_while_nothing_has_changed() -> None:
    assert changed_since(issued(), SHOW) == frozenset()


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"title": "Snow"}, Mark.RETITLED),
        ({"length": minutes(7)}, Mark.RETIMED),
        ({"talent": ("li",)}, Mark.TALENT),
        ({"notes": "bring snow"}, Mark.CHANGED),
    ],
)
def test_an_edit_is_marked_by_what_it_changed(changes: dict[str, object], mark: Mark) -> None:
    after = ChangeSegment(segment=SegmentId("s2"), changes=changes).apply(SHOW)

    assert marks_since(issued(), after) == {"s2": {mark}}


def test_floating_and_bringing_back_are_marked() -> None:
    floated = SetStanding(segments=(SegmentId("s2"),), standing=Standing.FLOATED).apply(SHOW)

    assert marks_since(issued(), floated) == {"s2": {Mark.FLOATED}}
    assert marks_since(issued(floated), SHOW) == {"s2": {Mark.BROUGHT_BACK}}


@pytest.mark.parametrize(("moving", "before"), [("s6", "s1"), ("s1", None), ("s2", "s6")])
def test_only_the_segment_that_was_picked_up_has_moved(moving: str, before: str | None) -> None:
    place = None if before is None else SegmentId(before)
    after = MoveSegments(segments=(SegmentId(moving),), before=place, block=None).apply(SHOW)

    assert marks_since(issued(), after) == {moving: {Mark.MOVED}}


def test_added_and_removed_segments_are_told_apart() -> None:
    after = replace(SHOW, segments=(*SHOW.segments[1:], a_segment("7")))

    assert marks_since(issued(), after) == {"s7": {Mark.ADDED}}
    assert [segment.id for segment in removed_since(issued(), after)] == ["s1"]


@given(st.permutations(SHOW.segments))
def test_putting_the_moved_ones_aside_leaves_the_rest_in_order(order: list[object]) -> None:
    after = replace(SHOW, segments=tuple(order))
    moved = changed_since(issued(), after)

    def rest(show: Show) -> list[str]:
        return [segment.id for segment in show.segments if segment.id not in moved]

    assert rest(SHOW) == rest(after)
