"""Presets to choose from, and rules of another show to take over, as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.ad_presets import Preset, Shared, Status, home_of, is_known
from producer_app.core.show import AdRule, Kind, Show
from producer_app.present.book import Listed
from producer_app.present.rule_texts import caution_text, limit_text, status_text
from producer_app.present.words import Words, both

_JOINT = " · "


class RuleLine(NamedTuple):
    """One rule of a preset."""

    title: str
    """Nothing where it is the preset's own."""
    limit: str
    kinds: str
    """What counts, in words; nothing where the rule before it counts the same."""
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetView:
    """One preset, whole."""

    title: str
    title_alt: str
    status: str
    is_reliable: bool
    origin: str
    """Source and date."""
    note: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """One rule that may be taken over. ``is_wanted`` is what is ticked at first; without a room
    here it cannot be taken at all."""

    title: str
    detail: str
    is_wanted: bool
    is_possible: bool


def presets_listed(presets: Iterable[Preset], words: Words) -> tuple[Listed, ...]:
    """The presets in a list, each with what it asks; what is doubtful says so first."""
    return tuple(_listed(preset, words) for preset in presets)


def preset_view(preset: Preset, words: Words) -> PresetView:
    """A preset with its rules, where it comes from and how far it can be relied on."""
    title, title_alt = _both(preset.title, preset.title_alt, words)
    note, _ = _both(preset.note, preset.note_alt, words)
    as_of = words.say("book.as_of", date=preset.as_of)
    return PresetView(
        title=title,
        title_alt=title_alt,
        status=status_text(preset.status, words),
        is_reliable=preset.status.is_reliable,
        origin=_JOINT.join((preset.source, as_of)),
        note=note,
        rules=_rule_lines(preset, words),
    )


def shared_lines(shared: Sequence[Shared], show: Show, words: Words) -> tuple[SharedLine, ...]:
    """The rules of another show, each with where it would go; those that are here already are not
    ticked."""
    return tuple(_shared_line(one, show, words) for one in shared)


def _listed(preset: Preset, words: Words) -> Listed:
    title, _ = _both(preset.title, preset.title_alt, words)
    limits = "; ".join(limit_text(rule, words) for rule in preset.rules)
    parts = (caution_text(preset.status, words), limits)
    return Listed(preset.id, title, _JOINT.join(filter(None, parts)))


def _rule_lines(preset: Preset, words: Words) -> tuple[RuleLine, ...]:
    lines = [_rule_line(rule, preset, words) for rule in preset.rules]
    ahead = ["", *(line.kinds for line in lines)]
    return tuple(
        line._replace(kinds="") if line.kinds == before else line
        for line, before in zip(lines, ahead, strict=False)
    )


def _rule_line(rule: AdRule, preset: Preset, words: Words) -> RuleLine:
    title, _ = _both(rule.title, rule.title_alt, words)
    is_alone = rule.title == preset.title
    names = words.say("errors.joint").join(
        words.say(f"kind.{kind}") for kind in Kind if kind in rule.counts
    )
    is_doubted_alone = rule.status != preset.status and rule.status != Status.NO_RULE
    return RuleLine(
        title="" if is_alone else title,
        limit=limit_text(rule, words),
        kinds=words.say("book.counted_kinds", kinds=names),
        caution=caution_text(rule.status, words) if is_doubted_alone else "",
    )


def _shared_line(shared: Shared, show: Show, words: Words) -> SharedLine:
    rule, room = shared.rule, home_of(shared, show)
    title, _ = _both(rule.title, rule.title_alt, words)
    if room is None:
        where = words.say("book.no_room_here", room=shared.room)
    elif is_known(shared, show):
        where = words.say("book.known_here")
    else:
        outputs = {output.name for output in room.outputs}
        output = rule.output if rule.output in outputs else words.say("book.all_outputs")
        where = _JOINT.join((both(room.name, room.name_alt, " "), output))
    parts = (caution_text(rule.status, words), limit_text(rule, words), where)
    return SharedLine(
        title=title,
        detail=_JOINT.join(filter(None, parts)),
        is_wanted=room is not None and not is_known(shared, show),
        is_possible=room is not None,
    )


def _both(first: str, second: str, words: Words) -> tuple[str, str]:
    return (second or first, first) if words.language == "zh" else (first, second)
