"""What a handoff can be, what may be said of it, and who may say it; knows no rules of its own."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    ARMED = "armed"
    STANDBY_SENT = "standby_sent"
    STANDBY_SHOWN = "standby_shown"
    READY = "ready"
    GO_SENT = "go_sent"
    GO_SHOWN = "go_shown"
    LATE = "late"
    MISSED = "missed"
    LIVE = "live"
    RETURNED = "returned"
    CLOSED = "closed"
    CANT = "cant"
    SKIPPED = "skipped"
    ABORTED = "aborted"


class Act(StrEnum):
    STANDBY = "standby"
    GO = "go"
    RECALL = "recall"
    SKIP = "skip"
    REARM = "rearm"
    CLOSE = "close"
    SHOWN = "shown"
    READY = "ready"
    CANT = "cant"
    LIVE = "live"
    RETURN = "return"
    ACK = "ack"
    """A person in the room took note that it was stood down."""


class Via(StrEnum):
    CONSOLE = "console"
    PAGE = "page"
    VOICE = "voice"
    TOOL = "tool"
    """Another program in the director's hand: calls as the console does."""


class Answer(StrEnum):
    OK = "ok"
    DUP = "dup"
    STALE = "stale"
    DENIED = "denied"


ROOM_ACTS = frozenset({Act.SHOWN, Act.READY, Act.CANT, Act.LIVE, Act.RETURN, Act.ACK})
"""What a room may say; the rest is the console's alone."""

CONSOLE_ACTS = frozenset({Act.STANDBY, Act.GO, Act.RECALL, Act.SKIP, Act.REARM, Act.CLOSE})
"""What only the console originates; each raises the handoff's ``rev``."""

VOICE_ACTS = frozenset({Act.READY, Act.CANT, Act.LIVE, Act.RETURN, Act.ACK})
"""What a director may enter for a room that spoke on the voice line."""

STANDBY = frozenset({State.STANDBY_SENT, State.STANDBY_SHOWN})
OPEN = STANDBY | {State.READY}
GONE = frozenset({State.GO_SENT, State.GO_SHOWN})
OVER = frozenset({State.CLOSED, State.CANT, State.SKIPPED, State.ABORTED})
