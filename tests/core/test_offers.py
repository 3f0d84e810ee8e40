"""Offers in a run: opened, closed, sold out and counted by who may, and told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import ActOnHandoff, ActOnOffer, EndRun, decide
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.offers import (
    MOST_STOCK,
    OfferAct,
    OfferLine,
    OfferState,
    gone,
    offers_of,
)
from producer_app.core.run import Event, OfferActed, fold
from producer_app.core.show import Coupon, HandoffId, Offer, OfferId, RoomId, Show
from producer_app.core.timebase import Instant
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    seconds,
)

CUP, BOOK, STRAY = OfferId("cup"), OfferId("book"), OfferId("stray")
H1 = HandoffId("h1")

SHOW = a_show(
    a_segment("1"),
    a_shop_segment("S1"),
    offers=(
        Offer(id=CUP, number="012", product="Cup", deal_price=9900, stock=800, fallback=BOOK),
        Offer(id=BOOK, number="013", product="Book"),
        Offer(id=STRAY, number="014", product="Lamp"),
    ),
    handoffs=(a_handoff("H1", "s1", offers=(CUP,)),),
)
EIGHT = at(SHOW, "20:00")
RUNNING = a_run(SHOW, EIGHT)


def act(offer: OfferId, what: OfferAct, **more: object) -> ActOnOffer:
    words: dict[str, object] = {"offer": offer, "act": what, "by": "Wen", "via": Via.PAGE}
    return ActOnOffer(**{**words, **more})  # type: ignore[arg-type]


def after(*calls: ActOnOffer, show: Show = SHOW) -> tuple[Event, ...]:
    events = RUNNING
    for second, call in enumerate(calls):
        events = called(show, events, call, Instant(EIGHT + 1_000 * second))
    return events


def line(events: tuple[Event, ...], offer: OfferId = CUP) -> OfferLine:
    return folded(events).offer(offer)


def refusal(events: tuple[Event, ...], call: ActOnOffer) -> str:
    with pytest.raises(Refused) as refused:
        called(SHOW, events, call, EIGHT)
    return refused.value.code


def test_an_offer_is_closed_until_somebody_opens_it() -> None:
    assert line(RUNNING).state is OfferState.CLOSED
    opened = line(after(act(CUP, OfferAct.OPEN)))
    assert (opened.state, opened.opened, opened.by) == (OfferState.OPEN, EIGHT, "Wen")


def test_the_log_says_who_did_what_to_which_offer_as_it_was_called_then() -> None:
    (event,) = after(act(CUP, OfferAct.STOCK, stock=120))[len(RUNNING) :]
    assert event == OfferActed(
        at=EIGHT,
        offer=CUP,
        act=OfferAct.STOCK,
        by="Wen",
        via=Via.PAGE,
        stock=120,
        number="012",
        product="Cup",
        price=9900,
    )


def test_what_is_closed_cannot_sell_out() -> None:
    assert refusal(RUNNING, act(CUP, OfferAct.SOLD_OUT)) == "offer.closed"
    closed = after(act(CUP, OfferAct.OPEN), act(CUP, OfferAct.CLOSE))
    assert refusal(closed, act(CUP, OfferAct.SOLD_OUT)) == "offer.closed"


def test_the_last_piece_sells_an_open_offer_out_and_no_closed_one() -> None:
    counted = after(act(CUP, OfferAct.OPEN), act(CUP, OfferAct.STOCK, stock=0))
    assert line(counted).state is OfferState.SOLD_OUT
    assert line(after(act(CUP, OfferAct.STOCK, stock=0))).state is OfferState.CLOSED


def test_what_has_no_stock_left_is_opened_only_with_new_stock() -> None:
    counted = after(act(CUP, OfferAct.OPEN), act(CUP, OfferAct.STOCK, stock=0))
    assert refusal(counted, act(CUP, OfferAct.OPEN)) == "offer.none_left"
    restocked = called(SHOW, counted, act(CUP, OfferAct.STOCK, stock=50), EIGHT)
    assert line(restocked).state is OfferState.SOLD_OUT
    assert line(called(SHOW, restocked, act(CUP, OfferAct.OPEN), EIGHT)).state is OfferState.OPEN


@pytest.mark.parametrize("stock", [None, -1, MOST_STOCK + 1])
def test_stock_is_a_count_from_nothing_up(stock: int | None) -> None:
    assert refusal(RUNNING, act(CUP, OfferAct.STOCK, stock=stock)) == "offer.stock"


def test_a_price_is_checked_by_somebody_at_a_time() -> None:
    checked = line(after(act(CUP, OfferAct.PRICE_CHECKED)))
    assert (checked.price_checked, checked.price_checked_by) == (EIGHT, "Wen")
    assert checked.checked_price == 9900
    assert checked.state is OfferState.CLOSED


def test_the_fallback_is_opened_in_place_of_what_was_sold() -> None:
    events = after(act(CUP, OfferAct.OPEN), act(CUP, OfferAct.FALLBACK))
    assert (line(events).state, line(events).is_on_fallback) == (OfferState.CLOSED, True)
    assert line(events, BOOK).state is OfferState.OPEN
    back = called(SHOW, events, act(CUP, OfferAct.OPEN), EIGHT)
    assert (line(back).state, line(back).is_on_fallback) == (OfferState.OPEN, False)


def test_what_was_sold_out_stays_so_when_its_fallback_is_sold() -> None:
    calls = [act(CUP, what) for what in (OfferAct.OPEN, OfferAct.SOLD_OUT, OfferAct.FALLBACK)]
    assert line(after(*calls)).state is OfferState.SOLD_OUT


def test_a_fallback_that_is_not_there_or_is_sold_out_is_no_way_out() -> None:
    assert refusal(RUNNING, act(BOOK, OfferAct.FALLBACK)) == "offer.no_fallback"
    gone_too = after(act(BOOK, OfferAct.OPEN), act(BOOK, OfferAct.SOLD_OUT))
    assert refusal(gone_too, act(CUP, OfferAct.FALLBACK)) == "offer.fallback_gone"


def test_a_room_acts_on_what_is_brought_to_it_and_on_what_is_sold_in_place_of_it() -> None:
    assert [offer.id for offer in offers_of(SHOW, SHOP)] == [CUP, BOOK]
    assert line(after(act(BOOK, OfferAct.OPEN, room=SHOP)), BOOK).state is OfferState.OPEN
    assert refusal(RUNNING, act(STRAY, OfferAct.OPEN, room=SHOP)) == "offer.other_room"
    assert refusal(RUNNING, act(CUP, OfferAct.OPEN, room=STAGE)) == "offer.other_room"
    assert line(after(act(STRAY, OfferAct.OPEN)), STRAY).state is OfferState.OPEN


def test_nobody_sells_before_a_run_or_after_it_or_what_the_show_does_not_have() -> None:
    call = act(CUP, OfferAct.OPEN)
    ended = (*RUNNING, *decide(SHOW, folded(RUNNING), EndRun(), EIGHT))
    for events in ((), ended):
        with pytest.raises(Refused) as refused:
            decide(SHOW, fold(events), call, EIGHT)
        assert refused.value.code == "run.none"
    assert refusal(RUNNING, act(OfferId("none"), OfferAct.OPEN)) == "offer.unknown"
    assert refusal(RUNNING, act(OfferId(H1), OfferAct.OPEN)) == "offer.unknown"


def test_what_is_so_already_is_not_logged_again() -> None:
    events = after(act(CUP, OfferAct.OPEN))
    assert called(SHOW, events, act(CUP, OfferAct.OPEN), EIGHT) == events
    assert called(SHOW, RUNNING, act(CUP, OfferAct.CLOSE), EIGHT) == RUNNING


def test_the_same_mid_acts_once_whatever_happened_since() -> None:
    opening = act(CUP, OfferAct.OPEN, mid="page:1")
    events = after(opening, act(CUP, OfferAct.CLOSE, mid="page:2"))
    assert called(SHOW, events, opening, EIGHT) == events
    again = act(CUP, OfferAct.OPEN, mid="page:3")
    assert line(called(SHOW, events, again, EIGHT)).state is OfferState.OPEN


def test_an_offer_that_left_the_plan_is_still_in_the_log() -> None:
    events = after(act(CUP, OfferAct.OPEN))
    without = replace(SHOW, offers=SHOW.offers[1:], handoffs=())
    assert folded(events).offer(CUP).state is OfferState.OPEN
    with pytest.raises(Refused):
        called(without, events, act(CUP, OfferAct.CLOSE), EIGHT)


# The coupon's window

COUPON = Coupon(name="199−50", opens_after=seconds(30), closes_after=seconds(150))


def asked(events: tuple[Event, ...], what: Act, second: int, **more: object) -> tuple[Event, ...]:
    ask = Ask(**{"act": what, "by": "x", "is_forced": True, **more})  # type: ignore[arg-type]
    return called(SHOW, events, ActOnHandoff(handoff=H1, ask=ask), Instant(EIGHT + second * 1_000))


def test_a_coupon_counts_from_nothing_before_the_go() -> None:
    stood_by = asked(RUNNING, Act.STANDBY, 1)
    assert gone(folded(stood_by).line(H1)) is None


def test_a_coupon_counts_from_the_real_go_to_the_end_of_the_visit() -> None:
    events = asked(RUNNING, Act.GO, 7)
    go = Instant(EIGHT + 7_000)
    for what, second in ((Act.LIVE, 9), (Act.RETURN, 200)):
        assert gone(folded(events).line(H1)) == go
        events = asked(events, what, second, via=Via.VOICE)
    events = asked(events, Act.CLOSE, 260)
    assert gone(folded(events).line(H1)) == go


def test_a_go_that_was_called_off_before_the_room_was_live_opens_no_coupon() -> None:
    recalled = asked(asked(RUNNING, Act.GO, 1), Act.RECALL, 2)
    assert gone(folded(recalled).line(H1)) is None
    cannot = asked(asked(RUNNING, Act.GO, 1), Act.CANT, 2, via=Via.VOICE)
    assert gone(folded(cannot).line(H1)) is None
    live = asked(asked(RUNNING, Act.GO, 1), Act.LIVE, 2, via=Via.VOICE)
    assert gone(folded(asked(live, Act.RECALL, 9)).line(H1)) == EIGHT + 1_000


def test_a_second_go_counts_and_the_first_no_more() -> None:
    again = asked(asked(asked(RUNNING, Act.GO, 1), Act.RECALL, 2), Act.REARM, 3)
    assert gone(folded(asked(again, Act.GO, 60)).line(H1)) == EIGHT + 60_000


# Whatever is said in whatever order

acts = st.builds(
    ActOnOffer,
    offer=st.sampled_from([CUP, BOOK, STRAY, OfferId("none")]),
    act=st.sampled_from(list(OfferAct)),
    by=st.just("Wen"),
    stock=st.one_of(st.none(), st.integers(-3, 5)),
    room=st.sampled_from([None, SHOP, STAGE, RoomId("nowhere")]),
    mid=st.sampled_from(["", "a", "b", "c"]),
)


@given(st.lists(acts, max_size=25))
def test_nothing_that_is_said_sells_what_is_not_open_or_less_than_nothing(
    said: list[ActOnOffer],
) -> None:
    events, taken = RUNNING, []
    for second, call in enumerate(said):
        before = folded(events).offer(call.offer)
        try:
            happened = decide(SHOW, folded(events), call, Instant(EIGHT + second))
        except Refused:
            continue
        events = (*events, *happened)
        taken += [call.mid] if happened and call.mid else []
        now = folded(events).offer(call.offer)
        if happened and now.state is OfferState.SOLD_OUT is not before.state:
            assert before.state is OfferState.OPEN
        if call.act is OfferAct.OPEN and happened:
            assert now.state is OfferState.OPEN
            assert now.stock != 0
        assert now.stock is None or now.stock >= 0
    assert len(taken) == len(set(taken))
    assert fold(events) == folded(events)
    assert set(folded(events).offers) <= {CUP, BOOK, STRAY}
