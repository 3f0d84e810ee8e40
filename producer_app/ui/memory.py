"""What this machine remembers between starts: window shapes, the language, recent shows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, QSettings

from producer_app.core.show import SegmentId
from producer_app.paths import state_dir

MOST_RECENT = 8


class Left(NamedTuple):
    """Where a window stood that comes back at once, in another language."""

    segment: SegmentId | None
    geometry: QRect


class Memory:
    """Kept in a file of the state folder, or in the one named; never in a show."""

    def __init__(self, file: Path | None = None) -> None:
        file = file or state_dir() / "window.ini"
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        self.left: Left | None = None
        self.shared: tuple[str, ...] = ()
        """The addresses that are shared again by the window that comes back at once."""

    def shape(self, key: str) -> QByteArray:
        """A remembered geometry or column state, empty when there is none."""
        value = self._settings.value(f"shape/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_shape(self, key: str, shape: QByteArray) -> None:
        self._settings.setValue(f"shape/{key}", shape)

    @property
    def language(self) -> str:
        """The language the window was last used in; empty when nobody chose."""
        return str(self._settings.value("language") or "")

    @language.setter
    def language(self, language: str) -> None:
        self._settings.setValue("language", language)

    @property
    def signer(self) -> str:
        """Who signed something last at this machine; empty when nobody did."""
        return str(self._settings.value("signer") or "")

    @signer.setter
    def signer(self, name: str) -> None:
        self._settings.setValue("signer", name)

    def recent(self) -> tuple[Path, ...]:
        """The shows opened last that are still there, newest first."""
        known = str(self._settings.value("recent") or "").split("\n")
        return tuple(path for line in known if line and (path := Path(line)).is_file())

    def opened(self, path: Path) -> None:
        """Remember that a show was opened."""
        others = [str(known) for known in self.recent() if known != path]
        self._settings.setValue("recent", "\n".join([str(path), *others][:MOST_RECENT]))

    def flush(self) -> None:
        """Write it down now."""
        self._settings.sync()
