"""The hashed lists hold what the project asks for, on every system, and name no registry."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "requirements.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["setup"],
    ],
    "requirements-dev.txt": [
        *PROJECT["project"]["dependencies"],
        *(line for line in PROJECT["dependency-groups"]["dev"] if isinstance(line, str)),
    ],
}
SYSTEMS = [
    (system, version)
    for system in ("linux", "darwin", "win32")
    for version in ("3.11", "3.12", "3.13")
]


def pinned(name: str, system: str, version: str) -> dict[str, str]:
    """The version that the list pins for each package on that system and Python."""
    where = {"sys_platform": system, "python_version": version}
    where["python_full_version"] = f"{version}.7"
    lines = re.findall(r"^(\S+==[^\\\n]+?) *\\?$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    wanted = [Requirement(line) for line in lines]
    return {
        one.name.lower(): str(one.specifier).removeprefix("==")
        for one in wanted
        if one.marker is None or one.marker.evaluate(where)
    }


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(("system", "version"), SYSTEMS)
def test_what_the_project_asks_for_is_in_the_list(name: str, system: str, version: str) -> None:
    pins = pinned(name, system, version)
    where = {"sys_platform": system, "python_version": version}
    for asked in map(Requirement, ASKED[name]):
        if asked.marker is None or asked.marker.evaluate(where):
            assert pins[asked.name.lower()] in asked.specifier


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_python_3_11_never_gets_the_qt_that_aborts_on_it(name: str, system: str) -> None:
    pins = pinned(name, system, "3.11")
    assert pins["pyside6-essentials"].startswith("6.11.")
    assert pins["shiboken6"].startswith("6.11.")


@pytest.mark.parametrize(("system", "version"), SYSTEMS)
def test_both_lists_agree(system: str, version: str) -> None:
    dev = pinned("requirements-dev.txt", system, version)
    assert pinned("requirements.txt", system, version).items() <= dev.items()


@pytest.mark.parametrize("name", ASKED)
def test_every_package_has_a_hash(name: str) -> None:
    entries = (ROOT / name).read_text("utf-8").split("\n\n")[-1]
    for entry in re.split(r"\n(?=\S)", entries):
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", ASKED)
def test_nothing_is_taken_but_one_version_of_each_from_the_index(name: str) -> None:
    for line in (ROOT / name).read_text("utf-8").splitlines():
        is_pin = re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^*<>=!~@ ]+( ;.*)? \\$", line)
        assert is_pin or re.match(r"( +--hash=sha256:[0-9a-f]{64}( \\)?|#.*|)$", line), line


def test_what_is_installed_here_is_what_is_pinned() -> None:
    pins = pinned("requirements.txt", sys.platform, "{}.{}".format(*sys.version_info[:2]))
    installed = {one.name.lower(): one.version for one in distributions()}
    assert {name: installed[name] for name in pins if name in installed} == {
        name: version for name, version in pins.items() if name in installed
    }
    assert {"aiohttp", "msgspec", "cryptography", "aiomqtt"} <= pins.keys() & installed.keys()
