"""A clip attached to a segment, read by a process of its own while the window goes on."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import qasync
from pydub.generators import Sine
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.errors import ProducerError
from producer_app.core.show import SegmentId
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.sound import probe
from producer_app.sound.facts import ClipFacts
from producer_app.ui.sounds import SoundDesk
from tests.builders import a_segment, a_show, at

SHOW = a_show(a_segment("1"))
FIRST = SHOW.segments[0].id

Heard = list[ClipFacts | ProducerError | None]

ENOUGH = 6
"""Turns of the window's loop that show that it goes on."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, HandClock(at(SHOW, "20:00")))
    yield opened
    opened.close()


@pytest.fixture
def heard() -> Heard:
    return []


@pytest.fixture
def desk(session: Session, heard: Heard, qtbot: QtBot) -> SoundDesk:
    parent = QWidget()
    qtbot.addWidget(parent)

    def show_facts(_: SegmentId, facts: ClipFacts | ProducerError | None) -> None:
        heard.append(facts)

    return SoundDesk(
        parent, words("en"), session.path.parent, edit=session.edit, show_facts=show_facts
    )


def _on_the_windows_loop(work: Callable[[], Awaitable[None]]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(asyncio.wait_for(work(), 100))


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.02)


def _tone(path: Path, millis: int) -> Path:
    tone = Sine(440).to_audio_segment(duration=millis).apply_gain(-12)
    tone.export(path, format="wav").close()
    return path


def test_an_attached_clip_is_measured_and_kept_with_the_segment(
    desk: SoundDesk, session: Session, heard: Heard, tmp_path: Path
) -> None:
    clip = _tone(tmp_path / "song.wav", 3_000)

    async def work() -> None:
        desk.attach_file(FIRST, clip)
        assert heard == [None]
        await _until(lambda: len(heard) == 2)

    _on_the_windows_loop(work)
    kept = session.show.segment(FIRST).sound
    assert kept is not None
    assert (kept.path, kept.length) == ("song.wav", 3_000)
    facts = heard[1]
    assert isinstance(facts, ClipFacts)
    assert max(facts.peaks) > 0.1


def test_the_clips_length_becomes_the_planned_length_on_request(
    desk: SoundDesk, session: Session, heard: Heard, tmp_path: Path
) -> None:
    async def work() -> None:
        desk.attach_file(FIRST, _tone(tmp_path / "song.wav", 2_500))
        await _until(lambda: len(heard) == 2)

    _on_the_windows_loop(work)
    desk.use_length(session.show, FIRST)
    assert session.show.segment(FIRST).length == 2_500
    session.undo()
    assert session.show.segment(FIRST).length == SHOW.segments[0].length


def test_what_is_no_sound_is_not_attached_and_says_why(
    desk: SoundDesk, session: Session, heard: Heard, tmp_path: Path
) -> None:
    fake = tmp_path / "fake.wav"
    fake.write_text("not a sound", encoding="utf-8")

    async def work() -> None:
        desk.attach_file(FIRST, fake)
        await _until(lambda: len(heard) == 2)

    _on_the_windows_loop(work)
    assert isinstance(heard[1], ProducerError)
    assert "fake.wav" in str(heard[1])
    assert session.show.segment(FIRST).sound is None


def test_the_window_goes_on_while_a_clip_is_read(
    desk: SoundDesk, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, beats = tmp_path / "gate", 0
    waiting = tmp_path / "reader.py"
    waiting.write_text(
        "import os, pathlib, sys, time\n"
        f"while not pathlib.Path({str(gate)!r}).exists(): time.sleep(.01)\n"
        f"os.execv(sys.executable, [*{probe.reader_command()!r}, *sys.argv[1:]])\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(probe, "reader_command", lambda: (sys.executable, str(waiting)))

    async def work() -> None:
        nonlocal beats
        desk.attach_file(FIRST, _tone(tmp_path / "long.wav", 2_000))
        while len(heard) < 2:
            beats += 1
            if beats == ENOUGH:
                gate.touch()
            await asyncio.sleep(0.01)

    _on_the_windows_loop(work)
    assert isinstance(heard[1], ClipFacts)
    assert heard[1].length == 2_000


def test_a_removed_clip_leaves_the_segment(
    desk: SoundDesk, session: Session, heard: Heard, tmp_path: Path
) -> None:
    async def work() -> None:
        desk.attach_file(FIRST, _tone(tmp_path / "song.wav", 500))
        await _until(lambda: len(heard) == 2)
        desk.remove(FIRST)

    _on_the_windows_loop(work)
    assert session.show.segment(FIRST).sound is None
