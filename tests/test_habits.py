"""Habits that no linter knows: dialogs and coroutines, translations, and what stays unnamed."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "producer_app").rglob("*.py"))
REGISTRY_HOSTS = tuple(
    ".".join(parts).encode()
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("conda", "anaconda", "org"),
    )
)


def dialogs_run_in_coroutines(tree: ast.AST) -> Iterator[int]:
    """The lines where a coroutine calls `.exec()`; under qasync that kills other tasks for ever."""
    for coroutine in ast.walk(tree):
        if isinstance(coroutine, ast.AsyncFunctionDef):
            yield from (call.lineno for call in calls_of(coroutine, {"exec", "exec_"}))


def translations_of_built_strings(tree: ast.AST) -> Iterator[int]:
    """The lines that translate an f-string, which is extracted literally and never matches."""
    for call in calls_of(tree, {"tr", "translate"}):
        if any(isinstance(argument, ast.JoinedStr) for argument in call.args):
            yield call.lineno


def calls_of(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """Every call of a function or method of one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def found_in_sources(look: Callable[[ast.AST], Iterator[int]]) -> list[str]:
    """Every place in the program that the look finds, as file:line."""
    return [
        f"{file.relative_to(ROOT)}:{line}"
        for file in SOURCES
        for line in look(ast.parse(file.read_text(encoding="utf-8")))
    ]


def test_no_coroutine_runs_a_dialog_with_exec() -> None:
    assert found_in_sources(dialogs_run_in_coroutines) == []


def test_no_translation_of_a_string_built_on_the_spot() -> None:
    assert found_in_sources(translations_of_built_strings) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("async def ask(self):\n    box.exec()", [2]),
        ("async def ask(self):\n    def later():\n        QMessageBox(self).exec()", [3]),
        ("def ask(self):\n    box.exec()", []),
        ("async def ask(self):\n    box.open()", []),
    ],
)
def test_the_look_for_dialogs_finds_them(source: str, lines: list[int]) -> None:
    assert list(dialogs_run_in_coroutines(ast.parse(source))) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [("self.tr(f'{n} late')", [1]), ("tr(f'{n} late')", [1]), ("self.tr('late')", [])],
)
def test_the_look_for_translations_finds_them(source: str, lines: list[int]) -> None:
    assert list(translations_of_built_strings(ast.parse(source))) == lines


def test_no_committed_file_names_the_host_of_a_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert files
    naming = [
        f"{file.relative_to(ROOT)}: {host.decode()}"
        for file in files
        if file.is_file()
        for host in REGISTRY_HOSTS
        if host in file.read_bytes().lower()
    ]
    assert naming == []
