"""Where the program's own files are, and where it may keep its own state; knows no show."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from producer_app.core.errors import EnvironmentFault, reason_of

STATE_VARIABLE = "PRODUCER_CONSOLE_STATE"


def resources() -> Path:
    """The folder with theme, icons, room pages and templates, as source, wheel or frozen program.

    Raises EnvironmentFault when the program was copied without it.
    """
    candidates = _candidates()
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise EnvironmentFault(
        "install.no_resources",
        "The folder with the program's pictures and templates is missing (looked in {looked}); "
        "install Producer Console again.",
        looked=tuple(str(folder) for folder in candidates),
    )


def state_dir() -> Path:
    """The folder for the log, window positions and spilled takes; made when it is not there.

    The environment variable PRODUCER_CONSOLE_STATE names another one, such as a folder on a
    stick. Raises EnvironmentFault when the folder cannot be made.
    """
    named = os.environ.get(STATE_VARIABLE)
    folder = (
        Path(named) if named else platformdirs.user_state_path("producer-console", appauthor=False)
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise EnvironmentFault(
            "install.no_state_folder",
            "Producer Console cannot keep its state in {folder} ({reason}); make it writable or "
            "name another folder in {variable}.",
            folder=folder,
            reason=reason_of(fault),
            variable=STATE_VARIABLE,
        ) from fault
    return folder


def _candidates() -> tuple[Path, ...]:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return (Path(bundle) / "resources",)
    package = Path(__file__).resolve().parent
    return (package / "resources", package.parent / "resources")
