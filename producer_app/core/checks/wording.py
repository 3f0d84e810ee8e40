"""Wording that somebody has to look at: flagged terms that nobody has let stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from producer_app.core.checks.finding import Finding, Part, Value, finding, named, part
from producer_app.core.checks.sight import Sight
from producer_app.core.show import Cue, Handoff, Offer, Segment, Show
from producer_app.core.wording import Flag, flags
from producer_app.core.wording_places import Passage


def wording_findings(sight: Sight) -> Iterator[Finding]:
    """Every flag that is not waived; while a run is on, of what has not been said yet."""
    for flag in flags(sight.show, sight.standards.lexicon):
        if flag.waiver is None and _is_to_come(sight, flag.passage):
            yield _finding(sight.show, flag)


def flagged_in(show: Show, flag: Flag) -> tuple[str, Part]:
    """Where a flagged term stands: what its noun is called, and in which part of it."""
    passage = flag.passage
    if passage.is_column:
        return _noun(show, passage.place), part("said.column", {"column": passage.field})
    return _noun(show, passage.place), part(f"said.{passage.field}")


def _finding(show: Show, flag: Flag) -> Finding:
    noun, field = flagged_in(show, flag)
    words: dict[str, Value] = {
        "term": flag.said,
        "noun": noun,
        "field": field,
        "excerpt": flag.excerpt,
        "reason": flag.reason.text,
    }
    passage = flag.passage
    segment = None if passage.segment is None else show.segment(passage.segment)
    made = finding("wording.flag", words, on=segment, handoff_id=passage.handoff)
    return replace(made, flag=flag)


def _noun(show: Show, place: str) -> str:
    noun = show.by_id.get(place)
    if isinstance(noun, Segment):
        return named(noun)
    if isinstance(noun, Offer):
        return f"{noun.number} “{noun.product}”"
    if isinstance(noun, Handoff):
        return noun.number
    return noun.label if isinstance(noun, Cue) else place


def _is_to_come(sight: Sight, passage: Passage) -> bool:
    """False for what a run has behind it."""
    if not sight.is_live:
        return True
    noun = sight.show.by_id.get(passage.place)
    if isinstance(noun, Handoff):
        return not sight.is_gone(noun)
    if passage.segment is None:
        return True
    room = sight.rooms[sight.show.segment(passage.segment).room]
    place = room.plan.places[passage.segment]
    on_air = room.times.on_air
    return place in room.to_come or (on_air is not None and on_air.segment == passage.segment)
