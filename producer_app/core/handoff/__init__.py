"""The acknowledged handoff as a pure state machine: who may do what when, and what it means late.

It knows no wire and no clock: every function is given ``now``. Three acknowledgements stay apart:
*shown* (a page has painted it), *ready* (a person), *live* (a person or a tally).
"""

from producer_app.core.handoff.following import follow
from producer_app.core.handoff.judging import Ask, Verdict, allowed, judge
from producer_app.core.handoff.line import TIMERS, Line, Timers, resend_every, state_at
from producer_app.core.handoff.states import (
    CONSOLE_ACTS,
    GONE,
    OPEN,
    OVER,
    ROOM_ACTS,
    STANDBY,
    VOICE_ACTS,
    Act,
    Answer,
    State,
    Via,
)

__all__ = [
    "CONSOLE_ACTS",
    "GONE",
    "OPEN",
    "OVER",
    "ROOM_ACTS",
    "STANDBY",
    "TIMERS",
    "VOICE_ACTS",
    "Act",
    "Answer",
    "Ask",
    "Line",
    "State",
    "Timers",
    "Verdict",
    "Via",
    "allowed",
    "follow",
    "judge",
    "resend_every",
    "state_at",
]
