"""While an edit waits for the disk, what cannot wait is done all the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.edits import ChangeSegment
from producer_app.session.session import Session
from tests.builders import a_segment, a_show

SHOW = a_show(a_segment("1"), a_segment("2"))
FIRST = SHOW.segments[0].id


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW)
    yield opened
    opened.close()


def _slow_disk(session: Session) -> threading.Event:
    """A disk that does nothing until it is released."""
    released = threading.Event()
    session._writer._thread.submit(released.wait, 10)
    return released


def test_the_clocks_go_on_while_an_edit_waits_for_a_slow_disk(session: Session) -> None:
    released, turns = _slow_disk(session), list[str]()

    def turn() -> float:
        turns.append(session.show.segment(FIRST).title)
        if len(turns) == 3:
            released.set()
        return 0.01

    session.while_waiting(turn)
    session.edit(ChangeSegment(segment=FIRST, changes={"title": "New"}))
    session.while_waiting(None)
    assert turns[:3] == ["Song 1"] * 3
    assert session.show.segment(FIRST).title == "New"


def test_what_is_due_right_behind_the_wait_comes_before_the_rest_of_the_edit(
    session: Session,
) -> None:
    seen: list[str] = []
    session.subscribe(lambda _: seen.append("announced"))

    def turn() -> float:
        seen.append("turned")
        return 0.005

    session.while_waiting(turn)
    session.edit(ChangeSegment(segment=FIRST, changes={"title": "New"}))
    session.while_waiting(None)
    assert seen[-3:] == ["turned", "turned", "announced"]


def test_what_is_due_later_is_not_waited_for(session: Session) -> None:
    waits: list[float] = []

    def turn() -> float:
        waits.append(3_600.0)
        return waits[-1]

    session.while_waiting(turn)
    session.edit(ChangeSegment(segment=FIRST, changes={"title": "New"}))
    session.while_waiting(None)
    assert session.show.segment(FIRST).title == "New"
    assert waits


def test_a_fault_in_what_is_done_meanwhile_loses_no_edit(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    released = _slow_disk(session)

    def turn() -> float:
        released.set()
        raise RuntimeError("a panel broke")

    session.while_waiting(turn)
    session.edit(ChangeSegment(segment=FIRST, changes={"title": "New"}))
    session.while_waiting(None)
    assert session.show.segment(FIRST).title == "New"
    assert "a panel broke" in caplog.text
