"""Panels of the window do not know one another, and modules are named after features."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "producer_app"
PANELS = sorted(file.parent.name for file in (PACKAGE / "ui").glob("*/__init__.py"))
NO_FEATURES = {"utils", "misc", "helpers", "common"}


def imported_by(file: Path) -> set[str]:
    """Every module that the file imports, with `from a import b` counted as a and as a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_knows_no_other_panel(panel: str) -> None:
    others = {f"producer_app.ui.{other}" for other in PANELS if other != panel}
    for file in (PACKAGE / "ui" / panel).rglob("*.py"):
        assert not imported_by(file) & others, file.name


def test_no_modules_of_the_window_import_one_another_in_a_circle() -> None:
    """Not for their types alone either."""
    files = {_module(file): file for file in (PACKAGE / "ui").rglob("*.py")}
    known = {module: imported_by(file) & files.keys() for module, file in files.items()}
    TopologicalSorter(known).prepare()


def _module(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_is_named_after_nothing() -> None:
    assert not {file.name for file in PACKAGE.rglob("*.py") if file.stem in NO_FEATURES}
