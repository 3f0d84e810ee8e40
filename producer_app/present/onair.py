"""The bar across the top: what is on air, what is in standby, how long, over or under."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.late_start import main_room
from producer_app.core.run import Run, RunKind, Take
from producer_app.core.show import RoomId, Segment, SegmentId
from producer_app.core.timebase import HOUR, Instant
from producer_app.core.timing import Projection, RoomTimes
from producer_app.present.onair_figures import (
    Against,
    Figure,
    away,
    figures_of,
    hard_title,
    hard_word,
    joined,
)
from producer_app.present.onair_rooms import Waiting, meets_next, waiting_of
from producer_app.present.titles import in_order
from producer_app.present.words import Words, clock, countdown, duration, own_clock, time_of_day

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
    """Before the first GO of a show that starts after another: what it waits for."""
    on_air_title_alt: str
    """In the other language; there, when it is expected."""
    is_held: bool
    countdown: str
    """Time left of what is on air; the time past its end once it runs over."""
    countdown_word: str
    """LEFT, OVER, HELD, ELAPSED (unknown length), TO AIR, LATE, or nothing."""
    countdown_level: str
    used: float
    """Share of the segment on air that is used up, 0 to 1."""
    standby: SegmentId | None
    standby_word: str
    """STANDBY, or REPEAT where it is on the air once more."""
    standby_number: str
    standby_title: str
    standby_title_alt: str
    standby_length: str
    standby_then: str
    """What follows behind a repeat: then 15 Title."""
    hard_title: str
    """Which hard time comes next: the segment that starts or ends then, or the HARD OUT."""
    hard_word: str
    """STARTS, ENDS, or what there is to say of the hard out."""
    hard_at: str
    hard_in: str
    """Time to the next hard time in words: in 12:03, or 0:12 ago."""
    hard_left: str
    """The same without words: 12:03."""
    hard_left_word: str
    """TO GO, AGO, or nothing."""
    figures: tuple[Figure, ...]
    """At most four, the next hard time first."""
    waiting: Waiting | None
    """Whom the room waits for, if anybody."""
    meets: str
    """Where it meets another room next: H2 20:49:55 in 4:10."""

    @property
    def over_under(self) -> str:
        """Against the next hard time, of which the hard out may be one; else nothing."""
        return self.figures[0].text if self._has_hard_time else ""

    @property
    def over_bound(self) -> str:
        """AT LEAST or AT MOST of that, or nothing."""
        return self.figures[0].bound if self._has_hard_time else ""

    @property
    def over_level(self) -> str:
        """The token of that."""
        return self.figures[0].level if self._has_hard_time else "calm"

    @property
    def _has_hard_time(self) -> bool:
        hard = (Against.HARD_TIME, Against.HARD_OUT)
        return bool(self.figures) and self.figures[0].against in hard


def on_air_view(projection: Projection, room: RoomId, words: Words) -> OnAirView:
    """The bar for one room at the projection's moment."""
    show, times, now = projection.show, projection.rooms[room], projection.now
    take, standby, run = times.on_air, times.standby, projection.run
    is_running = run is not None and run.ended is None
    left, word, level, used = _countdown(times, now, words)
    hard_name, hard_verb, hard_at, hard_in = _hard(projection, times, words)
    hard_left, hard_left_word = _hard_left(times, now, words)
    room_names = in_order(times.plan.room.name, times.plan.room.name_alt, words)
    title, title_alt = _on_air_titles(projection, times, words)
    standby_titles = _standby_titles(standby, words)
    return OnAirView(
        room=room,
        room_name=room_names[0],
        room_name_alt=room_names[1],
        clock=own_clock(now, show) if is_running else time_of_day(now, show),
        run=run_word(projection.run, words),
        is_live=is_running and run is not None and run.kind is RunKind.SHOW,
        is_running=is_running,
        on_air=take.segment if take else None,
        on_air_number=take.number if take else "",
        on_air_title=title,
        on_air_title_alt=title_alt,
        is_held=take is not None and take.held_since is not None,
        countdown=left,
        countdown_word=word,
        countdown_level=level,
        used=used,
        standby=standby.id if standby else None,
        standby_word=words.say("onair.repeat" if _is_repeat(times) else "onair.standby"),
        standby_number=standby.number if standby else "",
        standby_title=standby_titles[0],
        standby_title_alt=standby_titles[1],
        standby_length=_standby_length(times),
        standby_then=_then(times, words) if _is_repeat(times) else "",
        hard_title=hard_name,
        hard_word=hard_verb,
        hard_at=hard_at,
        hard_in=hard_in,
        hard_left=hard_left,
        hard_left_word=hard_left_word,
        figures=figures_of(projection, times, words),
        waiting=waiting_of(projection, room, words),
        meets=meets_next(projection, room, words),
    )


def run_word(run: Run | None, words: Words) -> str:
    """PLAN, REHEARSAL n, ON AIR, or what has ended."""
    if run is None:
        return words.say("onair.plan")
    if run.kind is RunKind.REHEARSAL:
        key = "onair.rehearsal" if run.ended is None else "onair.rehearsal_ended"
        return words.say(key, number=run.number)
    return words.say("onair.on_air" if run.ended is None else "onair.show_ended")


def _on_air_titles(projection: Projection, times: RoomTimes, words: Words) -> tuple[str, str]:
    take = times.on_air
    if take is None:
        return _nothing(projection, times, words)
    segment = projection.show.by_id.get(take.segment)
    title_alt = segment.title_alt if isinstance(segment, Segment) else ""
    return in_order(take.title, title_alt, words)


def _standby_titles(standby: Segment | None, words: Words) -> tuple[str, str]:
    if standby is None:
        return words.say("onair.end_of_rundown"), ""
    return in_order(standby.title, standby.title_alt, words)


def _nothing(projection: Projection, times: RoomTimes, words: Words) -> tuple[str, str]:
    """Nothing on air; before the first GO, what the show waits for, and until when."""
    show, on_air, run = projection.show, times.plan.on_air, times.run
    has_begun = run is not None and (run.began is not None or run.ended is not None)
    room = times.plan.room
    is_awaited = room == main_room(show) or room.on_air is None
    if not show.starts_after or on_air is None or has_begun or not is_awaited:
        return words.say("onair.nothing"), ""
    after = words.say("onair.after", programme=show.starts_after)
    return after, words.say("onair.expected", at=clock(on_air, show, words=words))


def _countdown(times: RoomTimes, now: Instant, words: Words) -> tuple[str, str, str, float]:
    if times.on_air is not None:
        return _take_countdown(times, times.on_air, now, words)
    on_air, run = times.plan.on_air, times.run
    has_begun = run is not None and (bool(run.takes) or run.ended is not None)
    if on_air is None or has_begun or abs(on_air - now) >= _A_DAY:
        return "", "", "calm", 0.0
    if on_air >= now:
        return countdown(on_air - now), words.say("onair.to_air"), "calm", 0.0
    if run is None:
        return "", "", "calm", 0.0
    return countdown(on_air - now), words.say("onair.late"), "over", 0.0


def _take_countdown(
    times: RoomTimes, take: Take, now: Instant, words: Words
) -> tuple[str, str, str, float]:
    left, elapsed = times.left(now), take.elapsed(now)
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


def _is_repeat(times: RoomTimes) -> bool:
    """True while what is in standby is on the air once more, out of its order."""
    run, standby = times.run, times.standby
    if run is None or standby is None or run.then is None:
        return False
    return run.standby == standby.id


def _standby_length(times: RoomTimes) -> str:
    if times.standby is None:
        return ""
    return duration(times.plan.length_of(times.coming[0]))


def _then(times: RoomTimes, words: Words) -> str:
    if len(times.coming) < 2:
        return words.say("onair.then_end")
    segment = times.plan.segments[times.coming[1]]
    title, _ = in_order(segment.title, segment.title_alt, words)
    return words.say("onair.then", segment=joined(segment.number, title))


def _hard(projection: Projection, times: RoomTimes, words: Words) -> tuple[str, str, str, str]:
    """Which hard time comes next, what happens then, when, and how far off that is."""
    hard = times.next_hard
    if hard is None:
        return words.say("onair.no_hard_time"), "", "", ""
    verb = hard_word(times, hard, words)
    at = clock(hard.at, projection.show, words=words)
    return hard_title(times, hard, words), verb, at, away(hard.at, projection.now, words)


def _hard_left(times: RoomTimes, now: Instant, words: Words) -> tuple[str, str]:
    hard = times.next_hard
    if hard is None or abs(hard.at - now) >= _A_DAY:
        return "", ""
    key = "onair.to_go" if hard.at >= now else "onair.ago"
    return countdown(hard.at - now), words.say(key)
