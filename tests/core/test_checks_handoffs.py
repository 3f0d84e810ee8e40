"""A handoff into a room that is busy is found, and both handoffs are named."""

from __future__ import annotations

from typing import Any

from producer_app.core.checks import Severity
from producer_app.core.show import Clearance, Handoff, HandoffKind, SegmentId, Show, TalentId
from producer_app.core.timebase import Millis
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    seconds,
)
from tests.core.checked import LI, codes, the

MO = (TalentId("mo"),)
S1, S2 = SegmentId("sS1"), SegmentId("sS2")


def busy(*handoffs: Handoff, first: Millis = minutes(10)) -> Show:
    """Two numbers of five minutes on the stage; S1 and S2 in the shop."""
    people = tuple(an_artist(key, clearance=Clearance.CLEARED) for key in ("li", "mo"))
    return a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(3)),
        a_shop_segment("S1", first),
        a_shop_segment("S2", minutes(10)),
        talent=people,
        handoffs=handoffs,
    )


def h1(**changes: Any) -> Handoff:
    """Due at 20:05 into S1."""
    return a_handoff("H1", "s1", **{"to_segment": S1, "talent": LI} | changes)


def h2(**changes: Any) -> Handoff:
    """Due at 20:08."""
    return a_handoff("H2", "s2", **{"to_segment": S2, "talent": MO} | changes)


def test_a_handoff_into_the_visit_of_another_names_both() -> None:
    found = the("handoff.busy", busy(h1(return_after=minutes(4)), h2()))

    assert (found.severity, found.handoff, found.segment) == (Severity.WARNING, "h2", "sS2")
    assert found.message == (
        "H2 comes into Shop at 20:08:00, but the visit of H1 lasts until 20:09:00."
    )


def test_a_visit_without_a_return_lasts_until_its_segment_is_over() -> None:
    assert the("handoff.busy", busy(h1(), h2())).message.endswith("H1 lasts until 20:10:00.")


def test_a_visit_that_is_over_keeps_nobody_out() -> None:
    assert "handoff.busy" not in codes(busy(h1(return_after=minutes(3)), h2()))


def test_the_next_guest_may_come_a_breath_before_the_last_one_leaves() -> None:
    assert "handoff.busy" not in codes(busy(h1(), h2(), first=minutes(9)))
    assert "handoff.busy" in codes(busy(h1(), h2(), first=minutes(9) + seconds(1)))


def test_a_coupon_may_open_in_the_middle_of_a_visit() -> None:
    coupon = h2(kind=HandoffKind.COUPON_OPEN, talent=(), to_segment=S1)
    assert "handoff.busy" not in codes(busy(h1(), coupon))


def test_a_second_guest_in_the_same_segment_is_busy_too() -> None:
    assert "handoff.busy" in codes(busy(h1(), h2(to_segment=S1)))


def test_the_same_guest_once_more_is_no_second_visit() -> None:
    assert "handoff.busy" not in codes(busy(h1(), h2(to_segment=S1, talent=LI)))


def test_a_guest_into_the_room_as_such_is_busy_while_another_one_s_visit_lasts() -> None:
    first = h1(to_segment=None, return_after=minutes(4))
    assert "handoff.busy" in codes(busy(first, h2(to_segment=None)))
    assert "handoff.busy" in codes(busy(first, h2(to_segment=None, return_after=minutes(1))))


def test_viewers_alone_are_in_nobody_s_way() -> None:
    first = h1(to_segment=None, return_after=minutes(4))
    assert "handoff.busy" not in codes(busy(first, h2(to_segment=None, talent=())))


def test_viewers_sent_to_another_segment_come_into_a_visit() -> None:
    assert "handoff.busy" in codes(busy(h1(), h2(talent=())))
    assert "handoff.busy" not in codes(busy(h1(talent=()), h2(talent=())))
