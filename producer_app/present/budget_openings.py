"""Where an advertisement could go: what is to be placed, and each place in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from producer_app.core.budget import Budget
from producer_app.core.budget.openings import (
    Opening,
    opening_at,
    placed,
    places_for,
    window_around,
)
from producer_app.core.edits import Edit
from producer_app.core.entry import parse_length
from producer_app.core.errors import BadInput, Refused
from producer_app.core.numbering import number_after
from producer_app.core.show import (
    ADVERTISING,
    Kind,
    RoomId,
    Segment,
    SegmentId,
    Show,
    Standing,
)
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Projection
from producer_app.present.budget_rule import rule_named
from producer_app.present.budget_sentences import left_text, named
from producer_app.present.words import Words, clock, duration, understood_in

USUAL = Millis(30 * SECOND)
"""How long an advertisement is taken to be until somebody says."""

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that was found: before that segment, or at the end where it is None.

    ``is_joined`` when it makes no break of its own; ``left`` names the rule that is tightest
    there and what it keeps, in words.
    """

    before: SegmentId | None
    at: Instant | None
    room_left: float
    pushes: Millis
    is_joined: bool
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place as it is shown."""

    place: Place
    time: str
    before: str
    """before 35 “Title”, or at the end."""
    left: str
    """What the tightest rule keeps."""
    joins: str
    """Whether it joins a break."""
    pushes: str
    """By how much hard times are missed more; empty where none is."""

    @property
    def is_clean(self) -> bool:
        return not self.pushes


def place_of(opening: Opening, say: Words) -> Place:
    """What is worth telling of an opening."""
    tightest = opening.tightest
    left = ""
    if tightest is not None:
        window = window_around(tightest.after, opening.at)
        rest = tightest.after.left if window is None else window.left
        name, kept = rule_named(tightest.rule, say), left_text(tightest.after, rest, say)
        left = say.say("budget.preview_line", name=name, change=kept)
    return Place(
        before=opening.before,
        at=opening.at,
        room_left=opening.room_left,
        pushes=opening.pushes,
        is_joined=opening.is_beside_break,
        left=left,
    )


def place_views(show: Show, places: Iterable[Place], say: Words) -> tuple[PlaceView, ...]:
    """The places, best first: hard times kept, breaks joined, most left, the earliest."""
    ordered = sorted(places, key=lambda p: (p.pushes, not p.is_joined, -p.room_left, p.at or 0))
    return tuple(_view(show, place, say) for place in ordered)


def chosen_spot(projection: Projection, chosen: SegmentId | None, new_id: NewId) -> Segment | None:
    """The chosen segment where it is advertising: itself while it is still to come or floated, a
    copy of it once it has been on the air or is about to be. None for what is no advertising."""
    segment = None if chosen is None else projection.show.by_id.get(chosen)
    if not isinstance(segment, Segment) or segment.kind not in kinds_for(
        projection.show, segment.room
    ):
        return None
    times = projection.rooms[segment.room]
    ahead = {times.plan.segments[place].id for place in times.coming}
    is_standby = times.run is not None and times.standby == segment
    if not segment.is_playable or (segment.id in ahead and not is_standby):
        return segment
    return replace(
        segment,
        id=SegmentId(new_id()),
        number="",
        hard_start=None,
        hard_end=None,
        front_hit=None,
        back_hit=None,
        is_opening=False,
        standing=_standing(projection),
    )


def new_spot(
    projection: Projection, room: RoomId, kind: Kind, length: Millis, new_id: NewId, say: Words
) -> Segment:
    """A new advertisement of that kind and length."""
    return Segment(
        id=SegmentId(new_id()),
        room=room,
        number="",
        title=say.say("budget.spot_title", kind=say.say(f"kind.{kind}"), time=duration(length)),
        kind=kind,
        length=length,
        standing=_standing(projection),
    )


def kinds_for(show: Show, room: RoomId) -> tuple[Kind, ...]:
    """The kinds that count as advertising in a room, by its rules or by themselves."""
    counted = [rule.counts for rule in show.ad_rules if rule.room == room]
    wanted = ADVERTISING.union(*counted)
    return tuple(kind for kind in Kind if kind in wanted)


def spot_length(text: str) -> Millis:
    """The length that was typed; BadInput where it is none, or nothing."""
    length = parse_length(text)
    if not length:
        raise BadInput("opening.length", "Write how long it is, like 0:30.")
    return length


def length_echo(text: str, say: Words) -> str:
    """What a typed length is understood as."""
    return understood_in(say, spot_length(text))


def asked_text(show: Show, spot: Segment, say: Words) -> str:
    """What is to be placed, in words."""
    kind, length = say.say(f"kind.{spot.kind}"), duration(spot.length)
    key = "budget.spot_moved" if spot.id in show.by_id else "budget.spot_new"
    return say.say(key, name=named(spot, say), kind=kind, length=length)


def placing(show: Show, spot: Segment, before: SegmentId | None) -> Edit:
    """The one edit that puts it there; a new one gets a number that fits."""
    if spot.id in show.by_id:
        return placed(show, spot, before)
    others = show.rundowns.get(spot.room, ())
    place = next((n for n, one in enumerate(others) if one.id == before), len(others))
    above = others[place - 1].id if place else None
    return placed(show, replace(spot, number=number_after(show, above)), before)


def held_place(
    projection: Projection, budget: Budget, spot: Segment, before: SegmentId | None
) -> Opening:
    """That place as it is now; Refused where it does not hold any more."""
    opening = opening_at(projection, budget, spot, before)
    if opening is None:
        raise Refused(
            "opening.gone",
            "The show has moved on: that place does not hold any more. Places are sought again.",
        )
    return opening


def count_of(projection: Projection, spot: Segment) -> int:
    """How many places there are to try."""
    return len(places_for(projection, spot))


def _standing(projection: Projection) -> Standing:
    """What is put in on the night is not the plan."""
    run = projection.run
    return Standing.IN if run is None or run.ended is not None else Standing.UNPLANNED


def _view(show: Show, place: Place, say: Words) -> PlaceView:
    segment = None if place.before is None else show.by_id.get(place.before)
    name = named(segment, say) if isinstance(segment, Segment) else ""
    pushes = say.say("budget.place_pushes", time=duration(place.pushes)) if place.pushes else ""
    return PlaceView(
        place=place,
        time=clock(place.at, show, say.say("words.unknown"), words=say),
        before=say.say("budget.place_before", segment=name)
        if name
        else say.say("budget.place_end"),
        left=place.left or say.say("budget.place_no_rule"),
        joins=say.say("budget.place_joins" if place.is_joined else "budget.place_own"),
        pushes=pushes,
    )
