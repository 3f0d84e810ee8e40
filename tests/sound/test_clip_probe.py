"""The reading process: apart from the window, stopped in time, and never a reason to fall over."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import qasync

from producer_app.core.errors import EnvironmentFault, Refused
from producer_app.sound import fence
from producer_app.sound.probe import probe, probe_now, reader_command
from tests.sound.tones import MakeWav, tone

posix = pytest.mark.skipif(sys.platform == "win32", reason="asks POSIX whether a process lives")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a running process")

FENCED = (
    "import resource, time\n"
    "while resource.getrlimit(resource.RLIMIT_CORE)[0] != 0 or"
    " resource.getrlimit(resource.RLIMIT_DATA)[0] < 0: time.sleep(.01)\n"
)
"""The beginning of a reader that waits until its limits are set."""


def script(path: Path, text: str) -> list[str]:
    """The command of a reader that is this Python program."""
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


class TestOnAPlainLoop:
    def test_the_facts_come_back_to_the_loop(self, make_wav: MakeWav) -> None:
        facts = asyncio.run(probe(make_wav("song.wav", tone(1)), peaks=3))

        assert facts.length == 1000
        assert len(facts.peaks) == 3

    def test_a_refusal_comes_back_as_the_same_error(self, tmp_path: Path) -> None:
        with pytest.raises(Refused) as said:
            asyncio.run(probe(tmp_path / "gone.wav"))

        assert said.value.code == "sound.missing"
        assert said.value.params == {"name": "gone.wav"}


@pytest.fixture
def window_loop(qapp: Any) -> Iterator[Any]:
    """The loop the console runs on."""
    loop = qasync.QEventLoop(qapp)
    yield loop
    loop.close()
    asyncio.set_event_loop(None)


class TestOnTheWindowsLoop:
    def test_the_facts_come_back(self, window_loop: Any, make_wav: MakeWav) -> None:
        facts = run(window_loop, probe(make_wav("song.wav", tone(1))))

        assert facts.length == 1000

    def test_the_loop_goes_on_while_a_clip_is_read(self, window_loop: Any, tmp_path: Path) -> None:
        gate = tmp_path / "gate"
        waiting = script(
            tmp_path / "reader.py",
            "import pathlib, time\n"
            f"gate = pathlib.Path({str(gate)!r})\n"
            "while not gate.exists(): time.sleep(.01)\n",
        )

        async def open_the_gate_meanwhile() -> None:
            reading = asyncio.ensure_future(probe(tmp_path / "song.wav", command=waiting))
            await asyncio.sleep(0)
            gate.touch()
            await reading

        with pytest.raises(EnvironmentFault, match="exit code 0"):
            run(window_loop, open_the_gate_meanwhile())

    @posix
    def test_to_cancel_stops_the_reading_process(self, window_loop: Any, tmp_path: Path) -> None:
        said = tmp_path / "pid"
        endless = script(
            tmp_path / "reader.py",
            f"import os, pathlib, time\np = pathlib.Path({str(said)!r})\n"
            "p.with_suffix('.part').write_text(str(os.getpid()))\n"
            "p.with_suffix('.part').replace(p)\ntime.sleep(600)\n",
        )

        async def cancel_once_it_runs() -> None:
            reading = asyncio.ensure_future(probe(tmp_path / "song.wav", command=endless))
            while not said.exists():
                await asyncio.sleep(0.02)
            reading.cancel()
            with pytest.raises(asyncio.CancelledError):
                await reading

        run(window_loop, cancel_once_it_runs())

        assert has_ended(int(said.read_text()))


@posix
def test_a_reader_past_its_deadline_is_stopped(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    endless = script(
        tmp_path / "reader.py",
        f"import os, pathlib, time\np = pathlib.Path({str(said)!r})\n"
        "p.with_suffix('.part').write_text(str(os.getpid()))\n"
        "p.with_suffix('.part').replace(p)\ntime.sleep(600)\n",
    )

    late = said_at_the_deadline(tmp_path / "song.wav", endless, said)

    assert late.code == "sound.too_slow"
    assert has_ended(int(said.read_text()))


@posix
def test_what_a_reader_started_is_stopped_with_it(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    endless = script(
        tmp_path / "reader.py",
        "import pathlib, subprocess, sys, time\n"
        "decoder = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"p = pathlib.Path({str(said)!r})\n"
        "p.with_suffix('.part').write_text(str(decoder.pid))\n"
        "p.with_suffix('.part').replace(p)\ntime.sleep(600)\n",
    )

    said_at_the_deadline(tmp_path / "song.wav", endless, said)

    assert has_ended(int(said.read_text()))


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.abort()", "exit code"),
        ("raise SystemExit(3)", "exit code 3"),
        ("print('not json')", "exit code 0"),
        ("print('{\"facts\": {}}')", "exit code 0"),
        ('print(\'{"fault": {"code": "sound.nonsense", "params": {}}}\')', "exit code 0"),
        ("print('[]')", "exit code 0"),
    ],
)
def test_a_reader_that_falls_over_is_one_sentence(
    tmp_path: Path, program: str, reason: str
) -> None:
    command = script(tmp_path / "reader.py", program)

    with pytest.raises(EnvironmentFault, match=f"“song.wav” stopped by itself .{reason}"):
        probe_now(tmp_path / "song.wav", command=command)


def test_a_reader_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"“song\.wav” stopped by itself"):
        probe_now(tmp_path / "song.wav", command=[str(tmp_path / "no-such-program")])


def test_a_frozen_program_reads_clips_by_its_own_subcommand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert reader_command() == (sys.executable, "sound-probe")


def test_the_reader_answers_in_one_line_of_json(make_wav: MakeWav) -> None:
    song = make_wav("song.wav", tone(1))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    def ask(*arguments: str) -> tuple[int, Any]:
        done = subprocess.run(
            [*reader_command(), *arguments], env=environment, capture_output=True, check=False
        )
        return done.returncode, json.loads(done.stdout)

    found, told = ask(str(song), "--peaks", "3"), ask(str(song.with_name("gone.wav")))

    assert found[0] == 0
    assert found[1]["facts"]["length"] == 1000
    assert len(found[1]["facts"]["peaks"]) == 3
    assert told[0] == 1
    assert told[1]["fault"]["code"] == "sound.missing"
    assert told[1]["fault"]["params"] == {"name": "gone.wav"}


def test_the_reader_gets_nothing_to_read_from_the_console(tmp_path: Path) -> None:
    curious = script(tmp_path / "reader.py", "import sys; raise SystemExit(len(sys.stdin.read()))")

    with pytest.raises(EnvironmentFault, match="exit code 0"):
        probe_now(tmp_path / "song.wav", command=curious)


@linux
@pytest.mark.reliability
def test_a_reader_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    greedy = script(
        tmp_path / "reader.py",
        FENCED + "try:\n    bytearray(200_000_000)\nexcept MemoryError:\n    raise SystemExit(7)\n",
    )

    with pytest.raises(EnvironmentFault, match="exit code 7"):
        probe_now(tmp_path / "song.wav", command=greedy)


@linux
def test_the_reader_and_what_it_starts_stand_behind_the_window(tmp_path: Path) -> None:
    said = tmp_path / "nice"
    polite = script(
        tmp_path / "reader.py",
        FENCED + "import os, pathlib, subprocess, sys\n"
        "program = 'import os, resource as r; print(os.nice(0), r.getrlimit(r.RLIMIT_DATA)[0])'\n"
        "answer = subprocess.run([sys.executable, '-c', program], capture_output=True, text=True)\n"
        f"pathlib.Path({str(said)!r}).write_text(answer.stdout)\n",
    )

    with pytest.raises(EnvironmentFault):
        probe_now(tmp_path / "song.wav", command=polite)

    niceness, memory = said.read_text().split()
    assert int(niceness) == min(19, os.nice(0) + 10)
    assert int(memory) == fence.MEMORY_MEGABYTES * fence.MEGABYTE


def test_pydub_is_imported_without_a_warning(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "no-cache")

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import producer_app.sound.pydub_door"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def said_at_the_deadline(clip: Path, command: list[str], began: Path) -> EnvironmentFault:
    """What is said of a reader that had begun when its deadline came: on a busy machine one that
    is given only a little time may not have come so far."""
    for seconds in (2, 10, 60):
        words = rf"“song\.wav” took more than {seconds} s"
        with pytest.raises(EnvironmentFault, match=words) as said:
            probe_now(clip, command=command, deadline=seconds)
        if began.exists():
            return said.value
    pytest.fail("the reader never began")


def run(loop: Any, work: Coroutine[Any, Any, Any]) -> Any:
    with loop:
        return loop.run_until_complete(work)


def has_ended(pid: int) -> bool:
    """True once the process is gone or only waits to be collected; gives it ten seconds."""
    for _ in range(500):
        if not is_alive(pid):
            return True
        time.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    if not Path("/proc/self").exists():
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rsplit(")", 1)[1].split()[0] != "Z"
