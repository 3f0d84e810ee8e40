"""Blocks are made of segments that stand together, and dissolve into the block above."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.errors import Refused
from producer_app.core.show import BlockId, SegmentId, Show
from producer_app.present.blocks import dissolved, made_of, standing_together
from producer_app.present.words import words
from tests.builders import STAGE, a_block, a_segment, a_shop_segment, a_show, minutes, shows

EN = words("en")


def an_evening(*blocks: str) -> Show:
    """Segments 1, 2, 3… of the stage, each in the block of its letter; ``-`` is none."""
    segments = (
        a_segment(str(n), block=None if key == "-" else BlockId(key))
        for n, key in enumerate("".join(blocks), 1)
    )
    letters = dict.fromkeys("".join(blocks).replace("-", ""))
    return a_show(
        *segments,
        a_shop_segment("S1"),
        blocks=tuple(a_block(key, title=key.upper(), budget=minutes(9)) for key in letters),
    )


def ids(*numbers: int) -> tuple[SegmentId, ...]:
    return tuple(SegmentId(f"s{number}") for number in numbers)


def block_by_block(show: Show) -> str:
    """The titles of the blocks, one a segment: ``A A New``."""
    titles = {block.id: block.title for block in show.blocks}
    return " ".join(titles[s.block] if s.block else "-" for s in show.rundowns[STAGE])


def made(show: Show, *numbers: int) -> Show:
    keys: Iterator[int] = count()
    edit = made_of(show, ids(*numbers), " New ", EN, lambda: f"new{next(keys)}")
    return edit.apply(show)


@pytest.mark.parametrize(
    ("blocks", "chosen", "expected"),
    [
        ("----", (1, 2), "New New - -"),
        ("----", (2, 3), "- New New -"),
        ("aaa", (2, 3), "A New New"),
        ("aaa", (1, 2), "New New A"),
        ("aaa", (2,), "A New A (2)"),
        ("aabb", (2, 3), "A New New B"),
        ("aab", (1, 2), "New New B"),
    ],
)
def test_the_chosen_segments_become_a_block(
    blocks: str, chosen: tuple[int, ...], expected: str
) -> None:
    assert block_by_block(made(an_evening(blocks), *chosen)) == expected


def test_a_block_that_has_nothing_left_goes() -> None:
    assert [block.title for block in made(an_evening("aab"), 1, 2).blocks] == ["B", "New"]


def test_a_block_that_is_cut_in_two_keeps_its_budget_in_the_first() -> None:
    first, _, second = made(an_evening("aaa"), 2).blocks
    assert (first.budget, second.title, second.budget) == (minutes(9), "A (2)", None)


@pytest.mark.parametrize("chosen", [ids(1, 3), (*ids(1), SegmentId("sS1")), ()])
def test_what_does_not_stand_together_is_no_block(chosen: tuple[SegmentId, ...]) -> None:
    with pytest.raises(Refused, match="next to each other"):
        standing_together(an_evening("---"), chosen)


@pytest.mark.parametrize(
    ("blocks", "expected"), [("abb", "A A A"), ("bba", "- - A"), ("a-b", "A - -")]
)
def test_a_dissolved_block_falls_to_what_stands_above(blocks: str, expected: str) -> None:
    show = an_evening(blocks)
    after = dissolved(show, BlockId("b")).apply(show)
    assert block_by_block(after) == expected
    assert [block.title for block in after.blocks] == ["A"]


def test_an_empty_block_dissolves_too() -> None:
    show = a_show(a_segment("1"), blocks=(a_block("a"),))
    assert dissolved(show, BlockId("a")).apply(show).blocks == ()


@given(shows(), st.data())
def test_blocks_always_stand_together(show: Show, data: st.DataObject) -> None:
    for turn in range(3):
        rundown = show.rundowns[STAGE]
        if not rundown:
            return
        first = data.draw(st.integers(0, len(rundown) - 1))
        last = data.draw(st.integers(first, len(rundown) - 1))
        keys = count()
        chosen = tuple(segment.id for segment in rundown[first : last + 1])
        edit = made_of(show, chosen, "New", EN, lambda: f"new{turn}-{next(keys)}")  # noqa: B023
        show = edit.apply(show)
        runs = [s.block for n, s in enumerate(show.rundowns[STAGE]) if s.block is not None]
        heads = [key for n, key in enumerate(runs) if n == 0 or runs[n - 1] != key]
        assert len(heads) == len(set(heads)) == len(show.blocks)
