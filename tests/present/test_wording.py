"""Flagged wording as it is shown: why, where, and what somebody has let stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.checks import NO_STANDARDS, Standards
from producer_app.core.errors import Refused
from producer_app.core.show import (
    Cue,
    CueId,
    Department,
    Kind,
    Offer,
    OfferId,
    SegmentId,
    Show,
    Waiver,
    WaiverId,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.core.wording import Lexicon, Reason, Term
from producer_app.present.findings import FindingsView, findings_in_steps
from producer_app.present.wording import FlagView, let_stand, reason_in, taken_back
from producer_app.present.words import words
from tests.builders import a_handoff, a_segment, a_shop_segment, a_show, at
from tests.stepped import whole

LAW = Reason(
    text="Absolute",
    text_alt="绝对化用语",
    source="Art. 9(3)",
    source_alt="第九条",
    as_of="2023-03-20",
)
STANDARDS = Standards(lexicon=Lexicon((Term(text="best", reason=LAW),)))


def a_read(**changes: Any) -> Show:
    read = a_segment("1", kind=Kind.SPONSOR_READ, in_words="The best milk")
    return a_show(read, **changes)


def seen(show: Show, language: str = "en", standards: Standards = STANDARDS) -> FindingsView:
    projection = project(plan_times(show), None, Instant(0))
    return whole(findings_in_steps(projection, words(language), standards))


def the_flag(show: Show, language: str = "en") -> FlagView:
    (line,) = seen(show, language).lines
    assert line.flag is not None
    return line.flag


def stood(show: Show, note: str = "A song title", by: str = "Kou") -> Show:
    when = at(show, "18:03")
    return let_stand(the_flag(show), note, by, when, WaiverId("w")).apply(show)


@pytest.mark.parametrize(
    ("language", "message", "question", "source"),
    [
        (
            "en",
            "“best” in 1 “Song 1”, in words: “The best milk”. Absolute.",
            "Let “best” stand?",
            "Art. 9(3), 2023-03-20",
        ),
        (
            "zh",
            "1 “Song 1”开始词中的“best”：“The best milk”。绝对化用语。",
            "保留“best”？",
            "第九条，2023-03-20",
        ),
    ],
)
def test_a_flag_says_why_in_the_language_of_the_window(
    language: str, message: str, question: str, source: str
) -> None:
    (line,) = seen(a_read(), language).lines

    assert (line.message, line.segment) == (message, "s1")
    assert line.flag == FlagView(place="s1", term="best", question=question, source=source)


@pytest.mark.parametrize(
    ("reason", "english", "chinese"),
    [
        (LAW, "Absolute", "绝对化用语"),
        (Reason(text="House rule"), "House rule", "House rule"),
        (Reason(text="", text_alt="本台规定"), "本台规定", "本台规定"),
    ],
)
def test_a_reason_in_one_language_serves_both(reason: Reason, english: str, chinese: str) -> None:
    assert (reason_in(reason, words("en")), reason_in(reason, words("zh"))) == (english, chinese)


def test_a_reason_without_a_source_or_a_date_says_what_it_has() -> None:
    def source(**changes: str) -> str:
        term = Term(text="best", reason=replace(LAW, source_alt="", **changes))
        (line,) = seen(a_read(), standards=Standards(lexicon=Lexicon((term,)))).lines
        assert line.flag is not None
        return line.flag.source

    assert (source(as_of=""), source(source=""), source(as_of="", source="")) == (
        "Art. 9(3)",
        "2023-03-20",
        "",
    )


def test_a_finding_that_is_no_flag_cannot_be_let_stand() -> None:
    lines = seen(a_show()).lines
    assert lines
    assert {line.flag for line in lines} == {None}


@pytest.mark.parametrize("note", ["", "   "])
def test_nothing_stands_without_a_note(note: str) -> None:
    with pytest.raises(Refused, match="Write why it may stand"):
        stood(a_read(), note)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "“best” in 1 “Song 1”, in words: “The best milk”. Let stand: A song title"),
        ("zh", "1 “Song 1”开始词中的“best”：“The best milk”。保留理由：A song title"),
    ],
)
def test_what_is_let_stand_is_no_finding_and_says_why_and_who(language: str, message: str) -> None:
    view = seen(stood(a_read(), " A song title "), language)

    (line,) = view.waived
    assert (view.lines, view.warnings) == ((), 0)
    assert (line.message, line.by) == (message, "Kou · 2026-12-31 18:03")
    assert (line.id, line.segment, line.is_idle) == ("w", "s1", False)


def test_it_can_be_taken_back() -> None:
    show = a_read()
    assert taken_back(WaiverId("w")).apply(stood(show)) == show


def test_who_gave_no_name_is_nobody_named() -> None:
    (line,) = seen(stood(a_read(), by=" ")).waived
    assert line.by == "Nobody named · 2026-12-31 18:03"


def test_what_is_not_flagged_any_more_says_so_and_comes_last() -> None:
    old = Waiver(id=WaiverId("old"), place="s9", term="first", reason="Once true")
    show = stood(a_read(waivers=(old,)))

    lines = seen(show).waived

    assert [(line.id, line.is_idle) for line in lines] == [("w", False), ("old", True)]
    assert lines[1].message == ("“first” is not flagged here any more. It was let stand: Once true")
    assert (lines[1].by, lines[1].segment, lines[1].handoff) == ("Nobody named", None, None)
    assert [line.is_idle for line in seen(show, standards=NO_STANDARDS).waived] == [True, True]


def test_a_show_that_lets_nothing_stand_shows_nothing() -> None:
    assert seen(a_read()).waived == ()


def test_what_stands_on_a_card_or_a_cue_leads_to_where_it_is_said() -> None:
    offer = Offer(id=OfferId("o"), number="O1", product="Best", link="x", returns="7")
    cue = Cue(
        id=CueId("c"),
        segment=SegmentId("s1"),
        department=Department.LED,
        label="LED 1",
        notes="best",
    )
    handoff = a_handoff("H1", "s1", throw_words="best", offers=(offer.id,))
    waivers = tuple(
        Waiver(id=WaiverId(f"w{key}"), place=key, term="best", reason="Fine")
        for key in ("o", "c", "h1")
    )
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1"),
        offers=(offer,),
        cues=(cue,),
        handoffs=(handoff,),
        waivers=waivers,
    )

    led = {line.id: (line.segment, line.handoff) for line in seen(show).waived}

    assert led == {"wc": ("s1", None), "wh1": (None, "h1"), "wo": (None, "h1")}
