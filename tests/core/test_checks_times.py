"""Hard ends, hit times, days and the time to fill are checked before the show."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.checks import Severity
from producer_app.core.show import Kind, Show, Standing, TalentId, TalentRole
from tests.builders import (
    STAGE,
    a_block,
    a_segment,
    a_show,
    a_stage,
    an_artist,
    at,
    minutes,
    seconds,
    wall,
)
from tests.core.checked import codes, findings, the

NOBODY = "nobody is named to fill it"


# Hard ends


def test_an_overlap_with_a_hard_end_is_an_error_on_that_segment() -> None:
    show = a_show(a_segment("1", minutes(6), hard_end=wall("20:05")), a_segment("2"))

    found = the("time.end_overlap", show)

    assert (found.severity, found.segment, found.at) == (Severity.ERROR, "s1", at(show, "20:05"))
    assert found.message == ("1 “Song 1” runs 1:00 past its hard end 20:05:00: cut or float 1:00.")


def test_a_gap_before_a_hard_end_says_when_the_segment_is_over() -> None:
    show = a_show(a_segment("1", minutes(4), hard_end=wall("20:05")))
    assert the("time.end_gap", show).message == (
        f"1 “Song 1” ends at 20:04:00, 1:00 before its hard end 20:05:00: {NOBODY}."
    )


def test_a_segment_that_can_stretch_to_its_hard_end_is_a_note() -> None:
    show = a_show(a_segment("1", minutes(4), longest=minutes(5), hard_end=wall("20:05")))

    found = the("time.end_gap", show)

    assert found.severity is Severity.NOTE
    assert found.message.endswith("1 “Song 1” can stretch to it.")


def test_a_hard_end_that_is_not_reached_at_the_longest_is_told() -> None:
    show = a_show(a_segment("1", minutes(3), longest=minutes(4), hard_end=wall("20:05")))

    found = the("time.end_longest", show)

    assert found.severity is Severity.WARNING
    assert found.message == (
        "1 “Song 1” ends at 20:03:00, 2:00 before its hard end 20:05:00, and cannot last so long "
        "(at most 4:00): 1 “Song 1” can take 1:00, and nobody is named for the other 1:00."
    )


def test_a_hard_end_that_is_passed_at_the_shortest_names_when_to_start() -> None:
    song = a_segment("2", minutes(4), shortest=minutes(3), hard_end=wall("20:07"))
    found = the("time.end_shortest", a_show(a_segment("1", minutes(5)), song))

    assert found.severity is Severity.ERROR
    assert found.message == (
        "2 “Song 2” runs past its hard end 20:07:00 even at its shortest, 3:00: "
        "it must start by 20:04:00."
    )


def test_a_hard_end_before_its_own_hard_start_is_an_error_of_its_own() -> None:
    song = a_segment("1", minutes(5), hard_start="20:10", hard_end=wall("20:05"))
    show = a_show(a_segment("0", minutes(10)), song)

    assert codes(show) == ["time.end_backwards"]
    assert findings(show)[0].message == (
        "1 “Song 1” is to be over at 20:05:00, but cannot start before 20:10:00: "
        "change one of them."
    )


def test_without_a_length_it_lasts_until_its_hard_end_and_nothing_is_missing() -> None:
    assert codes(a_show(a_segment("1", None, hard_end=wall("20:05")), a_segment("2"))) == []


@pytest.mark.parametrize(
    ("bounds", "code", "said"),
    [
        ({"longest": minutes(4)}, "time.fills_longer", "lasts 5:00 until its hard end 20:05:00"),
        ({"shortest": minutes(6)}, "time.fills_shorter", "must start by 19:59:00"),
    ],
)
def test_what_lasts_until_its_hard_end_keeps_to_its_bounds(
    bounds: Any, code: str, said: str
) -> None:
    show = a_show(a_segment("1", None, hard_end=wall("20:05"), **bounds))
    assert codes(show) == [code]
    assert said in the(code, show).message


# The way out of an overlap


def test_an_overlap_that_elastic_segments_can_give_says_so() -> None:
    song = a_segment("1", minutes(6), shortest=minutes(4))
    show = a_show(song, a_segment("2", hard_start="20:05"))
    assert the("time.overlap", show).message.endswith(
        "20:05:00: what is elastic before it can give that much."
    )


def test_an_overlap_that_is_too_long_even_at_the_shortest_says_what_is_left() -> None:
    song = a_segment("1", minutes(6), shortest=minutes(5.5))
    show = a_show(song, a_segment("2", hard_start="20:05"))
    assert the("time.overlap", show).message.endswith(
        "even at the shortest 0:30 too long, so cut or float that much."
    )


def test_a_missed_hard_out_counts_what_is_elastic_too() -> None:
    show = a_show(a_segment("1", minutes(32), shortest=minutes(29)), hard_out="20:30")
    assert the("time.hard_out", show).message.endswith("can give that much.")


# Who fills


def a_gap(**changes: Any) -> Show:
    """A minute of pad, then two minutes to fill before 20:03."""
    host = an_artist("mo", role=TalentRole.HOST)
    pad = a_segment("1", minutes(1), kind=Kind.PAD, title="Crowd", longest=changes.get("longest"))
    link = {"talent": (host.id,)} if changes.get("hosts") else {}
    before = a_segment("1", minutes(1), **link) if "longest" not in changes else pad
    named = (TalentId("li"),) if changes.get("named") else ()
    return a_show(
        before,
        a_segment("2", hard_start="20:03", filled_by=named),
        talent=(host, an_artist("li", role=TalentRole.HOST)),
    )


@pytest.mark.parametrize(
    ("changes", "severity", "fill"),
    [
        ({}, Severity.WARNING, NOBODY),
        ({"longest": minutes(3)}, Severity.NOTE, "1 “Crowd” can stretch to it"),
        ({"named": True}, Severity.NOTE, "Li to fill it"),
        ({"hosts": True}, Severity.WARNING, "Mo at hand to fill it"),
        ({"hosts": True, "named": True}, Severity.NOTE, "Li to fill it"),
        (
            {"longest": minutes(2)},
            Severity.WARNING,
            "1 “Crowd” can take 1:00, and nobody is named for the other 1:00",
        ),
        (
            {"longest": minutes(2), "named": True},
            Severity.NOTE,
            "1 “Crowd” can take 1:00, Li to fill the other 1:00",
        ),
    ],
)
def test_a_gap_says_who_fills_it(changes: Any, severity: Severity, fill: str) -> None:
    found = the("time.gap", a_gap(**changes))
    assert found.message == f"2:00 to fill before 20:03:00 (2 “Song 2”): {fill}."
    assert found.severity is severity


def test_hosts_at_hand_take_what_pads_leave() -> None:
    host = an_artist("mo", role=TalentRole.HOST)
    pad = a_segment(
        "1", minutes(1), kind=Kind.PAD, longest=minutes(2), title="Crowd", talent=(host.id,)
    )
    show = a_show(pad, a_segment("2", hard_start="20:03"), talent=(host,))
    assert the("time.gap", show).message.endswith(
        "1 “Crowd” can take 1:00, Mo at hand for the other 1:00."
    )


def test_a_pad_before_the_last_hard_time_fills_nothing_behind_it() -> None:
    show = a_show(
        a_segment("1", minutes(5), kind=Kind.PAD, longest=minutes(9)),
        a_segment("2", minutes(5), hard_start="20:05"),
        a_segment("3", minutes(5), hard_start="20:12"),
    )
    assert the("time.gap", show).message.endswith(f"{NOBODY}.")


def test_a_front_time_set_by_hand_leaves_a_note_of_the_time_before_it() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", front_hit=wall("20:05")))
    assert the("hit.gap", show).message == (
        "1:00 before 20:05:00 (2 “Song 2”, set by hand) in which nothing is planned."
    )


# Hit times


def test_a_front_time_that_is_impossible_names_the_one_that_is_not() -> None:
    first = a_segment("1", minutes(6), shortest=minutes(5))
    found = the("hit.too_early", a_show(first, a_segment("2", front_hit=wall("20:04"))))

    assert (found.severity, found.segment) == (Severity.ERROR, "s2")
    assert found.message == (
        "2 “Song 2” has its front time set by hand to 20:04:00, but cannot start before "
        "20:05:00, even with all before it at its shortest."
    )


def test_a_back_time_that_is_impossible_names_the_one_that_is_not() -> None:
    song = a_segment("1", minutes(6), shortest=minutes(5), back_hit=wall("20:06"))
    found = the("hit.too_late", a_show(song, hard_out="20:10"))

    assert found.severity is Severity.ERROR
    assert found.message == (
        "1 “Song 1” has its back time set by hand to 20:06:00, but must start by 20:05:00 for "
        "the next hard time, even with all that follows at its shortest."
    )


def test_a_front_time_that_asks_for_shorter_segments_is_a_warning() -> None:
    first = a_segment("1", minutes(6), shortest=minutes(4))
    found = the("hit.early", a_show(first, a_segment("2", front_hit=wall("20:05"))))

    assert found.severity is Severity.WARNING
    assert found.message.endswith("what stands before it runs until 20:06:00: take 1:00 out of it.")


def test_a_hit_time_later_than_the_back_time_is_a_warning() -> None:
    song = a_segment("1", minutes(6), shortest=minutes(4), back_hit=wall("20:05"))
    found = the("hit.late", a_show(song, hard_out="20:10"))

    assert found.severity is Severity.WARNING
    assert found.message == (
        "1 “Song 1” has its back time set by hand to 20:05:00, later than its back time "
        "20:04:00: what follows is 1:00 too long for the next hard time."
    )


def test_a_hit_time_that_fits_has_no_finding() -> None:
    show = a_show(a_segment("1", minutes(5)), a_segment("2", front_hit=wall("20:05")))
    assert codes(show) == []


# Days


def two_days(**changes: Any) -> Show:
    """An hour on two evenings."""
    opening = {"hard_start": "44:00", "is_opening": True} | changes
    return a_show(a_segment("1", minutes(60)), a_segment("2", minutes(60), **opening))


def test_between_two_days_nobody_fills() -> None:
    assert codes(two_days()) == []


def test_a_later_day_without_its_opening_is_told() -> None:
    found = the("day.no_opening", two_days(is_opening=False))

    assert (found.severity, found.segment) == (Severity.WARNING, "s2")
    assert found.message == (
        "2 “Song 2” starts at 44:00:00, 23:00:00 after what stands before it is over: "
        "mark it as the opening of its day, or fill the time."
    )


def test_a_later_day_without_its_opening_is_told_behind_an_unknown_length_too() -> None:
    show = a_show(a_segment("1", None), a_segment("2", hard_start="44:00"))
    assert set(codes(show)) == {"segment.no_length", "day.no_opening"}


def test_a_day_that_runs_past_the_next_opening_is_an_error() -> None:
    found = the("day.overlap", two_days(hard_start="20:50"))

    assert found.severity is Severity.ERROR
    assert found.message == (
        "The day before 2 “Song 2” runs 10:00 past its opening at 20:50:00: cut or float 10:00."
    )


def test_an_opening_without_a_hard_start_is_told() -> None:
    assert codes(two_days(hard_start=None)) == ["day.no_start"]


def test_hard_times_out_of_order_across_days_run_backwards() -> None:
    show = a_show(
        *two_days().segments,
        a_segment("3", minutes(5), hard_start="21:30"),
    )
    assert codes(show) == ["time.backwards"]
    assert the("time.backwards", show).segment == "s3"


def test_nobody_of_the_day_before_fills_a_gap_of_the_second() -> None:
    host = an_artist("mo", role=TalentRole.HOST)
    show = a_show(
        a_segment("1", minutes(60), talent=(host.id,)),
        a_segment("2", minutes(5), hard_start="44:00", is_opening=True),
        a_segment("3", minutes(5), hard_start="44:06"),
        talent=(host,),
    )
    assert the("time.gap", show).message.endswith(f"{NOBODY}.")


# The frame of the show


def test_a_show_that_starts_after_another_needs_the_time_that_is_expected() -> None:
    show = a_show(a_segment("1"), on_air=None, starts_after="The News")

    assert codes(show) == ["show.starts_after"]
    assert findings(show)[0].message == (
        "The show starts after “The News”, but nobody has said when that is expected: "
        "set the on-air time."
    )


def test_a_show_that_starts_after_another_and_says_when_has_no_finding() -> None:
    assert codes(a_show(a_segment("1"), starts_after="The News")) == []


def test_a_length_that_is_kept_needs_a_hard_out_to_move() -> None:
    assert codes(a_show(a_segment("1"), keeps_length=True)) == ["show.keeps_length"]
    room = a_stage(hard_out=wall("20:05"))
    assert codes(a_show(a_segment("1"), keeps_length=True, rooms=(room,))) == []


def test_a_block_counts_what_lasts_until_its_hard_end() -> None:
    block = a_block(budget=minutes(9))
    show = a_show(a_segment("1", None, hard_end=wall("20:10"), block=block.id), blocks=(block,))
    assert the("block.over", show).message.startswith("Block “Block b1” is 10:00 long, OVER 1:00")


def test_a_block_that_is_floated_away_is_not_over() -> None:
    block = a_block(budget=seconds(1))
    song = a_segment("1", block=block.id, standing=Standing.FLOATED)
    assert codes(a_show(song, a_segment("2"), blocks=(block,))) == []


def test_a_number_is_the_same_however_it_is_written() -> None:
    songs = (a_segment("a3"), a_segment("Ａ3", title="Late entry"))
    assert the("number.twice", a_show(*songs)).room == STAGE
