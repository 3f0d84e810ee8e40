"""Undo knows earlier and later plans, and nothing that can be had from them again."""

from __future__ import annotations

from dataclasses import fields, replace

from producer_app.session.undo import Step, UndoStack
from tests.builders import a_segment, a_show


def test_what_a_plan_remembers_of_itself_is_not_kept() -> None:
    before = a_show(a_segment("1"))
    after = replace(before, title="Another")
    assert before.by_id
    assert after.rundowns

    stack = UndoStack()
    stack.push(Step("change_show", before, after))

    kept = stack.to_undo
    assert kept is not None
    assert (kept.before, kept.after) == (before, after)
    names = {field.name for field in fields(before)}
    assert vars(kept.before).keys() == vars(kept.after).keys() == names
    assert kept.before.segments is before.segments
