"""Whatever an evening holds and whatever happens in it, every page can be made and is true."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.calling import (
    ActOnHandoff,
    ActOnOffer,
    AdjustTime,
    Call,
    EndRoom,
    EndRun,
    Go,
    Hold,
    Resume,
    TakeBack,
    decide,
    in_standby,
)
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.offers import OfferAct, gone
from producer_app.core.run import Event
from producer_app.core.show import (
    Anchor,
    Clearance,
    Coupon,
    Handoff,
    HandoffId,
    Offer,
    OfferId,
    RoomId,
    Segment,
    Show,
    Talent,
    TalentId,
    TalentRole,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.budget_room import budget_views
from producer_app.present.roompage import (
    BackstagePage,
    ProducersPage,
    RoomPage,
    all_pages,
    line_view,
    room_snapshot,
)
from tests.builders import SHOP, STAGE, a_run, folded, shows

PEOPLE = tuple(TalentId(f"t{n}") for n in range(4))
OFFERS = tuple(OfferId(f"o{n}") for n in range(4))
lengths = st.integers(0, 600_000).map(Millis)


@st.composite
def evenings(draw: st.DrawFn) -> Show:
    """A random show in which people walk over and things are sold."""
    show = draw(shows())
    people = tuple(draw(_people(key)) for key in PEOPLE)
    offers = tuple(draw(_offers(key)) for key in OFFERS)
    cast = st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)
    segments = tuple(replace(segment, talent=draw(cast)) for segment in show.segments)
    on_stage = [segment for segment in segments if segment.room == STAGE]
    handoffs = tuple(
        draw(_handoffs(number, segment)) for number, segment in enumerate(on_stage[:4], 1)
    )
    return replace(show, talent=people, offers=offers, segments=segments, handoffs=handoffs)


@st.composite
def _people(draw: st.DrawFn, key: TalentId) -> Talent:
    return Talent(
        id=key,
        name=str(key),
        role=draw(st.sampled_from(list(TalentRole))),
        clearance=draw(st.sampled_from(list(Clearance))),
        transit=draw(st.one_of(st.none(), lengths)),
        has_arrived=draw(st.booleans()),
    )


@st.composite
def _offers(draw: st.DrawFn, key: OfferId) -> Offer:
    coupon = st.builds(
        Coupon, name=st.just("c"), opens_after=lengths, closes_after=st.one_of(st.none(), lengths)
    )
    return Offer(
        id=key,
        number=key.upper(),
        product=str(key),
        currency=draw(st.sampled_from(["CNY", "USD", "JPY", "SEK"])),
        deal_price=draw(st.one_of(st.none(), st.integers(0, 10**9))),
        stock=draw(st.one_of(st.none(), st.integers(0, 9_000))),
        coupon=draw(st.one_of(st.none(), coupon)),
        fallback=draw(st.one_of(st.none(), st.sampled_from(OFFERS))),
    )


@st.composite
def _handoffs(draw: st.DrawFn, number: int, segment: Segment) -> Handoff:
    some = st.lists(st.sampled_from(OFFERS), max_size=3, unique=True).map(tuple)
    return Handoff(
        id=HandoffId(f"h{number}"),
        number=f"H{number}",
        segment=segment.id,
        to_room=SHOP,
        trigger=Trigger(anchor=draw(st.sampled_from([Anchor.SEGMENT_START, Anchor.SEGMENT_END]))),
        talent=draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)),
        offers=draw(some),
        return_after=draw(st.one_of(st.none(), lengths)),
    )


@st.composite
def _calls(draw: st.DrawFn) -> Call | RoomId:
    """A call, or a room in which GO takes what is in standby."""
    room = draw(st.sampled_from([STAGE, SHOP]))
    act = draw(st.sampled_from([Act.STANDBY, Act.GO, Act.LIVE, Act.RETURN, Act.RECALL, Act.CANT]))
    via = Via.VOICE if act in (Act.LIVE, Act.RETURN, Act.CANT) else Via.CONSOLE
    ask = Ask(act=act, by="x", via=via, is_forced=True)
    selling = ActOnOffer(
        offer=draw(st.sampled_from(OFFERS)),
        act=draw(st.sampled_from(list(OfferAct))),
        by="Wen",
        stock=draw(st.integers(0, 3)),
    )
    handoff = HandoffId(f"h{draw(st.integers(1, 2))}")
    calls: list[Call] = [
        Hold(room=room),
        Resume(room=room),
        TakeBack(room=room),
        AdjustTime(room=room, by=Millis(draw(st.integers(-90_000, 90_000)))),
        EndRoom(room=room),
        EndRun(),
        selling,
    ]
    calling = ActOnHandoff(handoff=handoff, ask=ask)
    return draw(st.sampled_from([room, calling, draw(st.sampled_from(calls))]))


Happening = list[tuple[Call | RoomId, int]]
happenings = st.lists(st.tuples(_calls(), st.integers(0, 400_000)), max_size=14)


def happened(show: Show, what: Happening, begins: Instant) -> tuple[tuple[Event, ...], Instant]:
    """The log after all of it, as far as it was taken, and the moment after the last."""
    events, now = a_run(show, begins), begins
    for call, later in what:
        now = Instant(now + later)
        run = folded(events)
        if isinstance(call, str):
            waiting = in_standby(show, run.room(call))
            if waiting is None:
                continue
            call = Go(room=RoomId(call), expects=waiting.id, is_confirmed=True)
        try:
            events = (*events, *decide(show, run, call, now))
        except Refused:
            continue
    return events, now


def begins_at(show: Show) -> Instant:
    assert show.on_air is not None
    return show.instant(show.on_air)


@settings(max_examples=60)
@given(evenings(), happenings, st.integers(0, 900_000))
def test_every_page_can_be_made_and_sent_whatever_has_happened(
    show: Show, what: Happening, later: int
) -> None:
    events, now = happened(show, what, begins_at(show))
    projection = project(plan_times(show), folded(events), Instant(now + later))
    snapshot = room_snapshot(projection, budget_views(projection))
    assert set(snapshot.pages) == all_pages(show)
    for page in snapshot.pages.values():
        assert msgspec.json.decode(msgspec.json.encode(page))["show"] == show.id
        if isinstance(page, RoomPage):
            holds_true_of_a_room(page, projection)
        elif isinstance(page, BackstagePage):
            holds_true_backstage(page, projection)
        elif isinstance(page, ProducersPage):
            assert [room.room for room in page.rooms] == [room.id for room in show.rooms]


def holds_true_of_a_room(page: RoomPage, projection: Projection) -> None:
    run, room = projection.run, RoomId(page.room)
    assert run is not None
    waiting = in_standby(projection.show, run.room(room))
    assert (page.standby.id if page.standby else None) == (waiting.id if waiting else None)
    take = run.room(room).on_air
    assert (page.on_air.id if page.on_air else None) == (take.segment if take else None)
    for handoff in page.handoffs:
        line = run.line(HandoffId(handoff.id))
        assert line_view(projection.show, run, line.handoff).gone == gone(line)
    for sold in page.room_offers:
        assert sold.stock is None or sold.stock >= 0
        assert (sold.state == "closed") or sold.opened is not None
    brought = {offer.id for handoff in page.handoffs for offer in handoff.offers}
    assert brought <= {offer.id for offer in page.room_offers}


def holds_true_backstage(page: BackstagePage, projection: Projection) -> None:
    moments = [call.at for call in page.calls]
    assert moments == sorted(moments)
    assert len({call.name for call in page.calls}) == len(page.calls)
    hosts = {person.name for person in projection.show.talent if person.role is TalentRole.HOST}
    assert not hosts & {call.name for call in page.calls}
    if page.on_air is not None and page.on_air.held is None and page.on_air.length is not None:
        assert page.on_air.ends is not None
        assert page.on_air.left is None
    if page.on_air is not None and page.on_air.held is not None:
        assert (page.on_air.left is None) == (page.on_air.ends is None)


@settings(max_examples=40)
@given(evenings(), happenings, st.lists(st.integers(1, 300_000), min_size=1, max_size=4))
def test_what_one_second_keeps_from_another_is_what_would_be_made_anew(
    show: Show, what: Happening, steps: list[int]
) -> None:
    events, now = happened(show, what, begins_at(show))
    projection = project(plan_times(show), folded(events), now)
    snapshot = room_snapshot(projection)
    for step in steps:
        now = Instant(now + step)
        projection = project(projection.plan, projection.run, now, projection)
        snapshot = room_snapshot(projection, earlier=snapshot)
        assert snapshot.pages == room_snapshot(projection).pages
