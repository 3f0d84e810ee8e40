"""A list to tick: everybody or everything that a handoff may take along."""

from __future__ import annotations

import html

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from producer_app.present.handoff_plan import Tick
from producer_app.ui.theme import colour, size

FEWEST, MOST = 2, 6
"""Lines that the list is high at least, and at most before it scrolls."""

_KEY = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """Enter, Space or a click ticks, and while Space is GO there is Enter; where nothing can be
    ticked it says why."""

    ticked = Signal(object, bool)
    """The id, and whether it is ticked now."""

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._nothing = nothing
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(self._on_item_changed)

    def show_ticks(self, ticks: tuple[Tick, ...], *, is_afresh: bool) -> None:
        """Show these; afresh puts what is ticked on top, and later nothing jumps away."""
        keys = self._ids()
        places = {} if is_afresh else {key: place for place, key in enumerate(keys)}
        ordered = sorted(
            ticks, key=lambda tick: places.get(tick.id, len(places) + (not tick.is_ticked))
        )
        with QSignalBlocker(self):
            if is_afresh or [tick.id for tick in ordered] != keys:
                self._fill(ordered)
            for place, tick in enumerate(ordered):
                self._show_tick(self.item(place), tick)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        lines = min(MOST, max(FEWEST, self.count()))
        height = lines * max(size("row_small"), self.sizeHintForRow(0)) + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            is_ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def _ids(self) -> list[str]:
        items = (self.item(place) for place in range(self.count()))
        return [item.data(_KEY) for item in items if item.data(_KEY) is not None]

    def _fill(self, ticks: list[Tick]) -> None:
        current = self.currentItem().data(_KEY) if self.currentItem() is not None else None
        self.clear()
        for tick in ticks:
            item = QListWidgetItem(self)
            item.setData(_KEY, tick.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            if tick.id == current:
                self.setCurrentItem(item)
        if not ticks:
            nothing = QListWidgetItem(self._nothing, self)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(colour("ink_faint"))
        elif self.currentItem() is None:
            self.setCurrentRow(0)

    def _show_tick(self, item: QListWidgetItem, tick: Tick) -> None:
        item.setText(tick.text)
        item.setToolTip(f"<p>{html.escape(tick.text)}</p>")
        state = Qt.CheckState.Checked if tick.is_ticked else Qt.CheckState.Unchecked
        item.setCheckState(state)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self.ticked.emit(item.data(_KEY), item.checkState() is Qt.CheckState.Checked)
