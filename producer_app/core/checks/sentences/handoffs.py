"""What findings say of handoffs and of the offers they carry."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.checks.severity import Severity

_E, _W = Severity.ERROR, Severity.WARNING

SENTENCES: Mapping[str, tuple[Severity, str]] = {
    "handoff.no_segment": (_E, "{handoff} leaves from a segment that is not in the show."),
    "handoff.floated": (
        _E,
        (
            "{handoff} leaves from {segment}, which is {standing}: it is never due. "
            "Hang it on another segment."
        ),
    ),
    "handoff.no_time": (_E, "{handoff} goes at a hard time, but none is set."),
    "handoff.no_room": (_E, "{handoff} leads to a room that is not in the show."),
    "handoff.no_to_segment": (
        _E,
        "{handoff} opens a segment that is not in the rundown of {room}.",
    ),
    "handoff.to_floated": (_E, "{handoff} opens {segment}, which is {standing}."),
    "handoff.not_running": (
        _W,
        "{handoff} is due at {time}, but {segment} in {room} runs from {start} to {end}.",
    ),
    "handoff.more_beside": (
        _W,
        "As things stand these miss their segments in {room} too: {handoffs}.",
    ),
    "handoff.room_closed": (_W, "{handoff} is due at {time}, when {room} is not on the air."),
    "handoff.passed": (
        _W,
        "{handoff} is due at {time} and opens {segment}, which {room} has passed by.",
    ),
    "handoff.busy": (
        _W,
        "{handoff} comes into {room} at {time}, but the visit of {other} lasts until {until}.",
    ),
    "handoff.no_offer": (_E, "{handoff} names an offer that is not in the show."),
    "offer.no_price": (_W, "Offer {offer} of {handoff} has no deal price."),
    "offer.no_link": (_W, "Offer {offer} of {handoff} has no link."),
    "offer.open_coupon": (
        _W,
        "The coupon “{coupon}” of offer {offer}, {handoff}, never closes: set its window.",
    ),
}
