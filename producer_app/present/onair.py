"""The bar across the top: what is on air, what is in standby, how long, over or under."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.run import Run, RunKind, Take
from producer_app.core.show import RoomId, Segment, SegmentId
from producer_app.core.timing import HardTime, Projection, RoomTimes
from producer_app.present.words import Words, clock, countdown, duration, over_under


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAirView:
    """One room's playhead in words. Levels are tokens: calm, warning, over, under."""

    room: RoomId
    room_name: str
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
    """Time to the next hard time."""
    over_under: str
    """Against the next hard time: OVER 0:12, UNDER 0:05, ON TIME."""
    over_level: str
    end_over_under: str
    """Against the hard out."""
    next_tick: int
    """Milliseconds until any figure here changes by itself."""


def on_air_view(projection: Projection, room: RoomId, words: Words) -> OnAirView:
    """The bar for one room at the projection's moment."""
    show, times, now = projection.show, projection.rooms[room], projection.now
    take, standby = times.on_air, times.standby
    left, word, level, used = _countdown(times, now, projection.run, words)
    hard = times.next_hard
    live_segment = show.by_id.get(take.segment) if take else None
    return OnAirView(
        room=room,
        room_name=times.plan.room.name,
        clock=clock(now, show),
        run=run_word(projection.run, words),
        is_live=projection.run is not None and projection.run.kind is RunKind.SHOW,
        is_running=projection.run is not None,
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
        hard_in=countdown(hard.at - now) if hard and hard.at >= now else "",
        over_under=_versus(hard, words),
        over_level=_over_level(hard),
        end_over_under=_versus(times.hards[-1] if times.hards else None, words),
        next_tick=1_000 - now % 1_000,
    )


def run_word(run: Run | None, words: Words) -> str:
    """PLAN, REHEARSAL n or ON AIR."""
    if run is None:
        return words.say("onair.plan")
    if run.kind is RunKind.REHEARSAL:
        return words.say("onair.rehearsal", number=run.number)
    return words.say("onair.on_air")


def _countdown(
    times: RoomTimes, now: int, run: Run | None, words: Words
) -> tuple[str, str, str, float]:
    take = times.on_air
    if take is None:
        on_air = times.plan.on_air
        if run is None or on_air is None or times.run is None or times.run.takes or now > on_air:
            return "", "", "calm", 0.0
        return countdown(on_air - now), words.say("onair.to_air"), "calm", 0.0
    return _take_countdown(take, now, words)


def _take_countdown(take: Take, now: int, words: Words) -> tuple[str, str, str, float]:
    at = type(take.started)(now)
    left, elapsed = take.remaining(at), take.elapsed(at)
    if left is None:
        return duration(elapsed), words.say("onair.elapsed"), "calm", 0.0
    used = elapsed / (elapsed + left) if elapsed + left > 0 else 1.0
    if left < 0:
        return countdown(left), words.say("onair.over"), "over", 1.0
    if take.held_since is not None:
        return countdown(left), words.say("onair.held"), "warning", used
    level = "warning" if left <= 10_000 else "calm"
    return countdown(left), words.say("onair.left"), level, min(1.0, used)


def _hard_title(times: RoomTimes, hard: HardTime | None, words: Words) -> str:
    if hard is None:
        return words.say("onair.no_hard_time")
    if hard.place >= len(times.plan.segments):
        return words.say("words.hard_out")
    segment = times.plan.segments[hard.place]
    return f"{segment.number} {segment.title}".strip()


def _versus(hard: HardTime | None, words: Words) -> str:
    if hard is None:
        return ""
    text = over_under(hard.over, words)
    return text if hard.is_firm else words.say("words.at_least", time=text)


def _over_level(hard: HardTime | None) -> str:
    if hard is None or hard.over is None or abs(hard.over) < 500:
        return "calm"
    return "over" if hard.over > 0 else "under"
