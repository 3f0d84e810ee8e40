"""The show book on a desk: an evening in it, keys in, edits out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Edit
from producer_app.core.errors import ProducerError
from producer_app.core.show import (
    Block,
    BlockId,
    Offer,
    OfferId,
    Show,
    Sponsor,
    SponsorId,
    Talent,
    TalentId,
)
from producer_app.ui.book import BookWindow
from producer_app.ui.book.cells import TypedCell
from tests.builders import STAGE, a_segment, a_shop_segment, a_show

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def an_evening() -> Show:
    opening = Block(id=BlockId("opening"), room=STAGE, title="Opening")
    sponsor = Sponsor(id=SponsorId("berry"), brand="Cloudberry")
    offers = (
        Offer(id=OfferId("o1"), number="O1", product="Yogurt", list_price=7900, deal_price=4990),
        Offer(id=OfferId("o2"), number="O2", product="Milk"),
    )
    return a_show(
        a_segment("1", block=opening.id),
        a_shop_segment("S1"),
        blocks=(opening,),
        sponsors=(sponsor,),
        offers=offers,
        talent=(Talent(id=TalentId("heng"), name="Jiang Heng"),),
        hard_out="23:30",
    )


class Desk:
    """The book over a plan: what it asks for is done, unless it is told to refuse."""

    def __init__(self, book: BookWindow, qtbot: QtBot) -> None:
        self.book, self.qtbot = book, qtbot
        self.show = an_evening()
        self.edits: list[Edit] = []
        self.refusal: ProducerError | None = None
        book.edit_asked.connect(self.take)
        book.show_state(self.show)

    def take(self, edit: Edit) -> None:
        self.edits.append(edit)
        if self.refusal is not None:
            self.book.show_refusal(self.refusal)
            return
        self.change(edit)

    def change(self, edit: Edit) -> None:
        """The plan is changed, here or by somebody else."""
        self.show = edit.apply(self.show)
        self.book.show_state(self.show)

    def cell(self, tab: str, label: str) -> Any:
        return self.book.pages[tab].form.cells[label]

    def line(self, tab: str, label: str) -> QLineEdit:
        cell = self.cell(tab, label)
        assert isinstance(cell, TypedCell)
        line: QLineEdit = cell.editor.line
        return line

    def at(self, tab: str, key: str | None = None) -> Desk:
        self.book.open_at(tab, key)
        return self

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """A key into whatever has the keyboard."""
        target = QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def typed(self, tab: str, label: str, text: str, *, enter: bool = True) -> None:
        """A person replaces what stands in a line."""
        line = self.line(tab, label)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        if enter:
            self.qtbot.keyClick(line, KEY.Key_Return)

    def said(self, tab: str, label: str) -> str:
        """What is said below a field; nothing while it is hidden."""
        echo = self.cell(tab, label).echo
        return echo.text() if echo.isVisible() else ""
