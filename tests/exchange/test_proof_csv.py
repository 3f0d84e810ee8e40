"""The proof as tables: exact sums, one header line, and never a formula."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from producer_app.core.budget.proof import as_run, rule_proofs
from producer_app.core.budget.proof_sponsors import sponsor_proofs
from producer_app.core.run import Run, RunKind
from producer_app.core.show import Method, Show
from producer_app.core.timebase import iso
from producer_app.core.timing import plan_times
from producer_app.exchange.proof_csv import (
    RULE_COLUMNS,
    SPONSOR_COLUMNS,
    Aired,
    defused,
    encoded,
    rule_table,
    seconds,
    sponsor_table,
)
from tests.builders import minutes
from tests.core.budget.proven import a_rule, an_evening, evenings_that_ran, it_ran

COUNTED_ONCE = frozenset(
    {Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.SHOW_RATIO, Method.LEAST_COUNT}
)


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


def of_rules(show: Show, run: Run) -> list[list[dict[str, str]]]:
    projection = as_run(plan_times(show), run, run.last_event)
    return [rows(rule_table(proof, Aired(show, run))) for proof in rule_proofs(projection)]


def of_acme(show: Show, run: Run) -> list[dict[str, str]]:
    (proof,) = sponsor_proofs(as_run(plan_times(show), run, run.last_event))
    return rows(sponsor_table(proof, Aired(show, run)))


def hourly(show: Show, **changes: object) -> list[dict[str, str]]:
    show = replace(show, ad_rules=(a_rule(Method.CLOCK_HOUR, **changes),))
    return of_rules(show, it_ran(show))[0]


@settings(max_examples=40)
@given(evenings_that_ran())
def test_the_seconds_of_a_window_add_up_to_what_was_spent(ran: tuple[Show, Run]) -> None:
    show, run = ran
    rules = tuple(rule for rule in show.ad_rules if rule.method in COUNTED_ONCE)
    show = replace(show, ad_rules=rules)
    projection = as_run(plan_times(show), run, run.last_event)

    for table, proof in zip(of_rules(show, run), rule_proofs(projection), strict=True):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in table:
            sums[row["window_start"]] += Decimal(row["counted"])
        is_time = proof.state.rule.method is not Method.LEAST_COUNT
        for part in proof.portions:
            start = "" if part.window is None else iso(part.window.start, show.zone)
            assert sums[start] * (1000 if is_time else 1) == part.spent


@settings(max_examples=40)
@given(evenings_that_ran())
def test_a_sponsors_seconds_add_up_to_what_was_delivered(ran: tuple[Show, Run]) -> None:
    show, run = ran
    (proof,) = sponsor_proofs(as_run(plan_times(show), run, run.last_event))

    counted = sum(Decimal(row["counted_s"]) for row in of_acme(show, run))

    assert counted * 1000 == proof.state.delivered


def test_a_line_traces_its_seconds_to_a_take() -> None:
    again = hourly(an_evening(), used_elsewhere=0, limit=minutes(2))[2]

    assert {name: again[name] for name in ("number", "title", "kind", "counted_as", "part")} == {
        "number": "A2",
        "title": "Socks",
        "kind": "spot",
        "counted_as": "spot",
        "part": "whole",
    }
    assert (again["take"], again["takes"], again["sponsor"]) == ("2", "2", "Acme")
    assert (again["planned_s"], again["counted"], again["unit"]) == ("30.000", "27.000", "s")
    assert (again["start"], again["end"]) == ("20:51:10", "20:51:37")
    assert again["start_iso"] == "2026-12-31T20:51:10+08:00"
    assert (again["total"], again["left"], again["over"]) == ("96.750", "23.250", "0.000")
    assert again["segment"] == "sA2"


def test_seconds_inside_a_song_say_what_they_are_and_what_it_is() -> None:
    song = hourly(an_evening())[4]

    assert (song["kind"], song["counted_as"], song["part"]) == ("song", "sponsor_read", "inside")


def test_what_was_used_before_the_show_has_a_line_of_its_own() -> None:
    before = hourly(an_evening())[0]

    assert (before["part"], before["counted"], before["title"]) == ("elsewhere", "45.000", "")


def test_going_over_has_a_column_and_no_sign() -> None:
    table = hourly(an_evening(), used_elsewhere=0, limit=minutes(1))

    assert [(row["left"], row["over"]) for row in table][:2] == [
        ("30.000", "0.000"),
        ("0.000", "9.750"),
    ]
    assert not any(value.startswith("-") for row in table for value in row.values())


def test_numbers_are_whole_and_a_least_says_what_it_is_short_of() -> None:
    show = replace(an_evening(), ad_rules=(a_rule(Method.LEAST_COUNT, limit_count=3),))
    table = of_rules(show, it_ran(show))[0]

    assert [(row["unit"], row["counted"], row["short"]) for row in table[:3]] == [
        ("count", "1", "2"),
        ("count", "1", "1"),
        ("count", "1", "0"),
    ]
    assert table[1]["length_s"] == "30.000"


def test_a_rehearsal_says_so_in_every_line() -> None:
    show = replace(an_evening(), ad_rules=(a_rule(Method.CLOCK_HOUR),))

    (table,) = of_rules(show, it_ran(show, RunKind.REHEARSAL))

    assert {row["run"] for row in table} == {"REHEARSAL 1"}


def test_a_mention_knows_the_place_it_was_promised() -> None:
    show = an_evening()
    table = of_acme(show, it_ran(show))

    assert [row["places"] for row in table] == ["first_in_break", "", "", "first_in_break at_time"]
    assert [row["owed_s"] for row in table] == ["30.000", "3.000", "0.000", "0.000"]
    assert [row["mentions"] for row in table] == ["1", "2", "3", "4"]


def test_there_is_one_header_line_and_the_files_mark() -> None:
    show = replace(an_evening(), ad_rules=(a_rule(Method.LEAST_SHARE, used_elsewhere=0),))
    run = it_ran(show)
    (proof,) = rule_proofs(as_run(plan_times(show), run, run.last_event))

    content = encoded(rule_table(proof, Aired(show, run)))

    assert content.startswith(b"\xef\xbb\xbfrun,rule,")
    assert content.decode("utf-8-sig").splitlines() == [",".join(RULE_COLUMNS)]
    assert len(set(RULE_COLUMNS)) == len(RULE_COLUMNS)
    assert len(set(SPONSOR_COLUMNS)) == len(SPONSOR_COLUMNS)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", "  =cmd|'/c calc'!A0", "＝1+1", "＠x"],
)
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    show = an_evening()
    named = replace(show.segments[1], title=text, number=text)
    show = replace(show, segments=(show.segments[0], named, *show.segments[2:]))

    for row in (hourly(show)[1], of_acme(show, it_ran(show))[0]):
        assert row["title"].startswith("'")
        assert row["number"].startswith("'")


def test_a_title_on_two_lines_stays_one_line_of_the_table() -> None:
    assert defused("Copper\nRain\x00, “again”") == "Copper Rain , “again”"


def test_half_a_character_does_not_stop_a_table() -> None:
    assert encoded("half \ud83d of it").endswith(b"half ? of it")


def test_a_length_is_exact_in_seconds() -> None:
    assert [seconds(length) for length in (0, 7, 69_750, 3_600_001)] == [
        "0.000",
        "0.007",
        "69.750",
        "3600.001",
    ]
