"""What differs between two plans is enough to lead from one to the other, and back."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.changes import Changes, diff, whole
from producer_app.core.edits import (
    ChangeSegment,
    Edit,
    InsertSegment,
    MoveSegments,
    RemoveSegments,
    SetStanding,
)
from producer_app.core.show import COLLECTIONS, Entity, SegmentId, Show, Standing
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times
from tests.builders import STAGE, a_segment, a_show, minutes, shows

Rows = dict[str, list[Entity]]


def rows_of(show: Show) -> Rows:
    return {name: list(getattr(show, name)) for name in COLLECTIONS.values()}


def written(rows: Rows, changes: Changes) -> Rows:
    """The rows after the changes, as anybody would write them who knows nothing but the changes."""
    after = {name: list(collection) for name, collection in rows.items()}
    for name, collection in after.items():
        mine = [change for change in changes.entities if change.collection == name]
        touched = {change.id for change in mine}
        kept = [entity for entity in collection if entity.id not in touched]
        for change in sorted(mine, key=lambda change: change.position):
            if change.after is not None:
                kept.insert(change.position, change.after)
        after[name] = kept
    return after


@st.composite
def edits(draw: st.DrawFn, show: Show) -> Edit:
    if not show.segments or draw(st.integers(0, 5)) == 0:
        key = next(f"new{n}" for n in count() if f"new{n}" not in show.by_id)
        return InsertSegment(segment=a_segment("N", id=SegmentId(key), room=STAGE))
    segment = draw(st.sampled_from(show.segments))
    room = [s.id for s in show.rundowns[segment.room]]
    before = draw(st.none() | st.sampled_from(room))
    moved = draw(st.sets(st.sampled_from(room), min_size=1))
    kinds: list[Edit] = [
        ChangeSegment(
            segment=segment.id, changes={"length": draw(st.sampled_from([None, Millis(1_000)]))}
        ),
        SetStanding(segments=(segment.id,), standing=draw(st.sampled_from(list(Standing)))),
        MoveSegments(segments=tuple(sorted(moved)), before=before, block=None),
        RemoveSegments(segments=(segment.id,)),
    ]
    return draw(st.sampled_from(kinds))


@given(shows(), st.data())
def test_the_difference_leads_there_and_back(show: Show, data: Any) -> None:
    after = show
    for _ in range(data.draw(st.integers(0, 6))):
        after = data.draw(edits(after)).apply(after)

    assert written(rows_of(show), diff(show, after)) == rows_of(after)
    assert written(rows_of(after), diff(after, show)) == rows_of(show)


@given(shows(), st.data())
def test_undo_restores_every_number(show: Show, data: Any) -> None:
    plan = plan_times(show)
    after = data.draw(edits(show)).apply(show)
    rows = written(rows_of(after), diff(after, show))
    collections: Any = {name: tuple(collection) for name, collection in rows.items()}
    restored = replace(after, **collections)

    assert restored == show
    assert plan_times(restored, plan_times(after, plan)).rooms == plan.rooms


@given(shows())
def test_the_whole_of_a_show_leads_there_from_nothing(show: Show) -> None:
    nothing: Rows = {name: [] for name in COLLECTIONS.values()}
    assert written(nothing, whole(show)) == rows_of(show)


def test_no_difference_is_false() -> None:
    show = a_show(a_segment("1"))
    assert not diff(show, show)
    assert not diff(show, replace(show, segments=(replace(show.segments[0]),)))


def test_one_changed_length_is_one_change() -> None:
    show = a_show(*(a_segment(str(n)) for n in range(500)))
    after = ChangeSegment(segment=SegmentId("s7"), changes={"length": minutes(1)}).apply(show)

    (change,) = diff(show, after).entities

    assert (change.id, change.position, change.is_move) == ("s7", 7, False)


def test_changed_fields_of_the_show_are_named() -> None:
    show = a_show()
    changes = diff(show, replace(show, title="Another", venue="Hall 2"))
    assert changes.show_fields == ("title", "venue")
    assert changes.entities == ()


def test_a_segment_that_only_moved_says_so() -> None:
    show = a_show(a_segment("1"), a_segment("2"))
    after = MoveSegments(segments=(SegmentId("s2"),), before=SegmentId("s1"), block=None).apply(
        show
    )

    changes = diff(show, after)

    (change,) = changes.entities
    assert (change.id, change.position, change.is_move) == ("s2", 0, True)


def test_what_only_makes_room_for_another_is_no_change() -> None:
    show = a_show(*(a_segment(str(n)) for n in range(500)))
    moved = MoveSegments(segments=(SegmentId("s400"),), before=SegmentId("s7"), block=None)
    inserted = InsertSegment(segment=a_segment("N"), before=SegmentId("s7"))
    removed = RemoveSegments(segments=(SegmentId("s7"),))

    for edit, key in ((moved, "s400"), (inserted, "sN"), (removed, "s7")):
        assert diff(show, edit.apply(show)).touched("segments") == {key}
        assert diff(edit.apply(show), show).touched("segments") == {key}
