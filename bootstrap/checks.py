"""Every check of the project in order, pytest last, so that its closing line closes the run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

FAILED_CHECKS = "PRODUCER_CONSOLE_FAILED_CHECKS"

# Where a worker dies, the run ends: xdist would wait for ever for a test that died with it.
WORKERS = ["-n", "2", "--dist", "loadgroup", "--max-worker-restart", "0"]

# Each with a reason and how much of it, in docs/decisions/a-second-look.md.
SECOND_LOOK = ["--reruns", "1", "--reruns-delay", "1", "--max-suite-reruns", "2"]
SECOND_LOOK += ["--rerun-show-tracebacks"]

TESTS = ["-m", "pytest", *WORKERS, *SECOND_LOOK]


def run_checks(python: Path, pytest_arguments: list[str]) -> int:
    """Runs lint, types, floors and tests in the current folder; returns 0 when all passed.

    A failed check does not stop the next one: pytest's summary names them all.
    """
    floors = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"
    checks = (
        ("ruff", ["-m", "ruff", "check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("lint-imports", ["-c", floors]),
    )
    failed = [name for name, arguments in checks if not passes(name, [str(python), *arguments])]
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    environment[FAILED_CHECKS] = " ".join(failed)
    code = subprocess.call([str(python), *TESTS, *pytest_arguments], env=environment)
    return code or int(bool(failed))


def passes(name: str, command: list[str]) -> bool:
    """Runs one check under its name; True when it found nothing."""
    print(f"\n{name}", flush=True)
    return subprocess.call(command) == 0
