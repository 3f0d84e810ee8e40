"""Wording that somebody has to look at before it goes out: terms, where they stand, what is waived.

A flag is a question, never a refusal. The list of terms comes from outside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from producer_app.core.show import Show, Waiver
from producer_app.core.wording_places import Passage, passages

_NUMBER = "{n}"
_ANY_NUMBER = r"\d[\d.,]*[十百千万亿]*\+?"
_LETTER = "0-9a-z\u00c0-\u024f"
_AROUND = 18
"""So many characters of the text are shown on each side of a term."""
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a term is looked at, in English and Chinese, and where that is written."""

    text: str
    text_alt: str = ""
    source: str = ""
    source_alt: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term that is flagged. ``forms`` are other ways to write it, ``fine`` longer phrases in
    which it may stand; ``{n}`` in any of them is a number."""

    text: str
    reason: Reason
    forms: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A term in a text, from ``start`` until before ``end``."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A term that stands in a place of the show, as it is ``said`` there. ``waiver`` lets it
    stand, where there is one."""

    passage: Passage
    term: Term
    said: str
    excerpt: str
    waiver: Waiver | None = None

    @property
    def place(self) -> str:
        """The id of the noun whose wording it is."""
        return self.passage.place

    @property
    def field(self) -> str:
        """The field of that noun, or the name of a department column."""
        return self.passage.field

    @property
    def reason(self) -> Reason:
        return self.term.reason


class Lexicon:
    """The terms that are looked for, and what is fine wherever it stands."""

    def __init__(self, terms: Iterable[Term] = (), fine: Iterable[str] = ()) -> None:
        self.terms = tuple(terms)
        self.fine = tuple(fine)
        self._known: dict[str, tuple[Hit, ...]] = {}

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The terms in a text, in order: of two that overlap the first, or else the longer one."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[text] = tuple(self._look(text))
        return known

    def _look(self, text: str) -> Iterator[Hit]:
        whole = plain(text)
        near = [matcher for matcher in self._matchers if matcher.may_be_in(whole)]
        if not near:
            return
        spread, places = _spread(text)
        fine = list(chain.from_iterable(one.spans(spread) for one in self._fine))
        found = [
            (start, end, matcher.term)
            for matcher in near
            for start, end in matcher.spans(spread, fine)
        ]
        reached = 0
        for start, end, term in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= reached:
                yield Hit(term, places[start], _end_of(text, places[end - 1]))
                reached = end

    @cached_property
    def _matchers(self) -> tuple[_Matcher, ...]:
        return tuple(_Matcher(term) for term in self.terms)

    @cached_property
    def _fine(self) -> tuple[_Phrases, ...]:
        return (_Phrases(self.fine),)


def flags(show: Show, lexicon: Lexicon) -> tuple[Flag, ...]:
    """Every term that stands in the show's wording, once for each place, waived or not."""
    waivers = {(one.place, plain(one.term)): one for one in show.waivers}
    return tuple(_flags(passages(show), lexicon, waivers))


def idle_waivers(show: Show, found: Iterable[Flag]) -> tuple[Waiver, ...]:
    """The waivers of wording that is not there any more, or that is not flagged any more."""
    used = {flag.waiver.id for flag in found if flag.waiver is not None}
    return tuple(waiver for waiver in show.waivers if waiver.id not in used)


def plain(text: str) -> str:
    """A text as terms are compared: without capitals, wide letters and runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _flags(
    texts: Iterable[Passage], lexicon: Lexicon, waivers: Mapping[tuple[str, str], Waiver]
) -> Iterator[Flag]:
    told: set[tuple[str, str]] = set()
    for passage in texts:
        for hit in lexicon.hits(passage.text):
            key = (passage.place, plain(hit.term.text))
            if key not in told:
                told.add(key)
                yield Flag(
                    passage=passage,
                    term=hit.term,
                    said=passage.text[hit.start : hit.end],
                    excerpt=_excerpt(passage.text, hit),
                    waiver=waivers.get(key),
                )


class _Phrases:
    """Phrases as one pattern; empty ones match nothing."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = (phrase for phrase in map(plain, phrases) if phrase.replace(_NUMBER, "").strip())
        self._phrases = sorted(known, key=len, reverse=True)
        self._pieces = tuple(max(re.split(r"\{n\}| ", one), key=len) for one in self._phrases)

    def may_be_in(self, text: str) -> bool:
        """False when none of them can be in that plain text."""
        return any(piece in text for piece in self._pieces)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a plain text; the longest where several do."""
        return (match.span() for match in self._pattern.finditer(text))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_pattern, self._phrases)) or r"(?!)")


class _Matcher:
    """A term ready to be looked for."""

    def __init__(self, term: Term) -> None:
        self.term = term
        self._forms = _Phrases((term.text, *term.forms))
        self._fine = _Phrases(term.fine)

    def may_be_in(self, text: str) -> bool:
        return self._forms.may_be_in(text)

    def spans(self, text: str, fine: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Where it stands outside of what is fine."""
        allowed = [*fine, *self._fine.spans(text)]
        for start, end in self._forms.spans(text):
            if not any(low <= start and end <= high for low, high in allowed):
                yield start, end


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: Latin words stand alone, a number is any number."""
    body = re.escape(phrase).replace(re.escape(_NUMBER), _ANY_NUMBER)
    is_word = _is_letter(phrase[0]) or phrase.startswith(_NUMBER)
    before = f"(?<![{_LETTER}])" if is_word else ""
    behind = f"(?![{_LETTER}])" if _is_letter(phrase[-1]) else ""
    return f"{before}{body}{behind}"


def _is_letter(character: str) -> bool:
    return re.fullmatch(f"[{_LETTER}]", character) is not None


def _spread(text: str) -> tuple[str, list[int]]:
    """The text made plain letter by letter, and where each of its letters stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if letters and unicodedata.combining(character):
            continue
        whole = text[place : _end_of(text, place)]
        folded = unicodedata.normalize("NFKC", whole).casefold()
        for letter in " " if folded.isspace() else folded:
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _end_of(text: str, place: int) -> int:
    """Where the letter at that place ends, with the accents that are written behind it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _excerpt(text: str, hit: Hit) -> str:
    """The term with what stands around it, on one line; Latin words whole."""
    start, end = max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND)
    while 0 < start < hit.start and _joins(text[start - 1], text[start]):
        start += 1
    while hit.end < end < len(text) and _joins(text[end - 1], text[end]):
        end -= 1
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"


def _joins(one: str, other: str) -> bool:
    """True for two letters of one Latin word."""
    return _is_letter(one.casefold()) and _is_letter(other.casefold())
