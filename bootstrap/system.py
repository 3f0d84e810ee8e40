"""What Qt needs from a Linux system, what is missing of it, and a Chinese font."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from bootstrap.debian import Package, apt_install, is_debian_like
from bootstrap.telling import EXIT_SYSTEM_PACKAGES, SetupStopped, dotted, step

# What Qt opens at run time: the file, and the package that brings it.
LIBRARIES: tuple[tuple[str, Package], ...] = (
    ("libGL.so.1", ("libgl1",)),
    ("libEGL.so.1", ("libegl1",)),
    ("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    ("libfontconfig.so.1", ("libfontconfig1",)),
    ("libxkbcommon.so.0", ("libxkbcommon0",)),
    ("libdbus-1.so.3", ("libdbus-1-3",)),
    ("libgssapi_krb5.so.2", ("libgssapi-krb5-2",)),
)
# The same, needed only where there is a display.
WINDOW_LIBRARIES: tuple[tuple[str, Package], ...] = (
    ("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    ("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    ("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    ("libxcb-shape.so.0", ("libxcb-shape0",)),
    ("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    ("libwayland-cursor.so.0", ("libwayland-cursor0",)),
    ("libwayland-egl.so.1", ("libwayland-egl1",)),
)
CHINESE_FONT: Package = ("fonts-noto-cjk",)
CHINESE_FONT_FILES = ("cjk", "sourcehan", "source-han", "wqy", "droidsansfallback", "uming", "ukai")


def prepare_system(*, with_window: bool) -> None:
    """Gets what Qt needs from the system; stops with the line to run where it may not.

    A Chinese font is asked for in the same way, but without one the console still works.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = missing_packages(with_window=with_window, loads=can_load)
    if needed:
        get_packages(needed)
    step("System libraries: all here")
    prepare_font()


def missing_packages(*, with_window: bool, loads: Callable[[str], bool]) -> list[Package]:
    """The packages that bring each library which `loads` says is not here, and Python's venv."""
    libraries = LIBRARIES + WINDOW_LIBRARIES if with_window else LIBRARIES
    missing = [package for file, package in libraries if not loads(file)]
    return missing if has_venv() else [*missing, venv_package(sys.version_info[:2])]


def get_packages(needed: list[Package]) -> None:
    """Installs the packages, or stops with what a person has to do."""
    if not is_debian_like():
        raise SetupStopped(
            "This system lacks what these packages bring on Debian: "
            f"{' '.join(package[-1] for package in needed)}. "
            "Install what brings the same here, then start again.",
            EXIT_SYSTEM_PACKAGES,
        )
    step("System libraries: getting what is missing")
    failure = apt_install(needed)
    if failure:
        raise SetupStopped(
            f"Qt cannot run yet: some system packages are missing. {failure}\n"
            "Then start again with the same command.",
            EXIT_SYSTEM_PACKAGES,
        )


def prepare_font() -> None:
    """Installs a Chinese font where that is allowed, and goes on without one where it is not."""
    if has_chinese_font(font_folders()):
        step("Chinese font: here")
        return
    step(f"Chinese font: getting {CHINESE_FONT[0]}")
    failure = apt_install([CHINESE_FONT]) if is_debian_like() else "There is no apt-get here."
    if failure:
        step(f"Chinese titles cannot be shown until there is a font for them. {failure}")


def can_load(file: str) -> bool:
    """True when the system's loader finds the library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def has_venv() -> bool:
    """Debian ships Python without the part that makes environments."""
    return find_spec("ensurepip") is not None


def venv_package(version: tuple[int, ...]) -> Package:
    """The package that makes environments for this Python."""
    return (f"python{dotted(version)}-venv", "python3-venv")


def font_folders() -> tuple[Path, ...]:
    """Where a Linux system and its user keep fonts."""
    data_home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    system = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return (*system, Path(data_home) / "fonts", Path.home() / ".fonts")


def has_chinese_font(folders: Iterable[Path]) -> bool:
    """True when a font file in the folders has the name of a known Chinese family."""
    names = (
        name.lower() for folder in folders for _, _, names in os.walk(folder) for name in names
    )
    return any(family in name for name in names for family in CHINESE_FONT_FILES)
