"""The rundown of a show out of its sources: segments, handoffs and cues."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from producer_app.core.show import (
    Anchor,
    Block,
    BlockId,
    Cue,
    CueId,
    Department,
    Handoff,
    HandoffId,
    HandoffKind,
    Kind,
    OfferId,
    Room,
    RoomId,
    Segment,
    SegmentId,
    SponsorId,
    Standing,
    TalentId,
    Trigger,
)
from producer_app.core.timebase import Millis
from producer_app.exchange.record import Record
from producer_app.exchange.source_files import DEPARTMENT

SEGMENT_COLUMNS = (
    *("id", "number", "block", "kind", "title", "title_alt", "talent", "location", "length"),
    *("shortest", "longest", "hard_start", "hard_end", "front_hit", "back_hit", "is_opening"),
    *("filled_by", "standing", "priority", "ad", "ad_kind", "is_signposted", "sponsor"),
    *("in_words", "out_words", "notes", "colour"),
)
HANDOFF_COLUMNS = (
    *("number", "title", "title_alt", "segment", "to_room", "to_segment", "kind", "anchor"),
    *("offset", "hard_time", "standby_lead", "talent", "offers", "gates", "acknowledged_by"),
    *("return_after", "throw_words", "talking_points", "abort_phrase"),
)
CUE_COLUMNS = ("label", "segment", "department", "offset", "standby_words", "go_words", "notes")

_STANDBY_LEAD = Millis(30_000)
_MAX_POINTS = 3
_UNFIT = re.compile(r"\s+")


def segment(
    record: Record,
    room: Room,
    blocks: Mapping[BlockId, Block],
    talent: Collection[TalentId],
    sponsors: Collection[SponsorId],
) -> Segment:
    """The segment; its id is the room and its number, or the one given where it has no number."""
    number = record.text("number")
    columns = tuple(
        (name.removeprefix(DEPARTMENT), text)
        for name, text in record.cells.items()
        if name.startswith(DEPARTMENT) and text
    )
    found = Segment(
        id=SegmentId(f"{room.id}-{number}" if number else record.needed("id")),
        room=room.id,
        number=number,
        title=record.needed("title"),
        title_alt=record.text("title_alt"),
        kind=record.choice("kind", Kind.SONG),
        block=_block(record, room, blocks),
        talent=record.references("talent", talent),
        location=record.text("location"),
        length=record.length("length"),
        shortest=record.length("shortest"),
        longest=record.length("longest"),
        hard_start=record.wall("hard_start"),
        hard_end=record.wall("hard_end"),
        front_hit=record.wall("front_hit"),
        back_hit=record.wall("back_hit"),
        is_opening=record.flag("is_opening"),
        filled_by=record.references("filled_by", talent),
        standing=record.choice("standing", Standing.IN),
        priority=record.whole("priority") or 0,
        ad=record.length("ad") or Millis(0),
        ad_kind=record.choice("ad_kind", Kind.SPONSOR_READ),
        is_signposted=record.flag("is_signposted"),
        sponsor=record.reference("sponsor", sponsors),
        in_words=record.text("in_words"),
        out_words=record.text("out_words"),
        columns=columns,
        notes=record.text("notes"),
        colour=record.text("colour"),
    )
    _refuse_unordered(record, found)
    return found


def _block(record: Record, room: Room, blocks: Mapping[BlockId, Block]) -> BlockId | None:
    found = record.reference("block", blocks)
    if found is not None and blocks[found].room != room.id:
        raise record.place("block").fault(
            "source.block_room",
            "block “{block}” belongs to another room; name one of room “{room}”.",
            block=found,
            room=room.id,
        )
    return found


def _refuse_unordered(record: Record, found: Segment) -> None:
    known = [
        length for length in (found.shortest, found.length, found.longest) if length is not None
    ]
    if known != sorted(known):
        raise record.place("length").fault(
            "source.elastic", "the shortest, planned and longest length must stand in that order."
        )


def handoff(
    record: Record,
    rooms: Collection[RoomId],
    segments: Mapping[SegmentId, Segment],
    talent: Collection[TalentId],
    offers: Collection[OfferId],
) -> Handoff:
    """The handoff; its number is its id."""
    number = record.needed("number")
    to_room = record.needed_reference("to_room", rooms)
    points = record.phrases("talking_points")
    if len(points) > _MAX_POINTS:
        raise record.place("talking_points").fault(
            "source.points", "three talking points are the most a host can hold; drop some."
        )
    lead = record.length("standby_lead")
    return Handoff(
        id=HandoffId(number),
        number=number,
        title=record.text("title"),
        title_alt=record.text("title_alt"),
        segment=record.needed_reference("segment", segments),
        to_room=to_room,
        to_segment=_opened(record, to_room, segments),
        kind=record.choice("kind", HandoffKind.THROW),
        trigger=_trigger(record),
        standby_lead=_STANDBY_LEAD if lead is None else lead,
        talent=record.references("talent", talent),
        offers=record.references("offers", offers),
        gates=record.phrases("gates"),
        acknowledged_by=record.phrases("acknowledged_by") or ("host",),
        return_after=record.length("return_after"),
        throw_words=record.text("throw_words"),
        talking_points=points,
        abort_phrase=record.text("abort_phrase"),
    )


def _opened(
    record: Record, to_room: RoomId, segments: Mapping[SegmentId, Segment]
) -> SegmentId | None:
    found = record.reference("to_segment", segments)
    if found is not None and segments[found].room != to_room:
        raise record.place("to_segment").fault(
            "source.to_segment", "this segment is not in room “{room}”.", room=to_room
        )
    return found


def _trigger(record: Record) -> Trigger:
    anchor = record.choice("anchor", Anchor.SEGMENT_END)
    hard_time = record.wall("hard_time")
    if (hard_time is None) is (anchor is Anchor.HARD_TIME):
        raise record.place("hard_time").fault(
            "source.trigger", "a hard time goes with the anchor hard_time, and with no other."
        )
    return Trigger(anchor=anchor, offset=record.offset("offset"), hard_time=hard_time)


def cue(record: Record, segments: Collection[SegmentId]) -> Cue:
    """The cue; its label without spaces is its id: LX 24 is LX-24."""
    label = record.needed("label")
    record.needed("department")
    return Cue(
        id=CueId(_UNFIT.sub("-", label)),
        segment=record.needed_reference("segment", segments),
        department=record.choice("department", Department.STAGE),
        label=label,
        offset=record.offset("offset"),
        standby_words=record.text("standby_words"),
        go_words=record.text("go_words"),
        notes=record.text("notes"),
    )
