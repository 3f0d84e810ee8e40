"""The line at the foot of the window that says a hard time is missed; a click opens the drawer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from producer_app.present.recovery import AlertView
from producer_app.present.words import both
from producer_app.ui import theme

_JOINT = " · "


class WaysLine(QPushButton):
    """Hidden while every hard time is met; never takes the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFont(theme.font(bold=True))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(theme.size("notice"))
        self.hide()

    def show_state(self, view: AlertView | None) -> None:
        """Say what is missed and what can be done; nothing where every hard time is met."""
        if view is not None:
            self._say(both(view.text, self._key, _JOINT), view.level)
        self.setVisible(view is not None)

    def _say(self, text: str, level: str) -> None:
        if text == self.text() and level == self.property("miss"):
            return
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        if level != self.property("miss"):
            self.setProperty("miss", level)
            self.style().unpolish(self)
            self.style().polish(self)
