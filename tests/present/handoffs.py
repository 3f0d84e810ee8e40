"""An evening with three handoffs, walked through call by call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from producer_app.core.calling import ActOnHandoff
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import Event
from producer_app.core.show import (
    Anchor,
    HandoffId,
    OfferId,
    RoomId,
    SegmentId,
    Show,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.echo import RoomLink
from producer_app.present.handoff import HandoffView, handoff_views
from producer_app.present.handoff_acks import Ack
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
)
from tests.stepped import whole

EN = words("en")
HEARD = {SHOP: RoomLink(Millis(400), 2)}
NO_PAGE: dict[RoomId, RoomLink] = {}


def an_evening(**changes: object) -> Show:
    """The artist of song 2 walks over at 20:08:00; two more handoffs follow."""
    lan = an_artist("lan", name="Lan Yue", name_alt="蓝月", transit=seconds(90), has_arrived=True)
    first = a_handoff(
        "H1",
        "s2",
        talent=(lan.id,),
        gates=("Link tested",),
        offers=(OfferId("o1"),),
        return_after=minutes(6),
        to_segment=SegmentId("sS2"),
    )
    return a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(4), title="Moon", talent=(lan.id,)),
        a_segment("3", minutes(6)),
        a_segment("4", None),
        a_segment("5", minutes(2), hard_start="20:30"),
        a_shop_segment("S1", minutes(8)),
        a_shop_segment("S2", minutes(6), title="Meet"),
        talent=(lan,),
        handoffs=(
            a_handoff("H4", "s4"),
            a_handoff("H3", "s5", trigger=Trigger(anchor=Anchor.SEGMENT_START)),
            a_handoff("H2", "s3"),
            replace(first, **changes),
        ),
    )


@dataclass
class Evening:
    """A running show; each step is an act on H1 at a show-day time."""

    show: Show = field(default_factory=an_evening)
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        run = gone(self.show, a_run(self.show, self.at("19:58")), self.at("20:00"))
        self.events = gone(self.show, run, self.at("20:04"))

    def at(self, when: str) -> Instant:
        return at(self.show, when)

    def act(self, act: Act, when: str, **ask: object) -> Evening:
        asked = Ask(**{"act": act, "by": "director", **ask})
        call = ActOnHandoff(handoff=HandoffId("h1"), ask=asked)
        self.events = called(self.show, self.events, call, self.at(when))
        return self

    def page(self, act: Act, when: str, rev: int, **ask: object) -> Evening:
        return self.act(act, when, via=Via.PAGE, rev=rev, **{"by": "Host Xu", **ask})

    def standby(self) -> Evening:
        return self.act(Act.STANDBY, "20:07:30")

    def shown(self) -> Evening:
        return self.standby().page(Act.SHOWN, "20:07:31", 1)

    def ready(self) -> Evening:
        return self.shown().page(Act.READY, "20:07:40", 1)

    def go(self) -> Evening:
        return self.ready().act(Act.GO, "20:08:00")

    def go_shown(self) -> Evening:
        return self.go().page(Act.SHOWN, "20:08:00", 2)

    def live(self) -> Evening:
        return self.go_shown().page(Act.LIVE, "20:08:02", 2)

    def views(self, when: str, links: Mapping[RoomId, RoomLink] = HEARD) -> tuple[HandoffView, ...]:
        return whole(handoff_views(self.projection(when), links, EN))

    def projection(self, when: str) -> Projection:
        return project(plan_times(self.show), folded(self.events), self.at(when))

    def h1(self, when: str, links: Mapping[RoomId, RoomLink] = HEARD) -> HandoffView:
        return next(view for view in self.views(when, links) if view.id == "h1")


def acks(view: HandoffView) -> dict[Ack, tuple[str, str, str]]:
    return {ack.ack: (ack.at, ack.by, ack.how) for ack in view.acks if ack.is_done}
