"""H3: the artist comes ninety seconds late off the stage, and the coupon's time passes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.calling import ActOnHandoff
from producer_app.core.edits import InsertSegment
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, Line, State, Via, state_at
from producer_app.core.show import Coupon, HandoffId, Offer, OfferId, SegmentId, TalentId, Trigger
from producer_app.core.timebase import Instant
from producer_app.core.timing import handoff_due
from tests.builders import (
    SHOP,
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
)
from tests.core.timing.reading import clock, walls
from tests.rehearsal.story import Story

LI = (TalentId("li"),)
H3 = HandoffId("h3")
COUPON = Coupon(name="199−50", opens_after=minutes(1), closes_after=minutes(6))


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Li sings until 20:10 and walks a minute; H3 opens the coupon a minute after its GO."""
    offer = Offer(id=OfferId("o1"), number="1", product="Scarf", coupon=COUPON)
    show = a_show(
        a_segment("1", minutes(10), talent=LI),
        a_segment("2", minutes(20)),
        a_shop_segment("S1", minutes(11)),
        a_shop_segment("S2", minutes(15), talent=LI),
        a_shop_segment("S3", minutes(10)),
        talent=(an_artist("li", transit=minutes(1)),),
        offers=(offer,),
        handoffs=(
            a_handoff(
                "H3", "s1", to_segment=SegmentId("sS2"), talent=LI, offers=(offer.id,),
                trigger=Trigger(), return_after=minutes(10),
            ),
        ),
    )  # fmt: skip
    told = Story(tmp_path, show)
    told.tell("20:00 GO, ROOM shop, GO, ROOM stage")
    yield told
    told.session.close()


def line(story: Story) -> Line:
    assert story.session.run is not None
    return story.session.run.line(H3)


def act(story: Story, kind: Act, via: Via = Via.CONSOLE) -> None:
    ask = Ask(act=kind, by="director", via=via, is_forced=True)
    story.session.call(ActOnHandoff(handoff=H3, ask=ask))


def window(story: Story) -> tuple[str, str]:
    """The coupon's window: from the real GO where there was one, else from when it is expected."""
    went = line(story).went
    due = handoff_due(story.session.projection(), story.session.show.handoff(H3)).expected
    go = went if went is not None else due
    assert go is not None
    assert COUPON.closes_after is not None
    show = story.session.show
    opens, closes = Instant(go + COUPON.opens_after), Instant(go + COUPON.closes_after)
    return clock(show, opens), clock(show, closes)


def dues(story: Story) -> list[str | None]:
    """When H3 is due, as planned and as things stand."""
    due = handoff_due(story.session.projection(), story.session.show.handoff(H3))
    return walls(story.session.show, due)


def test_on_time_the_room_the_handoff_and_the_coupon_are_as_planned(story: Story) -> None:
    story.tell("20:09 2 at 20:10, ROOM shop, S2 at 20:11, S3 at 20:26")
    assert dues(story) == ["20:10", "20:10"]
    assert window(story) == ("20:11", "20:16")


def test_ninety_seconds_late_all_of_it_comes_ninety_seconds_later(story: Story) -> None:
    story.tell("20:11:30 left OVER 1:30, 2 at 20:11:30, ROOM shop, S2 at 20:12:30, S3 at 20:27:30")
    assert dues(story) == ["20:10", "20:11:30"]
    assert window(story) == ("20:12:30", "20:17:30")

    times = story.session.projection().rooms[SHOP]
    place = times.plan.places[SegmentId("sS2")]
    assert times.waits[place].people == LI
    assert times.waiting_at(place) == minutes(1), "half a minute has gone by already"


def test_the_planned_time_of_the_coupon_passes_and_nothing_opens_by_itself(story: Story) -> None:
    story.tell("20:11:20 left OVER 1:20")
    assert (line(story).state, line(story).went) == (State.ARMED, None)


def test_a_go_that_nobody_answered_is_missed_and_armed_again_the_window_counts_anew(
    story: Story,
) -> None:
    """Sent on time though the artist still sings: the room cannot go live."""
    story.tell("20:10 left 0:00")
    act(story, Act.GO)
    assert window(story) == ("20:11", "20:16")

    story.tell("20:10:11 left OVER 0:11")
    assert state_at(line(story), story.session.now()) is State.MISSED

    act(story, Act.REARM)
    story.tell("20:11:30 left OVER 1:30")
    assert window(story) == ("20:12:30", "20:17:30")

    act(story, Act.GO)
    act(story, Act.LIVE, Via.VOICE)
    story.tell("20:11:31 GO, ROOM shop, S2 at 20:12:31")
    assert (line(story).state, window(story)) == (State.LIVE, ("20:12:30", "20:17:30"))


def test_what_is_live_cannot_be_sent_again_so_that_no_window_moves(story: Story) -> None:
    story.tell("20:10 GO")
    act(story, Act.GO)
    act(story, Act.LIVE, Via.VOICE)
    story.tell("20:10:30 left 19:30")
    act(story, Act.GO)
    assert window(story) == ("20:11", "20:16")
    with pytest.raises(Refused):
        act(story, Act.REARM)


def test_who_returns_late_keeps_the_stage_waiting_by_the_same(story: Story) -> None:
    """Li sings once more after the visit: it counts from the real GO."""
    encore = a_segment("4", minutes(5), talent=LI)
    story.session.edit(InsertSegment(segment=encore, before=None))
    story.tell("20:09 asked LENGTH 2 2:00, 2 at 20:10, 4 at 20:21")
    story.tell("20:11:30 2 at 20:11:30, 4 at 20:22:30")
    act(story, Act.GO)
    story.tell("20:12 GO, 4 at 20:22:30")
