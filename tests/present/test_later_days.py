"""A time behind the first night is told by its own day's clock, wherever a person reads it."""

from __future__ import annotations

import pytest

from producer_app.core.budget.sponsor_rivals import Rivalry
from producer_app.core.show import SegmentId, SponsorId
from producer_app.core.timing import plan_times, project
from producer_app.present.budget_sentences import moment
from producer_app.present.cuesheet_text import Tongues
from producer_app.present.proof_sponsors import rival_note
from producer_app.present.rundown import segment_view
from producer_app.present.rundown_times import told_wall
from producer_app.present.words import words
from tests.builders import STAGE, a_segment, a_show, at, minutes, wall

EN, ZH = words("en"), words("zh")
OVERNIGHT = a_show(a_segment("1", minutes(11 * 60)), a_segment("2", minutes(30)))
"""From 20:00 until half past seven in the morning, without a line that names a day."""


def test_a_segment_in_the_morning_after_names_its_day() -> None:
    seen = project(plan_times(OVERNIGHT), None, at(OVERNIGHT, "19:00"))
    assert segment_view(seen, STAGE, 1, EN).planned == "07:00:00 (day 2)"
    assert segment_view(seen, STAGE, 1, ZH).planned == "第 2 天 07:00:00"


def test_a_rival_in_the_morning_after_is_named_with_its_day() -> None:
    show = a_show()
    rival = Rivalry(
        sponsor=SponsorId("own"),
        rival=SponsorId("boots"),
        segment=SegmentId("s1"),
        at=at(show, "31:00"),
    )
    told = rival_note(rival, show, Tongues(first=EN, second=ZH, show_language="en"))
    assert "07:00:00 (day 2)" in told.first
    assert "第 2 天 07:00:00" in told.second


@pytest.mark.parametrize(
    ("time", "day", "said"),
    [
        ("24:03:00", 0, "24:03:00"),
        ("29:59:59", 0, "29:59:59"),
        ("30:00:00", 0, "06:00:00 (day 2)"),
        ("34:03:00", 1, "10:03:00"),
        ("48:03:00", 1, "24:03:00"),
        ("54:30:00", 1, "06:30:00 (day 3)"),
        ("34:03:00", None, "10:03:00 (day 2)"),
    ],
)
def test_a_time_of_another_day_than_its_line_names_it(
    time: str, day: int | None, said: str
) -> None:
    assert told_wall(wall(time), EN, day=day) == said


@pytest.mark.parametrize(
    ("time", "english", "chinese", "bare"),
    [
        ("21:00", "21:00", "21:00", "21:00"),
        ("24:03:10", "24:03:10", "24:03:10", "24:03:10"),
        ("31:00", "07:00 (day 2)", "第 2 天 07:00", "07:00"),
        ("34:20:05", "10:20:05 (day 2)", "第 2 天 10:20:05", "10:20:05"),
    ],
)
def test_a_moment_of_the_budget_too(time: str, english: str, chinese: str, bare: str) -> None:
    then = at(OVERNIGHT, time)
    assert moment(then, OVERNIGHT, EN) == english
    assert moment(then, OVERNIGHT, ZH) == chinese
    assert moment(then, OVERNIGHT, None) == bare
