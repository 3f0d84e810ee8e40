"""Finding in both rooms: from one found segment to the next, down as the eye reads them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from producer_app.core.show import SegmentId
from producer_app.present.finding import found
from producer_app.ui.rundown.find import FindBar
from producer_app.ui.rundown.model import RundownModel
from producer_app.ui.rundown.pane import RoomPane


class Search(QObject):
    """What the find bar asks for, answered from the panes; says where to go."""

    reached = Signal(object)
    """The segment that the person was led to."""

    def __init__(self, bar: FindBar, panes: tuple[RoomPane, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._panes = panes
        bar.looked_for.connect(lambda _query: self.step(0))
        bar.stepped.connect(self.step)

    def step(self, by: int) -> None:
        """Lead to the next one (1), the one before (-1), or the nearest from here (0)."""
        matches = self._matches()
        target = nearest(matches, self._chosen(), self._models(), by)
        if target is not None:
            self.reached.emit(target)
        self.tell()

    def tell(self) -> None:
        """Let the bar say which of how many is chosen."""
        if self._bar.isHidden():
            return
        matches, chosen = self._matches(), self._chosen()
        place = matches.index(chosen) + 1 if chosen in matches else None
        self._bar.tell(place, len(matches))

    def _matches(self) -> tuple[SegmentId, ...]:
        projection = self._panes[0].model.projection
        if projection is None:
            return ()
        return in_sight_order(found(projection.show, self._bar.query), self._models())

    def _chosen(self) -> SegmentId | None:
        return next((segment for pane in self._panes for segment in pane.chosen()), None)

    def _models(self) -> tuple[RundownModel, ...]:
        return tuple(pane.model for pane in self._panes)


def in_sight_order(
    segments: Iterable[SegmentId], models: tuple[RundownModel, ...]
) -> tuple[SegmentId, ...]:
    """Those that stand in one of the tables, from the top, left before right."""
    places = {segment: _place(segment, models) for segment in segments}
    shown = ((place, segment) for segment, place in places.items() if place is not None)
    return tuple(segment for _, segment in sorted(shown))


def nearest(
    ordered: tuple[SegmentId, ...],
    chosen: SegmentId | None,
    models: tuple[RundownModel, ...],
    by: int,
) -> SegmentId | None:
    """The next (``by`` 1) or earlier (-1) one from what is chosen, around the end; for 0 what is
    chosen itself where it was found, or else the next."""
    if not ordered:
        return None
    if chosen is not None and chosen in ordered:
        return ordered[(ordered.index(chosen) + by) % len(ordered)]
    here = _place(chosen, models) or (-1, -1)
    behind = sum(1 for segment in ordered if (_place(segment, models) or here) <= here)
    return ordered[(behind - 1 if by < 0 else behind) % len(ordered)]


def _place(segment: SegmentId | None, models: tuple[RundownModel, ...]) -> tuple[int, int] | None:
    """Where a segment stands: its height, and which table."""
    for side, model in enumerate(models):
        row = None if segment is None else model.row_of(segment)
        if row is not None:
            return row, side
    return None
