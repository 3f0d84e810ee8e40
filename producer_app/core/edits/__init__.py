"""The verbs of planning: each edit is a function from a Show to a Show, and writes no inverse."""

from producer_app.core.edits.edit import Edit, Several
from producer_app.core.edits.nouns import ChangeShow, Put, Remove
from producer_app.core.edits.segments import (
    ChangeSegment,
    DuplicateSegment,
    InsertSegment,
    MoveSegments,
    RemoveSegments,
    SetStanding,
)

__all__ = [
    "ChangeSegment",
    "ChangeShow",
    "DuplicateSegment",
    "Edit",
    "InsertSegment",
    "MoveSegments",
    "Put",
    "Remove",
    "RemoveSegments",
    "SetStanding",
    "Several",
]
