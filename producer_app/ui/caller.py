"""The live keys: each turns what the director sees into one call; nothing here decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from producer_app.core.calling import (
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    Go,
    Hold,
    Resume,
    Skip,
    Standby,
    TakeBack,
)
from producer_app.core.errors import Refused
from producer_app.core.run import RunKind
from producer_app.core.show import RoomId, SegmentId
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import Projection
from producer_app.present.words import Words
from producer_app.ui.bridge import Bridge
from producer_app.ui.questions import ask_length, ask_yes

NUDGE = Millis(30 * SECOND)
"""What one press of add or take time is worth."""


class Caller:
    """Calls one room by key. ``seen`` is the projection that is on the screen."""

    def __init__(
        self,
        bridge: Bridge,
        words: Words,
        parent: QWidget,
        *,
        seen: Callable[[], Projection],
        chosen: Callable[[], SegmentId | None],
    ) -> None:
        self._bridge = bridge
        self._words = words
        self._parent = parent
        self._seen = seen
        self._chosen = chosen

    def call(self, call: Call) -> bool:
        """Take a call; True when it was taken, else the reason or a question is on the screen."""

        def work(confirmed: bool) -> object:
            asked = replace(call, is_confirmed=confirmed) if isinstance(call, Go) else call
            return self._bridge.session.call(asked, "window")

        return self._bridge.attempt(work)

    def go(self, room: RoomId) -> None:
        """Take what the screen shows in standby."""
        standby = self._seen().rooms[room].standby
        if standby is None:
            self._refuse(Refused("go.empty", "Nothing is in standby: the rundown has ended."))
            return
        self.call(Go(room=room, expects=standby.id))

    def hold(self, room: RoomId) -> None:
        """Hold what is on air, or go on with it."""
        take = self._seen().rooms[room].on_air
        is_held = take is not None and take.held_since is not None
        self.call(Resume(room=room) if is_held else Hold(room=room))

    def add_time(self, room: RoomId) -> None:
        self.call(AdjustTime(room=room, by=NUDGE))

    def take_time(self, room: RoomId) -> None:
        self.call(AdjustTime(room=room, by=Millis(-NUDGE)))

    def skip(self, room: RoomId) -> None:
        """Pass over what is in standby."""
        standby = self._seen().rooms[room].standby
        if standby is None:
            self._refuse(Refused("skip.empty", "Nothing is left to skip: the rundown has ended."))
            return
        self.call(Skip(room=room, segment=standby.id))

    def take_back(self, room: RoomId) -> None:
        self.call(TakeBack(room=room))

    def took_late(self, room: RoomId) -> None:
        """Ask how much earlier the segment on air really started, then correct the log."""

        def correct(early: Millis) -> None:
            self.call(CorrectTake(room=room, by=Millis(-early)))

        ask_length(self._parent, self._words, self._words.say("questions.took_late"), correct)

    def end_room(self, room: RoomId) -> None:
        """Ask, then end the room's rundown."""
        name = self._seen().show.room(room).name
        self._ask("end_room", lambda: self.call(EndRoom(room=room)), room=name)

    def standby_chosen(self) -> None:
        """Put the chosen segment in standby, in its own room."""
        chosen = self._chosen_or_refuse()
        if chosen is not None:
            room = self._seen().show.segment(chosen).room
            self.call(Standby(room=room, segment=chosen))

    def jump_to_chosen(self) -> None:
        """Ask, then take the chosen segment at once."""
        chosen = self._chosen_or_refuse()
        if chosen is None:
            return
        segment = self._seen().show.segment(chosen)

        def jump() -> None:
            if self.call(Standby(room=segment.room, segment=segment.id)):
                self.call(Go(room=segment.room, expects=segment.id))

        self._ask("jump", jump, segment=f"{segment.number} {segment.title}".strip())

    def rehearse(self) -> None:
        self._bridge.attempt(lambda _: self._bridge.session.begin(RunKind.REHEARSAL, "window"))

    def go_on_air(self) -> None:
        """Ask, then start the show itself."""

        def begin(confirmed: bool) -> object:
            return self._bridge.session.begin(RunKind.SHOW, "window", confirmed=confirmed)

        self._ask("go_on_air", lambda: self._bridge.attempt(begin))

    def end_run(self) -> None:
        """Ask, then end the run."""
        end = self._bridge.session.end
        self._ask("end_run", lambda: self._bridge.attempt(lambda _: end("window")))

    def _ask(self, key: str, on_yes: Callable[[], object], **values: str) -> None:
        text = self._words.say(f"questions.{key}", **values)
        ask_yes(self._parent, self._words, text, self._words.say(f"questions.{key}_yes"), on_yes)

    def _chosen_or_refuse(self) -> SegmentId | None:
        chosen = self._chosen()
        if chosen is None or chosen not in self._seen().show.by_id:
            self._refuse(nothing_chosen())
            return None
        return chosen

    def _refuse(self, refusal: Refused) -> None:
        self._bridge.refused.emit(refusal)


def nothing_chosen() -> Refused:
    """The refusal of what needs a chosen segment."""
    return Refused("chosen.none", "Choose a segment in the rundown first.")
