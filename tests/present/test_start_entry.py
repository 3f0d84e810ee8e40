"""A new expected start as it is typed: understood, echoed, and refused once the show is on."""

from __future__ import annotations

import pytest

from producer_app.core.errors import BadInput, Refused
from producer_app.core.run import Event
from producer_app.core.show import Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.start_entry import (
    refuse_after_start,
    start_echo,
    start_edit,
    start_question,
)
from producer_app.present.words import words
from tests.builders import SHOP, a_run, a_segment, a_shop_segment, a_show, at, folded, gone

EN, ZH = words("en"), words("zh")


def an_evening(**changes: object) -> Show:
    return a_show(a_segment("1"), a_shop_segment("S1"), **{"hard_out": "22:00", **changes})


def seen(show: Show, events: tuple[Event, ...] = (), when: str = "19:59") -> Projection:
    return project(plan_times(show), folded(events) if events else None, at(show, when))


@pytest.mark.parametrize(
    ("typed", "start", "echo"),
    [
        ("+5m", "20:05:00", "On air 20:05:00 · 5:00 later · HARD OUT stays 22:00:00"),
        ("-2m", "19:58:00", "On air 19:58:00 · 2:00 earlier · HARD OUT stays 22:00:00"),
        ("20:07", "20:07:00", "On air 20:07:00 · 7:00 later · HARD OUT stays 22:00:00"),
        ("8pm", "20:00:00", "On air 20:00:00 · HARD OUT stays 22:00:00"),
        ("0:10", "24:10:00", "On air 24:10:00 · 4:10:00 later · HARD OUT stays 22:00:00"),
    ],
)
def test_a_start_is_typed_as_later_earlier_or_a_time(typed: str, start: str, echo: str) -> None:
    projection = seen(an_evening())
    assert str(start_edit(projection, typed).on_air) == start
    assert start_echo(projection, typed, EN) == echo


def test_a_promised_length_takes_the_hard_out_along_in_the_echo() -> None:
    echo = start_echo(seen(an_evening(keeps_length=True)), "+5m", EN)
    assert echo == "On air 20:05:00 · 5:00 later · HARD OUT moves to 22:05:00"


def test_the_question_says_what_the_show_waits_for() -> None:
    show = an_evening(starts_after="Evening News")
    assert start_question(seen(show), EN).startswith(
        "When does the show start? It waits for Evening News and is expected at 20:00:00."
    )
    assert "unknown" in start_question(seen(an_evening(on_air=None)), EN)
    assert "接《Evening News》" in start_question(seen(show), ZH)


@pytest.mark.parametrize("typed", ["", "later", "5"])
def test_a_start_that_is_not_understood_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput):
        start_edit(seen(an_evening()), typed)


def test_once_the_stage_has_begun_its_start_cannot_move() -> None:
    show = an_evening()
    begun = a_run(show, at(show, "19:58"))
    refuse_after_start(seen(show))
    refuse_after_start(seen(show, gone(show, begun, at(show, "19:59"), SHOP)))
    with pytest.raises(Refused, match="on the air since 20:00:00"):
        refuse_after_start(seen(show, gone(show, begun, at(show, "20:00")), "20:01"))
