"""What users of other rundown tools reported, each lived through on a fake clock.

Every row is a fault as they said it, the evening in which it happens, and what must be true.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from producer_app.core.show import Show
from tests.builders import a_segment, a_show, minutes, wall
from tests.rehearsal.story import Story


class Fault(NamedTuple):
    said: str
    show: Show
    story: str


def four(**changes: object) -> Show:
    """Four numbers of ten minutes each from 20:00."""
    return a_show(*(a_segment(n, minutes(10)) for n in "1234"), **changes)


FAULTS = (
    Fault(
        "a segment with a hard end after midnight is counted to the midnight before",
        a_show(
            a_segment("1", minutes(25)),
            a_segment("2", minutes(30), hard_end=wall("24:30")),
            a_segment("3", minutes(10)),
            on_air="23:30",
            hard_out="24:40",
        ),
        """
        23:30     GO, hard 24:30 UNDER 5:00, 2 at 23:55, 3 at 24:30, out ON TIME
        23:58     GO, left 30:00, hard 24:30 UNDER 2:00, 3 at 24:30
        24:10     left 18:00, hard 24:30 UNDER 2:00, 3 at 24:30, out ON TIME
        24:29     left OVER 1:00, hard 24:30 UNDER 1:00, 3 at 24:30, out ON TIME
        24:32     left OVER 4:00, hard 24:30 OVER 2:00, 3 at 24:32, out OVER 2:00
        """,
    ),
    Fault(
        "a pause across midnight loses the time that was left, or a whole day",
        a_show(a_segment("1", minutes(20)), a_segment("2"), on_air="23:50", hard_out="24:15"),
        """
        23:50     GO, 2 at 24:10
        23:58     HOLD, left 12:00, 2 at 24:10, out ON TIME
        24:00     left 12:00, 2 at 24:12, out OVER 2:00
        24:03     RESUME, left 12:00, 2 at 24:15, out OVER 5:00
        24:10     left 5:00, 2 at 24:15, out OVER 5:00
        """,
    ),
    Fault(
        "the machine's clock is set back an hour right after GO and the countdown shows 1:10:00",
        four(hard_out="20:40"),
        """
        20:00     GO, SET -1:00:00, left 10:00, 2 at 20:10, out ON TIME
        20:00:01  left 9:59, 2 at 20:10, out ON TIME
        20:04     SET 2:00:00, left 6:00, 2 at 20:10
        20:10     GO, on air 2, left 10:00, plan ON TIME
        """,
    ),
    Fault(
        "a gap before a hard start and a hard end behind it are both taken off",
        a_show(
            a_segment("1", minutes(10)),
            a_segment("2", minutes(10), hard_start="20:15", hard_end=wall("20:30")),
            a_segment("3", minutes(10)),
            hard_out="20:40",
        ),
        """
        20:00     GO, hard 20:15 UNDER 5:00, 2 at 20:15, 3 at 20:30, out ON TIME
        20:17     left OVER 7:00, hard 20:15 OVER 2:00, 2 at 20:17, 3 at 20:30, out ON TIME
        20:22     hard 20:15 OVER 7:00, 2 at 20:22, 3 at 20:32, out OVER 2:00
        20:22     GO, left 10:00, hard 20:30 OVER 2:00, 3 at 20:32, out OVER 2:00
        """,
    ),
    Fault(
        "deleting what is on air stops the show",
        four(),
        """
        20:00     GO
        20:03     refused REMOVE 1, refused FLOAT 1, refused OMIT 1, on air 1, left 7:00
        20:03     refused REMOVE 2, standby 2, REMOVE 3, 2 at 20:10, 4 at 20:20
        """,
    ),
    Fault(
        "editing the length of what is on air starts its countdown anew",
        four(),
        """
        20:00     GO
        20:04     asked LENGTH 1 20:00, on air 1, left 6:00, 2 at 20:10
        20:05     ADD 2:00, left 7:00, 2 at 20:12
        """,
    ),
    Fault(
        "undo brings back the text but not the times",
        four(hard_out="20:40"),
        """
        20:00     GO, 3 at 20:20, 4 at 20:30, out ON TIME
        20:01     LENGTH 4 12:00, FLOAT 3, 4 at 20:20, 3 not to come, out UNDER 8:00
        20:02     UNDO, 3 at 20:20, 4 at 20:30, out OVER 2:00, UNDO, out ON TIME
        20:03     MOVE 4 3, 4 at 20:20, 3 at 20:30, REMOVE 4, 3 at 20:20, out UNDER 10:00
        20:04     UNDO, UNDO, 3 at 20:20, 4 at 20:30, out ON TIME, left 6:00
        """,
    ),
    Fault(
        "reordering during the show moves the playhead or plays a number twice",
        four(),
        """
        20:00     GO
        20:10     GO, on air 2
        20:12     MOVE 1 4, on air 2, standby 3, 3 at 20:20, 1 at 20:30, 4 at 20:40
        20:13     asked MOVE 4 3, on air 2, standby 4, 4 at 20:20, 3 at 20:30
        20:14     asked MOVE 2 1, on air 2, left 6:00, standby 1, 4 not to come, 3 not to come
        """,
    ),
    Fault(
        "being late is shown as time to spare",
        four(hard_out="20:40"),
        """
        20:03     GO, plan OVER 3:00, out OVER 3:00, start ON TIME
        20:15     left OVER 2:00, plan OVER 5:00, out OVER 5:00, start OVER 2:00
        20:15     GO, ADD -6:00, plan UNDER 1:00, out UNDER 1:00, start UNDER 4:00
        """,
    ),
    Fault(
        "after a repeat everything that was played comes again, or is late by its whole length",
        four(hard_out="20:40"),
        """
        20:00     GO
        20:10     GO, on air 2
        20:15     REPEAT 1, standby 1, 1 at 20:20, 3 at 20:30, plan OVER 10:00, out OVER 10:00
        20:20     GO, on air 1, left 10:00, standby 3, 2 not to come, 3 at 20:30
        20:25     GO, on air 3, standby 4, 4 at 20:35, plan OVER 5:00, out OVER 5:00
        """,
    ),
    Fault(
        "skipping the first segment keeps its time, or the show does not start",
        four(hard_out="20:40"),
        """
        19:50     SKIP 1, standby 2, 1 not to come, 2 at 20:00, 3 at 20:10, out UNDER 10:00
        20:01     GO, on air 2, left 10:00, 3 at 20:11, out UNDER 9:00, start UNDER 10:00
        """,
    ),
    Fault(
        "skipping what the pointer stands on leaves the pointer on it",
        four(),
        """
        20:00     GO
        20:02     STANDBY 3, standby 3, SKIP 3, standby 2, 2 at 20:10, 3 not to come, 4 at 20:20
        20:03     STANDBY 3, standby 3, 2 not to come, 3 at 20:10, 4 at 20:20
        """,
    ),
    Fault(
        "floating what follows a repeat loses the place",
        four(),
        """
        20:00     GO
        20:10     GO
        20:12     REPEAT 1, standby 1, FLOAT 3, standby 1, 3 not to come, 4 at 20:30
        20:20     GO, on air 1, standby 4, 2 not to come, 4 at 20:30
        """,
    ),
    Fault(
        "removing what stands behind a repeat starts the show again from the repeat",
        four(),
        """
        20:00     GO
        20:10     GO
        20:12     REPEAT 1, standby 1, REMOVE 3, standby 1, 2 not to come, 4 at 20:30
        20:20     GO, on air 1, standby 4, 2 not to come, 4 at 20:30
        """,
    ),
    Fault(
        "a repeat that is skipped again takes what follows along",
        four(),
        """
        20:00     GO
        20:10     GO
        20:12     REPEAT 1, standby 1, SKIP 1, standby 3, 3 at 20:20, 4 at 20:30
        """,
    ),
    Fault(
        "the repeat of a number with a hard time is over by the time since then",
        a_show(
            a_segment("1", minutes(10), hard_start="20:00", hard_end=wall("20:12")),
            a_segment("2", minutes(10)),
            a_segment("3", minutes(10), hard_start="20:40"),
        ),
        """
        20:00     GO, hard 20:12 UNDER 2:00
        20:12     GO, hard 20:40 UNDER 18:00
        20:15     REPEAT 1, 1 at 20:22, 3 at 20:40, hard 20:40 UNDER 8:00
        20:22     GO, left 10:00, hard 20:40 UNDER 8:00
        20:33     left OVER 1:00, 3 at 20:40, hard 20:40 UNDER 7:00
        """,
    ),
    Fault(
        "a hold across a hard end is not late",
        a_show(
            a_segment("1", minutes(10), hard_end=wall("20:15")),
            a_segment("2", minutes(10)),
            hard_out="20:25",
        ),
        """
        20:00     GO, hard 20:15 UNDER 5:00, 2 at 20:15, out ON TIME
        20:05     HOLD, hard 20:15 UNDER 5:00
        20:10     left 5:00, hard 20:15 ON TIME, 2 at 20:15, out ON TIME
        20:16     left 5:00, hard 20:15 OVER 6:00, 2 at 20:21, out OVER 6:00
        20:18     RESUME, left 5:00, hard 20:15 OVER 8:00, 2 at 20:23
        """,
    ),
    Fault(
        "with a length nobody knows before midnight the midnight is met for certain",
        a_show(
            a_segment("1", None),
            a_segment("2", minutes(5)),
            a_segment("3", minutes(10), hard_start="24:00"),
            on_air="23:30",
        ),
        """
        23:30     2 at least 23:30, 3 at 24:00, hard 24:00 UNDER 25:00
        23:30     GO, left unknown, 2 at least 23:30
        23:50     2 at least 23:50, 3 at 24:00, hard 24:00 UNDER 5:00
        23:57     2 at least 23:57, 3 at least 24:02, hard 24:00 OVER 2:00
        24:01     GO, on air 2, 3 at 24:06, hard 24:00 OVER 6:00
        """,
    ),
    Fault(
        "on the second day the show is late by the night",
        a_show(
            a_segment("1", minutes(60), hard_end=wall("21:00")),
            a_segment("2", minutes(30), hard_start="44:00", is_opening=True),
            a_segment("3", minutes(30)),
            hard_out="45:00",
        ),
        """
        20:00     GO, hard 21:00 ON TIME, 2 at 44:00, out ON TIME
        21:00     END, on air nothing, standby nothing
        43:55     STANDBY 2, standby 2, hard 44:00 ON TIME, 2 at 44:00, plan ON TIME
        44:02     hard 44:00 OVER 2:00, 2 at 44:02, plan OVER 2:00
        44:02     GO, left 30:00, 3 at 44:32, out OVER 2:00
        """,
    ),
    Fault(
        "a correction of when it was taken is not seen in what is left",
        four(),
        """
        20:00     GO
        20:10:08  GO, left 10:00
        20:11     CORRECT -0:08, left 9:00, 3 at 20:20, plan ON TIME
        """,
    ),
    Fault(
        "a wrong GO cannot be taken back without losing time",
        four(),
        """
        20:00     GO
        20:04     GO, on air 2, plan UNDER 6:00
        20:04:05  BACK, on air 1, left 5:55, standby 2, 2 at 20:10, plan ON TIME
        """,
    ),
    Fault(
        "taking back a jump forgets where the pointer stood",
        four(),
        """
        20:00     GO
        20:03     STANDBY 4
        20:04     GO, on air 4, standby nothing
        20:04:05  BACK, on air 1, left 5:55, standby 4, 4 at 20:10, STANDBY 2, 2 at 20:10
        """,
    ),
    Fault(
        "the wrong number in the log cannot be put right while it is on",
        four(),
        """
        20:00     GO
        20:10     GO, on air 2
        20:12     REALLY 3, on air 3, left 8:00, standby 4, 4 at 20:20, plan UNDER 10:00
        20:13     STANDBY 2, REALLY 2, on air 2, left 7:00, standby 3, 3 at 20:20
        """,
    ),
    Fault(
        "time that is added during a hold runs away",
        four(),
        """
        20:00     GO
        20:04     HOLD
        20:05     ADD 1:00, left 7:00, 2 at 20:12
        20:06     RESUME, left 7:00, 2 at 20:13, plan OVER 3:00
        """,
    ),
    Fault(
        "jumping ahead keeps the time of what was jumped over",
        four(hard_out="20:40"),
        """
        20:00     GO
        20:02     STANDBY 4, 4 at 20:10, 2 not to come, plan UNDER 20:00, out UNDER 20:00
        20:10     GO, on air 4, out UNDER 20:00
        """,
    ),
    Fault(
        "a show that starts late shows its hard times late as well",
        a_show(
            a_segment("1", minutes(10)), a_segment("2", minutes(10), hard_start="20:20"),
            hard_out="20:30",
        ),
        """
        20:06     1 at 20:06, 2 at 20:20, hard 20:20 UNDER 4:00, out ON TIME
        20:12     1 at 20:12, 2 at 20:22, hard 20:20 OVER 2:00, out OVER 2:00
        """,
    ),
    Fault(
        "in the night the clocks go back everything is an hour late",
        a_show(
            a_segment("1", minutes(240)), a_segment("2", minutes(60)), on_air="23:00",
            zone="Europe/Berlin", date=dt.date(2026, 10, 24),
        ),
        """
        23:00     GO, left 4:00:00, plan ON TIME
        24:30     left 2:30:00, plan ON TIME
        26:59     left 1:00, plan ON TIME
        """,
    ),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.said)
def test_no_longer(fault: Fault, tmp_path: Path) -> None:
    story = Story(tmp_path, fault.show)
    try:
        story.tell(fault.story)
    finally:
        story.session.close()


def test_a_story_that_is_not_true_is_said_with_its_line(tmp_path: Path) -> None:
    story = Story(tmp_path, four())
    try:
        with pytest.raises(AssertionError, match="'2 at 20:10' instead of '2 at 20:11': 20:00"):
            story.tell("20:00 GO, 2 at 20:11")
    finally:
        story.session.close()
