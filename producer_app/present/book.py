"""The show book: the show itself and the nouns beside its segments, listed and edited.

What is typed into a field becomes a noun; the noun becomes one edit.
"""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from producer_app.core.edits import ChangeShow, Edit, Put, Remove, Several
from producer_app.core.errors import Refused
from producer_app.core.show import Offer, Room, Show
from producer_app.present.book_chapter import Chapter
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.book_fields import Noun
from producer_app.present.book_readings import free_offer_number
from producer_app.present.roompage import WITHOUT_CENTS
from producer_app.present.words import Words, both

_JOINT = " · "


class Listed(NamedTuple):
    """One noun in its chapter's list."""

    id: str
    title: str
    detail: str


def chapter(name: str) -> Chapter:
    """The chapter of that name; KeyError when there is none."""
    return next(one for one in CHAPTERS if one.name == name)


def nouns(chapter: Chapter, show: Show) -> tuple[Noun, ...]:
    """What the chapter is about, in order; the show itself where it has no list."""
    return (show,) if chapter.blank is None else getattr(show, chapter.name)


def listed(chapter: Chapter, show: Show, words: Words) -> tuple[Listed, ...]:
    """The chapter's list."""
    return tuple(_listed(chapter, noun, show, words) for noun in nouns(chapter, show))


def edit_of(before: Noun, after: Noun) -> Edit | None:
    """The edit that makes one of the other; None where they are the same."""
    if before == after:
        return None
    if isinstance(after, Show):
        names = [place.name for place in fields(Show) if place.init]
        changes = {n: getattr(after, n) for n in names if getattr(before, n) != getattr(after, n)}
        return ChangeShow(changes=MappingProxyType(changes))
    if isinstance(after, Offer):
        after = _same_amounts(before, after)
    return Put(entity=after)


def added(chapter: Chapter, show: Show, like: Noun, key: str, words: Words) -> Edit:
    """The edit that adds a new noun of that id, in the room of the one that is chosen."""
    if chapter.blank is None:
        raise TypeError(f"nothing can be added to {chapter.name}")
    noun = chapter.blank(show, key, like, words)
    return Several(edits=(Put(entity=noun),), label=f"add_{chapter.name}")


def duplicated(chapter: Chapter, show: Show, noun: Noun, key: str) -> Edit:
    """The edit that adds a copy under an id, and where it has one a number, of its own."""
    changes: dict[str, Any] = {"id": key, chapter.title: f"{getattr(noun, chapter.title)} (2)"}
    if isinstance(noun, Offer):
        changes = {"id": key, "number": free_offer_number(show)}
    copy = replace(noun, **changes)
    return Several(edits=(Put(entity=copy),), label=f"add_{chapter.name}")


def removed(chapter: Chapter, show: Show, noun: Noun) -> Edit:
    """The edit that removes a noun; Refused for the only room."""
    if isinstance(noun, Room) and len(show.rooms) == 1:
        raise Refused("room.only", "A show needs a room: add another one before this one goes.")
    return Remove(id=noun.id, label=f"remove_{chapter.name}")


def _listed(chapter: Chapter, noun: Noun, show: Show, words: Words) -> Listed:
    if isinstance(noun, Show):
        return Listed(noun.id, both(noun.title, noun.title_alt, " "), "")
    title = both(getattr(noun, chapter.title), getattr(noun, f"{chapter.title}_alt"), " ")
    if isinstance(noun, Offer):
        title = both(noun.number, title)
    details = chapter.detail(noun, show, words)
    return Listed(noun.id, title, _JOINT.join(filter(None, details)))


def _same_amounts(before: Offer, after: Offer) -> Offer:
    """The offer in its new currency at the amounts that it had: 99.50 stays about 100."""
    had, has = before.currency in WITHOUT_CENTS, after.currency in WITHOUT_CENTS
    if had == has:
        return after
    prices = (after.list_price, after.deal_price)
    amounts = [None if p is None else p * 100 if had else round(p / 100) for p in prices]
    return replace(after, list_price=amounts[0], deal_price=amounts[1])
