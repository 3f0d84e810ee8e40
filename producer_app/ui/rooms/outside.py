"""Other programs in the rooms' window: what is on for them, and how it goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.errors import BadInput
from producer_app.link.pipe import HookNow, ToolsReport
from producer_app.link.presence import Presence
from producer_app.link.tools.osc_in import PORT_TAKEN
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.forms import Sheet
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.questions import ask_yes
from producer_app.ui.rooms.outside_boxes import HookBox, HttpBox, OscInBox, OscOutBox
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


class OutsidePart(QWidget):
    """Nothing is changed before Apply; what cannot be is said in words and changes nothing."""

    adopt_asked = Signal(object)
    """The ToolSettings that somebody wants."""
    renew_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._settings = ToolSettings()
        self._presence = Presence()
        self.http = HttpBox(words)
        self.osc_in = OscInBox(words)
        self.osc_out = OscOutBox(words)
        self.hooks = HookBox(words)
        self.verdict = PlainLabel(bold=True)
        self.apply = QPushButton(words.say("outside.apply"))
        self.drop = QPushButton(words.say("outside.drop"))
        self._lay_out()
        for box in (self.http, self.osc_in, self.osc_out, self.hooks):
            box.changed.connect(self._on_boxes_changed)
        self.hooks.renew_asked.connect(self._on_renew_asked)
        self.apply.clicked.connect(self._on_apply_clicked)
        self.drop.clicked.connect(lambda: self.show_settings(self._settings))
        self.show_settings(self._settings)

    def show_settings(self, settings: ToolSettings, secret: str = "") -> None:
        """Show what the show says now; what was written and not applied is gone."""
        self._settings = settings
        self.http.show_settings(settings.api)
        self.osc_in.show_settings(settings.osc)
        self.osc_out.show_settings(settings.osc)
        self.hooks.show_settings(settings.webhooks)
        if secret:
            self.hooks.show_secret(secret)
        self._on_boxes_changed()
        self.show_presence(self._presence)

    def show_fault(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.verdict.say(sentence, "error")

    def show_presence(self, presence: Presence) -> None:
        """Show how it goes; to be called with every change."""
        self._presence = presence
        say, report = self._words.say, presence.tools
        is_http = self._settings.api.is_on
        at = "outside.http_at" if presence.url else "outside.http_down"
        self.http.say(say(at, url=presence.url) if is_http else "")
        self._show_osc(report)
        hooks = [self._told_hook(hook) for hook in report.hooks]
        is_ill = any(hook.fault or hook.lost for hook in report.hooks)
        self.hooks.say("\n".join(hooks), "warning" if is_ill else "ink_quiet")

    def _show_osc(self, report: ToolsReport) -> None:
        say, joint = self._words.say, self._words.say("errors.joint")
        lines = []
        if report.osc_fault == PORT_TAKEN:
            why = say("outside.port_taken", port=self._settings.osc.port)
            lines.append(say("outside.osc_fault", why=why))
        elif report.osc_fault:
            lines.append(say("outside.osc_fault", why=report.osc_fault))
        if report.osc_from:
            lines.append(say("outside.osc_from", addresses=joint.join(report.osc_from)))
        is_ill = bool(lines)
        if report.osc:
            lines.insert(0, say("outside.osc_at", addresses=joint.join(report.osc)))
        self.osc_in.say("\n".join(lines), "warning" if is_ill else "ink_quiet")

    def _told_hook(self, hook: HookNow) -> str:
        say = self._words.say
        if not hook.fault and not hook.lost:
            return say("outside.hook_well", url=hook.url, sent=hook.sent)
        return say(
            "outside.hook_ill",
            url=hook.url,
            sent=hook.sent,
            waiting=hook.waiting,
            lost=hook.lost,
            why=hook.fault,
        )

    def _written(self) -> ToolSettings:
        """What stands in the boxes; BadInput for what is none."""
        return ToolSettings(
            api=self.http.settings(),
            osc=self.osc_out.settings(self.osc_in.settings()),
            webhooks=self.hooks.settings(),
        )

    def _on_boxes_changed(self) -> None:
        try:
            written = self._written()
        except BadInput as fault:
            self.verdict.say(told(fault, self._words), "error")
            self._enable(can_apply=False, can_drop=True)
            return
        is_new = written != self._settings
        key = "outside.unapplied" if is_new else "outside.applied"
        self.verdict.say(self._words.say(key), "warning" if is_new else "ink_quiet")
        self._enable(can_apply=is_new, can_drop=is_new)

    def _enable(self, *, can_apply: bool, can_drop: bool) -> None:
        self.apply.setEnabled(can_apply)
        self.drop.setEnabled(can_drop)

    def _on_apply_clicked(self) -> None:
        self.adopt_asked.emit(self._written())

    def _on_renew_asked(self) -> QMessageBox:
        say = self._words.say
        question, yes = say("outside.renew_question"), say("outside.renew_yes")
        return ask_yes(self, self._words, question, yes, self.renew_asked.emit)

    def _lay_out(self) -> None:
        advice = WrappedLabel()
        advice.say(self._words.say("outside.advice"), "ink_quiet")
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, space("near"), 0, 0)
        grid.setSpacing(space("near"))
        grid.addWidget(advice, 0, 0, 1, 2)
        grid.addWidget(self.http, 1, 0, 1, 2)
        grid.addWidget(self.osc_in, 2, 0)
        grid.addWidget(self.osc_out, 2, 1, 2, 1)
        grid.addWidget(self.hooks, 3, 0)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(space("near"))
        foot.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.drop, self.apply):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space("near"))
        whole.addWidget(Sheet(inner), 1)
        whole.addLayout(foot)
