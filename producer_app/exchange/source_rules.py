"""Ad rules out of readable tables: those of a show's sources, of presets, of a file of rules."""

from __future__ import annotations

from dataclasses import replace

from producer_app.core.ad_presets import Status
from producer_app.core.entry import WEEK
from producer_app.core.show import (
    ADVERTISING,
    AdRule,
    AdRuleId,
    Kind,
    Method,
    RoomId,
    Signpost,
)
from producer_app.core.timebase import Millis
from producer_app.exchange.cells import read_length
from producer_app.exchange.record import Record

RULE_COLUMNS = (
    *("title", "title_alt", "output", "method", "limit", "limit_permille", "limit_count"),
    *("hour_max", "carries", "lengths", "window_from", "window_to", "window_length", "airtime"),
    *("used_elsewhere", "count_elsewhere", "counts", "against", "signpost", "preset", "status"),
    *("note", "note_alt", "source", "as_of"),
)
"""The columns of a rule wherever one stands."""


def ad_rule(record: Record, key: AdRuleId, room: RoomId) -> AdRule:
    """The rule under that id in that room; it counts all that is advertising where the record
    does not say otherwise. Its title may be empty."""
    rule = AdRule(
        id=key,
        title=record.text("title"),
        title_alt=record.text("title_alt"),
        room=room,
        output=record.text("output"),
        method=record.choice("method", Method.SHOW_RATIO),
        limit=record.length("limit", WEEK),
        limit_permille=record.whole("limit_permille"),
        limit_count=record.whole("limit_count"),
        hour_max=record.length("hour_max"),
        carries=record.flag("carries"),
        lengths=_lengths(record),
        airtime=record.length("airtime", WEEK),
        used_elsewhere=record.length("used_elsewhere", WEEK) or Millis(0),
        count_elsewhere=record.whole("count_elsewhere") or 0,
        counts=_counted(record),
        against=frozenset(record.choices("against", Kind)),
        signpost=record.choice("signpost", Signpost.NOT_NEEDED),
    )
    return _with_window(record, _with_origin(record, rule))


def _with_window(record: Record, rule: AdRule) -> AdRule:
    return replace(
        rule,
        window_from=record.wall("window_from"),
        window_to=record.wall("window_to"),
        window_length=record.length("window_length"),
    )


def _with_origin(record: Record, rule: AdRule) -> AdRule:
    said = record.text("status")
    return replace(
        rule,
        preset=record.text("preset"),
        status=str(record.choice("status", Status.UNVERIFIED)) if said else "",
        note=record.text("note"),
        note_alt=record.text("note_alt"),
        source=record.text("source"),
        as_of=record.text("as_of"),
    )


def _counted(record: Record) -> frozenset[Kind]:
    kinds = record.choices("counts", Kind)
    return frozenset(kinds) if "counts" in record.cells else ADVERTISING


def _lengths(record: Record) -> tuple[tuple[Millis, Millis], ...]:
    """The table by programme length: pairs, each longer than the one before."""
    place = record.place("lengths")
    found = [read_length(word, place) for word in record.words("lengths")]
    pairs = tuple(zip(found[::2], found[1::2], strict=False))
    steps = [up_to for up_to, _ in pairs]
    if len(found) % 2 or len(set(steps)) < len(steps) or steps != sorted(steps):
        raise place.fault(
            "source.lengths",
            "write pairs of a programme's length and its limit, the shortest programme first.",
        )
    return pairs
