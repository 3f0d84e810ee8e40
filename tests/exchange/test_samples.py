"""The two sample evenings: what they hold, that they add up, and that nobody is in two places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

import pytest

from producer_app.core.budget import evaluate, rule_states, sponsor_states
from producer_app.core.checks import Severity, check
from producer_app.core.edits import Put
from producer_app.core.errors import BadInput
from producer_app.core.show import (
    ADVERTISING,
    COLLECTIONS,
    PERFORMANCE,
    Department,
    HandoffKind,
    Kind,
    Room,
    Segment,
    SegmentId,
    Show,
    Stand,
    Standing,
    TalentId,
    TalentRole,
)
from producer_app.core.timebase import Instant, Millis, wall_time
from producer_app.core.timing import HardKind, Projection, fill_of, handoff_due, plan_times, project
from producer_app.core.wording import flags, idle_waivers
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.samples import SAMPLES, read_sample
from producer_app.exchange.wording import console_standards

CIRCLES = {"top-traffic idols", "national singers", "rock veterans", "actors", "athletes"}


@pytest.fixture(scope="module")
def night() -> Show:
    return read_sample("super-night")


@pytest.fixture(scope="module")
def president() -> Show:
    return read_sample("president-live")


def room_of(show: Show, name: str) -> Room:
    return next(room for room in show.rooms if room.id == name)


def rundown(show: Show, name: str) -> tuple[Segment, ...]:
    return show.rundowns[room_of(show, name).id]


def projected(show: Show) -> Projection:
    return project(plan_times(show), None, Instant(0))


def clock(show: Show, at: Instant | None) -> str:
    return "" if at is None else str(wall_time(at, show.date, show.zone))


def start_of(show: Show, segment: Segment) -> Instant:
    plan = plan_times(show).rooms[segment.room]
    start = plan.starts[plan.places[segment.id]]
    assert start is not None
    return start


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_the_same_each_time(name: str) -> None:
    assert read_sample(name) == read_sample(name)


def test_the_night_shows_wording_that_was_flagged_and_let_stand(night: Show) -> None:
    lexicon = console_standards().lexicon

    (flag,) = flags(night, lexicon)
    without = flags(replace(night, waivers=()), lexicon)

    assert flag.waiver is not None
    assert flag.waiver.reason
    assert [one.waiver for one in without] == [None]
    assert not idle_waivers(night, (flag,))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_noun_of_a_sample_could_have_been_put_there_by_hand(name: str) -> None:
    show = read_sample(name)

    for collection in COLLECTIONS.values():
        for entity in getattr(show, collection):
            assert Put(entity=entity).apply(show) == show


@pytest.mark.parametrize("name", SAMPLES)
def test_every_title_stands_in_both_languages(name: str) -> None:
    show = read_sample(name)

    titles = [(show.title, show.title_alt)]
    for titled in (show.blocks, show.segments, show.handoffs, show.ad_rules):
        titles += [(noun.title, noun.title_alt) for noun in titled]
    titles += [(room.name, room.name_alt) for room in show.rooms]
    titles += [(person.name, person.name_alt) for person in show.talent]
    titles += [(offer.product, offer.product_alt) for offer in show.offers]
    assert [pair for pair in titles if not all(pair)] == []


@pytest.mark.parametrize(
    ("name", "warned"), [("super-night", {"people.pending"}), ("president-live", set())]
)
def test_a_check_finds_nothing_wrong_but_one_clearance(name: str, warned: set[str]) -> None:
    findings = check(plan_times(read_sample(name)))

    assert {f.code for f in findings if f.severity is not Severity.NOTE} == warned


@pytest.mark.parametrize("name", SAMPLES)
def test_no_rule_on_advertising_is_broken(name: str) -> None:
    states = rule_states(projected(read_sample(name)))

    assert states
    assert [state.rule.id for state in states if state.left is None or state.left < 0] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sponsor_gets_what_was_contracted_and_little_more(name: str) -> None:
    for state in sponsor_states(projected(read_sample(name))):
        assert 0 <= state.planned - state.sponsor.contracted <= 10_000
        assert state.planned_mentions >= state.sponsor.mentions


@pytest.mark.parametrize("name", SAMPLES)
def test_every_hard_time_is_made_with_at_most_ten_seconds_to_fill(name: str) -> None:
    for room in plan_times(read_sample(name)).rooms.values():
        starts = [hard for hard in room.hards if hard.place < len(room.segments)]
        assert starts
        assert all(hard.over is not None and -10_000 <= hard.over <= 0 for hard in starts)
        assert all(hard.is_firm for hard in room.hards)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_shortest_and_a_longest_length_enclose_the_planned_one(name: str) -> None:
    for segment in read_sample(name).segments:
        assert segment.length is not None
        assert (segment.shortest or 0) <= segment.length <= (segment.longest or segment.length)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_handoff_opens_its_segment_as_it_is_due(name: str) -> None:
    show = read_sample(name)
    times = projected(show)

    for handoff in show.handoffs:
        if handoff.kind is not HandoffKind.TOSS_BACK:
            assert handoff.to_segment is not None
            opened = start_of(show, show.segment(handoff.to_segment))
            assert handoff_due(times, handoff).planned == opened


@pytest.mark.parametrize("name", SAMPLES)
def test_who_walks_over_is_in_the_segment_that_the_handoff_opens(name: str) -> None:
    show = read_sample(name)

    for handoff in show.handoffs:
        assert handoff.to_segment is not None
        assert set(handoff.talent) <= set(show.segment(handoff.to_segment).talent)


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_is_in_two_rooms_and_everybody_has_time_to_walk(name: str) -> None:
    show = read_sample(name)
    visits: dict[TalentId, list[tuple[Instant, Instant, Segment]]] = {}
    for segment in show.segments:
        if segment.is_timed:
            start = start_of(show, segment)
            end = Instant(start + (segment.length or 0))
            for key in segment.talent:
                visits.setdefault(key, []).append((start, end, segment))

    for person in show.talent:
        walk = person.transit or Millis(0)
        in_order = sorted(visits.get(person.id, ()), key=itemgetter(0))
        for (_, left, before), (needed, _, after) in pairwise(in_order):
            spare = needed - left - (walk if before.room != after.room else 0)
            assert spare >= 0, f"{person.name}: {before.id} to {after.id}"


@pytest.mark.parametrize("name", SAMPLES)
def test_everybody_has_arrived_an_hour_before_they_are_needed(name: str) -> None:
    show = read_sample(name)

    for segment in show.segments:
        if segment.is_timed:
            for person in show.people(segment.talent):
                if person.arrives is not None:
                    assert show.instant(person.arrives) + 3_000_000 <= start_of(show, segment)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_cue_falls_after_its_segment(name: str) -> None:
    show = read_sample(name)

    for cue in show.cues:
        assert cue.offset < (show.segment(cue.segment).length or 0)
        assert cue.standby_words.startswith("Standby " + cue.label)
        assert cue.go_words.endswith("GO")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_deal_is_below_its_list_price_and_says_what_that_rests_on(name: str) -> None:
    for offer in read_sample(name).offers:
        assert offer.price_evidence
        assert offer.must_say
        if offer.deal_price is not None:
            assert offer.list_price is not None
            assert offer.deal_price < offer.list_price


def test_super_night_has_the_size_of_an_evening(night: Show) -> None:
    assert len(rundown(night, "stage")) >= 45
    assert len(rundown(night, "shop")) >= 25
    assert len(night.offers) >= 30
    assert len(night.handoffs) >= 12
    assert len(night.sponsors) == 4
    assert len(night.cues) >= 120
    assert {cue.department for cue in night.cues} == set(Department)
    assert 6 <= sum(block.room == "stage" for block in night.blocks) <= 8
    assert all(segment.block is not None for segment in night.segments)


def test_super_night_runs_from_eight_to_ten_past_midnight(night: Show) -> None:
    plan = plan_times(night).rooms[room_of(night, "stage").id]

    assert (str(night.on_air), str(night.hard_out)) == ("20:00:00", "24:10:00")
    assert clock(night, plan.end) == "24:09:55"
    hard = {str(s.hard_start): s for s in plan.segments if s.hard_start is not None}
    assert list(hard) == ["20:00:00", "21:59:50", "23:58:00", "23:59:50", "24:00:00"]
    assert hard["23:58:00"].kind is Kind.COUNTDOWN
    assert (hard["23:59:50"].kind, hard["23:59:50"].length) == (Kind.TIME_SIGNAL, 10_000)


def test_super_night_ends_the_hour_hard_and_names_who_fills_before_midnight(night: Show) -> None:
    plan = plan_times(night).rooms[room_of(night, "stage").id]
    hards = {clock(night, hard.at): hard for hard in plan.hards}

    assert (hards["22:00:00"].kind, hards["22:00:00"].over) == (HardKind.END, 0)
    fill = fill_of(night, plan, hards["23:59:50"], plan.places[SegmentId("stage-M1")])
    assert fill is not None
    assert (fill.gap, fill.pads, fill.is_named) == (5_000, (), True)
    assert [person.name for person in fill.people] == ["Jiang Heng"]


def test_super_night_has_something_to_give_on_a_night_that_runs_long(night: Show) -> None:
    timed = [segment for segment in rundown(night, "stage") if segment.is_timed]
    performed = [segment for segment in timed if segment.kind in PERFORMANCE]
    spare = sum(
        (s.length or 0) - s.shortest for s in timed if s.shortest is not None and s.is_elastic
    )

    assert sum(s.kind is Kind.SONG and s.is_elastic for s in performed) >= 10
    assert sum(s.kind is Kind.HOST_LINK and s.is_elastic for s in timed) >= 6
    assert sum(s.priority > 0 for s in performed) >= 5
    assert spare >= 15 * 60_000


def test_two_artists_of_super_night_need_time_between_their_numbers(night: Show) -> None:
    changing = {person.id for person in night.talent if person.change is not None}

    assert len(changing) == 2
    for key in changing:
        assert sum(key in s.talent for s in rundown(night, "stage") if s.is_timed) >= 2


def test_the_shopping_room_is_open_before_and_after_the_stage(night: Show) -> None:
    stage, shop = (plan_times(night).rooms[room.id] for room in night.rooms)

    assert shop.on_air is not None
    assert stage.on_air is not None
    assert shop.on_air <= stage.on_air
    assert shop.end is not None
    assert stage.end is not None
    assert shop.end > stage.end
    assert {output.name for output in room_of(night, "shop").outputs} == {
        "Phone · 手机",
        "PC · 电脑",
        "TV · 电视",
    }


def test_super_night_has_every_kind_of_stage_segment(night: Show) -> None:
    kinds = Counter(segment.kind for segment in rundown(night, "stage"))

    wanted = {*PERFORMANCE, Kind.HOST_LINK, Kind.VT, Kind.INTERACTION, Kind.PSA, Kind.PAD}
    assert wanted <= set(kinds)
    assert {Kind.SPONSOR_READ, Kind.BILLBOARD, Kind.TIME_SIGNAL, Kind.SHOP_THROW} <= set(kinds)
    assert kinds[Kind.REMOTE] == 1


def test_super_night_has_one_floated_and_one_omitted_segment(night: Show) -> None:
    standing = {s.number: s.standing for s in night.segments if s.standing is not Standing.IN}

    assert standing == {"D5": Standing.OMITTED, "F10": Standing.FLOATED}


def test_every_pad_stretches_and_shrinks(night: Show) -> None:
    pads = [segment for segment in night.segments if segment.kind is Kind.PAD]

    assert len(pads) >= 10
    for pad in pads:
        assert pad.shortest is not None
        assert pad.longest is not None
        assert pad.length is not None
        assert pad.shortest < pad.length < pad.longest


def test_numbers_are_not_given_twice_in_a_room(night: Show) -> None:
    for segments in night.rundowns.values():
        numbers = [segment.number for segment in segments]
        assert len(set(numbers)) == len(numbers)


def test_the_artists_of_super_night_come_from_five_circles(night: Show) -> None:
    on_stage = {key for s in rundown(night, "stage") if s.is_timed for key in s.talent}
    circles = {p.circle for p in night.people(tuple(sorted(on_stage)))}

    assert circles >= CIRCLES
    hosts = {p.id for p in night.talent if p.role is TalentRole.HOST}
    for name in ("stage", "shop"):
        assert hosts & {key for segment in rundown(night, name) for key in segment.talent}


def test_artists_of_all_five_circles_visit_the_shopping_room(night: Show) -> None:
    visitors = {key for handoff in night.handoffs for key in handoff.talent}
    circles = {person.circle for person in night.people(tuple(sorted(visitors)))}

    assert circles >= CIRCLES


def test_the_handoffs_of_super_night_are_numbered_and_of_many_kinds(night: Show) -> None:
    assert [h.number for h in night.handoffs] == [f"H{n}" for n in range(1, 17)]
    assert {h.kind for h in night.handoffs} == set(HandoffKind) - {HandoffKind.EMERGENCY}
    for handoff in night.handoffs:
        assert handoff.gates
        assert 1 <= len(handoff.talking_points) <= 3
        assert handoff.abort_phrase
        if handoff.kind is not HandoffKind.TOSS_BACK:
            assert handoff.offers
            assert handoff.return_after is not None


def test_a_visit_is_over_when_the_shop_segment_is(night: Show) -> None:
    for handoff in night.handoffs:
        if handoff.kind is not HandoffKind.TOSS_BACK and handoff.to_segment is not None:
            assert handoff.return_after == night.segment(handoff.to_segment).length


def test_advertising_on_the_stage_is_well_below_five_per_cent(night: Show) -> None:
    timed = [segment for segment in rundown(night, "stage") if segment.is_timed]
    performance = sum(s.length or 0 for s in timed if s.kind in PERFORMANCE)
    sold = sum((s.length or 0) if s.kind in ADVERTISING else s.ad for s in timed)

    assert performance > 3 * 3_600_000
    assert sold / performance < 0.03


def test_two_advertisements_never_touch_after_the_opening(night: Show) -> None:
    timed = [segment for segment in rundown(night, "stage") if segment.is_timed]
    sold = [s.number for a, s in pairwise(timed) if {a.kind, s.kind} <= ADVERTISING]

    assert sold == []


def test_host_links_and_throws_have_their_words(night: Show) -> None:
    for segment in rundown(night, "stage"):
        if segment.kind in {Kind.HOST_LINK, Kind.SHOP_THROW, Kind.SPONSOR_READ}:
            assert segment.in_words
            assert segment.out_words


def test_every_offer_number_in_the_shop_rundown_exists(night: Show) -> None:
    known = {offer.number for offer in night.offers}
    shown = {
        number
        for segment in rundown(night, "shop")
        for name, text in segment.columns
        if name == "Offers"
        for number in text.split()
    }

    assert shown == known


def test_the_ad_rules_of_super_night_say_where_they_come_from(night: Show) -> None:
    times = projected(night)
    planned = {str(rule.id): evaluate(rule, times).planned for rule in night.ad_rules}

    assert all(rule.source and rule.as_of for rule in night.ad_rules)
    assert planned["cn61-prime"] > 9.5 * 60_000
    assert set(planned) == {
        *("house-ratio", "house-rolling", "house-inside", "house-apart"),
        *("shop-signposted", "shop-number", "cn61-hour", "cn61-prime"),
    }
    known = {preset.id: preset for preset in presets()}
    for rule in night.ad_rules:
        assert rule.output == "TV · 电视"
        assert rule.status == known[rule.preset].status
        assert rule.method in {made.method for made in known[rule.preset].rules}


def test_the_sponsors_of_super_night_stand_where_they_were_promised(night: Show) -> None:
    promised = [(sponsor.id, place) for sponsor in night.sponsors for place in sponsor.places]
    starts = {clock(night, start_of(night, s)): s for s in rundown(night, "stage") if s.is_timed}

    assert {place.where for _, place in promised} == set(Stand)
    for sponsor, place in promised:
        if place.at is not None:
            assert (starts[str(place.at)].sponsor, place.times) == (sponsor, 1)
    windows = [s for s in night.sponsors if s.exclusive_from is not None]
    assert all(s.is_exclusive and s.exclusive_to is not None for s in windows)
    assert len(windows) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_holds_what_must_be_on_record(name: str) -> None:
    show = read_sample(name)

    assert show.keep_until is not None
    assert show.keep_until.year == show.date.year + 3
    assert all(offer.returns for offer in show.offers)
    assert all(room.filed for room in show.shops())
    zones = {output.zone for room in show.rooms for output in room.outputs}
    assert zones <= {"", show.zone}


def test_president_live_is_an_hour_in_one_shopping_room(president: Show) -> None:
    (plan,) = plan_times(president).rooms.values()

    assert president.stage() is None
    assert clock(president, plan.on_air) == "19:30:00"
    assert clock(president, plan.hard_out) == "20:30:00"
    assert clock(president, plan.end) == "20:29:55"
    assert president.language == "zh"


def test_president_live_seats_a_president_an_executive_and_an_expert(president: Show) -> None:
    launch = next(s for s in president.segments if "新品" in s.title and s.kind is Kind.PITCH)
    roles = {person.role for person in president.people(launch.talent)}

    assert roles == set(TalentRole) - {TalentRole.ARTIST}
    assert len(president.offers) >= 6


def test_an_unknown_sample_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(BadInput) as caught:
        read_sample("quiet-morning")
    assert "super-night, president-live" in str(caught.value)
