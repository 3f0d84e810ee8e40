"""What each action of the registry does in the main window; nothing here decides about the show."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from producer_app.core.calling import Standby
from producer_app.core.edits import InsertSegment, RemoveSegments
from producer_app.core.errors import Refused
from producer_app.core.show import Kind, Room, RoomId, Segment, SegmentId, Standing
from producer_app.core.timebase import MINUTE, Millis
from producer_app.present.edits import redone_text, undone_text
from producer_app.present.words import duration
from producer_app.ui.blocks import make_block
from producer_app.ui.caller import Caller, nothing_chosen
from producer_app.ui.console import Console
from producer_app.ui.files import FileDesk
from producer_app.ui.leaving import Leaving
from producer_app.ui.memory import Left
from producer_app.ui.questions import ask_yes
from producer_app.ui.side_windows import SideWindows

Deed = Callable[[], object]

UNPLANNED = Millis(2 * MINUTE)
"""How long a segment is that nobody had planned, until somebody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """The parts of the window that do what an action asks for."""

    caller: Caller
    files: FileDesk
    sides: SideWindows
    leaving: Leaving
    ways_back: Deed
    budget: Deed
    place_spot: Deed


def deeds_of(window: Console, desks: Desks) -> Mapping[str, Deed]:
    """Every action's deed by its key."""
    caller = desks.caller
    return {
        **_show_deeds(window, desks),
        **_edit_deeds(window),
        **_live_deeds(window, caller, "", window.stage),
        **_live_deeds(window, caller, "shop_", window.shop),
        **_handoff_deeds(window, desks.sides),
        **_view_deeds(window, desks),
        "ways_back": desks.ways_back,
        "place_spot": desks.place_spot,
        "budget": desks.budget,
        "standby": caller.standby_chosen,
        "jump": caller.jump_to_chosen,
        "repeat": caller.repeat_chosen,
        "replace_take": caller.replace_take_by_chosen,
    }


def _show_deeds(window: Console, desks: Desks) -> dict[str, Deed]:
    files, caller, sides = desks.files, desks.caller, desks.sides
    return {
        "new": files.new,
        "open": files.open,
        "import": files.import_running_order,
        "save_copy": lambda: files.save_copy(window.session, partial(_say_copied, window)),
        "book": sides.open_book,
        "paper": sides.open_paper,
        "issue": lambda: files.issue(partial(_issue, window)),
        "rehearse": caller.rehearse,
        "go_on_air": caller.go_on_air,
        "move_start": caller.move_start,
        "end_run": caller.end_run,
        "rooms": sides.open_rooms,
        "anchor_clock": partial(_anchor_clock, window),
        "quit": lambda: desks.leaving.ask(None),
    }


def _edit_deeds(window: Console) -> dict[str, Deed]:
    rundown = window.panels.rundown
    ask = window.bridge.ask
    return {
        "undo": lambda: ask("undo", partial(_undo, window)),
        "redo": lambda: ask("undo", partial(_redo, window)),
        "insert": rundown.insert_after_chosen,
        "duplicate": rundown.duplicate_chosen,
        "float": partial(rundown.set_standing_of_chosen, Standing.FLOATED),
        "omit": partial(rundown.set_standing_of_chosen, Standing.OMITTED),
        "bring_back": partial(rundown.set_standing_of_chosen, Standing.IN),
        "remove": partial(_remove, window),
        "move_up": partial(rundown.move_chosen, -1),
        "move_down": partial(rundown.move_chosen, 1),
        "block": partial(make_block, window),
        "find": rundown.open_find,
        "find_next": rundown.find_next,
        "find_previous": rundown.find_previous,
    }


def _undo(window: Console, confirmed: bool) -> None:
    """Take back the last edit and say what that was: it may lie far off the screen."""
    label = window.session.undo_label
    changes = window.session.undo("window", confirmed=confirmed)
    if label is not None:
        window.panels.notice.say(undone_text(label, changes, window.words), "done")


def _redo(window: Console, confirmed: bool) -> None:
    """Do again what was undone last, and say what that was."""
    label = window.session.redo_label
    changes = window.session.redo("window", confirmed=confirmed)
    if label is not None:
        window.panels.notice.say(redone_text(label, changes, window.words), "done")


def _live_deeds(
    window: Console, caller: Caller, prefix: str, room: Callable[[], Room | None]
) -> dict[str, Deed]:
    def in_room(verb: str) -> Deed:
        def deed() -> None:
            called = room()
            if called is None:
                window.bridge.refused.emit(_no_shop() if prefix else _no_stage())
                return
            if verb == "insert_next":
                _insert_next(window, caller, called.id)
            else:
                getattr(caller, verb)(called.id)

        return deed

    return {f"{prefix}{verb}": in_room(verb) for verb in _LIVE_VERBS}


_LIVE_VERBS = (
    *("go", "hold", "add_time", "take_time", "adjust_time", "skip"),
    *("took_late", "take_back", "end_room", "insert_next"),
)


def _no_stage() -> Refused:
    return Refused("room.no_stage", "This show has no stage room.")


def _no_shop() -> Refused:
    return Refused("room.no_shop", "This show has no shopping room.")


def _handoff_deeds(window: Console, sides: SideWindows) -> dict[str, Deed]:
    handoffs = window.panels.handoffs
    return {
        "handoff_standby": handoffs.standby,
        "handoff_go": handoffs.go,
        "handoff_return": handoffs.return_,
        "handoff_recall": handoffs.recall,
        "handoff_skip": handoffs.skip,
        "handoff_rearm": handoffs.rearm,
        "plan_handoff": sides.planner.plan_from_chosen,
        "edit_handoff": sides.planner.edit_shown,
    }


def _view_deeds(window: Console, desks: Desks) -> dict[str, Deed]:
    return {
        "reveal": partial(_reveal, window),
        "findings": window.panels.show_findings,
        "language": partial(_change_language, window, desks.leaving),
        "full_screen": partial(_full_screen, window),
        "keys": desks.sides.open_keys,
    }


def _remove(window: Console) -> None:
    chosen = window.panels.rundown.chosen_segments()
    if not chosen:
        window.bridge.refused.emit(nothing_chosen())
        return
    show = window.session.show
    names = ", ".join(_name(show.segment(key)) for key in chosen)
    say = window.words.say
    ask_yes(
        window,
        window.words,
        say("questions.remove", segments=names),
        say("questions.remove_yes"),
        lambda: window.edit(RemoveSegments(segments=chosen)),
    )


def _insert_next(window: Console, caller: Caller, room: RoomId) -> None:
    """Insert a segment nobody planned right behind what is on air, and put it in standby."""
    times = window.session.projection().rooms[room]
    standby = times.standby
    current = times.on_air
    segment = Segment(
        id=SegmentId(uuid.uuid4().hex),
        room=room,
        number=_unplanned_number(window, current.number if current else ""),
        title=window.words.say("window.unplanned"),
        kind=Kind.PAD,
        length=UNPLANNED,
        standing=Standing.UNPLANNED,
        block=standby.block if standby else None,
    )
    insert = InsertSegment(segment=segment, before=standby.id if standby else None)
    session = window.session
    if window.bridge.insist(lambda yes: session.edit(insert, "window", confirmed=yes)):
        caller.call(Standby(room=room, segment=segment.id))
        window.panels.rundown.reveal(segment.id)


def _unplanned_number(window: Console, behind: str) -> str:
    """A8+, A8++…: behind what is on air, and nobody else's."""
    taken = {segment.number for segment in window.session.show.segments}
    number = f"{behind}+"
    while number in taken:
        number += "+"
    return number


def _issue(window: Console, by: str) -> None:
    def issue(_: bool) -> None:
        made = window.session.issue_revision(by.strip())
        text = window.words.say("window.issued", number=made.number, colour=made.colour)
        window.panels.notice.say(text, "done")

    window.bridge.attempt(issue)


def _say_copied(window: Console, copy: Path) -> None:
    window.panels.notice.say(window.words.say("window.saved_copy", file=copy), "done")


def _anchor_clock(window: Console) -> None:
    """Ask, then let show time follow the machine's clock again."""
    say = window.words.say

    def anchor() -> None:
        window.session.anchor_clock()
        window.panels.notice.say(say("window.anchored"), "done")

    text = say("questions.anchor_clock", time=duration(abs(window.session.clock.step())))
    ask_yes(window, window.words, text, say("questions.anchor_clock_yes"), anchor)


def _reveal(window: Console) -> None:
    for times in window.session.projection().rooms.values():
        take = times.on_air
        if take is not None:
            window.panels.rundown.reveal(take.segment)
            return


def _change_language(window: Console, leaving: Leaving) -> None:
    window.memory.language = "en" if window.words.language == "zh" else "zh"
    window.memory.left = Left(window.chosen(), window.geometry())
    window.memory.shared = window.presence().shared.ips
    leaving.leave(window.session.path)


def _full_screen(window: Console) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _name(segment: Segment) -> str:
    return f"{segment.number} {segment.title}".strip()
