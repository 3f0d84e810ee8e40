"""How a phone is given this installation's certificate: a square to photograph, digits to check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from producer_app.link.door.sharing import SharedNow
from producer_app.link.door.tls import authority_file
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.rooms.qr import QrCode
from producer_app.ui.theme import font, space

_GROUPS = 4


class CertificateDialog(QDialog):
    """Stays open beside the rooms' window."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.say("rooms.certificate_title"))
        self.setModal(False)
        self.resize(760, 420)
        self.address = PlainLabel("text_title", bold=True)
        self.qr = QrCode()
        self.qr.setAccessibleName(words.say("rooms.certificate_qr"))
        self.fingerprint = QLabel()
        self.fingerprint.setTextFormat(Qt.TextFormat.PlainText)
        self.fingerprint.setFont(font("text_large", bold=True))
        self.fingerprint.setAccessibleName(words.say("rooms.fingerprint"))
        self.file = QLineEdit(str(authority_file()))
        self.file.setReadOnly(True)
        self.file.setAccessibleName(words.say("rooms.certificate_file"))
        told = QVBoxLayout()
        told.setSpacing(space("near"))
        told.addWidget(self._text("rooms.certificate_why"))
        told.addWidget(self._text("rooms.certificate_where", bold=True))
        told.addWidget(self.address)
        told.addWidget(self._text("rooms.certificate_check", bold=True))
        told.addWidget(self.fingerprint)
        told.addWidget(self._text("rooms.certificate_file"))
        told.addWidget(self.file)
        told.addStretch()
        close = QPushButton(words.say("rooms.certificate_done"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(space("apart"))
        row.addLayout(told, 1)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def show_shared(self, shared: SharedNow) -> None:
        """Show where the certificate is given out now; closes where it is no more."""
        if not shared.certificate_urls:
            self.close()
            return
        url = shared.certificate_urls[0]
        self.address.say(url)
        self.qr.show_text(url)
        self.fingerprint.setText(_in_lines(shared.fingerprint))

    def _text(self, key: str, *, bold: bool = False) -> QLabel:
        label = QLabel(self._words.say(key))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(font("text", bold=bold))
        return label


def _in_lines(fingerprint: str) -> str:
    """The digits in lines of equal length, as they are compared by eye."""
    pairs = fingerprint.split(":")
    each = max(1, len(pairs) // _GROUPS)
    return "\n".join(":".join(pairs[at : at + each]) for at in range(0, len(pairs), each))
