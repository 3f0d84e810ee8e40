"""One way back as a card: what it changes, and, once chosen, everything that it leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from producer_app.present.recovery_way import EffectView, LandingView, StepView, WayView
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import font, space
from producer_app.ui.wrapped import WrappedLabel

_JOINT = " · "
RIGHT = Qt.AlignmentFlag.AlignRight


class WayCard(QFrame):
    """A click chooses it; its button applies it."""

    chosen = Signal(object)
    apply_clicked = Signal()

    def __init__(self, view: WayView, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._words = words
        self.setProperty("way", "true")
        self.setAccessibleName(_spoken(view))
        self.short = PlainLabel(tone="ink_quiet")
        self.short.say(_JOINT.join(step.sentence for step in view.steps))
        self.apply = QPushButton()
        self.apply.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.apply.clicked.connect(self.apply_clicked)
        self.whole: QWidget | None = None
        self._column = self._lay_out()

    def show_chosen(self, *, is_chosen: bool, is_asking: bool) -> None:
        """Open it while it is chosen; ``is_asking`` while one more Enter breaks a promise."""
        if is_chosen and self.whole is None:
            self.whole = self._whole()
            self._column.addWidget(self.whole)
        self.short.setVisible(not is_chosen)
        if self.whole is not None:
            self.whole.setVisible(is_chosen)
        key = "apply" if self.view.is_clean else "apply_again" if is_asking else "apply_broken"
        self.apply.setText(self._words.say(f"recovery.{key}"))
        self._mark(self, "chosen", is_set=is_chosen)
        self._mark(self.apply, "asking", is_set=is_asking)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.view)

    def _lay_out(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("near"), space("tight"), space("near"), space("tight"))
        column.setSpacing(space("tight"))
        column.addLayout(self._head())
        column.addWidget(self.short)
        for sentence in self.view.broken:
            column.addWidget(_sentence(f"▲ {sentence}", "error"))
        return column

    def _head(self) -> QHBoxLayout:
        number = _badge(str(self.view.number), "digit", "true", font("text_large", bold=True))
        result = PlainLabel("text_large", bold=True)
        result.say(self.view.result, "calm" if self.view.makes_it else "warning")
        level = "clean" if self.view.is_clean else "broken"
        verdict = _badge(self.view.verdict, "verdict", level, font("text_small", bold=True))
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        row.addWidget(number)
        row.addWidget(result, 1)
        row.addWidget(verdict)
        return row

    def _whole(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, space("tight"))
        column.setSpacing(space("tight"))
        column.addLayout(_steps(self.view.steps))
        if self.view.more:
            more = self._words.say("recovery.more_steps", count=self.view.more)
            column.addWidget(_sentence(more, "warning"))
        column.addLayout(_landings(self.view.landings))
        column.addWidget(self._effects("rules", self.view.rules))
        column.addWidget(self._effects("sponsors", self.view.sponsors))
        undo = PlainLabel("text_small", tone="ink_quiet")
        undo.say(self._words.say("recovery.undo"))
        row = QHBoxLayout()
        row.addWidget(self.apply)
        row.addWidget(undo, 1)
        column.addLayout(row)
        return whole

    def _effects(self, kind: str, effects: tuple[EffectView, ...]) -> WrappedLabel:
        say = self._words.say
        texts = [effect.text for effect in effects] or [say(f"recovery.{kind}_same")]
        is_worse = any(effect.is_worse for effect in effects)
        heading = say(f"recovery.{kind}")
        return _sentence(f"{heading}{_JOINT}{_JOINT.join(texts)}", _tone(is_bad=is_worse))

    @staticmethod
    def _mark(widget: QWidget, name: str, *, is_set: bool) -> None:
        value = "true" if is_set else "false"
        if widget.property(name) != value:
            widget.setProperty(name, value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _badge(text: str, name: str, value: str, type_: QFont) -> QLabel:
    badge = QLabel(text)
    badge.setTextFormat(Qt.TextFormat.PlainText)
    badge.setProperty(name, value)
    badge.setFont(type_)
    return badge


def _steps(steps: tuple[StepView, ...]) -> QGridLayout:
    grid = _grid()
    for row, step in enumerate(steps):
        grid.addWidget(_label(step.verb, bold=True), row, 0)
        grid.addWidget(_label(step.what, stretches=True), row, 1)
        grid.addWidget(_label(step.figure, bold=True, align=RIGHT), row, 2)
    return grid


def _landings(landings: tuple[LandingView, ...]) -> QGridLayout:
    grid = _grid()
    row = 0
    for landing in landings:
        tone = "calm" if landing.level == "calm" else landing.level
        grid.addWidget(_label(landing.at, bold=True, tone="hard"), row, 0)
        grid.addWidget(_label(landing.name, tone="ink_quiet", stretches=True), row, 1)
        if landing.before:
            grid.addWidget(_label(landing.before, tone="ink_quiet", align=RIGHT), row, 2)
            grid.addWidget(_label("→", tone="ink_quiet"), row, 3)
        grid.addWidget(_label(landing.after, bold=True, tone=tone), row, 4)
        row += 1
        if landing.fill:
            fill = _sentence(landing.fill, _tone(is_bad=not landing.is_filled))
            grid.addWidget(fill, row, 1, 1, 4)
            row += 1
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space("near"))
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    return grid


def _label(
    text: str,
    *,
    bold: bool = False,
    tone: str = "ink",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    stretches: bool = False,
) -> PlainLabel:
    label = PlainLabel(bold=bold, tone=tone, align=align)
    if not stretches:
        label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(text) + 2)
    label.say(text)
    return label


def _sentence(text: str, tone: str) -> WrappedLabel:
    sentence = WrappedLabel()
    sentence.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    sentence.say(text, tone)
    return sentence


def _tone(*, is_bad: bool) -> str:
    return "warning" if is_bad else "ink_quiet"


def _spoken(view: WayView) -> str:
    steps = ", ".join(step.sentence for step in view.steps)
    return ". ".join((str(view.number), view.result, view.verdict, steps, *view.broken))
