"""Rows keep the order that they are put in, and few of them are written for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from producer_app.store.order import APART, Order

IDS = tuple("abcdefgh")

orders = st.lists(st.sampled_from(IDS), unique=True).map(tuple)
"""Some of the rows, in any order."""


def an_order(*ids: str) -> tuple[Order, dict[str, int]]:
    """An order and what a table has by it."""
    order, written = Order(), {}
    written |= order.follow(ids).positions
    return order, written


def in_order(written: dict[str, int], ids: tuple[str, ...]) -> bool:
    return sorted(ids, key=lambda key: written[key]) == list(ids)


@given(orders, st.lists(orders, max_size=6))
def test_whatever_is_put_where_the_rows_stand_in_that_order(
    first: tuple[str, ...], then: list[tuple[str, ...]]
) -> None:
    order, written = an_order(*first)
    behind: dict[str, str | None] = dict(order.linked())

    for ids in then:
        reordered = order.follow(ids)
        written |= reordered.positions
        behind |= reordered.behind

        assert in_order(written, ids)
        assert len({written[key] for key in ids}) == len(ids)
        assert {key: behind[key] for key in ids} == dict(order.linked())


def test_one_that_is_moved_or_put_in_between_is_the_only_one_written() -> None:
    order, _ = an_order("a", "b", "c", "d")

    assert order.follow(("a", "d", "b", "c")).positions.keys() == {"d"}
    assert order.follow(("a", "d", "e", "b", "c")).positions.keys() == {"e"}
    assert order.follow(("d", "e", "b", "c")).positions == {}


def test_each_says_what_it_now_stands_behind() -> None:
    order, _ = an_order("a", "b", "c")

    assert order.follow(("b", "c", "a")).behind == {"b": None, "a": "c"}
    assert order.follow(("b", "a")).behind == {"a": "b"}


def test_where_there_is_no_room_those_around_make_it() -> None:
    written = {"a": 1, "b": 2, "c": 3, "d": 3 + APART}
    order = Order(written.items())

    found = order.follow(("a", "e", "b", "c", "d")).positions

    assert in_order(written | found, ("a", "e", "b", "c", "d"))
    assert "d" not in found


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=3, max_size=8), st.integers(0, 3))
def test_positions_of_any_kind_are_followed(numbers: list[int], place: int) -> None:
    written = dict(zip(IDS, sorted(numbers), strict=False))
    order = Order(written.items())
    ids = (*[*written][:place], "new", *[*written][place:])

    written |= order.follow(ids).positions

    assert written["new"] in range(-(2**63), 2**63)
    before, after = ids[:place], ids[place + 1 :]
    assert all(written[key] < written["new"] for key in before)
    assert all(written["new"] < written[key] for key in after)
