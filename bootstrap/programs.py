"""The programs that only tests need: where each is, and how to get it."""

from __future__ import annotations

import os
import shutil
import sys
from typing import NamedTuple

from bootstrap.debian import apt_install, is_debian_like
from bootstrap.telling import step


class Program(NamedTuple):
    """The names it may have, the Debian package, and what to run on macOS and on Windows."""

    names: tuple[str, ...]
    package: str
    on_macos: str = "it is for Linux only"
    on_windows: str = "it is for Linux only"


FFMPEG = ("ffmpeg", "brew install ffmpeg", "winget install Gyan.FFmpeg")
POPPLER = ("poppler-utils", "brew install poppler", "scoop install poppler")
PROGRAMS = {
    "chromium": Program(
        (
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
            r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        ),
        "chromium",
        "brew install --cask google-chrome",
        "winget install Google.Chrome",
    ),
    "ffmpeg": Program(("ffmpeg",), *FFMPEG),
    "ffprobe": Program(("ffprobe",), *FFMPEG),
    "mosquitto": Program(
        ("mosquitto", "/usr/sbin/mosquitto", r"%ProgramFiles%\mosquitto\mosquitto.exe"),
        "mosquitto",
        "brew install mosquitto",
        "winget install EclipseFoundation.Mosquitto",
    ),
    "pdftoppm": Program(("pdftoppm",), *POPPLER),
    "pdftotext": Program(("pdftotext",), *POPPLER),
    "xvfb": Program(("Xvfb",), "xvfb"),
    "xdotool": Program(("xdotool",), "xdotool"),
}


def program_path(name: str) -> str | None:
    """Where the program is on this machine, or None."""
    found = (shutil.which(os.path.expandvars(known)) for known in PROGRAMS[name].names)
    return next(filter(None, found), None)


def how_to_get(name: str) -> str:
    """What to run on this machine to get the program."""
    program = PROGRAMS[name]
    if sys.platform == "darwin":
        return program.on_macos
    if sys.platform == "win32":
        return program.on_windows
    return f"sudo apt-get install -y --no-install-recommends {program.package}"


def prepare_programs() -> None:
    """Installs what is missing where that is allowed; otherwise goes on without."""
    missing = sorted({PROGRAMS[name].package for name in PROGRAMS if program_path(name) is None})
    if not missing or not is_debian_like():
        return
    step(f"Programs for tests: getting {' '.join(missing)}")
    failed = apt_install([(package,) for package in missing])
    step("Programs for tests: going on without them" if failed else "Programs for tests: all here")
