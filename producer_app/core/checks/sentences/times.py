"""What findings say of hard times, hit times, days and the time to fill."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "time.backwards": (
        _E,
        (
            "{segment} is to start at {time}, but what stands before it starts at {before}: "
            "move it up or change one of the two times."
        ),
    ),
    "time.end_backwards": (
        _E,
        "{segment} is to be over at {time}, but cannot start before {before}: change one of them.",
    ),
    "time.out_backwards": (
        _E,
        "{room} must be off the air at {time}, before it goes on at {before}.",
    ),
    "time.overlap": (
        _E,
        "What stands before {segment} runs {over} past its hard time {time}: {remedy}.",
    ),
    "time.end_overlap": (_E, "{segment} runs {over} past its hard end {time}: {remedy}."),
    "time.end_shortest": (
        _E,
        (
            "{segment} runs past its hard end {time} even at its shortest, {shortest}: "
            "it must start by {latest}."
        ),
    ),
    "time.hard_out": (_E, "{room} ends at {end}, OVER {over} at its hard out {time}: {remedy}."),
    "time.gap": (_W, "{gap} to fill before {time} ({segment}): {fill}."),
    "time.end_gap": (_W, "{segment} ends at {end}, {gap} before its hard end {time}: {fill}."),
    "time.end_longest": (
        _W,
        (
            "{segment} ends at {end}, {gap} before its hard end {time}, and cannot last so long "
            "(at most {longest}): {fill}."
        ),
    ),
    "time.under": (_W, "{room} ends at {end}, UNDER {gap} at its hard out {time}: {fill}."),
    "time.fills_longer": (
        _W,
        "{segment} lasts {length} until its hard end {time}, but may be {longest} at most.",
    ),
    "time.fills_shorter": (
        _E,
        (
            "{segment} has only {length} until its hard end {time}, but needs {shortest}: "
            "it must start by {latest}."
        ),
    ),
    "hit.too_early": (
        _E,
        (
            "{segment} has its {hit} set by hand to {time}, but cannot start before {possible}, "
            "even with all before it at its shortest."
        ),
    ),
    "hit.too_late": (
        _E,
        (
            "{segment} has its {hit} set by hand to {time}, but must start by {possible} for the "
            "next hard time, even with all that follows at its shortest."
        ),
    ),
    "hit.early": (
        _W,
        (
            "{segment} has its {hit} set by hand to {time}, but what stands before it runs until "
            "{before}: take {over} out of it."
        ),
    ),
    "hit.late": (
        _W,
        (
            "{segment} has its {hit} set by hand to {time}, later than its back time {back}: "
            "what follows is {over} too long for the next hard time."
        ),
    ),
    "hit.gap": (_N, "{gap} before {time} ({segment}, set by hand) in which nothing is planned."),
    "day.overlap": (
        _E,
        "The day before {segment} runs {over} past its opening at {time}: {remedy}.",
    ),
    "day.no_opening": (
        _W,
        (
            "{segment} starts at {time}, {gap} after what stands before it is over: "
            "mark it as the opening of its day, or fill the time."
        ),
    ),
    "day.no_start": (
        _W,
        "{segment} opens its day, but has no hard start: set when the room goes on air.",
    ),
    "room.waits": (_W, "{room} waits {wait} for {people} at {segment}."),
    "room.circle": (
        _W,
        (
            "{people} must leave {segment} when it has run its length: "
            "the next GO there waits for them in the end."
        ),
    ),
    "room.later": (_W, "{room}: OVER {over} at {time} ({place}), {more} more than now."),
}

PARTS: Mapping[str, str] = {
    "fill.nobody": "nobody is named to fill it",
    "fill.pads": "{pads} can stretch to it",
    "fill.named": "{people} to fill it",
    "fill.hosts": "{people} at hand to fill it",
    "fill.pads_nobody": "{pads} can take {taken}, and nobody is named for the other {rest}",
    "fill.pads_named": "{pads} can take {taken}, {people} to fill the other {rest}",
    "fill.pads_hosts": "{pads} can take {taken}, {people} at hand for the other {rest}",
    "remedy.cut": "cut or float {over}",
    "remedy.shorten": "what is elastic before it can give that much",
    "remedy.rest": "even at the shortest {left} too long, so cut or float that much",
    "later.out": "hard out",
    "hit.front": "front time",
    "hit.back": "back time",
}
"""What is said of who fills a gap, of the way out of an overlap, and of the two hit times."""
