"""Ad rules on their way between shows: in a file of their own, or in another show's file."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from producer_app.core.ad_presets import NOWHERE, Shared, shared_of
from producer_app.core.errors import EnvironmentFault, reason_of
from producer_app.core.show import AdRule, AdRuleId, Kind, RoomRole
from producer_app.core.timebase import Millis, WallTime
from producer_app.exchange.place import Place
from producer_app.exchange.record import Record
from producer_app.exchange.source_files import read_toml
from producer_app.exchange.source_rules import RULE_COLUMNS, ad_rule
from producer_app.present.segment_entry import entry_of
from producer_app.session.opening import open_file

SUFFIX = ".rules.toml"

_HEADER = "# Ad rules of a show, for another one to take over; every value can be changed here."
_COLUMNS = {"rules": ("room", "role", *RULE_COLUMNS)}
_SHOW = ".show"
_LENGTHS = frozenset(
    {"limit", "hour_max", "window_length", "airtime", "used_elsewhere"} & set(RULE_COLUMNS)
)


def read_shared(path: Path) -> tuple[Shared, ...]:
    """The rules in a file of rules, or in a show file, which is looked at and never changed.

    BadInput, with its place, where the file is neither or holds what is not understood.
    """
    if path.suffix.casefold() == _SHOW:
        with open_file(path, read_only=True) as file:
            return shared_of(file.read())
    records = read_toml(path, _COLUMNS)["rules"]
    found = tuple(_shared(record, number) for number, record in enumerate(records))
    if not found:
        raise Place(path.name).fault(
            "rules.none", "there are no ad rules in it; take another file."
        )
    return found


def write_shared(path: Path, rules: Iterable[Shared]) -> None:
    """Write these rules to a file of their own, replacing one that is there.

    EnvironmentFault where that cannot be, or the name belongs to a file that is something else;
    what was there is then untouched.
    """
    if path.exists() and not _is_of_rules(path):
        raise EnvironmentFault(
            "rules.something_else",
            "{file} is there already and holds no ad rules: it would be lost. Choose another name.",
            file=path.name,
        )
    text = "\n".join((_HEADER, *(line for one in rules for line in _lines(one)), ""))
    try:
        _replace(path, text)
    except OSError as fault:
        raise EnvironmentFault(
            "rules.not_written",
            "{file} cannot be written ({reason}); choose another folder.",
            file=path.name,
            reason=reason_of(fault),
        ) from fault


def _shared(record: Record, number: int) -> Shared:
    record.needed("title")
    rule = ad_rule(record, AdRuleId(f"rule-{number}"), NOWHERE)
    role = record.choice("role", RoomRole.STAGE)
    return Shared(rule=rule, room=record.text("room"), role=role)


def _lines(shared: Shared) -> Iterator[str]:
    yield ""
    yield "[[rules]]"
    yield f"room = {_quoted(shared.room)}"
    yield f"role = {_quoted(shared.role)}"
    for column in RULE_COLUMNS:
        value = _value(shared.rule, column)
        if value is not None:
            yield f"{column} = {value}"


def _value(rule: AdRule, column: str) -> str | None:
    """The column as TOML; None where it stands at nothing."""
    value = getattr(rule, column)
    if column == "counts":
        return _list(kind for kind in Kind if kind in value)
    if value is None or (value in ("", 0, (), frozenset()) and column not in _MAY_BE_NOTHING):
        return None
    match value:
        case bool():
            return "true"
        case frozenset():
            return _list(kind for kind in Kind if kind in value)
        case tuple():
            pairs = (_list(map(entry_of, pair)) for pair in value)
            return f"[{', '.join(pairs)}]"
        case int():
            return _quoted(entry_of(Millis(value))) if column in _LENGTHS else str(value)
        case WallTime():
            return _quoted(str(value))
    return _quoted(str(value))


_MAY_BE_NOTHING = frozenset({"limit", "limit_permille", "limit_count", "hour_max"})
"""Numbers that mean none at all when they are nothing, and not that nobody gave them."""


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007F")


def _is_of_rules(path: Path) -> bool:
    begins = (_HEADER + "\n").encode()
    try:
        with path.open("rb") as file:
            return file.read(len(begins)) == begins
    except OSError:
        return False


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
