"""Ad rules from presets, from other shows and to a file, with real keys and real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Edit, Several
from producer_app.core.show import Output, RoomId, Show
from producer_app.exchange.rule_files import read_shared
from producer_app.exchange.samples import read_sample
from producer_app.present.words import words
from producer_app.session.session import Session
from producer_app.ui.book import BookWindow
from producer_app.ui.book.preset_chooser import PresetChooser
from producer_app.ui.book.rule_taking import RuleTaking
from producer_app.ui.theme import dress
from producer_app.ui.wrapped import WrappedLabel
from tests.builders import SHOP, STAGE, a_segment, a_shop, a_show, a_stage

KEY = Qt.Key
NIGHT = read_sample("super-night")
OUTPUTS = (Output(name="TV"), Output(name="Phone"))


class Desk:
    """The book at its chapter of rules; every edit that it asks for is made."""

    def __init__(self, book: BookWindow, show: Show) -> None:
        self.book, self.show = book, show
        self.edits: list[Edit] = []
        book.edit_asked.connect(self.take)
        book.show_state(show)
        book.open_at("ad_rules")

    def take(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.show = edit.apply(self.show)
        self.book.show_state(self.show)

    @property
    def said(self) -> str:
        trouble = self.book.pages["ad_rules"].trouble
        return trouble.text() if trouble.isVisible() else ""


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    book = BookWindow(words("en"))
    qtbot.addWidget(book)
    book.show()
    book.activateWindow()
    qtbot.waitUntil(book.isActiveWindow)
    rooms = (a_stage(outputs=OUTPUTS), a_shop())
    return Desk(book, a_show(a_segment("1"), rooms=rooms))


def chooser(desk: Desk, qtbot: QtBot) -> PresetChooser:
    qtbot.mouseClick(desk.book.rule_tools.preset, Qt.MouseButton.LeftButton)
    found = desk.book.findChild(PresetChooser)
    assert isinstance(found, PresetChooser)
    qtbot.waitUntil(found.isVisible)
    return found


def card_text(chosen: PresetChooser) -> str:
    labels = chosen.card.findChildren(WrappedLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_preset_is_found_and_added_with_the_keys_as_one_step(desk: Desk, qtbot: QtBot) -> None:
    chosen = chooser(desk, qtbot)
    qtbot.keyClicks(chosen.search, "pure stage")
    assert chosen.preset is not None
    assert chosen.preset.id == "house_pure_stage"

    with qtbot.waitSignal(chosen.chosen):
        qtbot.keyClick(chosen.search, KEY.Key_Return)

    (edit,) = desk.edits
    assert isinstance(edit, Several)
    assert edit.label == "add_preset"
    assert [rule.preset for rule in desk.show.ad_rules] == ["house_pure_stage"] * 4
    assert {(rule.room, rule.output) for rule in desk.show.ad_rules} == {(STAGE, "")}
    assert desk.book.pages["ad_rules"].list.chosen == desk.show.ad_rules[0].id


def test_a_preset_is_for_the_output_that_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    chosen = chooser(desk, qtbot)
    chosen.list.choose("cn61_hour")
    chosen.output.setFocus()
    qtbot.keyClick(chosen.output, KEY.Key_Down)
    assert chosen.output.currentText() == "TV"

    qtbot.mouseClick(chosen.add, Qt.MouseButton.LeftButton)

    (rule,) = desk.show.ad_rules
    assert (rule.room, rule.output) == (STAGE, "TV")


def test_another_room_has_its_own_outputs(desk: Desk, qtbot: QtBot) -> None:
    chosen = chooser(desk, qtbot)
    qtbot.keyClick(chosen.output, KEY.Key_Down)
    qtbot.keyClick(chosen.room, KEY.Key_Down)
    assert [chosen.output.itemText(n) for n in range(chosen.output.count())] == ["All outputs"]

    chosen.list.choose("cn61_hour")
    qtbot.mouseClick(chosen.add, Qt.MouseButton.LeftButton)

    (rule,) = desk.show.ad_rules
    assert (rule.room, rule.output) == (SHOP, "")


def test_the_chosen_preset_says_all_there_is_to_know(desk: Desk, qtbot: QtBot) -> None:
    chosen = chooser(desk, qtbot)

    chosen.list.choose("uk_psb")
    said = card_text(chosen)
    for part in ("Unverified", "no break longer than 3:50", "Ofcom COSTA", "as of 2023-09-19"):
        assert part in said
    assert chosen.card.status.property("tone") == "warning"

    chosen.list.choose("cn61_hour")
    assert "no break" not in card_text(chosen)
    assert chosen.card.status.property("tone") == "ink_quiet"


def test_where_there_is_no_limit_there_is_nothing_to_add(desk: Desk, qtbot: QtBot) -> None:
    chosen = chooser(desk, qtbot)

    chosen.list.choose("ca_none")

    assert "No rule" in card_text(chosen)
    assert not chosen.add.isEnabled()
    qtbot.keyClick(chosen.search, KEY.Key_Return)
    assert desk.edits == []


def test_esc_leaves_the_presets_and_adds_nothing(desk: Desk, qtbot: QtBot) -> None:
    chosen = chooser(desk, qtbot)
    qtbot.keyClick(chosen, KEY.Key_Escape)
    qtbot.waitUntil(lambda: desk.book.findChild(PresetChooser) is None)
    assert desk.edits == []


def test_a_show_without_a_room_says_that_a_rule_needs_one(desk: Desk, qtbot: QtBot) -> None:
    desk.book.show_state(replace(desk.show, rooms=(), segments=()))
    qtbot.mouseClick(desk.book.rule_tools.preset, Qt.MouseButton.LeftButton)
    assert "add one in Rooms first" in desk.said


def test_rules_go_from_one_show_to_another_by_a_file(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "night.rules.toml"
    desk.book.show_state(NIGHT)
    desk.book.rule_tools.save_to(path)
    assert desk.said == "Saved to night.rules.toml"
    assert len(read_shared(path)) == len(NIGHT.ad_rules)

    desk.book.show_state(desk.show)
    taking = desk.book.rule_tools.open_rules_of(path)
    assert taking.take.text() == f"Take {len(NIGHT.ad_rules)}"
    taking.list.setFocus()
    qtbot.keyClick(taking.list, KEY.Key_Return)
    assert taking.take.text() == f"Take {len(NIGHT.ad_rules) - 1}"
    qtbot.mouseClick(taking.take, Qt.MouseButton.LeftButton)

    (edit,) = desk.edits
    assert isinstance(edit, Several)
    assert edit.label == "take_ad_rules"
    titles = [rule.title for rule in NIGHT.ad_rules[1:]]
    assert [rule.title for rule in desk.show.ad_rules] == titles
    assert {rule.room for rule in desk.show.ad_rules} == {STAGE}
    assert not {rule.id for rule in desk.show.ad_rules} & {rule.id for rule in NIGHT.ad_rules}


def test_rules_that_are_here_already_are_not_taken_twice(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    Session.create(path, NIGHT).close()
    desk.book.show_state(NIGHT)

    taking = desk.book.rule_tools.open_rules_of(path)

    assert taking.ticked == ()
    assert not taking.take.isEnabled()


def test_rules_without_a_room_here_cannot_be_ticked(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "night.rules.toml"
    desk.book.show_state(NIGHT)
    desk.book.rule_tools.save_to(path)
    desk.book.show_state(a_show(rooms=(a_shop(id=RoomId("cellar"), name="Cellar"),)))

    taking = desk.book.rule_tools.open_rules_of(path)
    taking.list.setFocus()
    qtbot.keyClick(taking.list, KEY.Key_Return)

    assert taking.ticked == ()
    assert "no room here" in taking.list.item(0).text()


def test_a_file_that_holds_no_rules_is_refused_below_the_list(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "holiday.show"
    other.write_text("a diary", encoding="utf-8")
    qtbot.mouseClick(desk.book.rule_tools.take, Qt.MouseButton.LeftButton)
    (dialog,) = desk.book.findChildren(QFileDialog)

    dialog.fileSelected.emit(str(other))

    assert "holiday.show is not a show file" in desk.said
    assert desk.book.findChild(RuleTaking) is None
    dialog.reject()


def test_a_file_is_asked_for_where_the_rules_go(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.mouseClick(desk.book.rule_tools.save, Qt.MouseButton.LeftButton)
    (dialog,) = desk.book.findChildren(QFileDialog)
    assert dialog.defaultSuffix() == "rules.toml"

    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "night.rules.toml"))

    assert "choose another folder" in desk.said
    dialog.reject()
