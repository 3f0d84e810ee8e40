"""The preview of the cue sheets, driven with real keys and clicks, typeset for real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.core.budget.proof import as_run
from producer_app.core.errors import EnvironmentFault
from producer_app.core.show import Method, Show, TalentId
from producer_app.core.timing import plan_times
from producer_app.exchange.proof_csv import proof_tables
from producer_app.present.cuesheet import SHEETS, SheetView
from producer_app.present.words import words
from producer_app.ui.paper.dialog import PaperDialog
from producer_app.ui.paper.printing import paper_for
from producer_app.ui.paper.typesetter import Job, Outcome, Typesetter
from tests.builders import a_segment, a_show, an_artist
from tests.core.budget.proven import a_rule, an_evening, it_ran
from tests.sheets.views import a_sheet


def a_long_show() -> Show:
    return a_show(*(a_segment(str(n), title_alt=f"节目{n}") for n in range(1, 41)))


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PaperDialog]:
    shown = PaperDialog(words("en"), lambda kind: a_sheet(a_long_show(), kind))
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    settled(qtbot, shown)


def settled(qtbot: QtBot, dialog: PaperDialog) -> None:
    qtbot.waitUntil(lambda: dialog.outcome.level != "busy", timeout=30_000)


def refreshed(qtbot: QtBot, dialog: PaperDialog) -> None:
    dialog.refresh()
    settled(qtbot, dialog)


def click(qtbot: QtBot, dialog: PaperDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_offers_every_sheet_by_its_name(dialog: PaperDialog) -> None:
    choice = dialog.bar.sheets

    assert [choice.itemData(n) for n in range(choice.count())] == list(SHEETS)
    assert choice.itemText(1) == "STAGE MANAGER"


def test_setting_a_sheet_shows_progress_and_then_its_pages(
    qtbot: QtBot, dialog: PaperDialog
) -> None:
    dialog.refresh()

    assert dialog.outcome.level == "busy"
    assert dialog.outcome.cancel.isVisible()
    settled(qtbot, dialog)
    assert dialog.pages.count > 2
    assert dialog.bar.place() == f"Page 1 of {dialog.pages.count}"
    assert dialog.outcome.level == "quiet"
    assert "2026-12-31 19:00" in dialog.outcome.text()


def test_choosing_another_sheet_sets_it(qtbot: QtBot, dialog: PaperDialog) -> None:
    refreshed(qtbot, dialog)

    qtbot.keyClick(dialog.bar.sheets, Qt.Key.Key_Down)
    settled(qtbot, dialog)

    assert dialog.kind == "stage"
    assert dialog.pages.count == 1


def test_pages_are_turned_with_buttons_and_keys(qtbot: QtBot, dialog: PaperDialog) -> None:
    refreshed(qtbot, dialog)

    click(qtbot, dialog, "next")
    assert dialog.bar.place().startswith("Page 2 of")
    qtbot.keyClick(dialog.pages, Qt.Key.Key_PageUp)
    assert dialog.bar.place().startswith("Page 1 of")
    qtbot.keyClick(dialog.pages, Qt.Key.Key_End)
    assert dialog.pages.page == dialog.pages.count
    click(qtbot, dialog, "next")
    assert dialog.pages.page == dialog.pages.count


def test_the_size_follows_the_window_until_it_is_chosen(qtbot: QtBot, dialog: PaperDialog) -> None:
    refreshed(qtbot, dialog)
    fitted = dialog.pages.zoom

    click(qtbot, dialog, "larger")
    assert dialog.pages.zoom > fitted
    qtbot.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pages.zoom == fitted
    dialog.resize(700, 500)
    assert dialog.pages.zoom < fitted


def test_what_the_window_cannot_make_is_said_in_place(qtbot: QtBot) -> None:
    def refuse(kind: str) -> SheetView:
        raise EnvironmentFault("disk", "The show file is gone; put the stick back.")

    dialog = PaperDialog(words("en"), refuse)
    qtbot.addWidget(dialog)

    dialog.refresh()

    assert (dialog.outcome.level, dialog.outcome.text()) == (
        "error",
        "The show file is gone; put the stick back.",
    )


def test_a_letter_without_a_font_does_not_stop_a_sheet(qtbot: QtBot) -> None:
    show = a_show(a_segment("B7", title="Night \U0010fffd"))
    dialog = PaperDialog(words("en"), lambda kind: a_sheet(show, kind))
    qtbot.addWidget(dialog)
    dialog.show()

    refreshed(qtbot, dialog)

    assert dialog.pages.count == 1
    assert dialog.outcome.level == "quiet"


def test_a_sheet_that_cannot_be_set_is_said_in_place_and_can_be_dismissed(qtbot: QtBot) -> None:
    view = replace(a_sheet(a_show(a_segment("B7"))), template="no-such-template")
    dialog = PaperDialog(words("en"), lambda kind: view)
    qtbot.addWidget(dialog)
    dialog.show()

    refreshed(qtbot, dialog)

    assert dialog.outcome.level == "error"
    assert "no-such-template" in dialog.outcome.text()
    buttons = [b for b in dialog.outcome.findChildren(QPushButton) if b.isVisible()]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert dialog.outcome.level == "quiet"


def test_the_proofs_are_offered_and_say_what_to_do_before_a_run(
    qtbot: QtBot, dialog: PaperDialog
) -> None:
    refreshed(qtbot, dialog)

    dialog.choose("ad-proof")
    settled(qtbot, dialog)

    assert dialog.bar.sheets.currentText() == "AD PROOF"
    assert dialog.pages.count == 1
    assert dialog.outcome.text() == "NO RUN YET"


def test_a_proof_says_of_which_run_it_is(qtbot: QtBot) -> None:
    show = an_evening()
    run = it_ran(show)
    aired = as_run(plan_times(show), run, run.last_event)
    dialog = PaperDialog(words("en"), lambda kind: a_sheet(show, kind, aired=aired))
    qtbot.addWidget(dialog)

    dialog.choose("sponsor-proof")
    settled(qtbot, dialog)

    assert dialog.outcome.text() == "AS RUN: SHOW 1"
    assert dialog.pages.count == 1


def test_export_writes_the_chosen_sheet_and_says_where(
    qtbot: QtBot, dialog: PaperDialog, tmp_path: Path
) -> None:
    path = tmp_path / "lighting.pdf"
    dialog.choose("lighting")

    qtbot.mouseClick(dialog.bar.export, Qt.MouseButton.LeftButton)
    asking = dialog.findChild(QFileDialog)
    assert asking is not None
    assert Path(asking.selectedFiles()[0]).name == "show-lighting.pdf"
    asking.fileSelected.emit(str(path))
    asking.close()
    settled(qtbot, dialog)

    assert path.read_bytes().startswith(b"%PDF-")
    assert (dialog.outcome.level, str(path) in dialog.outcome.text()) == ("done", True)
    assert dialog.pages.count == 1


def test_an_export_that_fails_says_what_to_do(
    qtbot: QtBot, dialog: PaperDialog, tmp_path: Path
) -> None:
    dialog.export_to(tmp_path / "nowhere" / "x.pdf")
    settled(qtbot, dialog)

    assert dialog.outcome.level == "error"
    assert "make it or choose another one" in dialog.outcome.text()


def test_printing_puts_every_page_on_a4_across(
    qtbot: QtBot, dialog: PaperDialog, tmp_path: Path
) -> None:
    refreshed(qtbot, dialog)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper_for(printer)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    dialog.print_on(printer)
    settled(qtbot, dialog)

    assert dialog.outcome.text() == f"Sent to the printer: {dialog.pages.count} pages."
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert printed.count(b"/Type /Page\n") == dialog.pages.count
    assert b"842" in printed


def test_a_sheet_that_stands_upright_is_printed_upright(qtbot: QtBot, tmp_path: Path) -> None:
    show = a_show(a_segment("1", talent=(TalentId("li"),)), talent=(an_artist("li"),))
    dialog = PaperDialog(words("en"), lambda kind: a_sheet(show, kind))
    qtbot.addWidget(dialog)
    dialog.choose("artist")
    settled(qtbot, dialog)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper_for(printer)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    dialog.print_on(printer)
    settled(qtbot, dialog)

    assert dialog.outcome.text() == "Sent to the printer: 2 pages."
    printed = (tmp_path / "printed.pdf").read_bytes()
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    assert boxes
    assert all(float(height) > float(width) for width, height in boxes)


def test_cancelling_keeps_the_pages_that_were_there(qtbot: QtBot, dialog: PaperDialog) -> None:
    refreshed(qtbot, dialog)
    before = dialog.pages.count

    dialog.choose("rundown")
    dialog.refresh()
    qtbot.mouseClick(dialog.outcome.cancel, Qt.MouseButton.LeftButton)

    assert dialog.outcome.text().startswith("Cancelled")
    qtbot.wait(300)
    assert (dialog.outcome.level, dialog.pages.count) == ("quiet", before)


def test_an_export_that_is_cancelled_writes_nothing(
    qtbot: QtBot, dialog: PaperDialog, tmp_path: Path
) -> None:
    dialog.export_to(tmp_path / "rundown.pdf")
    dialog.outcome.cancel.click()

    qtbot.waitUntil(lambda: not any(thread.name == "typesetter" for thread in enumerate_threads()))
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_fault_of_the_program_is_shown_and_the_window_lives_on(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    good = a_sheet(a_long_show())
    views = [replace(good, printed="never"), good]
    dialog = PaperDialog(words("en"), lambda kind: views.pop(0))
    qtbot.addWidget(dialog)

    refreshed(qtbot, dialog)

    assert dialog.outcome.level == "error"
    assert "fault in the program (TypeError" in dialog.outcome.text()
    assert "A sheet could not be set" in caplog.text
    refreshed(qtbot, dialog)
    assert dialog.pages.count > 2


def test_the_newest_of_many_sheets_wins(qtbot: QtBot) -> None:
    typesetter, gate, done = Typesetter(), Event(), list[object]()
    typesetter.ended.connect(done.append)
    ran: list[int] = []

    def work(number: int) -> object:
        if number == 1:
            gate.wait(10)
        ran.append(number)
        return number

    for number in (1, 2, 3):
        typesetter.ask(Job.PREVIEW, lambda _, number=number: work(number))
    gate.set()
    qtbot.waitUntil(lambda: bool(done))

    assert ran == [1, 3]
    assert done == [Outcome(job=Job.PREVIEW, result=3)]
    assert not typesetter.is_busy


def test_a_window_that_goes_while_a_sheet_is_being_set_takes_nothing_with_it(
    qtbot: QtBot,
) -> None:
    dialog = PaperDialog(words("en"), lambda kind: a_sheet(a_long_show(), kind))
    dialog.refresh()

    dialog.deleteLater()

    with qtbot.waitSignal(dialog.destroyed):
        pass
    qtbot.waitUntil(lambda: not any(thread.name == "typesetter" for thread in enumerate_threads()))


def test_rich_text_in_a_name_is_plain_in_the_window(
    qtbot: QtBot, dialog: PaperDialog, tmp_path: Path
) -> None:
    dialog.export_to(tmp_path / "nowhere" / "<b>sheet<b>.pdf")
    settled(qtbot, dialog)

    assert "<b>sheet<b>.pdf" in dialog.outcome.text()


def test_the_tables_of_a_proof_are_saved_beside_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    show = an_evening(ad_rules=(a_rule(Method.CLOCK_HOUR, title="An hour"),))
    run = it_ran(show)
    aired = as_run(plan_times(show), run, run.last_event)
    dialog = PaperDialog(
        words("en"),
        lambda kind: a_sheet(show, kind, aired=aired),
        show_file=tmp_path / "gala.show",
        tables=lambda: [(table.name, table.content) for table in proof_tables(aired)],
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.bar.tables.isVisible()
    dialog.choose("ad-proof")
    settled(qtbot, dialog)

    qtbot.mouseClick(dialog.bar.tables, Qt.MouseButton.LeftButton)
    asking = dialog.findChild(QFileDialog)
    assert asking is not None
    asking.selectFile(str(tmp_path))
    asking.accept()
    settled(qtbot, dialog)

    assert dialog.outcome.text() == f"Tables saved in {tmp_path}."
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "gala-show-1-rule-01-an-hour.csv",
        "gala-show-1-sponsor-01-acme.csv",
    ]


def test_without_a_run_there_is_no_table_to_save(
    qtbot: QtBot, dialog: PaperDialog, tmp_path: Path
) -> None:
    dialog.save_tables(tmp_path)

    assert dialog.outcome.level == "error"
    assert "rehearse or run the show first" in dialog.outcome.text()
    assert list(tmp_path.iterdir()) == []


def test_tables_that_cannot_be_written_say_so(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = PaperDialog(
        words("en"), lambda kind: a_sheet(a_long_show(), kind), tables=lambda: [("a.csv", b"x")]
    )
    qtbot.addWidget(dialog)

    dialog.save_tables(tmp_path / "gone")
    settled(qtbot, dialog)

    assert dialog.outcome.level == "error"
    assert "There is no folder" in dialog.outcome.text()
