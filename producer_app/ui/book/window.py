"""The window on the show book: a tab for each chapter, beside the console and never in its way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QVBoxLayout, QWidget

from producer_app.core.errors import ProducerError
from producer_app.core.show import Show
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.words import Words
from producer_app.ui.book.page import ChapterPage
from producer_app.ui.book.rule_tools import RuleTools
from producer_app.ui.theme import space


class BookWindow(QDialog):
    """Stays open beside the console; Esc closes it and stops nothing."""

    edit_asked = Signal(object)

    def __init__(
        self, words: Words, parent: QWidget | None = None, *, home: Path | None = None
    ) -> None:
        """``home`` is the folder where files of rules are looked for first."""
        super().__init__(parent)
        self.setWindowTitle(words.say("book.title"))
        self.setModal(False)
        self.resize(1040, 660)
        self._asking: ChapterPage | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.pages: dict[str, ChapterPage] = {}
        for chapter in CHAPTERS:
            page = self.pages[chapter.name] = ChapterPage(chapter, words)
            page.edit_asked.connect(self._on_page_edit_asked)
            self.tabs.addTab(page, words.say(f"book.tab_{chapter.name}"))
        self.rule_tools = RuleTools(self.pages["ad_rules"], words, home)
        self.pages["ad_rules"].add_below_list(self.rule_tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("near"), space("near"), space("near"), space("near"))
        column.addWidget(self.tabs)

    def show_state(self, show: Show) -> None:
        """Show this show; what is being typed stays."""
        for page in self.pages.values():
            page.show_state(show)

    def open_at(self, tab: str, id: str | None = None) -> None:  # noqa: A002
        """Turn to a chapter, and in it to the noun of that id; KeyError for an unknown chapter."""
        page = self.pages[tab]
        self.tabs.setCurrentWidget(page)
        page.open_at(id)

    def show_refusal(self, fault: ProducerError) -> None:
        """Say why an edit was not taken, if it was one of this window's."""
        if self._asking is not None:
            self._asking.refuse(fault)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if is_left and QApplication.activePopupWidget() is None:
            for page in self.pages.values():
                page.form.settle()

    def _on_page_edit_asked(self, edit: object) -> None:
        sender = self.sender()
        self._asking = sender if isinstance(sender, ChapterPage) else None
        try:
            self.edit_asked.emit(edit)
        finally:
            self._asking = None
