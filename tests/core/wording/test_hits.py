"""What is a hit in a text, and what around it is none."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.wording import Lexicon, Reason, Term
from tests.core.wording.flagged import LEXICON, a_term, found


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("The best milk", ["best"]),
        ("THE BEST", ["BEST"]),
        ("Ｂｅｓｔ milk", ["Ｂｅｓｔ"]),
        ("best云莓", ["best"]),
        ("best!", ["best"]),
        ("It is the very   best of all", ["the very   best"]),
        ("Best-selling milk", ["Best-selling"]),
        ("销量第一！", ["第一"]),
        ("#1 in milk, no.1 too", ["#1", "no.1"]),
        ("Already 1,200 sold; 已售3万件", ["1,200 sold", "已售3万件"]),
        ("We are No.\n1", ["No.\n1"]),
    ],
)
def test_a_term_is_found_whatever_its_capitals_width_and_spaces(text: str, hits: list[str]) -> None:
    assert [said for _, said in found(text)] == hits


@pytest.mark.parametrize(
    "text",
    [
        "bested in the bestiary",
        "Abest",
        "Best regards, do your best",
        "第一次来，第一幕就看哭了",
        "已售罄",
        "Best Friends biscuits",
        "Room No. 12",
        "unsold",
        "",
    ],
)
def test_a_term_inside_another_word_or_a_longer_phrase_that_is_fine_is_no_hit(text: str) -> None:
    assert found(text) == []


def test_what_is_fine_hides_only_itself() -> None:
    assert found("第一次就卖到第一") == [("第一", "第一")]
    assert found("Best regards from the best") == [("best", "best")]


def test_a_lexicon_without_terms_finds_nothing() -> None:
    assert Lexicon().hits("best") == ()


def test_a_term_of_nothing_but_a_number_or_spaces_matches_nothing() -> None:
    empty = Lexicon((a_term(" "), a_term("{n}")), fine=("",))
    assert empty.hits("12 best 第一") == ()


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_can_be_looked_through(text: str) -> None:
    hits = LEXICON.hits(text)

    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert list(hits) == sorted(hits, key=lambda hit: hit.start)


@given(st.text(), st.text(string.punctuation + " 的，。", min_size=1), st.text())
def test_a_term_that_stands_alone_is_found_in_any_text(before: str, mark: str, behind: str) -> None:
    lexicon = Lexicon((a_term("best"),))
    text = f"{before}{mark}best{mark}{behind}"
    assert any(hit.end - hit.start == 4 for hit in lexicon.hits(text))


@given(st.text(), st.text(min_size=1, max_size=8))
def test_any_term_can_be_looked_for(text: str, term: str) -> None:
    lexicon = Lexicon((a_term(term, f"{term}{{n}}", fine=(f"{text}{term}",)),))
    assert all(text[hit.start : hit.end] for hit in lexicon.hits(text))


def test_a_letter_with_its_accent_written_behind_it_is_the_same_letter() -> None:
    reason = Reason(text="why")
    lexicon = Lexicon((Term(text="caf\u00e9", reason=reason),))
    text = "Our cafe\u0301 opens"
    (hit,) = lexicon.hits(text)
    assert text[hit.start : hit.end] == "cafe\u0301"
