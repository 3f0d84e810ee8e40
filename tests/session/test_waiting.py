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
