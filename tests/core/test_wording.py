"""Wording that is flagged: what is a hit, where it is looked for, what is waived."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import Skip
from producer_app.core.checks import Finding, Severity, Standards, check, check_now, flagged_in
from producer_app.core.edits import ChangeSegment, Put, Remove
from producer_app.core.run import Event
from producer_app.core.show import (
    Coupon,
    Cue,
    CueId,
    Department,
    Kind,
    Offer,
    OfferId,
    Segment,
    SegmentId,
    Show,
    Standing,
    Waiver,
    WaiverId,
)
from producer_app.core.timing import plan_times, project
from producer_app.core.wording import Flag, Lexicon, Reason, Term, flags, idle_waivers
from tests.builders import (
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
)

ABSOLUTE = Reason(text="Absolute", text_alt="绝对化", source="Art. 9(3)", as_of="2021-04-29")


def a_term(text: str, *forms: str, fine: tuple[str, ...] = ()) -> Term:
    return Term(text=text, reason=ABSOLUTE, forms=forms, fine=fine)


LEXICON = Lexicon(
    (
        a_term("best", "best-selling", "the very best", fine=("best regards", "do your best")),
        a_term("No. 1", "No.1", "#1"),
        a_term("第一", fine=("第一次", "第一幕")),
        a_term("已售", "已售{n}件", "{n} sold", fine=("已售罄",)),
    ),
    fine=("Best Friends biscuits",),
)
STANDARDS = Standards(lexicon=LEXICON)


def found(text: str) -> list[tuple[str, str]]:
    """The terms in a text, and what stands there."""
    return [(hit.term.text, text[hit.start : hit.end]) for hit in LEXICON.hits(text)]


# What is a hit


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


# Where it is looked for


def a_read(number: str = "1", **changes: Any) -> Segment:
    return a_segment(number, **{"kind": Kind.SPONSOR_READ} | changes)


def a_cue(department: Department, **changes: Any) -> Cue:
    fields: dict[str, Any] = {"id": CueId("c"), "segment": SegmentId("s1"), "label": "LED 1"}
    return Cue(**fields | {"department": department} | changes)


def an_offer(**changes: Any) -> Offer:
    return Offer(**{"id": OfferId("o"), "number": "O1", "product": "Milk"} | changes)


def fields_of(show: Show) -> list[str]:
    return [flag.field for flag in flags(show, LEXICON)]


@pytest.mark.parametrize("kind", [Kind.SPONSOR_READ, Kind.BILLBOARD, Kind.SPOT, Kind.TIME_SIGNAL])
@pytest.mark.parametrize("field", ["in_words", "out_words", "notes"])
def test_all_that_stands_beside_a_read_is_looked_through(kind: Kind, field: str) -> None:
    assert fields_of(a_show(a_read(kind=kind, **{field: "The best"}))) == [field]


def test_a_pitch_is_spoken_and_its_notes_are_for_the_crew() -> None:
    assert fields_of(a_show(a_shop_segment("1", in_words="The best"))) == ["in_words"]
    assert fields_of(a_show(a_shop_segment("1", notes="best angle"))) == []


def test_what_an_artist_says_is_not_advertising() -> None:
    assert fields_of(a_show(a_segment("1", in_words="The best", notes="best"))) == []


@pytest.mark.parametrize("column", ["Super", "Supers", "LED", "Lower third", "字幕条", "大屏"])
def test_a_column_for_the_screen_is_looked_through_on_every_segment(column: str) -> None:
    (flag,) = flags(a_show(a_segment("1", columns=((column, "第一"),))), LEXICON)
    assert (flag.place, flag.field, flag.passage.is_column) == ("s1", column, True)


def test_another_column_is_for_the_crew() -> None:
    assert fields_of(a_show(a_segment("1", columns=(("Camera", "best shot"),)))) == []


@pytest.mark.parametrize("field", ["go_words", "standby_words", "notes"])
def test_a_cue_of_the_led_wall_is_looked_through_and_one_of_light_is_not(field: str) -> None:
    led, light = (a_cue(one, **{field: "best"}) for one in (Department.LED, Department.LIGHTING))

    assert fields_of(a_show(a_segment("1"), cues=(led,))) == [field]
    assert fields_of(a_show(a_segment("1"), cues=(light,))) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("throw_words", "the best"),
        ("talking_points", ("milk", "the best")),
        ("abort_phrase", "best"),
    ],
)
def test_a_host_card_is_looked_through(field: str, value: Any) -> None:
    handoff = a_handoff("H1", "s1", **{field: value})
    show = a_show(a_segment("1"), a_shop_segment("S1"), handoffs=(handoff,))
    assert fields_of(show) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("product", "Best milk"),
        ("product_alt", "第一牛奶"),
        ("must_say", "the best"),
        ("returns", "best"),
        ("coupon", Coupon(name="best coupon")),
    ],
)
def test_an_offer_s_card_is_looked_through(field: str, value: Any) -> None:
    assert fields_of(a_show(a_segment("1"), offers=(an_offer(**{field: value}),))) == [field]


def test_what_must_not_be_said_may_name_it() -> None:
    offer = an_offer(must_not_say="best, first, 第一")
    assert fields_of(a_show(a_segment("1"), offers=(offer,))) == []


def test_what_is_omitted_goes_out_nowhere_and_what_floats_may_come_back() -> None:
    for standing, count in ((Standing.OMITTED, 0), (Standing.FLOATED, 1)):
        read = a_read(in_words="The best", standing=standing)
        assert len(fields_of(a_show(read))) == count


def test_a_term_is_told_once_for_each_place() -> None:
    show = a_show(a_read("1", in_words="best", out_words="the best"), a_read("2", notes="best"))
    assert [(flag.place, flag.field) for flag in flags(show, LEXICON)] == [
        ("s1", "in_words"),
        ("s2", "notes"),
    ]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("The best", "The best"),
        ("Somebody says that this milk is the best of all the milk there is", "…"),
        ("今天晚上我们给大家带来的云莓高原纯牛奶销量第一，每一盒都来自海拔三千米的牧场", "…"),
    ],
)
def test_an_excerpt_shows_what_stands_around_the_term(text: str, excerpt: str) -> None:
    (flag,) = flags(a_show(a_read(in_words=text)), LEXICON)

    assert flag.excerpt.startswith(excerpt)
    assert flag.excerpt.strip("…") in text
    assert len(flag.excerpt) < 45


def test_an_excerpt_cuts_no_word() -> None:
    text = "Somebody says that this milk is the best of all the milk there is"
    (flag,) = flags(a_show(a_read(in_words=text)), LEXICON)
    assert flag.excerpt == "…this milk is the best of all the milk…"


# What is waived


def a_waiver(place: str = "s1", term: str = "best", **changes: Any) -> Waiver:
    fields: dict[str, Any] = {"id": WaiverId("w"), "place": place, "term": term}
    return Waiver(**fields | {"reason": "A song title", "waived_by": "Kou"} | changes)


def a_flagged_show(**changes: Any) -> Show:
    return a_show(a_read(in_words="The best milk"), **changes)


def the_flag(show: Show) -> Flag:
    (flag,) = flags(show, LEXICON)
    return flag


def test_a_waiver_lets_a_term_stand_in_its_place() -> None:
    waived = Put(entity=a_waiver()).apply(a_flagged_show())

    assert the_flag(waived).waiver == a_waiver()
    assert the_flag(Remove(id="w").apply(waived)).waiver is None


@pytest.mark.parametrize("other", [a_waiver(place="s2"), a_waiver(term="第一")])
def test_a_waiver_of_another_place_or_term_lets_nothing_stand(other: Waiver) -> None:
    assert the_flag(a_flagged_show(waivers=(other,))).waiver is None


def test_a_waiver_holds_while_the_text_around_its_term_changes() -> None:
    show = a_flagged_show(waivers=(a_waiver(),))

    def with_words(words: str) -> Show:
        return ChangeSegment(segment=SegmentId("s1"), changes={"in_words": words}).apply(show)

    assert the_flag(with_words("Still the BEST of milk")).waiver is not None
    assert flags(with_words("Good milk"), LEXICON) == ()


def test_a_waiver_of_what_is_not_there_any_more_is_idle() -> None:
    show = a_flagged_show(waivers=(a_waiver(), a_waiver(id=WaiverId("x"), term="第一")))
    found = flags(show, LEXICON)

    assert [waiver.id for waiver in idle_waivers(show, found)] == ["x"]
    assert [waiver.id for waiver in idle_waivers(show, ())] == ["w", "x"]


def test_a_waived_flag_stays_waived_through_edits_elsewhere() -> None:
    show = a_flagged_show(waivers=(a_waiver(),))
    later = ChangeSegment(segment=SegmentId("s1"), changes={"title": "Another"}).apply(show)

    assert the_flag(later).waiver == a_waiver()


# What is found


def the_findings(show: Show) -> list[Finding]:
    found = check(plan_times(show), STANDARDS)
    return [one for one in found if one.code == "wording.flag"]


def test_a_flag_is_a_warning_that_says_where_what_and_why() -> None:
    (one,) = the_findings(a_flagged_show())

    assert (one.severity, one.segment, one.flag) == (
        Severity.WARNING,
        "s1",
        the_flag(a_flagged_show()),
    )
    assert one.message == "“best” in 1 “Song 1”, in words: “The best milk”. Absolute."


def test_a_flag_in_a_column_names_the_column() -> None:
    (one,) = the_findings(a_show(a_segment("1", columns=(("Super", "第一"),))))
    assert one.message == "“第一” in 1 “Song 1”, column “Super”: “第一”. Absolute."


def test_flags_of_cues_handoffs_and_offers_lead_to_where_they_are_said() -> None:
    cue = a_cue(Department.LED, go_words="best")
    offer = an_offer(must_say="best")
    handoff = a_handoff("H1", "s1", throw_words="best", offers=(offer.id,))
    alone = an_offer(id=OfferId("p"), number="O2", must_say="best")
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1"),
        cues=(cue,),
        handoffs=(handoff,),
        offers=(offer, alone),
    )

    told = [(one.segment, one.handoff, one.message.split(":")[0]) for one in the_findings(show)]

    assert told == [
        ("s1", None, "“best” in LED 1, go words"),
        (None, "h1", "“best” in H1, throw words"),
        (None, "h1", "“best” in O1 “Milk”, must say"),
        (None, None, "“best” in O2 “Milk”, must say"),
    ]


def test_a_waived_flag_is_no_finding() -> None:
    assert the_findings(a_flagged_show(waivers=(a_waiver(),))) == []


def test_without_a_list_nothing_is_flagged() -> None:
    assert [one.code for one in check(plan_times(a_flagged_show()))] == []


def test_where_a_flag_stands_is_told_of_what_is_gone_too() -> None:
    flag = the_flag(a_flagged_show())
    assert flagged_in(a_show(), flag)[0] == "s1"


def told_at(show: Show, events: tuple[Event, ...], now: str) -> int:
    found = check_now(project(plan_times(show), folded(events), at(show, now)), STANDARDS)
    return sum(one.code == "wording.flag" for one in found)


def test_in_a_run_what_has_been_said_is_not_flagged_any_more() -> None:
    show = a_show(a_segment("1"), a_read("2", in_words="best"), a_segment("3"))
    start = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    on_air = gone(show, start, at(show, "20:05"))
    over = gone(show, on_air, at(show, "20:10"))
    skipped = called(show, start, Skip(room=STAGE, segment=SegmentId("s2")), at(show, "20:01"))

    assert [told_at(show, e, "20:11") for e in (start, on_air, over, skipped)] == [1, 1, 0, 0]


@given(st.text(max_size=40), st.text(max_size=40))
def test_letting_stand_takes_away_one_flag_and_taking_it_back_brings_it_again(
    before: str, behind: str
) -> None:
    show = a_show(a_read(in_words=f"{before} best, {behind}"), a_read("2", in_words="best"))
    first, *rest = flags(show, LEXICON)
    waiver = a_waiver(place=first.place, term=first.term.text)

    waived = Put(entity=waiver).apply(show)

    assert flags(waived, LEXICON) == (replace(first, waiver=waiver), *rest)
    assert flags(Remove(id=waiver.id).apply(waived), LEXICON) == (first, *rest)


def test_a_letter_with_its_accent_written_behind_it_is_the_same_letter() -> None:
    reason = Reason(text="why")
    lexicon = Lexicon((Term(text="caf\u00e9", reason=reason),))
    text = "Our cafe\u0301 opens"
    (hit,) = lexicon.hits(text)
    assert text[hit.start : hit.end] == "cafe\u0301"
