"""Where everything stands on the timeline, in pixels: gutter, head, lanes with rail and bars."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

GUTTER = 116
"""Pixels for the rooms' names and how late they are."""

HEAD = 22
"""Pixels for the scale."""

BETWEEN = 28
"""Pixels between lanes: the handoffs' numbers stand there."""

RAIL = 15
"""Pixels above the bars of a lane: the words of hard times and gaps stand there."""

FOOT = 5
"""Pixels below the bars of a lane: where they were planned."""

LOWEST = RAIL + FOOT + 16
"""Pixels of the lowest lane that still carries words."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of so many lanes in a panel of that size."""

    width: int
    height: int
    lanes: int

    @property
    def ground(self) -> QRectF:
        """Everything right of the gutter."""
        return QRectF(GUTTER, 0, self.width - GUTTER, self.height)

    def lane(self, number: int) -> QRectF:
        """A whole lane, right of the gutter."""
        room = self.height - HEAD - BETWEEN * (self.lanes - 1) - 3
        height = room / max(1, self.lanes)
        return QRectF(GUTTER, HEAD + number * (height + BETWEEN), self.width - GUTTER, height)

    def between(self, number: int) -> QRectF:
        """The strip between a lane and the next one down."""
        lane = self.lane(number)
        return QRectF(lane.left(), lane.bottom(), lane.width(), BETWEEN)

    def rail(self, number: int) -> QRectF:
        """The strip of words above a lane's bars."""
        lane = self.lane(number)
        return QRectF(lane.left(), lane.top(), lane.width(), RAIL)

    def bars(self, number: int) -> QRectF:
        """Where a lane's bars stand."""
        return self.lane(number).adjusted(0, RAIL, 0, -FOOT)

    def foot(self, number: int) -> QRectF:
        """The strip below a lane's bars."""
        lane = self.lane(number)
        return QRectF(lane.left(), lane.bottom() - FOOT + 1, lane.width(), FOOT - 1)

    def name(self, number: int) -> QRectF:
        """A room's name in the gutter: the upper half beside its lane."""
        lane = self.lane(number)
        return QRectF(8, lane.top(), GUTTER - 14, lane.height() / 2)

    def shift(self, number: int) -> QRectF:
        """How late a room is: the lower half."""
        lane = self.lane(number)
        return QRectF(8, lane.center().y(), GUTTER - 14, lane.height() / 2)
