"""Call sheets typeset for real: their pages read back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from producer_app.core.revision import next_revision
from producer_app.core.show import Contact, SegmentId, Show, Standing, Talent, TalentId
from producer_app.core.timebase import Instant
from producer_app.present.cuesheet import in_force, issued_before
from producer_app.sheets import typeset
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    wall,
)
from tests.sheets.papers import pages_of
from tests.sheets.test_typeset import HOSTILE
from tests.sheets.views import PRINTED, a_sheet

LI = TalentId("li")
LONG_NAME = "The Grand United Brass Band of Bay Harbour"


def a_visited_gala(*more: Talent, **changes: Any) -> Show:
    """Li sings four times and visits the shop; Bai sings once."""
    people = (
        an_artist(
            "li", name_alt="李", transit=minutes(3), arrives=wall("16:30"), contact="Ge Tong"
        ),
        an_artist("bai", name_alt="白"),
        *more,
    )
    everybody = tuple(person.id for person in people if person.id != LI)
    return a_show(
        a_segment("A1", talent=(LI,), title="Copper Rain", title_alt="铜雨"),
        a_segment("A2", minutes(6), talent=everybody, title="Paper Planes"),
        *(a_segment(f"B{n}", minutes(20), talent=(LI,)) for n in range(1, 4)),
        a_shop_segment("S1", minutes(11)),
        a_shop_segment("S2", talent=(LI,), title="Li drops in"),
        handoffs=(a_handoff("H1", "sA2", to_segment="sS2", talent=(LI,), title="Next door"),),
        contacts=(Contact(role="Floor manager", name="Dai Xiaomei", reach="ext. 210"),),
        **{"talent": people} | changes,
    )


@pytest.mark.needs("pdftotext")
def test_the_list_of_who_gets_one_comes_first_and_then_a_page_each(tmp_path: Path) -> None:
    given, li, bai = pages_of(a_sheet(a_visited_gala(), "artist"), tmp_path)

    assert "WHO GETS A SHEET 派发名单" in given
    in_order = ("Li 李", "20:00:00", "Bai 白", "20:05:00")
    places = [given.find(words, given.find("Contact")) for words in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Copper Rain" in li
    assert "Paper Planes" not in li
    assert "Paper Planes" in bai
    assert "Copper Rain" not in bai


@pytest.mark.needs("pdftotext")
def test_a_page_has_the_walk_the_handoff_and_whom_to_ask(tmp_path: Path) -> None:
    _, li, _ = pages_of(a_sheet(a_visited_gala(), "artist"), tmp_path)

    for words in (
        "COME AT",
        "到场",
        "16:30",
        "WALK",
        "步行",
        "3:00",
        "买买买间",
        "H1",
        "Next door",
        "20:11:00",
        "Dai Xiaomei (ext. 210)",
    ):
        assert words in li


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_has_the_head_and_its_number_in_both_languages(
    language: str, tmp_path: Path
) -> None:
    pages = pages_of(a_sheet(a_visited_gala(), "artist", language=language), tmp_path)

    for number, page in enumerate(pages, 1):
        for words in ("CALL SHEET", "艺人通告单", "DRAFT, not issued", "草稿，未发布"):
            assert words in page
        assert f"Page {number} of 3" in page
        assert f"第 {number} 页，共 3 页" in page


def test_the_pages_stand_upright() -> None:
    paper = typeset(a_sheet(a_visited_gala(), "artist"))

    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


@pytest.mark.needs("pdftotext")
def test_a_name_of_forty_letters_stands_whole(tmp_path: Path) -> None:
    band = an_artist("band", name=LONG_NAME, name_alt="海湾港口联合铜管乐团" * 4)

    pages = pages_of(a_sheet(a_visited_gala(band), "artist"), tmp_path)

    assert len(pages) == 4
    assert LONG_NAME.replace(" ", "") in pages[3].replace(" ", "")
    assert "海湾港口联合铜管乐团" * 4 in pages[3].replace(" ", "")


@pytest.mark.needs("pdftotext")
def test_who_is_on_a_dozen_times_still_has_one_page(tmp_path: Path) -> None:
    segments = [
        a_segment(f"C{n}", talent=(LI,), title=f"Title of number {n}", title_alt=f"第{n}个节目")
        for n in range(1, 13)
    ]

    pages = pages_of(a_sheet(a_show(*segments, talent=(an_artist("li"),)), "artist"), tmp_path)

    assert len(pages) == 2
    assert all(f"Title of number {n}" in pages[1] for n in range(1, 13))


@pytest.mark.needs("pdftotext")
def test_who_is_on_more_often_than_a_page_can_hold_has_a_second_one_that_says_so(
    tmp_path: Path,
) -> None:
    segments = [a_segment(f"C{n}X", talent=(LI,), notes="A note. " * 20) for n in range(30)]

    pages = pages_of(a_sheet(a_show(*segments, talent=(an_artist("li"),)), "artist"), tmp_path)

    assert len(pages) > 2
    assert "Li (continued 续)" not in pages[1]
    assert all("Li (continued 续)" in page for page in pages[2:])
    for n in range(30):
        assert len([page for page in pages if f"Song C{n}X" in page]) == 1


@pytest.mark.needs("pdftotext")
def test_a_show_without_artists_says_what_to_do(tmp_path: Path) -> None:
    (page,) = pages_of(a_sheet(a_show(), "artist"), tmp_path)

    assert "Nobody to call yet. Enter artists in the show book under Talent" in page
    assert "还没有需要通告的人。" in page


@pytest.mark.needs("pdftotext")
def test_no_word_of_an_artist_is_markup(tmp_path: Path) -> None:
    li = an_artist("li", name=HOSTILE, circle=HOSTILE, contact=HOSTILE)
    show = a_show(
        a_segment("1", talent=(LI,), columns=(("Make-up", HOSTILE),), location=HOSTILE),
        talent=(li,),
        contacts=(Contact(role=HOSTILE, name=HOSTILE),),
    )

    text = pages_of(a_sheet(show, "artist"), tmp_path)[1]

    for sign in ("*bold*", "$x$", "`raw`", "<label>", "@ref", "<img"):
        assert text.count(sign) >= 3


@pytest.mark.needs("pdftotext")
def test_a_changed_line_is_marked_and_the_older_sheet_void(tmp_path: Path) -> None:
    show = a_visited_gala()
    issued = next_revision(show, (), at=Instant(PRINTED - 3_600_000), by="Pei Jiu")
    longer = tuple(
        replace(segment, length=minutes(7)) if segment.id == SegmentId("sA2") else segment
        for segment in show.segments
    )
    version, marks = in_force((issued,), replace(show, segments=longer))

    before = issued_before((issued,), replace(show, segments=longer))
    view = a_sheet(
        replace(show, segments=longer), "artist", issued=version, marks=marks, before=before
    )
    given, li, bai = pages_of(view, tmp_path)

    assert "Changed since v1 WHITE: 1" in given
    assert "retimed" in bai
    assert "changed since the last issue: throw the older sheet away" in bai
    assert "20:12:00" in li
    assert "20:11:00" in li


@pytest.mark.needs("pdftotext")
def test_who_is_not_called_any_more_gets_a_page_that_says_so(tmp_path: Path) -> None:
    show = a_show(
        a_segment("1", talent=(LI,), standing=Standing.OMITTED), talent=(an_artist("li"),)
    )

    _, li = pages_of(a_sheet(show, "artist"), tmp_path)

    assert "OMITTED, number kept: you are not on" in li
    assert "You are not called: everything that you were in is out of the timing." in li
