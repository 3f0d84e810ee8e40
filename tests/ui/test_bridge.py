"""The door between session and Qt: the clock on the wall goes on whatever breaks behind it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from producer_app.core.calling import ActOnHandoff
from producer_app.core.edits import ChangeSegment
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.run import RunKind
from producer_app.core.show import HandoffId, SegmentId
from producer_app.core.timing import Projection
from producer_app.session.announcing import Announcement, RunChanged
from producer_app.session.calls import CLOSES_AFTER
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from tests.builders import a_handoff, a_segment, a_shop_segment, a_show, at

SHOW = a_show(a_segment("1"), a_shop_segment("S1"), handoffs=(a_handoff("H1", "s1"),))
H1 = HandoffId("h1")


def _returned(tmp_path: Path, clock: HandClock) -> Session:
    session = Session.create(tmp_path / "evening.show", SHOW, clock)
    session.begin(RunKind.SHOW)
    session.call(ActOnHandoff(handoff=H1, ask=Ask(act=Act.GO, by="director", is_forced=True)))
    for act in (Act.LIVE, Act.RETURN):
        session.call(ActOnHandoff(handoff=H1, ask=Ask(act=act, by="Mo", via=Via.VOICE)))
    return session


def test_a_fault_in_a_tick_is_reported_and_the_next_tick_comes(
    tmp_path: Path, qtbot: QtBot
) -> None:
    clock = HandClock(at(SHOW, "20:00:00"))
    session = _returned(tmp_path, clock)

    def break_at_the_clocks_call(announcement: Announcement) -> None:
        if isinstance(announcement, RunChanged) and announcement.origin == "clock":
            raise RuntimeError("a panel broke")

    bridge = Bridge(session)
    session.subscribe(break_at_the_clocks_call)
    clock.advance(CLOSES_AFTER)
    with qtbot.captureExceptions() as faults:
        with qtbot.waitSignal(bridge.ticked, timeout=10_000):
            bridge.start()
        with qtbot.waitSignal(bridge.ticked, timeout=10_000):
            pass
    bridge.stop()
    session.close()
    assert [str(fault[1]) for fault in faults] == ["a panel broke"]


def _on_air(tmp_path: Path, clock: HandClock) -> Session:
    session = Session.create(tmp_path / "evening.show", SHOW, clock)
    session.begin(RunKind.SHOW)
    return session


def _next_edge(bridge: Bridge, clock: HandClock, qtbot: QtBot) -> Projection:
    """What is shown on the edge that comes next."""
    foreseen = bridge.foresee()
    clock.advance(foreseen.now - clock.now())
    with qtbot.waitSignal(bridge.turned, timeout=10_000) as turned:
        pass
    shown: Projection = turned.args[0]
    return shown


def test_the_clocks_turn_before_anything_else_that_time_brings(
    tmp_path: Path, qtbot: QtBot
) -> None:
    clock = HandClock(at(SHOW, "20:00:00"))
    session = _on_air(tmp_path, clock)
    bridge, seen = Bridge(session), list[str]()
    bridge.turned.connect(lambda _: seen.append("turned"))
    bridge.ticked.connect(lambda _: seen.append("ticked"))
    bridge.start()
    _next_edge(bridge, clock, qtbot)
    bridge.stop()
    session.close()
    assert seen == ["turned", "ticked"]


def test_what_was_foreseen_for_an_edge_is_what_the_edge_shows(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock(at(SHOW, "20:00:00"))
    session = _on_air(tmp_path, clock)
    bridge = Bridge(session)
    bridge.start()
    foreseen = bridge.foresee()
    shown = _next_edge(bridge, clock, qtbot)
    bridge.stop()
    session.close()
    assert shown.now == foreseen.now
    assert shown.now % 1_000 == 1


def test_an_edit_after_it_was_foreseen_is_on_the_screen_at_the_edge(
    tmp_path: Path, qtbot: QtBot
) -> None:
    clock = HandClock(at(SHOW, "20:00:00"))
    session = _on_air(tmp_path, clock)
    bridge = Bridge(session)
    bridge.start()
    foreseen = bridge.foresee()
    session.edit(ChangeSegment(segment=SegmentId("s1"), changes={"title": "New"}), confirmed=True)
    clock.advance(foreseen.now - clock.now())
    with qtbot.waitSignal(bridge.turned, timeout=10_000) as turned:
        pass
    bridge.stop()
    session.close()
    assert turned.args[0].show.segment(SegmentId("s1")).title == "New"


def test_a_call_comes_behind_the_edits_that_still_wait(tmp_path: Path, qtbot: QtBot) -> None:
    clock = HandClock(at(SHOW, "20:00:00"))
    session = _on_air(tmp_path, clock)
    bridge, done = Bridge(session), list[str]()
    bridge.start()
    clock.advance(999)
    bridge.ask("edit", lambda _: done.append("edit"))
    waited = list(done)
    bridge.attempt(lambda _: done.append("go"))
    bridge.stop()
    session.close()
    assert waited == []
    assert done == ["edit", "go"]
