"""A page is told once, then what changes; what runs with the clock is told once."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from producer_app.jobs.bench_line.known_page import KnownPage
from producer_app.link.running import Edit, Sheet, first_sheet, next_sheet

SECOND = 1_000
START = 1_700_000_000_000


def later(sheet: Sheet, page: Any) -> tuple[Sheet, list[Edit]]:
    return next_sheet(sheet, page, sheet.at + SECOND)


def over(at: int, title: str = "Northern Lights") -> dict[str, Any]:
    """A room whose segment runs over: the next one is expected now, the one after it later."""
    return {
        "on_air": {"id": "1", "title": title, "ends": START},
        "coming": [{"id": "2", "start": at}, {"id": "3", "start": at + 50_000}],
        "over": at - START,
    }


def test_what_moves_with_the_clock_is_said_once_and_then_nothing_is() -> None:
    sheet = first_sheet(over(START), START)
    sheet, changes = later(sheet, over(START + SECOND))
    assert len(changes) == 3
    for second in range(2, 60):
        sheet, changes = later(sheet, over(START + second * SECOND))
        assert changes == []


def test_what_has_run_and_stops_is_said_again() -> None:
    sheet, _ = later(first_sheet(over(START), START), over(START + SECOND))
    sheet, changes = later(sheet, over(START + SECOND))
    assert {change[:-1] for change in changes} == {
        ("coming", 0, "start"),
        ("coming", 1, "start"),
        ("over",),
    }
    assert sheet.is_still


def test_what_changes_beside_what_runs_is_all_that_is_said() -> None:
    sheet, _ = later(first_sheet(over(START), START), over(START + SECOND))
    _, changes = later(sheet, over(START + 2 * SECOND, "Paper Boats"))
    assert changes == [("on_air", "title", "Paper Boats")]


def test_another_segment_is_said_whole() -> None:
    sheet = first_sheet({"on_air": {"id": "1", "title": "a", "ends": 5}}, START)
    now = {"id": "2", "title": "a", "ends": 5}
    assert later(sheet, {"on_air": now})[1] == [("on_air", now)]


def test_a_length_that_grows_by_chance_as_the_clock_did_is_right_again_a_second_later() -> None:
    sheet, changes = later(first_sheet({"stock": 0}, START), {"stock": SECOND})
    assert sheet.told != sheet.plain
    sheet, changes = later(sheet, {"stock": SECOND})
    assert changes == [("stock", SECOND)]


def test_true_and_false_do_not_run() -> None:
    sheet, changes = next_sheet(first_sheet({"held": False}, START), {"held": True}, START + 1)
    assert changes == [("held", True)]
    assert sheet.told == {"held": True}


parts = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.text(max_size=3),
        st.integers(-5_000, 5_000),
        st.integers(0, 3).map(lambda n: f"clock {n}"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["id", "start", "end", "title"]), inner, max_size=4),
    ),
    max_leaves=12,
)
pages = st.dictionaries(st.sampled_from(["coming", "on_air", "over", "rules"]), parts, min_size=1)


def as_made(part: Any, now: int) -> Any:
    """The page that the console would make at that time: some of its numbers run."""
    if isinstance(part, str) and part.startswith("clock "):
        return now + int(part[-1]) * 10_000
    if isinstance(part, dict):
        return {key: as_made(value, now) for key, value in part.items()}
    return [as_made(value, now) for value in part] if isinstance(part, list) else part


@given(
    st.lists(st.tuples(pages, st.integers(0, 3), st.integers(0, 2_000)), min_size=1, max_size=12)
)
def test_whatever_happens_a_page_that_follows_is_the_page_that_was_made(
    steps: list[tuple[dict[str, Any], int, int]],
) -> None:
    """Each plan stays for some seconds, which pass as they like."""
    now, told, sheet = START, KnownPage(), None
    for plan, stays, passed in steps:
        for _ in range(1 + stays):
            now += passed
            page = as_made(plan, now)
            changes: list[Edit] = []
            if sheet is None:
                sheet = first_sheet(page, now)
            else:
                sheet, changes = next_sheet(sheet, page, now)
            hears(told, sheet, changes)
            assert told.at(now) == page


def hears(told: KnownPage, sheet: Sheet, changes: list[Edit]) -> None:
    """As a page does, from what goes over the wire."""
    if not told.page or any(len(change) == 1 for change in changes):
        message: dict[str, Any] = {"type": "snap", "rev": told.rev + 1, "page": sheet.told}
    else:
        message = {"type": "page", "base": told.rev, "rev": told.rev + 1, "set": changes}
    told.hear(json.loads(msgspec.json.encode(message)))
