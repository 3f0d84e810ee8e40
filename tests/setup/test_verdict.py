"""The last lines of a test run: what could not run, how to get what it needs, what failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.checks import FAILED_CHECKS, SECOND_LOOK

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import pytest

@pytest.mark.needs("chromium")
def test_that_needs_a_browser():
    pass

def test_that_needs_nothing():
    pass
"""


UNSTEADY = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("name", range({tests}))
def test_that_fails_the_first_time(name):
    seen = Path(__file__).with_name(f"seen-{{name}}")
    was_seen = seen.exists()
    seen.touch()
    assert was_seen, "the machine was busy"
"""


def run_probe(
    tmp_path: Path, *arguments: str, tests: str = PROBE, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs a test that needs a browser, or other ``tests``, where no program can be found."""
    probe = tmp_path / "test_probe.py"
    probe.write_text(tests, encoding="utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    kept = {name: os.environ[name] for name in ("HOME", "SYSTEMROOT", "TEMP") if name in os.environ}
    config = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *config, "-p", "no:cacheprovider", *arguments, str(probe)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**kept, "PATH": "", "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere browsers are found without PATH")
class TestWhereABrowserIsMissing:
    def test_its_test_is_skipped_and_the_last_lines_say_how_to_get_one(
        self, tmp_path: Path
    ) -> None:
        run = run_probe(tmp_path)
        assert run.returncode == 0, run.stdout + run.stderr
        *_, advice, closing = run.stdout.splitlines()
        assert advice.startswith("1 test skipped for want of chromium. To get it: sudo apt-get")
        assert "1 passed, 1 skipped" in closing

    def test_a_continuous_check_fails(self, tmp_path: Path) -> None:
        run = run_probe(tmp_path, CI="true")
        assert run.returncode == 1
        assert "CI is true, so these skips fail the run." in run.stdout


def test_a_check_that_failed_before_the_tests_is_named_at_the_end(tmp_path: Path) -> None:
    run = run_probe(tmp_path, **{FAILED_CHECKS: "mypy"})
    *_, verdict, _ = run.stdout.splitlines()
    assert verdict == "The check mypy failed before the tests; see above."


def test_a_test_that_failed_once_is_looked_at_again_and_told_with_what_was_wrong(
    tmp_path: Path,
) -> None:
    run = run_probe(tmp_path, *SECOND_LOOK, tests=UNSTEADY.format(tests=1))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "the machine was busy" in run.stdout
    assert "1 passed, 1 rerun" in run.stdout.splitlines()[-1]


def test_a_third_test_that_fails_is_not_excused(tmp_path: Path) -> None:
    run = run_probe(tmp_path, *SECOND_LOOK, tests=UNSTEADY.format(tests=3))
    assert run.returncode == 1
    assert "1 failed, 2 passed, 2 rerun" in run.stdout.splitlines()[-1]


def test_without_being_asked_nothing_is_looked_at_again(tmp_path: Path) -> None:
    run = run_probe(tmp_path, tests=UNSTEADY.format(tests=1))
    assert run.returncode == 1
