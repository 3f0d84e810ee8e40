"""Flagged wording at the console: the list that holds, what is let stand and what taken back."""

from __future__ import annotations

import getpass
import uuid

from PySide6.QtCore import QFileSystemWatcher, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from producer_app.core.checks import Standards
from producer_app.core.edits import Edit
from producer_app.core.errors import BadInput, EnvironmentFault, Refused
from producer_app.core.show import WaiverId
from producer_app.exchange.wording import HouseStandards
from producer_app.present.errors import told
from producer_app.present.wording import FlagView, let_stand, taken_back
from producer_app.ui.console import Console


class WordingDesk(QObject):
    """Answers what the findings ask about wording, and keeps an eye on the house's own list."""

    list_changed = Signal()
    """The house's own list was changed."""

    def __init__(self, window: Console) -> None:
        super().__init__(window)
        self._window = window
        self._house = HouseStandards()
        self._told: BadInput | EnvironmentFault | None = None
        self._watcher = QFileSystemWatcher(self)
        panel = window.panels.findings
        panel.stand_asked.connect(self._on_stand_asked)
        panel.take_back_asked.connect(self._on_take_back_asked)
        panel.strip.list_asked.connect(self._on_list_asked)
        panel.strip.show_name(window.memory.signer or _login())
        panel.strip.explain_list(str(self._house.path))
        self._watcher.fileChanged.connect(lambda _: self._on_list_changed())
        self._watch()

    def standards(self) -> Standards:
        """What wording and prizes are held against now; what is wrong with the house's own list is
        said once."""
        found, fault = self._house.now(), self._house.fault
        if fault is not None and fault is not self._told:
            self._window.panels.notice.say(told(fault, self._window.words), "warning")
        self._told = fault
        return found

    def _on_stand_asked(self, flag: FlagView, note: str, by: str) -> None:
        window = self._window
        strip = window.panels.findings.strip
        at, key = window.session.clock.now(), WaiverId(uuid.uuid4().hex)
        try:
            edit = let_stand(flag, note, by, at, key)
        except Refused as refusal:
            strip.refuse(told(refusal, window.words))
            return
        if self._edit(edit):
            window.memory.signer = by.strip()
            strip.settled(flag)
            window.panels.findings.setFocus()

    def _on_take_back_asked(self, waiver: WaiverId) -> None:
        if self._edit(taken_back(waiver)):
            self._window.panels.findings.setFocus()

    def _on_list_asked(self) -> None:
        window = self._window
        try:
            path = self._house.start()
        except EnvironmentFault as fault:
            window.bridge.refused.emit(fault)
            return
        self._watch()
        window.panels.notice.say(window.words.say("wording.list_opened", path=path), "done")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_list_changed(self) -> None:
        """Editors put a new file in the place of the old one, so it is watched anew."""
        self._watch()
        self.list_changed.emit()

    def _watch(self) -> None:
        if self._house.path.exists():
            self._watcher.addPath(str(self._house.path))

    def _edit(self, edit: Edit) -> bool:
        window = self._window
        return window.bridge.attempt(
            lambda yes: window.session.edit(edit, "findings", confirmed=yes)
        )


def _login() -> str:
    """Who is at this machine, as far as it knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
