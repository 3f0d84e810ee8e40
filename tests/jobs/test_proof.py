"""The proof on the command line: every file of one run, from a show file that really ran."""

from __future__ import annotations

from pathlib import Path

import pytest

from producer_app import cli
from producer_app.core.calling import EndRoom, Go, in_standby
from producer_app.core.run import RunKind
from producer_app.core.show import Method, Show
from producer_app.core.timebase import Instant
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import STAGE, at, seconds
from tests.core.budget.proven import a_rule, an_evening

RULES = (
    a_rule(Method.CLOCK_HOUR, title="Twelve minutes / hour"),
    a_rule(Method.LONGEST_BREAK, title="长段广告"),
)


def it_runs(path: Path, show: Show, *kinds: RunKind) -> Path:
    """A show file in which those runs have taken place, each segment of it on air for its time."""
    clock = HandClock(Instant(at(show, "20:00") - 1_000))
    session = Session.create(path, show, clock)
    for kind in kinds:
        session.begin(kind, confirmed=True)
        run = session.run
        assert run is not None
        while (standby := in_standby(session.show, session.run.room(STAGE))) is not None:  # type: ignore[union-attr]
            session.call(Go(room=STAGE, expects=standby.id, is_confirmed=True))
            clock.advance(standby.length or seconds(10))
        session.call(EndRoom(room=STAGE))
        session.end()
    session.close()
    return path


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    show = an_evening(ad_rules=RULES)
    return it_runs(tmp_path / "gala.show", show, RunKind.REHEARSAL, RunKind.SHOW)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_newest_show_run_is_proven_with_sheets_and_tables(
    evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "proof" / "of tonight"

    assert cli.main(["proof", str(evening), "-o", str(folder)]) == cli.EXIT_OK

    assert names(folder) == [
        "gala-show-1-ad-proof.pdf",
        "gala-show-1-rule-01-twelve-minutes-hour.csv",
        "gala-show-1-rule-02-长段广告.csv",
        "gala-show-1-sponsor-01-acme.csv",
        "gala-show-1-sponsor-proof.pdf",
    ]
    assert len(capsys.readouterr().out.splitlines()) == 5
    assert (folder / "gala-show-1-ad-proof.pdf").read_bytes().startswith(b"%PDF-")
    table = (folder / "gala-show-1-sponsor-01-acme.csv").read_text(encoding="utf-8-sig")
    assert table.count("show 1,Acme,") == 3


def test_a_rehearsal_is_proven_where_it_is_asked_for(evening: Path, tmp_path: Path) -> None:
    folder = tmp_path / "proof"

    assert cli.main(["proof", str(evening), "-o", str(folder), "--run", "r1"]) == cli.EXIT_OK

    assert all(name.startswith("gala-rehearsal-1-") for name in names(folder))


def test_a_show_that_only_rehearsed_has_its_rehearsal_proven(tmp_path: Path) -> None:
    show = it_runs(tmp_path / "gala.show", an_evening(), RunKind.REHEARSAL, RunKind.REHEARSAL)

    assert cli.main(["proof", str(show), "-o", str(tmp_path / "proof")]) == cli.EXIT_OK

    assert all(name.startswith("gala-rehearsal-2-") for name in names(tmp_path / "proof"))


def test_a_run_that_is_not_there_is_refused_with_those_that_are(
    evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["proof", str(evening), "-o", str(tmp_path / "proof"), "--run", "7"])

    assert code == cli.EXIT_BAD_INPUT
    assert "There is no run “7”; the runs are R1, 1" in capsys.readouterr().err
    assert not (tmp_path / "proof").exists()


def test_a_show_that_never_ran_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show = it_runs(tmp_path / "gala.show", an_evening())

    for wish in ([], ["--run", "1"]):
        code = cli.main(["proof", str(show), "-o", str(tmp_path / "proof"), *wish])
        assert code == cli.EXIT_BAD_INPUT
        assert "rehearse or run the show first" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_named(
    evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    code = cli.main(["proof", str(evening), "-o", str(in_the_way / "proof")])

    assert code == cli.EXIT_ENVIRONMENT
    assert "cannot be made" in capsys.readouterr().err


def test_the_proof_of_one_run_written_twice_replaces_itself(evening: Path, tmp_path: Path) -> None:
    folder = tmp_path / "proof"
    assert cli.main(["proof", str(evening), "-o", str(folder)]) == cli.EXIT_OK
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}

    assert cli.main(["proof", str(evening), "-o", str(folder)]) == cli.EXIT_OK

    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
    assert len(names(folder)) == 5
