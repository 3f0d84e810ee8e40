"""The proof as tables for other programs: one CSV for each rule and each sponsor, one line a take.

Lengths are seconds with three decimals, so that sums are exact; no cell can be a formula.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.budget import Unit
from producer_app.core.budget.proof import Counted, Portion, RuleProof, rule_proofs
from producer_app.core.budget.proof_sponsors import SponsorProof, sponsor_proofs
from producer_app.core.run import Run, RunKind
from producer_app.core.show import Room, Show, Sponsor, SponsorId
from producer_app.core.timebase import SECOND, Instant, iso, wall_time
from producer_app.core.timing import Projection

RULE_COLUMNS = (
    *("run", "rule", "method", "room", "output", "window_start", "window_end", "number", "title"),
    *("kind", "counted_as", "part", "segments", "take", "takes", "sponsor"),
    *("planned_start", "planned_s", "start", "end", "start_iso", "end_iso", "length_s"),
    *("unit", "counted", "total", "limit", "left", "over", "short", "segment"),
)

SPONSOR_COLUMNS = (
    *("run", "sponsor", "room", "number", "title", "kind", "counted_as", "part", "take", "takes"),
    *("planned_start", "planned_s", "start", "end", "start_iso", "end_iso"),
    *("counted_s", "total_s", "contracted_s", "owed_s", "mentions", "contracted_mentions"),
    *("places", "segment"),
)

_LONGEST_NAME = 40

_FORMULA = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet take a cell for a formula."""


@dataclass(frozen=True, slots=True)
class Aired:
    """The run that a table is about, and the show as it is planned."""

    show: Show
    run: Run

    @property
    def run_name(self) -> str:
        """``show 1``, or ``REHEARSAL 2``: nothing of that was on the air."""
        kind = self.run.kind
        name = kind.value.upper() if kind is RunKind.REHEARSAL else kind.value
        return f"{name} {self.run.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as a file."""

    name: str
    """``show-1-rule-01-pure-stage.csv``: nothing in it that a disk minds."""
    content: bytes


Row = Mapping[str, str]


def proof_tables(projection: Projection) -> Iterator[Table]:
    """A table for each rule and each sponsor of the projection's run; none without a run."""
    run = projection.run
    if run is None:
        return
    aired, which = Aired(projection.show, run), f"{run.kind}-{run.number}"
    for number, rule in enumerate(rule_proofs(projection), 1):
        name = _file_name(which, "rule", number, rule.state.rule.title)
        yield Table(name=name, content=encoded(rule_table(rule, aired)))
    for number, sponsor in enumerate(sponsor_proofs(projection), 1):
        name = _file_name(which, "sponsor", number, sponsor.state.sponsor.brand)
        yield Table(name=name, content=encoded(sponsor_table(sponsor, aired)))


def rule_table(proof: RuleProof, aired: Aired) -> str:
    """All that a rule counted: one line a take and window; what was used before the show is a line
    of its own."""
    return _table(RULE_COLUMNS, _rule_rows(proof, aired))


def sponsor_table(proof: SponsorProof, aired: Aired) -> str:
    """Every mention of a sponsor, one line a take."""
    return _table(SPONSOR_COLUMNS, _sponsor_rows(proof, aired))


def encoded(table: str) -> bytes:
    """The table as a file that spreadsheets read without asking: UTF-8 with its mark."""
    return table.encode("utf-8-sig", "replace")


def defused(text: str) -> str:
    """The text on one line and without control characters, never taken for a formula."""
    kept = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    return f"'{kept}" if kept.lstrip().startswith(_FORMULA) else kept


def seconds(length: int) -> str:
    """A length that is not negative, in seconds: ``69.750``."""
    return f"{length // SECOND}.{length % SECOND:03d}"


def _file_name(which: str, what: str, number: int, title: str) -> str:
    """Letters and digits of any language, not too many."""
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower())
    return f"{which}-{what}-{number:02d}-{plain[:_LONGEST_NAME]}".rstrip("-") + ".csv"


def _table(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _rule_rows(proof: RuleProof, aired: Aired) -> Iterator[Row]:
    rule, unit = proof.state.rule, proof.state.unit
    common = {
        "run": aired.run_name,
        "rule": defused(rule.title),
        "method": rule.method.value,
        "room": _room(aired.show, rule.room),
        "output": defused(rule.output),
        "unit": "count" if unit is Unit.COUNT else "s",
    }
    for portion in proof.portions:
        window = common | _window(portion, aired.show, unit)
        if portion.elsewhere:
            counted = {"counted": _figure(portion.elsewhere, unit)}
            yield window | {"part": "elsewhere"} | counted | _left(proof, portion, unit)
        for line in portion.counted:
            figures = {"counted": _figure(line.measure, unit), "length_s": seconds(line.length)}
            yield window | _line(line, aired) | figures | _left(proof, portion, unit, line)


def _window(portion: Portion, show: Show, unit: Unit) -> dict[str, str]:
    found = {"limit": "" if portion.limit is None else _figure(portion.limit, unit)}
    if portion.window is None:
        return found
    start, end = portion.window.start, portion.window.end
    return found | {"window_start": iso(start, show.zone), "window_end": iso(end, show.zone)}


def _left(
    proof: RuleProof, portion: Portion, unit: Unit, line: Counted | None = None
) -> dict[str, str]:
    """What was used behind the line, and what that leaves: never a sign."""
    total = portion.elsewhere if line is None else line.total
    left, is_least = portion.left(total), portion.is_least or proof.state.is_least
    found = {"total": _figure(total, unit)}
    if left is None:
        return found
    if is_least:
        return found | {"short": _figure(max(0, left), unit)}
    return found | {"left": _figure(max(0, left), unit), "over": _figure(max(0, -left), unit)}


def _line(line: Counted, aired: Aired) -> dict[str, str]:
    take, zone = line.take, aired.show.zone
    planned = take.planned_start
    return {
        "number": defused(take.number),
        "title": defused(take.title),
        "kind": take.kind.value,
        "counted_as": (take.kind if line.is_whole else take.ad_kind).value,
        "part": _part(line),
        "segments": str(line.segments),
        "take": str(line.repeat),
        "takes": str(line.repeats),
        "sponsor": _brand(aired.show, take.sponsor),
        "planned_start": "" if planned is None else _show_time(planned, aired.show),
        "planned_s": "" if line.planned is None else seconds(line.planned),
        "start": _show_time(line.start, aired.show),
        "end": _show_time(line.end, aired.show),
        "start_iso": iso(line.start, zone),
        "end_iso": iso(line.end, zone),
        "segment": defused(take.segment),
    }


def _sponsor_rows(proof: SponsorProof, aired: Aired) -> Iterator[Row]:
    sponsor = proof.state.sponsor
    for number, line in enumerate(proof.counted, 1):
        found = _line(line, aired) | {
            "run": aired.run_name,
            "sponsor": defused(sponsor.brand),
            "room": _room(aired.show, line.room),
            "counted_s": seconds(line.length),
            "total_s": seconds(line.total),
            "contracted_s": seconds(sponsor.contracted),
            "owed_s": seconds(max(0, sponsor.contracted - line.total)),
            "mentions": str(number),
            "contracted_mentions": str(sponsor.mentions),
            "places": " ".join(
                place.place.where.value for place in proof.places if line in place.counted
            ),
        }
        yield {name: found[name] for name in SPONSOR_COLUMNS}


def _part(line: Counted) -> str:
    if line.segments > 1:
        return "break"
    return "whole" if line.is_whole else "inside"


def _figure(value: int, unit: Unit) -> str:
    return str(value) if unit is Unit.COUNT else seconds(value)


def _show_time(at: Instant, show: Show) -> str:
    return str(wall_time(at, show.date, show.zone))


def _room(show: Show, key: str) -> str:
    room = show.by_id.get(key)
    return defused(room.name if isinstance(room, Room) else key)


def _brand(show: Show, key: SponsorId | None) -> str:
    sponsor = None if key is None else show.by_id.get(key)
    return defused(sponsor.brand) if isinstance(sponsor, Sponsor) else ""
