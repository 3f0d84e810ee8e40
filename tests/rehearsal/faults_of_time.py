"""Faults that users of other tools reported: hard times, midnight, clocks, over and under."""

from __future__ import annotations

import datetime as dt

from tests.builders import a_segment, a_show, minutes, wall
from tests.rehearsal.faults_of_calling import Fault, four

OF_TIME = (
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
        "being late is shown as time to spare",
        four(hard_out="20:40"),
        """
        20:03     GO, plan OVER 3:00, out OVER 3:00, start ON TIME
        20:15     left OVER 2:00, plan OVER 5:00, out OVER 5:00, start OVER 2:00
        20:15     GO, ADD -6:00, plan UNDER 1:00, out UNDER 1:00, start UNDER 4:00
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
