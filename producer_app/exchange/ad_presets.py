"""The presets for ad rules that come with the console, out of their readable table.

Strict: a column or value that is not understood is refused with its place, never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from producer_app.core.ad_presets import NOWHERE, Preset, Status
from producer_app.core.budget import is_complete
from producer_app.core.show import AdRule, AdRuleId
from producer_app.exchange.record import Record
from producer_app.exchange.source_files import read_toml
from producer_app.exchange.source_rules import RULE_COLUMNS, ad_rule
from producer_app.paths import resources

_COLUMNS = {
    "presets": ("id", "title", "title_alt", "source", "as_of", "status", "note", "note_alt"),
    "rules": RULE_COLUMNS,
}


@lru_cache(maxsize=1)
def presets() -> tuple[Preset, ...]:
    """Every preset, in order; BadInput where the console's own table is damaged."""
    return read_presets(resources() / "presets" / "ad_rules.toml")


def read_presets(path: Path) -> tuple[Preset, ...]:
    """The presets of a table; BadInput, naming file, line and column, for what is wrong in it."""
    tables = read_toml(path, _COLUMNS)
    found: dict[str, Preset] = {}
    for record in tables["presets"]:
        preset = _preset(record)
        if preset.id in found:
            raise record.place("id").fault(
                "preset.twice", "there is a preset “{id}” already; name this one.", id=preset.id
            )
        found[preset.id] = preset
    for record in tables["rules"]:
        key = record.needed_reference("preset", tuple(found))
        found[key] = _with_rule(found[key], record)
    _refuse_bare(tables["presets"], found.values())
    return tuple(found.values())


def _preset(record: Record) -> Preset:
    return Preset(
        id=record.needed("id"),
        title=record.needed("title"),
        title_alt=record.needed("title_alt"),
        source=record.needed("source"),
        as_of=record.needed("as_of"),
        status=record.choice("status", Status.UNVERIFIED),
        note=record.needed("note"),
        note_alt=record.needed("note_alt"),
        rules=(),
    )


def _with_rule(preset: Preset, record: Record) -> Preset:
    record.needed("method")
    record.needed("counts")
    rule = ad_rule(record, AdRuleId(f"{preset.id}-{len(preset.rules) + 1}"), NOWHERE)
    if not is_complete(rule):
        raise record.place("method").fault(
            "preset.incomplete", "this rule lacks a number that its method needs."
        )
    return replace(preset, rules=(*preset.rules, _named(rule, preset)))


def _named(rule: AdRule, preset: Preset) -> AdRule:
    """The rule with its preset's names and origin where it has none of its own."""
    return replace(
        rule,
        title=rule.title or preset.title,
        title_alt=rule.title_alt or preset.title_alt,
        status=rule.status or str(preset.status),
        note=rule.note or preset.note,
        note_alt=rule.note_alt or preset.note_alt,
        source=rule.source or preset.source,
        as_of=rule.as_of or preset.as_of,
    )


def _refuse_bare(records: Sequence[Record], found: Iterable[Preset]) -> None:
    """A preset has rules unless it says that there is none, and none then."""
    for record, preset in zip(records, found, strict=True):
        if bool(preset.rules) is (preset.status is Status.NO_RULE):
            raise record.place("status").fault(
                "preset.rules", "a preset has rules, or the status no_rule and none."
            )
