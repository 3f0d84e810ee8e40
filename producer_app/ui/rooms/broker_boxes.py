"""The boxes about the broker: how it is reached, and what the other site has to type."""

from __future__ import annotations

from typing import Final

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

from producer_app.link.broker.settings import PLAIN_PORT, TLS_PORT, MqttSettings
from producer_app.present.words import Words
from producer_app.ui.forms import caption, form
from producer_app.ui.rooms.broker_told import BrokerTold
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel

USUAL: Final = {True: TLS_PORT, False: PLAIN_PORT}
"""The port of a broker, with TLS and without."""

COMMAND_LINES: Final = 4
"""Lines of the command that are seen at once."""


class ReachBox(QFrame):
    """The switch, where the broker is, and who comes; ``changed`` is emitted with every stroke."""

    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setProperty("panel", "true")
        self.switch = QCheckBox(words.say("broker.switch"))
        self.host = QLineEdit()
        self.port = QSpinBox()
        self.port.setRange(1, 65_535)
        self.is_secure = QCheckBox(words.say("broker.tls"))
        self.user = QLineEdit()
        self.password = QLineEdit()
        self.host.setMaxLength(255)
        self.user.setMaxLength(200)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.forget = QPushButton(words.say("broker.forget"))
        self.forget.setAutoDefault(False)
        self.forget.setCheckable(True)
        self.prefix = QLineEdit()
        self.caution = WrappedLabel()
        self.state = WrappedLabel()
        self.advice = WrappedLabel()
        self._has_kept = False
        self._lay_out()
        self._listen()

    def show_settings(self, settings: MqttSettings, *, has_password: bool) -> None:
        """Show these; of a password only whether one is kept."""
        self.switch.setChecked(settings.is_on)
        self.host.setText(settings.host)
        self.is_secure.setChecked(settings.is_secure)
        self.port.setValue(settings.port)
        self.user.setText(settings.user)
        self.prefix.setText(settings.prefix)
        self._has_kept = has_password
        self.password.clear()
        self.forget.setChecked(False)
        self.forget.setVisible(has_password)
        self._on_forget_toggled()

    def settings(self) -> MqttSettings:
        """What stands in the fields, in range or not."""
        return MqttSettings(
            is_on=self.switch.isChecked(),
            host=self.host.text().strip(),
            port=self.port.value(),
            is_secure=self.is_secure.isChecked(),
            user=self.user.text().strip(),
            prefix=self.prefix.text().strip(),
        )

    def written_password(self) -> str | None:
        """The password to keep from now on; None for the one that is kept."""
        if self.forget.isChecked():
            return ""
        return self.password.text() or None

    def show_told(self, told: BrokerTold) -> None:
        """Show how the broker is reached."""
        self.state.say(told.state, told.tone)
        self.advice.say(told.advice, "ink_quiet")
        self.advice.setVisible(bool(told.advice))

    def _on_is_secure_toggled(self, is_secure: bool) -> None:
        if self.port.value() == USUAL[not is_secure]:
            self.port.setValue(USUAL[is_secure])
        key = "broker.secure" if is_secure else "broker.plain"
        self.caution.say(self._words.say(key), "ink_quiet" if is_secure else "warning")

    def _on_forget_toggled(self) -> None:
        will_forget = self.forget.isChecked()
        self.password.setEnabled(not will_forget)
        if will_forget:
            self.password.clear()
        key = "broker.forgetting" if will_forget else "broker.kept" if self._has_kept else ""
        self.password.setPlaceholderText(self._words.say(key or "broker.none_kept"))
        self.changed.emit()

    def _listen(self) -> None:
        for line in (self.host, self.user, self.password, self.prefix):
            line.textChanged.connect(self.changed)
        self.port.valueChanged.connect(self.changed)
        for box in (self.switch, self.is_secure):
            box.toggled.connect(self.changed)
        self.is_secure.toggled.connect(self._on_is_secure_toggled)
        self.forget.toggled.connect(self._on_forget_toggled)
        self._on_is_secure_toggled(self.is_secure.isChecked())

    def _lay_out(self) -> None:
        say = self._words.say
        fields = form()
        rows: tuple[tuple[str, QWidget, tuple[QWidget, ...]], ...] = (
            ("broker.host", self.host, ()),
            ("broker.port", self.port, (self.is_secure,)),
            ("broker.user", self.user, ()),
            ("broker.password", self.password, (self.forget,)),
            ("broker.prefix", self.prefix, ()),
        )
        for key, field, others in rows:
            field.setAccessibleName(say(key))
            fields.addRow(caption(say(key)), _beside(field, *others))
        where = WrappedLabel()
        where.say(say("broker.password_where"), "ink_quiet")
        whole = _column(self)
        for part in (self.switch, self.state, self.advice):
            whole.addWidget(part)
        whole.addLayout(fields)
        whole.addWidget(where)
        whole.addWidget(self.caution)
        whole.addStretch(1)


class SiteBox(QFrame):
    """What somebody at the other site needs: the show's id, and the line to type."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setProperty("panel", "true")
        self.show_id = QLineEdit()
        self.command = QPlainTextEdit()
        self.key = QLineEdit()
        self.copy_id, self.copy_command, self.copy_key = (
            QPushButton(words.say("broker.copy")) for _ in range(3)
        )
        self._lay_out()

    def show_site(self, show: str, command: str) -> None:
        """Show that show's id, and the line for its settings; no line where there is no broker."""
        self.show_id.setText(show)
        self.show_id.setCursorPosition(0)
        self.command.setPlainText(command)
        self.copy_command.setEnabled(bool(command))

    def show_key(self, key: str) -> None:
        """Hold the key of the show's relays, so that it can be copied."""
        self.key.setText(key)
        self.copy_key.setEnabled(bool(key))

    def _lay_out(self) -> None:
        say = self._words.say
        whole = _column(self)
        heading = WrappedLabel()
        heading.say(say("broker.site"), "ink")
        whole.addWidget(heading)
        self.show_id.setReadOnly(True)
        self.command.setReadOnly(True)
        self.key.setReadOnly(True)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.command.setTabChangesFocus(True)
        self.command.setPlaceholderText(say("broker.command_none"))
        tall = self.command.fontMetrics().lineSpacing() * COMMAND_LINES + 2 * space("apart")
        self.command.setFixedHeight(tall)
        self.copy_id.clicked.connect(lambda: _copy(self.show_id.text()))
        self.copy_command.clicked.connect(lambda: _copy(self.command.toPlainText()))
        self.copy_key.clicked.connect(lambda: _copy(self.key.text()))
        pairs: tuple[tuple[str, QWidget, QPushButton], ...] = (
            ("broker.show_id", self.show_id, self.copy_id),
            ("broker.command", self.command, self.copy_command),
            ("broker.relay_key", self.key, self.copy_key),
        )
        for key, line, copy in pairs:
            line.setAccessibleName(say(key))
            copy.setAccessibleName(f"{say('broker.copy')}: {say(key)}")
            copy.setAutoDefault(False)
            whole.addWidget(caption(say(key)))
            whole.addWidget(_beside(line, copy))
        for key in ("broker.site_share", "broker.site_password", "broker.site_pair"):
            step = WrappedLabel()
            step.say(say(key), "ink_quiet")
            whole.addWidget(step)
        whole.addStretch(1)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _column(box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(box)
    column.setContentsMargins(space("apart"), space("near"), space("apart"), space("near"))
    column.setSpacing(space("near"))
    return column


def _beside(first: QWidget, *others: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space("near"))
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return whole
