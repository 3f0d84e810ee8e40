"""What findings say of the show itself, its numbers, blocks and lengths."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W = Severity.ERROR, Severity.WARNING

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "show.no_rooms": (_E, "The show has no room: add a stage room."),
    "show.empty_room": (_W, "{room} has no segment yet."),
    "show.no_on_air": (_W, "{room} has no on-air time, so no start can be told: set one."),
    "show.starts_after": (
        _W,
        (
            "The show starts after “{programme}”, but nobody has said when that is expected: "
            "set the on-air time."
        ),
    ),
    "show.keeps_length": (
        _W,
        (
            "The show keeps its length when it starts late, but has no hard out that could "
            "move along: set one."
        ),
    ),
    "show.output_zone": (
        _W,
        (
            "There is no time zone “{zone}” for {output} of {room}, so its hours are counted in "
            "the show's: write one like Asia/Shanghai."
        ),
    ),
    "number.twice": (_E, "The number {number} stands twice in {room}: {first} and {second}."),
    "handoff.twice": (_E, "There are two handoffs {number}: give one of them another number."),
    "offer.twice": (_E, "There are two offers {number}: give one of them another number."),
    "block.over": (_W, "Block “{block}” is {length} long, OVER {over} of its {budget}."),
    "segment.no_length": (
        _W,
        (
            "Segments of {room} without a length: {count}, from {segment} on. "
            "Every time after it is “at least”."
        ),
    ),
    "segment.elastic": (
        _W,
        "{segment} is {length} long, but may be {shortest} to {longest} only.",
    ),
    "segment.ad_longer": (_W, "{segment} is {length} long and counts {ad} of advertising."),
}
