"""Ad rules that are chosen or taken over instead of written: presets, and rules of other shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from producer_app.core.edits import Edit, Put, Several
from producer_app.core.show import AdRule, AdRuleId, Room, RoomId, RoomRole, Show


class Status(StrEnum):
    """How far a rule can be relied on; what ``AdRule.status`` holds where it holds anything."""

    IN_FORCE = "in_force"
    HOUSE = "house"
    """Nobody's law: somebody's promise."""
    SUPERSEDED = "superseded"
    UNVERIFIED = "unverified"
    """Remembered and not read at its source."""
    NO_RULE = "no_rule"
    """There is no limit there."""

    @property
    def is_reliable(self) -> bool:
        """True when it holds as it stands: nothing has to be said beside it."""
        return self in (Status.IN_FORCE, Status.HOUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A way to count advertising that somebody has set down. Its rules have no room yet, and none
    where there is no limit."""

    id: str
    title: str
    title_alt: str
    source: str
    as_of: str
    status: Status
    note: str
    note_alt: str
    rules: tuple[AdRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A rule on its way between shows, with the room that it held for."""

    rule: AdRule
    room: str
    """The name of that room."""
    role: RoomRole


NOWHERE = RoomId("")
"""The room of a rule that has none yet."""


def shared_of(show: Show) -> tuple[Shared, ...]:
    """The rules of a show, ready to be taken over."""
    rooms = ((rule, show.room(rule.room)) for rule in show.ad_rules)
    return tuple(Shared(rule=rule, room=room.name, role=room.role) for rule, room in rooms)


def home_of(shared: Shared, show: Show) -> Room | None:
    """The room of this show that the rule goes to: the one of that name, or else the first of
    that role; None where there is neither."""
    named = (room for room in show.rooms if shared.room in (room.name, room.name_alt))
    alike = (room for room in show.rooms if room.role is shared.role)
    return next(named, None) or next(alike, None)


def is_known(shared: Shared, show: Show) -> bool:
    """True when the show has the very same rule already."""
    room = home_of(shared, show)
    return room is not None and any(
        _settled(shared.rule, room, AdRuleId(rule.id)) == rule for rule in show.ad_rules
    )


def preset_added(
    preset: Preset, show: Show, room: Room, output: str, keys: Iterable[str]
) -> Edit | None:
    """The edit that adds the rules of a preset to an output of a room, or to all of them where it
    is empty; their ids come from ``keys``. None where it has no rules."""
    is_second = show.language == "zh"
    rules = (_turned(rule) if is_second else rule for rule in preset.rules)
    placed = ((replace(rule, output=output), room) for rule in rules)
    edits = _put(placed, keys)
    return Several(edits=edits, label="add_preset") if edits else None


def rules_taken(shared: Iterable[Shared], show: Show, keys: Iterable[str]) -> Edit | None:
    """The edit that takes these rules over, under new ids from ``keys``; those that have no room
    here are left out. None where nothing is left."""
    homes = ((one.rule, home_of(one, show)) for one in shared)
    placed = ((rule, room) for rule, room in homes if room is not None)
    edits = _put(placed, keys)
    return Several(edits=edits, label="take_ad_rules") if edits else None


def _put(placed: Iterable[tuple[AdRule, Room]], keys: Iterable[str]) -> tuple[Put, ...]:
    pairs = zip(placed, keys, strict=False)
    return tuple(Put(entity=_settled(rule, room, AdRuleId(key))) for (rule, room), key in pairs)


def _settled(rule: AdRule, room: Room, key: AdRuleId) -> AdRule:
    """The rule under that id in that room; an output that is not there means all of them."""
    is_there = any(output.name == rule.output for output in room.outputs)
    return replace(rule, id=key, room=room.id, output=rule.output if is_there else "")


def _turned(rule: AdRule) -> AdRule:
    """The rule in a show whose first language is the second one here."""
    return replace(
        rule,
        title=rule.title_alt or rule.title,
        title_alt=rule.title,
        note=rule.note_alt or rule.note,
        note_alt=rule.note,
    )
