"""The as-run log: events as rows and rows as events, appended and never changed."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from sqlite_utils import Database

from producer_app.core.errors import BadInput, Phrase
from producer_app.core.run import Event, RunEnded, RunId, RunKind, RunStarted
from producer_app.core.timebase import Instant
from producer_app.store.digest import Digests
from producer_app.store.faults import damaged, reason_of
from producer_app.store.records import keep, readable, rows_of

_DECODERS: Mapping[str, msgspec.json.Decoder[Event]] = MappingProxyType(
    {kind.__name__: msgspec.json.Decoder(kind) for kind in typing.get_args(Event)}
)

_NAMED = msgspec.json.Decoder(dict[str, msgspec.Raw])


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A rehearsal or the show as the file lists it. ``ended`` is None while it goes on."""

    id: RunId
    kind: RunKind
    number: int
    epoch: int
    started: Instant
    ended: Instant | None = None


def event_to_json(event: Event) -> str:
    """The event on one line, with its name, for wherever it has to wait for the file."""
    event, body = _storable(event)
    return f'{{"{type(event).__name__}":{body}}}'


def event_from_json(text: str) -> Event:
    """The event of such a line; BadInput where it is none."""
    try:
        ((kind, body),) = _NAMED.decode(text).items()
        return _DECODERS[kind].decode(body)
    except (ValueError, KeyError) as fault:
        raise BadInput("store.event", "“{text}” is no event of a run.", text=text[:80]) from fault


def newest_seq(db: Database) -> int:
    """The number of the last event in the file; 0 where there is none."""
    (seq,) = db.conn.execute("SELECT coalesce(max(seq), 0) FROM asrun").fetchone()
    return int(seq)


def append_events(
    db: Database,
    digests: Digests,
    run: RunId,
    events: Sequence[Event],
    *,
    known_seq: int,
    zone: str,
) -> None:
    """Appends the events within the transaction that is open, and counts them.

    ``known_seq`` is the last event that was said to be saved. What stands behind it was saved by
    a transaction that seemed to fail: those events, coming again, are not logged twice.
    """
    storable = [_storable(event) for event in events]
    saved = db.conn.execute(
        "SELECT run, kind, body FROM asrun WHERE seq > ? ORDER BY seq", (known_seq,)
    ).fetchall()
    coming = [(run, type(event).__name__, body) for event, body in storable]
    again = len(saved) if coming[: len(saved)] == saved else 0
    seq = known_seq + len(saved)
    for event, body in storable[again:]:
        seq += 1
        keep(db, digests, "asrun", _asrun_record(seq, run, event, body, zone))
        if isinstance(event, RunStarted | RunEnded):
            _keep_run(db, digests, run, event, zone)


def read_events(db: Database, path: Path, run: RunId) -> tuple[Event, ...]:
    """The events of a run in their order; BadInput where one cannot be read."""
    found = db.conn.execute("SELECT seq, kind, body FROM asrun WHERE run = ? ORDER BY seq", (run,))
    return tuple(_event(path, *row) for row in found)


def read_runs(db: Database, path: Path) -> tuple[RunRecord, ...]:
    """The runs in the order in which they started; BadInput where one cannot be read."""
    try:
        return tuple(_run_record(row) for row in rows_of(db, "run", "epoch"))
    except ValueError as fault:
        raise damaged(
            path, Phrase("store.in_run", "run: {reason}", reason=reason_of(fault))
        ) from fault


def _event(path: Path, seq: int, kind: str, body: str) -> Event:
    decoder = _DECODERS.get(kind)
    if decoder is None:
        raise damaged(
            path, Phrase("store.no_event", "as-run {seq}: there is no “{kind}”", seq=seq, kind=kind)
        )
    try:
        return decoder.decode(body)
    except msgspec.MsgspecError as fault:
        what = Phrase("store.in_log", "as-run {seq}: {reason}", seq=seq, reason=reason_of(fault))
        raise damaged(path, what) from fault


def _storable(event: Event) -> tuple[Event, str]:
    """The event and its JSON. What happened is never refused: half a character becomes "?"."""
    try:
        return event, msgspec.json.encode(event).decode()
    except UnicodeEncodeError:
        whole: dict[str, Any] = {
            place.name: text.encode("utf-8", "replace").decode()
            for place in fields(event)
            if type(text := getattr(event, place.name)) is str
        }
        event = replace(event, **whole)
        return event, msgspec.json.encode(event).decode()


def _asrun_record(
    seq: int, run: RunId, event: Event, body: str, zone: str
) -> dict[str, str | int | float | None]:
    return {
        "seq": seq,
        "run": run,
        "at_ms": event.at,
        "at": readable(event.at, zone),
        "kind": type(event).__name__,
        "room": getattr(event, "room", None),
        "segment": getattr(event, "segment", None),
        "handoff": getattr(event, "handoff", None),
        "body": body,
    }


def _keep_run(
    db: Database, digests: Digests, run: RunId, event: RunStarted | RunEnded, zone: str
) -> None:
    if isinstance(event, RunStarted):
        started: dict[str, str | int | float | None] = {
            "id": run,
            "kind": event.kind.value,
            "number": event.number,
            "epoch": event.epoch,
            "started_ms": event.at,
            "started": readable(event.at, zone),
            "ended_ms": None,
            "ended": None,
        }
        keep(db, digests, "run", started)
        return
    for record in db.table("run").rows_where("id = ?", [run]):
        record |= {"ended_ms": event.at, "ended": readable(event.at, zone)}
        keep(db, digests, "run", record)


def _run_record(row: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        id=RunId(row["id"]),
        kind=RunKind(row["kind"]),
        number=row["number"],
        epoch=row["epoch"],
        started=Instant(row["started_ms"]),
        ended=None if row["ended_ms"] is None else Instant(row["ended_ms"]),
    )
