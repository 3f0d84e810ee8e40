"""What findings say of sponsors: what they get, where they stand, who comes too near to them."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W = Severity.ERROR, Severity.WARNING

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "sponsor.short": (_W, "{brand} has {planned} planned of the {contracted} contracted."),
    "sponsor.mentions": (
        _W,
        "{brand}: mentions planned {planned}, contracted {contracted}.",
    ),
    "sponsor.comes_short": (
        _W,
        "{brand} comes to {projected} of the {contracted} contracted: {owed} owed.",
    ),
    "sponsor.comes_to": (
        _W,
        "{brand}: mentions expected {projected}, contracted {contracted}: {owed} owed.",
    ),
    "sponsor.place": (
        _W,
        "{brand} was promised a place {place}, times {times}; planned {planned}. {nearest}.",
    ),
    "sponsor.place_no_time": (_W, "{brand} was promised a place at a time, but no time is set."),
    "sponsor.place_lost": (
        _W,
        (
            "{brand} is short of its place {place}: promised {times}, kept {kept}, "
            "still to come {coming}. {nearest}."
        ),
    ),
    "sponsor.place_missed": (
        _W,
        "{brand} has missed its place {place}: promised {times}, kept {kept}.",
    ),
    "sponsor.rival": (
        _E,
        "{rival} advertises at {time} in {segment}, but {brand} has “{category}” alone {alone}.",
    ),
    "sponsor.rival_sold": (
        _E,
        (
            "{handoff} ({segment}) brings offers of {rival} at {time}, "
            "but {brand} has “{category}” alone {alone}."
        ),
    ),
    "sponsor.beside": (
        _E,
        "{rival} stands at {time} in {segment}, right beside {own} of its rival {brand}.",
    ),
}

PARTS: Mapping[str, str] = {
    "place.first": "first in a break",
    "place.last": "last in a break",
    "place.at": "at {time}",
    "place.nearest": "Nearest: {segment} at {start}",
    "place.nothing": "Nothing of theirs is near it",
    "alone.evening": "all evening",
    "alone.from": "from {start} on",
    "alone.until": "until {end}",
    "alone.between": "from {start} to {end}",
}
"""Where a sponsor was promised to stand, and when they are alone."""
