"""The figures of the bar: OVER and UNDER, each with the word for what it is held against."""

from __future__ import annotations

from producer_app.core.run import Event
from producer_app.core.show import SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.present.onair_figures import Against, Figure, figures_of
from producer_app.present.words import words
from tests.builders import STAGE, a_run, a_segment, a_show, at, folded, gone, minutes, wall

EN = words("en")
NOTHING: dict[SegmentId, Instant] = {}


def an_evening(**changes: object) -> Show:
    segments = (
        a_segment("1", minutes(4)),
        a_segment("2", minutes(5)),
        a_segment("3", minutes(2), title="Bell", hard_start="20:10"),
    )
    return a_show(*segments, **{"hard_out": "20:13", **changes})


def on_air(show: Show, when: str = "20:00") -> tuple[Event, ...]:
    return gone(show, a_run(show, at(show, "19:58")), at(show, when))


def seen(
    show: Show,
    events: tuple[Event, ...],
    when: str,
    published: dict[SegmentId, Instant] = NOTHING,
    language: str = "en",
) -> dict[Against, Figure]:
    run = folded(events) if events else None
    projection = project(plan_times(show), run, at(show, when), published=published)
    figures = figures_of(projection, projection.rooms[STAGE], words(language))
    return {figure.against: figure for figure in figures}


def test_a_plan_is_held_against_its_hard_times_alone() -> None:
    figures = seen(an_evening(), (), "19:50")
    assert [(f.word, f.text, f.level) for f in figures.values()] == [
        ("NEXT HARD TIME 20:10:00", "UNDER 1:00", "under"),
        ("HARD OUT", "UNDER 1:00", "under"),
    ]


def test_a_show_on_the_air_is_held_against_four_things_and_no_more() -> None:
    show = an_evening()
    published = {SegmentId("s2"): at(show, "20:03")}
    figures = seen(show, on_air(show), "20:01", published)
    assert [(f.word, f.text, f.level) for f in figures.values()] == [
        ("NEXT HARD TIME", "UNDER 1:00", "under"),
        ("HARD OUT", "UNDER 1:00", "under"),
        ("PUBLISHED", "OVER 1:00", "over"),
        ("PLAN", "ON TIME", "calm"),
    ]


def test_a_late_start_is_said_and_what_came_since_is_counted_apart() -> None:
    show = an_evening()
    figures = seen(show, on_air(show, "20:02"), "20:03")
    since = figures[Against.PLAN]
    assert (since.word, since.text) == ("SINCE A START 2:00 LATE", "ON TIME")
    assert figures[Against.HARD_TIME].text == "OVER 1:00"
    over = seen(show, on_air(show, "20:02"), "20:06:30")[Against.PLAN]
    assert (over.word, over.text) == ("SINCE A START 2:00 LATE", "OVER 0:30")


def test_an_early_start_is_said_as_well() -> None:
    show = an_evening()
    since = seen(show, on_air(show, "19:59"), "20:00")[Against.PLAN]
    assert (since.word, since.text) == ("SINCE A START 1:00 EARLY", "ON TIME")


def test_where_the_hard_out_comes_next_it_is_said_once() -> None:
    show = a_show(a_segment("1", minutes(4)), hard_out="20:05")
    figures = seen(show, on_air(show), "20:01")
    assert [f.word for f in figures.values()] == ["HARD OUT", "PLAN"]


def test_a_hard_out_that_moved_along_with_the_start_says_how_far() -> None:
    show = an_evening(keeps_length=True)
    figure = seen(show, on_air(show, "20:02"), "20:03")[Against.HARD_OUT]
    assert (figure.word, figure.text) == ("HARD OUT MOVED 2:00 LATER", "UNDER 2:00")
    assert figure.hint == "HARD OUT MOVED 2:00 LATER 20:15:00: UNDER 2:00"
    early = seen(show, on_air(show, "19:59"), "20:00")[Against.HARD_OUT]
    assert early.word == "HARD OUT MOVED 1:00 EARLIER"


def test_a_hard_end_is_a_hard_time_with_its_word() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", minutes(5), hard_end=wall("20:08")))
    figure = seen(show, on_air(show), "20:01")[Against.HARD_TIME]
    assert figure.text == "OVER 1:00"
    assert figure.hint == "2 Song 2 ENDS 20:08:00: OVER 1:00"


def test_an_unknown_length_makes_a_figure_a_bound() -> None:
    show = a_show(a_segment("1", None), a_segment("2", hard_start="20:10"))
    early, late = (seen(show, on_air(show), when) for when in ("20:01", "20:11"))
    assert (early[Against.HARD_TIME].bound, early[Against.HARD_TIME].text) == (
        "at most",
        "UNDER 9:00",
    )
    assert (late[Against.HARD_TIME].bound, late[Against.HARD_TIME].text) == (
        "at least",
        "OVER 1:00",
    )


def test_what_nobody_can_tell_is_calm_and_says_so() -> None:
    show = a_show(a_segment("1"), hard_out="20:13", on_air=None)
    figure = seen(show, (), "19:50")[Against.HARD_OUT]
    assert (figure.text, figure.level) == ("unknown", "calm")


def test_no_figure_has_a_bare_sign_in_either_language() -> None:
    show = an_evening(keeps_length=True)
    for language in ("en", "zh"):
        for when in ("20:03", "20:07", "20:12"):
            figures = seen(show, on_air(show, "20:02"), when, language=language).values()
            for text in (part for f in figures for part in (f.word, f.text, f.hint)):
                assert not set("+-−") & set(text)
