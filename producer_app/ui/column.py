"""The right column: handoffs, budget and the segment share the height by what is needed now.

Where nothing stands to be read a part is one line high, and the others take what it leaves. A hand
that moves a border has its way, once for planning and once for a run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from producer_app.ui.memory import Memory


class Occasion(StrEnum):
    """What the director is at."""

    PLANNING = "planning"
    LIVE = "live"


class Column(QSplitter):
    """Parts below one another; ``shares`` are their heights on each occasion, to scale."""

    def __init__(self, shares: Mapping[Occasion, Sequence[int]], parts: Sequence[QWidget]) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._shares = shares
        self._by_hand: dict[Occasion, list[int]] = {}
        self._occasion = Occasion.PLANNING
        self._folded: dict[QWidget, int] = {}
        self._least = {part: part.minimumHeight() for part in parts}
        self.setChildrenCollapsible(False)
        for part in parts:
            self.addWidget(part)
        self.splitterMoved.connect(self._on_self_splitter_moved)
        self._share()

    def be_at(self, occasion: Occasion) -> None:
        """Share the height as that occasion asks for."""
        if occasion is not self._occasion:
            self._occasion = occasion
            self._share()

    def fold(self, part: QWidget, height: int | None) -> None:
        """Let a part have just that height; None gives it its share again."""
        if height == self._folded.get(part):
            return
        if height is None:
            del self._folded[part]
            part.setMaximumHeight(_ENDLESS)
            part.setMinimumHeight(self._least[part])
        else:
            self._folded[part] = height
            part.setFixedHeight(height)
        self._share()

    def restore_shape(self, memory: Memory) -> None:
        """Take the heights that somebody gave the parts by hand."""
        for occasion in Occasion:
            found = _sizes(memory.shape(f"column_{occasion}"))
            if len(found) == self.count():
                self._by_hand[occasion] = found
        self._share()

    def keep_shape(self, memory: Memory) -> None:
        """Remember what was set by hand."""
        for occasion, sizes in self._by_hand.items():
            text = ",".join(map(str, sizes)).encode()
            memory.keep_shape(f"column_{occasion}", QByteArray(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        self.setSizes(self._by_hand.get(self._occasion) or list(self._shares[self._occasion]))

    def _on_self_splitter_moved(self) -> None:
        if not self._folded:
            self._by_hand[self._occasion] = self.sizes()


_ENDLESS = (1 << 24) - 1
"""Pixels: what Qt takes for no limit."""


def _sizes(kept: QByteArray) -> list[int]:
    words = bytes(kept.data()).split(b",")
    return [int(word) for word in words] if all(word.isdigit() for word in words) else []
