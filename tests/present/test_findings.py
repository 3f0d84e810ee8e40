"""Findings as they are shown: the same in the list, in the terminal and in both languages."""

from __future__ import annotations

import string

import pytest

from producer_app.core.checks import SENTENCES, Severity, check
from producer_app.core.show import Show, Standing
from producer_app.core.timing import plan_times
from producer_app.present.findings import FindingsView, findings_view
from producer_app.present.words import words
from tests.builders import STAGE, a_handoff, a_segment, a_shop_segment, a_show, minutes


def shown(show: Show, language: str = "en") -> FindingsView:
    return findings_view(show, check(plan_times(show)), words(language))


def a_faulty_show() -> Show:
    return a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(9), hard_start="20:05"),
        a_segment("3", hard_start="20:10"),
    )


def test_findings_are_counted_in_the_headline() -> None:
    view = shown(a_faulty_show())

    assert (view.errors, view.warnings, view.notes) == (1, 1, 0)
    assert view.headline == "Errors 1 · Warnings 1"


def test_no_finding_is_said_too() -> None:
    assert shown(a_show(a_segment("1"))).headline == "No finding"
    assert shown(a_show(a_segment("1")), "zh").headline == "没有发现问题"


def test_a_finding_says_where_and_when() -> None:
    error = shown(a_faulty_show()).lines[0]

    assert (error.severity, error.severity_word) == (Severity.ERROR, "ERROR")
    assert (error.room, error.room_name, error.segment) == (STAGE, "Stage", "s3")
    assert (error.number, error.time) == ("3", "20:10:00")


def test_a_finding_without_a_place_shows_none() -> None:
    (line,) = shown(a_show(rooms=())).lines
    assert (line.room, line.room_name, line.number, line.time) == (None, "", "", "")


def test_a_finding_is_told_in_chinese() -> None:
    assert shown(a_faulty_show(), "zh").lines[0].message == (
        "3 “Song 3”之前的内容超出卡点 20:10:00 4:00：请删减或暂缓 4:00。"
    )


@pytest.mark.parametrize(("language", "word"), [("en", "floated"), ("zh", "暂缓")])
def test_the_standing_in_a_finding_is_a_word_of_its_language(language: str, word: str) -> None:
    show = a_show(
        a_segment("1", standing=Standing.FLOATED),
        a_shop_segment("S1"),
        handoffs=(a_handoff("H1", "s1"),),
    )
    assert word in shown(show, language).lines[0].message


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_the_same_in_core_and_in_the_texts(code: str) -> None:
    _, sentence = SENTENCES[code]
    chinese = words("zh").texts[f"findings.{code}"]

    assert words("en").texts[f"findings.{code}"] == sentence
    assert fields_of(chinese) == fields_of(sentence)


def fields_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_english_message_is_the_finding_s_own() -> None:
    show = a_faulty_show()
    messages = [finding.message for finding in check(plan_times(show))]
    assert [line.message for line in shown(show).lines] == messages
