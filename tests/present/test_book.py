"""The show book as data: its chapters, their nouns, and the edits that come of them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from producer_app.core.edits import ChangeShow, Edit, Put
from producer_app.core.errors import Refused
from producer_app.core.show import (
    COLLECTIONS,
    AdRule,
    Cue,
    Handoff,
    Method,
    Offer,
    Room,
    Segment,
    Show,
    Waiver,
)
from producer_app.present.book import added, chapter, duplicated, edit_of, listed, nouns, removed
from producer_app.present.book_chapter import Chapter
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.book_fields import (
    ChoiceField,
    RecordsField,
    TicksField,
    TypedField,
    text_of,
    typed,
    with_value,
)
from tests.builders import STAGE
from tests.present.books import EN, NIGHT, SHOW, ZH, field_of, noun_of

LISTS = tuple(one for one in CHAPTERS if one.blank is not None)


KEPT_ELSEWHERE = {Segment, Handoff, Cue, Waiver}
"""Nouns that have an editor of their own."""


def test_every_field_of_every_noun_can_be_edited_somewhere() -> None:
    kinds: dict[str, type] = {name: noun for noun, name in COLLECTIONS.items()}
    for one in CHAPTERS:
        noun = kinds.get(one.name, Show)
        shown = {field.inside or field.name for field in one.fields}
        own = {place.name for place in fields(noun)} - {"id"}
        own -= {"preset"} if noun is AdRule else set()
        own -= set(COLLECTIONS.values()) if noun is Show else set()
        assert shown == own, one.name
    assert {kinds[one.name] for one in LISTS} == set(COLLECTIONS) - KEPT_ELSEWHERE


@pytest.mark.parametrize("language", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("one", CHAPTERS, ids=lambda one: one.name)
def test_every_text_of_a_chapter_is_there_in_both_languages(one: Chapter, language: Any) -> None:
    assert language.say(f"book.tab_{one.name}")
    for field in one.fields:
        assert language.say(f"book.{one.name}_{field.label}")
        if isinstance(field, RecordsField):
            assert language.say(f"book.add_{field.name}")
            assert all(language.say(f"book.{field.name}_{c.name}") for c in field.columns)
            for column in field.columns:
                if isinstance(column, ChoiceField):
                    assert all(word for _, word in column.options(NIGHT, field.blank, language))
        for noun in nouns(one, NIGHT):
            if isinstance(field, ChoiceField | TicksField):
                assert all(word for _, word in field.options(NIGHT, noun, language))
    for entry in listed(one, NIGHT, language):
        assert entry.title


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_undo_has_a_name_for_what_the_book_does(one: Chapter) -> None:
    noun = nouns(one, NIGHT)[0]
    edits: list[Edit] = [
        added(one, NIGHT, noun, "new", EN),
        duplicated(one, NIGHT, noun, "new"),
        removed(one, NIGHT, noun),
        Put(entity=noun),
    ]
    for edit in edits:
        assert EN.say(f"edits.{edit.label}")
        assert ZH.say(f"edits.{edit.label}")


@pytest.mark.parametrize("one", CHAPTERS, ids=lambda one: one.name)
def test_a_text_reads_back_as_the_value_it_shows(one: Chapter) -> None:
    for noun in nouns(one, NIGHT):
        for field in one.fields:
            if isinstance(field, TypedField):
                text = text_of(field, NIGHT, noun)
                assert typed(field, NIGHT, noun, text) == noun, (noun.id, field.label, text)


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_what_is_added_is_in_the_show_under_its_id_and_can_be_removed(one: Chapter) -> None:
    after = added(one, NIGHT, None, "new", EN).apply(NIGHT)
    assert nouns(one, after)[-1].id == "new"
    new = nouns(one, after)[-1]
    assert removed(one, after, new).apply(after) == NIGHT


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_a_copy_is_the_same_but_for_its_id_and_what_tells_it_apart(one: Chapter) -> None:
    original = nouns(one, NIGHT)[0]
    after = duplicated(one, NIGHT, original, "copy").apply(NIGHT)
    copy = nouns(one, after)[-1]
    apart = {p.name for p in fields(copy) if getattr(copy, p.name) != getattr(original, p.name)}
    assert apart == {"id", "number" if isinstance(copy, Offer) else one.title}


def test_the_shows_own_chapter_has_nothing_to_add() -> None:
    assert nouns(chapter("show"), SHOW) == (SHOW,)
    with pytest.raises(TypeError):
        added(chapter("show"), SHOW, None, "new", EN)


def test_only_what_changed_of_the_show_is_in_its_edit() -> None:
    edit = edit_of(SHOW, replace(SHOW, title="Winter Night", venue="Hall 2"))
    assert isinstance(edit, ChangeShow)
    assert dict(edit.changes) == {"title": "Winter Night", "venue": "Hall 2"}
    assert edit_of(SHOW, SHOW) is None


def test_a_return_rule_is_completed_from_those_of_other_offers() -> None:
    suggested = field_of("offers", "returns").suggest(NIGHT)
    assert "7 days, no reason · 七天无理由" in suggested
    assert len(suggested) == len(set(suggested)) == 5


def test_a_new_rule_and_a_new_block_stand_in_the_room_of_the_chosen_one() -> None:
    shop = NIGHT.shops()[0]
    in_shop = next(block for block in NIGHT.blocks if block.room == shop.id)
    after = added(chapter("blocks"), NIGHT, in_shop, "new", EN).apply(NIGHT)
    assert after.blocks[-1].room == shop.id
    ruled = added(chapter("ad_rules"), NIGHT, None, "new", EN).apply(NIGHT)
    assert ruled.ad_rules[-1].room == STAGE


def test_the_only_room_stays() -> None:
    lonely = replace(SHOW, rooms=SHOW.rooms[:1])
    with pytest.raises(Refused, match="A show needs a room"):
        removed(chapter("rooms"), lonely, lonely.rooms[0])


def test_a_show_without_rooms_says_that_a_block_needs_one() -> None:
    empty = replace(SHOW, rooms=(), segments=())
    with pytest.raises(Refused, match="add one in Rooms first"):
        added(chapter("blocks"), empty, None, "new", EN)


def test_the_list_names_a_noun_and_what_tells_it_apart() -> None:
    offer = listed(chapter("offers"), NIGHT, EN)[0]
    assert offer.title.startswith("O1  Cloudberry drinking yogurt")
    assert offer.detail == "¥49.90"
    block = listed(chapter("blocks"), NIGHT, ZH)[0]
    assert block.detail == "Stage 舞台间 · 9 条节目 · 32:00"


def test_a_value_that_is_chosen_stands_in_its_noun() -> None:
    rule = NIGHT.ad_rules[0]
    after = with_value(field_of("ad_rules", "method"), rule, Method.CLOCK_HOUR)
    assert isinstance(after, AdRule)
    assert edit_of(rule, after) == Put(entity=replace(rule, method=Method.CLOCK_HOUR))
    assert isinstance(noun_of("rooms"), Room)
