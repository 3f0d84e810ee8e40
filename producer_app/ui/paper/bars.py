"""The two bars of the preview: what to look at and how large above, what happened below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from producer_app.present.words import Words
from producer_app.ui.theme import font, space


class ViewBar(QWidget):
    """The choice of sheet, the page in view, the size, and what to do with the sheet."""

    sheet_chosen = Signal(object)
    page_asked = Signal(object)
    """+1 or -1."""
    zoom_asked = Signal(object)
    """+1, -1, or 0 for the width of the window."""

    def __init__(
        self, words: Words, sheets: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.sheets = QComboBox()
        for kind, name in sheets:
            self.sheets.addItem(name, kind)
        self.sheets.setAccessibleName(words.say("paper.sheet"))
        self.sheets.currentIndexChanged.connect(self._on_sheets_changed)
        self._place = QLabel()
        self._place.setFont(font("text", bold=True))
        self._zoom = QLabel()
        self.export = self._button("export")
        self.print = self._button("print")
        self.refresh = self._button("refresh")
        self.tables = self._button("tables")
        self.tables.setVisible(False)
        self._arrange()

    def show_place(self, page: int, pages: int) -> None:
        """Say which page of how many is in view."""
        key = "paper.page_of" if pages else "paper.no_pages"
        self._place.setText(self._words.say(key, page=page, pages=pages))

    def show_zoom(self, percent: int) -> None:
        """Say how large the pages are."""
        self._zoom.setText(self._words.say("paper.zoom", percent=percent))

    def place(self) -> str:
        """What is said of the page in view."""
        return self._place.text()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("near"))
        row.addWidget(self.sheets)
        row.addWidget(self.refresh)
        row.addSpacing(space("apart"))
        row.addWidget(self._step("previous", "‹", self.page_asked, -1))
        row.addWidget(self._place)
        row.addWidget(self._step("next", "›", self.page_asked, 1))
        row.addStretch(1)
        row.addWidget(self._step("smaller", "−", self.zoom_asked, -1))
        row.addWidget(self._zoom)
        row.addWidget(self._step("larger", "+", self.zoom_asked, 1))
        row.addWidget(self._step("fit", self._words.say("paper.fit"), self.zoom_asked, 0))
        row.addSpacing(space("apart"))
        row.addWidget(self.print)
        row.addWidget(self.export)
        row.addWidget(self.tables)

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(self._words.say(f"paper.{key}"))
        button.setAutoDefault(False)
        return button

    def _step(self, key: str, sign: str, asked: SignalInstance, by: int) -> QPushButton:
        button = QPushButton(sign)
        button.setObjectName(key)
        button.setAutoDefault(False)
        button.setProperty("compact", len(sign) == 1)
        button.setMinimumWidth(34)
        button.setToolTip(self._words.say(f"paper.{key}"))
        button.setAccessibleName(self._words.say(f"paper.{key}"))
        button.clicked.connect(lambda: asked.emit(by))
        return button

    def _on_sheets_changed(self, index: int) -> None:
        self.sheet_chosen.emit(self.sheets.itemData(index))


class OutcomeBar(QFrame):
    """What is being done, with a way to cancel it; then how it ended, until it is dismissed.

    Between times it says quietly what the pages show, so that the pages never move.
    """

    cancel_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._quiet = ""
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(160)
        self._busy.setTextVisible(False)
        self.cancel = QPushButton(words.say("paper.cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(lambda: self.cancel_asked.emit())
        self._dismiss = QPushButton(words.say("paper.dismiss"))
        self._dismiss.setAutoDefault(False)
        self._dismiss.clicked.connect(lambda: self.say(self._quiet, "quiet"))
        self.setMinimumHeight(self._dismiss.sizeHint().height() + 2 * space("near"))
        row = QHBoxLayout(self)
        row.setContentsMargins(space("near"), space("tight"), space("near"), space("tight"))
        for widget in (self._text, self._busy, self.cancel, self._dismiss):
            row.addWidget(widget)
        self.say("", "quiet")

    @property
    def level(self) -> str:
        """quiet, busy, done or error."""
        return str(self.property("level"))

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say_quietly(self, text: str) -> None:
        """Say what the pages show, now or once what else is said has been dismissed."""
        self._quiet = text
        if self.level in {"quiet", "busy"}:
            self.say(text, "quiet")

    def say(self, text: str, level: str) -> None:
        """Say this; ``level`` is busy (with progress and Cancel), done or error."""
        self._text.setText(text)
        self._busy.setVisible(level == "busy")
        self.cancel.setVisible(level == "busy")
        self._dismiss.setVisible(level in {"done", "error"})
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
