"""Undo and Redo say in both languages what they would do, whatever the edit was."""

from __future__ import annotations

import ast
import dataclasses
import tomllib

import pytest

from producer_app.core.changes import diff
from producer_app.core.edits import ChangeSegment, Edit, Put, SetStanding
from producer_app.core.show import COLLECTIONS, Segment, SegmentId, Standing
from producer_app.paths import resources
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.edits import redo_text, redone_text, undo_text, undone_text
from producer_app.present.words import words
from tests.builders import a_segment, a_show, an_artist, minutes
from tests.present.sentences import SOURCE

EN, ZH = words("en"), words("zh")
KEY = SegmentId("s1")
TEXTS = tomllib.loads((resources() / "translations" / "edits.toml").read_text(encoding="utf-8"))
LISTED = [chapter for chapter in CHAPTERS if chapter.blank is not None]
FIELDS = [place.name for place in dataclasses.fields(Segment) if place.name not in ("id", "room")]


def written() -> set[str]:
    """The labels that stand in the source as they are."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(SOURCE).as_posix()
        is_edits = place.startswith("core/edits/") or place == "core/late_start.py"
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="Remove" | "Several" | "ChangeShow")):
                    found |= {
                        word.value.value
                        for word in node.keywords
                        if word.arg == "label" and isinstance(word.value, ast.Constant)
                    }
                case ast.AnnAssign(target=ast.Name(id="label"), value=ast.Constant(value=text)):
                    found |= {text} if is_edits else set()
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_of_one_field_is_named_by_it(field: str) -> None:
    edit = ChangeSegment(segment=KEY, changes={field: None})
    assert undo_text(edit.label, EN).startswith("Undo: Change ")
    assert undo_text(edit.label, ZH).startswith("撤销：")


@pytest.mark.parametrize("collection", COLLECTIONS.values())
def test_a_noun_that_is_put_is_named(collection: str) -> None:
    assert undo_text(f"put_{collection}", EN).startswith("Undo: Change ")


@pytest.mark.parametrize(
    ("edit", "english", "chinese"),
    [
        (SetStanding(segments=(KEY,), standing=Standing.FLOATED), "Undo: Float", "撤销：暂缓"),
        (SetStanding(segments=(KEY,), standing=Standing.OMITTED), "Undo: Omit", "撤销：取消"),
        (SetStanding(segments=(KEY,), standing=Standing.IN), "Undo: Bring back", "撤销：恢复"),
        (ChangeSegment(segment=KEY, changes={"title": "", "length": None}),
         "Undo: Change segment", "撤销：修改节目"),
        (Put(entity=an_artist()), "Undo: Change talent", "撤销：修改演职"),
    ],
)  # fmt: skip
def test_undo_says_what_it_takes_back(edit: Edit, english: str, chinese: str) -> None:
    assert undo_text(edit.label, EN) == english
    assert undo_text(edit.label, ZH) == chinese


def test_redo_says_what_it_does_again() -> None:
    assert (redo_text("move", EN), redo_text("move", ZH)) == ("Redo: Move", "重做：移动")


def test_what_was_taken_back_is_named_with_what_it_changed() -> None:
    before = a_show(a_segment("A7"), a_segment("A8"))
    key = before.segments[0].id
    edit = ChangeSegment(segment=key, changes={"length": minutes(9)})
    changes = diff(edit.apply(before), before)
    assert undone_text(edit.label, changes, EN) == "Taken back: Change length, A7 Song A7"
    assert undone_text(edit.label, changes, ZH) == "已撤销：修改时长（A7 Song A7）"
    assert redone_text(edit.label, changes, EN) == "Done again: Change length, A7 Song A7"


def test_of_many_that_were_taken_back_three_are_named_and_the_rest_counted() -> None:
    before = a_show(*(a_segment(f"A{number}") for number in range(1, 6)))
    keys = tuple(segment.id for segment in before.segments)
    edit = SetStanding(segments=keys, standing=Standing.FLOATED)
    text = undone_text(edit.label, diff(edit.apply(before), before), EN)
    assert text == "Taken back: Float, A1 Song A1, A2 Song A2, A3 Song A3 and 2 more"


def test_a_change_of_the_show_itself_is_named_alone() -> None:
    before = a_show(a_segment("A1"))
    changes = diff(before, dataclasses.replace(before, title="Another night"))
    assert undone_text("change_length", changes, EN) == "Taken back: Change length"


def test_with_nothing_to_take_back_they_say_their_name_only() -> None:
    assert (undo_text(None, EN), redo_text(None, ZH)) == ("Undo", "重做")


def test_every_label_in_the_source_has_its_words_and_no_words_are_left_over() -> None:
    labels = {
        *written(),
        *(SetStanding(segments=(), standing=one).label for one in Standing),
        *(f"change_{field}" for field in FIELDS),
        *(f"put_{collection}" for collection in COLLECTIONS.values()),
        *(f"{verb}_{chapter.name}" for verb in ("add", "remove") for chapter in LISTED),
        "change_segment",
    }
    verbs = {"undo", "redo", "undo_what", "redo_what", "and_more"}
    verbs |= {"undone", "undone_of", "redone", "redone_of"}
    assert set(TEXTS) == labels | verbs
