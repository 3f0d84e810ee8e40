"""What a plan's words and prizes are held against: read from files, given to the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from producer_app.core.records import PrizeCap
from producer_app.core.wording import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Terms to look for, and the most that a prize may be worth, by currency."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    prize_caps: Mapping[str, PrizeCap] = field(default_factory=lambda: MappingProxyType({}))


NO_STANDARDS = Standards()
"""Nothing is looked for."""
