"""The window on the line to the rooms: its state, pairing a page, and every page that is on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.link.door.network import Address
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.sharing import SharedNow
from producer_app.link.presence import Presence
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.questions import ask_yes
from producer_app.ui.rooms.certificate import CertificateDialog
from producer_app.ui.rooms.pages import PageList
from producer_app.ui.rooms.pairing import PairingBox
from producer_app.ui.rooms.sharing import ShareBox
from producer_app.ui.rooms.told import LinkTold, link_told, pages_told
from producer_app.ui.theme import font, space


class RoomsDialog(QDialog):
    """Stays open beside the console; Esc closes it and stops nothing."""

    pair_asked = Signal(object)
    """A PageWanted."""
    tool_asked = Signal(object)
    """The name of another program that wants a token; answered with ``show_token``."""
    pairing_close_asked = Signal()
    share_asked = Signal(object)
    """The addresses to open to others, as text; none ends sharing."""
    settings_asked = Signal(object)
    revoke_asked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.say("rooms.title"))
        self.setModal(False)
        self.resize(1040, 700)
        self.word = PlainLabel("text_large", bold=True)
        self.since = PlainLabel()
        self.address = PlainLabel(bold=True)
        self.reach = PlainLabel(tone="warning")
        self.warning = PlainLabel(bold=True, tone="warning")
        self.sharing = ShareBox(words)
        self.pairing = PairingBox(words)
        self.heading = PlainLabel(bold=True)
        self.pages = PageList(words)
        self.empty = QLabel(words.say("rooms.empty"))
        self.revoke = QPushButton(words.say("rooms.revoke"))
        self.parts = QTabWidget()
        self.certificate = CertificateDialog(words, self)
        self._shared = SharedNow()
        self._lay_out()
        self.pairing.setFocus()
        self.pairing.pair_asked.connect(self.pair_asked)
        self.pairing.tool_asked.connect(self.tool_asked)
        self.pairing.close_asked.connect(self.pairing_close_asked)
        self.sharing.share_asked.connect(self.share_asked)
        self.sharing.settings_asked.connect(self.settings_asked)
        self.sharing.certificate_asked.connect(self._on_certificate_asked)
        self.pages.itemSelectionChanged.connect(self._on_pages_selection_changed)
        self.revoke.clicked.connect(self._on_revoke_clicked)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.pages)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_revoke_clicked)

    def add_part(self, title: str, part: QWidget) -> None:
        """One more part of the line, behind the room pages."""
        self.parts.addTab(part, title)
        self.parts.tabBar().show()

    def show_settings(self, settings: LineSettings) -> None:
        """Show what the show says of its line."""
        self.sharing.show_settings(settings)

    def show_addresses(self, addresses: tuple[Address, ...]) -> None:
        """Offer these addresses of this machine to be shared."""
        self.sharing.show_addresses(addresses)

    def show_token(self, name: str, token: str) -> None:
        """Show what another program has to be given; it is seen this once."""
        self.pairing.show_token(name, token)

    def show_presence(self, presence: Presence, show: Show, now: Instant) -> None:
        """Show who is on the line; to be called with every change and each second."""
        url = next(iter(presence.shared.urls), presence.url)
        self._show_link(link_told(presence, show, now, self._words), url)
        self._shared = presence.shared
        self.sharing.show_shared(presence.shared)
        if self.certificate.isVisible():
            self.certificate.show_shared(presence.shared)
        self.pairing.show_presence(presence, show, now)
        pages = pages_told(presence, show, now, self._words)
        here = sum(page.is_here for page in pages)
        self.heading.say(self._words.say("rooms.count", count=here, paired=len(pages)))
        self.pages.show_pages(pages)
        self.pages.setVisible(bool(pages))
        self.empty.setVisible(not pages)
        self._on_pages_selection_changed()

    def _show_link(self, link: LinkTold, url: str) -> None:
        self.word.say(link.word, link.tone)
        self.since.say(link.since, "ink_quiet")
        self.address.say(url)
        self.reach.say(link.reach)
        self.reach.setVisible(bool(link.reach))
        self.warning.say(link.warning)
        self.warning.setVisible(bool(link.warning))

    def _lay_out(self) -> None:
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setFont(font("text_large"))
        self.empty.setWordWrap(True)
        self.empty.setProperty("quiet", "true")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.revoke.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(space("apart"))
        line.addWidget(self.word)
        line.addWidget(self.address)
        line.addWidget(self.reach)
        line.addWidget(self.since, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.heading, 1)
        foot.addWidget(self.revoke)
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, space("near"), 0, 0)
        column.setSpacing(space("near"))
        column.addWidget(self.sharing)
        column.addWidget(self.pairing)
        column.addLayout(foot)
        column.addWidget(self.pages, 1)
        column.addWidget(self.empty, 1)
        self.parts.addTab(pages, self._words.say("rooms.title"))
        self.parts.tabBar().hide()
        whole = QVBoxLayout(self)
        whole.setSpacing(space("near"))
        whole.addLayout(line)
        whole.addWidget(self.warning)
        whole.addWidget(self.parts, 1)

    def _on_pages_selection_changed(self) -> None:
        self.revoke.setEnabled(self.pages.chosen() is not None)

    def _on_certificate_asked(self) -> None:
        self.certificate.show_shared(self._shared)
        self.certificate.show()
        self.certificate.raise_()

    def _on_revoke_clicked(self) -> QMessageBox | None:
        page = self.pages.chosen()
        if page is None:
            return None
        text = self._words.say("rooms.revoke_question", name=page.name, room=page.room)
        yes = self._words.say("rooms.revoke_yes")
        return ask_yes(self, self._words, text, yes, lambda: self.revoke_asked.emit(page.client))
