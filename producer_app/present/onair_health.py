"""The line to the rooms and the disk in words. They are told from outside; this asks neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.errors import Phrase
from producer_app.core.timebase import Millis
from producer_app.present.errors import told
from producer_app.present.words import Words, duration


class LineState(StrEnum):
    OFF = "off"
    """No room server was started."""
    UP = "up"
    DOWN = "down"
    """The room server does not answer; it is being started again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineHealth:
    """The line to the rooms: how many rooms are heard, and which have fallen silent."""

    state: LineState = LineState.OFF
    rooms: int = 0
    """Rooms with at least one page that is heard."""
    silent: tuple[str, ...] = ()
    """Names of the rooms that had a page and are not heard any more."""
    age: Millis | None = None
    """How long it has been down, or the longest silence."""
    broker_lost: Millis | None = None
    """For how long the broker, which carries to other sites, has not been reached; None while
    nothing is amiss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskHealth:
    """The show file: how many live events it still lacks, and why."""

    unsaved: int = 0
    why: Phrase | None = None
    is_read_only: bool = False
    is_in_place: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthView:
    """A state in words with its level: calm, quiet, warning, error."""

    text: str
    level: str


def line_view(line: LineHealth, words: Words) -> HealthView:
    """The line in words: LINE 2 rooms, LINE DOWN 0:12."""
    if line.state is LineState.OFF:
        return HealthView(text=words.say("onair.line_off"), level="quiet")
    age = duration(line.age or 0)
    if line.state is LineState.DOWN:
        return HealthView(text=words.say("onair.line_down", age=age), level="error")
    if line.broker_lost is not None:
        return _broker_lost(line, line.broker_lost, words)
    if line.silent:
        rooms = ", ".join(line.silent)
        return HealthView(
            text=words.say("onair.line_silent", rooms=rooms, age=age), level="warning"
        )
    keys = {0: "onair.line_empty", 1: "onair.line_room"}
    text = words.say(keys.get(line.rooms, "onair.line_rooms"), count=line.rooms)
    return HealthView(text=text, level="calm" if line.rooms else "quiet")


def _broker_lost(line: LineHealth, lost: Millis, words: Words) -> HealthView:
    text = words.say("onair.line_broker", age=duration(lost))
    if line.silent:
        rooms, age = ", ".join(line.silent), duration(line.age or 0)
        text = words.say("onair.line_silent", rooms=rooms, age=age) + " · " + text
    return HealthView(text=text, level="warning")


def disk_view(disk: DiskHealth, words: Words) -> HealthView:
    """The disk in words: SAVED, UNSAVED 3 — disk full, READ ONLY."""
    if disk.is_read_only:
        return HealthView(text=words.say("onair.read_only"), level="warning")
    if not disk.is_in_place:
        return HealthView(text=words.say("onair.file_moved"), level="error")
    if disk.unsaved == 0:
        return HealthView(text=words.say("onair.saved"), level="calm")
    if disk.why is None:
        text = words.say("onair.unsaved", count=disk.unsaved)
    else:
        text = words.say("onair.unsaved_why", count=disk.unsaved, why=told(disk.why, words))
    return HealthView(text=text, level="error")
