"""When the disk fails, the cue goes out, the console says so, and nothing that happened is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.errors import EnvironmentFault
from producer_app.core.run import RunKind
from producer_app.paths import state_dir
from producer_app.session import writer
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import STAGE, a_segment, a_show, at, minutes

SHOW = a_show(a_segment("1"), a_segment("2"), a_segment("3"))
FIRST, SECOND, THIRD = (segment.id for segment in SHOW.segments)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCER_CONSOLE_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(writer, "RETRY", 0.05)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(SHOW, "20:00:00"))


@pytest.fixture
def session(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, clock)
    opened.begin(RunKind.SHOW)
    yield opened
    opened.close()


def _spill() -> Path:
    return state_dir() / "spill" / f"{SHOW.id}.tsv"


def _until_spilled() -> None:
    waiting = threading.Event()
    for _ in range(200):
        if _spill().exists() and _spill().read_text(encoding="utf-8").endswith("\n"):
            return
        waiting.wait(0.02)
    pytest.fail("nothing was spilled")


def test_go_goes_out_when_the_file_is_moved_away_and_is_saved_once_it_is_back(
    session: Session,
) -> None:
    away = session.path.with_suffix(".away")
    session.path.rename(away)
    session.call(Go(room=STAGE, expects=FIRST))
    take = session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.segment == FIRST
    assert session.disk.unsaved == 1
    assert session.disk.why
    _until_spilled()
    away.rename(session.path)
    waiting = threading.Event()
    for _ in range(200):
        if session.disk.unsaved == 0:
            break
        waiting.wait(0.02)
    assert session.disk.unsaved == 0
    assert session.run is not None
    assert len(session.events(session.run.id)) == 2


def test_an_edit_that_cannot_be_saved_is_not_believed(session: Session) -> None:
    away = session.path.with_suffix(".away")
    session.path.rename(away)
    with pytest.raises(EnvironmentFault):
        session.edit(ChangeSegment(segment=THIRD, changes={"length": minutes(9)}), confirmed=True)
    assert session.show == SHOW
    away.rename(session.path)


def test_what_was_spilled_is_recovered_at_the_next_start(
    session: Session, clock: HandClock
) -> None:
    away = session.path.with_suffix(".away")
    session.path.rename(away)
    session.call(Go(room=STAGE, expects=FIRST))
    _until_spilled()
    session.close()
    away.rename(session.path)
    again = Session.open(session.path, clock)
    take = again.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.segment == FIRST
    assert not _spill().exists()
    again.close()


def test_a_go_waits_no_longer_for_a_slow_disk(session: Session, clock: HandClock) -> None:
    released = threading.Event()
    session._writer._thread.submit(released.wait, 10)
    session.call(Go(room=STAGE, expects=FIRST))
    assert session.disk.unsaved == 1
    assert session.disk.why == "the disk is slow"
    _until_spilled()
    released.set()
    clock.advance(minutes(5))
    session.call(Go(room=STAGE, expects=SECOND))
    assert session.run is not None
    assert len(session.events(session.run.id)) == 3
    assert session.disk.unsaved == 0
