"""The windows beside the main one: book, cue sheets, room pages, keys; opened once and kept.

What only they need is imported once the console is open: it starts sooner for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from producer_app.core.checks import Standards
from producer_app.core.errors import ProducerError
from producer_app.link.door.network import addresses
from producer_app.link.door.settings import LineSettings
from producer_app.ui.console import Console
from producer_app.ui.planner import Planner

if TYPE_CHECKING:
    from producer_app.link.broker.desk import BrokerDesk
    from producer_app.link.tools.desk import ToolsDesk
    from producer_app.present.cuesheet import SheetView
    from producer_app.ui.book.window import BookWindow
    from producer_app.ui.paper.dialog import PaperDialog
    from producer_app.ui.rooms.broker_keeper import BrokerKeeper
    from producer_app.ui.rooms.dialog import RoomsDialog
    from producer_app.ui.rooms.outside_keeper import OutsideKeeper

_NEEDED = (
    *("producer_app.sheets", "producer_app.ui.paper.dialog", "producer_app.ui.book.window"),
    *("producer_app.ui.handoff_plan.window", "producer_app.exchange.running_order"),
)


class SideWindows:
    """Opens them over the main window and keeps the book and the rooms' one up to date."""

    def __init__(self, window: Console, standards: Callable[[], Standards]) -> None:
        self._window = window
        self._paper: PaperDialog | None = None
        self._rooms: RoomsDialog | None = None
        self._book: BookWindow | None = None
        self._outside: OutsideKeeper | None = None
        self._broker: BrokerKeeper | None = None
        self.tools: ToolsDesk | None = None
        """Where other programs are let in and told; without it the rooms' window does not offer
        them."""
        self.broker: BrokerDesk | None = None
        """Which broker carries the line past one building; without it none is offered."""
        self.planner = Planner(window, standards)

    def make_ready(self) -> None:
        """Import what they need whenever there is time: their first opening then holds nothing
        up."""
        for module in _NEEDED:
            self._window.bridge.agenda.put(module, partial(import_module, module))

    def open_paper(self) -> None:
        """The cue sheets, as they would be printed now."""
        from producer_app.ui.paper.dialog import PaperDialog

        if self._paper is None:
            self._paper = PaperDialog(
                self._window.words,
                self._sheet,
                self._window,
                show_file=self._window.session.path,
                tables=self._tables,
            )
        self._paper.show()
        self._paper.raise_()
        self._window.bridge.agenda.put("paper", self._paper.refresh)

    def open_book(self, tab: str = "show", key: str | None = None) -> None:
        """The show itself and the nouns beside its segments, at one of them."""
        book = self._book = self._book or self._new_book()
        book.show()
        book.raise_()
        book.activateWindow()
        book.open_at(tab, key)

    def open_rooms(self) -> None:
        """The line to the rooms: who is connected, and how to pair a page."""
        from producer_app.ui.rooms.dialog import RoomsDialog

        if self._rooms is None:
            window = self._window
            rooms = self._rooms = RoomsDialog(window.words, window)
            rooms.pair_asked.connect(lambda w: window.line.open_pairing(w.room, role=w.role))
            rooms.tool_asked.connect(lambda n: rooms.show_token(n, window.line.new_tool(n)))
            rooms.pairing_close_asked.connect(window.line.close_pairing)
            rooms.revoke_asked.connect(window.line.revoke)
            rooms.share_asked.connect(window.line.share)
            rooms.settings_asked.connect(self._adopt_line_settings)
            rooms.show_settings(window.line.settings)
            self._add_tools(rooms)
            self._add_broker(rooms)
        self._rooms.show()
        self._rooms.raise_()
        self.show_presence()

    def open_keys(self) -> None:
        """Every action with its shortcut."""
        from producer_app.ui.keys.page import KeysPage

        page = KeysPage(self._window.words, self._window.actions_.listed(), self._window)
        page.open()

    def show_presence(self) -> None:
        """Tell the rooms' window who is on the line."""
        if self._rooms is not None and self._rooms.isVisible():
            session = self._window.session
            self._rooms.show_addresses(addresses())
            self._rooms.show_presence(self._window.presence(), session.show, session.now())
            if self._outside is not None:
                self._outside.show_presence(self._window.presence())
            if self._broker is not None:
                self._broker.show_presence(self._window.presence(), session.show, session.now())

    def _add_tools(self, rooms: RoomsDialog) -> None:
        from producer_app.ui.rooms.outside_keeper import OutsideKeeper

        if self.tools is not None:
            words = self._window.words
            self._outside = OutsideKeeper(words, self.tools)
            rooms.add_part(words.say("outside.title"), self._outside.part)

    def _add_broker(self, rooms: RoomsDialog) -> None:
        from producer_app.ui.rooms.broker_keeper import BrokerKeeper

        if self.broker is not None:
            words = self._window.words
            self._broker = BrokerKeeper(words, self.broker)
            rooms.add_part(words.say("broker.title"), self._broker.part)

    def _adopt_line_settings(self, settings: LineSettings) -> None:
        try:
            self._window.line.adopt(settings)
        except ProducerError as fault:
            self._window.bridge.refused.emit(fault)
            if self._rooms is not None:
                self._rooms.show_settings(self._window.line.settings)

    def _new_book(self) -> BookWindow:
        from producer_app.ui.book.window import BookWindow

        window = self._window
        book = BookWindow(window.words, window, home=window.session.path.parent)
        book.edit_asked.connect(window.edit)
        book.addActions([window.actions_["undo"], window.actions_["redo"]])
        book.show_state(window.session.show)
        window.bridge.plan_changed.connect(lambda _: book.show_state(window.session.show))
        window.bridge.refused.connect(book.show_refusal)
        return book

    def _sheet(self, kind: str) -> SheetView:
        from producer_app.sheets import sheet_of

        return sheet_of(self._window.session, kind, self._window.words)

    def _tables(self) -> tuple[tuple[str, bytes], ...]:
        from producer_app.exchange.proof_csv import proof_tables
        from producer_app.sheets import aired

        projection = aired(self._window.session)
        tables = () if projection is None else proof_tables(projection)
        return tuple((table.name, table.content) for table in tables)
