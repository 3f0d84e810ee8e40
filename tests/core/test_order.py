"""As much as can be keeps its place when things are put in another order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.order import stretch, unmoved


@given(st.permutations(range(7)))
def test_no_larger_part_could_keep_its_order(places: list[int]) -> None:
    kept = unmoved(places)

    assert [place for place in places if place in kept] == sorted(kept)
    larger = combinations(places, len(kept) + 1)
    assert not any(list(some) == sorted(some) for some in larger)


def test_what_was_moved_alone_is_the_only_one_that_moved() -> None:
    assert unmoved([0, 4, 1, 2, 3, 5]) == {0, 1, 2, 3, 5}
    assert unmoved([1, 2, 3, 0]) == {1, 2, 3}
    assert unmoved([]) == frozenset()


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_beside_the_stretch_everything_is_the_same(old: list[int], new: list[int]) -> None:
    start, alike = stretch(old, new)

    assert start + alike <= min(len(old), len(new))
    assert old[:start] == new[:start]
    assert old[len(old) - alike :] == new[len(new) - alike :]
    rest, other = old[start : len(old) - alike], new[start : len(new) - alike]
    assert not rest or not other or (rest[0] != other[0] and rest[-1] != other[-1])
