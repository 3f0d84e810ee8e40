"""The as-run log gives back every event as it was, once and in order."""

from __future__ import annotations

import sqlite3
import tempfile
import typing
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.errors import BadInput
from producer_app.core.run import (
    Event,
    Noted,
    RunEnded,
    RunId,
    RunKind,
    RunStarted,
    WentOnAir,
    fold,
)
from producer_app.core.show import Kind
from producer_app.core.timebase import Instant
from producer_app.store import asrun
from producer_app.store.asrun import RunRecord, event_from_json, event_to_json
from producer_app.store.connection import connect
from producer_app.store.digest import Digests
from producer_app.store.showfile import ShowFile
from tests.builders import STAGE, a_run, a_segment, a_show, at, gone
from tests.store.nouns import any_of, events

RUN = RunId("run")
REHEARSAL = RunId("rehearsal")


@settings(max_examples=40)
@given(
    log=st.tuples(*[any_of(kind) for kind in typing.get_args(Event)]),
    more=st.lists(events, max_size=4),
)
def test_every_kind_of_event_comes_back_as_it_was(
    log: tuple[Event, ...], more: list[Event]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "night.show"
        with ShowFile.create(path, a_show()) as file:
            file.append(RUN, log)
            file.append(RUN, more)
        with ShowFile.open(path) as file:
            assert file.events(RUN) == (*log, *more)


@given(event=events)
def test_an_event_that_waits_outside_the_file_comes_back_as_it_was(event: Event) -> None:
    line = event_to_json(event)

    assert "\n" not in line
    assert event_from_json(line) == event


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"Sang": {}}', '{"Held": {"at": 1}}', "null"])
def test_a_line_that_is_no_event_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        event_from_json(text)


def test_the_run_of_a_reopened_file_is_the_same_run(tmp_path: Path) -> None:
    show = a_show(a_segment("1"), a_segment("2"))
    log = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00:01"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        file.append(RUN, log)
    with ShowFile.open(tmp_path / "night.show") as file:
        run = fold(file.events(RUN))

    assert run == fold(log)
    assert run is not None
    take = run.room(STAGE).on_air
    assert take is not None
    assert take.title == "Song 1"


def test_the_open_run_is_the_one_that_has_not_ended(tmp_path: Path) -> None:
    rehearsal = RunStarted(at=Instant(1), run=REHEARSAL, kind=RunKind.REHEARSAL, number=1, epoch=1)
    show = RunStarted(at=Instant(9), run=RUN, kind=RunKind.SHOW, number=1, epoch=2)
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        assert file.open_run() is None
        file.append(REHEARSAL, (rehearsal,))
        assert file.open_run() == RunRecord(
            id=REHEARSAL, kind=RunKind.REHEARSAL, number=1, epoch=1, started=Instant(1)
        )
        file.append(REHEARSAL, (RunEnded(at=Instant(5)),))
        assert file.open_run() is None
        file.append(RUN, (show,))

    with ShowFile.open(tmp_path / "night.show") as file:
        running = file.open_run()
        assert running is not None
        assert running.id == RUN
        assert [run.ended for run in file.runs()] == [5, None]
        assert file.events(REHEARSAL) == (rehearsal, RunEnded(at=Instant(5)))


def test_a_run_may_begin_and_end_in_one_breath(tmp_path: Path) -> None:
    start = RunStarted(at=Instant(1), run=RUN, kind=RunKind.SHOW, number=1, epoch=1)
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        file.append(RUN, (start, RunEnded(at=Instant(2))))
        assert file.open_run() is None


def test_half_a_character_never_keeps_an_event_out_of_the_log(tmp_path: Path) -> None:
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        file.append(RUN, (Noted(at=Instant(1), code="remark", text="so \ud83d sad"),))
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.events(RUN) == (Noted(at=Instant(1), code="remark", text="so ? sad"),)


def test_a_person_can_read_the_log_in_another_tool(tmp_path: Path) -> None:
    show = a_show(a_segment("1", kind=Kind.DANCE))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        file.append(RUN, gone(show, a_run(show, at(show, "24:03")), at(show, "24:03:05")))

    with closing(sqlite3.connect(tmp_path / "night.show")) as connection:
        rows = connection.execute("SELECT seq, at, kind, room, segment FROM asrun").fetchall()

    assert (2, "2027-01-01T00:03:05+08:00", "WentOnAir", "stage", "s1") in rows


def test_events_that_seemed_lost_but_were_saved_are_not_logged_twice(tmp_path: Path) -> None:
    first = Noted(at=Instant(1), code="remark", text="one")
    second = Noted(at=Instant(2), code="remark", text="two")
    path = tmp_path / "night.show"
    ShowFile.create(path, a_show()).close()

    with closing(connect(path, "rw")) as db:
        digests = Digests()
        asrun.append_events(db, digests, RUN, (first,), known_seq=0, zone="UTC")
        asrun.append_events(db, digests, RUN, (first, second), known_seq=0, zone="UTC")

        assert asrun.read_events(db, path, RUN) == (first, second)


def test_the_same_thing_may_happen_twice(tmp_path: Path) -> None:
    remark = Noted(at=Instant(1), code="remark", text="again")
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        file.append(RUN, (remark,))
        file.append(RUN, (remark,))
        assert file.events(RUN) == (remark, remark)


def test_an_event_of_a_later_version_is_named(tmp_path: Path) -> None:
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        file.append(RUN, (Noted(at=Instant(1), code="remark", text="one"),))
        file._db.conn.execute("UPDATE asrun SET kind = 'Sang'")
        with pytest.raises(BadInput, match=r"as-run 1.*Sang"):
            file.events(RUN)


def test_the_log_keeps_what_was_on_air_when_the_plan_changes(tmp_path: Path) -> None:
    show = a_show(a_segment("1"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        file.append(RUN, gone(show, a_run(show, at(show, "20:00")), at(show, "20:00")))
        taken = [event for event in file.events(RUN) if isinstance(event, WentOnAir)]

    assert [(take.number, take.title, take.length) for take in taken] == [("1", "Song 1", 300_000)]
