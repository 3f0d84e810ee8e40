"""What is typed into a rundown is echoed as understood, becomes an edit, or is refused in words."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.errors import BadInput
from producer_app.core.show import Block, BlockId, Kind, SegmentId, Show, Talent, TalentId
from producer_app.core.timebase import WallTime
from producer_app.core.timing import plan_times
from producer_app.present.cell_entry import (
    Field,
    block_echo,
    block_text,
    completions,
    echo,
    text_of,
    typed,
    typed_block,
)
from producer_app.present.words import words
from tests.builders import STAGE, a_block, a_segment, a_shop_segment, a_show, minutes, shows

EN = words("en")
KEY = SegmentId("sA1")


def a_cast() -> tuple[Talent, ...]:
    return (
        Talent(id=TalentId("lin"), name="Lin Yao", name_alt="林曜"),
        Talent(id=TalentId("shen"), name="Shen Ruolan", name_alt="沈若澜"),
    )


def the_show(**changes: object) -> Show:
    segment = a_segment("A1", minutes(4), **{"talent": (TalentId("lin"),)} | changes)
    return a_show(segment, a_segment("A2"), a_shop_segment("S1"), talent=a_cast())


def type_in(show: Show, field: Field, text: str, key: SegmentId = KEY) -> Show:
    """The show after this was typed."""
    numbers = count(1)
    segment = show.segment(key)
    edit = typed(plan_times(show), segment, field, text, EN, lambda: f"new{next(numbers)}")
    return show if edit is None else edit.apply(show)


def said(show: Show, field: Field, text: str) -> str:
    return echo(plan_times(show), show.segment(KEY), field, text, EN)


@pytest.mark.parametrize(
    ("text", "understood", "length"),
    [
        ("4:30", "= 4:30 (4 min 30 s)", 270_000),
        ("90", "= 1:30 (1 min 30 s)", 90_000),
        ("1h30", "= 1:30:00 (1 h 30 min)", 5_400_000),
        ("+30", "= 4:30 (4 min 30 s)", 270_000),
        ("", "= unknown length", None),
    ],
)
def test_a_length_is_echoed_and_taken(text: str, understood: str, length: int | None) -> None:
    show = the_show()
    assert said(show, Field.LENGTH, text) == understood
    assert type_in(show, Field.LENGTH, text).segment(KEY).length == length


def test_a_length_that_is_not_understood_is_refused_with_an_example() -> None:
    with pytest.raises(BadInput, match=r"4:30"):
        said(the_show(), Field.LENGTH, "soon")


def test_a_hard_start_after_midnight_is_of_the_same_evening() -> None:
    show = the_show()
    assert said(show, Field.HARD_START, "0:03") == (
        "= starts at 24:03:00 (00:03:00 on Fri 1 Jan), whatever comes before it"
    )
    assert type_in(show, Field.HARD_START, "0:03").segment(KEY).hard_start == WallTime(24, 3)


def test_an_emptied_hard_start_follows_again() -> None:
    show = the_show(hard_start="20:15:00")
    assert said(show, Field.HARD_START, " ") == "= follows the segment before it"
    assert type_in(show, Field.HARD_START, "").segment(KEY).hard_start is None


@pytest.mark.parametrize("text", ["Host link", "host", "HOST_LINK", "host l"])
def test_a_kind_is_understood_from_its_word_or_its_beginning(text: str) -> None:
    assert said(the_show(), Field.KIND, text) == "= Host link"
    assert type_in(the_show(), Field.KIND, text).segment(KEY).kind is Kind.HOST_LINK


def test_a_word_that_begins_several_kinds_names_them() -> None:
    with pytest.raises(BadInput, match=r"Song, Sketch, Spot, Sponsor read"):
        said(the_show(), Field.KIND, "s")


def test_a_word_that_is_no_kind_names_some() -> None:
    with pytest.raises(BadInput, match=r"“tango” is not one kind; write it like Song"):
        said(the_show(), Field.KIND, "tango")


def test_talent_is_known_by_either_name_in_the_order_typed() -> None:
    show = type_in(the_show(), Field.TALENT, "沈若澜， lin  yao")
    assert show.segment(KEY).talent == (TalentId("shen"), TalentId("lin"))
    assert said(show, Field.TALENT, "Lin Yao 林曜") == "= Lin Yao 林曜"
    assert said(show, Field.TALENT, "") == "= nobody"


def test_a_name_nobody_has_is_announced_as_new_and_added_with_the_segment() -> None:
    show = the_show()
    assert said(show, Field.TALENT, "Lin Yao, Bai") == "= Lin Yao 林曜 · new to the show: Bai"
    assert said(show, Field.TALENT, "Bai") == "= new to the show: Bai"
    after = type_in(show, Field.TALENT, "Lin Yao, Bai")
    assert [person.name for person in after.people(after.segment(KEY).talent)] == [
        "Lin Yao",
        "Bai",
    ]


def test_a_number_that_another_segment_of_the_room_has_is_refused() -> None:
    show = the_show()
    with pytest.raises(BadInput, match=r"A2 is already the number of “Song A2”"):
        said(show, Field.NUMBER, "a2")
    assert said(show, Field.NUMBER, "S1") == ""
    assert type_in(show, Field.NUMBER, "A1X").segment(KEY).number == "A1X"


def test_braces_in_a_title_are_plain_text_in_the_refusal() -> None:
    show = a_show(a_segment("A1"), a_segment("A2", title="{title} <b>"))
    with pytest.raises(BadInput, match=r"\{title\} <b>"):
        said(show, Field.NUMBER, "A2")


def test_counted_advertising_is_typed_as_a_length() -> None:
    show = the_show()
    assert said(show, Field.AD, "10") == "= 0:10 (10 s)"
    assert said(show, Field.AD, "") == "= no advertising"
    assert type_in(show, Field.AD, "10").segment(KEY).ad == 10_000
    assert type_in(type_in(show, Field.AD, "10"), Field.AD, "").segment(KEY).ad == 0


def test_plain_text_is_taken_as_it_is_without_an_echo() -> None:
    show = the_show()
    for field in (Field.TITLE, Field.TITLE_ALT, Field.LOCATION, Field.NOTES):
        assert said(show, field, "灯 {x} <b>") == ""
        assert getattr(type_in(show, field, " 灯 {x} <b> ").segment(KEY), field) == "灯 {x} <b>"


@given(shows(), st.sampled_from(list(Field)), st.sampled_from(["en", "zh"]))
def test_what_an_editor_begins_with_changes_nothing(
    show: Show, field: Field, language: str
) -> None:
    say = words(language)
    for segment in show.rundowns[STAGE]:
        text = text_of(plan_times(show), segment, field, say)
        assert typed(plan_times(show), segment, field, text, say, lambda: "new") is None


def test_a_blocks_length_is_its_budget() -> None:
    block = a_block("b1", budget=minutes(10))
    assert block_text(block, Field.LENGTH) == "10:00"
    assert block_echo(block, Field.LENGTH, "12:00", EN) == "= 12:00 (12 min)"
    assert block_echo(block, Field.LENGTH, "", EN) == "= no budget"
    edit = typed_block(block, Field.LENGTH, "12:00")
    assert edit is not None
    after = edit.apply(a_show(blocks=(block,))).by_id[BlockId("b1")]
    assert isinstance(after, Block)
    assert after.budget == minutes(12)


def test_a_blocks_title_is_typed_in_its_head() -> None:
    block = a_block("b1", title="Opening")
    assert block_text(block, Field.TITLE) == "Opening"
    assert typed_block(block, Field.TITLE, "Opening") is None
    edit = typed_block(block, Field.TITLE_ALT, "开场")
    assert edit is not None
    after = edit.apply(a_show(blocks=(block,))).by_id[BlockId("b1")]
    assert isinstance(after, Block)
    assert after.title_alt == "开场"


def test_kinds_and_names_are_offered_for_completion() -> None:
    assert "Host link" in completions(the_show(), Field.KIND, EN)
    assert completions(the_show(), Field.TALENT, EN) == ("Lin Yao 林曜", "Shen Ruolan 沈若澜")
    assert completions(the_show(), Field.TITLE, EN) == ()
