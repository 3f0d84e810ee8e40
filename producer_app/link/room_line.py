"""The console's end of the line: keeps the room server running and carries words both ways.

It never waits for a room and never for the server. It must not know Qt.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from typing import Final

from producer_app.core.errors import ProducerError
from producer_app.core.handoff import Verdict
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.acts import Reply, RoomAct
from producer_app.link.board import Board
from producer_app.link.door import audit
from producer_app.link.door.pairing import LASTING
from producer_app.link.door.roster import Roster
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.sharing import Sharing
from producer_app.link.judging import Judge
from producer_app.link.last_word import LastWord
from producer_app.link.line_clock import LineClock
from producer_app.link.line_pairings import Pairings
from producer_app.link.pipe import (
    Audit,
    Broker,
    BrokerNow,
    Called,
    Heard,
    Limit,
    Moved,
    OfferSaid,
    Paired,
    PairingClosed,
    PairingOpened,
    PresentNow,
    Ready,
    Setup,
    Shared,
    Tools,
    ToolsReport,
    ToServer,
    Troubled,
    line_of,
    read_to_console,
)
from producer_app.link.presence import LinkState, PairingCode, Presence, clients_at
from producer_app.link.protocol import Role
from producer_app.link.supervisor import Supervisor
from producer_app.present.outside_view import Outside
from producer_app.present.roompage import LineView, RoomSnapshot

__all__ = ["Reply", "RoomAct", "RoomLine"]

log = logging.getLogger(__name__)

USUAL: Final = LineSettings()

BEAT: Final = 1.0


class RoomLine:
    """The line to the rooms. Everything here is called, and calls back, on the console's loop.

    ``pairings`` are those of the show, ``save_pairing`` keeps a new or revoked one, ``port`` is the
    one the pages know from last time. ``on_act`` judges, commits and returns the verdict,
    ``on_call`` does so for calls and offers, which without it are denied; ``on_wanted`` hears
    that ``wanted`` has grown;
    ``on_presence`` is called with every change and each second while the server is up; ``now`` is
    the show's time.
    """

    def __init__(
        self,
        *,
        on_act: Callable[[RoomAct], Verdict],
        on_call: Callable[[Called | OfferSaid], Reply] | None = None,
        on_wanted: Callable[[], None] = lambda: None,
        on_presence: Callable[[Presence], None],
        now: Callable[[], Instant],
        pairings: Iterable[Pairing] = (),
        save_pairing: Callable[[Pairing], None],
        port: int | None = None,
        settings: LineSettings = USUAL,
        save_settings: Callable[[LineSettings], None] = lambda _: None,
    ) -> None:
        self._judge = Judge(on_act, on_call)
        self._now, self._on_wanted = now, on_wanted
        self._port, self.settings, self._save_settings = port, settings, save_settings
        self._met: set[str] = set()
        self._board = Board(on_presence)
        self._pairings = Pairings(Roster(pairings, save_pairing), self._board, self._tell)
        self.sharing = Sharing(self._tell, self._pairings.hear_shared)
        self._server = Supervisor(
            on_birth=self._on_birth, on_line=self._on_line, on_death=self._on_death
        )
        self._clock = LineClock(now, self._tell, self._board.step)
        self._word = LastWord(self._server)
        self._beat: asyncio.TimerHandle | None = None

    @property
    def presence(self) -> Presence:
        """The line as it is now."""
        return self._board.presence

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        """Everybody who is paired, the longest first."""
        return self._pairings.all

    @property
    def server_pid(self) -> int | None:
        """The server's process, for whoever watches over it; None while there is none."""
        return self._server.pid

    @property
    def wanted(self) -> frozenset[str]:
        """The pages that somebody who is paired, or is about to be, looks at; they are there
        before anybody comes back."""
        return self._pairings.seats

    async def start(self, patience: float = 5.0) -> None:
        """Starts the server; returns once it listens, or after ``patience`` seconds while it goes
        on trying: what ``presence`` says is the truth either way."""
        if self._server.is_wanted:
            return
        self._server.start()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._board.is_up()

    async def stop(self) -> None:
        """Ends the server; its sockets are closed when this returns."""
        if self._beat is not None:
            self._beat.cancel()
        self.sharing.stop()
        await self._server.stop()
        self._board.show(Presence(since=self._now()))

    # What the rooms, other programs and a broker are told

    def publish(self, snapshot: RoomSnapshot, at: Instant) -> None:
        """Gives the rooms everything as it is at that time; where nothing has moved it costs
        nothing on the wire."""
        self._clock.follow()
        if self._word.publish(snapshot, at):
            self._judge.epoch = snapshot.epoch
            self._judge.lines = {line.handoff: line for line in snapshot.lines}

    def send(self, change: LineView) -> None:
        """Tells a room one handoff's new state, ahead of any snapshot."""
        self._judge.epoch = max(self._judge.epoch, change.epoch)
        self._judge.lines[change.handoff] = change
        self._clock.follow()
        self._tell(Moved(line=change))

    def set_tools(self, tools: Tools) -> None:
        """Says how other programs are let in and told from now on."""
        self._word.set_tools(tools)

    def set_broker(self, broker: Broker) -> None:
        """Says which broker carries the line past one building from now on."""
        self._word.set_broker(broker)
        self._board.seek_broker(self._now(), is_wanted=self._word.has_broker)

    def tell_outside(self, outside: Outside) -> None:
        """Tells other programs how the show stands; what they know already is not said again."""
        self._word.tell_outside(outside)

    # Who may come, and where

    def open_pairing(
        self, room: RoomId, *, role: Role = Role.ROOM, lasting: Millis = Millis(LASTING)
    ) -> PairingCode:
        """A fresh code by which one client may join a room; an earlier code ends. ``presence``
        shows it as soon as the server knows it."""
        opened = self._pairings.open(room, role, now=self._now(), lasting=lasting)
        self._on_wanted()
        self._pairings.admit_by(opened, lasting)
        return opened

    def close_pairing(self) -> None:
        """Ends the open code, if there is one."""
        self._pairings.close()

    def revoke(self, client: str, why: str = "revoked") -> None:
        """Ends a client's pairing and closes its sockets."""
        self._pairings.revoke(client, why)

    def end_pairings(self) -> None:
        """Ends everybody's pairing: the show is over."""
        self._pairings.end_all()

    def new_tool(self, name: str) -> str:
        """Lets another program in, and returns the token by which it comes; nobody is told it
        again."""
        return self._pairings.new_tool(name)

    def admit(self, pairing: Pairing) -> None:
        """Lets another program in by its token, from now on."""
        self._pairings.admit(pairing)

    def adopt(self, settings: LineSettings) -> None:
        """Lets in as many, and as fast, as these say, and shares as they say, from now on. What
        ``save_settings`` raises is passed on, and nothing has changed then."""
        self._save_settings(settings)
        is_otherwise = settings.is_secure != self.settings.is_secure
        self.settings = settings
        self._tell(Limit(settings=settings))
        if is_otherwise and self.sharing.now.is_on:
            self.share(self.sharing.now.ips)

    def share(self, ips: Iterable[str]) -> None:
        """Opens these addresses of this machine to others, and no more; none ends sharing."""
        if wanted := tuple(ips):
            self.sharing.start(wanted, is_secure=self.settings.is_secure)
        else:
            self.sharing.stop()

    # The server's life

    def _on_birth(self) -> None:
        self._board.change(link=LinkState.STARTING, since=self._now(), clients=())
        self._tell(
            Setup(
                port=self._port,
                pairings=list(self.pairings),
                settings=self.settings,
                met=sorted(self._met),
            )
        )
        self.sharing.say_again()
        self._tick()
        self._word.say_again(self._judge.lines.values())

    def _on_death(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
        self._board.fall(self._now(), has_broker=self._word.has_broker)

    def _tick(self) -> None:
        self._clock.beat()
        self._pairings.end_those_over()
        self._beat = asyncio.get_running_loop().call_later(BEAT, self._tick)

    def _tell(self, message: ToServer) -> None:
        self._server.put(line_of(message))

    # What the server says

    def _on_line(self, line: bytes) -> None:
        try:
            message = read_to_console(line)
        except ProducerError as fault:
            log.error("%s", fault)
            return
        match message:
            case Heard() | Called() | OfferSaid():
                self._tell(self._judge.answer(message))
            case PresentNow():
                self._on_present(message)
            case Ready():
                self._on_ready(message)
            case Paired() | PairingOpened() | PairingClosed():
                self._pairings.hear(message)
            case Shared():
                self.sharing.hear(message)
            case ToolsReport() | BrokerNow() | Troubled():
                self._board.hear(message, self._now())
            case Audit():
                audit.write(message)

    def _on_present(self, present: PresentNow) -> None:
        self._clock.follow()
        self._met.update(client.address for client in present.clients)
        clients = clients_at(present.clients, self._now())
        self._board.change(clients=clients, paired=self.pairings)

    def _on_ready(self, ready: Ready) -> None:
        is_elsewhere = ready.wanted is not None and ready.wanted != ready.port
        if is_elsewhere:
            log.warning("Port %s is taken; the rooms are served on %s.", ready.wanted, ready.port)
        self._port = ready.port
        self._board.change(
            link=LinkState.UP,
            since=self._now(),
            url=f"http://127.0.0.1:{ready.port}/",
            port=ready.port,
            has_moved=is_elsewhere and bool(self.pairings),
        )
