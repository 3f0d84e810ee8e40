"""Small pieces of how the show stands, each fit for one button of a control surface."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.timebase import Instant, Millis
from producer_app.present.outside_view import OutsideRoom, OutsideSegment
from producer_app.present.words import countdown


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAirPiece:
    """What is on air in a room now. ``left`` < 0 is over; ``left_text`` is without a sign."""

    room: str
    is_on_air: bool
    number: str = ""
    title: str = ""
    title_alt: str = ""
    is_held: bool = False
    left: Millis | None = None
    left_text: str = ""
    is_over: bool = False
    word: str = ""
    """LEFT, OVER, HELD, HELD OVER, ELAPSED where nobody knows the end, or nothing."""
    elapsed: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingPiece:
    """What is in standby, or what follows it; empty at the end of the rundown."""

    room: str
    is_there: bool
    id: str = ""
    number: str = ""
    title: str = ""
    title_alt: str = ""
    starts: Instant | None = None
    length: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverPiece:
    """How a room stands against its time: > 0 is over."""

    room: str
    over: Millis | None
    text: str
    text_alt: str
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPiece:
    """A room in flat words, none of them ever missing: what is not there is empty."""

    room: str
    number: str
    title: str
    title_alt: str
    left_text: str
    word: str
    is_held: bool
    is_over: bool
    standby_number: str
    standby_title: str
    standby_title_alt: str
    over_text: str
    over_text_alt: str


def on_air_piece(room: OutsideRoom, now: Instant) -> OnAirPiece:
    """The room's time on air at ``now``."""
    take = room.on_air
    if take is None:
        return OnAirPiece(room=room.id, is_on_air=False)
    left = take.held_left if take.ends is None else Millis(take.ends - now)
    elapsed = Millis(max(0, now - take.started))
    return OnAirPiece(
        room=room.id,
        is_on_air=True,
        number=take.number,
        title=take.title,
        title_alt=take.title_alt,
        is_held=take.is_held,
        left=left,
        left_text=countdown(elapsed if left is None else left),
        is_over=left is not None and left < 0,
        word=_word(left, is_held=take.is_held),
        elapsed=elapsed,
    )


def coming_piece(room: OutsideRoom, segment: OutsideSegment | None) -> ComingPiece:
    """A segment of that room that is to come."""
    if segment is None:
        return ComingPiece(room=room.id, is_there=False)
    return ComingPiece(
        room=room.id,
        is_there=True,
        id=segment.id,
        number=segment.number,
        title=segment.title,
        title_alt=segment.title_alt,
        starts=segment.starts,
        length=segment.length,
    )


def over_piece(room: OutsideRoom) -> OverPiece:
    """How that room stands against its time."""
    return OverPiece(
        room=room.id,
        over=room.over,
        text=room.over_text,
        text_alt=room.over_text_alt,
        against=room.against,
    )


def button_piece(room: OutsideRoom, now: Instant) -> ButtonPiece:
    """The room as a button shows it at ``now``."""
    on_air, standby = on_air_piece(room, now), coming_piece(room, room.standby)
    return ButtonPiece(
        room=room.id,
        number=on_air.number,
        title=on_air.title,
        title_alt=on_air.title_alt,
        left_text=on_air.left_text,
        word=on_air.word,
        is_held=on_air.is_held,
        is_over=on_air.is_over,
        standby_number=standby.number,
        standby_title=standby.title,
        standby_title_alt=standby.title_alt,
        over_text=room.over_text,
        over_text_alt=room.over_text_alt,
    )


def _word(left: Millis | None, *, is_held: bool) -> str:
    if left is None:
        return "HELD" if is_held else "ELAPSED"
    is_over = left < 0
    if is_held:
        return "HELD OVER" if is_over else "HELD"
    return "OVER" if is_over else "LEFT"
