"""A running order made elsewhere (CSV) as a show; refuses what it cannot read, invents nothing."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path

from producer_app.core.show import (
    Block,
    BlockId,
    Room,
    RoomId,
    RoomRole,
    Segment,
    SegmentId,
    Show,
    Standing,
)
from producer_app.core.timebase import Millis, WallTime, zone_named
from producer_app.exchange.cells import is_unknown, read_length, read_wall_time
from producer_app.exchange.headers import Meaning
from producer_app.exchange.kinds import DEFAULT, kind_by_title, kind_named
from producer_app.exchange.outside import OutsideLine, OutsideTable, read_outside_table
from producer_app.exchange.people import People
from producer_app.exchange.published import Published, Settled, settle, step_forward

STAGE = RoomId("stage")

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OMITTED = re.compile(
    r"(omit|disqualified|withdrawn|withdrew|cancell?ed|scratched|取消|退赛|作废)", re.IGNORECASE
)
_FLOATED = re.compile(r"(float|暂缓)", re.IGNORECASE)
_HARD = re.compile(r"\bhard time\b|卡点(?!结束)", re.IGNORECASE)
_HARD_END = re.compile(r"\bhard (end|out|stop)\b|(硬|卡点|必须)结束", re.IGNORECASE)


def read_running_order(
    path: Path,
    *,
    title: str | None = None,
    date: dt.date,
    zone: str,
    on_air: WallTime | None = None,
) -> Show:
    """The show that a CSV running order describes, in one stage room.

    ``title`` stands in for the file's name, ``on_air`` for the first published start. What the
    file does not tell is None, never zero. BadInput names the file, line, column and remedy.
    """
    zone_named(zone)
    table = read_outside_table(path)
    reading = _Reading(table)
    segments = tuple(reading.segment(n, line) for n, line in enumerate(table.lines, 1))
    first = next((line.start for line in reading.published if line.is_timed and line.start), None)
    on_air = on_air if on_air is not None else first
    settled = settle(reading.published, date=date, zone=zone, on_air=on_air)
    name = title or path.stem.replace("_", " ").strip()
    return Show(
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}|{date}|{zone}")),
        title=name,
        date=date,
        zone=zone,
        on_air=on_air,
        language=_language(segments),
        rooms=(Room(id=STAGE, name="Stage", name_alt="舞台间", role=RoomRole.STAGE),),
        blocks=tuple(reading.blocks.values()),
        segments=_timed(segments, reading.published, settled),
        talent=tuple(reading.people.talent.values()),
        sponsors=tuple(reading.people.sponsors.values()),
    )


@dataclass
class _Reading:
    """What has been read so far: people and blocks already met, the last start, the numbers."""

    table: OutsideTable
    people: People = field(default_factory=People)
    blocks: dict[str, Block] = field(default_factory=dict)
    published: list[Published] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    last: WallTime | None = None

    def segment(self, count: int, line: OutsideLine) -> Segment:
        """The segment of a line without its time, which is put by as published."""
        word = line.text(Meaning.KIND)
        title = self._title(line)
        kind = kind_named(word) if word else kind_by_title(title)
        standing = _standing(line)
        columns = line.unknown_columns()
        if kind is None:
            columns = ((line.header(Meaning.KIND), word), *columns)
        if line.text(Meaning.STANDING) and standing is Standing.IN:
            columns = (*columns, (line.header(Meaning.STANDING), line.text(Meaning.STANDING)))
        kind = kind or DEFAULT
        self.published.append(self._published(line, word, standing))
        return Segment(
            id=SegmentId(f"s{count:03d}"),
            room=STAGE,
            number=self._number(count, line),
            title=title,
            title_alt=line.text(Meaning.TITLE_ALT),
            kind=kind,
            block=self._block(line),
            talent=self.people.met(line, kind),
            location=line.text(Meaning.VENUE),
            standing=standing,
            sponsor=self.people.sponsor_of(line, title, kind),
            columns=columns,
            notes=_notes(line),
        )

    def _title(self, line: OutsideLine) -> str:
        title = line.text(Meaning.TITLE) or line.text(Meaning.KIND).capitalize()
        if not title:
            raise line.place(Meaning.TITLE).fault(
                "order.untitled", "the segment has no title; give it one or remove the line."
            )
        return title

    def _number(self, count: int, line: OutsideLine) -> str:
        """The number in the file; where the file has no such column, the place in it."""
        if not self.table.has(Meaning.NUMBER):
            return str(count)
        number = line.text(Meaning.NUMBER)
        if number and number in self.numbers:
            raise line.place(Meaning.NUMBER).fault(
                "order.number_twice",
                "number {number} is already on line {other}; give one of them another number.",
                number=number,
                other=self.numbers[number],
            )
        self.numbers[number] = line.number
        return number

    def _block(self, line: OutsideLine) -> BlockId | None:
        name = line.text(Meaning.BLOCK)
        if not name:
            return None
        block_id = BlockId(f"b{len(self.blocks) + 1}")
        block = self.blocks.setdefault(name, Block(id=block_id, room=STAGE, title=name))
        return block.id

    def _published(self, line: OutsideLine, word: str, standing: Standing) -> Published:
        is_timed = standing is Standing.IN
        start = self._time(line, Meaning.START, self.last)
        after = start if start is not None else self.last
        end = self._time(line, Meaning.END, after)
        hard_end = self._time(line, Meaning.HARD_END, after)
        if is_timed and start is not None:
            self.last = start
        notes = line.text(Meaning.NOTES)
        if hard_end is None and _HARD_END.search(notes):
            hard_end = end
        return Published(
            start=start,
            end=end if end is not None else hard_end,
            length=_length(line),
            is_timed=is_timed,
            is_hard=word.casefold() == "hard" or bool(_HARD.search(notes)),
            hard_end=hard_end,
        )

    def _time(self, line: OutsideLine, column: Meaning, after: WallTime | None) -> WallTime | None:
        text = line.text(column)
        if is_unknown(text):
            return None
        place = line.place(column)
        return step_forward(after, read_wall_time(text, place), place)


def _timed(
    segments: tuple[Segment, ...], published: list[Published], settled: tuple[Settled, ...]
) -> tuple[Segment, ...]:
    return tuple(
        replace(
            segment,
            length=time.length,
            hard_start=line.start if time.is_hard else None,
            hard_end=line.hard_end if line.is_timed else None,
        )
        for segment, line, time in zip(segments, published, settled, strict=True)
    )


def _length(line: OutsideLine) -> Millis | None:
    text = line.text(Meaning.LENGTH)
    return None if is_unknown(text) else read_length(text, line.place(Meaning.LENGTH))


def _standing(line: OutsideLine) -> Standing:
    told = line.text(Meaning.STANDING)
    if _OMITTED.match(told) or _OMITTED.match(line.text(Meaning.NOTES)):
        return Standing.OMITTED
    return Standing.FLOATED if _FLOATED.match(told) else Standing.IN


def _notes(line: OutsideLine) -> str:
    parts = " · ".join(part.strip() for part in line.text(Meaning.PARTS).split("|") if part.strip())
    return "; ".join(text for text in (parts, line.text(Meaning.NOTES)) if text)


def _language(segments: tuple[Segment, ...]) -> str:
    chinese = sum(1 for segment in segments if _CHINESE.search(segment.title))
    return "zh" if 2 * chinese > len(segments) else "en"
