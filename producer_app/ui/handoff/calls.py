"""The buttons of one handoff: each asks for one act, and only what the state allows is enabled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from producer_app.core.handoff import Act, Ask
from producer_app.present.handoff import HandoffView
from producer_app.present.words import Words
from producer_app.ui.handoff.call_button import CallButton, GoButton, TwiceButton
from producer_app.ui.handoff.voice import VoiceDialog
from producer_app.ui.theme import size, space

DIRECTOR = "director"
"""Who the log says called from this console."""

_VOICE = (Act.READY, Act.LIVE, Act.RETURN, Act.CANT, Act.ACK)


class Calls(QWidget):
    """Standby, GO, Return, Recall, Skip, Re-arm, and what a voice may confirm."""

    asked = Signal(object)
    """An Ask of the handoff that is shown."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: HandoffView | None = None
        self.standby = CallButton(words.say("handoff.do_standby"), "standby")
        self.go = GoButton()
        self.back = CallButton(words.say("handoff.do_return"))
        self.recall = TwiceButton(words.say("handoff.do_recall"))
        self.skip = CallButton(words.say("handoff.do_skip"))
        self.rearm = CallButton(words.say("handoff.do_rearm"))
        self.voice = CallButton(words.say("handoff.do_voice"))
        self._lay_out()
        self._build_menu()
        self._by_act = {
            Act.STANDBY: self.standby,
            Act.RETURN: self.back,
            Act.SKIP: self.skip,
            Act.REARM: self.rearm,
        }
        self.standby.clicked.connect(self._on_standby_clicked)
        self.go.pressed_through.connect(self._on_go_pressed_through)
        self.back.clicked.connect(self._on_back_clicked)
        self.recall.pressed_through.connect(self._on_recall_pressed_through)
        self.skip.clicked.connect(self._on_skip_clicked)
        self.rearm.clicked.connect(self._on_rearm_clicked)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space("tight"))
        for button in (self.standby, self.go):
            button.setMinimumHeight(size("row") + space("near"))
        grid.addWidget(self.standby, 0, 0, 1, 2)
        grid.addWidget(self.go, 0, 2, 1, 4)
        small = (self.back, self.recall, self.skip, self.rearm, self.voice)
        row = QHBoxLayout()
        row.setSpacing(space("tight"))
        for button in small:
            button.setProperty("compact", True)
            row.addWidget(button, 1)
        grid.addLayout(row, 1, 0, 1, 6)

    def _build_menu(self) -> None:
        menu = QMenu(self.voice)
        self.voice_actions: dict[Act, QAction] = {}
        for act in _VOICE:
            action = menu.addAction(self._words.say(f"handoff.voice_{act}"))
            action.setData(act)
            self.voice_actions[act] = action
        menu.triggered.connect(self._on_menu_triggered)
        self.voice.setMenu(menu)

    def show_state(self, view: HandoffView) -> None:
        """Enable what may be done with this handoff now."""
        if self._view is None or self._view.id != view.id:
            self.go.disarm()
            self.recall.disarm()
        self._view = view
        say = self._words.say
        key = "handoff.do_go_hold" if view.needs_override else "handoff.do_go"
        self.go.show_call(
            say(key, number=view.number),
            say("handoff.go_again"),
            is_able=Act.GO in view.acts,
            asks=view.needs_override,
        )
        self.recall.show_call(
            say("handoff.do_recall"),
            say("handoff.recall_again"),
            is_able=Act.RECALL in view.acts,
            asks=view.recall_aborts,
        )
        self.go.setToolTip(say("handoff.go_hint") if view.needs_override else "")
        for act, button in self._by_act.items():
            button.enable(act in view.acts)
        for act, action in self.voice_actions.items():
            action.setEnabled(act in view.voice)
        self.voice.enable(bool(view.voice))

    def ask(self, act: Act) -> None:
        """Ask for this act of the handoff, whether or not it is allowed: the refusal says why."""
        self.asked.emit(Ask(act=act, by=DIRECTOR))

    def _on_standby_clicked(self) -> None:
        self.ask(Act.STANDBY)

    def _on_go_pressed_through(self, is_forced: bool) -> None:
        self.asked.emit(Ask(act=Act.GO, by=DIRECTOR, is_forced=is_forced))

    def _on_back_clicked(self) -> None:
        self.ask(Act.RETURN)

    def _on_recall_pressed_through(self, _: bool) -> None:
        self.ask(Act.RECALL)

    def _on_skip_clicked(self) -> None:
        self.ask(Act.SKIP)

    def _on_rearm_clicked(self) -> None:
        self.ask(Act.REARM)

    def _on_menu_triggered(self, action: QAction) -> None:
        if self._view is None:
            return
        dialog = VoiceDialog(self._words, Act(action.data()), self._view, self)
        dialog.confirmed.connect(self.asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
