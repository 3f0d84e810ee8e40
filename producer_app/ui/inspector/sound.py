"""The Sound part: the clip of the segment, what is known of it, and its waveform."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from producer_app.core.errors import ProducerError
from producer_app.core.show import Show
from producer_app.present.errors import told
from producer_app.present.inspector import (
    InspectorView,
    SoundState,
    SoundView,
    attached_sound,
    sound_failed,
    sound_read,
    sound_reading,
)
from producer_app.present.words import Words
from producer_app.sound.facts import ClipFacts
from producer_app.ui.forms import caption, column, form
from producer_app.ui.inspector.part import Part
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import colour, size, space
from producer_app.ui.wrapped import WrappedLabel


class Waveform(QWidget):
    """The peaks of a clip, 0 to 1, over its whole width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._peaks: tuple[float, ...] = ()

    @property
    def peaks(self) -> tuple[float, ...]:
        """What is shown."""
        return self._peaks

    def show_peaks(self, peaks: tuple[float, ...]) -> None:
        """Show these."""
        if peaks != self._peaks:
            self._peaks = peaks
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(10 * size("row"), 2 * size("row"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("surface_sunken"))
        middle = self.height() / 2
        painter.setPen(colour("line_strong"))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        if self._peaks:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("stage"))
            painter.drawPolygon(self._shape(QRectF(self.rect())))
        painter.end()

    def _shape(self, room: QRectF) -> QPolygonF:
        """One point above and one below the middle for each pixel at most."""
        count = min(len(self._peaks), max(2, int(room.width())))
        edges = [n * len(self._peaks) // count for n in range(count + 1)]
        heights = [max(self._peaks[a : max(b, a + 1)]) for a, b in pairwise(edges)]
        middle, reach = room.height() / 2, room.height() / 2 - 1
        step = room.width() / max(1, count - 1)
        upper = [QPointF(n * step, middle - peak * reach) for n, peak in enumerate(heights)]
        lower = [QPointF(point.x(), 2 * middle - point.y()) for point in reversed(upper)]
        return QPolygonF([*upper, *lower])


class SoundPart(Part):
    """States: no clip, being read (with Cancel), read, failed with the sentence that says why."""

    attach_asked = Signal(object)
    length_asked = Signal(object)
    remove_asked = Signal(object)
    cancel_asked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.sound: SoundView | None = None
        self.name = PlainLabel("text", bold=True)
        self.state = WrappedLabel()
        self.wave = Waveform(words.say("inspector.waveform"))
        self.length = PlainLabel("text")
        self.loudness = PlainLabel("text")
        self.lead_silence = PlainLabel("text")
        self.attach = QPushButton(words.say("inspector.attach_sound"))
        self.use_length = QPushButton(words.say("inspector.use_length"))
        self.remove = QPushButton(words.say("inspector.remove_sound"))
        self.cancel = QPushButton(words.say("inspector.cancel_reading"))
        self._lay_out()
        self.attach.clicked.connect(self._on_attach_clicked)
        self.use_length.clicked.connect(self._on_use_length_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)

    def _lay_out(self) -> None:
        body = column(self)
        body.addWidget(self.name)
        body.addWidget(self.wave)
        body.addWidget(self.state)
        self._facts = QWidget()
        facts = form()
        self._facts.setLayout(facts)
        for key in ("length", "loudness", "lead_silence"):
            facts.addRow(caption(self.words.say(f"inspector.sound_{key}")), getattr(self, key))
        body.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(space("tight"))
        for button in (self.attach, self.use_length, self.remove, self.cancel):
            button.setProperty("compact", True)
            row.addWidget(button, 1)
        body.addLayout(row)
        body.addStretch()

    def show_view(self, show: Show, view: InspectorView) -> None:
        before = self.segment
        super().show_view(show, view)
        is_reading = self.sound is not None and self.sound.state is SoundState.READING
        is_same = before is not None and before.id == view.segment.id
        if before is not None and is_same and (is_reading or before.sound == view.segment.sound):
            return
        self.show_sound_view(attached_sound(view.segment, self.words))

    def show_facts(self, facts: ClipFacts | ProducerError | None) -> None:
        """What came of listening to the segment's clip; None while somebody is listening."""
        if self.segment is None:
            return
        clip = self.segment.sound
        path = "" if clip is None else clip.path
        if facts is None:
            self.show_sound_view(sound_reading(self.segment.id, path))
        elif isinstance(facts, ProducerError):
            self.show_sound_view(sound_failed(self.segment.id, path, told(facts, self.words)))
        else:
            self.show_sound_view(
                sound_read(
                    self.segment.id,
                    path,
                    length=facts.length,
                    lead_silence=facts.leading_silence,
                    loudness=told(facts.loudness.phrase(), self.words),
                    peaks=facts.peaks,
                    remarks=tuple(told(remark, self.words) for remark in facts.remarks()),
                )
            )

    def show_sound_view(self, sound: SoundView) -> None:
        """Show this state of the clip."""
        self.sound = sound
        state = sound.state
        has_clip = self.segment is not None and self.segment.sound is not None
        is_reading = state is SoundState.READING
        self.name.say(sound.name or ("" if is_reading else self.words.say("inspector.sound_none")))
        self._say_state(sound)
        self.wave.show_peaks(sound.peaks)
        self.wave.setVisible(bool(sound.peaks))
        self._facts.setVisible(state in (SoundState.ATTACHED, SoundState.READ))
        for key in ("length", "loudness", "lead_silence"):
            getattr(self, key).say(getattr(sound, key) or self.words.say("words.unknown"))
        self.cancel.setVisible(is_reading)
        self.attach.setVisible(not is_reading)
        clip = self.segment.sound if self.segment is not None else None
        self.use_length.setVisible(clip is not None and clip.length is not None and not is_reading)
        self.remove.setVisible(has_clip and not is_reading)

    def _say_state(self, sound: SoundView) -> None:
        text, tone = " ".join(sound.remarks), "warning"
        if sound.state is SoundState.READING:
            text, tone = self.words.say("inspector.sound_reading"), "ink_quiet"
        elif sound.state is SoundState.FAILED:
            text, tone = sound.sentence, "error"
        elif sound.state is SoundState.NONE:
            text, tone = self.words.say("inspector.sound_hint"), "ink_faint"
        self.state.say(text, tone)
        self.state.setVisible(bool(text))

    def _on_attach_clicked(self) -> None:
        if self.segment is not None:
            self.attach_asked.emit(self.segment.id)

    def _on_use_length_clicked(self) -> None:
        if self.segment is not None:
            self.length_asked.emit(self.segment.id)

    def _on_remove_clicked(self) -> None:
        if self.segment is not None:
            self.remove_asked.emit(self.segment.id)

    def _on_cancel_clicked(self) -> None:
        if self.segment is not None:
            segment = self.segment
            self.show_sound_view(attached_sound(segment, self.words))
            self.cancel_asked.emit(segment.id)
