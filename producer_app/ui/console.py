"""The window as its parts know it: what stands in it, what is chosen, and where an edit goes."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from producer_app.core.show import Room, SegmentId
from producer_app.core.timing import Projection
from producer_app.link.presence import Presence
from producer_app.link.room_line import RoomLine
from producer_app.present.words import Words
from producer_app.ui.actions import Actions
from producer_app.ui.bridge import Bridge
from producer_app.ui.memory import Memory
from producer_app.ui.panels import Panels


class Console(QMainWindow):
    """What a part of the window may ask of the whole; the main window puts the parts in."""

    actions_: Actions

    def __init__(self, bridge: Bridge, line: RoomLine, words: Words, memory: Memory) -> None:
        super().__init__()
        self.bridge, self.line, self.words, self.memory = bridge, line, words, memory
        self.session = bridge.session
        self.seen: Projection = self.session.projection()
        self.panels = Panels(words)
        self.setCentralWidget(self.panels)
        self._chosen: SegmentId | None = None
        self._presence = Presence()

    def chosen(self) -> SegmentId | None:
        """The segment that was chosen last."""
        return self._chosen

    def stage(self) -> Room | None:
        """The room that the plain live keys call: the stage, or the only room there is."""
        show = self.session.show
        return show.stage() or (show.rooms[0] if show.rooms else None)

    def shop(self) -> Room | None:
        """The shopping room that the keys with Shift call; None when there is none beside."""
        stage = self.stage()
        return next((room for room in self.session.show.shops() if room != stage), None)

    def presence(self) -> Presence:
        """Who is on the line to the rooms, as last heard."""
        return self._presence

    def edit(self, edit: object) -> None:
        """Take an edit from a panel; where it would lie across an edge, once the clocks have
        turned."""
        origin = type(self.sender()).__name__ if self.sender() is not None else "window"

        def work(confirmed: bool) -> object:
            return self.session.edit(edit, origin, confirmed=confirmed)  # type: ignore[arg-type]

        self.bridge.ask(type(edit).__name__, work)
