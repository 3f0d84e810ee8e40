"""What a cue light shows of one handoff: the far end's echo and how late it is, never our intent.

Shape and word differ from state to state, so that colour is never the only signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from producer_app.core.handoff import GONE, OPEN, TIMERS, Line, State, Via, state_at
from producer_app.core.timebase import Instant, Millis
from producer_app.present.words import Words, duration


class RoomLink(NamedTuple):
    """How a room's pages are heard: the youngest heartbeat's age (None: never), and how many."""

    heard: Millis | None = None
    pages: int = 0

    @property
    def is_silent(self) -> bool:
        """True when nothing was heard for longer than a heartbeat may be late."""
        return self.pages == 0 or self.heard is None or self.heard > TIMERS.heartbeat


class Shape(StrEnum):
    """What a cue light paints."""

    RING = "ring"
    OUTLINE = "outline"
    HALF = "half"
    DISC = "disc"
    ARROW_OUTLINE = "arrow_outline"
    ARROW = "arrow"
    TARGET = "target"
    TRIANGLE = "triangle"
    SQUARE = "square"
    CROSS = "cross"
    DASH = "dash"
    TICK = "tick"


class Level(StrEnum):
    """How loudly something is said; each is a colour token of the window."""

    CALM = "ink"
    QUIET = "ink_quiet"
    FAINT = "ink_faint"
    STANDBY = "standby"
    READY = "ready"
    GO = "go"
    LIVE = "live"
    OVER = "over"
    WARNING = "warning"
    ERROR = "error"


class Lamp(NamedTuple):
    shape: Shape
    tone: Level
    is_flashing: bool = False
    is_stale: bool = False
    """Hatched: the room has not been heard of lately, so the echo may be old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Everything that a cue light depends on; ``due`` is expected, None while unknown."""

    line: Line
    now: Instant
    due: Instant | None
    standby_lead: Millis
    return_by: Instant | None
    link: RoomLink
    is_running: bool
    lost: str = ""
    """Why the segment that it leaves from does not come, in words; nothing while it does."""
    noted: str = ""
    """Who took note that it was called off, and when, in words."""

    @property
    def state(self) -> State:
        """The state with time taken into account."""
        return state_at(self.line, self.now)

    @property
    def since_sent(self) -> Millis:
        """How long what was sent last has been waiting for its echo."""
        sent = self.line.went if self.line.state in GONE else self.line.stood_by
        return Millis(0 if sent is None else self.now - sent)

    @property
    def is_stale(self) -> bool:
        """True when a page's echo is shown and the room is not heard any more."""
        spoken = {State.READY: self.line.ready_via, State.LIVE: self.line.live_via}
        state = self.line.state
        has_echo = state in _ECHOED and spoken.get(state) is not Via.VOICE
        return has_echo and self.link.is_silent

    @property
    def is_noted_lately(self) -> bool:
        """True for a while after somebody took note of a call-off."""
        noted = self.line.acknowledged
        return self.line.was_stood_down and noted is not None and self.now - noted < NOTED


NOTED = Millis(10_000)
"""How long it is said that somebody took note of a call-off."""

_ECHOED = frozenset({State.STANDBY_SHOWN, State.READY, State.GO_SHOWN, State.LIVE})

_LAMPS = {
    State.ARMED: Lamp(Shape.RING, Level.FAINT),
    State.STANDBY_SENT: Lamp(Shape.OUTLINE, Level.STANDBY, is_flashing=True),
    State.STANDBY_SHOWN: Lamp(Shape.HALF, Level.STANDBY),
    State.READY: Lamp(Shape.DISC, Level.READY),
    State.GO_SENT: Lamp(Shape.ARROW_OUTLINE, Level.GO, is_flashing=True),
    State.GO_SHOWN: Lamp(Shape.ARROW, Level.GO),
    State.LATE: Lamp(Shape.TRIANGLE, Level.WARNING),
    State.MISSED: Lamp(Shape.SQUARE, Level.ERROR, is_flashing=True),
    State.LIVE: Lamp(Shape.TARGET, Level.LIVE),
    State.RETURNED: Lamp(Shape.TICK, Level.CALM),
    State.CLOSED: Lamp(Shape.TICK, Level.FAINT),
    State.CANT: Lamp(Shape.CROSS, Level.ERROR),
    State.SKIPPED: Lamp(Shape.DASH, Level.FAINT),
    State.ABORTED: Lamp(Shape.CROSS, Level.QUIET),
}


def lamp_of(moment: Moment) -> Lamp:
    """The cue light: the echo's shape, red while what was sent is not delivered."""
    lamp = _LAMPS[moment.state]
    if moment.lost and moment.state is State.ARMED:
        lamp = lamp._replace(tone=Level.WARNING)
    elif moment.state in _SENT and moment.since_sent >= TIMERS.shown_red:
        lamp = lamp._replace(tone=Level.ERROR)
    elif moment.state is State.GO_SENT and moment.since_sent >= TIMERS.shown_amber:
        lamp = lamp._replace(tone=Level.WARNING)
    return lamp._replace(is_stale=moment.is_stale)


_SENT = frozenset({State.STANDBY_SENT, State.GO_SENT})


def state_word(moment: Moment, words: Words) -> str:
    """The state in a word; an armed handoff of a plan is merely planned."""
    if not moment.is_running and moment.state is State.ARMED:
        return words.say("handoff.planned")
    return words.say(f"handoff.{moment.state}")


def state_level(moment: Moment) -> Level:
    """The colour of the state's word."""
    tone = lamp_of(moment).tone
    return Level.QUIET if tone is Level.FAINT else tone


class Call(NamedTuple):
    """What the director should know or do about a handoff now; no text when there is nothing."""

    text: str = ""
    level: Level = Level.QUIET


def call_of(moment: Moment, words: Words) -> Call:
    """The one most urgent thing to say about a handoff now."""
    state = moment.state
    if state is State.ARMED:
        return _armed_call(moment, words)
    if state in _SENT and moment.since_sent >= TIMERS.shown_red:
        return _undelivered_call(moment, words)
    if moment.is_stale:
        age = moment.link.heard
        text = words.say("handoff.stale", age=duration(age)) if age is not None else ""
        return Call(text or words.say("handoff.stale_unheard"), Level.WARNING)
    if state in OPEN and state is not State.READY:
        return _unready_call(moment, words)
    return _late_call(moment, words)


def _armed_call(moment: Moment, words: Words) -> Call:
    due, now = moment.due, moment.now
    if moment.line.is_called_off:
        return Call(words.say("handoff.stood_down"), Level.WARNING)
    if moment.lost:
        return Call(moment.lost, Level.WARNING)
    if not moment.is_running or due is None:
        return Call()
    until = due - moment.standby_lead - now
    if now >= due:
        return Call(words.say("handoff.overdue", time=duration(now - due)), Level.ERROR)
    if until <= 0:
        return Call(words.say("handoff.call_standby"), Level.WARNING)
    return Call(words.say("handoff.standby_in", time=duration(_whole(until))), Level.QUIET)


def _undelivered_call(moment: Moment, words: Words) -> Call:
    if moment.link.pages == 0:
        return Call(words.say("handoff.no_page"), Level.ERROR)
    if moment.state is State.STANDBY_SENT:
        return Call(words.say("handoff.not_delivered"), Level.ERROR)
    if moment.since_sent < TIMERS.go_ttl:
        return Call(words.say("handoff.go_not_delivered"), Level.ERROR)
    return Call(words.say("handoff.go_old", age=duration(moment.since_sent)), Level.ERROR)


def _unready_call(moment: Moment, words: Words) -> Call:
    left = None if moment.due is None else moment.due - moment.now
    if moment.lost:
        return Call(moment.lost, Level.WARNING)
    if left is None or left > TIMERS.ready_amber:
        return Call()
    level = Level.ERROR if left <= TIMERS.ready_red else Level.WARNING
    return Call(words.say("handoff.no_ready"), level)


def _late_call(moment: Moment, words: Words) -> Call:
    line = moment.line
    match moment.state:
        case State.MISSED:
            return Call(words.say("handoff.call_room"), Level.ERROR)
        case State.LATE:
            waited = duration(moment.since_sent)
            return Call(words.say("handoff.no_live", time=waited), Level.WARNING)
        case State.CANT:
            return Call(line.reason or words.say("handoff.no_reason"), Level.ERROR)
        case State.LIVE if moment.return_by is not None and moment.now >= moment.return_by:
            past = duration(moment.now - moment.return_by)
            return Call(words.say("handoff.return_over", time=past), Level.OVER)
        case State.ABORTED if line.is_called_off:
            return Call(words.say("handoff.not_noted"), Level.WARNING)
        case State.SKIPPED if line.is_called_off:
            return Call(words.say("handoff.stood_down"), Level.WARNING)
        case State.ABORTED | State.SKIPPED if moment.noted:
            return Call(moment.noted, Level.CALM)
        case State.READY if moment.lost:
            return Call(moment.lost, Level.WARNING)
    return Call()


def next_change(moment: Moment) -> Millis:
    """Milliseconds until a lamp or word changes by itself: a second's edge or a timer's end."""
    now, line = moment.now, moment.line
    edges = [1_000 - now % 1_000]
    if line.state is State.STANDBY_SENT and line.stood_by is not None:
        edges += [line.stood_by + TIMERS.shown_red - now]
    if line.state in GONE and line.went is not None:
        waits = (TIMERS.shown_amber, TIMERS.shown_red, TIMERS.live_late, TIMERS.live_missed)
        edges += [line.went + wait - now for wait in waits]
    if moment.is_noted_lately and line.acknowledged is not None:
        edges.append(line.acknowledged + NOTED - now)
    if moment.link.heard is not None:
        edges.append(TIMERS.heartbeat + 1 - moment.link.heard)
    return Millis(min(edge for edge in edges if edge > 0))


def _whole(left: int) -> int:
    """Time left, rounded up to the second as a countdown is."""
    return -(-left // 1_000) * 1_000
