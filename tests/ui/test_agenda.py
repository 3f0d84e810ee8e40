"""What the window does between the edges of the seconds: never across one, nothing lost."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from producer_app.ui.agenda import PATIENCE_ASKED, READY, Agenda


class Edge:
    """An edge that is as many milliseconds away as the test says."""

    def __init__(self) -> None:
        self.away = 1_000.0

    def __call__(self) -> float:
        return self.away


@pytest.fixture
def edge() -> Edge:
    return Edge()


@pytest.fixture
def agenda(qtbot: QtBot, edge: Edge) -> Agenda:
    agenda = Agenda(edge)
    agenda.start()
    return agenda


def test_before_it_is_started_everything_is_done_at_once(qtbot: QtBot, edge: Edge) -> None:
    agenda, done = Agenda(edge), list[str]()
    edge.away = 0
    agenda.ask("edit", lambda: done.append("edit"))
    agenda.put("budget", lambda: done.append("budget"))
    assert done == ["edit", "budget"]


def test_what_is_asked_for_is_done_at_once_where_there_is_time(agenda: Agenda) -> None:
    done: list[int] = []
    agenda.ask("edit", lambda: done.append(1))
    assert done == [1]


def test_an_edit_just_before_an_edge_waits_until_the_clocks_have_turned(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[int] = []
    edge.away = 3
    agenda.ask("edit", lambda: done.append(1))
    qtbot.wait(20)
    assert done == []
    edge.away = 900
    agenda.turned()
    qtbot.waitUntil(lambda: done == [1])


def test_edits_that_wait_are_done_each_and_in_their_order(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[int] = []
    edge.away = 3
    for number in range(5):
        agenda.ask("edit" if number % 2 else "undo", lambda number=number: done.append(number))
    edge.away = 900
    agenda.turned()
    qtbot.waitUntil(lambda: len(done) == 5)
    assert done == [0, 1, 2, 3, 4]


def test_nothing_overtakes_an_edit_that_waits(agenda: Agenda, edge: Edge) -> None:
    done: list[str] = []
    edge.away = 3
    agenda.ask("edit", lambda: done.append("edit"))
    agenda.settle()
    done.append("go")
    assert done == ["edit", "go"]


def test_an_edit_that_asks_for_another_has_it_done_behind_itself(agenda: Agenda) -> None:
    done: list[str] = []

    def first() -> None:
        agenda.ask("edit", lambda: done.append("second"))
        done.append("first")

    agenda.ask("edit", first)
    assert done == ["first", "second"]


def test_what_is_shown_is_shown_once_however_often_it_was_wanted(
    agenda: Agenda, qtbot: QtBot
) -> None:
    done: list[int] = []
    for number in range(3):
        agenda.put("timeline", lambda number=number: done.append(number))
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(20)
    assert done == [2]


def test_a_piece_that_took_long_lies_across_no_edge_from_then_on(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[float] = []

    def slow() -> None:
        time.sleep(0.03)
        done.append(edge.away)

    agenda.put("findings", slow)
    qtbot.waitUntil(lambda: len(done) == 1)
    edge.away = 25
    agenda.put("findings", slow)
    qtbot.wait(200)
    assert len(done) == 1
    edge.away = 60_000
    agenda.turned()
    qtbot.waitUntil(lambda: len(done) == 2, timeout=30_000)


def test_a_small_piece_goes_ahead_of_one_that_does_not_fit(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[str] = []

    def slow() -> None:
        time.sleep(0.03)
        done.append("slow")

    agenda.put("slow", slow)
    qtbot.waitUntil(lambda: done == ["slow"])
    qtbot.wait(200)
    edge.away = 25
    agenda.put("slow", slow)
    agenda.put("small", lambda: done.append("small"))
    qtbot.waitUntil(lambda: done == ["slow", "small"])


def test_an_edit_that_never_fits_is_done_behind_an_edge_once_it_has_waited_long(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[int] = []
    edge.away = 3
    agenda.ask("move", lambda: done.append(1))
    qtbot.wait(10)
    agenda.turned()
    assert done == []
    qtbot.wait(int(PATIENCE_ASKED) + 50)
    agenda.turned()
    assert done == [1]


def test_what_is_shown_at_once_where_there_is_time_waits_for_the_edge_where_there_is_none(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[str] = []
    agenda.show("plan", lambda: done.append("now"))
    assert done == ["now"]
    edge.away = 3
    agenda.show("plan", lambda: done.append("later"))
    assert done == ["now"]
    edge.away = 900
    agenda.turned()
    qtbot.waitUntil(lambda: done == ["now", "later"])


def test_waiting_for_the_disk_is_no_cost_because_the_clocks_turn_meanwhile(
    qtbot: QtBot, edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, waited = 0.0, 0.0
    monkeypatch.setattr("producer_app.ui.agenda._now", lambda: now)
    agenda, done = Agenda(edge, lambda: waited), list[int]()
    agenda.start()

    def slow_disk() -> None:
        nonlocal now, waited
        now, waited = now + 50, waited + 0.05
        done.append(1)

    agenda.ask("edit", slow_disk)
    edge.away = 30
    agenda.ask("edit", slow_disk)
    assert done == [1, 1]


def test_a_piece_in_steps_goes_on_where_there_is_time_for_its_next_one(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[int] = []

    def findings() -> Iterator[None]:
        done.append(1)
        edge.away = 3
        yield
        done.append(2)
        yield
        done.append(3)

    agenda.put("findings", findings)
    qtbot.waitUntil(lambda: done == [1])
    qtbot.wait(50)
    assert done == [1]
    edge.away = 900
    agenda.turned()
    qtbot.waitUntil(lambda: done == [1, 2, 3])


def test_a_piece_that_has_begun_is_finished_before_it_is_done_anew(
    agenda: Agenda, qtbot: QtBot
) -> None:
    done: list[str] = []

    def findings(name: str) -> Iterator[None]:
        done.append(f"{name} begun")
        if name == "first":
            agenda.put("findings", lambda: findings("second"))
        yield
        done.append(f"{name} shown")

    agenda.put("findings", lambda: findings("first"))
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == ["first begun", "first shown", "second begun", "second shown"]


def test_an_edit_is_done_between_two_steps(agenda: Agenda, edge: Edge, qtbot: QtBot) -> None:
    done: list[str] = []

    def findings() -> Iterator[None]:
        done.append("step")
        edge.away = 3
        yield
        done.append("step")

    agenda.put("findings", findings)
    qtbot.waitUntil(lambda: done == ["step"])
    edge.away = 900
    agenda.ask("edit", lambda: done.append("edit"))
    agenda.turned()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["step", "edit", "step"]


def test_what_comes_in_steps_is_done_at_once_before_it_is_started(qtbot: QtBot, edge: Edge) -> None:
    done: list[int] = []

    def findings() -> Iterator[None]:
        done.append(1)
        yield
        done.append(2)

    Agenda(edge).put("findings", findings)
    assert done == [1, 2]


def test_a_fault_in_one_step_ends_its_piece_and_no_other(agenda: Agenda, qtbot: QtBot) -> None:
    done: list[int] = []

    def broken() -> Iterator[None]:
        yield
        raise RuntimeError("a panel broke")

    with qtbot.captureExceptions() as faults:
        agenda.put("broken", broken)
        qtbot.waitUntil(lambda: len(faults) == 1)
        agenda.put("broken", lambda: done.append(1))
        qtbot.waitUntil(lambda: done == [1])


def test_what_the_clocks_will_say_is_made_ready_however_near_the_edge_is(
    agenda: Agenda, edge: Edge, qtbot: QtBot
) -> None:
    done: list[str] = []
    edge.away = 1
    agenda.put("timeline", lambda: done.append("timeline"))
    agenda.put(READY, lambda: done.append("ready"), is_first=True)
    qtbot.waitUntil(lambda: done == ["ready"])
    qtbot.wait(50)
    assert done == ["ready"]


def test_a_fault_in_one_piece_stops_no_other(agenda: Agenda, qtbot: QtBot) -> None:
    done: list[int] = []

    def broken() -> None:
        raise RuntimeError("a panel broke")

    with qtbot.captureExceptions() as faults:
        agenda.put("broken", broken)
        agenda.put("whole", lambda: done.append(1))
        qtbot.waitUntil(lambda: done == [1])
    assert [str(fault[1]) for fault in faults] == ["a panel broke"]


def test_when_it_stops_every_edit_that_waits_is_done(agenda: Agenda, edge: Edge) -> None:
    done: list[int] = []
    edge.away = 3
    agenda.ask("edit", lambda: done.append(1))
    agenda.put("timeline", lambda: done.append(2))
    agenda.stop()
    assert done == [1]
