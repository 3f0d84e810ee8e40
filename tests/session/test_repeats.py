"""A number is played once more, or turns out to be another one, and the log stays the truth."""

from __future__ import annotations

import pytest

from producer_app.core.calling import ReplaceTake, Skip, Standby, TakeBack, following
from producer_app.core.edits import ChangeSegment, RemoveSegments, SetStanding
from producer_app.core.errors import NeedsConfirmation, Refused
from producer_app.core.run import RunKind, StoodBy, TakeReplaced, WentOnAir
from producer_app.core.show import RoomId, Segment, SegmentId, Standing
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    minutes,
    seconds,
)
from tests.session.evenings import go, on_air, played, reopened, repeat, standby

SHOW = a_show(
    a_segment("1", ad=seconds(20)),
    *[a_segment(str(number)) for number in range(2, 7)],
    a_shop_segment("90"),
    hard_out="20:40",
)


@pytest.fixture
def on_three(session: Session, clock: HandClock) -> Session:
    """The show on its third number."""
    played(session, clock, "1", "2", "3")
    clock.advance(minutes(1))
    return session


def logged(session: Session) -> tuple[object, ...]:
    assert session.run is not None
    return session.events(session.run.id)


def test_a_repeat_plays_and_the_rundown_goes_on_where_it_was(
    on_three: Session, clock: HandClock
) -> None:
    repeat(on_three, "1")
    assert (on_air(on_three), standby(on_three)) == ("3", "1")

    go(on_three, "1")
    assert (on_air(on_three), standby(on_three)) == ("1", "4")

    clock.advance(minutes(1))
    go(on_three, "4")
    assert (on_air(on_three), standby(on_three)) == ("4", "5")


def test_the_log_says_what_follows_behind_a_repeat(on_three: Session) -> None:
    repeat(on_three, "1")
    last = logged(on_three)[-1]
    assert isinstance(last, StoodBy)
    assert (last.segment, last.then) == ("s1", "s4")


def test_a_repeat_is_logged_with_its_planned_start_and_its_advertising(
    on_three: Session,
) -> None:
    repeat(on_three, "1")
    go(on_three, "1")
    last = logged(on_three)[-1]
    assert isinstance(last, WentOnAir)
    assert last.planned_start == at(SHOW, "20:00:00")
    assert last.ad == seconds(20)


def test_a_repeat_counts_its_advertising_again(on_three: Session, clock: HandClock) -> None:
    before = aired_ads(on_three)
    repeat(on_three, "1")
    go(on_three, "1")
    clock.advance(minutes(1))
    go(on_three, "4")
    assert before == seconds(20)
    assert aired_ads(on_three) == seconds(40)


def aired_ads(session: Session) -> int:
    """The advertising of the takes that are over."""
    assert session.run is not None
    return sum(take.ad for take in session.run.room(STAGE).takes)


def test_a_repeat_is_found_again_after_a_kill(on_three: Session, clock: HandClock) -> None:
    repeat(on_three, "1")
    waiting = on_three.run
    again = reopened(on_three, clock)
    assert waiting is not None
    assert again.run is not None
    assert again.run.rooms == waiting.rooms
    assert standby(again) == "1"

    go(again, "1")
    playing = again.run
    last = reopened(again, clock)
    assert last.run is not None
    assert last.run.rooms == playing.rooms
    assert (on_air(last), standby(last)) == ("1", "4")
    last.close()


def test_a_repeat_that_is_taken_back_stands_by_again(on_three: Session, clock: HandClock) -> None:
    repeat(on_three, "1")
    go(on_three, "1")
    clock.advance(seconds(5))
    on_three.call(TakeBack(room=STAGE))
    assert (on_air(on_three), standby(on_three)) == ("3", "1")

    clock.advance(seconds(5))
    go(on_three, "1")
    assert standby(on_three) == "4"


def test_a_repeat_that_is_skipped_gives_way_to_what_was_to_come(
    on_three: Session, clock: HandClock
) -> None:
    repeat(on_three, "1")
    on_three.call(Skip(room=STAGE, segment=SegmentId("s1")))
    assert standby(on_three) == "4"
    again = reopened(on_three, clock)
    assert (on_air(again), standby(again)) == ("3", "4")
    again.close()


def test_a_repeat_at_the_end_of_the_rundown_is_followed_by_nothing(
    session: Session, clock: HandClock
) -> None:
    played(session, clock, "1", "2", "3", "4", "5", "6")
    repeat(session, "1")
    clock.advance(minutes(1))
    go(session, "1")
    assert (on_air(session), standby(session)) == ("1", "")


def test_a_repeat_in_standby_is_protected_like_any_standby(on_three: Session) -> None:
    repeat(on_three, "1")
    with pytest.raises(Refused, match="in standby"):
        on_three.edit(
            SetStanding(segments=(SegmentId("s1"),), standing=Standing.OMITTED), confirmed=True
        )
    with pytest.raises(Refused, match="in standby"):
        on_three.edit(RemoveSegments(segments=(SegmentId("s1"),)), confirmed=True)
    with pytest.raises(NeedsConfirmation, match="in standby: change its length"):
        on_three.edit(
            ChangeSegment(segment=SegmentId("s1"), changes={"length": minutes(1)}),
        )


def test_what_stands_behind_a_repeat_may_be_edited(on_three: Session) -> None:
    repeat(on_three, "1")
    on_three.edit(ChangeSegment(segment=SegmentId("s4"), changes={"length": minutes(2)}))
    on_three.edit(SetStanding(segments=(SegmentId("s4"),), standing=Standing.FLOATED))
    go(on_three, "1")
    assert standby(on_three) == "5"


def test_where_what_was_to_come_is_removed_the_rundown_goes_on_behind_it(
    on_three: Session, clock: HandClock
) -> None:
    repeat(on_three, "1")
    on_three.edit(RemoveSegments(segments=(SegmentId("s4"),)))
    assert [segment.number for segment in coming(on_three)] == ["1", "5", "6"]

    go(on_three, "1")
    assert [segment.number for segment in coming(on_three)] == ["5", "6"]

    again = reopened(on_three, clock)
    assert (on_air(again), standby(again)) == ("1", "5")
    again.close()


def coming(session: Session) -> list[Segment]:
    assert session.run is not None
    return list(following(session.show.rundowns[STAGE], session.run.room(STAGE)))


def test_another_standby_forgets_the_repeat(on_three: Session) -> None:
    repeat(on_three, "1")
    on_three.call(Standby(room=STAGE, segment=SegmentId("s5")))
    go(on_three, "5")
    assert standby(on_three) == "6"


def test_the_wrong_take_is_replaced_since_it_was_taken(on_three: Session, clock: HandClock) -> None:
    taken = on_three.projection().rooms[STAGE].on_air
    assert taken is not None
    on_three.call(ReplaceTake(room=STAGE, segment=SegmentId("s5")))
    take = on_three.projection().rooms[STAGE].on_air
    assert take is not None
    assert (take.number, take.started) == ("5", taken.started)
    assert standby(on_three) == "6"

    again = reopened(on_three, clock)
    assert again.projection().rooms[STAGE].on_air == take
    again.close()


def test_a_replaced_take_is_logged_with_the_plan_of_what_it_is(on_three: Session) -> None:
    on_three.call(ReplaceTake(room=STAGE, segment=SegmentId("s1")))
    last = logged(on_three)[-1]
    assert isinstance(last, TakeReplaced)
    assert last.planned_start == at(SHOW, "20:00:00")
    assert (last.number, last.title, last.length, last.ad) == ("1", "Song 1", minutes(5), 20_000)


def test_a_take_is_not_replaced_by_a_segment_of_another_room(on_three: Session) -> None:
    before = logged(on_three)
    with pytest.raises(Refused, match="another room"):
        on_three.call(ReplaceTake(room=STAGE, segment=SegmentId("s90")))
    assert logged(on_three) == before


def test_what_a_take_was_replaced_by_is_protected_as_on_air(on_three: Session) -> None:
    on_three.call(ReplaceTake(room=STAGE, segment=SegmentId("s5")))
    with pytest.raises(Refused, match="on air"):
        on_three.edit(
            SetStanding(segments=(SegmentId("s5"),), standing=Standing.FLOATED), confirmed=True
        )
    on_three.edit(
        SetStanding(segments=(SegmentId("s3"),), standing=Standing.FLOATED), confirmed=True
    )


@pytest.mark.parametrize("room", [STAGE, SHOP])
def test_nothing_is_replaced_where_nothing_is_on_air(session: Session, room: RoomId) -> None:
    session.begin(RunKind.SHOW)
    number = "1" if room == STAGE else "90"
    with pytest.raises(Refused, match="Nothing is on air"):
        session.call(ReplaceTake(room=room, segment=SegmentId(f"s{number}")))
