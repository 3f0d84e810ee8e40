"""The bar across the top: what is on air, what is in standby, how long, over or under.

The line and the disk are told from outside; it asks neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.errors import Phrase
from producer_app.core.run import Run, RunKind, Take
from producer_app.core.show import RoomId, Segment, SegmentId
from producer_app.core.timebase import HOUR, Instant, Millis
from producer_app.core.timing import HardKind, HardTime, Projection, RoomTimes
from producer_app.present.errors import told
from producer_app.present.words import Words, clock, countdown, duration, over_under, time_of_day

_A_DAY = 24 * HOUR
"""A countdown longer than this is no countdown but a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAirView:
    """One room's playhead in words. Levels are tokens: calm, warning, over, under."""

    room: RoomId
    room_name: str
    room_name_alt: str
    clock: str
    run: str
    """PLAN, REHEARSAL 3, ON AIR."""
    is_live: bool
    """True only while the show itself runs."""
    is_running: bool
    on_air: SegmentId | None
    on_air_number: str
    on_air_title: str
    on_air_title_alt: str
    is_held: bool
    countdown: str
    """Time left of what is on air; the time past its end once it runs over."""
    countdown_word: str
    """LEFT, OVER, HELD, ELAPSED (unknown length), TO AIR, or nothing."""
    countdown_level: str
    used: float
    """Share of the segment on air that is used up, 0 to 1."""
    standby: SegmentId | None
    standby_number: str
    standby_title: str
    standby_title_alt: str
    standby_length: str
    hard_title: str
    hard_at: str
    hard_in: str
    """Time to the next hard time in words: in 12:03, or 0:12 ago."""
    over_under: str
    """Against the next hard time: OVER 0:12, UNDER 0:05, ON TIME."""
    over_bound: str
    """AT LEAST or AT MOST where an unknown length lies before the hard time, else nothing."""
    over_level: str
    end_title: str
    """HARD OUT; nothing where the room has none, or where it is the next hard time anyway."""
    end_over_under: str
    """Against the hard out."""
    end_level: str


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


def on_air_view(projection: Projection, room: RoomId, words: Words) -> OnAirView:
    """The bar for one room at the projection's moment."""
    show, times, now = projection.show, projection.rooms[room], projection.now
    take, standby = times.on_air, times.standby
    run = projection.run
    is_running = run is not None and run.ended is None
    left, word, level, used = _countdown(times, now, words)
    hard, end = times.next_hard, _hard_out(times)
    live_segment = show.by_id.get(take.segment) if take else None
    return OnAirView(
        room=room,
        room_name=times.plan.room.name,
        room_name_alt=times.plan.room.name_alt,
        clock=clock(now, show) if is_running else time_of_day(now, show),
        run=run_word(projection.run, words),
        is_live=is_running and run is not None and run.kind is RunKind.SHOW,
        is_running=is_running,
        on_air=take.segment if take else None,
        on_air_number=take.number if take else "",
        on_air_title=take.title if take else words.say("onair.nothing"),
        on_air_title_alt=live_segment.title_alt if isinstance(live_segment, Segment) else "",
        is_held=take is not None and take.held_since is not None,
        countdown=left,
        countdown_word=word,
        countdown_level=level,
        used=used,
        standby=standby.id if standby else None,
        standby_number=standby.number if standby else "",
        standby_title=standby.title if standby else words.say("onair.end_of_rundown"),
        standby_title_alt=standby.title_alt if standby else "",
        standby_length=duration(standby.length) if standby else "",
        hard_title=_hard_title(times, hard, words),
        hard_at=clock(hard.at, show) if hard else "",
        hard_in=_away(hard, now, words),
        over_under=over_under(hard.over, words) if hard else "",
        over_bound=_bound(hard, words),
        over_level=_over_level(hard),
        end_title=words.say("words.hard_out") if end else "",
        end_over_under=_versus(end, words),
        end_level=_over_level(end),
    )


def run_word(run: Run | None, words: Words) -> str:
    """PLAN, REHEARSAL n, ON AIR, or what has ended."""
    if run is None:
        return words.say("onair.plan")
    if run.kind is RunKind.REHEARSAL:
        key = "onair.rehearsal" if run.ended is None else "onair.rehearsal_ended"
        return words.say(key, number=run.number)
    return words.say("onair.on_air" if run.ended is None else "onair.show_ended")


def line_view(line: LineHealth, words: Words) -> HealthView:
    """The line in words: LINE 2 rooms, LINE DOWN 0:12."""
    if line.state is LineState.OFF:
        return HealthView(text=words.say("onair.line_off"), level="quiet")
    age = duration(line.age or 0)
    if line.state is LineState.DOWN:
        return HealthView(text=words.say("onair.line_down", age=age), level="error")
    if line.silent:
        rooms = ", ".join(line.silent)
        return HealthView(
            text=words.say("onair.line_silent", rooms=rooms, age=age), level="warning"
        )
    keys = {0: "onair.line_empty", 1: "onair.line_room"}
    text = words.say(keys.get(line.rooms, "onair.line_rooms"), count=line.rooms)
    return HealthView(text=text, level="calm" if line.rooms else "quiet")


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


def _countdown(times: RoomTimes, now: Instant, words: Words) -> tuple[str, str, str, float]:
    if times.on_air is not None:
        return _take_countdown(times.on_air, now, words)
    on_air, has_begun = times.plan.on_air, times.run is not None and bool(times.run.takes)
    has_ended = times.run is not None and times.run.ended is not None
    if on_air is None or has_begun or has_ended or not 0 <= on_air - now < _A_DAY:
        return "", "", "calm", 0.0
    return countdown(on_air - now), words.say("onair.to_air"), "calm", 0.0


def _take_countdown(take: Take, now: Instant, words: Words) -> tuple[str, str, str, float]:
    left, elapsed = take.remaining(now), take.elapsed(now)
    held = take.held_since is not None
    if left is None:
        word = words.say("onair.held" if held else "onair.elapsed")
        return duration(elapsed), word, "warning" if held else "calm", 0.0
    used = elapsed / (elapsed + left) if elapsed + left > 0 else 1.0
    if left < 0:
        word = words.say("onair.held_over" if held else "onair.over")
        return countdown(left), word, "over", 1.0
    if held:
        return countdown(left), words.say("onair.held"), "warning", used
    level = "warning" if left <= 10_000 else "calm"
    return countdown(left), words.say("onair.left"), level, min(1.0, used)


def _hard_out(times: RoomTimes) -> HardTime | None:
    """The hard out, where it is not itself the next hard time."""
    return times.out if len(times.hards) > 1 else None


def _hard_title(times: RoomTimes, hard: HardTime | None, words: Words) -> str:
    if hard is None:
        return words.say("onair.no_hard_time")
    if hard.kind is HardKind.OUT:
        return words.say("words.hard_out")
    segment = times.plan.segments[hard.place]
    return f"{segment.number} {segment.title}".strip()


def _away(hard: HardTime | None, now: Instant, words: Words) -> str:
    if hard is None or abs(hard.at - now) >= _A_DAY:
        return ""
    key = "onair.in" if hard.at >= now else "onair.passed"
    return words.say(key, time=countdown(hard.at - now))


def _versus(hard: HardTime | None, words: Words) -> str:
    if hard is None:
        return ""
    text, bound = over_under(hard.over, words), _bound(hard, words)
    return f"{bound} {text}" if bound else text


def _bound(hard: HardTime | None, words: Words) -> str:
    """An unknown length only makes it later: more OVER than said, or less UNDER."""
    if hard is None or hard.over is None or hard.is_firm:
        return ""
    return words.say("onair.at_most" if hard.over < 0 else "onair.at_least")


def _over_level(hard: HardTime | None) -> str:
    if hard is None or hard.over is None or round(abs(hard.over) / 1000) == 0:
        return "calm"
    return "over" if hard.over > 0 else "under"
