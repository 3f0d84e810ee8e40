"""A sheet as data: printable, breakable, and with the place of every text."""

from __future__ import annotations

import pytest

from producer_app.sheets.data import ZERO_WIDTH_SPACE, sheet_data, texts
from tests.builders import a_segment, a_show
from tests.sheets.views import a_sheet


def printed_title(title: str) -> str:
    data = sheet_data(a_sheet(a_show(a_segment("1", title=title))))
    return str(data["body"]["rooms"][0]["lines"][0]["title"]["first"])


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Plain 铜雨", "Plain 铜雨"),
        ("bell\x07 and tab\tkeep apart", "bell  and tab keep apart"),
        ("half a pair \ud83d of surrogates", "half a pair \ufffd of surrogates"),
        ("turned \u202eround\u202c again", "turned round again"),
        ("\u2067turned\u2069 \u061cround", "turned round"),
    ],
)
def test_what_no_paper_can_show_is_left_out_or_marked(title: str, printed: str) -> None:
    assert printed_title(title) == printed


def test_a_word_longer_than_a_column_may_break() -> None:
    printed = printed_title("https://example.invalid/" + "a" * 40)

    assert printed.replace(ZERO_WIDTH_SPACE, "") == "https://example.invalid/" + "a" * 40
    assert max(len(part) for part in printed.split(ZERO_WIDTH_SPACE)) <= 13


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("noise-cancelling", ["noise-", "cancelling"]),
        ("https://shop.example/o1", ["https://", "shop.", "example/", "o1"]),
        ("----------------", ["-------", "-------", "--"]),
        ("Unausgesprochenes", ["Unausge", "sproche", "nes"]),
    ],
)
def test_a_long_word_breaks_at_its_joints_first(word: str, parts: list[str]) -> None:
    assert printed_title(word).split(ZERO_WIDTH_SPACE) == parts


def test_every_text_knows_the_segment_it_belongs_to() -> None:
    data = sheet_data(a_sheet(a_show(a_segment("7", title="Copper Rain", notes="Mind the foil"))))

    places = {found.text: found.place for found in texts(data)}

    assert places["Mind the foil"] == "7 Copper Rain"
    assert places["gala.show · 01234567"] == ""
