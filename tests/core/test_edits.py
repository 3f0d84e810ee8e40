"""The verbs of planning: from a Show to a Show, or refused with the reason; nothing half done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.edits import (
    ChangeSegment,
    ChangeShow,
    DuplicateSegment,
    Edit,
    InsertSegment,
    MoveSegments,
    Put,
    Remove,
    RemoveSegments,
    SetStanding,
    Several,
)
from producer_app.core.errors import BadInput, Refused
from producer_app.core.show import (
    BlockId,
    Cue,
    CueId,
    Department,
    Offer,
    OfferId,
    Output,
    RoomId,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
    Standing,
    TalentId,
)
from producer_app.core.timebase import Millis, WallTime
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    an_artist,
    minutes,
    seconds,
)
from tests.core.timing.evenings import an_edit, evenings

S1, S2, S3 = SegmentId("s1"), SegmentId("s2"), SegmentId("s3")


def three() -> Show:
    """Segments 1 to 3 on the stage, with a shop segment between 2 and 3 in the file's order."""
    return a_show(
        a_segment("1"), a_segment("2"), a_shop_segment("S1"), a_segment("3"),
        blocks=(a_block("opening"), a_block("finale")),
        talent=(an_artist("li"),),
        handoffs=(a_handoff("H1", "s1", to_segment=SegmentId("sS1")),),
        cues=(Cue(id=CueId("lx"), segment=S2, department=Department.LIGHTING, label="LX 1"),),
    )  # fmt: skip


def order(show: Show, room: RoomId = STAGE) -> list[str]:
    return [segment.number for segment in show.rundowns[room]]


def test_changing_the_show_changes_nothing_else() -> None:
    before = three()
    after = ChangeShow(changes={"title": "Another", "on_air": WallTime(21)}).apply(before)

    assert (after.title, after.on_air) == ("Another", WallTime(21))
    assert after.segments is before.segments


def test_a_zone_that_does_not_exist_is_refused_before_it_breaks_every_time() -> None:
    with pytest.raises(BadInput, match="no time zone"):
        ChangeShow(changes={"zone": "Mars/Olympus"}).apply(three())


def test_a_channel_in_a_zone_that_does_not_exist_is_refused_before_it_breaks_the_budget() -> None:
    room = a_stage(outputs=(Output(name="Mars One", zone="Mars/Olympus"),))
    with pytest.raises(BadInput, match="no time zone"):
        Put(entity=room).apply(three())


def test_a_length_is_changed_and_the_old_show_stays_as_it_was() -> None:
    before = three()
    after = ChangeSegment(segment=S2, changes={"length": minutes(9)}).apply(before)

    assert after.segment(S2).length == minutes(9)
    assert before.segment(S2).length == minutes(5)
    assert after.segment(S1) is before.segment(S1)


@pytest.mark.parametrize("changes", [{"id": SegmentId("other")}, {"room": SHOP}])
def test_a_segment_keeps_its_identity_and_its_room(changes: Any) -> None:
    with pytest.raises(Refused, match="keeps its identity"):
        ChangeSegment(segment=S2, changes=changes).apply(three())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"length": Millis(-1)}, "less than nothing"),
        ({"shortest": minutes(3), "longest": minutes(2)}, "longer than the longest"),
        ({"talent": (TalentId("nobody"),)}, "no “nobody”"),
        ({"block": BlockId("nowhere")}, "no “nowhere”"),
        ({"sponsor": SponsorId("nobody")}, "no “nobody”"),
    ],
)
def test_an_impossible_change_is_refused(changes: Any, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        ChangeSegment(segment=S2, changes=changes).apply(three())


def test_an_old_reference_to_nobody_does_not_stop_another_change() -> None:
    show = a_show(a_segment("1", talent=(TalentId("gone"),)))
    after = ChangeSegment(segment=S1, changes={"title": "Another"}).apply(show)
    assert after.segment(S1).title == "Another"


@pytest.mark.parametrize(
    "edit",
    [
        ChangeSegment(segment=SegmentId("gone"), changes={"title": "x"}),
        DuplicateSegment(segment=SegmentId("gone"), copy=SegmentId("c"), number="9"),
        MoveSegments(segments=(SegmentId("gone"),), before=None, block=None),
        MoveSegments(segments=(S1,), before=SegmentId("gone"), block=None),
        SetStanding(segments=(SegmentId("gone"),), standing=Standing.FLOATED),
        RemoveSegments(segments=(SegmentId("gone"),)),
        InsertSegment(segment=a_segment("9"), before=SegmentId("gone")),
        InsertSegment(segment=a_segment("9", room=RoomId("gone"))),
        Remove(id="gone"),
    ],
)
def test_what_the_show_does_not_have_is_refused(edit: Edit) -> None:
    with pytest.raises(Refused, match="has no"):
        edit.apply(three())


def test_a_segment_is_inserted_before_another_one() -> None:
    assert order(InsertSegment(segment=a_segment("9"), before=S2).apply(three())) == list("1923")


def test_a_segment_is_inserted_at_the_end_of_its_own_room() -> None:
    show = InsertSegment(segment=a_shop_segment("S2")).apply(three())
    assert order(show, SHOP) == ["S1", "S2"]
    assert order(show) == list("123")


def test_the_first_segment_of_an_empty_room_can_be_inserted() -> None:
    show = a_show(rooms=(a_stage(), a_shop()))
    assert order(InsertSegment(segment=a_segment("1")).apply(show)) == ["1"]


def test_a_segment_that_is_there_already_is_not_inserted_again() -> None:
    with pytest.raises(Refused, match="already has"):
        InsertSegment(segment=a_segment("2")).apply(three())


def test_a_segment_is_not_inserted_before_one_of_another_room() -> None:
    with pytest.raises(Refused, match="stays in its room"):
        InsertSegment(segment=a_segment("9"), before=SegmentId("sS1")).apply(three())


def test_a_copy_stands_behind_its_original_with_its_cues_and_without_its_handoffs() -> None:
    show = DuplicateSegment(segment=S2, copy=SegmentId("copy"), number="2A").apply(three())

    assert order(show) == ["1", "2", "2A", "3"]
    assert [cue.label for cue in show.cues_of[SegmentId("copy")]] == ["LX 1"]
    assert len({cue.id for cue in show.cues}) == 2
    assert SegmentId("copy") not in show.handoffs_from


def test_a_copy_needs_an_id_of_its_own() -> None:
    with pytest.raises(Refused, match="already has"):
        DuplicateSegment(segment=S2, copy=S3, number="2A").apply(three())


@pytest.mark.parametrize(
    ("moved", "before", "result"),
    [
        ((S3,), S1, "312"),
        ((S1,), S3, "213"),
        ((S1,), None, "231"),
        ((S3, S1), S2, "132"),
        ((S1, S2), None, "312"),
        ((S2,), S3, "123"),
        ((S2,), S2, "123"),
    ],
)
def test_segments_move_and_keep_their_order(moved: Any, before: Any, result: str) -> None:
    show = MoveSegments(segments=moved, before=before, block=None).apply(three())
    assert order(show) == list(result)
    assert order(show, SHOP) == ["S1"]


def test_moved_segments_take_the_block_they_are_dropped_in() -> None:
    edit = MoveSegments(segments=(S3,), before=S1, block=BlockId("opening"))
    assert edit.apply(three()).segment(S3).block == "opening"


def test_segments_of_two_rooms_do_not_move_together() -> None:
    with pytest.raises(Refused, match="one room at a time"):
        MoveSegments(segments=(S1, SegmentId("sS1")), before=None, block=None).apply(three())


@pytest.mark.parametrize("standing", [Standing.FLOATED, Standing.OMITTED])
def test_a_segment_out_of_the_show_keeps_its_place_and_number(standing: Standing) -> None:
    show = SetStanding(segments=(S1, S2), standing=standing).apply(three())

    assert order(show) == list("123")
    assert [s.standing for s in show.rundowns[STAGE]] == [standing, standing, Standing.IN]


def test_a_removed_segment_takes_its_cues_along() -> None:
    show = RemoveSegments(segments=(S2,)).apply(three())
    assert order(show) == ["1", "3"]
    assert show.cues == ()


@pytest.mark.parametrize("segment", ["s1", "sS1"])
def test_a_segment_with_a_handoff_is_not_removed(segment: str) -> None:
    with pytest.raises(Refused, match="Handoff H1 hangs on this segment"):
        RemoveSegments(segments=(SegmentId(segment),)).apply(three())


def test_a_noun_is_put_into_the_show_or_replaces_the_one_of_its_id() -> None:
    sponsor = Sponsor(id=SponsorId("bag"), brand="Bag & Co")
    show = Put(entity=sponsor).apply(three())
    show = Put(entity=replace(sponsor, contracted=seconds(30))).apply(show)

    assert [s.contracted for s in show.sponsors] == [seconds(30)]


def test_a_noun_that_refers_to_what_is_not_there_is_refused() -> None:
    offer = Offer(id=OfferId("o1"), number="O1", product="Cup", sponsor=SponsorId("nobody"))
    with pytest.raises(Refused, match="no “nobody”"):
        Put(entity=offer).apply(three())


def test_a_noun_never_takes_the_id_of_another_kind_of_noun() -> None:
    with pytest.raises(Refused, match="already has"):
        Put(entity=Sponsor(id=SponsorId("li"), brand="Li")).apply(three())


def test_a_noun_that_is_used_is_not_removed() -> None:
    show = ChangeSegment(segment=S1, changes={"talent": (TalentId("li"),)}).apply(three())
    with pytest.raises(Refused, match="still used by segment 1: change"):
        Remove(id="li").apply(show)


def test_a_noun_that_nobody_uses_is_removed() -> None:
    assert Remove(id="li").apply(three()).talent == ()
    assert order(Remove(id="s3").apply(three())) == ["1", "2"]


def test_a_room_with_segments_is_not_removed() -> None:
    with pytest.raises(Refused, match="still used by"):
        Remove(id=SHOP).apply(three())


def test_several_edits_are_one_or_none() -> None:
    both = Several(
        edits=(
            ChangeSegment(segment=S1, changes={"length": minutes(1)}),
            SetStanding(segments=(S2,), standing=Standing.FLOATED),
        ),
        label="shorten",
    )
    after = both.apply(three())
    assert (after.segment(S1).length, after.segment(S2).standing) == (
        minutes(1),
        Standing.FLOATED,
    )

    before = three()
    failing = Several(edits=(*both.edits, Remove(id="gone")), label="fail")
    with pytest.raises(Refused):
        failing.apply(before)
    assert before == three()


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (ChangeSegment(segment=S1, changes={"length": None, "hard_start": None}),
         "change_segment"),
        (ChangeSegment(segment=S1, changes={"length": None}), "change_length"),
        (SetStanding(segments=(S1,), standing=Standing.FLOATED), "float"),
        (SetStanding(segments=(S1,), standing=Standing.OMITTED), "omit"),
        (SetStanding(segments=(S1,), standing=Standing.IN), "bring_back"),
        (Put(entity=an_artist()), "put_talent"),
    ],
)  # fmt: skip
def test_every_edit_says_what_it_does_for_undo(edit: Edit, label: str) -> None:
    assert edit.label == label


def test_a_title_cannot_be_taken_away_from_a_segment() -> None:
    with pytest.raises(Refused, match="A segment needs a title"):
        ChangeSegment(segment=S1, changes={"title": "  "}).apply(three())


def test_a_segment_that_came_without_a_title_can_be_changed() -> None:
    show = replace(three(), segments=tuple(replace(s, title="") for s in three().segments))
    after = ChangeSegment(segment=S1, changes={"length": minutes(9)}).apply(show)
    assert after.segment(S1).length == minutes(9)


@given(evenings(), st.data())
def test_after_any_edits_every_noun_is_found_as_in_a_show_made_anew(
    show: Show, data: st.DataObject
) -> None:
    for _ in range(4):
        edit = an_edit(data.draw, show)
        with suppress(Refused):
            show = show if edit is None else edit.apply(show)
        anew = replace(show)
        assert list(show.by_id.items()) == list(anew.by_id.items())
        assert list(show.rundowns.items()) == list(anew.rundowns.items())
