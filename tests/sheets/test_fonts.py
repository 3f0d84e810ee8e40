"""A letter that no font has is an error with its name, never a box on paper."""

from __future__ import annotations

import pytest
import typst

from producer_app.core.errors import EnvironmentFault
from producer_app.core.show import Offer, OfferId
from producer_app.sheets import preview_pages, typeset
from producer_app.sheets.fonts import Shelf, shelf_of
from tests.builders import a_segment, a_shop_segment, a_show
from tests.sheets.views import a_sheet

NO_FONT_HAS_IT = "\U0010fffd"


@pytest.fixture(scope="module")
def without_chinese() -> Shelf:
    """What a machine offers that has no fonts of its own: those inside the engine."""
    return shelf_of(typst.Fonts(include_system_fonts=False))


def test_a_letter_without_a_font_is_named_with_its_segment() -> None:
    view = a_sheet(a_show(a_segment("1"), a_segment("B7", title=f"Night {NO_FONT_HAS_IT} Song")))

    with pytest.raises(EnvironmentFault) as fault:
        typeset(view)

    assert fault.value.code == "sheet.letter_without_font"
    assert "(U+10FFFD)" in str(fault.value)
    assert "in B7 Night" in str(fault.value)


def test_the_preview_refuses_boxes_too() -> None:
    with pytest.raises(EnvironmentFault, match="10FFFD"):
        preview_pages(a_sheet(a_show(a_segment("1", notes=NO_FONT_HAS_IT))), 72)


def test_a_letter_in_an_offer_is_found_in_the_offer() -> None:
    offer = Offer(id=OfferId("o"), number="O5", product=f"Phone {NO_FONT_HAS_IT}")
    show = a_show(a_shop_segment("S1", columns=(("Offers", "O5"),)), offers=(offer,))

    with pytest.raises(EnvironmentFault, match="in O5 Phone"):
        typeset(a_sheet(show, "shop-host"))


def test_a_letter_in_the_shows_title_is_in_the_head() -> None:
    with pytest.raises(EnvironmentFault, match="in the head of the page"):
        typeset(a_sheet(a_show(title=NO_FONT_HAS_IT)))


def test_without_a_chinese_font_the_error_says_what_to_install(without_chinese: Shelf) -> None:
    view = a_sheet(a_show(a_segment("A1", title="Copper Rain", title_alt="铜雨")))

    with pytest.raises(EnvironmentFault, match="fonts-noto-cjk") as fault:
        typeset(view, without_chinese)

    assert str(fault.value).count("(U+") == 12


def test_without_a_chinese_font_an_english_sheet_still_prints(without_chinese: Shelf) -> None:
    view = a_sheet(a_show(a_segment("A1", title="Copper Rain")), is_bilingual=False)

    assert typeset(view, without_chinese).startswith(b"%PDF-")
