"""The show whole: one evening with all of its nouns, and how to find them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from producer_app.core.errors import Phrase, Refused
from producer_app.core.show.kinds import HandoffId, RoomId, RoomRole, SegmentId, TalentId
from producer_app.core.show.people import Offer, Sponsor, Talent
from producer_app.core.show.promises import AdRule, Cue, Handoff, Waiver
from producer_app.core.show.rundown import Block, Contact, Room, Segment
from producer_app.core.timebase import Instant, WallTime, resolve

Entity = Room | Block | Segment | Talent | Sponsor | Offer | Handoff | Cue | AdRule | Waiver

_Noun = TypeVar("_Noun", bound=Entity)

COLLECTIONS: Mapping[type[Entity], str] = MappingProxyType(
    {
        Room: "rooms",
        Block: "blocks",
        Talent: "talent",
        Sponsor: "sponsors",
        Segment: "segments",
        Offer: "offers",
        Handoff: "handoffs",
        Cue: "cues",
        AdRule: "ad_rules",
        Waiver: "waivers",
    }
)
"""Each noun and the field of Show that holds it, in the order in which one may refer to another."""


def field_word(name: str) -> Phrase:
    """What a field of a noun is called inside a sentence."""
    return Phrase(f"field.{name}", name.replace("_", " "))


def noun_word(noun: type[object]) -> Phrase:
    """What such a noun is called inside a sentence."""
    word = "ad rule" if noun is AdRule else noun.__name__.lower()
    return Phrase(f"noun.{word.replace(' ', '_')}", word)


@dataclass(frozen=True, kw_only=True)
class Show:
    """One evening: the plan, whole. Order in a room's rundown is the order in ``segments``."""

    id: str
    title: str
    title_alt: str = ""
    episode: str = ""
    date: dt.date
    venue: str = ""
    zone: str = "Asia/Shanghai"
    on_air: WallTime | None = None
    hard_out: WallTime | None = None
    starts_after: str = ""
    """The programme that this show starts after, if it waits for one; ``on_air`` is expected
    then."""
    keeps_length: bool = False
    """When it starts late or early, its hard out moves along: the length is what was promised."""
    keep_until: dt.date | None = None
    """Until when its records must be kept; None means three years from its date."""
    language: str = "en"
    contacts: tuple[Contact, ...] = ()
    rooms: tuple[Room, ...] = ()
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    talent: tuple[Talent, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    offers: tuple[Offer, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    cues: tuple[Cue, ...] = ()
    ad_rules: tuple[AdRule, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @cached_property
    def by_id(self) -> MappingProxyType[str, Entity]:
        """Every noun of the show by its id; ids are unique across nouns."""
        found: dict[str, Entity] = {}
        for name in COLLECTIONS.values():
            nouns = getattr(self, name)
            found.update(zip(map(attrgetter("id"), nouns), nouns, strict=True))
        return MappingProxyType(found)

    @cached_property
    def rundowns(self) -> MappingProxyType[RoomId, tuple[Segment, ...]]:
        """Each room's segments in running order; floated and omitted ones keep their place."""
        gathered: dict[RoomId, list[Segment]] = {room.id: [] for room in self.rooms}
        for segment in self.segments:
            gathered[segment.room].append(segment)
        return MappingProxyType({room: tuple(segments) for room, segments in gathered.items()})

    @cached_property
    def handoffs_from(self) -> Mapping[SegmentId, tuple[Handoff, ...]]:
        """The handoffs that leave from each segment that has any."""
        gathered: dict[SegmentId, tuple[Handoff, ...]] = {}
        for handoff in self.handoffs:
            gathered[handoff.segment] = (*gathered.get(handoff.segment, ()), handoff)
        return MappingProxyType(gathered)

    @cached_property
    def cues_of(self) -> Mapping[SegmentId, tuple[Cue, ...]]:
        """The cues of each segment that has any, by offset."""
        gathered: dict[SegmentId, list[Cue]] = {}
        for cue in self.cues:
            gathered.setdefault(cue.segment, []).append(cue)
        ordered = {
            key: tuple(sorted(cues, key=lambda c: c.offset)) for key, cues in gathered.items()
        }
        return MappingProxyType(ordered)

    def room(self, room_id: RoomId) -> Room:
        """That room; Refused when the show has none of that id."""
        return self._named(room_id, Room)

    def segment(self, segment_id: SegmentId) -> Segment:
        """That segment; Refused when the show has none of that id."""
        return self._named(segment_id, Segment)

    def handoff(self, handoff_id: HandoffId) -> Handoff:
        """That handoff; Refused when the show has none of that id."""
        return self._named(handoff_id, Handoff)

    def _named(self, key: str, noun: type[_Noun]) -> _Noun:
        found = self.by_id.get(key)
        if not isinstance(found, noun):
            raise Refused(
                "show.unknown_noun",
                "The show has no {noun} “{key}”.",
                noun=noun_word(noun),
                key=key,
            )
        return found

    def swapped(self, before: Entity, after: Entity) -> Show:
        """The show with ``after`` in the place of ``before``, which it has, under the same id."""
        name = COLLECTIONS[type(after)]
        changes: dict[str, Any] = {name: _swapped(getattr(self, name), before, after)}
        show = replace(self, **changes)
        vars(show)["by_id"] = MappingProxyType(self.by_id | {after.id: after})
        if isinstance(before, Segment) and isinstance(after, Segment) and after.room == before.room:
            rundown = _swapped(self.rundowns[after.room], before, after)
            vars(show)["rundowns"] = MappingProxyType(self.rundowns | {after.room: rundown})
        return show

    def people(self, ids: tuple[TalentId, ...]) -> tuple[Talent, ...]:
        """The talent of those ids, in that order; unknown ids are left out."""
        found = (self.by_id.get(key) for key in ids)
        return tuple(person for person in found if isinstance(person, Talent))

    def stage(self) -> Room | None:
        """The first stage room, or None where the show has only shopping rooms."""
        return next((room for room in self.rooms if room.role is RoomRole.STAGE), None)

    def shops(self) -> tuple[Room, ...]:
        """The shopping rooms, in order."""
        return tuple(room for room in self.rooms if room.role is RoomRole.SHOP)

    def instant(self, wall: WallTime) -> Instant:
        """The moment of a show-day time in the show's zone."""
        return resolve(self.date, wall, self.zone)

    def room_on_air(self, room: Room) -> Instant | None:
        """When a room is planned to go on air; None while nobody has said."""
        wall = room.on_air or self.on_air
        return None if wall is None else self.instant(wall)

    def room_hard_out(self, room: Room) -> Instant | None:
        """When a room must be off the air; None while nobody has said."""
        wall = room.hard_out or self.hard_out
        return None if wall is None else self.instant(wall)


def _swapped(nouns: tuple[_Noun, ...], before: _Noun, after: _Noun) -> tuple[_Noun, ...]:
    place = next(i for i, noun in enumerate(nouns) if noun is before)
    return (*nouns[:place], after, *nouns[place + 1 :])
