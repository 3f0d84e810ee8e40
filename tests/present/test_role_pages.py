"""Each role's page: the controller's offers and playhead, backstage with its calls, producers'."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.calling import ActOnHandoff, ActOnOffer, AdjustTime, Hold, Resume
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.offers import OfferAct
from producer_app.core.run import Event
from producer_app.core.show import (
    Clearance,
    Coupon,
    HandoffId,
    Method,
    Offer,
    OfferId,
    Show,
    Sponsor,
    SponsorId,
    TalentId,
    TalentRole,
)
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.budget_room import budget_views
from producer_app.present.roompage import (
    BackstagePage,
    ProducersPage,
    RoomPage,
    all_pages,
    backstage_page,
    counted,
    key_of,
    line_view,
    needs_budget,
    producers_page,
    room_page,
    room_snapshot,
    said,
)
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
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
from tests.present.budgets import a_rule

CUP, BOOK = OfferId("cup"), OfferId("book")
LIN, HE, MO = TalentId("lin"), TalentId("he"), TalentId("mo")


def an_evening(**changes: object) -> Show:
    """Lin sings at 20:00 and 20:20 and walks over after her first song; Mo hosts."""
    lin = an_artist("lin", name="Lin Yao", name_alt="林曜", transit=seconds(75))
    he = an_artist("he", name="He", role=TalentRole.PRESIDENT, clearance=Clearance.BLOCKED)
    mo = an_artist("mo", name="Mo", role=TalentRole.HOST)
    fields: dict[str, object] = {
        "talent": (lin, he, mo),
        "offers": (
            Offer(
                id=CUP,
                number="012",
                product="Cup",
                list_price=19900,
                deal_price=9950,
                stock=800,
                released=300,
                coupon=Coupon(name="199−50", opens_after=seconds(30), closes_after=seconds(150)),
                fallback=BOOK,
            ),
            Offer(id=BOOK, number="013", product="Book", product_alt="手账"),
        ),
        "handoffs": (
            a_handoff("H1", "s1", talent=(LIN,), offers=(CUP,), return_after=minutes(4)),
            a_handoff("H2", "s2", talent=(HE,), offers=(CUP,)),
        ),
    }
    return a_show(
        a_segment("1", minutes(10), talent=(LIN, MO)),
        a_segment("2", minutes(10)),
        a_segment("3", minutes(10), talent=(LIN,), hard_start="20:20:00"),
        a_shop_segment("S1", minutes(30), talent=(MO,)),
        a_shop_segment("S2", minutes(30)),
        **fields | changes,
    )


SHOW = an_evening()


def begun(show: Show = SHOW) -> tuple[Event, ...]:
    events = gone(show, a_run(show, at(show, "19:59")), at(show, "20:00"))
    return gone(show, events, at(show, "20:00"), SHOP)


def seen(events: tuple[Event, ...], when: str, show: Show = SHOW) -> Projection:
    return project(plan_times(show), folded(events), at(show, when))


def handed(events: tuple[Event, ...], act: Act, when: str, key: str = "h1") -> tuple[Event, ...]:
    via = Via.VOICE if act in (Act.LIVE, Act.RETURN) else Via.CONSOLE
    ask = Ask(act=act, by="director", via=via, is_forced=True)
    call = ActOnHandoff(handoff=HandoffId(key), ask=ask)
    return called(SHOW, events, call, at(SHOW, when))


def sold(
    events: tuple[Event, ...], act: OfferAct, when: str, stock: int | None = None
) -> tuple[Event, ...]:
    call = ActOnOffer(offer=CUP, act=act, by="Wen", via=Via.PAGE, stock=stock)
    return called(SHOW, events, call, at(SHOW, when))


# The host's and the controller's page


def test_an_offer_stands_with_its_state_its_stock_and_who_brings_it() -> None:
    events = sold(sold(begun(), OfferAct.OPEN, "20:01"), OfferAct.STOCK, "20:02", 41)
    events = sold(events, OfferAct.PRICE_CHECKED, "20:03")
    cup, book = room_page(seen(events, "20:04"), SHOP).room_offers
    assert (cup.state, cup.opened, cup.by) == ("open", at(SHOW, "20:01"), "Wen")
    assert (cup.stock, cup.stock_planned) == (41, 300)
    assert (cup.price_checked, cup.price_checked_by) == (at(SHOW, "20:03"), "Wen")
    assert (cup.handoff, cup.fallback) == ("H1, H2", "013 Book")
    assert (book.handoff, book.state, book.stock) == ("", "closed", None)


def test_a_price_that_was_checked_is_unchecked_again_once_another_one_is_planned() -> None:
    events = sold(begun(), OfferAct.PRICE_CHECKED, "20:03")
    dearer = an_evening(offers=(replace(SHOW.offers[0], deal_price=10900), SHOW.offers[1]))
    (cup, _) = room_page(seen(events, "20:04", dearer), SHOP).room_offers
    assert (cup.deal_price, cup.price_checked, cup.price_checked_by) == ("¥109", None, "")


def test_a_coupons_window_is_said_after_the_go_and_the_go_by_the_handoff() -> None:
    before = room_page(seen(begun(), "20:05"), SHOP)
    coupon = before.room_offers[0].coupon
    assert coupon is not None
    assert (coupon.opens_after, coupon.closes_after) == (30_000, 150_000)
    assert [handoff.offers[0].coupon for handoff in before.handoffs] == [coupon, coupon]
    went = seen(handed(begun(), Act.GO, "20:10:03"), "20:11")
    assert room_page(went, SHOP).room_offers == before.room_offers
    assert line_view(SHOW, went.run, HandoffId("h1")).gone == at(SHOW, "20:10:03")


def test_what_two_handoffs_bring_counts_from_either() -> None:
    cup, book = room_page(seen(begun(), "20:05"), SHOP).room_offers
    assert cup.counts_from == ("h1", "h2")
    assert book.counts_from == (), "it has no coupon"


def test_a_fallbacks_coupon_counts_from_the_go_of_what_it_stands_in_for() -> None:
    book = replace(SHOW.offers[1], coupon=Coupon(name="49−10"))
    show = an_evening(offers=(SHOW.offers[0], book))
    offer = room_page(seen(begun(), "20:11", show), SHOP).room_offers[1]
    assert offer.counts_from == ("h1", "h2")
    assert offer.coupon is not None
    assert (offer.coupon.opens_after, offer.coupon.closes_after) == (0, None)


def test_a_room_sees_what_its_own_go_would_take() -> None:
    page = room_page(seen(begun(), "20:05"), SHOP)
    assert page.standby is not None
    assert page.on_air is not None
    assert (page.on_air.id, page.standby.id) == ("sS1", "sS2")
    assert page.coming[0] == page.standby
    assert page.standby.length == minutes(30)


def test_what_is_on_air_ends_where_its_time_is_used_up_and_stays_there_when_over() -> None:
    events = called(SHOW, begun(), AdjustTime(room=STAGE, by=seconds(30)), at(SHOW, "20:01"))
    for when in ("20:02", "20:15", "20:19"):
        on_air = backstage_page(seen(events, when), STAGE).on_air
        assert on_air is not None
        assert (on_air.ends, on_air.held, on_air.left) == (at(SHOW, "20:10:30"), None, None)


def test_a_hold_stops_the_count_and_moves_the_end_once_it_is_over() -> None:
    held = called(SHOW, begun(), Hold(room=STAGE), at(SHOW, "20:04"))
    for when in ("20:04:30", "20:06"):
        on_air = backstage_page(seen(held, when), STAGE).on_air
        assert on_air is not None
        assert (on_air.held, on_air.left) == (at(SHOW, "20:04"), minutes(6))
    resumed = called(SHOW, held, Resume(room=STAGE), at(SHOW, "20:07"))
    on_air = backstage_page(seen(resumed, "20:08"), STAGE).on_air
    assert on_air is not None
    assert (on_air.ends, on_air.held, on_air.left) == (at(SHOW, "20:13"), None, None)


# Backstage


def test_people_are_called_a_quarter_of_an_hour_before_they_are_on_and_told_where() -> None:
    calls = backstage_page(project(plan_times(SHOW), None, at(SHOW, "19:00")), STAGE).calls
    assert [(call.name, call.where, call.number) for call in calls] == [
        ("Lin Yao", "Stage", "1"),
        ("He", "Shop", "H2"),
    ]
    assert (calls[0].at, calls[0].start) == (at(SHOW, "19:45"), at(SHOW, "20:00"))
    assert calls[1].is_barred


def test_who_is_on_air_is_called_once_free_with_the_walk_ahead() -> None:
    calls = backstage_page(seen(begun(), "20:02"), STAGE).calls
    lin = next(call for call in calls if call.name == "Lin Yao")
    assert (lin.where_alt, lin.number, lin.transit) == ("买买买间", "H1", seconds(75))
    assert (lin.at, lin.start) == (at(SHOW, "20:10"), at(SHOW, "20:10"))
    assert lin.has_arrived


def test_after_the_visit_the_next_number_is_what_one_is_called_for() -> None:
    events = begun()
    for act, when in ((Act.GO, "20:10"), (Act.LIVE, "20:10:02"), (Act.RETURN, "20:14")):
        events = handed(events, act, when)
    calls = backstage_page(seen(events, "20:15"), STAGE).calls
    lin = next(call for call in calls if call.name == "Lin Yao")
    assert (lin.name, lin.where, lin.number) == ("Lin Yao", "Stage", "3")


def test_hosts_are_not_called() -> None:
    assert "Mo" not in {call.name for call in backstage_page(seen(begun(), "20:02"), SHOP).calls}


def test_the_stage_stands_against_its_next_hard_time() -> None:
    late = gone(SHOW, begun(), at(SHOW, "20:12"))
    page = backstage_page(seen(late, "20:13"), STAGE)
    assert page.hard is not None
    assert (page.hard.kind, page.hard.number, page.hard.at) == ("start", "3", at(SHOW, "20:20"))
    assert (page.over, page.is_firm) == (minutes(2), True)


def test_the_end_of_the_evening_is_a_hard_time_without_a_title() -> None:
    show = an_evening(hard_out="22:00")
    page = backstage_page(project(plan_times(show), None, at(show, "19:00")), SHOP)
    assert page.hard is not None
    assert (page.hard.kind, page.hard.title, page.over) == ("out", "", -minutes(50))


# The producers


def test_the_producers_see_both_rooms_and_every_handoff_with_its_way() -> None:
    projection = seen(handed(begun(), Act.GO, "20:10"), "20:11")
    page = producers_page(projection, STAGE)
    stage, shop = page.rooms
    assert stage.on_air is not None
    assert shop.on_air is not None
    assert (stage.on_air.number, shop.on_air.number) == ("1", "S1")
    assert (stage.over, stage.has_ended) == (minutes(1), False)
    assert [(h.number, h.from_name, h.to_name) for h in page.handoffs] == [
        ("H1", "Stage", "Shop"),
        ("H2", "Stage", "Shop"),
    ]
    assert [line.state for line in room_snapshot(projection).lines] == ["go_sent", "armed"]


def test_the_producers_see_what_is_used_what_is_left_and_the_first_break() -> None:
    rule = a_rule(Method.CLOCK_HOUR, title="An hour", title_alt="每小时", limit=minutes(3))
    show = an_evening(
        ad_rules=(rule,),
        sponsors=(Sponsor(id=SponsorId("b"), brand="Brand", contracted=seconds(15)),),
    )
    pitch = replace(show.segments[1], ad=minutes(4))
    show = replace(show, segments=(show.segments[0], pitch, *show.segments[2:]))
    projection = project(plan_times(show), None, at(show, "19:00"))
    page = producers_page(projection, STAGE, budget_views(projection))
    (line,) = page.rules
    assert (line.title, line.title_alt, line.level) == ("An hour", "每小时", "over")
    assert (line.left, line.left_alt, line.room_name_alt) == ("OVER 1:00", "超出 1:00", "舞台间")
    assert (line.used, line.share) == ("0:00 / 3:00", 0.0)
    assert page.first_break is not None
    assert page.first_break.text.startswith("An hour: breaks at 20:1")
    (sponsor,) = page.sponsors
    assert (sponsor.brand, sponsor.is_met, sponsor.verdict) == ("Brand", False, "SHORT 0:15")


# All of them


def test_every_role_has_its_page_in_every_room_and_the_host_and_controller_the_same() -> None:
    pages = room_snapshot(seen(begun(), "20:02")).pages
    assert set(pages) == all_pages(SHOW)
    assert pages[key_of("room", SHOP)] is pages[key_of("operator", SHOP)]
    kinds = {type(pages[key_of(role, SHOP)]) for role in ("room", "viewer", "producer")}
    assert kinds == {RoomPage, BackstagePage, ProducersPage}


def test_only_what_somebody_looks_at_is_made() -> None:
    wanted = {key_of("viewer", STAGE), key_of("tool", STAGE), key_of("room", "gone")}
    snapshot = room_snapshot(seen(begun(), "20:02"), None, wanted)
    assert set(snapshot.pages) == {key_of("viewer", STAGE)}
    assert len(snapshot.lines) == len(SHOW.handoffs)


def test_the_budget_is_worked_out_only_for_those_who_see_it() -> None:
    own = an_evening(ad_rules=(a_rule(Method.CLOCK_HOUR, room=SHOP),))
    assert needs_budget(SHOW, {key_of("producer", STAGE)})
    assert needs_budget(own, {key_of("room", SHOP)})
    assert not needs_budget(SHOW, {key_of("room", SHOP)})
    assert not needs_budget(own, {key_of("viewer", SHOP)})


def test_a_second_in_which_nothing_moves_is_the_same_snapshot() -> None:
    first = project(plan_times(SHOW), folded(begun()), at(SHOW, "20:02"))
    later = project(first.plan, first.run, at(SHOW, "20:02:01"), first)
    snapshot = room_snapshot(first)
    assert room_snapshot(later, earlier=snapshot) is snapshot
    other = room_snapshot(later, None, {key_of("viewer", STAGE)}, snapshot)
    assert set(other.pages) == {key_of("viewer", STAGE)}


@pytest.mark.parametrize("when", ["20:02", "20:09:59", "20:14"])
def test_what_is_kept_from_the_second_before_is_what_would_be_made_anew(when: str) -> None:
    events = sold(handed(begun(), Act.GO, "20:01:30"), OfferAct.OPEN, "20:01:40")
    first = project(plan_times(SHOW), folded(events), at(SHOW, when))
    later = project(first.plan, first.run, first.now + 60_000, first)
    kept = room_snapshot(later, earlier=room_snapshot(first))
    assert kept.pages == room_snapshot(later).pages


# What is said


@pytest.mark.parametrize(
    ("minor", "english", "chinese"),
    [
        (19900, "199 yuan", "一百九十九元"),
        (9950, "99.50 yuan", "九十九元五角"),
        (990, "9.90 yuan", "九元九角"),
        (1905, "19.05 yuan", "十九元零五分"),
        (1915, "19.15 yuan", "十九元一角五分"),
        (200, "2 yuan", "两元"),
        (129_900_00, "129,900 yuan", "十二万九千九百元"),
    ],
)
def test_a_price_is_said_in_the_words_of_the_language(
    minor: int, english: str, chinese: str
) -> None:
    assert said(minor, "CNY", words("en")) == english
    assert said(minor, "CNY", words("zh")) == chinese


def test_a_price_that_is_said_as_it_is_read_has_no_other_words() -> None:
    assert said(1999, "USD", words("zh")) == ""
    assert said(None, "CNY", words("en")) == ""


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (2, "两"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1050, "一千零五十"),
        (2000, "两千"),
        (10_000, "一万"),
        (10_001, "一万零一"),
        (20_300, "二万零三百"),
        (100_000, "十万"),
        (1_000_000, "一百万"),
        (100_000_000, "一亿"),
        (100_010_000, "一亿零一万"),
        (10**16, "10,000,000,000,000,000"),
    ],
)
def test_a_number_is_said_as_people_say_it(number: int, text: str) -> None:
    assert counted(number) == text
