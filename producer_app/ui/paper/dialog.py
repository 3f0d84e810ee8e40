"""The preview of the cue sheets: choose one, look at its pages, export or print it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from producer_app import sheets
from producer_app.core.errors import ProducerError
from producer_app.present.cuesheet import PROOFS, SHEETS, SheetView
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.paper.bars import OutcomeBar, ViewBar
from producer_app.ui.paper.pages import PageList
from producer_app.ui.paper.printing import DPI, paper_for, print_pages
from producer_app.ui.paper.typesetter import Job, Outcome, Typesetter
from producer_app.ui.theme import space

PREVIEW_DPI = 144

_Made = TypeVar("_Made")

ViewFor = Callable[[str], SheetView]

Tables = Callable[[], Sequence[tuple[str, bytes]]]
"""The tables of a proof by their file names; nothing before a run."""


class PaperDialog(QDialog):
    """A window of its own beside the console; ``refresh`` sets the chosen sheet anew.

    ``view_for`` makes the view of a kind of sheet as the plan is now; what it raises is shown.
    """

    def __init__(
        self,
        words: Words,
        view_for: ViewFor,
        parent: QWidget | None = None,
        *,
        show_file: Path | None = None,
        tables: Tables = tuple,
    ) -> None:
        super().__init__(parent)
        self._show_file = show_file or Path("show")
        self._words = words
        self._view_for = view_for
        self._tables = tables
        self._typesetter = Typesetter()
        self._set_of = ""
        named = [(kind, words.say(f"sheet.name_{kind}")) for kind in SHEETS]
        self.bar = ViewBar(words, named)
        self.pages = PageList(PREVIEW_DPI)
        self.outcome = OutcomeBar(words)
        self._arrange()
        self._connect()
        self._show_place()

    @property
    def kind(self) -> str:
        """The kind of sheet that is chosen."""
        return str(self.bar.sheets.currentData())

    def choose(self, kind: str) -> None:
        """Choose a kind of sheet and set it."""
        self.bar.sheets.setCurrentIndex(self.bar.sheets.findData(kind))

    def refresh(self) -> None:
        """Set the chosen sheet as the plan is now; the pages before stay until it is there."""
        view = self._view()
        if view is not None:
            self._set_of = self._what_of(view)
            self._say_busy("setting", sheet=self._name())
            self._typesetter.ask(Job.PREVIEW, lambda _: sheets.preview_pages(view, PREVIEW_DPI))

    def export_to(self, path: Path) -> None:
        """Write the chosen sheet as PDF to that file."""
        view = self._view()
        if view is not None:
            self._say_busy("exporting", name=path.name)
            self._typesetter.ask(Job.EXPORT, lambda wanted: _exported(view, path, wanted))

    def save_tables(self, folder: Path) -> None:
        """Write the tables of the proof into that folder, one file each."""
        tables = self._made(self._tables)
        if not tables:
            self.outcome.say(self._words.say("paper.no_tables"), "error")
            return
        self._say_busy("saving_tables", folder=folder.name or folder)
        stem = self._show_file.stem
        files = [(folder / f"{stem}-{name}", content) for name, content in tables]
        self._typesetter.ask(Job.TABLES, lambda wanted: _saved(files, folder, wanted))

    def print_on(self, printer: QPrinter) -> None:
        """Print the chosen sheet."""
        view = self._view()
        if view is not None:
            self._say_busy("printing", sheet=self._name())
            self._typesetter.ask(Job.PRINT, lambda wanted: _printed(view, printer, wanted))

    def _arrange(self) -> None:
        self.setWindowTitle(self._words.say("paper.window"))
        self.pages.setAccessibleName(self._words.say("paper.pages"))
        column = QVBoxLayout(self)
        column.setSpacing(space("near"))
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.outcome)
        self.resize(1180, 760)

    def _connect(self) -> None:
        self.bar.sheet_chosen.connect(self._on_sheet_chosen)
        self.bar.page_asked.connect(self._on_page_asked)
        self.bar.zoom_asked.connect(self._on_zoom_asked)
        self.bar.refresh.clicked.connect(lambda: self.refresh())
        self.bar.export.clicked.connect(lambda: self._ask_for_file())
        self.bar.print.clicked.connect(lambda: self._ask_for_printer())
        self.bar.tables.clicked.connect(lambda: self._ask_for_folder())
        self.pages.page_changed.connect(lambda _: self._show_place())
        self.pages.zoom_changed.connect(self.bar.show_zoom)
        self.outcome.cancel_asked.connect(self._on_cancel_asked)
        self._typesetter.ended.connect(self._on_typesetter_ended)
        self.destroyed.connect(self._typesetter.cancel)
        for keys, by in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=by: self._on_zoom_asked(by))

    def _view(self) -> SheetView | None:
        return self._made(lambda: self._view_for(self.kind))

    def _made(self, make: Callable[[], _Made]) -> _Made | None:
        try:
            return make()
        except ProducerError as fault:
            self._typesetter.cancel()
            self.outcome.say(told(fault, self._words), "error")
            return None

    def _what_of(self, view: SheetView) -> str:
        """What the pages are of: the plan at that time, or a run."""
        if view.kind in PROOFS:
            return view.head.version.first
        return self._words.say("paper.set_at", time=view.head.printed.text)

    def _name(self) -> str:
        return self.bar.sheets.currentText()

    def _say_busy(self, key: str, **values: object) -> None:
        self.outcome.say(self._words.say(f"paper.{key}", **values), "busy")

    def _show_place(self) -> None:
        self.bar.show_place(self.pages.page, self.pages.count)

    def _ask_for_file(self) -> None:
        home = str(self._show_file.parent)
        dialog = QFileDialog(self, self._words.say("paper.export_title"), home)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self._words.say("paper.pdf_files"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._show_file.stem}-{self.kind}.pdf")
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(
            self, self._words.say("paper.tables_title"), str(self._show_file.parent)
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.save_tables(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_for_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper_for(printer)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.pages.count))
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _on_sheet_chosen(self, kind: object) -> None:
        self.bar.tables.setVisible(kind in PROOFS)
        self.pages.show_pages(())
        self._show_place()
        self.refresh()

    def _on_page_asked(self, by: int) -> None:
        self.pages.show_page(self.pages.page + by)

    def _on_zoom_asked(self, by: int) -> None:
        if by > 0:
            self.pages.enlarge()
        elif by < 0:
            self.pages.reduce()
        else:
            self.pages.fit_width()

    def _on_cancel_asked(self) -> None:
        self._typesetter.cancel()
        self.outcome.say_quietly(self._words.say("paper.cancelled"))

    def _on_typesetter_ended(self, outcome: Outcome) -> None:
        if outcome.fault is not None:
            self.outcome.say(self._said(outcome.fault), "error")
        elif outcome.job is Job.PREVIEW and isinstance(outcome.result, tuple):
            self.pages.show_pages(outcome.result)
            self._show_place()
            if not self._typesetter.is_busy:
                self.outcome.say_quietly(self._set_of)
        elif outcome.job is Job.TABLES:
            self.outcome.say(self._words.say("paper.saved_tables", path=outcome.result), "done")
        elif outcome.job is Job.EXPORT:
            self.outcome.say(self._words.say("paper.exported", path=outcome.result), "done")
        else:
            self.outcome.say(self._words.say("paper.printed", pages=outcome.result), "done")

    def _said(self, fault: Exception) -> str:
        if isinstance(fault, ProducerError):
            return told(fault, self._words)
        return self._words.say("paper.broken", reason=f"{type(fault).__name__}: {fault}")


def _exported(view: SheetView, path: Path, is_wanted: Callable[[], bool]) -> Path:
    sheets.export(view, path, is_wanted)
    return path


def _saved(
    files: Sequence[tuple[Path, bytes]], folder: Path, is_wanted: Callable[[], bool]
) -> Path:
    for path, content in files:
        if is_wanted():
            sheets.put(path, content)
    return folder


def _printed(view: SheetView, printer: QPrinter, is_wanted: Callable[[], bool]) -> int:
    pages = sheets.preview_pages(view, DPI)
    return print_pages(printer, pages) if is_wanted() else 0
