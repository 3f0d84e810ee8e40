"""Buttons of a live panel: no key repeats them, no press of theirs is taken for another one's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from producer_app.ui.theme import colour, space

HOLD = 1_000
"""Milliseconds that the override must be held."""

SECOND_PRESS = 3_000
"""Milliseconds within which a second press does what the first one asked about."""


class CallButton(QPushButton):
    """A button for a live call: Enter presses it, a held key does so once, a click leaves the
    keyboard where it is."""

    def __init__(self, text: str, act: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setProperty("act", act)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def enable(self, is_able: bool) -> None:
        """Enable or disable it; a disabled one lets go of the keyboard and does not give it to
        its neighbour, so that a second Enter cannot press that."""
        if not is_able and self.hasFocus():
            self.clearFocus()
        self.setEnabled(is_able)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
            return
        super().keyPressEvent(event)


class TwiceButton(CallButton):
    """A call that asks for a second press within 3 s where it would do harm.

    ``pressed_through`` carries True for what was pressed twice.
    """

    pressed_through = Signal(object)
    asking_changed = Signal()
    """It began or ceased to wait for its second press."""

    def __init__(self, text: str, act: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, act, parent)
        self._plain, self._again = text, text
        self._asks = False
        self._was_asking = False
        self._second = self._timer(SECOND_PRESS, self._on_second_timeout)
        self.clicked.connect(self._on_clicked)

    def show_call(self, text: str, again: str, *, is_able: bool, asks: bool) -> None:
        """Show what a press would do now."""
        self._plain, self._again, self._asks = text, again, asks
        self.enable(is_able)
        if not (is_able and asks):
            self._second.stop()
        self._label()

    @property
    def is_asking(self) -> bool:
        """True for the 3 s in which a second press does it."""
        return self._second.isActive()

    def press(self) -> None:
        """What a shortcut does: the call at once, or the first or second press of it."""
        if not self._asks:
            self.pressed_through.emit(False)
        elif self.is_asking:
            self._second.stop()
            self._label()
            self.pressed_through.emit(True)
        else:
            self._second.start()
            self._label()

    def disarm(self) -> None:
        """Forget a first press."""
        self._second.stop()
        self._label()

    def _timer(self, length: int, done: Callable[[], None], *, single: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(length)
        timer.setSingleShot(single)
        timer.timeout.connect(done)
        return timer

    def _label(self) -> None:
        text = self._again if self.is_asking else self._plain
        if text == self.text() and self.is_asking == self._was_asking:
            return
        self._was_asking = self.is_asking
        self.setText(text)
        self.setAccessibleName(text)
        self._dress("asking", self.is_asking)
        self.asking_changed.emit()

    def _dress(self, name: str, value: bool) -> None:
        """Take the look of the style sheet's rules for this property."""
        if self.property(name) != value:
            self.setProperty(name, value)
            self.style().unpolish(self)
            self.style().polish(self)

    def _on_clicked(self) -> None:
        self.press()

    def _on_second_timeout(self) -> None:
        self._label()


class GoButton(TwiceButton):
    """GO; where the room has not said READY it is no green button, and wants to be held for a
    second or pressed twice. ``pressed_through`` carries True for that override."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "go", parent)
        self._hold = self._timer(HOLD, self._on_hold_timeout)
        self._progress = self._timer(40, self.update, single=False)
        self._held = QElapsedTimer()
        self._was_held = False
        self.pressed.connect(self._on_pressed)
        self.released.connect(self._on_released)

    def show_call(self, text: str, again: str, *, is_able: bool, asks: bool) -> None:
        """Show what a press would do now."""
        super().show_call(text, again, is_able=is_able, asks=asks)
        self._dress("anyway", asks)
        if not is_able:
            self._stop_hold()

    def disarm(self) -> None:
        """Forget a first press and a hold."""
        self._stop_hold()
        super().disarm()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hold.isActive():
            painter = QPainter(self)
            share = min(1.0, self._held.elapsed() / HOLD)
            height = space("tight")
            painter.fillRect(
                QRectF(0, self.height() - height, self.width() * share, height), colour("warning")
            )
            painter.end()

    def _stop_hold(self) -> None:
        self._hold.stop()
        self._progress.stop()

    def _on_pressed(self) -> None:
        self._was_held = False
        if self._asks:
            self._held.start()
            self._hold.start()
            self._progress.start()

    def _on_released(self) -> None:
        self._stop_hold()
        self.update()

    def _on_clicked(self) -> None:
        if not self._was_held:
            self.press()

    def _on_hold_timeout(self) -> None:
        self._was_held = True
        self._second.stop()
        self._stop_hold()
        self._label()
        self.pressed_through.emit(True)
