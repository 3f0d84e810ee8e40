"""What Qt owns is let go in the window's thread, whichever thread makes the garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from producer_app.ui.agenda import Agenda
from producer_app.ui.garbage import EVERY, Garbage


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[Garbage]:
    collector = Garbage()
    yield collector
    collector.give_back()


class Cycle:
    """A window that can only be let go by the collector."""

    def __init__(self, gone: list[str]) -> None:
        self.widget = QWidget()
        self.me = self
        weakref.finalize(self, lambda: gone.append(threading.current_thread().name))


def test_a_busy_thread_collects_nothing(garbage: Garbage) -> None:
    gone: list[str] = []
    Cycle(gone)

    def busy() -> None:
        kept = [[n] for n in range(200_000)]
        kept.clear()

    thread = threading.Thread(target=busy)
    thread.start()
    thread.join()

    assert gone == []
    assert not gc.isenabled()
    while not gone:
        gc.collect()
    assert gone == [threading.main_thread().name]


def test_the_look_collects_what_has_gathered(garbage: Garbage) -> None:
    gone: list[str] = []
    Cycle(gone)
    filler = [[n] for n in range(5_000)]
    garbage.look()
    assert gone == [threading.main_thread().name]
    assert filler


def test_what_only_stays_is_not_gone_through_again_and_again(garbage: Garbage) -> None:
    looked: list[int] = []
    gc.callbacks.append(lambda phase, info: looked.append(info["generation"]))
    try:
        kept = [[n] for n in range(100_000)]
        for _ in range(200):
            kept += [[n] for n in range(1_000)][:1]
            gc.collect(1)
            garbage.look()
    finally:
        gc.callbacks.pop()
    assert looked.count(2) <= 4
    assert kept


def test_what_has_gathered_among_what_stays_is_found(garbage: Garbage) -> None:
    gone: list[str] = []
    Cycle(gone)
    gc.collect(1)
    kept: list[list[int]] = []
    while not gone:
        kept += [[n] for n in range(2_000)]
        gc.collect(1)
        garbage.look()
        assert len(kept) < 1_000_000
    assert gone == [threading.main_thread().name]


def test_a_look_keeps_clear_of_an_edge(garbage: Garbage, qtbot: QtBot) -> None:
    gone: list[str] = []
    away = [2.0]
    agenda = Agenda(lambda: away[0])
    agenda.start()
    garbage.go_along(agenda)
    Cycle(gone)
    filler = [[n] for n in range(5_000)]
    qtbot.wait(2 * EVERY)
    assert gone == []
    away[0] = 900.0
    agenda.turned()
    qtbot.waitUntil(lambda: bool(gone))
    garbage.let_go()
    assert filler


def test_a_window_that_was_left_may_be_collected(garbage: Garbage, qtbot: QtBot) -> None:
    gone: list[str] = []
    Cycle(gone)
    garbage.go_along(Agenda(lambda: 900.0))
    gc.collect()
    assert gone == []
    garbage.let_go()
    gc.collect()
    assert gone == [threading.main_thread().name]


def test_who_found_collecting_off_leaves_it_off() -> None:
    assert not gc.isenabled()
    Garbage().give_back()
    assert not gc.isenabled()


def test_who_found_collecting_on_leaves_it_on() -> None:
    gc.enable()
    collector = Garbage()
    assert not gc.isenabled()
    collector.give_back()
    assert gc.isenabled()
