"""A show out of a folder of readable sources: show.toml, one CSV per rundown, and four more tables.

Strict: a column, id or value that is not understood is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from producer_app.core.show import Entity, OfferId, Room, Segment, Show
from producer_app.exchange import source_frame as frame
from producer_app.exchange import source_rundown as rundown
from producer_app.exchange.place import Place
from producer_app.exchange.record import Record
from producer_app.exchange.source_files import read_csv, read_toml

_Noun = TypeVar("_Noun", bound=Entity)


def read_source(folder: Path) -> Show:
    """The show that a folder describes; ids are made of the sources' own numbers and names.

    BadInput, naming file, line and column, for anything that is not understood.
    """
    tables = read_toml(folder / "show.toml", frame.TABLES)
    ids = _Ids()
    about = _about(tables["show"])
    rooms = ids.taken(tables["rooms"], "id", lambda record: frame.room(record, tables["outputs"]))
    by_room = {room.id: room for room in rooms}
    for output in tables["outputs"]:
        output.needed_reference("room", by_room)
    blocks = ids.taken(tables["blocks"], "id", lambda record: frame.block(record, by_room))
    places = tables["places"]
    sponsors = ids.taken(tables["sponsors"], "id", lambda record: frame.sponsor(record, places))
    for place in places:
        place.needed_reference("sponsor", {sponsor.id: sponsor for sponsor in sponsors})
    talent = ids.taken(read_csv(folder / "talent.csv", frame.TALENT_COLUMNS), "id", frame.talent)
    by_block = {block.id: block for block in blocks}
    people = tuple(person.id for person in talent)
    brands = tuple(sponsor.id for sponsor in sponsors)

    def rundown_of(room: Room, records: Sequence[Record]) -> tuple[Segment, ...]:
        return ids.taken(
            records,
            "number",
            lambda record: rundown.segment(record, room, by_block, people, brands),
        )

    segments = tuple(
        segment
        for record, room in zip(tables["rooms"], rooms, strict=True)
        for segment in rundown_of(room, _rundown(folder, record))
    )
    by_segment = {segment.id: segment for segment in segments}
    sold = read_csv(folder / "offers.csv", frame.OFFER_COLUMNS)
    numbers = tuple(OfferId(record.needed("number")) for record in sold)
    offers = ids.taken(sold, "number", lambda record: frame.offer(record, brands, numbers))
    show = Show(
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
        blocks=blocks,
        segments=segments,
        talent=talent,
        sponsors=sponsors,
        offers=offers,
        handoffs=ids.taken(
            read_csv(folder / "handoffs.csv", rundown.HANDOFF_COLUMNS),
            "number",
            lambda record: rundown.handoff(record, by_room, by_segment, people, numbers),
        ),
        cues=ids.taken(
            read_csv(folder / "cues.csv", rundown.CUE_COLUMNS),
            "label",
            lambda record: rundown.cue(record, by_segment),
        ),
        ad_rules=ids.taken(tables["ad_rules"], "id", lambda record: frame.ad_rule(record, by_room)),
    )
    waivers = ids.taken(
        tables["waivers"], "id", lambda record: frame.waiver(record, show.by_id, show.zone)
    )
    return replace(show, waivers=waivers)


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
