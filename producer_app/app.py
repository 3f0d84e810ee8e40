"""The composition root: the one place that wires session, line to the rooms and window together."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.core.timing import Projection
from producer_app.link.desk import RoomDesk
from producer_app.link.presence import Presence
from producer_app.logs import catch_bugs, start_log
from producer_app.present.errors import told
from producer_app.present.words import Words, words
from producer_app.session.session import Session
from producer_app.ui import theme
from producer_app.ui.bridge import Bridge
from producer_app.ui.garbage import Garbage
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory

log = logging.getLogger(__name__)

GIVES_WAY_AFTER = 0.000_1
"""Seconds after which a thread that computes lets the window's go on: at Python's own 5 ms each of
the many steps of one painting would wait that long while a show is packed or saved."""

QUIET = 1_500
"""Milliseconds after the opening from which on there is time for what may be wanted later."""


class Console:
    """One open show on the screen, with its line to the rooms."""

    def __init__(
        self, session: Session, language: str | None, memory: Memory, log_file: Path
    ) -> None:
        self._session = session
        self._memory = memory
        self.bridge = Bridge(session)
        self.desk = RoomDesk(session, self._on_presence, partial(self.bridge.agenda.put, "rooms"))
        spoken = words(language or memory.language or session.show.language)
        dress_for(spoken)
        self.window = MainWindow(self.bridge, self.desk.line, spoken, memory, log_file)
        self.window.sides.tools = self.desk.tools
        self.window.sides.broker = self.desk.broker
        self.bridge.ticked.connect(self._on_bridge_ticked)

    async def run(self) -> Path | None:
        """Show the window until it is left; returns the show to open next, None to quit."""
        self._memory.opened(self._session.path)
        signal.signal(signal.SIGINT, lambda *_: self.window.leave())
        self.window.show()
        self.bridge.start()
        QTimer.singleShot(QUIET, self.window, self.window.sides.make_ready)
        try:
            await self.desk.start()
            self._share_again()
            return await self.window.left()
        finally:
            self.bridge.stop()
            await self.desk.stop()
            self._session.close()

    def _share_again(self) -> None:
        """Another language is no new launch: the rooms that were reached stay reached."""
        shared, self._memory.shared = self._memory.shared, ()
        if shared:
            self.desk.line.share(shared)

    def _on_presence(self, presence: Presence) -> None:
        self.window.show_presence(presence)

    def _on_bridge_ticked(self, _: Projection) -> None:
        self.bridge.agenda.put("rooms", self.desk.tick)


def open_console(
    path: Path | None,
    language: str | None,
    *,
    on_shown: Callable[[MainWindow], object] | None = None,
) -> int:
    """Open the window on a show, or on the choice of one; returns the exit code.

    ``on_shown`` is called once the first window has been painted.
    """
    session = None if path is None else open_or_look(path)
    _refuse_without_display()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("producer-console")
    app.setApplicationDisplayName("Producer Console")
    app.setQuitOnLastWindowClosed(False)
    log_file = start_log()
    sys.setswitchinterval(GIVES_WAY_AFTER)
    theme.dress(app)
    garbage = Garbage(app)
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(_evening(session, language, log_file, on_shown, garbage))
    garbage.give_back()
    return 0


def dress_for(spoken: Words) -> None:
    """Give the windows that are opened next the type of their language."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.dress(app, spoken.language)


def _refuse_without_display() -> None:
    """Qt would end the process with a dump; a person deserves a sentence."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in named):
        raise EnvironmentFault(
            "display.none",
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is "
            "set): start it on a desktop, or use “producer-console tour SHOW” without one.",
        )


def open_or_look(path: Path) -> Session:
    """The show, to work on; to look at only where another console has it or it is not writable."""
    try:
        return Session.open(path)
    except EnvironmentFault as fault:
        log.warning("%s is opened to look at: %s", path, fault)
        return Session.open(path, read_only=True)


async def _evening(
    session: Session | None,
    language: str | None,
    log_file: Path,
    on_shown: Callable[[MainWindow], object] | None,
    garbage: Garbage,
) -> None:
    """One show after another, until somebody quits."""
    memory = Memory()
    while True:
        if session is None:
            session = await _welcomed(memory, language)
        if session is None:
            return
        console = Console(session, language, memory, log_file)
        catch_bugs(console.window.show_bug)
        if on_shown is not None:
            QTimer.singleShot(0, console.window, partial(on_shown, console.window))
        garbage.go_along(console.bridge.agenda)
        following = await console.run()
        garbage.let_go()
        if following is None:
            return
        session, language = _opened(following), None


async def _welcomed(memory: Memory, language: str | None) -> Session | None:
    """The show that somebody chooses; None when they leave instead."""
    from producer_app.ui.welcome.window import WelcomeWindow

    fault = ""
    while True:
        samples = tuple(sorted(Path("shows").glob("*.show")))
        spoken = words(language or memory.language or "en")
        dress_for(spoken)
        window = WelcomeWindow(spoken, fault, samples=samples, recent=memory.recent())
        chosen = await window.chosen()
        if chosen is None:
            return None
        try:
            return open_or_look(chosen)
        except ProducerError as problem:
            fault = told(problem, spoken)


def _opened(path: Path) -> Session | None:
    """The show, or None where it cannot be opened any more."""
    try:
        return open_or_look(path)
    except ProducerError as problem:
        log.error("%s", problem)
        return None
