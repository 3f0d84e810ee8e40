"""The bench of the line measures with real processes, and says in a word what it misses."""

from __future__ import annotations

import asyncio
import io
import math
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import Console

from producer_app import cli
from producer_app.core.errors import BadInput
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line import browser, clocks, readers, trials
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row, table_of
from producer_app.jobs.files import make_samples

QUIET = Progress("trial")
HUNDRED = Figures(tuple(float(n) for n in range(1, 101)))


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return make_samples(tmp_path / "shows", replace=False)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bench").mkdir()
    return tmp_path / "bench"


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "NAMES", ())


def measured(part: Callable[..., Awaitable[list[Row]]], *about: object) -> list[Row]:
    async def patiently() -> list[Row]:
        async with asyncio.timeout(400):
            return await part(*about, QUIET)

    return asyncio.run(patiently())


@pytest.mark.parametrize(
    ("target", "judged", "verdict"),
    [
        (99.0, "99 %", "meets"),
        (98.0, "99 %", "MISSES"),
        (99.0, "worst", "MISSES"),
        (100.0, "worst", "meets"),
        (None, "worst", ""),
    ],
)
def test_a_row_says_in_a_word_whether_it_keeps_what_was_promised(
    target: float | None, judged: str, verdict: str
) -> None:
    assert Row(what="x", found=HUNDRED, target=target, judged=judged).verdict == verdict  # type: ignore[arg-type]


def test_what_never_came_is_a_miss_and_is_called_never() -> None:
    row = Row(what="x", found=Figures((1.0, math.inf)), target=5.0)
    assert row.verdict == "MISSES"
    assert row.verdict == Row(what="x", found=Figures(()), target=5.0).verdict
    said = io.StringIO()
    Console(file=said, width=120).print(table_of("title", [row]))
    assert "never" in said.getvalue()


def test_only_parts_that_there_are_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--only", "keys,tea"], ["--trials", "0"], ["--pages", "1001"]):
        with pytest.raises(SystemExit) as left:
            cli.main(["bench-line", "x.show", *words])
        assert left.value.code == cli.EXIT_USAGE
    assert "tea" in capsys.readouterr().err


def test_the_model_and_the_sockets_lose_no_go_in_a_storm(folder: Path) -> None:
    found = asyncio.run(trials.socket_trials(folder, 4, 4, QUIET))
    assert (found.gone, found.doubled, found.lost) == (4, 0, 0)
    assert found.frames_lost
    assert asyncio.run(trials._model(1_500, QUIET)).gone > 750


@pytest.mark.usefixtures("no_browser")
@pytest.mark.skipif(sys.platform != "linux", reason="pages of many devices are Linux's alone")
@pytest.mark.parametrize(
    ("module", "part", "small", "rows"),
    [
        (clocks, clocks.clocks, {"SECONDS": 4, "LEAPS": 0}, [None, 0, 1]),
        (readers, readers.readers, {"ROUNDS": 1}, [None, readers.DEAF, 1]),
    ],
)
def test_a_part_measures_as_often_as_it_says(
    show: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    part: Callable[..., Awaitable[list[Row]]],
    small: dict[str, int],
    rows: list[int | None],
) -> None:
    for name, count in small.items():
        monkeypatch.setattr(module, name, count)
    found = measured(part, show, folder)
    assert [
        len(row.found.times) if n is not None else n for row, n in zip(found, rows, strict=True)
    ] == rows
    assert found[0].found.times
    assert all(time > 0 for time in found[0].found.times)


def test_a_show_without_a_handoff_is_refused(tmp_path: Path, folder: Path) -> None:
    empty = tmp_path / "empty.show"
    assert cli.main(["new", str(empty)]) == cli.EXIT_OK
    with pytest.raises(BadInput, match="handoff"):
        measured(readers.readers, empty, folder)
