"""Faults that users of other tools reported: calling the show and changing it while it runs."""

from __future__ import annotations

from typing import NamedTuple

from producer_app.core.show import Show
from tests.builders import a_segment, a_show, minutes, wall


class Fault(NamedTuple):
    said: str
    show: Show
    story: str


def four(**changes: object) -> Show:
    """Four numbers of ten minutes each from 20:00."""
    return a_show(*(a_segment(n, minutes(10)) for n in "1234"), **changes)


OF_CALLING = (
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
)  # fmt: skip
