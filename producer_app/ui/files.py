"""Opening, making and copying show files from the window; every dialog opens and calls back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from tzlocal import get_localzone_name

from producer_app.core.blank import blank_show
from producer_app.core.errors import BadInput, ProducerError
from producer_app.present.words import Words
from producer_app.session.session import Session
from producer_app.ui.questions import TypedQuestion


class FileDesk:
    """Says by ``on_open`` which show to open next, by ``on_fault`` what went wrong."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        *,
        on_open: Callable[[Path], object],
        on_fault: Callable[[ProducerError], object],
        home: Path | None = None,
    ) -> None:
        self._parent = parent
        self._words = words
        self._on_open = on_open
        self._on_fault = on_fault
        self._home = home or Path()

    def open(self) -> None:
        """Choose a show file to open."""
        self._choose("files.open", "*.show", self._on_open)

    def new(self) -> None:
        """Choose where a new, empty show goes, make it and open it."""
        self._name("files.new", "*.show", ".show", self._make_new)

    def import_running_order(self) -> None:
        """Choose a running order, then where its show goes; make it and open it."""
        self._choose("files.import", "*.csv *.tsv *.txt", self._import)

    def save_copy(self, session: Session, on_done: Callable[[Path], object]) -> None:
        """Choose where a whole copy of the open show goes."""

        def copy(target: Path) -> None:
            session.save_copy(target)
            on_done(target)

        self._name("files.save_copy", "*.show", ".show", copy)

    def issue(self, on_name: Callable[[str], object]) -> None:
        """Ask who issues this version of the rundown."""

        def judge(name: str) -> str:
            if not name.strip():
                raise BadInput("issue.name", "Write a name.")
            return ""

        text = self._words.say("questions.issue_by")
        TypedQuestion(self._parent, self._words, text, judge, on_name).open()

    def _make_new(self, target: Path) -> None:
        today = dt.datetime.now().astimezone().date()
        show = blank_show(uuid.uuid4().hex, target.stem, today, get_localzone_name())
        Session.create(target, show).close()
        self._on_open(target)

    def _import(self, source: Path) -> None:
        from producer_app.exchange.running_order import read_running_order

        today = dt.datetime.now().astimezone().date()
        show = read_running_order(source, date=today, zone=get_localzone_name())

        def make(target: Path) -> None:
            Session.create(target, show).close()
            self._on_open(target)

        self._name("files.import_as", "*.show", ".show", make)

    def _choose(self, key: str, pattern: str, then: Callable[[Path], object]) -> None:
        dialog = self._dialog(key, pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, then)

    def _name(self, key: str, pattern: str, suffix: str, then: Callable[[Path], object]) -> None:
        dialog = self._dialog(key, pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        self._open(dialog, then)

    def _dialog(self, key: str, pattern: str) -> QFileDialog:
        say = self._words.say
        files = f"{say('files.files')} ({pattern})"
        return QFileDialog(self._parent, say(key), str(self._home), files)

    def _open(self, dialog: QFileDialog, then: Callable[[Path], object]) -> None:
        def take(name: str) -> None:
            try:
                then(Path(name))
            except ProducerError as fault:
                self._on_fault(fault)

        dialog.fileSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
