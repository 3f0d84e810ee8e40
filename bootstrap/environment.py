"""The Python environment .venv and the packages in it, each checked by its hash."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from bootstrap.telling import EXIT_INSTALL_FAILED, SetupStopped, count, dotted, step

PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off")
LAST_WORDS = 8


def prepare_environment(folder: Path, python: Path) -> None:
    """Makes the environment, or makes it anew when it is broken or of another Python."""
    if environment_version(python) == dotted(sys.version_info[:2]):
        step("Python environment: here")
        return
    step(f"Python environment: making {folder.name}")
    symlinks = sys.platform != "win32"
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=symlinks).create(str(folder))


def environment_version(python: Path) -> str | None:
    """The version of that Python, such as 3.11; None when it is missing or has no pip."""
    asks = "import pip, sys; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        answer = subprocess.run(
            [str(python), "-c", asks], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def install_packages(python: Path, listed: Path) -> None:
    """Installs the listed packages, and the command producer-console from this source tree."""
    total = sum("==" in line for line in listed.read_text(encoding="utf-8").splitlines())
    said = pip_install(python, ["--require-hashes", "-r", str(listed)], total)
    if said:
        raise SetupStopped(
            "The Python packages could not be installed. With a working network the same command "
            f"goes on from here. The last words were:\n{said}",
            EXIT_INSTALL_FAILED,
        )
    step("Python packages: installed, each checked by its hash")
    said = pip_install(python, ["--no-deps", "--no-build-isolation", "-e", str(listed.parent)])
    if said:
        raise SetupStopped(
            "The command producer-console could not be made from this folder; is it complete? "
            f"The last words were:\n{said}",
            EXIT_INSTALL_FAILED,
        )


def pip_install(python: Path, what: list[str], total: int = 0) -> str:
    """Runs pip and counts the packages it has got; returns its last words where it failed."""
    said: list[str] = []
    with subprocess.Popen(
        [str(python), *PIP, *what],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        got, doing = 0, "getting"
        for line in pip.stdout or ():
            said.append(f"    {line.rstrip()}")
            got += line.startswith(("Collecting", "Ignoring", "Processing", "Requirement already"))
            if line.startswith("Installing collected"):
                doing = "installing"
            if total:
                count(f"Python packages: {doing}", got, total)
    if pip.returncode == 0:
        return ""
    return "\n".join([line for line in said if line.strip()][-LAST_WORDS:])
