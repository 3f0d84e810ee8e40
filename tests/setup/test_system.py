"""What setting up finds missing on a system, and the exact line it prints where it may not help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import debian, programs, system
from bootstrap.telling import EXIT_SYSTEM_PACKAGES, SetupStopped

NOBODY = 65534
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about a Linux system")
debian_like = pytest.mark.skipif(not debian.is_debian_like(), reason="about a system with apt-get")


def test_a_system_with_everything_needs_no_package() -> None:
    assert system.missing_packages(with_window=True, loads=lambda file: True) == []


def test_without_a_display_the_libraries_of_a_window_are_not_asked_for() -> None:
    headless = system.missing_packages(with_window=False, loads=lambda file: False)
    window = system.missing_packages(with_window=True, loads=lambda file: False)
    assert ("libgl1",) in headless
    assert ("libxcb-cursor0",) not in headless
    assert ("libxcb-cursor0",) in window


@linux
def test_a_library_that_is_here_loads_and_an_invented_one_does_not() -> None:
    assert system.can_load("libc.so.6")
    assert not system.can_load("libno-such-thing.so.9")


@debian_like
def test_the_line_to_run_names_every_missing_package_once() -> None:
    line = debian.apt_line([("libgl1",), ("libxcb-cursor0",)], as_root=False)
    assert line == (
        "sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libgl1 libxcb-cursor0"
    )


@debian_like
def test_root_is_not_told_to_use_sudo() -> None:
    line = debian.apt_line([("libgl1",)], as_root=True)
    assert line == "apt-get update && apt-get install -y --no-install-recommends libgl1"


@debian_like
def test_a_renamed_package_is_asked_for_by_a_name_that_this_release_has() -> None:
    name = debian.available_name(("no-such-package-on-any-release", "apt"))
    assert name == "apt"


@debian_like
@pytest.mark.skipif(not debian.is_debian_like() or os.geteuid() != 0, reason="only root steps down")
def test_who_may_not_install_reads_the_exact_line_and_the_set_up_stops() -> None:
    """Run for real by a user without rights, on a system where a package is missing."""
    asks = (
        "import os, sys\n"
        "from bootstrap.system import get_packages\n"
        "from bootstrap.telling import SetupStopped\n"
        f"os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "try:\n    get_packages([('libxcb-cursor0',)])\n"
        "except SetupStopped as stop:\n    print(stop); sys.exit(stop.code)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asks],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert answer.returncode == EXIT_SYSTEM_PACKAGES, answer.stderr
    assert (
        "    sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libxcb-cursor0\n"
    ) in answer.stdout


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupStopped, match=r"libgl1 libglib2\.0-0\. Install what brings the same"):
        system.get_packages([("libgl1",), ("libglib2.0-0t64", "libglib2.0-0")])


def test_a_chinese_font_is_found_by_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()
    assert not system.has_chinese_font([tmp_path])
    (tmp_path / "opentype").mkdir()
    (tmp_path / "opentype" / "NotoSansCJK-Regular.ttc").touch()
    assert system.has_chinese_font([tmp_path])


def test_a_folder_of_fonts_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert not system.has_chinese_font([tmp_path / "missing"])


@pytest.mark.parametrize("name", programs.PROGRAMS)
def test_every_program_that_tests_need_says_how_to_get_it(name: str) -> None:
    assert programs.how_to_get(name)
    found = programs.program_path(name)
    assert found is None or Path(found).exists()
