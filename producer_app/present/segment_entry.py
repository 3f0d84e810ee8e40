"""What is typed into the inspector's lines: the text they start with, its echo, and the edit.

The lines that a rundown has too are understood by the same rules as there.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from producer_app.core.edits import ChangeSegment, Edit, Put, Several
from producer_app.core.entry import parse_length, parse_offset
from producer_app.core.show import (
    Cue,
    Department,
    Handoff,
    OfferId,
    Segment,
    Show,
    Talent,
    TalentId,
)
from producer_app.core.timebase import SECOND, Millis
from producer_app.present import cell_entry
from producer_app.present.cell_entry import Field, NewId
from producer_app.present.words import Words, both, duration, understood_in


class Line(StrEnum):
    """What of a segment is typed as a line in the inspector."""

    NUMBER = "number"
    TITLE = "title"
    TITLE_ALT = "title_alt"
    LENGTH = "length"
    SHORTEST = "shortest"
    LONGEST = "longest"
    HARD_START = "hard_start"
    LOCATION = "location"
    AD = "ad"
    IN_WORDS = "in_words"
    OUT_WORDS = "out_words"
    NOTES = "notes"


class CueField(StrEnum):
    """What of a cue is typed."""

    DEPARTMENT = "department"
    LABEL = "label"
    OFFSET = "offset"
    STANDBY_WORDS = "standby_words"
    GO_WORDS = "go_words"


_ELASTIC = frozenset({Line.SHORTEST, Line.LONGEST})
_OWN = _ELASTIC | {Line.IN_WORDS, Line.OUT_WORDS}
"""Lines that a rundown does not have."""


def text_of(show: Show, segment: Segment, line: Line, words: Words) -> str:
    """The text that a line starts with; it reads back as the same value."""
    if line in _ELASTIC:
        return entry_of(getattr(segment, line))
    if line not in _OWN:
        return cell_entry.text_of(show, segment, Field(line), words)
    return str(getattr(segment, line))


def echo(show: Show, segment: Segment, line: Line, text: str, words: Words) -> str:
    """What that text is understood as; nothing for plain text. BadInput when it is not."""
    if line in _ELASTIC:
        return _length_echo(parse_length(text, getattr(segment, line)), words)
    if line not in _OWN:
        return cell_entry.echo(show, segment, Field(line), text, words)
    return ""


def typed(
    show: Show, segment: Segment, line: Line, text: str, words: Words, new_id: NewId
) -> Edit | None:
    """The edit that this text asks for; None where it changes nothing."""
    if line not in _OWN:
        return cell_entry.typed(show, segment, Field(line), text, words, new_id)
    value: object = text.strip()
    if line in _ELASTIC:
        value = parse_length(text, getattr(segment, line))
    return changed(segment, line, value)


def changed(segment: Segment, name: str, value: object) -> Edit | None:
    """The edit that gives a segment's field this value; None where it has it."""
    if getattr(segment, name) == value:
        return None
    return ChangeSegment(segment=segment.id, changes=MappingProxyType({name: value}))


def column_typed(segment: Segment, column: str, text: str) -> Edit | None:
    """The edit that writes into a department column; an empty text leaves the column out."""
    said = text.strip()
    kept = dict(segment.columns)
    if said:
        kept[column.strip()] = said
    else:
        kept.pop(column, None)
    return changed(segment, "columns", tuple(kept.items()))


def talent_added(show: Show, segment: Segment, name: str, new_id: NewId) -> Edit | None:
    """The edit that adds somebody to a segment by name; a name that is new becomes new talent."""
    said = " ".join(name.split())
    if not said:
        return None
    known = next((p for p in show.talent if said.casefold() in _names_of(p)), None)
    if known is not None:
        return None if known.id in segment.talent else _with_talent(segment, known.id)
    person = Talent(id=TalentId(new_id()), name=said)
    change = _with_talent(segment, person.id)
    return Several(edits=(Put(entity=person), change), label=change.label)


def talent_removed(segment: Segment, person: TalentId) -> Edit | None:
    """The edit that takes somebody out of a segment; they stay in the show."""
    return changed(segment, "talent", tuple(key for key in segment.talent if key != person))


def offers_changed(handoff: Handoff, offers: tuple[OfferId, ...]) -> Edit | None:
    """The edit that gives a handoff these offers, in this order."""
    return None if offers == handoff.offers else Put(entity=replace(handoff, offers=offers))


def cue_text(cue: Cue, field: CueField, words: Words) -> str:
    """The text that a cue's cell shows and starts with."""
    match field:
        case CueField.DEPARTMENT:
            return words.say(f"department.{cue.department}")
        case CueField.OFFSET:
            return entry_of(cue.offset)
    return str(getattr(cue, field))


def cue_typed(cue: Cue, field: CueField, text: str) -> Edit | None:
    """The edit of a cue; a department is named by its value. None where it changes nothing."""
    value: Any = text.strip()
    if field is CueField.DEPARTMENT:
        value = Department(value)
    elif field is CueField.OFFSET:
        value = parse_offset(text)
    changes: dict[str, Any] = {field.value: value}
    after = replace(cue, **changes)
    return None if after == cue else Put(entity=after)


def entry_of(length: Millis | None) -> str:
    """A length or offset as it is typed: ``4:30``, ``-0:05``, ``0:12.500``; nothing for unknown."""
    if length is None:
        return ""
    milli = f".{abs(length) % SECOND:03d}" if length % SECOND else ""
    return f"{'-' if length < 0 else ''}{duration(abs(length))}{milli}"


def _with_talent(segment: Segment, person: TalentId) -> ChangeSegment:
    talent = (*segment.talent, person)
    return ChangeSegment(segment=segment.id, changes=MappingProxyType({"talent": talent}))


def _names_of(person: Talent) -> tuple[str, ...]:
    both_names = both(person.name, person.name_alt, " ")
    return tuple(n.casefold() for n in (person.name, person.name_alt, both_names) if n)


def _length_echo(length: Millis | None, words: Words) -> str:
    if length is None:
        return ""
    return words.say(
        "rundown.understood_length", time=duration(length), text=understood_in(words, length)
    )
