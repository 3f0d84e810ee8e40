"""The one engine of planned, expected and actual times, for every room, screen and sheet.

Times stand in columns beside a room's segments, because ten thousand small objects cost more than
the sum itself. ``plan_times`` knows the plan alone; ``project`` adds the run and ``now``.
"""

from producer_app.core.timing.blocks import BlockTime, block_lengths, block_times
from producer_app.core.timing.dues import Due
from producer_app.core.timing.fill import Fill, fill_of
from producer_app.core.timing.holds import Fixed, HardKind, HardTime
from producer_app.core.timing.meetings import Meeting
from producer_app.core.timing.over_under import OverUnder, over_under
from producer_app.core.timing.plan import Plan, plan_times, planned_due, starts_of
from producer_app.core.timing.projection import Projection, handoff_due, project
from producer_app.core.timing.room_plan import RoomPlan
from producer_app.core.timing.room_times import RoomTimes, Wait

__all__ = [
    "BlockTime",
    "Due",
    "Fill",
    "Fixed",
    "HardKind",
    "HardTime",
    "Meeting",
    "OverUnder",
    "Plan",
    "Projection",
    "RoomPlan",
    "RoomTimes",
    "Wait",
    "block_lengths",
    "block_times",
    "fill_of",
    "handoff_due",
    "over_under",
    "plan_times",
    "planned_due",
    "project",
    "starts_of",
]
