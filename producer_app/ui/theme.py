"""Colours, spaces and type of the window, taken from the tokens and rendered into Qt once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from producer_app.paths import resources

FAMILIES = (
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Source Han Sans SC",
    "DejaVu Sans",
)
"""Sans families with Chinese first; Qt would otherwise take Japanese forms for Chinese titles."""

_features: dict[str, int] = {"tnum": 1, "pwid": 1}
"""OpenType features: digits of one width, and in an English window narrow marks; in a Chinese
family the quotation marks and dots of an English sentence are as wide as a character."""


@lru_cache(maxsize=1)
def tokens() -> dict[str, dict[str, Any]]:
    """The tokens by group: colour, space, size."""
    text = (resources() / "theme" / "tokens.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=128)
def colour(name: str) -> QColor:
    """The colour of that meaning; KeyError when there is none of that name."""
    return QColor(tokens()["colour"][name])


def space(name: str) -> int:
    """A distance in pixels: tight, near, apart."""
    return int(tokens()["space"][name])


def size(name: str) -> int:
    """A height in pixels: row, text, text_small, text_large, digits."""
    return int(tokens()["size"][name])


def font(name: str = "text", *, bold: bool = False) -> QFont:
    """The console's type in one of its sizes, digits all of one width."""
    chosen = QFont()
    chosen.setFamilies(list(FAMILIES))
    chosen.setPixelSize(size(name))
    chosen.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    for feature, value in _features.items():
        chosen.setFeature(QFont.Tag(feature), value)
    return chosen


def dress(app: QApplication, language: str = "en") -> None:
    """Give the whole application the console's palette, type and style sheet; what is made from
    now on has the type of that language."""
    _features["pwid"] = int(language == "en")
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_style_sheet())


def _palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "surface",
        QPalette.ColorRole.Base: "surface_sunken",
        QPalette.ColorRole.AlternateBase: "surface",
        QPalette.ColorRole.Button: "surface_raised",
        QPalette.ColorRole.ToolTipBase: "surface_raised",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "ink_faint",
        QPalette.ColorRole.Highlight: "focus_surface",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.Link: "focus",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("ink_faint"))
    return palette


def _style_sheet() -> str:
    text = (resources() / "theme" / "console.qss").read_text(encoding="utf-8")
    values = {**tokens()["colour"], **tokens()["space"], **tokens()["size"]}
    return re.sub(r"@([a-z_]+)", lambda found: str(values[found.group(1)]), text)
