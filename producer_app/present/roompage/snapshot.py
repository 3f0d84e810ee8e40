"""All pages that somebody looks at, at one moment: each made once, and none where nothing moved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from producer_app.core.run import Run
from producer_app.core.show import RoomId, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, Projection, RoomTimes
from producer_app.present.budget_room import Views, have_shops_rules
from producer_app.present.handoff_line import LineView
from producer_app.present.roompage.backstage import (
    BackstagePage,
    Common,
    backstage_page,
    common_of,
)
from producer_app.present.roompage.handoffs import lines_of
from producer_app.present.roompage.producers import ProducersPage, producers_page
from producer_app.present.roompage.room import RoomPage, room_page
from producer_app.present.roompage.rules import Sponsored, sponsored

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
    sponsors: Sponsored | None = None
    """What the next look at the sponsors can build on; None where nobody looks at them."""


def key_of(role: str, room: str) -> str:
    """The name of the page that a role is shown in a room."""
    return f"{role}/{room}"


def all_pages(show: Show) -> frozenset[str]:
    """Every page that a show has."""
    return frozenset(key_of(role, room.id) for role in ROLES for room in show.rooms)


def needs_budget(show: Show, wanted: Collection[str]) -> bool:
    """True where a page that is wanted says something of the ad budget."""
    if _has(wanted, PRODUCERS):
        return True
    return have_shops_rules(show) and (_has(wanted, HOST) or _has(wanted, CONTROLLER))


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
    making = _Making(
        projection=projection,
        views=views,
        common=common_of(projection, has_calls=_has(keys, BACKSTAGE)),
        sponsors=sponsored(projection, earlier.sponsors if earlier is not None else None)
        if _has(keys, PRODUCERS)
        else None,
        before=earlier.pages if earlier and basis.is_only_later(earlier.basis) else {},
    )
    return RoomSnapshot(
        show=show.id,
        zone=show.zone,
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        pages=_pages(making, keys),
        lines=lines_of(projection),
        basis=basis,
        sponsors=making.sponsors,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """What pages are made from; ``before`` are those of the same plan and run."""

    projection: Projection
    views: Views | None
    common: Common
    sponsors: Sponsored | None
    before: Mapping[str, Page]


def _pages(making: _Making, keys: frozenset[str]) -> dict[str, Page]:
    """The host and the controller of a room look at the same."""
    pages: dict[str, Page] = {}
    for room in (room.id for room in making.projection.show.rooms):
        own = [key for key in (key_of(HOST, room), key_of(CONTROLLER, room)) if key in keys]
        if own:
            pages |= dict.fromkeys(own, _room_page(making, room, own[0]))
        if (key := key_of(BACKSTAGE, room)) in keys:
            pages[key] = backstage_page(making.projection, room, making.common)
        if (key := key_of(PRODUCERS, room)) in keys:
            pages[key] = producers_page(
                making.projection, room, making.views, making.common, making.sponsors
            )
    return pages


def _room_page(making: _Making, room: RoomId, key: str) -> RoomPage:
    """A room's offers change with what happens, not with time."""
    before = making.before.get(key)
    offers = before.room_offers if isinstance(before, RoomPage) else None
    return room_page(making.projection, room, making.views, offers)


def _has(keys: Collection[str], role: str) -> bool:
    return any(key.partition("/")[0] == role for key in keys)
