"""The lists of terms: what the console brings, and what a house puts over it in its own file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from producer_app.core.checks import Standards
from producer_app.core.errors import BadInput, EnvironmentFault
from producer_app.core.wording import Term, plain
from producer_app.exchange.wording import (
    HouseStandards,
    console_standards,
    own_path,
    read_standards,
)
from producer_app.paths import STATE_VARIABLE, resources

TERMS = console_standards().lexicon.terms

OWN = """\
[[terms]]
term = "吊打"
forms = "完爆 | beats {n} rivals"
fine = "吊打水"
reason = "House rule."

[[terms]]
term = "Best"
reason = "medical"

[[removed]]
term = "王牌"

[[fine]]
phrase = "Guaranteed Gardens"

[[prize_caps]]
currency = "eur"
most = "5000.50"
source = "House rule"
"""


def own(folder: Path, text: str) -> Path:
    path = folder / "wording.toml"
    path.write_text(text, encoding="utf-8")
    return path


def terms_in(standards: Standards, text: str) -> list[str]:
    return [hit.term.text for hit in standards.lexicon.hits(text)]


def in_console(text: str) -> list[str]:
    return terms_in(console_standards(), text)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.text)
def test_every_term_says_why_in_both_languages_and_where_that_is_written(term: Term) -> None:
    assert term.reason.text
    assert term.reason.text_alt
    assert term.reason.source
    assert dt.date.fromisoformat(term.reason.as_of).year >= 2009


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.text)
def test_every_form_of_a_term_is_found_and_what_is_fine_is_not(term: Term) -> None:
    for form in (term.text, *term.forms):
        said = form.replace("{n}", "12")
        hits = console_standards().lexicon.hits(f"“{said}”")
        assert [(hit.start, hit.end) for hit in hits] == [(1, 1 + len(said))], form
    for phrase in term.fine:
        assert term.text not in in_console(f"“{phrase}”"), phrase


def test_no_term_stands_in_the_list_twice() -> None:
    forms = [plain(form) for term in TERMS for form in (term.text, *term.forms)]
    assert [form for form in set(forms) if forms.count(form) > 1] == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("国家级品质", "国家级"),
        ("全网最低价！", "全网最低"),
        ("我们家的牛奶销量第一", "销量第一"),
        ("全国首个", "首个"),
        ("永久不坏的万能锅", "永久"),
        ("The lowest price ever", "lowest price ever"),
        ("Results guaranteed", "guaranteed"),
        ("It cures colds", "cures"),
        ("Only 3 left!", "last chance"),
        ("3万人已购", "万人已购"),
        ("NO.1 in China", "No. 1"),
    ],
)
def test_what_the_law_names_and_its_like_are_flagged(text: str, term: str) -> None:
    assert in_console(text)[0] == term


@pytest.mark.parametrize(
    "text",
    [
        "第一次来，第一幕，第一排的观众",
        "最佳男主角，最佳赏味期",
        "永久牌自行车",
        "Best regards from camera number one",
        "lowest price of the last 7 days ¥79.00, screenshot 8 Nov",
        "近 7 日最低价 ¥329",
        "Cured ham, only on Tuesdays",
        "7-day returns, no reason needed. Price until 24:00 on 11 November.",
        "七天无理由退货；价格截至 11 月 18 日 24:00；广告。",
    ],
)
def test_plain_words_are_not(text: str) -> None:
    assert in_console(text) == []


def test_the_cap_on_prizes_is_fifty_thousand_yuan() -> None:
    assert console_standards().prize_caps["CNY"].most == 5_000_000


def test_a_house_adds_terms_removes_some_and_says_what_is_fine(tmp_path: Path) -> None:
    found = read_standards(own(tmp_path, OWN))

    assert terms_in(found, "吊打，完爆，BEATS 3 rivals，吊打水") == ["吊打"] * 3
    assert terms_in(found, "王牌") == []
    assert terms_in(found, "Guaranteed Gardens, guaranteed") == ["guaranteed"]
    assert (found.prize_caps["EUR"].most, set(found.prize_caps)) == (500_050, {"CNY", "EUR"})


def test_a_term_of_the_house_takes_the_place_of_the_console_s(tmp_path: Path) -> None:
    found = read_standards(own(tmp_path, OWN))

    (best,) = (term for term in found.lexicon.terms if plain(term.text) == "best")
    medical = next(term for term in TERMS if term.text == "cures").reason
    assert (best.reason, best.forms) == (medical, ())
    assert len(found.lexicon.terms) == len(TERMS)


def test_a_reason_of_the_house_is_a_sentence_without_its_full_stop(tmp_path: Path) -> None:
    found = read_standards(own(tmp_path, OWN))
    (term,) = (term for term in found.lexicon.terms if term.text == "吊打")
    assert (term.reason.text, term.reason.text_alt) == ("House rule", "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[terms]]\nreason = 'x'", r"line 1, column “term”: this must be filled in"),
        ("[[terms]]\nterm = 'x'", r"line 1, column “reason”: this must be filled in"),
        ("\n[[removed]]\nterm = 'x'", r"line 2, column “term”: there is no term “x” to remove"),
        ("[[words]]\nterm = 'x'", r"column “words”: there is no table of that name"),
        ("[[terms]]\nword = 'x'", r"line 1, column “word”: this column is not known"),
        ("[[prize_caps]]\ncurrency = 'EUR'\nmost = 'a lot'", r"line 1, column “most”: “a lot”"),
        ("[[fine]]\nphrase = ''", r"line 1, column “phrase”: this must be filled in"),
        ("terms", r"this is not TOML"),
    ],
)
def test_what_is_wrong_in_a_house_s_file_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    with pytest.raises(BadInput, match=place) as caught:
        read_standards(own(tmp_path, text))
    assert str(caught.value).startswith("wording.toml")


def test_the_house_s_file_is_in_the_state_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path))
    assert own_path() == HouseStandards().path == tmp_path / "wording.toml"


def test_without_a_file_the_console_s_list_holds(tmp_path: Path) -> None:
    house = HouseStandards(tmp_path / "wording.toml")
    assert (house.now(), house.fault) == (console_standards(), None)


def test_the_file_is_read_again_when_it_has_changed_and_when_it_is_gone(tmp_path: Path) -> None:
    path = own(tmp_path, OWN)
    house = HouseStandards(path)

    first = house.now()
    assert house.now() is first
    own(tmp_path, OWN + "\n[[removed]]\nterm = 'cures'\n")
    assert terms_in(house.now(), "cures") == []
    path.unlink()
    assert house.now() is console_standards()


def test_a_damaged_file_is_told_and_the_console_s_list_holds(tmp_path: Path) -> None:
    house = HouseStandards(own(tmp_path, "terms"))

    assert house.now() is console_standards()
    assert "this is not TOML" in str(house.fault)
    own(tmp_path, OWN)
    assert terms_in(house.now(), "吊打") == ["吊打"]
    assert house.fault is None


def test_a_house_starts_from_a_template_that_changes_nothing_yet(tmp_path: Path) -> None:
    house = HouseStandards(tmp_path / "wording.toml")

    path = house.start()

    assert path.read_text(encoding="utf-8") == (resources() / "wording" / "own.toml").read_text(
        encoding="utf-8"
    )
    assert house.now().lexicon.terms == TERMS
    own(tmp_path, OWN)
    assert house.start().read_text(encoding="utf-8") == OWN


def test_every_line_of_the_template_may_be_uncommented(tmp_path: Path) -> None:
    template = (resources() / "wording" / "own.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in template.splitlines()]
    marked = [line for line in lines if line.startswith("[[") or " = " in line]

    found = read_standards(own(tmp_path, "\n".join(marked)))

    assert terms_in(found, "完爆，王牌，Best Friends biscuits") == ["吊打"]


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        HouseStandards(tmp_path / "gone" / "wording.toml").start()
