"""What there is to do with ad rules besides writing them: presets, taking over, saving."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from producer_app.core.ad_presets import Preset, Shared, preset_added, rules_taken, shared_of
from producer_app.core.edits import Edit, Put, Several
from producer_app.core.errors import ProducerError, Refused
from producer_app.core.show import AdRule, Room
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.rule_files import SUFFIX, read_shared, write_shared
from producer_app.present.words import Words
from producer_app.ui.book.page import ChapterPage
from producer_app.ui.book.preset_chooser import PresetChooser
from producer_app.ui.book.rule_taking import RuleTaking
from producer_app.ui.theme import space


class RuleTools(QWidget):
    """Three buttons below the list of rules; what comes of them is one edit of the page."""

    def __init__(self, page: ChapterPage, words: Words, home: Path | None = None) -> None:
        super().__init__()
        self._page = page
        self._words = words
        self._home = home or Path()
        self.preset = self._button("from_preset", self._on_preset_clicked)
        self.take = self._button("take_from", self._on_take_clicked)
        self.save = self._button("save_rules", self._on_save_clicked)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space("near"))
        grid.addWidget(self.preset, 0, 0, 1, 2)
        grid.addWidget(self.take, 1, 0)
        grid.addWidget(self.save, 1, 1)

    def open_presets(self) -> PresetChooser:
        """The presets, for the room of the rule that is chosen or else the stage.

        Refused where the show has no room; BadInput where the console's own table is damaged.
        """
        show = self._page.shown
        rule = self._page.chosen
        room = show.by_id.get(rule.room) if isinstance(rule, AdRule) else None
        room = room if isinstance(room, Room) else show.stage() or next(iter(show.rooms), None)
        if room is None:
            raise Refused("room.none", "The show has no room yet: add one in Rooms first.")
        chooser = PresetChooser(presets(), show, room, self._words, self.window())
        chooser.chosen.connect(self._on_preset_chosen)
        chooser.open()
        return chooser

    def open_rules_of(self, path: Path) -> RuleTaking:
        """The rules of that file; BadInput where it holds none."""
        shared = read_shared(path)
        taking = RuleTaking(path.name, shared, self._page.shown, self._words, self.window())
        taking.chosen.connect(self._on_rules_chosen)
        taking.open()
        return taking

    def save_to(self, path: Path) -> None:
        """Write the show's rules to a file; EnvironmentFault where that cannot be."""
        write_shared(path, shared_of(self._page.shown))
        self._page.tell(self._words.say("book.rules_saved", file=path.name))

    def _on_preset_chosen(self, chosen: tuple[Preset, Room, str]) -> None:
        preset, room, output = chosen
        self._ask(preset_added(preset, self._page.shown, room, output, _new_ids()))

    def _on_rules_chosen(self, shared: Sequence[Shared]) -> None:
        self._ask(rules_taken(shared, self._page.shown, _new_ids()))

    def _ask(self, edit: Edit | None) -> None:
        if isinstance(edit, Several):
            first = edit.edits[0]
            self._page.ask(edit, first.entity.id if isinstance(first, Put) else None)

    def _on_preset_clicked(self) -> None:
        self._try(self.open_presets)

    def _on_take_clicked(self) -> None:
        pattern = f"*.show *{SUFFIX}"
        dialog = self._dialog("take_rules", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.open_rules_of)

    def _on_save_clicked(self) -> None:
        dialog = self._dialog("save_rules_to", f"*{SUFFIX}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        self._open(dialog, self.save_to)

    def _dialog(self, key: str, pattern: str) -> QFileDialog:
        say = self._words.say
        files = f"{say('files.files')} ({pattern})"
        return QFileDialog(self.window(), say(f"book.{key}"), str(self._home), files)

    def _open(self, dialog: QFileDialog, then: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda name: self._try(lambda: then(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ProducerError as fault:
            self._page.refuse(fault)

    def _button(self, key: str, work: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._words.say(f"book.{key}"))
        button.setAutoDefault(False)
        button.setProperty("compact", True)
        button.clicked.connect(work)
        return button


def _new_ids() -> Iterator[str]:
    while True:
        yield uuid.uuid4().hex
