"""The rundown's model through any edits: every line is right, and no line loses its place."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Edit, InsertSegment, MoveSegments, RemoveSegments, SetStanding
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timing import plan_times, project
from producer_app.present.axis import aligned
from producer_app.present.rundown import rundown_view
from producer_app.present.words import words
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.model import RundownModel
from tests.builders import SHOP, STAGE, a_segment, at, minutes, shows

ONE_QT = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def laid(show: Show, model: RundownModel) -> None:
    """Show the stage of this show in the model, beside its shop."""
    projection = project(plan_times(show), None, at(show, "19:00:00"))
    left, right = rundown_view(show, STAGE), rundown_view(show, SHOP)
    model.show_plan(projection, left, aligned(projection, left, right).left)


def said(model: RundownModel) -> list[list[object]]:
    return [
        [model.index(row, column).data() for column in Column] for row in range(model.rowCount())
    ]


@st.composite
def an_edit(draw: st.DrawFn, show: Show, names: count[int]) -> Edit:
    """Any edit of the stage's rundown that this show allows."""
    ids = [segment.id for segment in show.rundowns[STAGE]]
    before = draw(st.sampled_from([None, *ids]))
    if not ids or draw(st.booleans()):
        name = f"new{next(names)}"
        length = minutes(draw(st.integers(0, 20)))
        return InsertSegment(segment=a_segment(name, length), before=before)
    chosen = tuple(draw(st.lists(st.sampled_from(ids), min_size=1, unique=True)))
    if draw(st.booleans()):
        return MoveSegments(segments=chosen, before=before, block=None)
    if draw(st.booleans()):
        return RemoveSegments(segments=chosen)
    return SetStanding(segments=chosen, standing=draw(st.sampled_from(list(Standing))))


@ONE_QT
@given(show=shows(), data=st.data())
def test_after_any_edits_the_model_is_as_if_it_were_new(
    qtbot: QtBot, show: Show, data: st.DataObject
) -> None:
    names = count(1)
    model = RundownModel(words("en"), lambda: "new")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    laid(show, model)
    kept: dict[SegmentId, QPersistentModelIndex] = {}
    for _ in range(data.draw(st.integers(1, 4))):
        for segment in show.rundowns[STAGE]:
            row = model.row_of(segment.id)
            assert row is not None
            kept.setdefault(segment.id, QPersistentModelIndex(model.index(row, Column.TITLE)))
        show = data.draw(an_edit(show, names)).apply(show)
        said(model)
        laid(show, model)
    fresh = RundownModel(words("en"), lambda: "new")
    laid(show, fresh)
    assert said(model) == said(fresh)
    for segment_id, index in kept.items():
        if segment_id in show.by_id:
            assert index.isValid()
            assert model.segment_at(index.row()) == segment_id
        else:
            assert not index.isValid()
    assert tester.model() is model
