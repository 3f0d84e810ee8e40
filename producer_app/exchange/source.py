"""A show out of a folder of readable sources: show.toml, one CSV per rundown, and four more tables.

Strict: a column, id or value that is not understood is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from producer_app.core.show import (
    AdRule,
    Cue,
    Entity,
    Handoff,
    Offer,
    OfferId,
    Room,
    Segment,
    Show,
    Sponsor,
    SponsorId,
    TalentId,
    Waiver,
)
from producer_app.exchange import source_frame as frame
from producer_app.exchange import source_rundown as rundown
from producer_app.exchange.place import Place
from producer_app.exchange.record import Record
from producer_app.exchange.source_files import read_csv, read_toml

_Noun = TypeVar("_Noun", bound=Entity)


_Tables = Mapping[str, tuple[Record, ...]]


def read_source(folder: Path) -> Show:
    """The show that a folder describes; ids are made of the sources' own numbers and names.

    BadInput, naming file, line and column, for anything that is not understood.
    """
    tables = read_toml(folder / "show.toml", frame.TABLES)
    ids = _Ids()
    show = _framed(_about(tables["show"]), tables, ids)
    people = read_csv(folder / "talent.csv", frame.TALENT_COLUMNS)
    show = replace(show, talent=ids.taken(people, "id", frame.talent))
    show = replace(show, segments=_segments(folder, tables["rooms"], show, ids))
    show = replace(show, offers=_offers(folder, show, ids))
    show = replace(show, handoffs=_handoffs(folder, show, ids), cues=_cues(folder, show, ids))
    show = replace(show, ad_rules=_ad_rules(tables["ad_rules"], show, ids))
    return replace(show, waivers=_waivers(tables["waivers"], show, ids))


def _framed(about: Record, tables: _Tables, ids: _Ids) -> Show:
    """The show with all that stands in show.toml but for its rules and waivers."""
    rooms = _rooms(tables, ids)
    by_room = {room.id: room for room in rooms}
    return Show(
        id=about.needed("id"),
        title=about.needed("title"),
        title_alt=about.text("title_alt"),
        episode=about.text("episode"),
        date=about.needed_date("date"),
        venue=about.text("venue"),
        zone=about.needed_zone("zone"),
        on_air=about.wall("on_air"),
        hard_out=about.wall("hard_out"),
        starts_after=about.text("starts_after"),
        keeps_length=about.flag("keeps_length"),
        keep_until=about.date("keep_until"),
        language=about.text("language") or "en",
        contacts=tuple(frame.contact(record) for record in tables["contacts"]),
        rooms=rooms,
        blocks=ids.taken(tables["blocks"], "id", lambda record: frame.block(record, by_room)),
        sponsors=_sponsors(tables, ids),
    )


def _rooms(tables: _Tables, ids: _Ids) -> tuple[Room, ...]:
    outputs = tables["outputs"]
    rooms = ids.taken(tables["rooms"], "id", lambda record: frame.room(record, outputs))
    for output in outputs:
        output.needed_reference("room", {room.id: room for room in rooms})
    return rooms


def _sponsors(tables: _Tables, ids: _Ids) -> tuple[Sponsor, ...]:
    places = tables["places"]
    sponsors = ids.taken(tables["sponsors"], "id", lambda record: frame.sponsor(record, places))
    for place in places:
        place.needed_reference("sponsor", {sponsor.id: sponsor for sponsor in sponsors})
    return sponsors


def _segments(
    folder: Path, records: Sequence[Record], show: Show, ids: _Ids
) -> tuple[Segment, ...]:
    """Every room's rundown, out of the file that its record names."""
    blocks = {block.id: block for block in show.blocks}
    people, brands = _people(show), _brands(show)
    found: list[Segment] = []
    for record, room in zip(records, show.rooms, strict=True):
        read = partial(rundown.segment, room=room, blocks=blocks, talent=people, sponsors=brands)
        found += ids.taken(_rundown(folder, record), "number", read)
    return tuple(found)


def _offers(folder: Path, show: Show, ids: _Ids) -> tuple[Offer, ...]:
    sold = read_csv(folder / "offers.csv", frame.OFFER_COLUMNS)
    numbers = tuple(OfferId(record.needed("number")) for record in sold)
    return ids.taken(sold, "number", lambda record: frame.offer(record, _brands(show), numbers))


def _handoffs(folder: Path, show: Show, ids: _Ids) -> tuple[Handoff, ...]:
    read = partial(
        rundown.handoff,
        rooms={room.id: room for room in show.rooms},
        segments={segment.id: segment for segment in show.segments},
        talent=_people(show),
        offers=tuple(offer.id for offer in show.offers),
    )
    return ids.taken(read_csv(folder / "handoffs.csv", rundown.HANDOFF_COLUMNS), "number", read)


def _cues(folder: Path, show: Show, ids: _Ids) -> tuple[Cue, ...]:
    segments = {segment.id: segment for segment in show.segments}
    records = read_csv(folder / "cues.csv", rundown.CUE_COLUMNS)
    return ids.taken(records, "label", lambda record: rundown.cue(record, segments))


def _ad_rules(records: Sequence[Record], show: Show, ids: _Ids) -> tuple[AdRule, ...]:
    rooms = {room.id: room for room in show.rooms}
    return ids.taken(records, "id", lambda record: frame.ad_rule(record, rooms))


def _waivers(records: Sequence[Record], show: Show, ids: _Ids) -> tuple[Waiver, ...]:
    nouns, zone = show.by_id, show.zone
    return ids.taken(records, "id", lambda record: frame.waiver(record, nouns, zone))


def _people(show: Show) -> tuple[TalentId, ...]:
    return tuple(person.id for person in show.talent)


def _brands(show: Show) -> tuple[SponsorId, ...]:
    return tuple(sponsor.id for sponsor in show.sponsors)


class _Ids:
    """The ids given so far and where; no two nouns of a show share one."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def taken(
        self, records: Sequence[Record], column: str, read: Callable[[Record], _Noun]
    ) -> tuple[_Noun, ...]:
        """What each record describes; BadInput, naming ``column``, for an id already given."""
        return tuple(self._take(record, column, read(record)) for record in records)

    def _take(self, record: Record, column: str, noun: _Noun) -> _Noun:
        place = record.place(column)
        earlier = self._places.setdefault(noun.id, place)
        if earlier is not place:
            raise place.fault(
                "source.id_twice",
                "“{id}” is already at {earlier}; give one of them another.",
                id=noun.id,
                earlier=earlier.phrase(),
            )
        return noun


def _about(records: Sequence[Record]) -> Record:
    if len(records) != 1:
        raise Place("show.toml").fault("source.show", "there must be one table [show].")
    return records[0]


def _rundown(folder: Path, room: Record) -> tuple[Record, ...]:
    name = room.needed("rundown")
    if Path(name).name != name:
        raise room.place("rundown").fault(
            "source.rundown", "“{name}” must be a file in the same folder.", name=name
        )
    return read_csv(folder / name, rundown.SEGMENT_COLUMNS, takes_departments=True)
