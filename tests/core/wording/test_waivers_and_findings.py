"""What somebody lets stand, and what is still told, of a plan and of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import Skip
from producer_app.core.checks import Finding, Severity, check, check_now, flagged_in
from producer_app.core.edits import ChangeSegment, Put, Remove
from producer_app.core.run import Event
from producer_app.core.show import Department, OfferId, SegmentId, Show, Waiver, WaiverId
from producer_app.core.timing import plan_times, project
from producer_app.core.wording import Flag, flags, idle_waivers
from tests.builders import (
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
)
from tests.core.wording.flagged import LEXICON, STANDARDS, a_cue, a_read, an_offer


def a_waiver(place: str = "s1", term: str = "best", **changes: Any) -> Waiver:
    fields: dict[str, Any] = {"id": WaiverId("w"), "place": place, "term": term}
    return Waiver(**fields | {"reason": "A song title", "waived_by": "Kou"} | changes)


def a_flagged_show(**changes: Any) -> Show:
    return a_show(a_read(in_words="The best milk"), **changes)


def the_flag(show: Show) -> Flag:
    (flag,) = flags(show, LEXICON)
    return flag


def test_a_waiver_lets_a_term_stand_in_its_place() -> None:
    waived = Put(entity=a_waiver()).apply(a_flagged_show())

    assert the_flag(waived).waiver == a_waiver()
    assert the_flag(Remove(id="w").apply(waived)).waiver is None


@pytest.mark.parametrize("other", [a_waiver(place="s2"), a_waiver(term="第一")])
def test_a_waiver_of_another_place_or_term_lets_nothing_stand(other: Waiver) -> None:
    assert the_flag(a_flagged_show(waivers=(other,))).waiver is None


def test_a_waiver_holds_while_the_text_around_its_term_changes() -> None:
    show = a_flagged_show(waivers=(a_waiver(),))

    def with_words(words: str) -> Show:
        return ChangeSegment(segment=SegmentId("s1"), changes={"in_words": words}).apply(show)

    assert the_flag(with_words("Still the BEST of milk")).waiver is not None
    assert flags(with_words("Good milk"), LEXICON) == ()


def test_a_waiver_of_what_is_not_there_any_more_is_idle() -> None:
    show = a_flagged_show(waivers=(a_waiver(), a_waiver(id=WaiverId("x"), term="第一")))
    found = flags(show, LEXICON)

    assert [waiver.id for waiver in idle_waivers(show, found)] == ["x"]
    assert [waiver.id for waiver in idle_waivers(show, ())] == ["w", "x"]


def test_a_waived_flag_stays_waived_through_edits_elsewhere() -> None:
    show = a_flagged_show(waivers=(a_waiver(),))
    later = ChangeSegment(segment=SegmentId("s1"), changes={"title": "Another"}).apply(show)

    assert the_flag(later).waiver == a_waiver()


# What is found


def the_findings(show: Show) -> list[Finding]:
    found = check(plan_times(show), STANDARDS)
    return [one for one in found if one.code == "wording.flag"]


def test_a_flag_is_a_warning_that_says_where_what_and_why() -> None:
    (one,) = the_findings(a_flagged_show())

    assert (one.severity, one.segment, one.flag) == (
        Severity.WARNING,
        "s1",
        the_flag(a_flagged_show()),
    )
    assert one.message == "“best” in 1 “Song 1”, in words: “The best milk”. Absolute."


def test_a_flag_in_a_column_names_the_column() -> None:
    (one,) = the_findings(a_show(a_segment("1", columns=(("Super", "第一"),))))
    assert one.message == "“第一” in 1 “Song 1”, column “Super”: “第一”. Absolute."


def test_flags_of_cues_handoffs_and_offers_lead_to_where_they_are_said() -> None:
    cue = a_cue(Department.LED, go_words="best")
    offer = an_offer(must_say="best")
    handoff = a_handoff("H1", "s1", throw_words="best", offers=(offer.id,))
    alone = an_offer(id=OfferId("p"), number="O2", must_say="best")
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1"),
        cues=(cue,),
        handoffs=(handoff,),
        offers=(offer, alone),
    )

    told = [(one.segment, one.handoff, one.message.split(":")[0]) for one in the_findings(show)]

    assert told == [
        ("s1", None, "“best” in LED 1, go words"),
        (None, "h1", "“best” in H1, throw words"),
        (None, "h1", "“best” in O1 “Milk”, must say"),
        (None, None, "“best” in O2 “Milk”, must say"),
    ]


def test_a_waived_flag_is_no_finding() -> None:
    assert the_findings(a_flagged_show(waivers=(a_waiver(),))) == []


def test_without_a_list_nothing_is_flagged() -> None:
    assert [one.code for one in check(plan_times(a_flagged_show()))] == []


def test_where_a_flag_stands_is_told_of_what_is_gone_too() -> None:
    flag = the_flag(a_flagged_show())
    assert flagged_in(a_show(), flag)[0] == "s1"


def told_at(show: Show, events: tuple[Event, ...], now: str) -> int:
    found = check_now(project(plan_times(show), folded(events), at(show, now)), STANDARDS)
    return sum(one.code == "wording.flag" for one in found)


def test_in_a_run_what_has_been_said_is_not_flagged_any_more() -> None:
    show = a_show(a_segment("1"), a_read("2", in_words="best"), a_segment("3"))
    start = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    on_air = gone(show, start, at(show, "20:05"))
    over = gone(show, on_air, at(show, "20:10"))
    skipped = called(show, start, Skip(room=STAGE, segment=SegmentId("s2")), at(show, "20:01"))

    assert [told_at(show, e, "20:11") for e in (start, on_air, over, skipped)] == [1, 1, 0, 0]


@given(st.text(max_size=40), st.text(max_size=40))
def test_letting_stand_takes_away_one_flag_and_taking_it_back_brings_it_again(
    before: str, behind: str
) -> None:
    show = a_show(a_read(in_words=f"{before} best, {behind}"), a_read("2", in_words="best"))
    first, *rest = flags(show, LEXICON)
    waiver = a_waiver(place=first.place, term=first.term.text)

    waived = Put(entity=waiver).apply(show)

    assert flags(waived, LEXICON) == (replace(first, waiver=waiver), *rest)
    assert flags(Remove(id=waiver.id).apply(waived), LEXICON) == (first, *rest)
