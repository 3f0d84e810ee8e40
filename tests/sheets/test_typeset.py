"""Sheets typeset for real: their pages read back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from producer_app.core.revision import Mark
from producer_app.core.show import (
    BlockId,
    Kind,
    Offer,
    OfferId,
    Show,
    Standing,
    TalentId,
)
from producer_app.present.cuesheet import SHEETS, SheetView
from producer_app.sheets import preview_pages, typeset
from tests.builders import (
    a_block,
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
)
from tests.sheets.papers import pages_of
from tests.sheets.views import PRINTED, a_cue, a_sheet

HOSTILE = '#panic("in") *bold* $x$ `raw` <label> @ref \\ [a] // {b} <img src="file:///etc/hosts">'


def a_long_show() -> Show:
    """Sixty segments in two blocks, each with words at its beginning and at its end."""
    segments = [
        a_segment(
            str(number),
            minutes(4),
            title=f"START{number}X",
            title_alt=f"节目{number}",
            notes=f"A note of some length about this segment. END{number}X",
            block=BlockId("b1" if number <= 30 else "b2"),
        )
        for number in range(1, 61)
    ]
    return a_show(
        *segments,
        a_shop_segment("S1"),
        title_alt="超级晚",
        hard_out="24:30",
        blocks=(a_block("b1", title="Fields of Voice"), a_block("b2", title="Towards Midnight")),
        cues=tuple(a_cue(f"LX {n}", f"s{n}", 3) for n in range(1, 61)),
        handoffs=(a_handoff("H1", "s1", to_segment="sS1"),),
    )


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("kind", ["rundown", "lighting"])
def test_every_page_has_head_page_number_and_column_heads(kind: str, tmp_path: Path) -> None:
    pages = pages_of(a_sheet(a_long_show(), kind), tmp_path)

    assert len(pages) > 3
    heads = {"rundown": "Title, notes 节目、备注", "lighting": "Standby words 预备口令"}
    for number, page in enumerate(pages, 1):
        assert "Super Night 超级晚" in page
        assert "DRAFT, not issued 草稿，未发布" in page
        assert f"Page {number} of {len(pages)}" in page
        assert f"第 {number} 页，共 {len(pages)} 页" in page
        assert heads[kind] in page
        assert "CONFIDENTIAL" in page
        assert "gala.show · 01234567" in page


@pytest.mark.needs("pdftotext")
def test_no_segment_is_split_across_pages(tmp_path: Path) -> None:
    pages = pages_of(a_sheet(a_long_show()), tmp_path)

    stage = [page for page in pages if "· Stage" in page]
    for number in range(1, 61):
        begun = [page for page in stage if f"START{number}X" in page]
        ended = [page for page in stage if f"END{number}X" in page]
        assert len(begun) == 1
        assert begun == ended


@pytest.mark.needs("pdftotext")
def test_the_cues_of_a_segment_stay_together_where_a_page_can_hold_them(tmp_path: Path) -> None:
    few = [a_cue(f"LX {s}{n:02d}", f"s{s}", n) for s in range(1, 9) for n in range(10)]
    many = [a_cue(f"LX 9{n:02d}", "s9", n) for n in range(60)]
    show = a_show(*(a_segment(str(n)) for n in range(1, 10)), cues=(*few, *many))

    pages = pages_of(a_sheet(show, "lighting"), tmp_path)

    for segment in range(1, 9):
        assert len({n for n in range(10) for p in pages if f"LX {segment}{n:02d} " in p}) == 10
        assert len([page for page in pages if f"LX {segment}0" in page]) == 1
    assert len([page for page in pages if "LX 9" in page]) > 1
    assert "9 Song 9 (continued 续)" in pages[-1]


@pytest.mark.needs("pdftotext")
def test_a_page_inside_a_block_says_so_and_a_page_that_begins_one_does_not(tmp_path: Path) -> None:
    pages = pages_of(a_sheet(a_long_show()), tmp_path)

    assert "continued" not in pages[0]
    assert "Fields of Voice (continued 续)" in pages[1]
    begins = next(page for page in pages if "START31X" in page)
    after = pages[pages.index(begins) + 1]
    assert "Towards Midnight (continued 续)" in after


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("kind", SHEETS)
def test_no_text_of_a_show_is_markup(kind: str, tmp_path: Path) -> None:
    show = a_show(
        a_segment("1", title=HOSTILE, title_alt=HOSTILE, notes=HOSTILE, in_words=HOSTILE),
        a_shop_segment("S1", title=HOSTILE, notes=HOSTILE),
        title=HOSTILE,
        venue=HOSTILE,
        cues=(a_cue("LX 1", "s1", go_words=HOSTILE),),
    )

    text = " ".join(pages_of(a_sheet(show, kind), tmp_path))

    for sign in ('#panic("in")', "*bold*", "$x$", "`raw`", "<label>", "@ref", "<img"):
        assert sign in text


@pytest.mark.needs("pdftotext")
def test_floated_and_omitted_segments_stay_on_paper_with_their_numbers(tmp_path: Path) -> None:
    show = a_show(
        a_segment("A5", title="Paper Planes", standing=Standing.OMITTED),
        a_segment("A6", title="One More Chorus", standing=Standing.FLOATED),
    )

    text = " ".join(pages_of(a_sheet(show), tmp_path))

    for words in ("A5", "Paper Planes", "OMITTED, number kept", "A6", "FLOATED, out of"):
        assert words in text


@pytest.mark.needs("pdftotext")
def test_an_empty_rundown_says_that_it_is_empty(tmp_path: Path) -> None:
    show = a_show(hard_out="22:00")

    assert (
        "No segments in this rundown yet. 串联单内还没有节目。"
        in pages_of(a_sheet(show), tmp_path)[0]
    )
    assert "This show has no shopping room." in pages_of(a_sheet(show, "shop-host"), tmp_path)[0]
    assert "No cues for this department yet." in pages_of(a_sheet(show, "lighting"), tmp_path)[0]


@pytest.mark.needs("pdftotext")
def test_a_segment_that_no_page_can_hold_is_printed_to_its_end(tmp_path: Path) -> None:
    shop = [a_shop_segment(f"S{n}", minutes(1), title="A segment next door") for n in range(1, 80)]
    show = a_show(a_segment("1", minutes(79)), a_segment("2", title="Afterwards"), *shop)

    stage = [page for page in pages_of(a_sheet(show), tmp_path) if "· Stage" in page]

    text = " ".join(stage)
    assert all(re.search(rf"\bS{n}\b", text) for n in range(1, 80))
    assert "Afterwards" in text


@pytest.mark.needs("pdftotext")
def test_a_hand_card_is_not_split_unless_no_page_can_hold_it(tmp_path: Path) -> None:
    offers = tuple(
        Offer(id=OfferId(f"o{n}"), number=f"O{n}X", product="Socks", must_say=f"SAY{n}X it all")
        for n in range(40)
    )
    named = " ".join(offer.number for offer in offers)
    show = a_show(
        *(a_shop_segment(f"S{n}", title=f"START{n}X", notes=f"END{n}X") for n in range(12)),
        a_shop_segment("S99", title="Everything", columns=(("Offers", named),)),
        offers=offers,
    )

    pages = pages_of(a_sheet(show, "shop-host"), tmp_path)

    for number in range(12):
        begun = [page for page in pages if f"START{number}X" in page]
        assert begun == [page for page in pages if f"END{number}X" in page]
        assert len(begun) == 1
    for offer in offers:
        begun = [page for page in pages if offer.number in page]
        assert begun == [page for page in pages if offer.must_say.split()[0] in page]
        assert len(begun) == 1


@pytest.mark.needs("pdftotext")
def test_a_page_inside_a_hand_card_says_whose_it_is(tmp_path: Path) -> None:
    offers = tuple(Offer(id=OfferId(f"o{n}"), number=f"O{n}X", product="Socks") for n in range(20))
    named = " ".join(offer.number for offer in offers)
    show = a_show(
        a_shop_segment("S1"), a_shop_segment("S99", columns=(("Offers", named),)), offers=offers
    )

    pages = pages_of(a_sheet(show, "shop-host"), tmp_path)

    begun = next(n for n, page in enumerate(pages) if "O0X" in page)
    ended = next(n for n, page in enumerate(pages) if "O19X" in page)
    assert ended > begun
    assert "(continued" not in pages[begun]
    assert all("S99 (continued 续)" in page for page in pages[begun + 1 : ended + 1])


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("kind", ["rundown", "stage", "lighting", "shop-host"])
def test_what_changed_since_the_last_issue_says_so_on_every_sheet(
    kind: str, tmp_path: Path
) -> None:
    li = TalentId("li")
    show = a_show(
        a_segment("1", talent=(li,)),
        a_shop_segment("S1"),
        talent=(an_artist("li"),),
        cues=(a_cue("LX 1", "s1"),),
    )
    marks = {segment.id: frozenset({Mark.RETITLED}) for segment in show.segments}

    text = " ".join(pages_of(a_sheet(show, kind, marks=marks), tmp_path))

    assert "retitled" in text


@pytest.mark.needs("pdftotext")
def test_one_language_alone_leaves_the_other_out(tmp_path: Path) -> None:
    view = a_sheet(a_long_show(), is_bilingual=False)

    text = " ".join(pages_of(view, tmp_path))

    assert "Fields of Voice" in text
    assert not re.search("[\u4e00-\u9fff]", text)


@pytest.mark.parametrize("kind", SHEETS)
def test_the_same_view_makes_the_same_bytes(kind: str) -> None:
    view = a_sheet(a_long_show(), kind)

    assert typeset(view) == typeset(a_sheet(a_long_show(), kind))


def test_another_time_of_printing_makes_other_bytes() -> None:
    show = a_show(a_segment("1"))

    assert typeset(a_sheet(show)) != typeset(a_sheet(show, printed=PRINTED + 60_000))


def test_the_paper_is_a4_across_with_its_fonts_inside() -> None:
    paper = typeset(a_sheet(a_show(a_segment("1", title_alt="铜雨"))))

    assert paper.startswith(b"%PDF-")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(842, 595)}
    assert b"/FontFile" in paper


def test_the_preview_has_a_picture_for_every_page() -> None:
    view: SheetView = a_sheet(a_long_show())

    pages = preview_pages(view, 72)

    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert len(pages) == typeset(view).count(b"/MediaBox")
    assert {width_of(page) for page in pages} == {842}


def test_the_preview_of_a_single_page_is_one_picture() -> None:
    assert len(preview_pages(a_sheet(a_show(a_segment("1", kind=Kind.VT))), 72)) == 1


def width_of(png: bytes) -> int:
    return int.from_bytes(png[16:20], "big")
