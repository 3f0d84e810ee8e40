"""The terms that are flagged and the caps on prizes: the console's own tables, and a house's file.

A house keeps its own list in ``wording.toml`` in the state folder: it adds terms, removes some,
says what is fine everywhere, and sets caps on prizes. Strict: what is not understood is refused
with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from producer_app.core.checks import Standards
from producer_app.core.errors import BadInput, EnvironmentFault, reason_of
from producer_app.core.records import PrizeCap
from producer_app.core.wording import Lexicon, Reason, Term, plain
from producer_app.exchange.record import Record
from producer_app.exchange.source_files import read_toml
from producer_app.paths import resources, state_dir

OWN = "wording.toml"
"""The name of a house's own file in the state folder."""

_TABLES = {
    "reasons": ("id", "text", "text_alt", "source", "source_alt", "as_of"),
    "terms": ("term", "reason", "forms", "fine", "source", "as_of"),
    "removed": ("term",),
    "fine": ("phrase",),
    "prize_caps": ("currency", "most", "source", "as_of"),
}

_Reasons = Mapping[str, Reason]


def own_path() -> Path:
    """Where a house's own list is, or would be."""
    return state_dir() / OWN


@lru_cache(maxsize=1)
def console_standards() -> Standards:
    """What comes with the console; BadInput where one of its own tables is damaged."""
    folder = resources() / "wording"
    found, reasons = Standards(), _NO_REASONS
    for name in ("reasons.toml", "zh.toml", "en.toml", "records.toml"):
        found, reasons = _with(found, reasons, folder / name)
    return found


def read_standards(path: Path | None = None) -> Standards:
    """The console's own standards with those of the house's file put over them, where there is
    one; BadInput, naming file, line and column, for what is wrong in it."""
    path = own_path() if path is None else path
    if not path.is_file():
        return console_standards()
    folder = resources() / "wording"
    _, reasons = _with(Standards(), _NO_REASONS, folder / "reasons.toml")
    return _with(console_standards(), reasons, path)[0]


class HouseStandards:
    """The standards of this machine: the console's with the house's own file, read again whenever
    that has changed. ``fault`` says what is wrong with the file, if anything is; then the
    console's own hold."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = own_path() if path is None else path
        self.fault: BadInput | EnvironmentFault | None = None
        self._seen: tuple[int, int] | None = None
        self._found: Standards | None = None

    def now(self) -> Standards:
        """What holds now."""
        seen = self._state()
        if self._found is None or seen != self._seen:
            self._seen, self._found = seen, self._read()
        return self._found

    def start(self) -> Path:
        """The house's file, made from a template where there is none; EnvironmentFault when it
        cannot be written."""
        if not self.path.exists():
            template = (resources() / "wording" / "own.toml").read_text(encoding="utf-8")
            try:
                self.path.write_text(template, encoding="utf-8")
            except OSError as fault:
                raise EnvironmentFault(
                    "wording.not_written",
                    "{path} cannot be written ({reason}); make its folder writable.",
                    path=self.path,
                    reason=reason_of(fault),
                ) from fault
        return self.path

    def _state(self) -> tuple[int, int] | None:
        try:
            about = self.path.stat()
        except OSError:
            return None
        return about.st_mtime_ns, about.st_size

    def _read(self) -> Standards:
        self.fault = None
        try:
            return read_standards(self.path)
        except (BadInput, EnvironmentFault) as fault:
            self.fault = fault
            return console_standards()


_NO_REASONS: _Reasons = MappingProxyType({})


def _with(known: Standards, reasons: _Reasons, path: Path) -> tuple[Standards, _Reasons]:
    """The standards with those of a file put over them, and the reasons that it may name."""
    tables = read_toml(path, _TABLES)
    own = {record.needed("id"): _reason(record) for record in tables["reasons"]}
    reasons = MappingProxyType({**reasons, **own})
    terms = {plain(term.text): term for term in known.lexicon.terms}
    for record in tables["removed"]:
        _remove(terms, record)
    for record in tables["terms"]:
        term = _term(record, reasons)
        terms[plain(term.text)] = term
    fine = (*known.lexicon.fine, *(record.needed("phrase") for record in tables["fine"]))
    caps = {**known.prize_caps, **_caps(tables["prize_caps"])}
    found = Standards(lexicon=Lexicon(terms.values(), fine), prize_caps=MappingProxyType(caps))
    return found, reasons


def _remove(terms: dict[str, Term], record: Record) -> None:
    key = plain(record.needed("term"))
    if key not in terms:
        raise record.place("term").fault(
            "wording.unknown_term",
            "there is no term “{term}” to remove; write it as the list has it.",
            term=record.text("term"),
        )
    del terms[key]


def _reason(record: Record) -> Reason:
    return Reason(
        text=_sentence(record.needed("text")),
        text_alt=_sentence(record.text("text_alt")),
        source=record.text("source"),
        source_alt=record.text("source_alt"),
        as_of=record.text("as_of"),
    )


def _term(record: Record, reasons: _Reasons) -> Term:
    """The term; its reason is one that is named, or a text of its own."""
    said = record.needed("reason")
    reason = reasons.get(said)
    if reason is None:
        source, as_of = record.text("source"), record.text("as_of")
        reason = Reason(text=_sentence(said), source=source, as_of=as_of)
    return Term(
        text=record.needed("term"),
        reason=reason,
        forms=record.phrases("forms"),
        fine=record.phrases("fine"),
    )


def _caps(records: Iterable[Record]) -> dict[str, PrizeCap]:
    found: dict[str, PrizeCap] = {}
    for record in records:
        record.needed("most")
        currency = record.needed("currency").upper()
        found[currency] = PrizeCap(
            currency=currency,
            most=record.money("most") or 0,
            source=record.text("source"),
            as_of=record.text("as_of"),
        )
    return found


def _sentence(text: str) -> str:
    """Without the full stop, which the sentence around it has."""
    return text.rstrip(".。")
