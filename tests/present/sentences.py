"""Every sentence, with its code, that the source can say when something goes wrong, read off it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[2] / "producer_app"

_MADE_BY = frozenset(
    {"Refused", "NeedsConfirmation", "BadInput", "EnvironmentFault", "ProducerError", "Phrase"}
)
_TABLES = frozenset({"_Fault"})
"""Rows of a table of faults; their values are given where the row is used."""


class Sentence(NamedTuple):
    """``values`` are the names of the values given with it, None where that is seen elsewhere."""

    where: str
    code: str
    text: str
    values: frozenset[str] | None


class Hidden(NamedTuple):
    """A place that makes an error or phrase whose code is not written there."""

    file: str
    code: str


def sentences() -> tuple[tuple[Sentence, ...], frozenset[Hidden]]:
    """What is written in the source, and the places where a code is put together instead."""
    found: list[Sentence] = []
    hidden: set[Hidden] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for said in _in_file(tree, path.relative_to(SOURCE).as_posix()):
            if isinstance(said, Sentence):
                found.append(said)
            else:
                hidden.add(said)
    return tuple(found), frozenset(hidden)


def blanks(text: str) -> frozenset[str]:
    """The names of the values that a text asks for."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _in_file(tree: ast.Module, file: str) -> Iterator[Sentence | Hidden]:
    names = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (maker := _maker(node)) is not None:
            yield _made(node, maker, file, names)
        elif isinstance(node, ast.Dict) and file.endswith("faults.py"):
            for key, row in zip(node.keys, node.values, strict=True):
                code = None if key is None else _text(key, names)
                if code is not None and isinstance(row, ast.Tuple):
                    text = _text(row.elts[1], names)
                    assert text is not None, f"{file}: {code}"
                    yield Sentence(f"{file}:{row.lineno}", code, text, None)


def _maker(call: ast.Call) -> str | None:
    """What makes the error: a class, a row of a table, or the fault of a place in a file."""
    match call.func:
        case ast.Name(id=name) if name in _MADE_BY | _TABLES:
            return name
        case ast.Attribute(attr="fault"):
            return "fault"
    return None


def _made(call: ast.Call, maker: str, file: str, names: dict[str, str]) -> Sentence | Hidden:
    code = _text(call.args[0], names)
    text = _text(call.args[1], names) if code is not None else None
    if code is None or text is None:
        return Hidden(file, ast.unparse(call.args[0]))
    values = frozenset(word.arg for word in call.keywords if word.arg)
    if maker == "fault":
        text, values = "{place}: " + text, values | {"place"}
    where = f"{file}:{call.lineno}"
    return Sentence(where, code, text, None if maker in _TABLES else values)


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that have a name in the module."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            text = _text(node.value, found)
            if text is not None:
                found[node.targets[0].id] = text
    return found


def _text(node: ast.expr, names: dict[str, str]) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return names.get(name)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            first, second = _text(left, names), _text(right, names)
            return None if first is None or second is None else first + second
    return None
