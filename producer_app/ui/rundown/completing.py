"""Completion of names while they are typed: one of a list, or several with commas between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

_COMMAS = re.compile(r"[,，、]")


class NameCompleter(QCompleter):
    """Offers the names that hold what is typed; of several only the last one is completed."""

    def __init__(self, names: Sequence[str], *, is_list: bool, parent: QLineEdit) -> None:
        super().__init__(parent)
        self._line = parent
        self._is_list = is_list
        self.setModel(QStringListModel(list(names), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(10)

    def splitPath(self, path: str) -> list[str]:
        return [_COMMAS.split(path)[-1].strip() if self._is_list else path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        name = str(index.data())
        if not self._is_list:
            return name
        before = [part.strip() for part in _COMMAS.split(self._line.text())[:-1]]
        return ", ".join([*before, name])
