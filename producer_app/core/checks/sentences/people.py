"""What findings say of people: two rooms, walks, changes, arrivals, clearances."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "people.no_handoff": (
        _E,
        "{person} goes from {stage} to {segment} in {room}, but no handoff brings them.",
    ),
    "people.clash": (_E, "{person} is in two rooms at {time}: {first} and {second}."),
    "people.walk": (
        _E,
        "{person} has {time_between} from {first} to {second}, but the walk takes {transit}.",
    ),
    "people.unwalked": (
        _W,
        "{person} has {time_between} from {first} to {second}, and nobody knows the walk.",
    ),
    "people.change": (
        _E,
        "{person} has {time_between} to change from {first} to {second}, but needs {change}.",
    ),
    "people.unchanged": (
        _N,
        (
            "{person} has {time_between} to change from {first} to {second}, "
            "and nobody knows how long they need."
        ),
    ),
    "people.fill_busy": (
        _E,
        (
            "{person} is to fill {gap} before {time} ({segment}), but is in {room} then "
            "({other}, {start} to {end})."
        ),
    ),
    "people.fill_blocked": (
        _E,
        "{person} is to fill the time before {segment}, but is blocked: name somebody else.",
    ),
    "people.fill_late": (
        _E,
        "{person} is to fill {gap} before {time} ({segment}), but arrives at {arrives}.",
    ),
    "people.blocked": (_E, "{person} is blocked, but stands on {segment}: float or recast it."),
    "people.pending": (_W, "{person} is not cleared yet and stands on {segment}."),
    "people.uncleared": (_N, "Artists without a recorded clearance: {count}, {person} first."),
    "people.late": (_E, "{person} arrives at {time}, but {segment} starts at {start}."),
}
