"""What a room's page shows: its own handoffs, who and what comes, and only what JSON can carry."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from producer_app.core.calling import ActOnHandoff, Go, Repeat, StartRun, decide
from producer_app.core.edits import SetStanding
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import Run, RunId, RunKind, fold
from producer_app.core.show import RoomId, SegmentId, Show, Standing
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.present.roompage import RoomPage, line_view, price, room_page, room_snapshot
from tests.builders import (
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
)
from tests.link.gala import H1, H2, SHOP, STAGE, gala

NOW = Instant(1_795_353_600_000)


def page_of(show: Show, run: Run | None = None, now: Instant = NOW) -> RoomPage:
    return room_page(project(plan_times(show), run, now), SHOP)


def running(show: Show, *asks: Ask) -> Run:
    """A run with song 1 on air and these asks of H1, each a second apart."""
    calls = [
        StartRun(run=RunId("r"), kind=RunKind.SHOW, number=1, epoch=4),
        Go(room=STAGE, expects=SegmentId("1")),
        *(ActOnHandoff(handoff=H1, ask=ask) for ask in asks),
    ]
    run = None
    for second, call in enumerate(calls):
        run = fold(decide(show, run, call, Instant(NOW + 1_000 * second)), run)
    assert run is not None
    return run


def director(act: Act) -> Ask:
    return Ask(act=act, by="director", is_forced=True)


def test_a_room_sees_the_handoffs_that_come_to_it_the_soonest_first() -> None:
    page = page_of(gala(NOW))
    assert [view.number for view in page.handoffs] == ["H1", "H2", "H3"]
    assert page.handoffs[0].due is not None
    assert page_of(gala(NOW)).run == "plan"
    assert room_page(project(plan_times(gala(NOW)), None, NOW), STAGE).handoffs == ()


def test_a_handoff_says_who_comes_what_is_sold_and_what_must_be_said() -> None:
    page = page_of(gala(NOW))
    view = page.handoffs[0]
    assert (view.people[0].name_alt, view.people[0].transit) == ("林遥", 75_000)
    assert [offer.number for offer in view.offers] == ["L07", "L08"]
    offer = page.room_offers[0]
    assert (offer.list_price, offer.deal_price, offer.stock) == ("¥199", "¥99.50", 3000)
    assert (offer.fallback, offer.fallback_alt) == ("L08 Paper-boat notebook", "L08 纸船手账")
    assert offer.coupon is not None
    assert offer.coupon.closes_after == 150_000


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (19900, "CNY", "¥199"),
        (990, "CNY", "¥9.90"),
        (129_900_00, "CNY", "¥129,900"),
        (5000, "JPY", "¥5,000"),
        (4000, "SEK", "SEK 40"),
        (None, "CNY", ""),
    ],
)
def test_a_price_reads_as_it_is_said(minor: int | None, currency: str, said: str) -> None:
    assert price(minor, currency) == said


def test_the_return_is_counted_from_the_real_go() -> None:
    show = gala(NOW)
    run = running(show, director(Act.GO))
    line = line_view(show, run, H1)
    assert line.went == NOW + 2_000
    assert line.return_by == NOW + 2_000 + 240_000
    assert (line.epoch, line.seq, line.rev, line.resend) == (4, 1, 1, 250)
    assert line_view(show, run, H2).return_by is None


def test_a_stand_down_is_shown_until_somebody_takes_note() -> None:
    show = gala(NOW)
    called_off = (director(Act.STANDBY), director(Act.RECALL))
    noted = Ask(act=Act.ACK, by="Mo", via=Via.PAGE, rev=2)
    assert line_view(show, running(show, *called_off), H1).is_stood_down
    assert not line_view(show, running(show, *called_off, noted), H1).is_stood_down


def test_a_floated_segments_handoff_is_not_announced_unless_it_has_begun() -> None:
    show = gala(NOW)
    floated = SetStanding(segments=(SegmentId("1"),), standing=Standing.FLOATED).apply(show)
    assert [view.number for view in page_of(floated).handoffs] == ["H2", "H3"]
    begun = running(show, director(Act.STANDBY))
    assert "H1" in [view.number for view in page_of(floated, begun).handoffs]


def test_the_page_follows_the_stage() -> None:
    show = gala(NOW)
    page = page_of(show, running(show), Instant(NOW + 10_000))
    assert page.stage is not None
    assert page.stage_next is not None
    assert (page.stage.title, page.stage_next.title_alt) == ("Northern Lights", "纸船")
    assert page.on_air is None
    assert page.coming[0].number == "B1"


def a_walk(**changes: object) -> Show:
    """Lin is on stage for ten minutes, then expected in the shop's second segment at 20:10."""
    lin = an_artist("lin", name="Lin Yao", name_alt="林曜", transit=seconds(75))
    return a_show(
        a_segment("1", minutes(10), talent=(lin.id,)),
        a_shop_segment("S1", minutes(10)),
        a_shop_segment("S2", talent=(lin.id,)),
        **{"talent": (lin,), "hard_out": "21:00", **changes},
    )


def test_a_room_sees_whom_its_next_segment_waits_for() -> None:
    show = a_walk()
    events = gone(show, a_run(show, at(show, "19:58")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:00"), SHOP)
    page = page_of(show, folded(events), at(show, "20:05"))
    assert page.coming[0].waits_for == (("Lin Yao", "林曜"),)
    assert page.coming[0].start == at(show, "20:11:15")
    assert page.on_air is not None
    assert page.on_air.waits_for == ()


def test_a_room_sees_its_hard_out_move_with_the_start() -> None:
    show = a_walk(keeps_length=True)
    events = gone(show, a_run(show, at(show, "19:58")), at(show, "20:02"), SHOP)
    assert page_of(show, folded(events), at(show, "20:03")).hard_out == at(show, "21:02")


def test_a_repeat_is_what_comes_next_at_its_own_time() -> None:
    show = a_walk()
    events = gone(show, a_run(show, at(show, "19:58")), at(show, "20:00"), SHOP)
    repeat = Repeat(room=SHOP, segment=SegmentId("sS1"))
    events = called(show, events, repeat, at(show, "20:01"))
    page = page_of(show, folded(events), at(show, "20:02"))
    assert [(view.number, view.start) for view in page.coming][:1] == [("S1", at(show, "20:10"))]


def test_an_unknown_length_has_no_end_on_the_page() -> None:
    show = a_show(a_segment("1"), a_shop_segment("S1", None), a_shop_segment("S2"))
    page = page_of(show, None, at(show, "19:50"))
    assert page.coming[0].end is None
    assert page.coming[1].end is not None


def test_a_snapshot_is_plain_json_and_the_same_moment_gives_the_same_snapshot() -> None:
    show = gala(NOW)
    run = running(show, director(Act.STANDBY))
    snapshot = room_snapshot(project(plan_times(show), run, NOW))
    again = room_snapshot(project(plan_times(show), run, NOW))
    for key, page in snapshot.pages.items():
        assert json.loads(json.dumps(asdict(page), ensure_ascii=False))["epoch"] == 4
        assert page == again.pages[key]


def test_a_room_that_the_show_does_not_have_is_refused() -> None:
    show = replace(gala(NOW), title="x")
    with pytest.raises(Refused):
        room_page(project(plan_times(show), None, NOW), RoomId("none"))
