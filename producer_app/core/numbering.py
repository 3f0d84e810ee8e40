"""Numbers for what is new: labels that fit between the ones already given out, which never move."""

from __future__ import annotations

import re
from collections.abc import Iterable

from producer_app.core.show import RoomId, RoomRole, Segment, SegmentId, Show

_LABEL = re.compile(r"(.*?)([0-9]+)([A-Z]*)", re.IGNORECASE)
_HANDOFF = re.compile(r"H([0-9]+)", re.IGNORECASE)
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def number_after(show: Show, segment: SegmentId | None) -> str:
    """A free number for a segment that comes right behind that one (None: behind nothing).

    Within a row of numbers it is a suffix: A3A between A3 and A4, and between A3 and A5 too,
    because a vacated number is not given out again. Behind the last of its row it counts on: A10
    behind A9. Empty where nothing ahead of it has a number.
    """
    if segment is None:
        return ""
    rundown = show.rundowns[show.segment(segment).room]
    place = next(i for i, one in enumerate(rundown) if one.id == segment)
    base = _first_number(reversed(rundown[: place + 1]))
    if not base:
        return ""
    taken = _taken(show)
    return _counted_on(base, _first_number(rundown[place + 1 :]), taken) or _suffixed(base, taken)


def number_ahead_of(show: Show, segment: SegmentId) -> str:
    """A free number for a segment that comes right ahead of that one and begins its row.

    B0 ahead of B1, C4 ahead of C5; where the row goes on from above it is a suffix: A4A between A4
    and A5. Empty where nothing has a number.
    """
    rundown = show.rundowns[show.segment(segment).room]
    place = next(i for i, one in enumerate(rundown) if one.id == segment)
    follower = _LABEL.fullmatch(_first_number(rundown[place:]))
    above = _LABEL.fullmatch(_first_number(reversed(rundown[:place])))
    is_one_row = above is not None and follower is not None and above[1] == follower[1]
    if follower is None or is_one_row:
        return number_after(show, rundown[place - 1].id) if place > 0 else ""
    onward = f"{follower[1]}{max(0, int(follower[2]) - 1)}"
    return onward if onward.upper() not in _taken(show) else _suffixed(onward, _taken(show))


def number_to_begin(show: Show, room: RoomId) -> str:
    """A free number for the first segment of a new block at the end of a room: the next letter of
    the rows, B1 behind A9, or whatever comes behind the last. A room with nothing in it begins at
    1, a shopping room at S1."""
    rundown = show.rundowns[room]
    if not rundown:
        usual = "S1" if show.room(room).role is RoomRole.SHOP else "1"
        rows = (f"{letter}1" for letter in _LETTERS)
        return next((one for one in (usual, *rows) if one not in _taken(show)), "")
    label = _LABEL.fullmatch(_first_number(reversed(rundown)))
    if label is not None and label[1].upper() in _LETTERS[:-1]:
        onward = f"{chr(ord(label[1]) + 1)}1"
        if onward.upper() not in _taken(show):
            return onward
    return number_after(show, rundown[-1].id)


def handoff_number(show: Show) -> str:
    """The number of the next handoff: H and one more than the highest given out."""
    found = (_HANDOFF.fullmatch(handoff.number.strip()) for handoff in show.handoffs)
    return f"H{max((int(match[1]) for match in found if match), default=0) + 1}"


def _taken(show: Show) -> frozenset[str]:
    return frozenset(one.number.upper() for one in show.segments)


def _first_number(segments: Iterable[Segment]) -> str:
    return next((segment.number for segment in segments if segment.number), "")


def _counted_on(base: str, follower: str, taken: frozenset[str]) -> str:
    """The next whole number of the row, or nothing while the row goes on or has it already."""
    label, other = _LABEL.fullmatch(base), _LABEL.fullmatch(follower)
    if label is None or (other is not None and other[1].upper() == label[1].upper()):
        return ""
    onward = f"{label[1]}{int(label[2]) + 1}"
    return "" if onward.upper() in taken else onward


def _suffixed(base: str, taken: frozenset[str]) -> str:
    """A3A, A3B… behind A3; A3B behind A3A, and A3AA where A3B is taken."""
    label = _LABEL.fullmatch(base)
    if label is not None and label[3] and label[3][-1].upper() != "Z":
        sibling = base[:-1] + chr(ord(label[3][-1]) + 1)
        if sibling.upper() not in taken:
            return sibling
    stem = base if label is not None else f"{base}-"
    found = (f"{stem}{letter}" for letter in _LETTERS if f"{stem}{letter}".upper() not in taken)
    return next(found, None) or _suffixed(f"{stem}Z", taken)
