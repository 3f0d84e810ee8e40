"""The boxes about other programs: HTTP, OSC in, OSC out, webhooks; each a switch and its lines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from producer_app.link.tools.settings import (
    USUAL_TEMPLATES,
    ApiSettings,
    HookSettings,
    OscSettings,
)
from producer_app.link.tools.text import (
    addresses_in,
    hooks_in,
    targets_in,
    templates_in,
    told_hooks,
    told_targets,
    told_templates,
)
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel

FEW, MANY = 3, 7
"""How many lines of a list are seen at once."""


class _Box(QFrame):
    """A switch and what belongs to it; ``changed`` is emitted with every stroke."""

    changed = Signal()

    def __init__(self, words: Words, switch: str) -> None:
        super().__init__()
        self.words = words
        self.setProperty("panel", "true")
        self.switch = QCheckBox(words.say(switch))
        self.switch.toggled.connect(self.changed)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(space("apart"), space("near"), space("apart"), space("near"))
        self.column.setSpacing(space("near"))
        self.told = WrappedLabel()

    def add_row(self, *parts: QWidget, stretched: bool = False) -> None:
        """One row of the box; the last part takes what is left where it is stretched."""
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        for part in parts:
            row.addWidget(part)
        if stretched:
            row.setStretch(row.count() - 1, 1)
        else:
            row.addStretch(1)
        self.column.addLayout(row)

    def add_lines(self, name: str, count: int = FEW) -> QPlainTextEdit:
        """A heading and a field for one thing a line."""
        label = PlainLabel(tone="ink_quiet")
        label.say(self.words.say(name))
        lines = QPlainTextEdit()
        lines.setAccessibleName(self.words.say(name))
        lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        lines.setTabChangesFocus(True)
        lines.setFixedHeight(lines.fontMetrics().lineSpacing() * count + 2 * space("apart"))
        lines.textChanged.connect(self.changed)
        self.column.addWidget(label)
        self.column.addWidget(lines)
        return lines

    def say(self, text: str, tone: str = "ink_quiet") -> None:
        """What there is to say of how it goes."""
        self.told.say(text, tone)
        self.told.setVisible(bool(text))


class HttpBox(_Box):
    """HTTP and WebSocket."""

    def __init__(self, words: Words) -> None:
        super().__init__(words, "outside.http")
        self.column.addWidget(self.switch)
        self.column.addWidget(self.told)

    def show_settings(self, settings: ApiSettings) -> None:
        self.switch.setChecked(settings.is_on)

    def settings(self) -> ApiSettings:
        return ApiSettings(is_on=self.switch.isChecked())


class OscInBox(_Box):
    """OSC in: the port, and who may send."""

    def __init__(self, words: Words) -> None:
        super().__init__(words, "outside.osc_in")
        self.port = QSpinBox()
        self.port.setRange(1, 65_535)
        self.port.setAccessibleName(words.say("outside.osc_in"))
        self.port.valueChanged.connect(self.changed)
        self.add_row(self.switch, self.port)
        self.allowed = self.add_lines("outside.allowed")
        self.caution = WrappedLabel()
        self.column.addWidget(self.caution)
        self.column.addWidget(self.told)
        self.column.addStretch(1)
        self.allowed.textChanged.connect(self._on_allowed_text_changed)
        self._on_allowed_text_changed()

    def show_settings(self, settings: OscSettings) -> None:
        self.switch.setChecked(settings.hears)
        self.port.setValue(settings.port)
        self.allowed.setPlainText("\n".join(settings.allowed))

    def settings(self) -> tuple[bool, int, tuple[str, ...]]:
        """Whether, where, and from whom; BadInput for an address that is none."""
        return self.switch.isChecked(), self.port.value(), addresses_in(self.allowed.toPlainText())

    def _on_allowed_text_changed(self) -> None:
        is_empty = not self.allowed.toPlainText().strip()
        key = "outside.nobody" if is_empty else "outside.no_password"
        self.caution.say(self.words.say(key), "ink_quiet" if is_empty else "warning")


class OscOutBox(_Box):
    """OSC out: who is told, and in which messages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words, "outside.osc_out")
        self.column.addWidget(self.switch)
        self.targets = self.add_lines("outside.targets")
        self.messages = self.add_lines("outside.messages", MANY)
        self.usual = QPushButton(words.say("outside.usual"))
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self._on_usual_clicked)
        self.add_row(self.usual)
        self.column.addWidget(self.told)

    def show_settings(self, settings: OscSettings) -> None:
        self.switch.setChecked(settings.sends)
        self.targets.setPlainText(told_targets(settings.targets))
        self.messages.setPlainText(told_templates(settings.templates))

    def settings(self, heard: tuple[bool, int, tuple[str, ...]]) -> OscSettings:
        """All of OSC, with what is heard; BadInput for a target or a message that is none."""
        hears, port, allowed = heard
        return OscSettings(
            hears=hears,
            port=port,
            allowed=allowed,
            sends=self.switch.isChecked(),
            targets=targets_in(self.targets.toPlainText()),
            templates=templates_in(self.messages.toPlainText()),
        )

    def _on_usual_clicked(self) -> None:
        self.messages.setPlainText(told_templates(USUAL_TEMPLATES))


class HookBox(_Box):
    """Webhooks: who is told of what, and what they are signed with."""

    renew_asked = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(words, "outside.hooks")
        self.column.addWidget(self.switch)
        self.hooks = self.add_lines("outside.hooks_hint")
        secret = PlainLabel(tone="ink_quiet")
        secret.say(words.say("outside.secret"))
        self.secret = QLineEdit()
        self.secret.setReadOnly(True)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName(words.say("outside.secret"))
        self.copy = QPushButton(words.say("outside.copy"))
        self.renew = QPushButton(words.say("outside.renew"))
        for button in (self.copy, self.renew):
            button.setAutoDefault(False)
        self.add_row(self.renew, self.copy, secret, self.secret, stretched=True)
        self.column.addWidget(self.told)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.renew.clicked.connect(self.renew_asked)

    def show_settings(self, settings: HookSettings) -> None:
        self.switch.setChecked(settings.is_on)
        self.hooks.setPlainText(told_hooks(settings.hooks))

    def settings(self) -> HookSettings:
        """Who is told; BadInput for an address or an event that is none."""
        return HookSettings(is_on=self.switch.isChecked(), hooks=hooks_in(self.hooks.toPlainText()))

    def show_secret(self, secret: str) -> None:
        """Have this secret ready to be copied; it is not to be read over a shoulder."""
        self.secret.setText(secret)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.secret.text())
