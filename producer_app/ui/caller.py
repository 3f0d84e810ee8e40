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
    Repeat,
    ReplaceTake,
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
from producer_app.present.call_entry import (
    AskedAbout,
    asked_about,
    start_call,
    take_echo,
    time_call,
    time_echo,
)
from producer_app.present.start_entry import (
    refuse_after_start,
    start_echo,
    start_edit,
    start_question,
)
from producer_app.present.words import Words, clock
from producer_app.ui.bridge import Bridge
from producer_app.ui.questions import TypedQuestion, ask_yes

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

    def adjust_time(self, room: RoomId) -> None:
        """Ask how much time what is on air is to get or to give."""
        asked = self._asked_about(AdjustTime(room=room, by=Millis(0)))
        if asked is None:
            return
        words = self._words

        def judge(text: str) -> str:
            return time_echo(asked, text, self._seen(), words)

        def answer(seen: Projection, text: str) -> None:
            self.call(time_call(asked, asked.still(seen), text, seen))

        def take(text: str) -> None:
            self._answer(lambda: answer(self._seen(), text))

        self._ask_typed(words.say("questions.adjust_time", segment=asked.name), judge, take)

    def took_late(self, room: RoomId) -> None:
        """Ask when the segment on air really started, then correct the log."""
        asked = self._asked_about(CorrectTake(room=room, by=Millis(0)))
        if asked is None:
            return
        words, show = self._words, self._seen().show
        at = clock(asked.take.started, show, words=words)

        def judge(text: str) -> str:
            return take_echo(asked, text, show, words)

        def correct(text: str) -> None:
            call = start_call(asked, text, show)
            self._answer(lambda: asked.still(self._seen()) and self.call(call))

        text = words.say("questions.took_late", segment=asked.name, at=at)
        self._ask_typed(text, judge, correct)

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
        """Take the chosen segment at once, in its own room."""
        chosen = self._chosen_or_refuse()
        if chosen is not None:
            room = self._seen().show.segment(chosen).room
            self.call(Go(room=room, expects=chosen, is_jump=True))

    def repeat_chosen(self) -> None:
        """Put the chosen segment in standby once more; the rundown then goes on where it was."""
        chosen = self._chosen_or_refuse()
        if chosen is not None:
            room = self._seen().show.segment(chosen).room
            self.call(Repeat(room=room, segment=chosen))

    def replace_take_by_chosen(self) -> None:
        """Log what is on air as the chosen segment: it has been that one since it was taken."""
        chosen = self._chosen_or_refuse()
        if chosen is not None:
            room = self._seen().show.segment(chosen).room
            self.call(ReplaceTake(room=room, segment=chosen))

    def move_start(self) -> None:
        """Ask when the show is expected on the air, then move the plan."""
        if not self._answer(lambda: refuse_after_start(self._seen())):
            return

        def judge(text: str) -> str:
            return start_echo(self._seen(), text, self._words)

        def move(text: str) -> None:
            edit = start_edit(self._seen(), text)
            session = self._bridge.session
            self._bridge.attempt(lambda yes: session.edit(edit, "window", confirmed=yes))

        self._ask_typed(start_question(self._seen(), self._words), judge, move)

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

    def _ask_typed(
        self, text: str, judge: Callable[[str], str], on_text: Callable[[str], object]
    ) -> None:
        TypedQuestion(self._parent, self._words, text, judge, on_text, has_spaces=False).open()

    def _asked_about(self, call: AdjustTime | CorrectTake) -> AskedAbout | None:
        try:
            return asked_about(self._seen(), call)
        except Refused as refusal:
            self._refuse(refusal)
            return None

    def _answer(self, work: Callable[[], object]) -> bool:
        """Do it; False when it was refused, with the reason on the screen."""
        try:
            work()
        except Refused as refusal:
            self._refuse(refusal)
            return False
        return True

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
