"""All pages that somebody looks at, at one moment: each made once, and none where nothing moved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from producer_app.core.run import Run
from producer_app.core.show import SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, Projection, RoomTimes
from producer_app.present.budget_room import Views, have_shops_rules
from producer_app.present.roompage.backstage import BackstagePage, backstage_page
from producer_app.present.roompage.calls import calls_of
from producer_app.present.roompage.handoffs import lines_of
from producer_app.present.roompage.line import LineView
from producer_app.present.roompage.producers import ProducersPage, producers_page
from producer_app.present.roompage.room import RoomPage, room_page

Page = RoomPage | BackstagePage | ProducersPage

HOST: Final = "room"
CONTROLLER: Final = "operator"
BACKSTAGE: Final = "viewer"
PRODUCERS: Final = "producer"

ROLES: Final = (HOST, CONTROLLER, BACKSTAGE, PRODUCERS)
"""The roles that look at a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a snapshot was made of: the same values make the same pages."""

    plan: Plan
    run: Run | None
    rooms: tuple[RoomTimes, ...]
    published: Mapping[SegmentId, Instant]
    views: Views | None
    wanted: frozenset[str]

    def is_same(self, other: Basis) -> bool:
        """True where they are the very same values."""
        return (
            self.is_only_later(other)
            and self.published is other.published
            and self.wanted == other.wanted
            and all(a is b for a, b in zip(self.rooms, other.rooms, strict=False))
            and all(a is b for a, b in zip(self.views or (), other.views or (), strict=False))
            and (self.views is None) == (other.views is None)
        )

    def is_only_later(self, other: Basis) -> bool:
        """True where nothing was edited and nothing happened in between."""
        return self.plan is other.plan and self.run is other.run


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSnapshot:
    """Every page that is wanted, at one moment."""

    show: str
    zone: str
    epoch: int
    seq: int
    pages: Mapping[str, Page]
    """By role and room: ``operator/shop``."""
    lines: tuple[LineView, ...]
    """Where every handoff stands, whoever looks."""
    basis: Basis


def key_of(role: str, room: str) -> str:
    """The name of the page that a role is shown in a room."""
    return f"{role}/{room}"


def all_pages(show: Show) -> frozenset[str]:
    """Every page that a show has."""
    return frozenset(key_of(role, room.id) for role in ROLES for room in show.rooms)


def needs_budget(show: Show, wanted: Collection[str]) -> bool:
    """True where a page that is wanted says something of the ad budget."""
    roles = {key.partition("/")[0] for key in wanted}
    return PRODUCERS in roles or (bool(roles & {HOST, CONTROLLER}) and have_shops_rules(show))


def room_snapshot(
    projection: Projection,
    views: Views | None = None,
    wanted: Collection[str] | None = None,
    earlier: RoomSnapshot | None = None,
) -> RoomSnapshot:
    """The pages that are ``wanted``, all where that is not said, with the ad budget in ``views``.

    Where nothing has moved since ``earlier`` it is returned as it is.
    """
    show, run = projection.show, projection.run
    keys = all_pages(show) if wanted is None else frozenset(wanted) & all_pages(show)
    basis = Basis(
        plan=projection.plan,
        run=run,
        rooms=tuple(projection.rooms.values()),
        published=projection.published,
        views=views,
        wanted=keys,
    )
    if earlier is not None and basis.is_same(earlier.basis):
        return earlier
    is_tick = earlier is not None and basis.is_only_later(earlier.basis)
    return RoomSnapshot(
        show=show.id,
        zone=show.zone,
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        pages=_pages(projection, views, keys, earlier.pages if earlier and is_tick else {}),
        lines=lines_of(projection),
        basis=basis,
    )


def _pages(
    projection: Projection,
    views: Views | None,
    keys: frozenset[str],
    earlier: Mapping[str, Page],
) -> dict[str, Page]:
    """The host and the controller of a room look at the same; from ``earlier`` pages of the same
    plan and run is taken what time does not change."""
    pages: dict[str, Page] = {}
    calls = calls_of(projection) if any(key.startswith(BACKSTAGE) for key in keys) else ()
    for room in (room.id for room in projection.show.rooms):
        own = [key for key in (key_of(HOST, room), key_of(CONTROLLER, room)) if key in keys]
        if own:
            before = earlier.get(own[0])
            offers = before.room_offers if isinstance(before, RoomPage) else None
            pages |= dict.fromkeys(own, room_page(projection, room, views, offers))
        if (key := key_of(BACKSTAGE, room)) in keys:
            pages[key] = backstage_page(projection, room, calls)
        if (key := key_of(PRODUCERS, room)) in keys:
            pages[key] = producers_page(projection, room, views)
    return pages
