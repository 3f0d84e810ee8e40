"""What is typed of a segment: what it was understood as, and the edit that it asks for.

A field is named as in ``Field``. Text that is not understood is BadInput with an example.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from producer_app.core.edits import ChangeSegment, Edit, Put, Several
from producer_app.core.entry import parse_length
from producer_app.core.errors import BadInput, Refused
from producer_app.core.numbering import number_after
from producer_app.core.show import Block, Kind, Segment, Show, Talent, TalentId
from producer_app.core.timebase import Millis
from producer_app.core.timing import Plan
from producer_app.present.time_entry import (
    TIMES,
    length_before,
    time_changes,
    time_echo,
    time_text,
)
from producer_app.present.words import Words, duration, understood_in

NewId = Callable[[], str]


class Field(StrEnum):
    """What of a segment can be typed in a rundown."""

    NUMBER = "number"
    TITLE = "title"
    TITLE_ALT = "title_alt"
    KIND = "kind"
    TALENT = "talent"
    LENGTH = "length"
    FRONT = "front"
    """The front time as it stands: a hit time, or the hard start where there is one."""
    HARD_START = "hard_start"
    HARD_END = "hard_end"
    FRONT_HIT = "front_hit"
    BACK_HIT = "back_hit"
    AD = "ad"
    LOCATION = "location"
    NOTES = "notes"


class _Names(NamedTuple):
    """Typed names: who is known by them, and the names that nobody has yet."""

    known: tuple[Talent, ...]
    new: tuple[str, ...]


def text_of(plan: Plan, segment: Segment, field: Field, words: Words) -> str:
    """The text that an editor of that field starts with; it reads back as the same value."""
    match field:
        case Field.KIND:
            return words.say(f"kind.{segment.kind}")
        case Field.TALENT:
            return ", ".join(person.name for person in plan.show.people(segment.talent))
        case Field.LENGTH:
            return _typed_length(segment.length)
        case Field.AD:
            return _typed_length(segment.ad) if segment.ad else ""
    if field in TIMES:
        return time_text(plan, segment, field)
    return str(getattr(segment, field))


def echo(plan: Plan, segment: Segment, field: Field, text: str, words: Words) -> str:
    """What that text is understood as, to be shown while it is typed; nothing for plain text."""
    show = plan.show
    match field:
        case Field.LENGTH:
            return _length_echo(_length(plan, segment, text), words)
        case Field.AD:
            ad = parse_length(text, segment.ad, length_before(plan, segment))
            return _length_echo(ad, words) if ad else words.say("rundown.understood_no_ad")
        case Field.KIND:
            said = words.say(f"kind.{_kind(text, words)}")
            return words.say("rundown.understood", text=said)
        case Field.TALENT:
            return _talent_echo(_names(show, text), words)
        case Field.NUMBER:
            _number(show, segment, text)
        case Field.TITLE:
            _title(text)
    return time_echo(plan, segment, field, text, words) if field in TIMES else ""


def typed(
    plan: Plan, segment: Segment, field: Field, text: str, words: Words, new_id: NewId
) -> Edit | None:
    """The edit that this text asks for; None where it changes nothing."""
    changes, people = _changes(plan, segment, field, text, words, new_id)
    if all(getattr(segment, name) == value for name, value in changes.items()):
        return None
    changes = {name: value for name, value in changes.items() if getattr(segment, name) != value}
    change = ChangeSegment(segment=segment.id, changes=MappingProxyType(changes))
    if not people:
        return change
    return Several(edits=(*(Put(entity=person) for person in people), change), label=change.label)


def typed_block(block: Block, field: Field, text: str) -> Edit | None:
    """The edit of a block's head: its title, or its budget as a length; None for no change."""
    if field is Field.LENGTH:
        after = replace(block, budget=parse_length(text, block.budget))
    else:
        changes: dict[str, Any] = {field.value: text.strip()}
        after = replace(block, **changes)
    return None if after == block else Put(entity=after)


def block_text(block: Block, field: Field) -> str:
    """The text that an editor of a block's head starts with."""
    if field is Field.LENGTH:
        return "" if block.budget is None else _typed_length(block.budget)
    return str(getattr(block, field))


def block_echo(block: Block, field: Field, text: str, words: Words) -> str:
    """What is understood as a block's budget; nothing for its titles."""
    if field is not Field.LENGTH:
        return ""
    budget = parse_length(text, block.budget)
    return (
        words.say("rundown.understood_no_budget") if budget is None else _length_echo(budget, words)
    )


def completions(show: Show, field: Field, words: Words) -> tuple[str, ...]:
    """What may be typed there: the kinds in words, or the names of all talent."""
    if field is Field.KIND:
        return tuple(words.say(f"kind.{kind}") for kind in Kind)
    if field is Field.TALENT:
        return tuple(_whole_name(person) for person in show.talent)
    return ()


def _changes(
    plan: Plan, segment: Segment, field: Field, text: str, words: Words, new_id: NewId
) -> tuple[dict[str, Any], tuple[Talent, ...]]:
    match field:
        case Field.LENGTH:
            return {"length": _length(plan, segment, text)}, ()
        case Field.AD:
            ad = parse_length(text, segment.ad, length_before(plan, segment))
            return {"ad": ad or Millis(0)}, ()
        case Field.KIND:
            return {"kind": _kind(text, words)}, ()
        case Field.TALENT:
            names = _names(plan.show, text)
            people = tuple(Talent(id=TalentId(new_id()), name=name) for name in names.new)
            return {"talent": tuple(one.id for one in (*names.known, *people))}, people
        case Field.NUMBER:
            return {"number": _number(plan.show, segment, text)}, ()
        case Field.TITLE:
            return {"title": _title(text)}, ()
    if field in TIMES:
        return dict(time_changes(plan, segment, field, text)), ()
    return {field.value: text.strip()}, ()


def _length(plan: Plan, segment: Segment, text: str) -> Millis | None:
    return parse_length(text, segment.length, length_before(plan, segment))


def _typed_length(length: Millis | None) -> str:
    if length is None:
        return ""
    text = duration(length)
    return f"{text}.{length % 1000:03d}" if length % 1000 else text


def _length_echo(length: Millis | None, words: Words) -> str:
    if length is None:
        return words.say("rundown.understood_unknown")
    return words.say(
        "rundown.understood_length", time=duration(length), text=understood_in(words, length)
    )


def _kind(text: str, words: Words) -> Kind:
    matches = _kinds(text, words)
    if len(matches) == 1:
        return matches[0]
    raise BadInput(
        "kind.text",
        "“{text}” is not one kind; write it like {examples}.",
        text=text.strip(),
        examples=tuple(words.say(f"kind.{kind}") for kind in (matches or tuple(Kind))[:4]),
    )


def _kinds(text: str, words: Words) -> tuple[Kind, ...]:
    """The kinds that this text may mean; one alone when it is a kind's whole word."""
    wanted = text.strip().casefold()
    said = {kind: words.say(f"kind.{kind}").casefold() for kind in Kind}
    whole = tuple(kind for kind in Kind if wanted in (said[kind], kind.value))
    return whole or tuple(kind for kind in Kind if said[kind].startswith(wanted))


def _names(show: Show, text: str) -> _Names:
    known: list[Talent] = []
    new: list[str] = []
    for name in text.replace("，", ",").replace("、", ",").split(","):
        name = " ".join(name.split())
        if not name:
            continue
        person = next((one for one in show.talent if name.casefold() in _names_of(one)), None)
        if person is None:
            new += [name] if name not in new else []
        elif person not in known:
            known.append(person)
    return _Names(tuple(known), tuple(new))


def _names_of(person: Talent) -> tuple[str, ...]:
    return tuple(
        name.casefold() for name in (person.name, person.name_alt, _whole_name(person)) if name
    )


def _whole_name(person: Talent) -> str:
    """A person in both languages, as one name without a comma in it."""
    same = person.name_alt in ("", person.name)
    return person.name if same else f"{person.name} {person.name_alt}"


def _talent_echo(names: _Names, words: Words) -> str:
    known = ", ".join(_whole_name(person) for person in names.known)
    new = ", ".join(names.new)
    if known and new:
        return words.say("rundown.understood_new_talent", known=known, new=new)
    if new:
        return words.say("rundown.understood_only_new_talent", new=new)
    return (
        words.say("rundown.understood", text=known)
        if known
        else words.say("rundown.understood_nobody")
    )


def _title(text: str) -> str:
    title = text.strip()
    if not title:
        raise Refused("segment.title", "A segment needs a title.")
    return title


def _number(show: Show, segment: Segment, text: str) -> str:
    """The typed number; refused while another segment has it, because numbers name segments."""
    number = text.strip()
    if number in ("", segment.number):
        return number
    rundown = show.rundowns[segment.room]
    wanted = number.casefold()
    other = next((s for s in rundown if s.id != segment.id and s.number.casefold() == wanted), None)
    if other is None:
        return number
    free = number_after(show, other.id)
    raise BadInput(
        "number.taken",
        "{number} is already the number of “{title}”; take another, like {free}.",
        number=other.number,
        title=other.title,
        free=free,
    )
