"""What every edit of a plan is, and several of them as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from producer_app.core.show import Show


class Edit(Protocol):
    """A command on the plan. ``label`` is the key of what it does, in the imperative, for Undo."""

    @property
    def label(self) -> str: ...

    def apply(self, show: Show) -> Show:
        """The plan afterwards; Refused when it cannot be."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Several edits as one: one line in Undo, one transaction in the file."""

    edits: tuple[Edit, ...]
    label: str

    def apply(self, show: Show) -> Show:
        for edit in self.edits:
            show = edit.apply(show)
        return show
