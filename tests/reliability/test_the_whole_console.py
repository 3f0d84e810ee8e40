"""The real program: its window pressed by keys, a browser in the room, and kill −9 between."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bootstrap.programs import program_path
from producer_app.core.calling import Go
from producer_app.core.handoff import State
from producer_app.core.pairing import Pairing
from producer_app.core.run import Run, RunKind, fold
from producer_app.core.timebase import Millis
from producer_app.link.desk import PORT
from producer_app.link.door.pairing import hash_of, new_token
from producer_app.link.door.roster import real_time
from producer_app.link.door.seal import Seal
from producer_app.link.protocol import Role
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.builders import SHOP, STAGE, a_handoff, a_segment, a_shop_segment, a_show, minutes
from tests.link.browser import FLAGS
from tests.link.ports import free_port

pytestmark = [
    pytest.mark.needs("chromium", "xvfb", "xdotool"),
    pytest.mark.browser,
    pytest.mark.reliability,
]

PATIENCE = 60.0

SHOW = replace(
    a_show(
        a_segment("1", minutes(20), title="The Long Song"),
        a_segment("2"),
        a_shop_segment("S1", minutes(40)),
    ),
    title="Kill Night",
    handoffs=(a_handoff("H1", "s1", title="Walk next door", return_after=Millis(120_000)),),
)


@dataclass
class Director:
    """A person at the console: a show file, a screen, keys."""

    file: Path
    display: str
    state: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the console on the show and wait for its window."""
        env = os.environ | {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "PRODUCER_CONSOLE_STATE": str(self.state),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "producer_app", str(self.file)], env=env
        )
        _until(self.window, "the window is open")

    def window(self) -> str:
        """The id of the console's window, empty while there is none."""
        found = self._xdotool("search", "--onlyvisible", "--name", "Kill Night")
        return found.split()[0] if found else ""

    def press(self, key: str) -> None:
        """Press a key in the window."""
        self._xdotool("windowfocus", "--sync", self.window())
        self._xdotool("key", key)

    def kill(self) -> None:
        """Kill −9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def run(self) -> Run:
        """The run as it stands in the file."""
        session = Session.open(self.file, SystemClock(), read_only=True)
        try:
            run = fold(session.events(session.runs()[-1].id))
        finally:
            session.close()
        assert run is not None
        return run

    def state_of_handoff(self) -> State:
        return self.run().line(SHOW.handoffs[0].id).state

    def port(self) -> int:
        session = Session.open(self.file, SystemClock(), read_only=True)
        try:
            return int(session.setting(PORT))
        finally:
            session.close()

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            [program_path("xdotool") or "xdotool", *words],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()


def _until(is_so: Callable[[], object], what: str) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail(f"not within {PATIENCE:.0f} s: {what}")


@pytest.fixture
def screen() -> Iterator[str]:
    """A display of its own."""
    read, write = os.pipe()
    xvfb = subprocess.Popen(
        [program_path("xvfb") or "Xvfb", "-displayfd", str(write), "-screen", "0", "1600x900x24"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    xvfb.terminate()
    xvfb.wait(PATIENCE)


@pytest.fixture
def token() -> str:
    return new_token()


@pytest.fixture
def director(
    tmp_path: Path, screen: str, token: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Director]:
    """A director whose show is four minutes into its first song, with one page paired."""
    monkeypatch.setenv("PRODUCER_CONSOLE_STATE", str(tmp_path / "state"))
    file = tmp_path / "kill.show"
    session = Session.create(file, SHOW, SystemClock())
    session.begin(RunKind.REHEARSAL)
    session.call(Go(room=STAGE, expects=SHOW.segments[0].id))
    session.set_setting(PORT, str(free_port()))
    page = Pairing(
        token_hash=hash_of(token), role=Role.ROOM, room=SHOP, name="Mo", created=real_time()
    )
    session.put_pairing(Seal(SHOW.id).put_on(page))
    session.close()
    person = Director(file, screen, tmp_path / "state")
    person.start()
    yield person
    assert person.process is not None
    person.process.kill()
    person.process.wait(PATIENCE)


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _shopping_room(port: int, token: str) -> Iterator[Page]:
    kept = json.dumps(json.dumps({"token": token, "name": "Mo"}))
    _until(lambda: _listens(port), "the room server listens")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program_path("chromium"), args=FLAGS)
        page = browser.new_page()
        page.add_init_script(f"localStorage.setItem('producer-console-room', {kept})")
        page.goto(f"http://127.0.0.1:{port}/")
        yield page
        browser.close()


def _phase(page: Page, wanted: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-phase", wanted, timeout=PATIENCE * 1_000)


def test_a_handoff_survives_the_death_of_the_console_in_its_middle(
    director: Director, token: str
) -> None:
    with _shopping_room(director.port(), token) as page:
        _phase(page, "armed")

        director.press("F5")
        _phase(page, "standby")
        page.click("#press")
        _until(lambda: director.state_of_handoff() is State.READY, "the room is ready in the file")

        director.press("F6")
        _phase(page, "go")
        page.click("#press")
        _until(lambda: director.state_of_handoff() is State.LIVE, "the room is live in the file")

        started = director.run().room(STAGE).on_air
        director.kill()
        expect(page.locator("#stale")).to_be_visible(timeout=PATIENCE * 1_000)
        director.start()
        expect(page.locator("#stale")).to_be_hidden(timeout=PATIENCE * 1_000)
        _phase(page, "live")
        assert director.run().room(STAGE).on_air == started

        page.click("#press")
        _until(lambda: director.state_of_handoff() is State.RETURNED, "the return is in the file")


def test_space_is_go_in_a_real_window(director: Director) -> None:
    director.press("space")
    _until(lambda: _on_air_number(director) == "2", "the second segment is on air in the file")


def _on_air_number(director: Director) -> str:
    take = director.run().room(STAGE).on_air
    return take.number if take else ""
