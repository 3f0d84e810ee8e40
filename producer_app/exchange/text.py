"""The text of a file from outside, whatever wrote it; refuses what is too big or is no text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from producer_app.core.errors import EnvironmentFault, reason_of
from producer_app.exchange.place import Place

MAX_BYTES = 20_000_000

_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def read_text(path: Path) -> str:
    """The file's text, decoded as UTF-8, UTF-16 with its mark, or GB 18030.

    BadInput when it is missing, empty, longer than 20 MB or no text; EnvironmentFault when this
    computer will not read it.
    """
    place = Place(path.name)
    data = _read(path, place)
    if not data.strip(b" \t\r\n\x00" + codecs.BOM_UTF8):
        raise place.fault("file.empty", "the file is empty; export it again.")
    text = _decode(data)
    if text is None or _NO_TEXT.search(text):
        raise place.fault(
            "file.not_text",
            "this is not a text file; save it as CSV (UTF-8) in the program that made it, and take "
            "that file.",
        )
    return text


def _read(path: Path, place: Place) -> bytes:
    if not path.exists():
        raise place.fault("file.missing", "there is no such file; check the name and the folder.")
    if not path.is_file():
        raise place.fault("file.not_a_file", "this is not a file; give the name of a CSV file.")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        raise EnvironmentFault(
            "file.unreadable",
            "{file} cannot be read ({reason}); check that you may open it.",
            file=path.name,
            reason=reason_of(fault),
        ) from fault
    if len(data) > MAX_BYTES:
        raise place.fault(
            "file.too_big",
            "the file is larger than {limit} MB; take out what is not the running order.",
            limit=MAX_BYTES // 1_000_000,
        )
    return data


def _decode(data: bytes) -> str | None:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
