"""Shows opened before, by name and folder; a click or Enter takes one."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from producer_app.ui.theme import colour, font, size


class RecentList(QListWidget):
    """The newest first; a path too long is elided in its middle, whole in the tooltip."""

    path_chosen = Signal(object)

    def __init__(self, paths: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font())
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        for path in paths:
            item = QListWidgetItem(f"{path.stem}   {path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(f"<p>{html.escape(str(path))}</p>")
            item.setForeground(colour("ink"))
            item.setSizeHint(QSize(size("row"), size("row")))
            self.addItem(item)
        self.itemClicked.connect(self._on_item_taken)
        self.itemActivated.connect(self._on_item_taken)

    def _on_item_taken(self, item: QListWidgetItem) -> None:
        self.path_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
