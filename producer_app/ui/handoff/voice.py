"""An acknowledgement that came by voice: who said it, and for CAN'T why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from producer_app.core.handoff import Act, Ask, Via
from producer_app.present.words import Words


class VoiceDialog(QDialog):
    """Asks who spoke for the room; Enter confirms the name that stands there."""

    confirmed = Signal(object)

    def __init__(
        self, words: Words, act: Act, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._act = act
        self.setWindowTitle(words.say(f"handoff.voice_{act}"))
        self.name = QComboBox()
        self.name.setLineEdit(QLineEdit())
        self.name.addItems(list(names))
        self.name.setAccessibleName(words.say("handoff.voice_who"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(words.say("handoff.voice_why"))
        form = QFormLayout(self)
        form.addRow(QLabel(words.say("handoff.voice_who")), self.name)
        if act is Act.CANT:
            form.addRow(QLabel(words.say("handoff.voice_why")), self.reason)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(
            words.say("handoff.voice_confirm"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(words.say("handoff.voice_cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.ok.setDefault(True)
        self.accepted.connect(self._on_accepted)
        self.name.setFocus()

    def _on_accepted(self) -> None:
        by, reason = self.name.currentText().strip(), self.reason.text().strip()
        self.confirmed.emit(Ask(act=self._act, by=by, via=Via.VOICE, reason=reason))
