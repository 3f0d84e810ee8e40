"""Time to fill before a hard time: stretched pads, floats brought back, hosts."""

from __future__ import annotations

from producer_app.core.recovery import misses, ways_back
from producer_app.core.show import (
    Standing,
    TalentRole,
)
from producer_app.core.timing import plan_times, project
from tests.builders import (
    STAGE,
    a_segment,
    a_show,
    an_artist,
    at,
    folded,
    gone,
    minutes,
    seconds,
)
from tests.core.recovery.asked import (
    a_pad,
    begun,
    elastic,
    hard,
    on_air,
    overs,
    planned,
    told,
    ways,
)


def test_a_gap_before_an_unknown_length_is_not_missed_yet() -> None:
    show = a_show(a_segment("1", None), a_pad(), hard("2", "20:10"))

    assert misses(planned(show).rooms[STAGE]) == ()


def test_a_breath_before_a_hard_time_is_not_missed() -> None:
    early = a_show(a_segment("1"), hard("2", "20:05:10"))
    too_early = a_show(a_segment("1"), hard("2", "20:05:11"))

    assert misses(planned(early).rooms[STAGE]) == ()
    assert [hard.over for hard in misses(planned(too_early).rooms[STAGE])] == [seconds(-11)]


def test_a_gap_that_somebody_is_named_to_fill_is_missed_once_it_grows() -> None:
    host = an_artist("wu", role=TalentRole.HOST)
    show = a_show(
        a_segment("1"),
        a_segment("2"),
        hard("3", "20:12", filled_by=(host.id,)),
        talent=(host,),
    )

    assert misses(planned(show).rooms[STAGE]) == ()
    grown = project(
        plan_times(show),
        folded(gone(show, begun(show), at(show, "20:04"))),
        at(show, "20:04"),
    )
    assert [hard.over for hard in misses(grown.rooms[STAGE])] == [minutes(-3)]


def test_a_pad_stretches_to_a_hard_time_that_comes_too_late() -> None:
    show = a_show(a_segment("1"), a_pad(), hard("2", "20:10"))

    first = ways(show)[0]

    assert told(first) == ["stretch sp 180"]
    assert overs(first) == [0]


def test_no_length_is_stretched_past_its_longest_and_the_hosts_fill_the_rest() -> None:
    host = an_artist("wu", role=TalentRole.HOST)
    show = a_show(
        a_segment("1"), elastic("2", talent=(host.id,)), hard("3", "20:13"), talent=(host,)
    )

    first = ways(show)[0]
    fill = first.landings[0].fill

    assert told(first) == ["stretch s2 60"]
    assert first.makes_it
    assert fill is not None
    assert (fill.gap, fill.people) == (minutes(2), (host,))


def test_a_floated_number_that_fits_comes_back_and_one_that_does_not_stays_out() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", minutes(4), standing=Standing.FLOATED),
        a_segment("3", minutes(6), standing=Standing.FLOATED),
        hard("4", "20:10"),
    )

    found = ways(show)

    assert [told(way) for way in found] == [["bring_back s2 240"]]
    assert overs(found[0]) == [-60]


def test_a_number_comes_back_beside_the_pads_that_could_do_it_alone() -> None:
    show = a_show(
        a_segment("1"),
        a_pad(),
        a_segment("2", minutes(3), standing=Standing.FLOATED),
        hard("3", "20:12"),
    )

    assert [told(way) for way in ways(show)] == [
        ["stretch sp 300"],
        ["stretch sp 120", "bring_back s2 180"],
    ]


def test_nothing_comes_back_ahead_of_what_is_in_standby() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", standing=Standing.FLOATED),
        a_segment("3"),
        a_segment("4", standing=Standing.FLOATED),
        hard("5", "20:15"),
    )

    found = ways_back(on_air(show, "20:01"), STAGE)

    assert [told(way) for way in found] == [["bring_back s4 300"]]
