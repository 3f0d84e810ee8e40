"""The inspector: the chosen segment's number and titles, and its parts on tabs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from producer_app.core.errors import ProducerError
from producer_app.core.show import SegmentId, Show
from producer_app.core.timing import Projection
from producer_app.present.inspector import InspectorView, inspector_view, times_view
from producer_app.present.segment_entry import Line
from producer_app.present.words import Words
from producer_app.sound.facts import ClipFacts
from producer_app.ui.editors import EntryEditor, LineEditor, TextEditor
from producer_app.ui.forms import Sheet
from producer_app.ui.inspector.cues import CuesPart
from producer_app.ui.inspector.notes import NotesPart
from producer_app.ui.inspector.offers import OffersPart
from producer_app.ui.inspector.part import Part
from producer_app.ui.inspector.sound import SoundPart
from producer_app.ui.inspector.talent import TalentPart
from producer_app.ui.inspector.timing import TimingPart
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, size, space

_HEAD = (Line.NUMBER, Line.TITLE, Line.TITLE_ALT)


class HeadPart(Part):
    """Number and both titles, and what to know before changing anything."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.lines: dict[Line, EntryEditor] = {line: self.entry(line) for line in _HEAD}
        self.live = PlainLabel("text_small", bold=True, tone="on_air")
        number, title = self.lines[Line.NUMBER], self.lines[Line.TITLE]
        number.setFixedWidth(5 * space("apart"))
        for editor in (number, title):
            editor.line.setFont(font("text", bold=True))
        for line, editor in self.lines.items():
            editor.line.setPlaceholderText(words.say(f"inspector.{line}"))
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(space("tight"))
        self._first.addWidget(number)
        self._first.addWidget(title, 3)
        self._second.setSpacing(space("near"))
        self._second.addWidget(self.lines[Line.TITLE_ALT], 2)
        self._second.addWidget(self.live)
        body = QVBoxLayout(self)
        body.setContentsMargins(space("near"), space("tight"), space("near"), 0)
        body.setSpacing(space("tight"))
        body.addLayout(self._first)
        body.addLayout(self._second)
        self.live.hide()

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        for line, editor in self.lines.items():
            self.show_entry(editor, line)

    def be_low(self, is_low: bool) -> None:
        """Both titles on one line, where there is little room."""
        row = self._first if is_low else self._second
        if row.indexOf(self.lines[Line.TITLE_ALT]) < 0:
            row.insertWidget(2 if is_low else 0, self.lines[Line.TITLE_ALT], 2)

    def show_live(self, text: str) -> None:
        """Say that the segment is on air or in standby; nothing where it is not."""
        self.live.say(text)
        self.live.setVisible(bool(text))


class Inspector(QFrame):
    """Shows one segment and asks for edits of it; what is being typed is never overwritten."""

    edit_asked = Signal(object)
    """A core Edit."""
    sound_attach_asked = Signal(object)
    """The SegmentId that wants a clip; the same for the other three."""
    sound_length_asked = Signal(object)
    sound_remove_asked = Signal(object)
    sound_cancel_asked = Signal(object)
    keyboard_released = Signal()
    """Esc: nothing is typed here any more, and the keys belong to the rundown again."""
    filled = Signal()
    """A segment is shown where there was none, or none any more."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._show: Show | None = None
        self._segment: SegmentId | None = None
        self._turns = 0
        self.setProperty("panel", True)
        self.head = HeadPart(words)
        self.timing = TimingPart(words)
        self.talent = TalentPart(words)
        self.offers = OffersPart(words)
        self.cues = CuesPart(words)
        self.sound = SoundPart(words)
        self.notes = NotesPart(words)
        self.parts: tuple[Part, ...] = (
            self.head,
            self.timing,
            self.talent,
            self.offers,
            self.cues,
            self.sound,
            self.notes,
        )
        self.none = PlainLabel("text", tone="ink_faint")
        self.none.say(words.say("inspector.nothing_chosen"))
        self._lay_out()
        for part in self.parts:
            part.edit_asked.connect(self._on_part_edit_asked)
        self.sound.attach_asked.connect(self.sound_attach_asked)
        self.sound.length_asked.connect(self.sound_length_asked)
        self.sound.remove_asked.connect(self.sound_remove_asked)
        self.sound.cancel_asked.connect(self.sound_cancel_asked)
        self.cues.table.given_up.connect(self._release_keyboard)

    def _lay_out(self) -> None:
        self._sheets: list[Sheet] = []
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setProperty("narrow", True)
        for name in ("timing", "talent", "offers", "cues", "sound", "notes"):
            part: Part = getattr(self, name)
            self._sheets.append(Sheet(part))
            self.tabs.addTab(self._sheets[-1], self._words.say(f"inspector.{name}"))
        filled = QWidget()
        body = QVBoxLayout(filled)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(space("tight"))
        body.addWidget(self.head)
        body.addWidget(self.tabs, 1)
        empty = self._empty = QWidget()
        nothing = QVBoxLayout(empty)
        nothing.addWidget(self.none)
        nothing.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(filled)

    def show_state(
        self, projection: Projection, segment: SegmentId | None, origin: str = ""
    ) -> None:
        """Show this segment as it stands; ``origin`` is who made the last change.

        Text that is still being typed for another segment is committed to that one first.
        """
        self._turns += 1
        turn = self._turns
        if segment != self._segment:
            self._settle()
            if turn != self._turns:
                return
        show = projection.show
        if segment is None or segment not in show.by_id:
            self._segment, self._show = None, None
            self._bring_up(0)
            return
        if segment != self._segment or show is not self._show:
            self._segment, self._show = segment, show
            view = inspector_view(projection.plan, segment, self._words)
            for part in self.parts:
                part.show_view(show, view)
        self.show_time(projection)
        self._bring_up(1)

    @property
    def is_empty(self) -> bool:
        """True while no segment is shown."""
        return self._stack.currentIndex() == 0

    def empty_height(self) -> int:
        """Pixels of the line that stands here while no segment is shown."""
        return self._empty.sizeHint().height()

    def _bring_up(self, page: int) -> None:
        if self._stack.currentIndex() != page:
            self._stack.setCurrentIndex(page)
            self.filled.emit()

    def show_time(self, projection: Projection) -> None:
        """Show where the segment stands now; nothing else can have changed."""
        if self._segment is not None and self._segment in projection.show.by_id:
            times = times_view(projection, self._segment, self._words)
            self.timing.show_times(times)
            self.head.show_live(times.live)

    def show_sound(self, facts: ClipFacts | ProducerError | None) -> None:
        """What came of listening to the chosen segment's clip; None while it is being read."""
        self.sound.show_facts(facts)

    def show_part(self, name: str) -> None:
        """Bring a part to the front: timing, talent, offers, cues, sound or notes."""
        names = ("timing", "talent", "offers", "cues", "sound", "notes")
        self.tabs.setCurrentIndex(names.index(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.be_low(self.height() < self.minimumSizeHint().height() + 2 * size("row"))

    def minimumSizeHint(self) -> QSize:
        """Room for a head of one line, for what it says of a live segment, and a line of fields."""
        head, tabs = self.head, self.tabs.tabBar()
        lines: tuple[QWidget, ...] = (head.lines[Line.TITLE], head.live, tabs, self._sheets[0])
        high = sum(line.minimumSizeHint().height() for line in lines)
        return QSize(super().minimumSizeHint().width(), high + 4 * space("tight"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes here from every field, once the field shows again what stood there."""
        if event.key() == Qt.Key.Key_Escape:
            self._release_keyboard()
        else:
            super().keyPressEvent(event)

    def _release_keyboard(self) -> None:
        """Leave the field, so that no key is typed into it, and say so."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.keyboard_released.emit()

    def _on_part_edit_asked(self, edit: object) -> None:
        """Pass the edit on; what was refused, or still wants a yes, is shown as it was."""
        self.edit_asked.emit(edit)
        for part in self.parts:
            if part.show_ is not None and part.view is not None:
                part.show_view(part.show_, part.view)

    def _settle(self) -> None:
        """Commit what is being typed to the segment it was typed for; forget what cannot be."""
        for line in self.findChildren(LineEditor):
            line.settle()
        for text in self.findChildren(TextEditor):
            text.settle()
