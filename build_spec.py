"""Builds the program as one folder that needs no Python: `python build_spec.py`.

Run it with the environment's Python, on the system the program is for; the result is
dist/producer-console/producer-console.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NAME = "producer-console"
# Modules that are found by name at run time, where no import statement shows them.
HIDDEN = ("producer_app", "rich._unicode_data")
DATA = ("tzdata",)
NOT_NEEDED = ("tkinter", "pip", "setuptools", "pytest", "hypothesis", "playwright", "IPython")
# Qt's plugins for on-screen keyboards, browsers and boards without a desktop, and their libraries.
TRIMMED = (
    "virtualkeyboard",
    "egldeviceintegrations",
    "libqeglfs",
    "libqlinuxfb",
    "libqvnc",
    "qmltooling",
    "qml",
    "quick",
    "networkinformation",
    "qt6pdf",
    "webengine",
    "libqgtk3",
)
# What only the GTK theme plugin uses; taken along, it would meet another desktop's version of it.
TRIMMED_LIBRARIES = ("libgtk-", "libgdk", "libatk", "libatspi", "libpango", "libepoxy")
SPEC = """\
from PyInstaller.utils.hooks import collect_data_files, collect_submodules

def is_wanted(entry):
    name = entry[0].lower()
    plugin = name.startswith("pyside6") and any(word in name for word in {trimmed!r})
    return not plugin and not name.startswith({trimmed_libraries!r})

hidden = [name for package in {hidden!r} for name in collect_submodules(package)]
data = [pair for package in {data!r} for pair in collect_data_files(package)]
analysis = Analysis(
    [{entry!r}],
    pathex=[{root!r}],
    datas=[({resources!r}, "resources"), ({licence!r}, "."), *data],
    hiddenimports=hidden,
    excludes={not_needed!r},
)
program = EXE(
    PYZ(analysis.pure),
    analysis.scripts,
    exclude_binaries=True,
    name={name!r},
    console=True,
    hide_console="hide-early" if {windows!r} else None,
)
COLLECT(
    program,
    [entry for entry in analysis.binaries if is_wanted(entry)],
    [entry for entry in analysis.datas if is_wanted(entry)],
    name={name!r},
)
"""


def main() -> int:
    """Builds into dist and returns the exit code; PyInstaller ends the process when it fails."""
    print(f"Built {build(ROOT / 'dist', ROOT / 'build')}")
    return 0


def build(into: Path, work: Path) -> Path:
    """Builds the folder in `into`, with what it needs meanwhile in `work`; returns the program."""
    from PyInstaller.__main__ import run

    work.mkdir(parents=True, exist_ok=True)
    spec = work / f"{NAME}.spec"
    spec.write_text(spec_text(), encoding="utf-8")
    folders = ["--distpath", str(into), "--workpath", str(work / "pyinstaller")]
    run([str(spec), "--noconfirm", "--log-level", "ERROR", *folders])
    return into / NAME / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def spec_text() -> str:
    """What PyInstaller is told, with the places of this checkout filled in."""
    return SPEC.format(
        name=NAME,
        root=str(ROOT),
        entry=str(ROOT / "producer_app" / "__main__.py"),
        resources=str(ROOT / "resources"),
        licence=str(ROOT / "LICENSE"),
        hidden=HIDDEN,
        data=DATA,
        not_needed=list(NOT_NEEDED),
        trimmed=TRIMMED,
        trimmed_libraries=TRIMMED_LIBRARIES,
        windows=sys.platform == "win32",
    )


if __name__ == "__main__":
    sys.exit(main())
