"""When the disk fails, the cue goes out, the console says so, and nothing that happened is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from producer_app.core.calling import Go, Note
from producer_app.core.edits import ChangeSegment
from producer_app.core.errors import EnvironmentFault
from producer_app.core.run import Event, RunId, RunKind, WentOnAir
from producer_app.core.show import Kind, SegmentId
from producer_app.paths import state_dir
from producer_app.session import writer
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.session.spill import Spill
from producer_app.store.showfile import ShowFile
from tests.builders import STAGE, a_segment, a_show, at, minutes
from tests.conftest import PATIENT

SLOW = writer.PATIENCE

LOOKS = 1_500
"""How often it is looked, each fiftieth of a second, before a slow disk is given up."""

SHOW = a_show(a_segment("1"), a_segment("2"), a_segment("3"))
FIRST, SECOND, THIRD = (segment.id for segment in SHOW.segments)


@pytest.fixture(autouse=True)
def _tries_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
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


def _spill(show: str = SHOW.id) -> Path:
    return Spill(state_dir() / "spill", show).path


def _spilled(data: bytes) -> None:
    _spill().parent.mkdir(parents=True, exist_ok=True)
    _spill().write_bytes(data)


def _kept() -> list[bytes]:
    return [aside.read_bytes() for aside in _spill().parent.glob("*.kept")]


def _went(segment: SegmentId, title: str) -> WentOnAir:
    return WentOnAir(
        at=at(SHOW, "20:01:00"),
        room=STAGE,
        segment=segment,
        number="1",
        title=title,
        kind=Kind.SONG,
        length=None,
        planned_start=None,
    )


def _until_spilled() -> None:
    waiting = threading.Event()
    for _ in range(LOOKS):
        if _spill().exists() and _spill().read_text(encoding="utf-8").endswith("\n"):
            return
        waiting.wait(0.02)
    pytest.fail("nothing was spilled")


def _until_no_spill() -> None:
    waiting = threading.Event()
    for _ in range(LOOKS):
        if not _spill().exists():
            return
        waiting.wait(0.02)
    pytest.fail("what was saved is still spilled")


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
    for _ in range(LOOKS):
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
    _until_no_spill()
    again.close()


def test_a_disk_that_is_done_in_the_very_last_instant_is_neither_slow_nor_spilled(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows_file, spills = session._writer, session._writer._spill_out

    def saved_meanwhile(run: RunId, events: Sequence[Event]) -> None:
        shows_file._thread.submit(int).result()
        spills(run, events)

    monkeypatch.setattr(writer, "PATIENCE", 0)
    monkeypatch.setattr(shows_file, "_spill_out", saved_meanwhile)
    session.call(Note(code="note", text="in the very last instant"))
    shows_file._spiller.submit(int).result()
    assert (session.disk.unsaved, session.disk.why) == (0, None)
    assert not _spill().exists()


def test_a_go_waits_no_longer_for_a_slow_disk(
    session: Session, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    session._writer._thread.submit(released.wait, 60)
    monkeypatch.setattr(writer, "PATIENCE", SLOW)
    session.call(Go(room=STAGE, expects=FIRST))
    assert session.disk.unsaved == 1
    assert str(session.disk.why) == "the disk is slow"
    _until_spilled()
    released.set()
    monkeypatch.setattr(writer, "PATIENCE", PATIENT)
    clock.advance(minutes(5))
    session.call(Go(room=STAGE, expects=SECOND))
    assert session.run is not None
    assert len(session.events(session.run.id)) == 3
    assert session.disk.unsaved == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\x00\xb8\n",
        b"hello\n",
        b"run\t{}\n",
        b'run\t{"WentOnAir":{"at":1}}\n',
        b"run\t" + b"[" * 100_000 + b"\n",
        b'run\t{"Noted":{"at":99999999999999999999,"code":"a","text":"b"}}\n',
    ],
)
def test_a_damaged_spill_is_put_aside_and_the_show_opens(
    session: Session, clock: HandClock, data: bytes
) -> None:
    session.close()
    _spilled(data)
    again = Session.open(session.path, clock)
    assert again.is_running
    again.close()
    assert _kept() == [data]


def test_a_readable_line_is_recovered_from_among_damaged_ones(
    session: Session, clock: HandClock
) -> None:
    run = session.run
    assert run is not None
    session.close()
    Spill(state_dir() / "spill", SHOW.id).add(run.id, [_went(SECOND, "Two\u2028lines\x85")])
    _spilled(b"\xff\n" + _spill().read_bytes() + b"cut off")
    again = Session.open(session.path, clock)
    take = again.projection().rooms[STAGE].on_air
    again.close()
    assert take is not None
    assert take.title == "Two\u2028lines\x85"


def test_a_run_of_another_file_of_the_same_show_is_not_taken_over_and_not_lost(
    session: Session, clock: HandClock
) -> None:
    session.close()
    Spill(state_dir() / "spill", SHOW.id).add(RunId("elsewhere"), [_went(SECOND, "Two")])
    spilled = _spill().read_bytes()
    again = Session.open(session.path, clock)
    assert again.events(RunId("elsewhere")) == ()
    again.close()
    assert _kept() == [spilled]


@pytest.mark.parametrize("show", ["../../victim", "a/b", "nul\0", "x" * 300, "con:", "\ud800"])
def test_the_shows_id_never_names_a_file(show: str) -> None:
    assert Spill(state_dir(), show).path.parent == state_dir()
    assert Spill(state_dir(), show).path.stem.isalnum()


def test_a_console_that_starts_while_the_disk_still_fails_knows_what_is_on_air(
    session: Session, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = session.run
    assert run is not None
    session.close()
    Spill(state_dir() / "spill", SHOW.id).add(run.id, [_went(SECOND, "Two")])
    with monkeypatch.context() as failing:
        failing.setattr(ShowFile, "append", _no_room)
        again = Session.open(session.path, clock)
        take = again.projection().rooms[STAGE].on_air
        assert take is not None
        assert take.segment == SECOND
        assert again.disk.unsaved == 2
        assert _spill().exists()
    again.close()
    after = Session.open(again.path, clock)
    saved = [type(event).__name__ for event in after.events(run.id)]
    after.close()
    assert saved[:3] == ["RunStarted", "WentOnAir", "Noted"]


def test_however_many_events_wait_one_attempt_is_on_its_way(session: Session) -> None:
    session.path.rename(session.path.with_suffix(".away"))
    for _ in range(20):
        session.call(Note(code="remark", text="The disk is away."))
    attempts = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert len(attempts) <= 2
    session.path.with_suffix(".away").rename(session.path)


def _no_room(*_: object, **__: object) -> None:
    raise EnvironmentFault("store.disk_full", "The disk is full.")


def test_a_file_that_was_moved_is_noticed_without_waiting_for_the_disk(session: Session) -> None:
    away = session.path.with_suffix(".away")
    session.path.rename(away)
    waiting = threading.Event()
    for _ in range(LOOKS):
        session.tick()
        if not session.disk.is_in_place:
            break
        waiting.wait(0.02)
    assert not session.disk.is_in_place
    away.rename(session.path)
