"""What each kind of change costs the evening, in one table: the fewest steps, then the gentlest.

A step of the ordinary kind costs 100. What is added to it says how rough it is, and stays below
100 for a whole way, so that one step less always wins; pads are not steps at all.
"""

from __future__ import annotations

from producer_app.core.recovery.way import StepKind
from producer_app.core.show import ADVERTISING, PERFORMANCE, Kind, Segment

LATE = 1000.0
"""A second late at a hard time: nothing that may be done at all costs as much."""

UNDER = 5.0
"""A second to fill where filling is the aim: twenty are worth a step."""

FILL = 0.05
"""A second to fill that the way itself leaves: hosts carry two minutes more easily than anybody
gives up a number."""

LONG_FILL = 0.5
"""A second more than ``CARRIED``: a hole in the evening, soon worse than another step."""

CARRIED = 120
"""Seconds that hosts can carry without having prepared for it."""

STEP = 100.0
"""One more thing that somebody has to be told, and can get wrong."""

PAD = 1.0
"""Pads stand in the plan to be used: first, and before anybody is told anything."""

PAD_SECOND = 0.001
"""Any pad is as good as another; the least of them all the same."""

TRIM_ALL = 15.0
"""An elastic segment cut to its shortest; half of that costs half."""

TALK_ALL = 5.0
"""Hosts talk shorter or longer more easily than a number is cut."""

PRIORITY = 2.0
"""Each step of priority: 9 goes first and costs nothing more, 1 goes last."""

MOVE = 10.0
"""A number in another place is still seen, but its neighbours, changes and cues are new."""

PERFORMER = 5.0
"""Somebody has warmed up for this minute."""

LINE = 15.0
"""A line to another place is booked for its minute, and others wait on it."""

SOLD = 15.0
"""Advertising was sold beside what stands around it."""

FURTHER = 1.0
"""Each hard time more that a number is moved past."""

HANDOFF = 20.0
"""A handoff goes along with its segment, and the other room has to hear of it."""

STANDBY = 400.0
"""Everybody stands by for it: it gives way where four other steps would not do as much."""

BREAKS = 3000.0
"""A promise broken: only where nothing else makes the time."""

_TALK = frozenset({Kind.HOST_LINK, Kind.INTERACTION, Kind.PITCH, Kind.PROMO})


def per_step(kind: StepKind, segment: Segment, further: int = 0) -> float:
    """What the step costs however large it is; ``further`` counts the hard times behind the first
    that a segment is moved past."""
    match kind:
        case _ if is_pad(kind, segment):
            return PAD
        case StepKind.FLOAT:
            return STEP + PRIORITY * (9 - segment.priority)
        case StepKind.BRING_BACK:
            return STEP + PRIORITY * segment.priority
        case StepKind.MOVE:
            return STEP + MOVE + _roughness(segment) + FURTHER * further
    return STEP


def per_second(kind: StepKind, segment: Segment, most: int) -> float:
    """What each second of a change of length costs, ``most`` seconds being possible."""
    if is_pad(kind, segment):
        return PAD_SECOND
    return (TALK_ALL if segment.kind in _TALK else TRIM_ALL) / most


def is_pad(kind: StepKind, segment: Segment) -> bool:
    """True when it is only a pad that gives or takes."""
    lengths = (StepKind.USE_PAD, StepKind.STRETCH, StepKind.TRIM)
    return segment.kind is Kind.PAD and kind in lengths


def _roughness(segment: Segment) -> float:
    if segment.kind is Kind.REMOTE:
        return LINE
    if segment.kind in ADVERTISING or segment.sponsor is not None:
        return SOLD
    return PERFORMER if segment.kind in PERFORMANCE else 0.0
