"""Where segments land in a rundown when they are inserted, copied, dragged or stepped: as edits.

Places are positions between the entries of a RundownView, from 0 (above all) to their number
(below all). It must not know how a rundown is drawn.
"""

from __future__ import annotations

from producer_app.core.edits import DuplicateSegment, InsertSegment, MoveSegments
from producer_app.core.numbering import number_after, number_ahead_of, number_to_begin
from producer_app.core.show import BlockId, Kind, RoomId, RoomRole, Segment, SegmentId, Show
from producer_app.present.rundown import RundownView

Chosen = tuple[SegmentId, ...]


def inserted(show: Show, view: RundownView, place: int, new_id: str, title: str) -> InsertSegment:
    """A new segment at that place, in the block of the entry above it, with a number that fits."""
    above = view.entries[place - 1] if place > 0 else None
    is_stage = view.room.role is RoomRole.STAGE
    segment = Segment(
        id=SegmentId(new_id),
        room=view.room.id,
        number=_number_at(show, view, place),
        title=title,
        kind=Kind.SONG if is_stage else Kind.PITCH,
        block=above.block if above is not None else None,
    )
    keys = _keys(show, view)[place:]
    return InsertSegment(segment=segment, before=next((key for key in keys if key), None))


def _number_at(show: Show, view: RundownView, place: int) -> str:
    rundown = show.rundowns[view.room.id]
    above = view.entries[place - 1] if place > 0 else None
    below = view.entries[place] if place < len(view.entries) else None
    if above is not None and above.segment is not None:
        return number_after(show, rundown[above.segment].id)
    if below is not None and below.segment is not None:
        return number_ahead_of(show, rundown[below.segment].id)
    return number_to_begin(show, view.room.id)


def place_behind(view: RundownView, index: int | None) -> int:
    """The place behind the segment at that index of the room, or behind its last one."""
    if index is None:
        index = len(view.segments) - 1
    return view.entries.position_of(index) + 1 if view.segments else len(view.entries)


def duplicated(show: Show, segment: SegmentId, new_id: str) -> DuplicateSegment:
    """A copy right behind a segment, with a number of its own."""
    number = number_after(show, segment)
    return DuplicateSegment(segment=segment, copy=SegmentId(new_id), number=number)


def moved_to(show: Show, view: RundownView, chosen: Chosen, place: int) -> MoveSegments | None:
    """The chosen segments dropped at that place; None where that changes nothing.

    They take the block of the entry above the place: below a block's head is into the block.
    """
    block = view.entries[place - 1].block if place > 0 else None
    return _moved(show, view, chosen, place, block)


def stepped(show: Show, view: RundownView, chosen: Chosen, *, up: bool) -> MoveSegments | None:
    """The chosen segments one step up or down; None at the end of the rundown.

    A step over a block's head leads into the block beside it.
    """
    places = [place for place, key in enumerate(_keys(show, view)) if key in chosen]
    if not places:
        return None
    passed = places[0] - 1 if up else places[-1] + 1
    while 0 <= passed < len(view.entries) and view.entries[passed].opening is not None:
        passed += -1 if up else 1
    if not 0 <= passed < len(view.entries):
        return None
    if view.entries[passed].segment is not None or not up:
        block = view.entries[passed].block
    else:
        block = view.entries[passed - 1].block if passed > 0 else None
    return _moved(show, view, chosen, passed if up else passed + 1, block)


def in_order(show: Show, chosen: Chosen) -> Chosen:
    """Those of the chosen that the show has, in running order."""
    wanted = frozenset(chosen)
    return tuple(segment.id for segment in show.segments if segment.id in wanted)


def _moved(
    show: Show, view: RundownView, chosen: Chosen, place: int, block: BlockId | None
) -> MoveSegments | None:
    keys = _keys(show, view)
    before = next((key for key in keys[place:] if key is not None and key not in chosen), None)
    move = MoveSegments(segments=in_order(show, chosen), before=before, block=block)
    return move if move.segments and _changes(show, view.room.id, move) else None


def _changes(show: Show, room: RoomId, move: MoveSegments) -> bool:
    after = move.apply(show).rundowns[room]
    was = [(segment.id, segment.block) for segment in show.rundowns[room]]
    return was != [(segment.id, segment.block) for segment in after]


def _keys(show: Show, view: RundownView) -> list[SegmentId | None]:
    """The segment of each entry, None for a block's head."""
    rundown = show.rundowns[view.room.id]
    return [None if e.segment is None else rundown[e.segment].id for e in view.entries]
