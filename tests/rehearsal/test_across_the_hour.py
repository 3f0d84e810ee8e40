"""An advertisement that straddles 21:00 belongs to both hours, planned and as it really ran."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.budget import evaluate
from producer_app.core.show import AdRule, AdRuleId, Kind, Method
from tests.builders import STAGE, a_segment, a_show, minutes, seconds
from tests.core.timing.reading import clock
from tests.rehearsal.story import Story

RULE = AdRule(
    id=AdRuleId("hour"), title="An hour", room=STAGE, method=Method.CLOCK_HOUR, limit=minutes(12)
)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """59:30 of songs from 20:00, a minute of spots, another song."""
    show = a_show(
        a_segment("1", seconds(3_570)),
        a_segment("2", minutes(1), kind=Kind.SPOT),
        a_segment("3", minutes(10)),
        ad_rules=(RULE,),
    )
    told = Story(tmp_path, show)
    yield told
    told.session.close()


def hours(story: Story) -> dict[str, int]:
    """The seconds of advertising as things stand, by the hour in which they are."""
    projection = story.session.projection()
    return {
        clock(projection.show, window.start): window.projected // 1_000
        for window in evaluate(RULE, projection).windows
        if window.projected
    }


def test_planned_across_the_hour_half_of_it_counts_in_each(story: Story) -> None:
    assert hours(story) == {"20:00": 30, "21:00": 30}


def test_twenty_seconds_late_only_ten_count_in_the_first(story: Story) -> None:
    story.tell("20:00:20 GO")
    assert hours(story) == {"20:00": 10, "21:00": 50}


def test_pushed_past_the_hour_by_a_number_that_runs_over_all_of_it_is_in_the_second(
    story: Story,
) -> None:
    story.tell(
        """
        20:00     GO
        21:00:05  left OVER 0:35, 2 at 21:00:05
        """
    )
    assert hours(story) == {"21:00": 60}


def test_as_it_ran_it_counts_where_it_was_on_air(story: Story) -> None:
    story.tell(
        """
        20:00     GO
        20:59:45  GO, on air 2, 3 at 21:00:45
        21:00:30  GO, on air 3
        """
    )
    assert hours(story) == {"20:00": 15, "21:00": 30}
