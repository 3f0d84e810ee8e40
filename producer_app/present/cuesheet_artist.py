"""Everybody's own call sheet, a page each: when to come, when they are called and on, which room
they walk to afterwards. What concerns others is not on it; hosts have the rundown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from producer_app.core.revision import Mark
from producer_app.core.show import Clearance, SegmentId, Talent, TalentRole
from producer_app.core.timing import Projection
from producer_app.present.cuesheet_calls import to_the_minute
from producer_app.present.cuesheet_day import as_planned
from producer_app.present.cuesheet_head import contacts_of, room_hours
from producer_app.present.cuesheet_parts import Part, parts_since
from producer_app.present.cuesheet_text import (
    WORDS,
    Fact,
    Pair,
    Tongues,
    clearance_word,
    cut,
)
from producer_app.present.cuesheet_turns import Evening, Line, Turn, turns_of

LABELS = (
    *("head_number", "artist_head_what", "head_call", "head_standby_at", "artist_head_on"),
    *("artist_with", "return_by", "changes", "continued", "artist_walk", "artist_mark"),
    *("artist_list", "artist_list_given", "artist_list_page", "artist_list_name"),
    *("artist_list_come", "artist_list_on", "artist_list_contact", "artist_reach"),
    *("artist_nobody", "artist_call_of"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistPage:
    """The page of one person, or of one group."""

    name: Pair
    who: tuple[Pair, ...]
    """What they are here, and the circle that comes for them."""
    warning: Pair
    """NOT CLEARED; empty when they may go on."""
    facts: tuple[Fact, ...]
    """When to come, when they are on first, from when they are free."""
    contact: Fact
    lines: tuple[Line, ...]
    is_called: bool
    """False where all that they were in is out of the timing."""
    is_changed: bool
    """Something on it is not as it was issued last."""
    not_called: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A line of the list of who gets a page."""

    name: Pair
    circle: str
    come: str
    on: str
    contact: str
    page: int | None
    """Which of the pages, from 0; None for somebody who gets none."""
    why: Pair
    """Why they get none."""
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistSheet:
    """A list of who gets a page, then the pages, those of one circle together."""

    hours: tuple[Fact, ...]
    """ON AIR and HARD OUT."""
    given: tuple[Given, ...]
    pages: tuple[ArtistPage, ...]
    contacts: tuple[str, ...]


def artist_sheet(
    projection: Projection,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
    before: Projection | None,
) -> ArtistSheet:
    """Everybody's page as planned, against the plan issued ``before``; hosts have none, nor has who
    is barred or in nothing."""
    evening = Evening(as_planned(projection), tongues, marks)
    show = evening.planned.show
    given: list[Given] = []
    pages: list[ArtistPage] = []
    for person in _by_circle(show.talent):
        parts = parts_since(evening.planned, before, person.id)
        page = _page(evening, person, parts) if _gets_one(person, parts) else None
        given.append(_given(tongues, person, page, len(pages)))
        pages += [] if page is None else [page]
    room = show.stage() or next(iter(show.rooms), None)
    return ArtistSheet(
        hours=() if room is None else room_hours(show, room, tongues),
        given=tuple(given),
        pages=tuple(pages),
        contacts=contacts_of(show),
    )


def _by_circle(talent: Sequence[Talent]) -> Iterator[Talent]:
    """All but hosts in the show's order, a circle's people one after another."""
    circles: dict[str, list[Talent]] = {}
    for person in talent:
        if person.role is not TalentRole.HOST:
            circles.setdefault(person.circle or person.id, []).append(person)
    return chain.from_iterable(circles.values())


def _gets_one(person: Talent, parts: Sequence[Part]) -> bool:
    return bool(parts) and person.clearance is not Clearance.BLOCKED


def _page(evening: Evening, person: Talent, parts: Sequence[Part]) -> ArtistPage:
    tongues = evening.tongues
    lines = tuple(turns_of(evening, person, parts))
    turns = [line for line in lines if isinstance(line, Turn)]
    timed = [turn for turn in turns if turn.on]
    circle = cut(person.circle, WORDS)
    return ArtistPage(
        name=tongues.own(person.name, person.name_alt),
        who=(tongues.say(f"inspector.role_{person.role}"), *((Pair(circle),) if circle else ())),
        warning=clearance_word(person, tongues),
        facts=(
            Fact(tongues.say("artist_come"), _come(person, tongues)),
            Fact(tongues.say("artist_first"), timed[0].on if timed else "–"),
            Fact(tongues.say("artist_free"), timed[-1].off or "?" if timed else "–"),
        ),
        contact=Fact(tongues.say("artist_contact"), cut(person.contact, WORDS)),
        lines=lines,
        is_called=bool(timed),
        is_changed=any(turn.is_changed for turn in turns),
        not_called=tongues.say("artist_not_called"),
    )


def _given(tongues: Tongues, person: Talent, page: ArtistPage | None, at: int) -> Given:
    is_barred = person.clearance is Clearance.BLOCKED
    return Given(
        name=tongues.own(person.name, person.name_alt),
        circle=cut(person.circle, WORDS),
        come="" if page is None else page.facts[0].text,
        on="" if page is None else page.facts[1].text,
        contact=cut(person.contact, WORDS),
        page=None if page is None else at,
        why=tongues.say("artist_barred" if is_barred else "artist_in_nothing")
        if page is None
        else Pair(""),
        is_changed=page is not None and page.is_changed,
    )


def _come(person: Talent, tongues: Tongues) -> str:
    if person.has_arrived:
        return tongues.say("artist_is_here").first
    return to_the_minute(person.arrives) or tongues.say("no_time").first
