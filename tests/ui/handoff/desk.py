"""A handoff panel over a running show."""

from __future__ import annotations

from PySide6.QtCore import Qt

from producer_app.core.calling import ActOnHandoff, decide
from producer_app.core.errors import Refused
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import Event, fold
from producer_app.core.show import HandoffId, Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.echo import RoomLink
from producer_app.present.handoff import handoff_views
from producer_app.present.words import words
from producer_app.ui.handoff.panel import HandoffPanel
from tests.builders import (
    SHOP,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
)
from tests.stepped import whole

EN = words("en")
H1, H2 = HandoffId("h1"), HandoffId("h2")
HEARD = {SHOP: RoomLink(Millis(400), 1)}
LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A panel over a running show: what it asks for is done, as the window would."""

    def __init__(self, panel: HandoffPanel) -> None:
        self.panel = panel
        self.show: Show = a_show(
            a_segment("1", minutes(4), title="Moon"),
            a_segment("2", minutes(4)),
            a_shop_segment("S1", minutes(8)),
            handoffs=(
                a_handoff("H1", "s1", title="Walk <b>over</b>", gates=("Link tested",)),
                a_handoff("H2", "s2"),
            ),
        )
        run = a_run(self.show, at(self.show, "19:58"))
        self.events: tuple[Event, ...] = gone(self.show, run, at(self.show, "20:00"))
        self.now = at(self.show, "20:03:40")
        self.asked: list[ActOnHandoff] = []
        self.refused: list[Refused] = []
        panel.call_asked.connect(self.take)
        self.look()

    def take(self, call: ActOnHandoff) -> None:
        self.asked.append(call)
        try:
            self.events += decide(self.show, fold(self.events), call, self.now)
        except Refused as refusal:
            self.refused.append(refusal)
        self.look()

    def page(self, act: Act, rev: int) -> None:
        ask = Ask(act=act, by="Xu", via=Via.PAGE, rev=rev)
        call = ActOnHandoff(handoff=H1, ask=ask)
        self.events = called(self.show, self.events, call, self.now)
        self.look()

    def to_live(self) -> None:
        self.panel.standby()
        self.page(Act.READY, 1)
        self.panel.go()
        self.page(Act.LIVE, 2)

    def at(self, when: str) -> None:
        self.now = at(self.show, when)
        self.look()

    def look(self) -> None:
        projection = project(plan_times(self.show), folded(self.events), self.now)
        self.panel.show_state(whole(handoff_views(projection, HEARD, EN)))

    @property
    def acts(self) -> list[Act]:
        return [call.ask.act for call in self.asked]
