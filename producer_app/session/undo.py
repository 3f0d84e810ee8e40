"""Undo and redo as earlier and later plans; nothing here knows what an edit was."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.core.show import Show

DEPTH = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One edit that can be taken back: the key of what it did, the plan before and after."""

    label: str
    before: Show
    after: Show


class UndoStack:
    """The steps behind us and the steps ahead of us, without what plans remember of themselves
    once they were asked: who holds hundreds of large ones would hold all of that too."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def push(self, step: Step) -> None:
        """Remember an edit; what had been undone is forgotten, the oldest beyond 500 as well."""
        self._done.append(Step(step.label, replace(step.before), replace(step.after)))
        self._undone.clear()
        del self._done[:-DEPTH]

    @property
    def to_undo(self) -> Step | None:
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """Say that ``to_undo`` was taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Say that ``to_redo`` was done again."""
        self._done.append(self._undone.pop())
