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

WRITES_NO_SPACE = "writes_no_space"
"""A property of a field that has no use for a space: GO works over it."""

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class GoKey(QObject):
    """Takes Space in the windows beside the main one; in the main one the action has it already."""

    def __init__(
        self, window: QMainWindow, words: Words, notice: NoticeBar, go: QAction, shop_go: QAction
    ) -> None:
        super().__init__(window)
        self._window = window
        self._words = words
        self._notice = notice
        self._actions = {_NONE: go, _SHIFT: shop_go}
        self._is_live = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusChanged.connect(self._on_app_focus_changed)

    def show_live(self, *, is_live: bool) -> None:
        """Say which keys are alive."""
        self._is_live = is_live
        self._rest(QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Space or not isinstance(watched, QWidget):
            return False
        action = self._actions.get(event.modifiers())
        if action is None or not action.isEnabled() or writes(watched):
            return False
        if watched.window() is self._window:
            return False
        if not event.isAutoRepeat():
            action.trigger()
        return True

    def _on_app_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._rest(now)

    def _rest(self, focused: QWidget | None) -> None:
        if self._is_live and focused is not None and writes(focused):
            self._notice.rest(self._words.say("notice.rest_typing"), "typing")
        else:
            key = "notice.rest_live" if self._is_live else "notice.rest_plan"
            self._notice.rest(self._words.say(key))


def writes(widget: QWidget) -> bool:
    """True where a press of Space is a letter that somebody wants to write."""
    if widget.property(WRITES_NO_SPACE):
        return False
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
