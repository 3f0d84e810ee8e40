"""A new expected start as it is typed: what was understood, the edit, and when it is too late."""

from __future__ import annotations

from producer_app.core.entry import Around, parse_time
from producer_app.core.errors import BadInput, Refused
from producer_app.core.late_start import MoveStart, expected_start, main_room
from producer_app.core.show import Show
from producer_app.core.timebase import SECOND, Instant, WallTime, wall_time
from producer_app.core.timing import Projection
from producer_app.present.words import Words, apart, clock


def refuse_after_start(projection: Projection) -> None:
    """Refused once the show has begun: then its start is no expectation any more."""
    room = main_room(projection.show)
    began = None if room is None or projection.run is None else projection.run.room(room.id).began
    if began is not None:
        raise Refused(
            "start.begun",
            "The show is on the air since {at}: its start cannot move any more.",
            at=_whole_seconds(began, projection.show),
        )


def start_question(projection: Projection, words: Words) -> str:
    """What is asked, with what the show waits for and when it is expected."""
    show = projection.show
    at = clock(expected_start(show), show, words.say("words.unknown"), words=words)
    if show.starts_after:
        return words.say("questions.start_after", programme=show.starts_after, at=at)
    return words.say("questions.start", at=at)


def start_edit(projection: Projection, text: str) -> MoveStart:
    """The edit that was typed: ``+5m``, ``-2m``, ``20:07``; else BadInput with an example."""
    return MoveStart(on_air=_typed(projection, text))


def start_echo(projection: Projection, text: str, words: Words) -> str:
    """What was understood: when, how much later or earlier, and what the hard out does."""
    show, edit = projection.show, start_edit(projection, text)
    was, now = expected_start(show), show.instant(edit.on_air)
    parts = [words.say("questions.start_at", at=clock(now, show, words=words))]
    if was is not None and was != now:
        key = "questions.start_later" if now > was else "questions.start_earlier"
        parts.append(words.say(key, time=apart(abs(now - was), words)))
    out = _hard_out(edit.apply(show))
    if out is not None:
        key = "questions.out_moves" if show.keeps_length else "questions.out_stays"
        parts.append(words.say(key, at=clock(out, show, words=words)))
    return words.say("questions.joint").join(parts)


def _hard_out(show: Show) -> Instant | None:
    room = main_room(show)
    return None if room is None else show.room_hard_out(room)


def _typed(projection: Projection, text: str) -> WallTime:
    show = projection.show
    around = Around(
        date=show.date, zone=show.zone, evening=show.on_air, present=expected_start(show)
    )
    typed = parse_time(text, around)
    if typed is None:
        raise BadInput("start.missing", "Write a time, like 20:07, or +5m for five minutes later.")
    return typed


def _whole_seconds(at: Instant, show: Show) -> WallTime:
    return wall_time(Instant(at - at % SECOND), show.date, show.zone)
