"""What other programs are told: on air, standby, over and under, handoffs; plain and steady."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec

from producer_app.core.calling import ActOnHandoff, Call, Go, Hold, StartRun, decide
from producer_app.core.handoff import Act, Ask
from producer_app.core.run import Run, RunId, RunKind, fold
from producer_app.core.show import AdRule, AdRuleId, HandoffId, Kind, Method, SegmentId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.budget_room import budget_views
from producer_app.present.outside import outside_of
from producer_app.present.outside_view import Outside
from tests.link.gala import H1, STAGE, gala

NOW = Instant(1_795_353_600_000)
FIRST = Go(room=STAGE, expects=SegmentId("1"))


def seen(show: Show, run: Run | None = None, after: int = 0) -> Outside:
    """The show ``after`` seconds behind NOW."""
    return outside_of(project(plan_times(show), run, Instant(NOW + 1_000 * after)))


def called(show: Show, *calls: Call) -> Run:
    """A run of the show with these calls at NOW."""
    run = None
    for call in (StartRun(run=RunId("r"), kind=RunKind.SHOW, number=1, epoch=4), *calls):
        run = fold(decide(show, run, call, NOW), run)
    assert run is not None
    return run


def test_before_a_run_nothing_is_on_air_and_the_first_segment_stands_by() -> None:
    outside = seen(gala(NOW))
    stage = outside.rooms["stage"]
    assert (outside.run, outside.is_running, outside.epoch) == ("plan", False, 0)
    assert stage.on_air is None
    assert stage.standby is not None
    assert (stage.standby.number, stage.standby.title_alt) == ("1", "北极光")
    assert stage.next is not None
    assert stage.next.number == "2"


def test_what_is_on_air_says_when_it_ends_and_that_does_not_move_with_the_clock() -> None:
    show = gala(NOW)
    run = called(show, FIRST)
    early, late = (seen(show, run, after).rooms["stage"].on_air for after in (1, 49))
    assert early is not None
    assert (early.started, early.ends) == (NOW, NOW + 50_000)
    assert early == late
    assert seen(show, run, 1).rooms["stage"] == seen(show, run, 49).rooms["stage"]


def test_a_hold_stands_still_and_promises_no_end() -> None:
    show = gala(NOW)
    take = seen(show, called(show, FIRST, Hold(room=STAGE)), 30).rooms["stage"].on_air
    assert take is not None
    assert (take.is_held, take.ends, take.held_left) == (True, None, 50_000)


def test_over_is_told_in_words_and_with_what_it_is_held_against() -> None:
    show = gala(NOW)
    stage = seen(show, called(show, FIRST), 55).rooms["stage"]
    assert stage.against == "plan"
    assert stage.over == 5_000
    assert (stage.over_text, stage.over_text_alt) == ("OVER 0:05", "超时 0:05")


def test_handoffs_stand_by_number_and_a_go_nobody_answers_is_missed() -> None:
    show = gala(NOW)
    ask = Ask(act=Act.GO, by="director", is_forced=True)
    run = called(show, FIRST, ActOnHandoff(handoff=H1, ask=ask))
    assert list(seen(show, run).handoffs) == ["H1", "H2", "H3"]
    states = [seen(show, run, after).handoffs["H1"].state for after in (1, 30)]
    assert states == ["go_sent", "missed"]
    assert not seen(show, run).handoffs["H1"].is_shown


def test_a_handoff_without_a_number_of_its_own_stands_by_its_id() -> None:
    show = gala(NOW)
    h1, h2, h3 = show.handoffs
    twice = replace(show, handoffs=(h1, replace(h2, number="H1"), replace(h3, number="")))
    assert list(seen(twice).handoffs) == ["H1", "h2", "h3"]
    assert seen(twice).handoffs["h2"].id == HandoffId("h2")


def test_what_is_left_of_a_rule_is_told_in_both_languages() -> None:
    rule = AdRule(
        id=AdRuleId("r"),
        title="Six minutes an hour",
        title_alt="每小时六分钟",
        room=STAGE,
        method=Method.CLOCK_HOUR,
        limit=Millis(360_000),
        counts=frozenset({Kind.SPOT}),
    )
    show = replace(gala(NOW), ad_rules=(rule,))
    projection = project(plan_times(show), None, NOW)
    (told,) = outside_of(projection, budget_views(projection)).rules
    assert told.room == "stage"
    assert (told.left, told.left_alt) == ("6:00 left", "剩 6:00")
    assert outside_of(projection).rules == ()


def test_all_of_it_is_plain_json() -> None:
    outside = seen(gala(NOW), called(gala(NOW), FIRST), 7)
    text = msgspec.json.encode(outside)
    assert msgspec.json.decode(text, type=Outside) == outside
    assert json.loads(text)["rooms"]["stage"]["on_air"]["ends"] == NOW + 50_000
