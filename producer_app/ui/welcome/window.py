"""What one sees while no show is open: what the program is, and every way to a show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.errors import ProducerError
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.actions import listed
from producer_app.ui.files import FileDesk
from producer_app.ui.keys.page import KeysPage
from producer_app.ui.notice.bar import NoticeBar
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, space
from producer_app.ui.welcome.recent import RecentList

SUFFIX = ".show"


class WelcomeWindow(QWidget):
    """``fault`` says why a show could not be opened; ``samples`` come with the program."""

    def __init__(
        self,
        words: Words,
        fault: str = "",
        *,
        samples: tuple[Path, ...] = (),
        recent: tuple[Path, ...] = (),
    ) -> None:
        super().__init__()
        self._words = words
        self._choosing: asyncio.Future[Path | None] | None = None
        self.setWindowTitle(words.say("welcome.name"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAcceptDrops(True)
        self.resize(900, 520)
        self.files = FileDesk(self, words, on_open=self._choose, on_fault=self._show_fault)
        self.notice = NoticeBar(words)
        self.recent = RecentList(recent)
        self.recent.setAccessibleName(words.say("welcome.recent"))
        self.recent.path_chosen.connect(self._choose)
        self.buttons: list[QPushButton] = []
        self._lay_out(samples)
        keys = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        keys.activated.connect(self._on_keys_activated)
        if fault:
            self.notice.say(fault, "error")

    async def chosen(self) -> Path | None:
        """Shows itself until a show is chosen; None when it was closed instead."""
        self._choosing = asyncio.get_running_loop().create_future()
        self.show()
        try:
            return await self._choosing
        finally:
            self.hide()
            self.deleteLater()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _show_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _show_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._choose(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settle(None)
        event.accept()

    def _choose(self, path: Path) -> None:
        self._settle(path)

    def _settle(self, path: Path | None) -> None:
        """The first answer counts."""
        if self._choosing is not None and not self._choosing.done():
            self._choosing.set_result(path)

    def _show_fault(self, fault: ProducerError) -> None:
        self.notice.say(told(fault, self._words), "error")

    def _on_keys_activated(self) -> None:
        KeysPage(self._words, listed(self._words), self).open()

    def _lay_out(self, samples: tuple[Path, ...]) -> None:
        body = QVBoxLayout()
        margin = 2 * space("apart")
        body.setContentsMargins(margin, margin, margin, space("apart"))
        body.setSpacing(space("near"))
        name = PlainLabel("digits", bold=True)
        name.say(self._words.say("welcome.name"))
        body.addWidget(name)
        body.addWidget(_wrapped(self._words.say("welcome.sentence"), "text_large"))
        body.addSpacing(space("apart"))
        halves = QHBoxLayout()
        halves.setSpacing(margin)
        halves.addLayout(self._ways(samples), 4)
        halves.addLayout(self._recent_column(), 5)
        body.addLayout(halves, 1)
        hint = PlainLabel("text", tone="ink_quiet")
        hint.say(self._words.say("welcome.hint"))
        body.addWidget(hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(self.notice)

    def _ways(self, samples: tuple[Path, ...]) -> QVBoxLayout:
        """A button for every way to a show, the usual one first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("near"))
        grid.setVerticalSpacing(space("near"))
        grid.setColumnStretch(0, 1)
        self._add_way(grid, self._words.say("welcome.open"), "Ctrl+O", self.files.open)
        self._add_way(grid, self._words.say("welcome.new"), "Ctrl+N", self.files.new)
        text = self._words.say("welcome.import")
        self._add_way(grid, text, "Ctrl+I", self.files.import_running_order)
        for sample in samples:
            text = self._words.say("welcome.sample", name=sample.stem)
            self._add_way(grid, text, "", partial(self._choose, sample))
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch()
        return column

    def _add_way(self, grid: QGridLayout, text: str, keys: str, work: Callable[[], object]) -> None:
        button = QPushButton(text.replace("&", "&&"))
        button.setFont(font("text_large"))
        button.setAccessibleName(text)
        button.clicked.connect(lambda: work())
        row = grid.rowCount()
        grid.addWidget(button, row, 0)
        if keys:
            sequence = QKeySequence(keys)
            button.setShortcut(sequence)
            shown = PlainLabel(tone="hard")
            shown.say(sequence.toString(QKeySequence.SequenceFormat.NativeText))
            grid.addWidget(shown, row, 1)
        self.buttons.append(button)

    def _recent_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(space("tight"))
        heading = PlainLabel(bold=True, tone="ink_quiet")
        heading.say(self._words.say("welcome.recent"))
        column.addWidget(heading)
        has_any = self.recent.count() > 0
        self.recent.setVisible(has_any)
        column.addWidget(self.recent, 1)
        self.empty = _wrapped(self._words.say("welcome.no_recent"), "text")
        self.empty.setVisible(not has_any)
        column.addWidget(self.empty)
        if not has_any:
            column.addStretch(1)
        return column


def _show_in(dropped: QMimeData) -> Path | None:
    """The first show file among what is dragged; None when there is none."""
    paths = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == SUFFIX), None)


def _wrapped(text: str, size: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(size))
    label.setWordWrap(True)
    label.setProperty("quiet", "true")
    return label
