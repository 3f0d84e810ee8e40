"""The drawer of ways back: opened by key, read, one of them applied or none; Esc only closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.show import RoomId
from producer_app.present.recovery import RecoveryView, Search
from producer_app.present.recovery_way import WayView
from producer_app.present.words import Words, both
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.recovery.card import WayCard
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


class WaysPanel(QFrame):
    """One card a way. Number keys and arrows choose, Enter applies; nothing else is done by it."""

    way_asked = Signal(object)
    """The WayView that is to be applied."""
    outdated = Signal()
    """Enter was pressed where the chosen way is gone: the best of the new ones is chosen now."""
    room_chosen = Signal(object)
    closed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: RecoveryView | None = None
        self._chosen: WayView | None = None
        self._is_asking = False
        self._cards: tuple[WayCard, ...] = ()
        self.setObjectName("ways")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.headline = PlainLabel("text_title", bold=True)
        self.about = WrappedLabel()
        self.state = WrappedLabel()
        self._rooms = QHBoxLayout()
        self._scroll = QScrollArea()
        self._lay_out()
        self.hide()

    @property
    def cards(self) -> tuple[WayCard, ...]:
        """The cards shown, best first."""
        return self._cards

    @property
    def chosen(self) -> WayView | None:
        """The way that Enter would apply; None until one is chosen."""
        return self._chosen

    def fitting_height(self, width: int) -> int | None:
        """How high it has to be to say all that it says; None where it has ways to show."""
        return None if self._cards else self.heightForWidth(width)

    def show_state(self, view: RecoveryView) -> None:
        """Show these ways; what was chosen stays so only where the same way is still there."""
        before, self._view = self._view, view
        if view == before:
            return
        self.headline.say(view.headline, "calm" if view.level == "calm" else view.level)
        self.about.say(view.about, "ink_quiet")
        self.about.setVisible(bool(view.about))
        if before is None or view.rooms != before.rooms or view.room != before.room:
            self._show_rooms(view)
        if before is None or view.ways != before.ways:
            is_other = before is None or not before.ways or view.room != before.room
            self._show_ways(view, is_first=is_other)
        self._scroll.setEnabled(view.is_current)
        self._scroll.setVisible(bool(view.ways))
        self._say_state(view)

    def forget(self) -> None:
        """Begin anew: the best of the ways shown next is chosen."""
        self._view = self._chosen = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, view = event.key(), self._view
        digit = key - Qt.Key.Key_0
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        elif view is not None and 1 <= digit <= len(view.ways):
            self._choose(view.ways[digit - 1])
        elif view is not None and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(view.ways, -1 if key == Qt.Key.Key_Up else 1)
        elif view is not None and view.rooms and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(view, -1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        heading = PlainLabel("text_small", bold=True, tone="ink_quiet")
        heading.say(self._words.say("recovery.name"))
        close = QPushButton(self._words.say("recovery.close"))
        close.setProperty("inline", "true")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(close)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, space("tight"), 0)
        self._column.setSpacing(space("tight"))
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        edge = space("near")
        column.setContentsMargins(space("apart"), edge, edge, edge)
        column.setSpacing(space("tight"))
        column.addLayout(head)
        column.addLayout(self._rooms)
        column.addWidget(self.headline)
        column.addWidget(self.about)
        column.addWidget(self.state)
        column.addWidget(self._scroll, 1)

    def _show_rooms(self, view: RecoveryView) -> None:
        _empty(self._rooms)
        for miss in view.rooms:
            button = QPushButton(both(miss.name, miss.figure, " · ").replace("&", "&&"))
            button.setProperty("inline", "true")
            button.setCheckable(True)
            button.setChecked(miss.room == view.room)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, room=miss.room: self.room_chosen.emit(room))
            self._rooms.addWidget(button)
        if view.rooms:
            self._rooms.addStretch()

    def _show_ways(self, view: RecoveryView, *, is_first: bool) -> None:
        _empty(self._column)
        self._cards = tuple(WayCard(way, self._words) for way in view.ways)
        for card in self._cards:
            card.chosen.connect(self._on_card_chosen)
            card.apply_clicked.connect(self._apply)
            self._column.addWidget(card)
        self._column.addStretch()
        same = next((way for way in view.ways if _is_same(way, self._chosen)), None)
        first = view.ways[0] if is_first and view.ways else None
        self._choose(same or first, is_asking=self._is_asking and same is not None)

    def _say_state(self, view: RecoveryView) -> None:
        is_lost = view.is_current and bool(view.ways) and self._chosen is None
        lost = self._words.say("recovery.choose_again")
        aged = view.state if view.search is Search.AGING else ""
        text = both(aged, lost, " ") if is_lost else view.state
        is_bad = is_lost or view.search in (Search.AGAIN, Search.AGING, Search.FAILED)
        self.state.say(text, "warning" if is_bad else "ink_quiet")
        self.setAccessibleName(f"{view.headline}. {view.about}. {text}")

    def _choose(self, way: WayView | None, *, is_asking: bool = False) -> None:
        self._chosen, self._is_asking = way, is_asking
        self._show_chosen()
        if self._view is not None:
            self._say_state(self._view)

    def _show_chosen(self) -> None:
        for card in self._cards:
            is_chosen = card.view == self._chosen
            card.show_chosen(is_chosen=is_chosen, is_asking=is_chosen and self._is_asking)
            if is_chosen:
                self._list.adjustSize()
                self._scroll.ensureWidgetVisible(card, 0, 0)

    def _step(self, ways: tuple[WayView, ...], by: int) -> None:
        if not ways:
            return
        place = ways.index(self._chosen) if self._chosen in ways else -1 if by > 0 else len(ways)
        self._choose(ways[max(0, min(len(ways) - 1, place + by))])

    def _turn(self, view: RecoveryView, by: int) -> None:
        rooms: list[RoomId] = [miss.room for miss in view.rooms]
        place = rooms.index(view.room) if view.room in rooms else 0
        self.room_chosen.emit(rooms[(place + by) % len(rooms)])

    def _apply(self) -> None:
        """Ask for the chosen way; one that breaks a promise only at the second Enter. Where none is
        chosen any more, the best one is, to be looked at first."""
        way, view = self._chosen, self._view
        if view is None:
            return
        if way is None:
            self._step(view.ways, +1)
            if view.is_current and view.ways:
                self.outdated.emit()
            return
        if view.is_current and not way.is_clean and not self._is_asking:
            self._is_asking = True
            self._show_chosen()
            return
        self._is_asking = False
        self._show_chosen()
        self.way_asked.emit(way)

    def _on_card_chosen(self, way: WayView) -> None:
        self.setFocus()
        self._choose(way)


def _is_same(way: WayView, chosen: WayView | None) -> bool:
    """True where it does the same to the same segments, if by other amounts, and breaks the same
    promises."""
    return chosen is not None and (way.deeds, way.breaks) == (chosen.deeds, chosen.breaks)


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (part := layout.takeAt(0)) is not None:
        widget = part.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
