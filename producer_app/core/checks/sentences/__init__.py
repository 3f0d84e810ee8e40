"""What findings say in English, by code, and how bad each of them usually is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from producer_app.core.checks.sentences import (
    advertising,
    handoffs,
    people,
    records,
    rundown,
    sponsors,
    times,
)
from producer_app.core.checks.severity import Severity

SENTENCES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        **rundown.SENTENCES,
        **times.SENTENCES,
        **handoffs.SENTENCES,
        **people.SENTENCES,
        **advertising.SENTENCES,
        **sponsors.SENTENCES,
        **records.SENTENCES,
    }
)
"""How bad each finding usually is and its English sentence, by code."""

PARTS: Mapping[str, str] = MappingProxyType({**times.PARTS, **sponsors.PARTS, **records.PARTS})
"""The parts that sentences are put together from, by code."""
