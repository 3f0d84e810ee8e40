"""The proof and the stage manager's sheet typeset for real: their pages read back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.budget.proof import as_run
from producer_app.core.run import RunKind
from producer_app.core.show import Kind, Method, Show, Sponsor, SponsorId, TalentId
from producer_app.core.timing import plan_times
from producer_app.present.cuesheet import SheetView
from tests.builders import (
    a_run,
    a_segment,
    a_show,
    an_artist,
    at,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)
from tests.core.budget.proven import RULES, a_rule, an_evening, it_ran
from tests.sheets.papers import pages_of
from tests.sheets.views import a_sheet

pytestmark = pytest.mark.needs("pdftotext")


def a_proof(show: Show, kind: str = "ad-proof", **changes: object) -> SheetView:
    run = it_ran(show, **changes)  # type: ignore[arg-type]
    return a_sheet(show, kind, aired=as_run(plan_times(show), run, run.last_event))


def an_evening_of_spots() -> SheetView:
    """Ninety spots, every one with a title that takes two lines."""
    title = "START{n}X and a title that needs more than one line of this narrow column END{n}X"
    spots = [
        a_segment(f"A{n}", seconds(20), kind=Kind.SPOT, title=title.format(n=n)) for n in range(90)
    ]
    show = a_show(*spots, ad_rules=(a_rule(Method.SHOW_RATIO),))
    log = a_run(show, at(show, "20:00"))
    for n in range(90):
        log = gone(show, log, at(show, f"20:{n // 3:02d}:{n % 3 * 20:02d}"))
    run = folded(log)
    return a_sheet(show, "ad-proof", aired=as_run(plan_times(show), run, at(show, "20:30")))


def test_every_page_of_a_proof_has_head_run_and_page_number(tmp_path: Path) -> None:
    pages = pages_of(an_evening_of_spots(), tmp_path)

    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "AD PROOF 广告实播证明" in page
        assert "AS RUN: SHOW 1, SO FAR" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Actual start 实际开始" in page
    assert "Show Ratio (continued 续)" in pages[1]


def test_no_line_of_a_proof_is_split_across_pages(tmp_path: Path) -> None:
    pages = pages_of(an_evening_of_spots(), tmp_path)

    for n in range(90):
        begun = [page for page in pages if f"START{n}X" in page]
        assert begun == [page for page in pages if f"END{n}X" in page]
        assert len(begun) == 1


def test_a_rehearsal_says_on_every_page_that_it_was_not_on_air(tmp_path: Path) -> None:
    show = replace(an_evening(), ad_rules=RULES)

    for page in pages_of(a_proof(show, kind="ad-proof"), tmp_path):
        assert "REHEARSAL" not in page
    run = it_ran(show, RunKind.REHEARSAL)
    rehearsed = a_sheet(show, "ad-proof", aired=as_run(plan_times(show), run, run.last_event))
    for page in pages_of(rehearsed, tmp_path):
        assert "REHEARSAL 1: not on air 彩排 1：并未播出" in page


def test_a_line_of_a_proof_is_read_back_whole(tmp_path: Path) -> None:
    rule = a_rule(Method.CLOCK_HOUR, used_elsewhere=0)

    text = " ".join(pages_of(a_proof(replace(an_evening(), ad_rules=(rule,))), tmp_path))

    for words in (
        "Socks",
        "20:50:00.250",
        "2026-12-31T20:50:00.250+08:00",
        "0:39.750",
        "take 2 of",
    ):
        assert words in text


def test_each_sponsor_can_be_handed_out_alone(tmp_path: Path) -> None:
    show = an_evening()
    other = Sponsor(id=SponsorId("b"), brand="Bootmaker", contracted=minutes(1))
    pages = pages_of(
        a_proof(replace(show, sponsors=(*show.sponsors, other)), "sponsor-proof"), tmp_path
    )

    assert ["Acme" in page for page in pages] == [True, False]
    assert ["Bootmaker" in page for page in pages] == [False, True]
    assert "OWED: 1:00.000" in pages[1]


def test_before_a_run_the_page_says_what_to_do(tmp_path: Path) -> None:
    (page,) = pages_of(a_sheet(an_evening(), "sponsor-proof"), tmp_path)

    assert "Rehearse or run the show to its end" in page
    assert "NO RUN YET 尚无实播" in page


def test_no_title_of_a_take_is_markup(tmp_path: Path) -> None:
    hostile = '#panic("in") *bold* $x$ <label> @ref'
    show = replace(an_evening(), ad_rules=(a_rule(Method.CLOCK_HOUR, title=hostile),))
    named = replace(show.segments[1], title=hostile)
    show = replace(show, segments=(show.segments[0], named, *show.segments[2:]))

    text = " ".join(pages_of(a_proof(show), tmp_path))

    for sign in ('#panic("in")', "*bold*", "$x$", "<label>", "@ref"):
        assert sign in text


def test_no_row_of_the_stage_managers_sheet_is_split(tmp_path: Path) -> None:
    segments = [
        a_segment(f"A{n}", title=f"START{n}X", notes=f"Something to carry. END{n}X", talent=(LI,))
        for n in range(40)
    ]
    pages = pages_of(a_sheet(a_show(*segments, talent=(an_artist("li"),)), "stage"), tmp_path)

    assert len(pages) > 3
    for n in range(40):
        begun = [page for page in pages if re.search(rf"START{n}X", page)]
        assert begun == [page for page in pages if f"END{n}X" in page]
        assert len(begun) == 1
    assert all("Standby T−5" in page for page in pages)


def test_a_page_has_the_words_for_what_colour_says_on_screen(tmp_path: Path) -> None:
    show = a_show(
        a_segment("1", minutes(9), hard_end=wall("20:09")),
        a_segment("2", front_hit=wall("20:05")),
        a_segment("3", hard_start="34:00", is_opening=True),
        hard_out="36:00",
    )

    text = " ".join(pages_of(a_sheet(show), tmp_path))

    for words in ("HARD END 卡点结束", "IMPOSSIBLE", "Day 2 · Fri 1 Jan · on air 10:00", "UNDER"):
        assert words in text


LI = TalentId("li")
