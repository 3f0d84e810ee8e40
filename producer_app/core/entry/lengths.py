"""Lengths and offsets as people type them."""

from __future__ import annotations

from producer_app.core.entry.amounts import amount_of, counted
from producer_app.core.entry.plain import UNKNOWN, plain, shown
from producer_app.core.errors import BadInput
from producer_app.core.timebase import HOUR, Millis

LONGEST = Millis(24 * HOUR)
"""No length is above this."""

WEEK = Millis(7 * 24 * HOUR)
"""No length that may be of a whole week is above this."""


def parse_length(
    text: str,
    present: Millis | None = None,
    before: Millis | None = None,
    *,
    longest: Millis = LONGEST,
) -> Millis | None:
    """The length that was typed, from nothing to ``longest``; None when it is left unknown.

    ``present`` is the length that stands there, ``before`` that of the segment before.
    """
    said = plain(text)
    if said in UNKNOWN:
        return None
    by = counted(text, said)
    if by is None:
        return _in_range(text, amount_of(text, said), longest)
    if by.from_before and before is None:
        raise BadInput(
            "length.prev",
            "“{text}” counts from the length of the segment before, and nobody knows that here; "
            "write the length, like 4:30.",
            text=shown(text),
        )
    base = before if by.from_before else present
    if base is None:
        raise BadInput(
            "length.relative",
            "“{text}” counts from a length that is not known yet; write the length, like 4:30.",
            text=shown(text),
        )
    return _in_range(text, base + by.amount, longest)


def parse_offset(text: str, before: Millis | None = None) -> Millis:
    """The offset that was typed, negative where it is earlier; ``before`` is that of the one
    before it."""
    said = plain(text)
    if said in UNKNOWN:
        return Millis(0)
    by = counted(text, said)
    if by is None:
        return _in_range(text, amount_of(text, said))
    if by.from_before and before is None:
        raise BadInput(
            "offset.prev",
            "“{text}” counts from the one before, and there is none here; write the offset, "
            "like 0:30 or -0:05.",
            text=shown(text),
        )
    offset = (before or 0) + by.amount if by.from_before else by.amount
    size = _in_range(text, abs(offset))
    return Millis(-size if offset < 0 else size)


def _in_range(text: str, length: int, longest: Millis = LONGEST) -> Millis:
    if length < 0:
        raise BadInput(
            "length.negative",
            "“{text}” takes away more than there is; a length cannot be less than nothing.",
            text=shown(text),
        )
    if length > longest:
        raise BadInput(
            "length.long",
            "“{text}” is more than {hours} hours; write it like 4:30, 90 (seconds) or 1h30.",
            text=shown(text),
            hours=longest // HOUR,
        )
    return Millis(length)
