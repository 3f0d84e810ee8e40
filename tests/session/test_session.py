"""The one gate: what is edited is on disk before it is believed, and what is live is protected."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.calling import ActOnHandoff, AdjustTime, Go, Hold, Note, Skip, Standby
from producer_app.core.changes import diff
from producer_app.core.edits import (
    ChangeSegment,
    ChangeShow,
    InsertSegment,
    MoveSegments,
    Put,
    Remove,
    SetStanding,
)
from producer_app.core.errors import BadInput, NeedsConfirmation, Refused
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import RunKind
from producer_app.core.show import HandoffId, SegmentId, Standing
from producer_app.core.timebase import Instant, Millis, WallTime
from producer_app.session.announcing import Announcement, PlanChanged, RunChanged
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.store.showfile import ShowFile
from tests.builders import STAGE, a_handoff, a_segment, a_shop_segment, a_show, at, minutes

SHOW = a_show(a_segment("1"), a_segment("2"), a_segment("3"), a_segment("4"), hard_out="20:20")
FIRST, SECOND, THIRD, FOURTH = (segment.id for segment in SHOW.segments)
H1 = HandoffId("h1")


def _reopened(session: Session, clock: HandClock) -> Session:
    session.close()
    return Session.open(session.path, clock)


def _go(session: Session, expects: SegmentId) -> None:
    session.call(Go(room=STAGE, expects=expects))


def _retime(segment: SegmentId, length: Millis) -> ChangeSegment:
    return ChangeSegment(segment=segment, changes={"length": length})


def test_an_edit_is_in_the_file_when_it_returns(session: Session, clock: HandClock) -> None:
    session.edit(_retime(FIRST, minutes(7)))
    with_edit = session.show
    again = _reopened(session, clock)
    assert again.show == with_edit
    again.close()


def test_undo_and_redo_restore_every_segment_and_the_file(
    session: Session, clock: HandClock
) -> None:
    session.edit(_retime(FIRST, minutes(7)))
    session.edit(MoveSegments(segments=(FOURTH,), before=FIRST, block=None))
    edited = session.show
    session.undo()
    session.undo()
    assert session.show == SHOW
    session.redo()
    session.redo()
    assert session.show == edited
    again = _reopened(session, clock)
    assert again.show == edited
    again.close()


def test_an_edit_after_an_undo_forgets_what_was_undone(session: Session) -> None:
    session.edit(_retime(FIRST, minutes(7)))
    session.undo()
    session.edit(_retime(SECOND, minutes(9)))
    assert session.redo_label is None


def test_an_edit_that_changes_nothing_is_nothing_to_undo(session: Session) -> None:
    session.edit(_retime(FIRST, minutes(5)))
    assert session.undo_label is None


def test_listeners_hear_what_changed_and_from_whom(session: Session) -> None:
    heard: list[Announcement] = []
    stop = session.subscribe(heard.append)
    session.edit(_retime(FIRST, minutes(7)), "inspector")
    session.begin(RunKind.REHEARSAL, "director")
    stop()
    session.edit(_retime(FOURTH, minutes(8)))
    plan, run = heard
    assert isinstance(plan, PlanChanged)
    assert plan.origin == "inspector"
    assert plan.changes.touched("segments") == {FIRST}
    assert isinstance(run, RunChanged)


def test_a_rehearsal_runs_on_the_evenings_clock(session: Session, clock: HandClock) -> None:
    clock.advance(minutes(600))
    session.begin(RunKind.REHEARSAL)
    assert session.now() == at(SHOW, "19:59:00")
    clock.advance(minutes(1))
    _go(session, FIRST)
    assert session.projection().rooms[STAGE].on_air is not None
    assert session.now() == at(SHOW, "20:00:00")


def test_the_show_on_another_day_is_a_question_first(session: Session, clock: HandClock) -> None:
    clock.advance(minutes(60 * 30))
    with pytest.raises(NeedsConfirmation, match="planned for"):
        session.begin(RunKind.SHOW)
    assert session.begin(RunKind.SHOW, confirmed=True).number == 1


def test_rehearsals_are_counted_apart_from_the_show(session: Session) -> None:
    numbers = []
    for kind in (RunKind.REHEARSAL, RunKind.REHEARSAL, RunKind.SHOW):
        numbers.append(session.begin(kind).number)
        session.end()
    assert numbers == [1, 2, 1]
    assert [record.epoch for record in session.runs()] == [1, 2, 3]


@pytest.fixture
def on_air(session: Session, clock: HandClock) -> Session:
    session.begin(RunKind.SHOW)
    clock.advance(minutes(1))
    _go(session, FIRST)
    clock.advance(minutes(2))
    return session


def test_a_killed_console_comes_back_on_the_same_segment_with_the_right_time_left(
    on_air: Session, clock: HandClock
) -> None:
    clock.advance(30_000)
    again = _reopened(on_air, clock)
    take = again.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.segment == FIRST
    assert take.remaining(again.now()) == minutes(2.5)
    assert again.resumed is not None
    assert again.resumed.away == minutes(2.5)
    again.close()


def test_what_is_on_air_cannot_be_floated_removed_or_undone_away(on_air: Session) -> None:
    with pytest.raises(Refused, match="on air"):
        on_air.edit(SetStanding(segments=(FIRST,), standing=Standing.FLOATED), confirmed=True)
    assert on_air.show == SHOW


def test_what_is_in_standby_cannot_be_omitted(on_air: Session) -> None:
    with pytest.raises(Refused, match="in standby"):
        on_air.edit(SetStanding(segments=(SECOND,), standing=Standing.OMITTED), confirmed=True)


def test_an_edit_of_what_is_on_air_asks_first(on_air: Session) -> None:
    with pytest.raises(NeedsConfirmation, match="change its length"):
        on_air.edit(_retime(FIRST, minutes(9)))
    on_air.edit(_retime(FIRST, minutes(9)), confirmed=True)
    assert on_air.show.segment(FIRST).length == minutes(9)


def test_notes_of_what_is_on_air_change_without_a_question(on_air: Session) -> None:
    on_air.edit(ChangeSegment(segment=FIRST, changes={"notes": "smoke early"}))
    assert on_air.show.segment(FIRST).notes == "smoke early"


def test_an_insert_ahead_of_standby_asks_because_go_would_take_it(on_air: Session) -> None:
    insert = InsertSegment(segment=a_segment("1A"), before=SECOND)
    with pytest.raises(NeedsConfirmation, match="1A Song 1A in standby in place of 2 Song 2"):
        on_air.edit(insert)
    on_air.edit(insert, confirmed=True)
    standby = on_air.projection().rooms[STAGE].standby
    assert standby is not None
    assert standby.number == "1A"


def test_an_undo_may_not_pull_away_what_went_on_air(session: Session, clock: HandClock) -> None:
    session.edit(InsertSegment(segment=a_segment("0"), before=FIRST))
    session.begin(RunKind.REHEARSAL)
    _go(session, SegmentId("s0"))
    with pytest.raises(Refused, match="on air"):
        session.undo()


def test_segments_far_ahead_are_edited_freely_on_air(on_air: Session) -> None:
    on_air.edit(MoveSegments(segments=(FOURTH,), before=THIRD, block=None))
    on_air.edit(_retime(FOURTH, minutes(1)))


def test_a_hold_freezes_the_time_left_over_a_restart(on_air: Session, clock: HandClock) -> None:
    on_air.call(Hold(room=STAGE))
    clock.advance(minutes(3))
    again = _reopened(on_air, clock)
    take = again.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.remaining(again.now()) == minutes(3)
    again.close()


def test_added_time_and_skips_survive_a_restart(on_air: Session, clock: HandClock) -> None:
    on_air.call(AdjustTime(room=STAGE, by=Millis(30_000)))
    on_air.call(Skip(room=STAGE, segment=SECOND))
    before = on_air.projection().rooms[STAGE]
    again = _reopened(on_air, clock)
    after = again.projection().rooms[STAGE]
    assert after.expected == before.expected
    assert after.standby is not None
    assert after.standby.id == THIRD
    again.close()


def test_standby_points_elsewhere_without_touching_air(on_air: Session) -> None:
    on_air.call(Standby(room=STAGE, segment=FOURTH))
    times = on_air.projection().rooms[STAGE]
    assert times.on_air is not None
    assert times.on_air.segment == FIRST
    assert times.standby is not None
    assert times.standby.id == FOURTH


def test_a_go_for_something_else_than_is_in_standby_is_refused(on_air: Session) -> None:
    on_air.call(Standby(room=STAGE, segment=FOURTH))
    with pytest.raises(Refused, match="4 Song 4 is in standby now"):
        _go(on_air, SECOND)


def test_two_gos_within_a_second_are_one(on_air: Session, clock: HandClock) -> None:
    _go(on_air, SECOND)
    clock.advance(400)
    with pytest.raises(Refused, match="within a second"):
        _go(on_air, THIRD)
    clock.advance(600)
    _go(on_air, THIRD)


def test_a_go_is_logged_with_the_plan_as_it_was(on_air: Session) -> None:
    assert on_air.run is not None
    _go(on_air, SECOND)
    on_air.edit(ChangeSegment(segment=THIRD, changes={"title": "Other"}), confirmed=True)
    last = on_air.events(on_air.run.id)[-1]
    assert last.planned_start == at(SHOW, "20:05:00")  # type: ignore[union-attr]
    assert last.title == "Song 2"  # type: ignore[union-attr]


def test_a_file_opened_to_look_at_refuses_edits_and_calls_in_words(
    session: Session, clock: HandClock
) -> None:
    looking = Session.open(session.path, clock, read_only=True)
    with pytest.raises(Refused, match="look at only"):
        looking.edit(_retime(FIRST, minutes(1)))
    with pytest.raises(Refused, match="look at only"):
        looking.call(Note(code="x", text="y"))
    looking.close()


def test_a_projection_of_the_same_moment_is_kept(on_air: Session) -> None:
    first = on_air.projection().rooms[STAGE]
    assert on_air.projection().rooms[STAGE] is first


def test_issued_revisions_are_numbered_and_coloured(session: Session) -> None:
    session.issue_revision("SM")
    session.edit(_retime(FIRST, minutes(7)))
    second = session.issue_revision("SM", "opening longer")
    assert (second.number, second.colour) == (2, "Blue")
    assert [revision.number for revision in session.revisions()] == [1, 2]


def test_time_never_runs_backwards_on_a_hand_clock() -> None:
    clock = HandClock(Instant(1_000))
    assert clock.advance(-5) == 1_000


def test_a_damaged_show_names_its_last_good_copy(session: Session, clock: HandClock) -> None:
    _reopened(session, clock).close()
    hurt = bytearray(session.path.read_bytes())
    hurt[len(hurt) // 2] ^= 0xFF
    hurt[-200] ^= 0xFF
    session.path.write_bytes(hurt)
    with pytest.raises(BadInput, match="A copy from its last opening is") as damaged:
        Session.open(session.path, clock)
    copy = Path(str(damaged.value.params["copy"]))
    again = Session.open(copy, clock, read_only=True)
    assert again.show == SHOW
    again.close()


def _with_a_handoff_gone(tmp_path: Path, clock: HandClock) -> Session:
    show = a_show(a_segment("1"), a_shop_segment("S1"), handoffs=(a_handoff("H1", "s1"),))
    session = Session.create(tmp_path / "handoff.show", show, clock)
    session.begin(RunKind.SHOW)
    go = Ask(act=Act.GO, by="director", is_forced=True)
    session.call(ActOnHandoff(handoff=H1, ask=go))
    return session


def test_a_handoff_that_is_under_way_is_not_removed_nor_sent_to_another_room(
    tmp_path: Path, clock: HandClock
) -> None:
    session = _with_a_handoff_gone(tmp_path, clock)
    handoff = session.show.handoff(H1)
    with pytest.raises(Refused):
        session.edit(Remove(id=H1), confirmed=True)
    with pytest.raises(Refused):
        session.edit(Put(entity=replace(handoff, to_room=STAGE)), confirmed=True)
    session.edit(Put(entity=replace(handoff, throw_words="Over to you")))
    session.call(ActOnHandoff(handoff=H1, ask=Ask(act=Act.RECALL, by="director")))
    session.edit(Remove(id=H1))
    session.close()


def test_a_returned_handoff_that_has_left_the_plan_does_not_stop_the_clock(
    tmp_path: Path, clock: HandClock
) -> None:
    session = _with_a_handoff_gone(tmp_path, clock)
    for act in (Act.LIVE, Act.RETURN):
        session.call(ActOnHandoff(handoff=H1, ask=Ask(act=act, by="Mo", via=Via.VOICE)))
    session.close()
    with ShowFile.open(session.path) as file:
        before = file.read()
        after = Remove(id=H1).apply(before)
        file.write(diff(before, after), after)
    again = Session.open(session.path, clock)
    clock.advance(minutes(1))
    again.tick()
    again.close()


def test_an_edit_whose_times_cannot_be_reckoned_is_not_saved(
    session: Session, clock: HandClock
) -> None:
    with pytest.raises(BadInput):
        session.edit(ChangeShow(changes={"date": dt.date.max, "hard_out": WallTime(30)}))
    again = _reopened(session, clock)
    assert again.show == SHOW
    again.close()


def test_what_was_put_in_on_the_night_plays_and_leaves_the_plan_as_it_was(
    on_air: Session, clock: HandClock
) -> None:
    planned = on_air.projection().plan.rooms[STAGE].starts
    extra = a_segment("1+", standing=Standing.UNPLANNED)
    on_air.edit(InsertSegment(segment=extra, before=SECOND), confirmed=True)
    times = on_air.projection().rooms[STAGE]
    assert times.standby == extra
    assert times.plan.starts == (planned[0], None, *planned[1:])
    assert times.expected[2] == at(SHOW, "20:10:00")
    clock.advance(minutes(3))
    _go(on_air, extra.id)
    assert on_air.projection().rooms[STAGE].on_air is not None


def test_the_end_of_the_run_floats_what_was_put_in_on_the_night(on_air: Session) -> None:
    extra = a_segment("1+", standing=Standing.UNPLANNED)
    on_air.edit(InsertSegment(segment=extra, before=SECOND), confirmed=True)
    on_air.end()
    assert on_air.show.segment(extra.id).standing is Standing.FLOATED


def test_a_go_long_before_a_hard_start_is_a_question(tmp_path: Path, clock: HandClock) -> None:
    show = a_show(a_segment("1", hard_start="20:30"), a_segment("2"))
    session = Session.create(tmp_path / "hard.show", show, clock)
    session.begin(RunKind.SHOW)
    go = Go(room=STAGE, expects=show.segments[0].id)
    with pytest.raises(NeedsConfirmation, match="hard start at 20:30:00"):
        session.call(go)
    session.call(replace(go, is_confirmed=True))
    assert session.projection().rooms[STAGE].on_air is not None
    session.close()


def test_the_time_away_counts_from_the_last_sign_of_life(on_air: Session, clock: HandClock) -> None:
    clock.advance(minutes(1))
    on_air.tick()
    clock.advance(7_000)
    again = _reopened(on_air, clock)
    assert again.resumed is not None
    assert again.resumed.away == 7_000
    again.close()
