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
)
SPEC = """\
from PyInstaller.utils.hooks import collect_data_files, collect_submodules

def is_wanted(entry):
    name = entry[0].lower()
    return not (name.startswith("pyside6") and any(word in name for word in {trimmed!r}))

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
    """Builds the folder and returns the exit code; PyInstaller ends the process when it fails."""
    from PyInstaller.__main__ import run

    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    spec = build / f"{NAME}.spec"
    spec.write_text(spec_text(), encoding="utf-8")
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(build / "pyinstaller")]
    run([str(spec), "--noconfirm", "--log-level", "WARN", *folders])
    suffix = ".exe" if sys.platform == "win32" else ""
    print(f"Built {ROOT / 'dist' / NAME / NAME}{suffix}")
    return 0


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
        windows=sys.platform == "win32",
    )


if __name__ == "__main__":
    sys.exit(main())
