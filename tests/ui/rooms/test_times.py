"""Since when the line to the rooms is up, by the clock that the whole window goes by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.timebase import Instant
from producer_app.present.words import words
from producer_app.ui.rooms.told import link_told
from tests.builders import a_show, at, seconds
from tests.ui.rooms.rooms_window import UP

SHOW = a_show()


@pytest.mark.parametrize(
    ("when", "said"), [("20:05:00", "20:05:00"), ("24:03:12", "24:03:12"), ("34:03:00", "10:03:00")]
)
def test_a_line_is_up_since_a_time_of_the_night(when: str, said: str) -> None:
    since = at(SHOW, when)
    told = link_told(replace(UP, since=since), SHOW, Instant(since + seconds(5)), words("en"))
    assert said in told.since
