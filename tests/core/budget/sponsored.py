"""Shows with sponsors: what they were promised, and rivals who come near."""

from __future__ import annotations

from typing import Any

from producer_app.core.run import Event
from producer_app.core.show import (
    Kind,
    Offer,
    OfferId,
    PromisedPlace,
    Segment,
    Show,
    Sponsor,
    SponsorId,
    Stand,
)
from tests.builders import (
    Fields,
    a_handoff,
    a_run,
    a_segment,
    a_shop,
    a_show,
    a_stage,
    at,
    gone,
    minutes,
    seconds,
    wall,
)

MILK, CREAM = SponsorId("milk"), SponsorId("cream")


def a_sponsor(key: SponsorId = MILK, **changes: Any) -> Sponsor:
    """A dairy; what it was promised is what a test says."""
    fields: Fields = {"id": key, "brand": key.title(), "category": "Dairy"}
    for name in ("exclusive_from", "exclusive_to"):
        if name in changes:
            changes[name] = wall(changes[name])
    return Sponsor(**fields | changes)


def a_spot(number: str, sponsor: str = "milk", **changes: Any) -> Segment:
    """Half a minute of advertising for the dairy."""
    fields: Fields = {"kind": Kind.SPOT, "sponsor": SponsorId(sponsor) if sponsor else None}
    return a_segment(number, changes.pop("length", seconds(30)), **fields | changes)


def a_place(where: Stand, times: int = 1, at: str = "") -> PromisedPlace:
    return PromisedPlace(where=where, times=times, at=wall(at) if at else None)


def a_night(*places: PromisedPlace, **changes: Any) -> Show:
    """A song, the dairy's spot, somebody else's, and a song."""
    sponsor = a_sponsor(contracted=seconds(60), mentions=2, places=places, **changes)
    return a_show(
        a_segment("1"),
        a_spot("2"),
        a_spot("3", sponsor=""),
        a_segment("4"),
        a_spot("5"),
        a_segment("6"),
        sponsors=(sponsor,),
    )


def run_to(show: Show, *times: str) -> tuple[Event, ...]:
    """A run with a GO at each of these times."""
    events = a_run(show, at(show, times[0]))
    for time in times:
        events = gone(show, events, at(show, time))
    return events


def a_midnight(**changes: Any) -> Show:
    """A song until the signal, which is promised at midnight."""
    place = a_place(Stand.AT_TIME, at="24:00")
    signal = a_spot("2", kind=Kind.TIME_SIGNAL, length=seconds(10), hard_start="23:59:50")
    return a_show(
        a_segment("1", minutes(9)),
        signal,
        a_segment("3"),
        on_air="23:50",
        sponsors=(a_sponsor(places=(place,)),),
        **changes,
    )


def two_dairies(*segments: Segment, **changes: Any) -> Show:
    """The first one has an hour from nine alone; the other has nothing alone."""
    window = {"exclusive_from": "21:00", "exclusive_to": "22:00"}
    alone = a_sponsor(is_exclusive=True, **changes.pop("alone", window))
    other = a_sponsor(CREAM, **changes.pop("other", {}))
    return a_show(*segments, sponsors=(alone, other), **changes)


def a_throw(**changes: Any) -> Show:
    """A throw at 21:05 from the end of a song to offers of the rival."""
    offer = Offer(id=OfferId("o"), number="O1", product="Cream", sponsor=CREAM)
    fields: Fields = {
        "offers": (offer,),
        "handoffs": (a_handoff("H1", "s1", offers=(offer.id,)),),
        "rooms": (a_stage(), a_shop()),
    }
    song = a_segment("1", hard_start="21:00")
    return two_dairies(song, a_segment("2"), **fields | changes)
