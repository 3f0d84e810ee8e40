"""Findings as they are shown: the same in the list, in the terminal and in both languages."""

from __future__ import annotations

import string

import pytest

from producer_app.core.checks import PARTS, SENTENCES, Basis, Severity, check
from producer_app.core.show import Show, Standing, TalentRole
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.present.findings import FindingsView, findings_in_steps, findings_view
from producer_app.present.words import words
from tests.builders import (
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    folded,
    gone,
    minutes,
    wall,
)
from tests.stepped import whole


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


def test_a_finding_on_the_second_day_is_told_by_that_day() -> None:
    show = a_show(
        a_segment("A1", minutes(30)),
        a_segment("B1", minutes(30), hard_start="34:00", is_opening=True, hard_end=wall("34:20")),
    )
    (english,) = (line for line in shown(show).lines if line.code == "time.end_overlap")
    assert english.time == "10:20:00 (day 2)"
    assert "10:00 past its hard end 10:20:00 (day 2)" in english.message
    (chinese,) = (line for line in shown(show, "zh").lines if line.code == "time.end_overlap")
    assert "第 2 天 10:20:00" in chinese.message


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


@pytest.mark.parametrize("code", PARTS)
def test_every_part_of_a_sentence_is_the_same_in_core_and_in_the_texts(code: str) -> None:
    chinese = words("zh").texts[f"findings.{code}"]

    assert words("en").texts[f"findings.{code}"] == PARTS[code]
    assert fields_of(chinese) == fields_of(PARTS[code])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2:00 to fill before 20:05:00 (2 “Song 2”): Mo, Li at hand to fill it."),
        ("zh", "20:05:00（2 “Song 2”）前空 2:00：Mo、Li在场可垫。"),
    ],
)
def test_the_parts_of_a_sentence_are_in_its_language(language: str, said: str) -> None:
    hosts = tuple(an_artist(key, role=TalentRole.HOST) for key in ("mo", "li"))
    link = a_segment("1", minutes(3), talent=tuple(host.id for host in hosts))
    show = a_show(link, a_segment("2", hard_start="20:05"), talent=hosts)
    assert shown(show, language).lines[0].message == said


def now(show: Show, language: str, late: str) -> FindingsView:
    """What is shown once the stage has gone on air so late."""
    events = gone(show, a_run(show, at(show, "19:55")), at(show, late))
    seen = project(plan_times(show), folded(events), Instant(at(show, late) + 1_000))
    return whole(findings_in_steps(seen, words(language)))


def a_late_show() -> Show:
    return a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), hard_start="20:05"),
        a_segment("2", None, id="twin"),
    )


@pytest.mark.parametrize(
    ("language", "headline", "title"),
    [
        ("en", "EXPECTED Errors 1   PLANNED Errors 1 · Warnings 1", "Run check 3 · ERROR 2"),
        ("zh", "预计：错误 1   计划：错误 1 · 警告 1", "现场检查 3 · 错误 2"),
    ],
)
def test_while_a_run_is_on_the_findings_say_whether_they_are_planned_or_expected(
    language: str, headline: str, title: str
) -> None:
    view = now(a_late_show(), language, "20:03")

    assert (view.headline, view.title) == (headline, title)
    assert [(line.code, line.basis) for line in view.lines] == [
        ("time.overlap", Basis.EXPECTED),
        ("number.twice", Basis.PLANNED),
        ("segment.no_length", Basis.PLANNED),
    ]
    expected, planned = headline.split("   ")
    assert expected.startswith(view.lines[0].basis_word)
    assert planned.startswith(view.lines[1].basis_word)


def test_before_a_run_nothing_says_that_it_is_planned() -> None:
    plan = plan_times(a_late_show())
    view = whole(findings_in_steps(project(plan, None, Instant(0)), words("en")))
    assert {line.basis_word for line in view.lines} == {""}
    assert view.title == "Plan check 2 · ERROR 1"


def test_a_run_with_nothing_to_warn_of_says_so() -> None:
    view = now(a_show(a_segment("1", minutes(5))), "en", "20:00")
    assert (view.headline, view.title) == ("No finding", "Run check")
