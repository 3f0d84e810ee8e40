"""A letter that no font has never stops a sheet: a box or a plain letter stands there, and the
foot says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typst

from producer_app.core.errors import EnvironmentFault
from producer_app.core.show import Offer, OfferId, Show
from producer_app.present.cuesheet import SHEETS
from producer_app.sheets import preview_pages, typeset
from producer_app.sheets.data import sheet_data
from producer_app.sheets.fonts import Shelf, shelf, shelf_of, with_letters
from tests.builders import a_segment, a_shop_segment, a_show
from tests.sheets.papers import pages_of
from tests.sheets.views import a_cue, a_sheet

NO_FONT_HAS_IT = "\U0010fffd"
A_BOX = "[U+10FFFD]"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
NEWER_THAN_ANY = "\U000323b0"
"""A place for Chinese that has no letter yet."""


@pytest.fixture(scope="module")
def without_chinese() -> Shelf:
    """What a machine offers that has no fonts of its own: those inside the engine."""
    return shelf_of(typst.Fonts(include_system_fonts=False))


def lettered(show: Show, kind: str = "rundown", fonts: Shelf | None = None) -> dict[str, Any]:
    return with_letters(sheet_data(a_sheet(show, kind)), fonts or shelf())


def printed_title(title: str, fonts: Shelf | None = None) -> str:
    data = lettered(a_show(a_segment("B7", title=title)), fonts=fonts)
    return str(data["body"]["rooms"][0]["lines"][0]["title"]["first"])


def foot(show: Show, kind: str = "rundown") -> str:
    return str(lettered(show, kind)["without_font"])


def test_a_letter_without_a_font_stands_as_a_box_with_its_code() -> None:
    assert printed_title(f"Night {NO_FONT_HAS_IT} Song") == f"Night {A_BOX} Song"


def test_the_foot_names_the_letter_with_its_segment() -> None:
    show = a_show(a_segment("1"), a_segment("B7", title=f"Night {NO_FONT_HAS_IT} Song"))

    assert foot(show) == "U+10FFFD (B7)"


def test_a_sheet_with_all_its_letters_says_nothing_of_them() -> None:
    assert foot(a_show(a_segment("1", title="Copper Rain", title_alt="铜雨"))) == ""


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("kind", SHEETS)
def test_no_sheet_is_stopped_by_a_letter(kind: str, tmp_path: Path) -> None:
    show = a_show(
        a_segment("B7", title=f"Night {NO_FONT_HAS_IT}"),
        a_shop_segment("S1", notes=NO_FONT_HAS_IT),
        title=f"Super {NO_FONT_HAS_IT} Night",
        cues=(a_cue("LX 1", "sB7", go_words=NO_FONT_HAS_IT),),
    )

    for page in pages_of(a_sheet(show, kind), tmp_path):
        assert "Super U+10FFFD Night" in page
        assert "No font here has these" in page
        assert "本机缺字" in page


@pytest.mark.needs("pdftotext")
def test_every_page_says_it_at_its_foot(tmp_path: Path) -> None:
    many = (a_segment(str(n), notes="A note of some length.") for n in range(1, 40))
    show = a_show(*many, a_segment("Z9", title=NO_FONT_HAS_IT))

    pages = pages_of(a_sheet(show), tmp_path)

    assert len(pages) > 1
    assert all("U+10FFFD (Z9)" in page for page in pages)


def test_the_preview_shows_the_box_too() -> None:
    assert len(preview_pages(a_sheet(a_show(a_segment("1", notes=NO_FONT_HAS_IT))), 72)) == 1


def test_a_family_joined_into_one_letter_is_one_box() -> None:
    title = printed_title(f"Night {FAMILY} out")

    assert title in {f"Night {FAMILY} out", "Night [U+1F468…] out"}
    typeset(a_sheet(a_show(a_segment("B7", title=f"Night {FAMILY} out"))))


def test_what_only_styles_a_letter_gives_way_to_the_plain_letter(without_chinese: Shelf) -> None:
    assert printed_title_english("Song 1\ufe0f\u20e3", without_chinese) == "Song 1"


def printed_title_english(title: str, fonts: Shelf) -> str:
    view = a_sheet(a_show(a_segment("B7", title=title)), is_bilingual=False)
    data = with_letters(sheet_data(view), fonts)
    return str(data["body"]["rooms"][0]["lines"][0]["title"]["first"])


def test_a_letter_with_a_plain_form_is_printed_plain(without_chinese: Shelf) -> None:
    assert printed_title_english("Ｃｏｐｐｅｒ Rain", without_chinese) == "Copper Rain"


def test_a_flag_is_one_letter() -> None:
    assert printed_title("Hello \U0001f1fd\U0001f1fd").count("U+") in {0, 1}


def test_rare_chinese_is_boxed_and_common_chinese_stays() -> None:
    assert printed_title(f"铜{NEWER_THAN_ANY}雨") == "铜[U+323B0]雨"


def test_letters_that_turn_what_follows_print_as_if_they_were_not_there() -> None:
    assert printed_title("turned \u202eround\u202c \u2067again\u2069") == "turned round again"


def test_a_letter_younger_than_the_program_is_boxed_and_not_swallowed() -> None:
    assert printed_title("Shaking \U0001faff face") == "Shaking [U+1FAFF] face"


@pytest.mark.parametrize(
    "title",
    [
        f"{FAMILY}{FAMILY} and 👍🏽 and 🏴\U000e0067\U000e0062\U000e007f",
        "1\ufe0f\u20e3 #\ufe0f\u20e3 ❤\ufe0f ☎\ufe0e",
        "\u0301\u0301 alone, 字\u0301, e\u0301\u0302\u0303",
        "عربى אבג ไทย हिन्दी \u200f\u200e",
        "\u200d\u200d\ufe0f",
        f"{NEWER_THAN_ANY}𪛖𠮷\u2fff〾",
        "\U0001f9f8" * 60,
    ],
)
def test_no_title_stops_a_sheet(title: str) -> None:
    show = a_show(a_segment("B7", title=title, title_alt=title, notes=title), title=title)

    assert typeset(a_sheet(show)).startswith(b"%PDF-")


def test_a_letter_in_an_offer_is_found_in_the_offer() -> None:
    offer = Offer(id=OfferId("o"), number="O5", product=f"Phone {NO_FONT_HAS_IT}")
    show = a_show(a_shop_segment("S1", columns=(("Offers", "O5"),)), offers=(offer,))

    assert foot(show, "shop-host") == "U+10FFFD (O5)"


def test_a_letter_in_the_head_of_the_page_has_no_segment() -> None:
    assert foot(a_show(title=NO_FONT_HAS_IT)) == "U+10FFFD"


def test_where_a_letter_stands_often_only_some_segments_are_named() -> None:
    show = a_show(*(a_segment(str(n), title=NO_FONT_HAS_IT) for n in range(1, 9)))

    assert foot(show) == "U+10FFFD (1, 2, 3, 4, …)"


def test_the_line_at_the_foot_has_an_end() -> None:
    letters = [chr(0xF0000 + n) for n in range(60)]
    show = a_show(*(a_segment(f"A{n}", title=one) for n, one in enumerate(letters)))

    assert foot(show).endswith(", …")
    assert len(foot(show)) < 200


def test_without_a_chinese_font_the_error_says_what_to_install(without_chinese: Shelf) -> None:
    view = a_sheet(a_show(a_segment("A1", title="Copper Rain", title_alt="铜雨")))

    with pytest.raises(EnvironmentFault, match="fonts-noto-cjk") as fault:
        typeset(view, without_chinese)

    assert str(fault.value).count("(U+") == 12


def test_without_a_chinese_font_an_english_sheet_still_prints(without_chinese: Shelf) -> None:
    view = a_sheet(a_show(a_segment("A1", title="Copper Rain")), is_bilingual=False)

    assert typeset(view, without_chinese).startswith(b"%PDF-")


def test_without_a_chinese_font_an_english_sheet_boxes_a_chinese_name(
    without_chinese: Shelf,
) -> None:
    assert printed_title_english("Copper Rain 铜雨", without_chinese) == (
        "Copper Rain [U+94DC][U+96E8]"
    )
