"""What stands at the head and the foot of every page: whose paper this is, and of which version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.revision import Mark, Revision, colour_of
from producer_app.core.show import Contact, Room, SegmentId, Show
from producer_app.core.timebase import Instant, WallTime
from producer_app.present.cuesheet_text import TITLE, Fact, Pair, Tongues, cut, stamp
from producer_app.present.words import by_day

CONTACTS = 3
"""How many of the show's contacts the head has room for; the show lists the director first."""

SHORT_HASH = 8
VENUE, WHO, PROGRAMME = 80, 40, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """The head and foot of every page of a sheet."""

    name: Pair
    title: Pair
    occasion: str
    """Episode, date and venue."""
    version: Pair
    issued: Fact
    supersedes: Pair
    is_draft: bool
    contacts: tuple[str, ...]
    printed: Fact
    file: str
    """File name and the beginning of the content hash."""
    confidential: Pair
    page: Pair
    """``{page}`` and ``{pages}`` stand where the numbers go."""


def sheet_head(
    name: Pair,
    show: Show,
    tongues: Tongues,
    *,
    issued: Revision | None,
    printed: Instant,
    file_name: str,
    content_hash: str,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> SheetHead:
    """The head of a sheet of this show."""
    is_draft = issued is None or issued.rows != show.segments
    version, issue, supersedes = _version(issued, show, tongues, len(marks), is_draft=is_draft)
    return SheetHead(
        name=name,
        title=tongues.own(show.title, show.title_alt),
        occasion=_occasion(show),
        version=version,
        issued=issue,
        supersedes=supersedes,
        is_draft=is_draft,
        contacts=contacts_of(show)[:CONTACTS],
        printed=Fact(tongues.say("printed"), f"{stamp(printed, show.zone)} {show.zone}"),
        file=f"{file_name} · {content_hash[:SHORT_HASH]}" if content_hash else file_name,
        confidential=tongues.say("confidential"),
        page=tongues.say("page", page="{page}", pages="{pages}"),
    )


def _version(
    issued: Revision | None, show: Show, tongues: Tongues, changed: int, *, is_draft: bool
) -> tuple[Pair, Fact, Pair]:
    """The version's name, when it was issued, and what it replaces."""
    if issued is None:
        return tongues.say("draft"), Fact(Pair(""), ""), Pair("")
    named = _named(issued.number, issued.colour, tongues)
    if is_draft:
        since = tongues.say("changed_since", count=changed, **named)
        return tongues.say("draft"), Fact(since, ""), Pair("")
    version = tongues.say("version", **named)
    when = f"{stamp(issued.issued, show.zone)} {cut(issued.by, WHO)}".rstrip()
    issue = Fact(tongues.say("issued"), when)
    before = issued.number - 1
    if before == 0:
        return version, issue, tongues.say("first_issue")
    named = _named(before, colour_of(before), tongues)
    return version, issue, tongues.say("supersedes", **named)


def _named(number: int, colour: str, tongues: Tongues) -> dict[str, object]:
    key = f"colour_{colour.lower()}"
    spoken = tongues.say(key) if f"sheet.{key}" in tongues.first else Pair(colour)
    return {"number": number, "colour": spoken}


def room_hours(show: Show, room: Room, tongues: Tongues) -> tuple[Fact, ...]:
    """When a room goes on the air and when it must be off, each under its name; before them what
    the show starts after, if it waits for another programme."""
    waits = bool(show.starts_after) and room.on_air is None
    moves = show.keeps_length and room.hard_out is None
    after = Fact(tongues.say("starts_after"), cut(show.starts_after, PROGRAMME, "…"))
    return (
        *((after,) if waits else ()),
        _hour("on_air_expected" if waits else "on_air", room.on_air or show.on_air, tongues),
        _hour("hard_out_moves" if moves else "hard_out", room.hard_out or show.hard_out, tongues),
    )


def _hour(key: str, wall: WallTime | None, tongues: Tongues) -> Fact:
    text = tongues.say("no_time").first if wall is None else by_day(wall, tongues.first)
    return Fact(tongues.say(key), text)


def _occasion(show: Show) -> str:
    day = f"{show.date:%Y-%m-%d}"
    return " · ".join(part for part in (show.episode, day, cut(show.venue, VENUE)) if part)


def contacts_of(show: Show) -> tuple[str, ...]:
    """Everybody whom the show names to be reached, each in one line."""
    return tuple(_contact(contact) for contact in show.contacts)


def _contact(contact: Contact) -> str:
    reach = f" ({contact.reach})" if contact.reach else ""
    return cut(f"{contact.role}: {contact.name}{reach}", TITLE)
