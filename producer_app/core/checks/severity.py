"""How bad a finding is."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error cannot go on air, a warning should not, a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
