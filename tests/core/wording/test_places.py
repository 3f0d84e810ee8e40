"""Where wordings are looked for: what is spoken or shown, and nothing that is for the crew."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.show import Coupon, Department, Kind, Show, Standing
from producer_app.core.wording import flags
from tests.builders import a_handoff, a_segment, a_shop_segment, a_show
from tests.core.wording.flagged import LEXICON, a_cue, a_read, an_offer


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
