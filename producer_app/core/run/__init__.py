"""What happened: the events of a rehearsal or the show, and the run that is their fold.

Live state is never stored. The verbs that lead to events are in ``calling``.
"""

from producer_app.core.run.events import (
    CallRelayed,
    Event,
    HandoffActed,
    Held,
    Noted,
    OfferActed,
    Resumed,
    RoomEnded,
    RunEnded,
    RunId,
    RunKind,
    RunStarted,
    SegmentSkipped,
    StoodBy,
    TakeCorrected,
    TakenBack,
    TakenSegment,
    TakeReplaced,
    TimeAdjusted,
    WentOnAir,
)
from producer_app.core.run.folding import after, fold
from producer_app.core.run.state import RoomRun, Run, Take

__all__ = [
    "CallRelayed",
    "Event",
    "HandoffActed",
    "Held",
    "Noted",
    "OfferActed",
    "Resumed",
    "RoomEnded",
    "RoomRun",
    "Run",
    "RunEnded",
    "RunId",
    "RunKind",
    "RunStarted",
    "SegmentSkipped",
    "StoodBy",
    "Take",
    "TakeCorrected",
    "TakeReplaced",
    "TakenBack",
    "TakenSegment",
    "TimeAdjusted",
    "WentOnAir",
    "after",
    "fold",
]
