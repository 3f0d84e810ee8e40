"""What every test shares: programs it may need, a state folder of its own, and the last lines."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for scaling in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI"):
    os.environ.pop(scaling, None)  # pixels are counted as they are on any screen

from bootstrap.checks import FAILED_CHECKS
from bootstrap.programs import PROGRAMS, how_to_get, program_path
from producer_app.core.recovery import solver
from producer_app.session import writer

NEEDS = "needs"

MANY, SOME = 5_000, 10

PATIENT = 30.0
"""Seconds that a live call waits for the disk in a test, unless the test is about a slow one; and
that a test waits for its window."""

for waits in (
    *(QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals),
    *(QtBot.waitExposed, QtBot.waitActive, QtBot.waitCallback),
):
    waits.__kwdefaults__["timeout"] = int(PATIENT * 1_000)

hypothesis.settings.register_profile(
    "project", deadline=None, print_blob=True, derandomize=os.environ.get("CI", "") == "true"
)
hypothesis.settings.load_profile("project")


gc.disable()
"""Collected between tests, in the thread that Qt's objects live in: a thread of a test's own might
destroy them otherwise, and Qt ends the process for that."""


@pytest.fixture(autouse=True)
def garbage_stays_in_this_thread() -> Iterator[None]:
    yield
    gc.disable()
    fresh, middle, old = gc.get_count()
    if fresh > MANY:
        gc.collect(2 if old > SOME else 1 if middle > SOME else 0)


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what a person's console keeps."""
    monkeypatch.setenv("PRODUCER_CONSOLE_STATE", str(tmp_path / "console-state"))


@pytest.fixture(autouse=True)
def the_disk_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is busy with something else is no reason for a test to fail."""
    monkeypatch.setattr(writer, "PATIENCE", PATIENT)


@pytest.fixture(autouse=True)
def the_solver_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answer is the same however little of the processor a busy machine leaves it."""
    monkeypatch.setattr(solver, "SECONDS", PATIENT)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test marked `needs("chromium", ...)` where one of its programs is missing."""
    needed = [name for marker in item.iter_markers(NEEDS) for name in marker.args]
    for name in needed:
        if name not in PROGRAMS:
            pytest.fail(f"needs({name!r}): not one of {', '.join(PROGRAMS)}", pytrace=False)
    missing = [name for name in needed if program_path(name) is None]
    if missing:
        item.user_properties += [(NEEDS, name) for name in missing]
        pytest.skip(f"not on this machine: {', '.join(missing)}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Where CI is true, a test that could not run is a test that did not pass."""
    if missing_programs(session.config) and in_ci() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """The last lines: which tests could not run and how to get what they need, what else failed."""
    yield
    missing = missing_programs(terminalreporter.config)
    failed_checks = os.environ.get(FAILED_CHECKS, "").split()
    if not missing and not failed_checks:
        return
    terminalreporter.section("What else to know", sep="=")
    for name, tests in sorted(missing.items()):
        count = f"{tests} test{'s' if tests != 1 else ''}"
        terminalreporter.line(f"{count} skipped for want of {name}. To get it: {how_to_get(name)}")
    if missing and in_ci():
        terminalreporter.line("CI is true, so these skips fail the run.", red=True)
    for name in failed_checks:
        terminalreporter.line(f"The check {name} failed before the tests; see above.", red=True)


def missing_programs(config: pytest.Config) -> dict[str, int]:
    """How many tests were skipped for want of each program."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    missing: dict[str, int] = {}
    for report in reporter.stats.get("skipped", []) if reporter else []:
        for key, name in report.user_properties:
            if key == NEEDS:
                missing[name] = missing.get(name, 0) + 1
    return missing


def in_ci() -> bool:
    """True where the environment says CI=true."""
    return os.environ.get("CI", "").lower() == "true"
