"""The command line, used by a person and by a program: one sentence, one code for a fault."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from producer_app import cli
from producer_app.exchange.samples import SAMPLES, read_sample
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import a_segment, a_show, at, minutes

DATA = Path(__file__).parent.parent / "data"
GALA = DATA / "gala_2016_published_times.csv"
CONTEST = DATA / "song_contest_2024_running_order.csv"

PUBLISHED = [line.split(",")[0] for line in GALA.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCER_CONSOLE_STATE", str(tmp_path / "state"))


@pytest.fixture
def gala(tmp_path: Path) -> Path:
    show = tmp_path / "gala.show"
    words = [
        "import",
        str(GALA),
        "-o",
        str(show),
        "--date",
        "2016-02-07",
        "--zone",
        "Asia/Shanghai",
    ]
    assert cli.main(words) == cli.EXIT_OK
    return show


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    capsys.readouterr()
    cli.main(list(words))
    return json.loads(capsys.readouterr().out)


def test_the_gala_comes_in_with_every_published_start(
    gala: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = _json(capsys, "show", str(gala), "--json")
    assert listed["zone"] == "Asia/Shanghai"  # type: ignore[index]
    (room,) = listed["rooms"]  # type: ignore[index]
    assert (room["role"], len(room["segments"])) == ("stage", 41)
    starts = [segment["planned_start"] for segment in room["segments"]]
    assert [_show_day(start) for start in starts] == PUBLISHED
    assert starts[0] == "2016-02-07T19:57:00+08:00"
    assert starts[-1] == "2016-02-08T00:42:00+08:00"
    assert room["segments"][-1]["planned_ms"] is None


def _show_day(start: str) -> str:
    hour = int(start[11:13]) + (24 if start.startswith("2016-02-08") else 0)
    return f"{hour:02d}{start[13:19]}"


def test_the_song_contest_comes_in_with_unknown_lengths_and_no_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show = tmp_path / "contest.show"
    cli.main(["import", str(CONTEST), "-o", str(show)])
    (room,) = _json(capsys, "show", str(show), "--json")["rooms"]  # type: ignore[index]
    assert {segment["planned_ms"] for segment in room["segments"]} == {None}
    assert {segment["planned_start"] for segment in room["segments"]} == {None}
    assert [s["number"] for s in room["segments"] if s["standing"] == "omitted"] == ["5"]
    assert sum(1 for s in room["segments"] if s["kind"] == "break") == 3


def test_show_prints_the_rundown_with_show_day_times(
    gala: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["show", str(gala)]) == cli.EXIT_OK
    printed = capsys.readouterr().out
    assert "24:00:00" in printed
    assert "≥" in printed or "?" in printed


def test_check_lists_findings_for_a_program(gala: Path, capsys: pytest.CaptureFixture[str]) -> None:
    findings = _json(capsys, "check", str(gala), "--json")["findings"]  # type: ignore[index]
    assert findings
    assert set(findings[0]) == {"code", "severity", "room", "segment", "message"}


def test_check_ends_with_one_on_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = tmp_path / "late.csv"
    order.write_text(
        "number,start,title,length,note\n1,20:00,One,15:00,\n2,20:10,Two,5:00,hard time\n",
        encoding="utf-8",
    )
    show = tmp_path / "late.show"
    assert cli.main(["import", str(order), "-o", str(show)]) == cli.EXIT_OK
    assert cli.main(["check", str(show)]) == cli.EXIT_FINDINGS
    assert "ERROR" in capsys.readouterr().out


def test_the_sample_shows_are_made_from_their_sources(tmp_path: Path) -> None:
    assert cli.main(["samples", "-o", str(tmp_path)]) == cli.EXIT_OK
    for name in SAMPLES:
        session = Session.open(tmp_path / f"{name}.show", read_only=True)
        assert session.show == read_sample(name)
        session.close()


def test_the_committed_sample_shows_are_what_the_sources_make() -> None:
    for name in SAMPLES:
        committed = Path(__file__).parents[2] / "shows" / f"{name}.show"
        session = Session.open(committed, read_only=True)
        assert session.show == read_sample(name), (
            f"run: producer-console samples --replace ({name})"
        )
        assert session.runs() == ()
        session.close()


def test_a_sample_show_that_is_there_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["samples", "-o", str(tmp_path)])
    assert cli.main(["samples", "-o", str(tmp_path)]) == cli.EXIT_BAD_INPUT
    assert "--replace" in capsys.readouterr().err
    assert cli.main(["samples", "-o", str(tmp_path), "--replace"]) == cli.EXIT_OK


def test_new_makes_a_show_with_two_rooms_and_never_writes_over_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show = tmp_path / "gala.show"
    words = ["new", str(show), "--title", "Gala", "--date", "2026-11-10", "--zone", "Asia/Shanghai"]
    assert cli.main(words) == cli.EXIT_OK
    assert cli.main(words) == cli.EXIT_REFUSED
    assert capsys.readouterr().err.count("\n") == 1
    session = Session.open(show, read_only=True)
    assert [room.role for room in session.show.rooms] == ["stage", "shop"]
    session.close()


def test_a_rehearsal_tells_how_every_hard_time_was_met_and_leaves_the_file_alone(
    gala: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = gala.read_bytes()
    told = _json(capsys, "rehearse", str(gala), "--overrun", "网购奇遇=6:00", "--json")
    over = {met["at"][11:19]: met["over_ms"] for met in told["hard_times"]}  # type: ignore[index]
    assert over == {
        "19:59:50": 0,
        "20:00:00": 0,
        "23:58:55": 360_000,
        "23:59:50": 359_000,
        "00:00:00": 358_000,
    }
    assert gala.read_bytes() == before


def test_a_rehearsal_carries_every_handoff_of_the_sample_to_its_return(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["samples", "-o", str(tmp_path)])
    told = _json(capsys, "rehearse", str(tmp_path / "super-night.show"), "--json")
    assert told["handoffs_left"] == []  # type: ignore[index]
    assert told["handoffs_returned"] >= 12  # type: ignore[index]
    titles = [met["title"] for met in told["hard_times"]]  # type: ignore[index]
    assert "HARD OUT Stage" in titles
    assert any(title.endswith(" ends") for title in titles)
    assert all(abs(met["over_ms"]) <= 185_000 for met in told["hard_times"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["show", "nowhere.show"], cli.EXIT_BAD_INPUT),
        (["show", str(GALA)], cli.EXIT_BAD_INPUT),
        (["check", str(DATA)], cli.EXIT_BAD_INPUT),
        (["import", "nowhere.csv", "-o", "x.show"], cli.EXIT_BAD_INPUT),
        (["import", str(GALA), "-o", "x.show", "--zone", "Mars/Base"], cli.EXIT_BAD_INPUT),
        (["rehearse", "nowhere.show"], cli.EXIT_BAD_INPUT),
        (["export", "nowhere.show", "--sheet", "rundown", "-o", "x.pdf"], cli.EXIT_BAD_INPUT),
        (["export", "nowhere.show", "--sheet", "camera-map", "-o", "x.pdf"], cli.EXIT_BAD_INPUT),
    ],
)
def test_bad_input_is_answered_with_one_sentence_and_its_code(
    words: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(words) == code
    told = capsys.readouterr()
    assert told.err.strip()
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert not (tmp_path / "x.show").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["rehearse", "x.show", "--speed", "fast"],
        ["rehearse", "x.show", "--overrun", "C5"],
        ["new", "x.show", "--date", "tomorrow"],
        ["new", "x.show", "--on-air", "25 o'clock"],
        ["export", "x.show"],
    ],
)
def test_words_that_cannot_be_meant_end_with_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == cli.EXIT_USAGE
    assert "error:" in capsys.readouterr().err


def test_a_repeat_in_a_rehearsal_takes_its_time_once_more(
    gala: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _json(capsys, "rehearse", str(gala), "--repeat", "网购奇遇", "--json")
    assert told["segments"] == 42  # type: ignore[index]
    over = [met["over_ms"] for met in told["hard_times"]]  # type: ignore[index]
    assert max(over) > 600_000


def test_an_overrun_of_a_segment_that_is_not_there_is_said(
    gala: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["rehearse", str(gala), "--overrun", "Zorro=1:00"]) == cli.EXIT_BAD_INPUT
    assert "Zorro" in capsys.readouterr().err


def test_a_show_that_another_console_has_open_can_still_be_listed(
    gala: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session.open(gala)
    try:
        assert cli.main(["show", str(gala)]) == cli.EXIT_OK
    finally:
        session.close()


def test_a_copied_show_file_opens_like_the_first(gala: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.show"
    shutil.copy(gala, twin)
    assert cli.main(["check", str(twin)]) in (cli.EXIT_OK, cli.EXIT_FINDINGS)


def test_a_date_at_the_end_of_the_calendar_is_refused_and_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    when = ["--date", "9999-12-31", "--zone", "UTC", "--on-air", "24:30"]
    new, imported = tmp_path / "new.show", tmp_path / "imported.show"
    assert cli.main(["new", str(new), *when]) == cli.EXIT_BAD_INPUT
    assert cli.main(["import", str(CONTEST), "-o", str(imported), *when]) == cli.EXIT_BAD_INPUT
    assert "end of the calendar" in capsys.readouterr().err
    assert not new.exists()
    assert not imported.exists()


@pytest.mark.parametrize("segments", ["0", "-5", "x", "99999999999"])
def test_a_bench_of_nothing_is_no_bench(segments: str) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["bench", "--segments", segments])
    assert left.value.code == cli.EXIT_USAGE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a display")
def test_a_window_without_a_display_is_refused_in_one_sentence(
    gala: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    capsys.readouterr()
    assert cli.main([str(gala)]) == cli.EXIT_ENVIRONMENT
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "DISPLAY" in told


def test_a_rehearsal_through_the_night_ends_on_the_clock_of_the_day_after(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show = a_show(a_segment("1", minutes(11 * 60)), a_segment("2", minutes(30)))
    path = tmp_path / "overnight.show"
    Session.create(path, show, HandClock(at(show, "12:00"))).close()
    assert cli.main(["rehearse", str(path)]) == cli.EXIT_OK
    assert "off the air at 07:30:00 (day 2)" in capsys.readouterr().out
