"""The verbs of calling: each command, held against plan and run, becomes events or is refused."""

from producer_app.core.calling.calls import (
    ActOnHandoff,
    ActOnOffer,
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    EndRun,
    Go,
    Hold,
    Note,
    Relay,
    Repeat,
    ReplaceTake,
    Resume,
    RoomCall,
    Skip,
    Standby,
    StartRun,
    TakeBack,
)
from producer_app.core.calling.deciding import decide
from producer_app.core.calling.playhead import following, in_standby, playing_order
from producer_app.core.calling.taking import DEBOUNCE, EARLY

__all__ = [
    "DEBOUNCE",
    "EARLY",
    "ActOnHandoff",
    "ActOnOffer",
    "AdjustTime",
    "Call",
    "CorrectTake",
    "EndRoom",
    "EndRun",
    "Go",
    "Hold",
    "Note",
    "Relay",
    "Repeat",
    "ReplaceTake",
    "Resume",
    "RoomCall",
    "Skip",
    "Standby",
    "StartRun",
    "TakeBack",
    "decide",
    "following",
    "in_standby",
    "playing_order",
]
