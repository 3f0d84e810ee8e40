"""Questions to the person, asked without stopping the show: each opens, and calls back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.errors import BadInput
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.gokey import SpacelessLine


def ask_yes(
    parent: QWidget,
    words: Words,
    text: str,
    yes: str,
    on_yes: Callable[[], object],
    *,
    about: str = "",
) -> QMessageBox:
    """Open a question with ``yes`` and Cancel; Cancel is the default, Esc cancels.

    One that is open ``about`` the same goes unanswered: this one stands in its place.
    """
    about = about or text
    for asked in parent.findChildren(QMessageBox, about):
        asked.reject()
        asked.setObjectName("")
    box = QMessageBox(parent)
    box.setObjectName(about)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(words.say("questions.cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(lambda _: on_yes() if box.clickedButton() is agree else None)
    box.open()
    return box


class TypedQuestion(QDialog):
    """Asks for one line of text; OK stays off until ``judge`` understands it.

    ``judge`` returns what was understood, in words, or raises BadInput with an example.
    """

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        text: str,
        judge: Callable[[str], str],
        on_text: Callable[[str], object],
        *,
        has_spaces: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = words
        self._judge = judge
        question = QLabel(text)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWordWrap(True)
        self.line = QLineEdit() if has_spaces else SpacelessLine()
        self._echo = QLabel()
        self._echo.setTextFormat(Qt.TextFormat.PlainText)
        self._echo.setProperty("quiet", "true")
        self._buttons = QDialogButtonBox()
        self._ok = self._buttons.addButton(
            words.say("questions.ok"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton(
            words.say("questions.cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: on_text(self.line.text()))
        self.line.textChanged.connect(self._on_line_text_changed)
        column = QVBoxLayout(self)
        for part in (question, self.line, self._echo, self._buttons):
            column.addWidget(part)
        self.setMinimumWidth(420)
        self._on_line_text_changed("")

    def _on_line_text_changed(self, text: str) -> None:
        try:
            self._echo.setText(self._judge(text))
        except BadInput as fault:
            self._echo.setText(told(fault, self._words) if text else "")
            self._ok.setEnabled(False)
        else:
            self._ok.setEnabled(True)


def ask_word(
    parent: QWidget, words: Words, text: str, word: str, on_word: Callable[[], object]
) -> TypedQuestion:
    """Open a question that is answered only by typing ``word``."""

    def judge(typed: str) -> str:
        if typed.strip().upper() != word.upper():
            raise BadInput("word.other", "Type {word} to do it.", word=word)
        return ""

    question = TypedQuestion(parent, words, text, judge, lambda _: on_word(), has_spaces=False)
    question.open()
    return question
