"""Space is GO wherever the keyboard is, except where somebody writes; and who writes is said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from producer_app.present.words import Words
from producer_app.ui.notice.bar import NoticeBar


class SpacelessLine(QLineEdit):
    """A line that has no use for a space: it leaves Space to GO."""

    def event(self, event: QEvent) -> bool:
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            event.ignore()
            return False
        return super().event(event)


class GoKey(QObject):
    """Takes the GO actions along into every window of the program that gets the keyboard.

    An action reaches over a modal question only where the question has it, too.
    """

    def __init__(
        self, window: QMainWindow, words: Words, notice: NoticeBar, go: QAction, shop_go: QAction
    ) -> None:
        super().__init__(window)
        self._words = words
        self._notice = notice
        self._actions = [go, shop_go]
        self._is_live = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def show_live(self, *, is_live: bool) -> None:
        """Say which keys are alive."""
        self._is_live = is_live
        self._rest(QApplication.focusWidget())

    def _on_app_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._actions[0] not in now.window().actions():
            now.window().addActions(self._actions)
        self._rest(now)

    def _rest(self, focused: QWidget | None) -> None:
        if self._is_live and focused is not None and writes(focused):
            self._notice.rest(self._words.say("notice.rest_typing"), "typing")
        else:
            key = "notice.rest_live" if self._is_live else "notice.rest_plan"
            self._notice.rest(self._words.say(key))


def writes(widget: QWidget) -> bool:
    """True where a press of Space is a letter that somebody wants to write."""
    if isinstance(widget, SpacelessLine):
        return False
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
