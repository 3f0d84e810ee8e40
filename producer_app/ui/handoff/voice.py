"""An acknowledgement that came by voice: of which handoff, who said it, and for CAN'T why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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
from producer_app.present.handoff import HandoffView
from producer_app.present.words import Words, both
from producer_app.ui.theme import font, space

NAME = 26
"""Letters of a name that are always in sight; longer ones from the show make it wider."""


class VoiceDialog(QDialog):
    """Asks who spoke for the room; Enter confirms the name that stands there."""

    confirmed = Signal(object)

    def __init__(
        self, words: Words, act: Act, view: HandoffView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._act = act
        self.act = _line(words.say(f"handoff.say_{act}"), "text_title")
        self.handoff = _line(both(view.number, both(view.title, view.title_alt)), "text_large")
        self.way = _line(both(view.leaves, view.arrives, " → "), "text")
        self.setWindowTitle(both(view.number, self.act.text(), " · "))
        self.name = QComboBox()
        self.name.setLineEdit(QLineEdit())
        self.name.addItems(list(view.asked))
        self.name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.name.setMinimumContentsLength(
            max(NAME, *(len(name) + 4 for name in ("", *view.asked)))
        )
        self.name.setAccessibleName(words.say("handoff.voice_who"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(words.say("handoff.voice_why"))
        self._lay_out(words)
        self.accepted.connect(self._on_accepted)
        self.name.setFocus()

    def _lay_out(self, words: Words) -> None:
        form = QFormLayout(self)
        form.setSpacing(space("near"))
        for line in (self.act, self.handoff, self.way):
            form.addRow(line)
        form.addRow(QLabel(words.say("handoff.voice_who")), self.name)
        if self._act is Act.CANT:
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

    def _on_accepted(self) -> None:
        by, reason = self.name.currentText().strip(), self.reason.text().strip()
        self.confirmed.emit(Ask(act=self._act, by=by, via=Via.VOICE, reason=reason))


def _line(text: str, size: str) -> QLabel:
    """Words from a show, whole: as plain text that goes on below where it is long."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(size, bold=size != "text"))
    label.setWordWrap(True)
    return label
