"""Other programs in the rooms' window: what is on for them, and how it goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from producer_app.link.pipe import HookNow, ToolsReport
from producer_app.link.presence import Presence
from producer_app.link.tools.osc_in import PORT_TAKEN
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.words import Words
from producer_app.ui.questions import ask_yes
from producer_app.ui.rooms.applied import AppliedPart
from producer_app.ui.rooms.outside_boxes import HookBox, HttpBox, OscInBox, OscOutBox


class OutsidePart(AppliedPart):
    """Asks for ToolSettings."""

    renew_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, "outside.advice", parent)
        self._settings = ToolSettings()
        self._presence = Presence()
        self.http = HttpBox(words)
        self.osc_in = OscInBox(words)
        self.osc_out = OscOutBox(words)
        self.hooks = HookBox(words)
        self.grid.addWidget(self.http, 1, 0, 1, 2)
        self.grid.addWidget(self.osc_in, 2, 0)
        self.grid.addWidget(self.osc_out, 2, 1, 2, 1)
        self.grid.addWidget(self.hooks, 3, 0)
        for box in (self.http, self.osc_in, self.osc_out, self.hooks):
            box.changed.connect(self.judge)
        self.hooks.renew_asked.connect(self._on_renew_asked)
        self.put_back()

    def show_settings(self, settings: ToolSettings, secret: str = "") -> None:
        """Show what the show says now; what was written and not applied is gone."""
        self._settings = settings
        self.http.show_settings(settings.api)
        self.osc_in.show_settings(settings.osc)
        self.osc_out.show_settings(settings.osc)
        self.hooks.show_settings(settings.webhooks)
        if secret:
            self.hooks.show_secret(secret)
        self.judge()
        self.show_presence(self._presence)

    def wanted(self) -> ToolSettings:
        return ToolSettings(
            api=self.http.settings(),
            osc=self.osc_out.settings(self.osc_in.settings()),
            webhooks=self.hooks.settings(),
        )

    def is_new(self) -> bool:
        return self.wanted() != self._settings

    def put_back(self) -> None:
        self.show_settings(self._settings)

    def show_presence(self, presence: Presence) -> None:
        """Show how it goes; to be called with every change."""
        self._presence = presence
        say, report = self._words.say, presence.tools
        is_http = self._settings.api.is_on
        urls = [f"{url}api/v1" for url in (presence.url, *presence.shared.urls) if url]
        at = "outside.http_at" if urls else "outside.http_down"
        self.http.say(say(at, urls=say("errors.joint").join(urls)) if is_http else "")
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

    def _on_renew_asked(self) -> QMessageBox:
        say = self._words.say
        question, yes = say("outside.renew_question"), say("outside.renew_yes")
        return ask_yes(self, self._words, question, yes, self.renew_asked.emit)
