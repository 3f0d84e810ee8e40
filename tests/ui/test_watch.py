"""What nobody did on purpose is said once, in words, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from producer_app.core.calling import ActOnOffer
from producer_app.core.handoff import Via
from producer_app.core.offers import OfferAct
from producer_app.core.run import RunKind
from producer_app.core.show import Offer, OfferId
from producer_app.core.timebase import Instant, Millis
from producer_app.present.words import words
from producer_app.session.announcing import RunChanged
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.notice.bar import NoticeBar
from producer_app.ui.watch import Watch
from tests.builders import a_handoff, a_segment, a_shop_segment, a_show, at

SHOW = a_show(a_segment("1"))


class SteppedClock(HandClock):
    """A clock whose machine can be set."""

    def __init__(self, at: Instant) -> None:
        super().__init__(at)
        self.stepped = Millis(0)

    def step(self) -> Millis:
        return self.stepped


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(at(SHOW, "20:00"))


@pytest.fixture
def session(tmp_path: Path, clock: SteppedClock) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, clock)
    yield opened
    opened.close()


@pytest.fixture
def notice(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar(words("en"))
    qtbot.addWidget(bar)
    return bar


def test_a_step_of_the_machines_clock_is_said_once_and_show_time_stays(
    session: Session, clock: SteppedClock, notice: NoticeBar
) -> None:
    watch = Watch(session, words("en"), notice)
    before = session.now()
    clock.stepped = Millis(3_600_000)
    watch.look()
    assert "set ahead by 1:00:00" in notice.text()
    assert session.now() == before
    notice.clear()
    watch.look()
    assert notice.text() == ""


def test_a_clock_set_back_is_said_without_a_sign(
    session: Session, clock: SteppedClock, notice: NoticeBar
) -> None:
    clock.stepped = Millis(-90_000)
    Watch(session, words("en"), notice).look()
    assert "set back by 1:30" in notice.text()


def test_a_moved_file_is_said_with_its_name(
    session: Session, notice: NoticeBar, qtbot: QtBot
) -> None:
    watch = Watch(session, words("en"), notice)
    session.path.rename(session.path.with_suffix(".away"))

    def is_noticed() -> bool:
        session.tick()
        watch.look()
        return "evening.show" in notice.text()

    qtbot.waitUntil(is_noticed)
    session.path.with_suffix(".away").rename(session.path)


def test_what_a_room_ran_out_of_is_said_and_what_the_director_did_is_not(
    tmp_path: Path, clock: SteppedClock, notice: NoticeBar
) -> None:
    cup = Offer(id=OfferId("cup"), number="012", product="Cup")
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1"),
        offers=(cup,),
        handoffs=(a_handoff("H3", "s1", offers=(cup.id,)),),
    )
    session = Session.create(tmp_path / "sold.show", show, clock)
    watch = Watch(session, words("en"), notice)
    session.subscribe(lambda news: watch.hear(news) if isinstance(news, RunChanged) else None)
    session.begin(RunKind.REHEARSAL)

    def say(act: OfferAct, via: Via) -> str:
        session.call(ActOnOffer(offer=cup.id, act=act, by="Wen", via=via))
        return notice.text()

    assert say(OfferAct.OPEN, Via.CONSOLE) == ""
    assert say(OfferAct.SOLD_OUT, Via.CONSOLE) == ""
    assert say(OfferAct.OPEN, Via.PAGE) == ""
    assert say(OfferAct.SOLD_OUT, Via.PAGE) == "H3: 012 Cup is sold out (Wen)."
    session.close()
