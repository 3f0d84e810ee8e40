"""Words on paper: two languages of one text side by side, no text longer than its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from producer_app.core.revision import Mark
from producer_app.core.show import Clearance, Segment, Talent
from producer_app.core.timebase import Instant, Millis, local_time
from producer_app.present.words import Words, over_under

CUT = "[…]"
"""Ends a text that is longer than its place on paper."""

TITLE, WORDS, NOTES = 160, 240, 480
"""How many characters of a title, of spoken words and of notes fit a sheet."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in two languages; ``second`` is empty where there is no other."""

    first: str
    second: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.second)


@dataclass(frozen=True, slots=True)
class Fact:
    """A time or another short text under its name."""

    label: Pair
    text: str


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of a sheet; ``second`` is None on a sheet in one language."""

    first: Words
    second: Words | None
    show_language: str

    def say(self, key: str, **values: object) -> Pair:
        """The text of that name, ``sheet.`` before it unless it names another area; values that
        are pairs give each language its own."""
        name = key if "." in key else f"sheet.{key}"
        second = self.second.say(name, **_side(values, 1)) if self.second else ""
        first = self.first.say(name, **_side(values, 0))
        return Pair(first, second if second != first else "")

    def each(self, said: Callable[[Words], str]) -> Pair:
        """What is said in each language."""
        first = said(self.first)
        second = said(self.second) if self.second is not None else ""
        return Pair(first, second if second != first else "")

    def own(self, text: str, alt: str, most: int = TITLE) -> Pair:
        """A show's own text and its other language; one of them on a sheet in one language."""
        text, alt = cut(text, most), cut(alt, most)
        if self.second is not None:
            return Pair(text, alt if alt != text else "") if text else Pair(alt)
        return Pair(text or alt) if self.first.language == self.show_language else Pair(alt or text)

    def inside(self, own: Pair) -> Pair:
        """A show's own text for the middle of a sentence: each language has the one in it."""
        is_turned = self.second is not None and self.first.language != self.show_language
        return Pair(own.second or own.first, own.first) if is_turned else own

    def names(self, people: Iterable[Talent]) -> Pair:
        """People's names, each language with its own comma."""
        known = tuple(people)
        if not known:
            return Pair("")
        ours, theirs = self._commas()
        names = ours.join(person.name for person in known)
        others = theirs.join(person.name_alt or person.name for person in known)
        return self.own(names, others, WORDS)

    def _commas(self) -> tuple[str, str]:
        """What stands between names: in the show's own language, and in its other one."""
        other = self.second or self.first
        pair = (self.first.say("sheet.comma"), other.say("sheet.comma"))
        return pair if self.first.language == self.show_language else (pair[1], pair[0])

    def over_under(self, over: Millis | None) -> Pair:
        """OVER, UNDER or ON TIME, with the time."""
        second = over_under(over, self.second) if self.second else ""
        return Pair(over_under(over, self.first), second)


def cut(text: str, most: int, mark: str = CUT) -> str:
    """The text, or its beginning with a mark that more of it stands in the console."""
    return text if len(text) <= most else text[: most - len(mark)].rstrip() + mark


def stamp(at: Instant, zone: str) -> str:
    """A moment as calendar date and time of day to the minute."""
    return f"{local_time(at, zone):%Y-%m-%d %H:%M}"


def called(segment: Segment, tongues: Tongues) -> Pair:
    """A segment in one line: its number and title, the other language's title beside it."""
    title = tongues.own(segment.title, segment.title_alt)
    return Pair(f"{segment.number} {title.first}".strip(), title.second)


def called_inside(segment: Segment, tongues: Tongues) -> Pair:
    """A segment's number and title for the middle of a sentence."""
    title = tongues.inside(tongues.own(segment.title, segment.title_alt))
    sides = (title.first, title.second or title.first)
    return Pair(*(f"{segment.number} {side}".strip() for side in sides))


def _side(values: dict[str, object], side: int) -> dict[str, object]:
    return {key: _of_pair(value, side) for key, value in values.items()}


def _of_pair(value: object, side: int) -> object:
    if not isinstance(value, Pair):
        return value
    return value.second or value.first if side else value.first


def standing_word(segment: Segment, tongues: Tongues, order: str = "") -> Pair:
    """Why a segment does not run, and what that means for whoever reads the sheet: ``order`` is
    the key of that text. Empty for a segment that runs."""
    if segment.is_timed:
        return Pair("")
    word = tongues.say(segment.standing.value)
    if not order:
        return word
    return tongues.say("standing_order", standing=word, order=tongues.say(order))


def clearance_word(person: Talent, tongues: Tongues) -> Pair:
    """NOT CLEARED or BARRED; empty for somebody who may go on."""
    warnings = {Clearance.BLOCKED: "barred", Clearance.PENDING: "not_cleared"}
    key = warnings.get(person.clearance)
    return Pair("") if key is None else tongues.say(key)


def changes_word(marks: Iterable[Mark], tongues: Tongues) -> Pair:
    """What happened to a segment since the last issue; empty when nothing did."""
    said = [tongues.say(f"mark_{mark}") for mark in sorted(marks)]
    comma = tongues.say("comma")
    second = (comma.second or comma.first).join(word.second or word.first for word in said)
    return Pair(
        comma.first.join(word.first for word in said), second if tongues.second is not None else ""
    )
