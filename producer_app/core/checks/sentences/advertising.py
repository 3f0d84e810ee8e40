"""What findings say of advertising rules and of sponsors."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W = Severity.ERROR, Severity.WARNING

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "ad.incomplete": (_E, "The rule “{rule}” lacks its limit or its window: fill it in."),
    "ad.over": (
        _E,
        "“{rule}” is OVER {over} ({planned} of {limit}): first broken at {time} by {segment}.",
    ),
    "ad.over_before": (
        _E,
        "“{rule}” is OVER {over} ({planned} of {limit}) before the show begins.",
    ),
    "ad.unknown": (_W, "“{rule}”: advertisements without a length count as nothing: {count}."),
    "sponsor.short": (_W, "{brand} has {planned} planned of the {contracted} contracted."),
    "sponsor.mentions": (
        _W,
        "{brand}: mentions planned {planned}, contracted {contracted}.",
    ),
    "sponsor.comes_short": (_W, "{brand} comes to {projected} of the {contracted} contracted."),
    "sponsor.comes_to": (_W, "{brand}: mentions expected {projected}, contracted {contracted}."),
    "sponsor.rival": (
        _W,
        (
            "{brand} and {rival} both advertise in the category “{category}”, "
            "which one of them has to itself."
        ),
    ),
}
