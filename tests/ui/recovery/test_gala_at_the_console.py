"""The gala of 2016 at the console: the sketch six minutes too long, and back by one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment, Put
from producer_app.core.run import RunKind
from producer_app.core.show import RoomId, Segment, Show, Talent, TalentId, TalentRole
from producer_app.exchange.running_order import read_running_order
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import at, minutes, wall
from tests.ui.recovery.evening import a_window, line_of, press, until_found

PUBLISHED = Path(__file__).parents[2] / "data" / "gala_2016_published_times.csv"
STAGE = RoomId("stage")


def titled(show: Show, title: str) -> Segment:
    return next(segment for segment in show.segments if segment.title == title)


def direct(session: Session) -> None:
    """The countdown starts at 23:57:00, two hosts fill before it; the sketch is too long."""
    hosts = [
        Talent(id=TalentId(key), name=name, role=TalentRole.HOST)
        for key, name in (("zhu", "朱军"), ("dong", "董卿"))
    ]
    for host in hosts:
        session.edit(Put(entity=host))
    names = tuple(host.id for host in hosts)
    countdown = {"hard_start": wall("23:57"), "filled_by": names, "talent": names}
    sketch = {"length": minutes(21)}
    for title, changes in (("新年倒计时", countdown), ("小品《网购奇遇》", sketch)):
        session.edit(ChangeSegment(segment=titled(session.show, title).id, changes=changes))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The gala in its running, a sketch on air at 22:59:00."""
    show = read_running_order(PUBLISHED, date=dt.date(2016, 2, 7), zone="Asia/Shanghai")
    clock = HandClock(at(show, "19:30"))
    opened = Session.create(tmp_path / "gala.show", show, clock)
    opened.begin(RunKind.SHOW)
    direct(opened)
    on_air = titled(show, "小品《是谁呢》").id
    while (standby := opened.projection().rooms[STAGE].standby) is not None:
        start = opened.projection().rooms[STAGE].start_of(standby.id)
        assert start is not None
        clock.advance(start - clock.now())
        opened.call(Go(room=STAGE, expects=standby.id))
        if standby.id == on_air:
            break
    yield opened
    opened.close()


def test_the_line_the_key_and_enter_bring_the_countdown_to_23_57_and_name_who_fills(
    session: Session, qtbot: QtBot
) -> None:
    window = a_window(session, qtbot)
    until_found(window, qtbot)
    assert line_of(window).startswith("OVER 6:00 at 23:57:00 · ")
    press(window, Qt.Key.Key_F12)
    best = window.wayfinder.panel.cards[0].view
    assert (best.result, best.verdict) == ("MAKES IT", "BREAKS NOTHING")
    countdown = best.landings[0]
    assert (countdown.at, countdown.before, countdown.after) == (
        "23:57:00",
        "OVER 6:00",
        "1:00 to fill",
    )
    assert countdown.fill == "1:00 to fill: 朱军, 董卿 1:00"
    press(window, Qt.Key.Key_Return)
    assert line_of(window) == ""
    assert window.panels.notice.text() == (
        "Way back applied. 23:57:00: 1:00 to fill: 朱军, 董卿 1:00. Ctrl+Z takes it back."
    )
