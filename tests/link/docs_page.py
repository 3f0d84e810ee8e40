"""The page about other tools, as its tests read it: each code block by the name on its fence."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "other-tools.md"

_BLOCK = re.compile(r"^```([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def blocks(name: str, page: Path = PAGE) -> list[str]:
    """Every block of that name, in the order of the page; there is at least one."""
    found = [body for fence, body in _BLOCK.findall(page.read_text("utf-8")) if fence == name]
    assert found, f"no block {name} in {page.name}"
    return found


def fields(block: str) -> dict[str, str]:
    """``Label: value`` lines as somebody fills them in."""
    pairs = (line.split(": ", 1) for line in block.splitlines() if line.strip())
    return {label.strip(): value.strip() for label, value in pairs}


def lines(name: str) -> list[str]:
    """The lines of every block of that name."""
    return [line for block in blocks(name) for line in block.splitlines() if line.strip()]
