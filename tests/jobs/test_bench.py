"""The bench measures what it says: real sums of a real show, real turns of a real window."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from producer_app.core.checks import check
from producer_app.core.show import Standing
from producer_app.core.timebase import WallTime
from producer_app.core.timing import HardKind, plan_times
from producer_app.jobs import bench_clocks
from producer_app.jobs.bench_clocks import Beat, Turns
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_process import figures_of
from producer_app.jobs.bench_show import bench_show
from producer_app.jobs.bench_sums import sums
from producer_app.store.showfile import ShowFile

EVENING = dt.date(2026, 11, 10)


def test_a_percentile_is_a_figure_that_was_measured() -> None:
    figures = Figures(tuple(float(n) for n in range(1, 101)))
    assert (figures.at(95), figures.at(99), figures.worst) == (95.0, 99.0, 100.0)
    assert figures.median == 50.5
    assert Figures((7.0,)).at(95) == 7.0


def test_the_show_of_the_bench_is_like_a_real_one(tmp_path: Path) -> None:
    show = bench_show(200, EVENING, WallTime(20))
    stage, shop = show.rooms
    assert [len(show.rundowns[room.id]) for room in (stage, shop)] == [140, 60]
    assert {Standing.IN, Standing.FLOATED, Standing.OMITTED} == {s.standing for s in show.segments}
    hards = plan_times(show).rooms[stage.id].hards
    met = [hard.over for hard in hards if hard.kind is HardKind.START]
    assert any(over is not None and over > 0 for over in met)
    assert any(over is not None and over < 0 for over in met)
    assert show.handoffs
    assert check(plan_times(show))
    with ShowFile.create(tmp_path / "bench.show", show) as file:
        assert file.read() == show


def test_every_sum_is_measured_beside_its_limit() -> None:
    found = sums(30, rounds=3)
    assert [what for what in found if what.startswith("limit")] == [
        "limit: lengths added up both ways",
        "limit: a bare commit of one row",
    ]
    assert all(figures.worst > 0 for figures in found.values())


def test_a_turn_is_recorded_once_for_each_new_text(qtbot: QtBot) -> None:
    label, ages = QLabel("20:00:00"), iter([3.0, 4.0])
    qtbot.addWidget(label)
    turns = Turns(label, lambda: next(ages))
    with qtbot.waitExposed(label):
        label.show()
    for text in ("20:00:00", "20:00:01", "20:00:01", "20:00:02"):
        label.setText(text)
        label.repaint()
    assert turns.figures == Figures((3.0, 4.0))


def test_a_second_that_was_never_shown_counts_as_a_second_late(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(bench_clocks, "time", SimpleNamespace(perf_counter=lambda: now))
    label = QLabel("20:00:00")
    qtbot.addWidget(label)
    turns = Turns(label, lambda: 2.0)
    with qtbot.waitExposed(label):
        label.show()
    label.setText("20:00:01")
    label.repaint()
    now += 2
    label.setText("20:00:03")
    label.repaint()
    assert turns.figures == Figures((2.0, 2.0, 1_000.0))


def test_what_holds_the_loop_up_makes_a_beat_late(qtbot: QtBot) -> None:
    beat = Beat()
    qtbot.wait(60)
    time.sleep(0.12)
    qtbot.wait(60)
    assert beat.figures is not None
    assert beat.figures.worst >= 100


def test_what_the_loop_works_at_counts_and_what_it_sleeps_through_does_not(qtbot: QtBot) -> None:
    beat = Beat()
    qtbot.wait(60)
    time.sleep(0.12)
    qtbot.wait(60)
    until = time.thread_time() + 0.2
    while time.thread_time() < until:
        pass
    qtbot.wait(60)
    assert beat.worked is not None
    assert len([took for took in beat.worked.times if took >= 100]) == 1


def test_an_advertisement_is_really_dragged_and_the_show_stays_as_it_was() -> None:
    found = figures_of("from producer_app.jobs.bench_drag import run; run('super-night', 2)")
    ((part, late),) = found.items()
    assert part.startswith("131 segments")
    assert set(late) == {
        "a move of the pointer, painted",
        "beat of 10 ms, late",
        "work between two beats",
    }


def test_the_clocks_of_a_running_window_are_measured_with_and_without_edits() -> None:
    found = figures_of("from producer_app.jobs.bench_window import run; run(140, 2, 'clocks')")
    assert tuple(found) == ("nothing else", "edited four times a second")
    for late in found.values():
        assert set(late) == {"wall clock", "countdown", "OVER/UNDER", "beat of 10 ms"}
