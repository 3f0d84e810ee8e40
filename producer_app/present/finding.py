"""Segments that a person looks for by number, by title in either language or by talent."""

from __future__ import annotations

import unicodedata

from producer_app.core.show import Segment, SegmentId, Show


def found(show: Show, query: str) -> frozenset[SegmentId]:
    """The segments whose number, titles or talent hold every word of the query; none for none."""
    wanted = _plain(query).split()
    if not wanted:
        return frozenset()
    texts = ((segment.id, _text(show, segment)) for segment in show.segments)
    return frozenset(key for key, text in texts if all(word in text for word in wanted))


def _text(show: Show, segment: Segment) -> str:
    people = show.people(segment.talent)
    names = (name for person in people for name in (person.name, person.name_alt))
    return _plain("\n".join((segment.number, segment.title, segment.title_alt, *names)))


def _plain(text: str) -> str:
    """Capitals, full-width characters and accents made plain."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))
