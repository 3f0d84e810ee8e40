"""A console without a window: a real session on a real file with a real line, for trials.

Run as a program it opens the show file that it is given and takes ``standby h1``, ``go h1``… from
standard input, so that a test can kill it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from producer_app.core.calling import ActOnHandoff
from producer_app.core.handoff import Act, Ask, Line, State, Via
from producer_app.core.run import RunKind
from producer_app.core.show import HandoffId, Show
from producer_app.link.desk import PORT, RoomDesk
from producer_app.link.presence import LinkState, Presence
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.link.ports import free_port


class Console:
    """Everything between a session and its rooms."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.presence = Presence()
        self.changed = asyncio.Event()
        self.desk = RoomDesk(session, self._present)
        self.line = self.desk.line
        session.subscribe(lambda _: self.changed.set())

    @classmethod
    def new(cls, path: Path, show: Show) -> Console:
        session = Session.create(path, show, SystemClock())
        session.set_setting(PORT, str(free_port()))
        console = cls(session)
        console.session.begin(RunKind.SHOW, confirmed=True)
        return console

    @classmethod
    def open(cls, path: Path) -> Console:
        return cls(Session.open(path, SystemClock()))

    async def start(self) -> None:
        """Brings the line up, however long a busy machine takes for its server."""
        await self.desk.start()
        await self.until(lambda: self.presence.link is LinkState.UP)

    async def stop(self) -> None:
        await self.desk.stop()
        self.session.close()

    def call(
        self, act: Act, handoff: HandoffId, *, forced: bool = False, via: Via = Via.CONSOLE
    ) -> None:
        ask = Ask(act=act, by="director", via=via, is_forced=forced)
        self.session.call(ActOnHandoff(handoff=handoff, ask=ask))

    def of(self, handoff: HandoffId) -> Line:
        assert self.session.run is not None
        return self.session.run.line(handoff)

    async def until(self, holds: Callable[[], bool], patience: float = 45.0) -> None:
        """Waits until something holds; the test fails when it never does."""
        async with asyncio.timeout(patience):
            while not holds():
                self.changed.clear()
                await self.changed.wait()

    async def reaches(self, handoff: HandoffId, state: State) -> Line:
        await self.until(lambda: self.of(handoff).state is state)
        return self.of(handoff)

    def _present(self, presence: Presence) -> None:
        self.presence = presence
        self.changed.set()


def say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


async def main(path: Path) -> None:
    console = Console.open(path)
    resumed = console.session.resumed is not None
    console.session.subscribe(lambda _: report(console))
    await console.start()
    pairing = console.line.open_pairing(console.session.show.shops()[0].id)
    await console.until(lambda: console.presence.pairing is not None)
    say(port=console.presence.port, code=pairing.code, url=pairing.url, resumed=resumed)
    report(console)
    orders: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    threading.Thread(
        target=lambda: [loop.call_soon_threadsafe(orders.put_nowait, line) for line in sys.stdin],
        daemon=True,
    ).start()
    while True:
        act, handoff = (await orders.get()).split()
        console.call(Act(act), HandoffId(handoff))


def report(console: Console) -> None:
    assert console.session.run is not None
    say(states={key: line.state.value for key, line in console.session.run.lines.items()})


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
