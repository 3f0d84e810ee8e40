"""The proof afterwards: what was counted is what was on the air, to the millisecond."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from producer_app.core.budget import Unit, rule_states, sponsor_states
from producer_app.core.budget.proof import Counted, Portion, RuleProof, as_run, rule_proofs
from producer_app.core.budget.proof_sponsors import SponsorProof, sponsor_proofs
from producer_app.core.run import Run
from producer_app.core.show import AdRule, Kind, Method, Show, Stand
from producer_app.core.timebase import Instant, iso
from producer_app.core.timing import Projection, plan_times, project
from tests.builders import SHOP, a_shop_segment, at, minutes, seconds
from tests.core.budget.proven import RULES, a_rule, an_evening, evenings_that_ran, it_ran

BY_SUM = frozenset(
    {
        *(Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, Method.DAY_SHARE),
        *(Method.WEEK_SHARE, Method.PROGRAMME_TABLE, Method.LEAST_SHARE, Method.LONGEST_BREAK),
        *(Method.UNINTERRUPTED, Method.SHOW_RATIO),
    }
)


def proven(show: Show, rule: AdRule) -> RuleProof:
    show = replace(show, ad_rules=(rule,))
    (proof,) = rule_proofs(aired(show, it_ran(show)))
    return proof


def aired(show: Show, run: Run) -> Projection:
    return as_run(plan_times(show), run, run.last_event)


def lines(proof: RuleProof) -> list[Counted]:
    return [line for part in proof.portions for line in part.counted]


def acme(show: Show) -> SponsorProof:
    (proof,) = sponsor_proofs(aired(show, it_ran(show)))
    return proof


def time(show: Show, moment: Instant) -> str:
    return iso(moment, show.zone)[11:].removesuffix("+08:00")


@given(evenings_that_ran())
def test_the_lines_of_every_window_add_up_to_what_was_spent(ran: tuple[Show, Run]) -> None:
    show, run = ran
    projection = aired(show, run)

    for proof in rule_proofs(projection):
        for part in proof.portions:
            counted = sum(line.measure for line in part.counted)
            if proof.state.rule.method is not Method.ROLLING_WINDOW:
                assert part.elsewhere + counted == part.spent, proof.state.rule.method
            if part.window is not None:
                assert part.spent == part.window.spent, proof.state.rule.method


@given(evenings_that_ran())
def test_the_parts_that_lie_in_a_window_add_up_to_what_it_spent(ran: tuple[Show, Run]) -> None:
    show, run = ran
    projection = aired(show, run)

    for proof in rule_proofs(projection):
        state = proof.state
        if state.rule.method not in BY_SUM:
            continue
        used = state.rule.used_elsewhere
        for place, window in enumerate(state.windows):
            inside = sum(part_of(line, window.start, window.end) for line in lines(proof))
            assert inside + (0 if place else used) == window.spent
        if not state.windows and state.limit is not None:
            assert proof.length == state.spent


def part_of(line: Counted, start: Instant, end: Instant) -> int:
    return max(0, min(line.end, end) - max(line.start, start))


@given(evenings_that_ran())
def test_a_rolling_proof_holds_at_most_what_the_fullest_window_held(ran: tuple[Show, Run]) -> None:
    show, run = ran
    if run.ended is None:
        return
    states = {state.rule.method: state for state in rule_states(aired(show, run))}
    proofs = {proof.state.rule.method: proof for proof in rule_proofs(aired(show, run))}

    (whole,) = proofs[Method.ROLLING_WINDOW].portions
    assert whole.spent == states[Method.ROLLING_WINDOW].spent


@given(evenings_that_ran())
def test_each_line_lies_in_the_take_that_it_names(ran: tuple[Show, Run]) -> None:
    show, run = ran
    projection = aired(show, run)

    found = [line for proof in rule_proofs(projection) for line in lines(proof)]
    found += [line for proof in sponsor_proofs(projection) for line in proof.counted]
    for line in found:
        assert line.take.started <= line.start <= line.end <= projection.now
        assert 1 <= line.repeat <= line.repeats
        if line.segments == 1 and line.take.ended is not None:
            assert line.end <= line.take.ended


@given(evenings_that_ran())
def test_a_sponsors_lines_add_up_to_what_was_delivered(ran: tuple[Show, Run]) -> None:
    show, run = ran
    if run.ended is None:
        return
    projection = aired(show, run)
    (state,) = sponsor_states(projection)
    (proof,) = sponsor_proofs(projection)

    assert sum(line.length for line in proof.counted) == state.delivered
    assert len(proof.counted) == state.delivered_mentions
    assert [line.total for line in proof.counted][-1:] == [state.delivered][: len(proof.counted)]


def test_every_counted_second_stands_with_its_take_and_what_was_left() -> None:
    show = an_evening()
    rule = a_rule(Method.CLOCK_HOUR, limit=minutes(2), used_elsewhere=seconds(0))

    eight, nine = proven(show, rule).portions

    assert [
        (line.take.title, line.repeat, line.repeats, line.is_whole, line.length)
        for line in eight.counted
    ] == [
        ("Socks", 1, 2, True, 30_000),
        ("Boots", 1, 1, True, 39_750),
        ("Socks", 2, 2, True, 27_000),
        ("Copper Rain", 1, 1, False, 8_000),
        ("Nine o'clock", 1, 1, True, 10_000),
    ]
    assert [eight.left(line.total) for line in eight.counted] == [
        90_000,
        50_250,
        23_250,
        15_250,
        5_250,
    ]
    assert (nine.counted, nine.spent) == ((), 0)


def test_a_line_says_what_was_planned_beside_what_was_aired() -> None:
    show = an_evening()
    eight = proven(show, a_rule(Method.CLOCK_HOUR)).portions[0]

    socks, _, _, song, _ = eight.counted

    assert (socks.planned, song.planned) == (seconds(30), seconds(8))
    assert time(show, socks.start) == "20:50:00.250"


def test_what_was_used_elsewhere_stands_in_the_first_hour() -> None:
    eight, nine = proven(an_evening(), a_rule(Method.CLOCK_HOUR)).portions

    assert (eight.elsewhere, nine.elsewhere) == (45_000, 0)
    assert eight.counted[0].total == 75_000
    assert eight.spent == 45_000 + 114_750


def test_an_average_lists_every_second_once_in_its_hour() -> None:
    proof = proven(an_evening(), a_rule(Method.WINDOW_AVERAGE))

    whole, *hours = proof.state.windows
    assert [part.window for part in proof.portions] == hours
    assert sum(part.spent for part in proof.portions) == whole.spent == 114_750


def test_announcements_count_one_each() -> None:
    show = an_evening()
    (part,) = proven(show, a_rule(Method.LEAST_COUNT, limit_count=4)).portions

    assert [(line.measure, line.total) for line in part.counted] == [
        (1, 2),
        (1, 3),
        (1, 4),
        (1, 5),
        (1, 6),
    ]
    assert part.is_least
    assert part.left(part.spent) == -2


def test_a_break_of_two_spots_is_one_line() -> None:
    proof = proven(an_evening(), a_rule(Method.BREAKS_PER_LENGTH))

    (part,) = proof.portions
    assert [(line.segments, line.length) for line in part.counted] == [(3, 96_750), (1, 10_000)]
    assert part.spent == proof.state.spent == 2


def test_each_break_stands_with_what_is_in_it() -> None:
    first, second = proven(an_evening(), a_rule(Method.LONGEST_BREAK)).portions

    assert [line.take.title for line in first.counted] == ["Socks", "Boots", "Socks"]
    assert (first.spent, second.spent) == (96_750, 10_000)


def test_a_neutral_frame_in_a_break_counts_nothing_of_it() -> None:
    show = an_evening()
    frame = replace(show.segments[2], kind=Kind.NEUTRAL, sponsor=None)
    show = replace(show, segments=(*show.segments[:2], frame, *show.segments[3:]))

    first = proven(show, a_rule(Method.LONGEST_BREAK)).portions[0]

    assert first.spent == 57_000
    assert first.window is not None
    assert first.window.spent == first.window.projected == 57_000


def test_the_distance_of_a_break_is_what_stands_before_it() -> None:
    proof = proven(an_evening(), a_rule(Method.DISTANCE, limit=None, limit_count=2))

    (part,) = proof.portions
    (line,) = part.counted
    assert proof.state.unit is Unit.COUNT
    assert (line.take.title, line.measure) == ("Nine o'clock", 1)
    assert part.left(part.spent) == 1


def test_advertising_inside_a_song_is_listed_with_its_seconds() -> None:
    (part,) = proven(an_evening(), a_rule(Method.NEVER_INSIDE)).portions

    (line,) = part.counted
    assert (line.take.title, line.measure, line.length) == ("Copper Rain", 1, 8_000)


def test_a_rolling_total_is_what_the_window_behind_it_held() -> None:
    rule = a_rule(Method.ROLLING_WINDOW, window_length=minutes(5))
    (part,) = proven(an_evening(), rule).portions

    assert [line.total for line in part.counted] == [30_000, 69_750, 96_750, 104_750, 10_000]
    assert part.spent == 104_750


def test_without_a_run_nothing_is_counted() -> None:
    show = replace(an_evening(), ad_rules=RULES)
    projection = project(plan_times(show), None, at(show, "20:00"))

    assert all(proof.portions == () for proof in rule_proofs(projection))
    assert all(proof.counted == () for proof in sponsor_proofs(projection))


def test_a_room_that_a_run_never_reached_has_nothing_to_come_once_it_has_ended() -> None:
    show = an_evening()
    show = replace(
        show,
        rooms=(*show.rooms, replace(show.rooms[0], id=SHOP)),
        segments=(*show.segments, a_shop_segment("S1", kind=Kind.SPOT)),
        ad_rules=(a_rule(Method.LEAST_COUNT, room=SHOP),),
    )

    (proof,) = rule_proofs(aired(show, it_ran(show)))

    assert proof.portions[0].counted == ()
    assert proof.portions[0].spent == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.method.value)
def test_every_method_lists_something_of_an_evening_that_ran(rule: AdRule) -> None:
    proof = proven(an_evening(), rule)

    is_public_service = rule.method is Method.LEAST_SHARE
    assert bool(lines(proof)) is not is_public_service
    assert all(isinstance(part, Portion) for part in proof.portions)


def test_a_sponsor_is_owed_what_was_contracted_and_not_delivered() -> None:
    proof = acme(an_evening())

    assert [(line.take.title, line.length, line.total) for line in proof.counted] == [
        ("Socks", 30_000, 30_000),
        ("Socks", 27_000, 57_000),
        ("Copper Rain", 8_000, 65_000),
        ("Nine o'clock", 10_000, 75_000),
    ]
    assert (proof.owed, proof.owed_mentions) == (0, 0)


def test_a_promised_place_names_the_mentions_that_stood_there() -> None:
    proof = acme(an_evening())

    first, signal = proof.places
    assert first.place.where is Stand.FIRST_IN_BREAK
    assert [line.take.title for line in first.counted] == ["Socks", "Nine o'clock"]
    assert [line.take.title for line in signal.counted] == ["Nine o'clock"]
    assert proof.is_met


def test_a_place_that_was_not_given_is_owed() -> None:
    show = an_evening()
    late = replace(show.sponsors[0].places[1], at=show.sponsors[0].places[1].at, times=2)
    show = replace(show, sponsors=(replace(show.sponsors[0], places=(late,), mentions=5),))

    proof = acme(show)

    assert (proof.places[0].owed, proof.owed_mentions) == (1, 1)
    assert not proof.is_met
