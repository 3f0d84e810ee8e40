"""The proof of a run as it stands on paper, before it is typeset."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from producer_app.core.budget.proof import as_run, rule_proofs
from producer_app.core.run import Run, RunKind
from producer_app.core.show import AdRule, Method, Show, Sponsor, SponsorId
from producer_app.core.timebase import HOUR, MINUTE, SECOND
from producer_app.core.timing import plan_times
from producer_app.present.cuesheet import SheetView
from producer_app.present.proof import ProofSheet
from producer_app.present.proof_lines import ProofLine, ProofSection, exact
from tests.builders import a_run, a_shop, a_shop_segment, at, folded, minutes
from tests.core.budget.proven import RULES, a_rule, an_evening, evenings_that_ran, it_ran
from tests.sheets.views import a_sheet


def the_sheet(
    show: Show, run: Run | None, kind: str = "ad-proof", language: str = "en"
) -> SheetView:
    aired = None if run is None else as_run(plan_times(show), run, run.last_event)
    return a_sheet(show, kind, aired=aired, language=language)


def body(view: SheetView) -> ProofSheet:
    assert isinstance(view.body, ProofSheet)
    return view.body


def the_rule(rule: AdRule, language: str = "en") -> ProofSection:
    show = replace(an_evening(), ad_rules=(rule,))
    (section,) = body(the_sheet(show, it_ran(show), language=language)).sections
    return section


def acme(show: Show) -> ProofSection:
    (section,) = body(the_sheet(show, it_ran(show), "sponsor-proof")).sections
    return section


def lines(section: ProofSection) -> list[ProofLine]:
    return [line for part in section.parts for line in part.lines]


def in_millis(text: str) -> int:
    """``1:02:03.456`` in milliseconds."""
    whole, _, milli = text.partition(".")
    hours, minute, second = ([0, 0, *map(int, whole.split(":"))])[-3:]
    return hours * HOUR + minute * MINUTE + second * SECOND + int(milli)


def test_before_any_run_a_proof_says_what_to_do() -> None:
    for kind in ("ad-proof", "sponsor-proof"):
        view = the_sheet(an_evening(), None, kind)

        assert body(view).sections == ()
        assert body(view).empty.first.startswith("Nothing has run yet. Rehearse or run")
        assert view.head.version.first == "NO RUN YET"
        assert view.head.is_draft


def test_a_show_without_rules_says_where_to_add_one() -> None:
    show = an_evening()

    assert "Add one in the show book" in body(the_sheet(show, it_ran(show))).empty.first


def test_the_head_names_the_run_and_not_the_version_of_the_plan() -> None:
    show = an_evening()
    head = the_sheet(show, it_ran(show)).head

    assert (head.version.first, head.is_draft) == ("AS RUN: SHOW 1", False)
    assert head.issued.text == "2026-12-31 20:00 – 2026-12-31 21:06"
    assert "destroy" not in head.confidential.first


def test_a_rehearsal_is_named_as_one_that_was_not_on_air() -> None:
    show = an_evening()
    head = the_sheet(show, it_ran(show, RunKind.REHEARSAL)).head

    assert head.version.first == "REHEARSAL 1: not on air"
    assert head.version.second == "彩排 1：并未播出"
    assert head.is_draft


def test_a_run_that_is_still_on_says_so_far() -> None:
    show = an_evening()
    run = folded(a_run(show, at(show, "20:00")))

    assert the_sheet(show, run).head.version.first == "AS RUN: SHOW 1, SO FAR"


def test_the_hours_are_those_that_it_really_ran() -> None:
    show = an_evening()

    began, ended = body(the_sheet(show, it_ran(show))).hours

    assert (began.label.first, began.text) == ("BEGAN", "20:30:00")
    assert (ended.label.first, ended.text) == ("ENDED", "21:06:00")


def test_a_line_has_planned_and_actual_times_to_the_millisecond() -> None:
    socks = lines(the_rule(a_rule(Method.CLOCK_HOUR, used_elsewhere=0)))[0]

    assert (socks.number, socks.title) == ("A2", "Socks")
    assert (socks.planned, socks.planned_length) == ("20:20:00", "0:30.000")
    assert (socks.start, socks.end) == ("20:50:00.250", "20:50:30.250")
    assert socks.start_iso == "2026-12-31T20:50:00.250+08:00"
    assert (socks.counted, socks.total, socks.left.first) == ("0:30.000", "0:30.000", "2:30.000")


def test_a_line_says_whether_it_is_whole_and_which_take_it_was() -> None:
    first, _, again, song, _ = lines(the_rule(a_rule(Method.CLOCK_HOUR)))

    assert (first.part.first, first.take.first) == ("whole", "take 1 of 2")
    assert again.take.first == "take 2 of 2"
    assert (song.part.first, song.kind.first, song.take.first) == (
        "inside: Song",
        "Sponsor read",
        "",
    )


def test_a_titled_segment_keeps_the_title_that_it_ran_under() -> None:
    show = replace(an_evening(), ad_rules=(a_rule(Method.CLOCK_HOUR),))
    run = it_ran(show)
    renamed = replace(show.segments[1], title="Sandals", number="Z9")
    later = replace(show, segments=(show.segments[0], renamed, *show.segments[2:]))

    section = body(the_sheet(later, run)).sections[0]

    assert (lines(section)[0].number, lines(section)[0].title) == ("A2", "Socks")


def test_a_broken_rule_says_since_when_and_each_line_how_far_over() -> None:
    section = the_rule(a_rule(Method.CLOCK_HOUR, limit=minutes(1), used_elsewhere=0))

    assert section.verdict.first == "BROKEN at 20:51:00"
    assert section.is_bad
    assert [line.left.first for line in lines(section)][:2] == ["0:30.000", "OVER 0:09.750"]
    assert [part.verdict.first for part in section.parts] == ["OVER 0:54.750", "1:00.000 left"]


def test_no_line_has_a_bare_sign() -> None:
    for method in Method:
        section = the_rule(a_rule(method))
        said = [line.left.first for line in lines(section)]
        said += [part.verdict.first for part in section.parts]
        assert not any("-" in text for text in said), method


def test_a_least_amount_is_short_until_it_is_met() -> None:
    section = the_rule(a_rule(Method.LEAST_COUNT, limit_count=4, count_elsewhere=1))

    assert [line.left.first for line in lines(section)] == [
        "SHORT 2",
        "SHORT 1",
        "met",
        "met",
        "met",
    ]
    assert section.verdict.first == "KEPT"


def test_what_was_used_before_the_show_is_said_of_the_window() -> None:
    section = the_rule(a_rule(Method.CLOCK_HOUR))

    figures = {fact.label.first: fact.text for fact in section.parts[0].facts}
    assert figures["aired"] == "2:39.750"
    assert figures["of it before the show"] == "0:45.000"


def test_an_average_says_first_what_its_hours_come_to() -> None:
    section = the_rule(a_rule(Method.WINDOW_AVERAGE))

    whole, *hours = section.parts
    assert whole.title.first == "19:30–22:00"
    assert (whole.lines, whole.nothing.first) == ((), "")
    assert [part.title.first for part in hours] == ["19:30–20:30", "20:30–21:30", "21:30–22:00"]


def test_the_breaks_of_a_distance_stand_below_each_other() -> None:
    section = the_rule(a_rule(Method.DISTANCE, limit=None, limit_count=2))

    (part,) = section.parts
    assert [(line.number, line.counted, line.left.first) for line in part.lines] == [
        ("A5", "1", "SHORT 1")
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.method.value)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_way_to_count_can_be_proven_in_both_languages(rule: AdRule, language: str) -> None:
    section = the_rule(rule, language)

    assert section.facts[0].label.first
    assert section.facts[0].text
    assert section.verdict


@settings(max_examples=40)
@given(evenings_that_ran())
def test_the_figures_on_paper_add_up(ran: tuple[Show, Run]) -> None:
    show, run = ran
    by_sum = {Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.LONGEST_BREAK, Method.SHOW_RATIO}
    rules = tuple(rule for rule in show.ad_rules if rule.method in by_sum)
    show = replace(show, ad_rules=rules)
    sections = body(the_sheet(show, run)).sections
    proofs = rule_proofs(as_run(plan_times(show), run, run.last_event))

    for section, proof in zip(sections, proofs, strict=True):
        for part, portion in zip(section.parts, proof.portions, strict=True):
            printed = sum(in_millis(line.counted) for line in part.lines)
            assert printed + portion.elsewhere == portion.spent


def test_a_length_is_exact_to_the_millisecond() -> None:
    assert exact(69_750) == "1:09.750"
    assert exact(3_600_001) == "1:00:00.001"


def test_a_sponsor_has_contract_delivery_and_every_mention() -> None:
    section = acme(an_evening())

    assert [(fact.label.first, fact.text) for fact in section.facts] == [
        ("Contracted", "1:00.000 · 4×"),
        ("Delivered", "1:15.000 · 4×"),
        ("Planned", "0:48.000 · 3×"),
    ]
    assert section.verdict.first == "CONTRACT MET"
    assert [line.left.first for line in lines(section)] == [
        "0:30.000",
        "0:03.000",
        "nothing",
        "nothing",
    ]


def test_a_promised_place_says_by_which_segments_it_was_given() -> None:
    section = acme(an_evening())

    assert section.notes[0].first == "First in a break: promised 2, given 2 (A2, A5)."
    assert section.notes[1].first == "On air at 21:00:00: promised 1, given 1 (A5)."


def test_what_is_owed_to_a_sponsor_is_said_in_words() -> None:
    show = an_evening()
    more = replace(show.sponsors[0], contracted=minutes(2), mentions=6, places=())
    section = acme(replace(show, sponsors=(more,)))

    assert section.verdict.first == "OWED: 0:45.000 · 2×"
    assert section.is_bad


def test_a_sponsor_that_was_never_on_air_is_said_to_be() -> None:
    show = an_evening()
    nobody = replace(show, segments=tuple(replace(s, sponsor=None) for s in show.segments))

    assert acme(nobody).parts[0].nothing.first == "Not once on the air in this run."


def test_a_rival_beside_an_exclusive_sponsor_is_named() -> None:
    show = an_evening()
    own = replace(show.sponsors[0], category="shoes", is_exclusive=True, places=())
    boots = Sponsor(id=SponsorId("boots"), brand="Bootmaker", category="shoes")
    rival = replace(show.segments[2], sponsor=boots.id)
    show = replace(
        show,
        segments=(*show.segments[:2], rival, *show.segments[3:]),
        sponsors=(own, boots),
    )

    section = body(the_sheet(show, it_ran(show), "sponsor-proof")).sections[0]

    assert section.is_bad
    assert section.notes[0].first.startswith("EXCLUSIVITY BROKEN at 20:5")
    assert "Bootmaker in A3" in section.notes[0].first


def test_with_two_rooms_each_mention_says_where_it_was() -> None:
    show = an_evening()
    two = replace(
        show, rooms=(*show.rooms, a_shop()), segments=(*show.segments, a_shop_segment("S"))
    )

    assert lines(acme(two))[0].room.first == "Stage"
    assert lines(acme(show))[0].room.first == ""


def test_each_sponsor_gets_pages_of_their_own() -> None:
    show = an_evening()

    assert body(the_sheet(show, it_ran(show), "sponsor-proof")).is_apart
    assert not body(the_sheet(show, it_ran(show))).is_apart
