"""What findings say of advertising rules."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W = Severity.ERROR, Severity.WARNING

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "ad.incomplete": (_E, "The rule “{rule}” lacks its limit or its window: fill it in."),
    "ad.over": (
        _E,
        "“{rule}” is OVER {by} ({planned} of {limit}): first broken at {time} by {segment}.",
    ),
    "ad.over_before": (
        _E,
        "“{rule}” is OVER {by} ({planned} of {limit}) before the show begins.",
    ),
    "ad.under": (
        _E,
        "“{rule}” lacks {by} ({planned} of at least {limit}): first at {time}, {segment}.",
    ),
    "ad.under_all": (_E, "“{rule}” lacks {by} ({planned} of at least {limit})."),
    "ad.unsigned": (
        _E,
        "“{rule}”: the selling window that begins at {time} with {segment} is not signposted.",
    ),
    "ad.unknown": (_W, "“{rule}”: advertisements without a length count as nothing: {count}."),
}
