"""The console's end of the line: keeps the room server running and carries words both ways.

It never waits for a room and never for the server. It must not know Qt.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from msgspec import Raw

from producer_app.core.errors import ProducerError
from producer_app.core.handoff import Verdict
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.acts import Reply, RoomAct
from producer_app.link.door import audit
from producer_app.link.door.pairing import LASTING, client_of, new_code, read_out
from producer_app.link.door.roster import Roster, real_time
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.sharing import SharedNow, Sharing
from producer_app.link.judging import Judge
from producer_app.link.pipe import (
    Admit,
    Audit,
    Broker,
    BrokerNow,
    Called,
    Clock,
    ClosePairing,
    Heard,
    Limit,
    Moved,
    OfferSaid,
    OpenPairing,
    OutsideNow,
    Paired,
    PairingClosed,
    PairingOpened,
    PresentNow,
    Publish,
    Ready,
    Revoke,
    Setup,
    Shared,
    Tools,
    ToolsReport,
    ToServer,
    Troubled,
    line_of,
    raw,
    read_to_console,
)
from producer_app.link.presence import (
    LinkState,
    PairingCode,
    Presence,
    clients_at,
    stepped,
    with_broker,
)
from producer_app.link.protocol import Role
from producer_app.link.supervisor import Supervisor
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.outside_view import Outside
from producer_app.present.roompage import LineView, RoomSnapshot, key_of

__all__ = ["Reply", "RoomAct", "RoomLine"]

log = logging.getLogger(__name__)

USUAL: Final = LineSettings()

BEAT: Final = 1.0
CLOCK_STEP: Final = 20.0
"""Milliseconds by which show time may drift against the machine's before the rooms are told."""


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
        self._on_presence, self._now, self._on_wanted = on_presence, now, on_wanted
        self._roster = Roster(pairings, save_pairing)
        self._port, self.settings, self._save_settings = port, settings, save_settings
        self._met: set[str] = set()
        self.sharing = Sharing(self._tell, self._on_shared)
        self._server = Supervisor(
            on_birth=self._on_birth, on_line=self._on_line, on_death=self._on_death
        )
        self._changed = asyncio.Event()
        self._beat: asyncio.TimerHandle | None = None
        self._offset: float | None = None
        self._snapshot: RoomSnapshot | None = None
        self._is_still = True
        self._published: bytes | None = None
        self._opening: PairingCode | None = None
        self._opened_for = ""
        self._tools = Tools(settings=ToolSettings())
        self._broker: Broker | None = None
        self._outside: bytes | None = None
        self.presence = Presence()

    @property
    def server_pid(self) -> int | None:
        """The server's process, for whoever watches over it; None while there is none."""
        return self._server.pid

    @property
    def wanted(self) -> frozenset[str]:
        """The pages that somebody who is paired, or is about to be, looks at; they are there
        before anybody comes back."""
        keys = {key_of(pairing.role, pairing.room) for pairing in self._roster.all()}
        return frozenset(keys | ({self._opened_for} if self._opened_for else set()))

    async def start(self, patience: float = 5.0) -> None:
        """Starts the server; returns once it listens, or after ``patience`` seconds while it goes
        on trying: what ``presence`` says is the truth either way."""
        if self._server.is_wanted:
            return
        self._server.start()
        deadline = time.monotonic() + patience
        while self.presence.link is not LinkState.UP and (left := deadline - time.monotonic()) > 0:
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), left)

    async def stop(self) -> None:
        """Ends the server; its sockets are closed when this returns."""
        if self._beat is not None:
            self._beat.cancel()
        self.sharing.stop()
        await self._server.stop()
        self._set(Presence(since=self._now()))

    def publish(self, snapshot: RoomSnapshot, at: Instant) -> None:
        """Gives the rooms everything as it is at that time. One that stays as it is is said once
        more, for what had been running in it stands still now, and then no more."""
        if snapshot is self._snapshot:
            if not self._is_still:
                self._is_still = True
                self._say_pages(snapshot, at)
            return
        self._snapshot, self._is_still = snapshot, False
        self._judge.epoch = snapshot.epoch
        self._judge.lines = {line.handoff: line for line in snapshot.lines}
        self._tell_time(only_beyond=CLOCK_STEP)
        self._say_pages(snapshot, at)

    def _say_pages(self, snapshot: RoomSnapshot, at: Instant) -> None:
        self._published = line_of(
            Publish(
                show=snapshot.show,
                zone=snapshot.zone,
                epoch=snapshot.epoch,
                seq=snapshot.seq,
                at=at,
                pages=_pages_of(snapshot),
                lines=list(snapshot.lines),
            )
        )
        self._server.put_snapshot(self._published)

    def send(self, change: LineView) -> None:
        """Tells a room one handoff's new state, ahead of any snapshot."""
        self._judge.epoch = max(self._judge.epoch, change.epoch)
        self._judge.lines[change.handoff] = change
        self._tell_time(only_beyond=CLOCK_STEP)
        self._tell(Moved(line=change))

    def open_pairing(
        self, room: RoomId, *, role: Role = Role.ROOM, lasting: Millis = Millis(LASTING)
    ) -> PairingCode:
        """A fresh code by which one client may join a room; an earlier code ends. ``presence``
        shows it as soon as the server knows it."""
        code = new_code()
        opened = PairingCode(
            room=room,
            role=role,
            code=code,
            spoken=read_out(code),
            urls=_with(code, self.presence),
            expires=Instant(self._now() + lasting),
        )
        self._opening, self._opened_for = opened, key_of(role, room)
        self._on_wanted()
        self._tell(OpenPairing(room=room, role=role, code=code, lasting=lasting))
        return opened

    def set_tools(self, tools: Tools) -> None:
        """Says how other programs are let in and told from now on."""
        self._tools, self._outside = tools, None
        self._tell(tools)

    def set_broker(self, broker: Broker) -> None:
        """Says which broker carries the line past one building from now on."""
        self._broker = broker
        self._tell(broker)
        self._set(self._broker_sought(self.presence))

    def tell_outside(self, outside: Outside) -> None:
        """Tells other programs how the show stands; what they know already is not said again."""
        message = line_of(OutsideNow(state=raw(outside)))
        if message != self._outside:
            self._outside = message
            self._server.put(message)

    def close_pairing(self) -> None:
        """Ends the open code, if there is one."""
        self._tell(ClosePairing())
        self._set(replace(self.presence, pairing=None))

    def revoke(self, client: str, why: str = "revoked") -> None:
        """Ends a client's pairing and closes its sockets."""
        self._roster.end(client)
        self._tell(Revoke(client=client, why=why))
        self._set(replace(self.presence, paired=self._roster.all()))

    def end_pairings(self) -> None:
        """Ends everybody's pairing: the show is over."""
        self.close_pairing()
        for pairing in self._roster.all():
            self.revoke(client_of(pairing), "ended")

    def new_tool(self, name: str) -> str:
        """Lets another program in, and returns the token by which it comes; nobody is told it
        again."""
        tool, token = self._roster.new_tool(name)
        self._tell(Admit(pairing=tool))
        self._set(replace(self.presence, paired=self._roster.all()))
        return token

    def admit(self, pairing: Pairing) -> None:
        """Lets another program in by its token, from now on."""
        tool = replace(pairing, created=real_time())
        self._roster.add(tool)
        self._tell(Admit(pairing=tool))
        self._set(replace(self.presence, paired=self._roster.all()))

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        """Everybody who is paired, the longest first."""
        return self._roster.all()

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
        self._set(replace(self.presence, link=LinkState.STARTING, since=self._now(), clients=()))
        self._tell(
            Setup(
                port=self._port,
                pairings=list(self._roster.all()),
                settings=self.settings,
                met=sorted(self._met),
            )
        )
        self.sharing.say_again()
        self._tick()
        if self._published is not None:
            self._server.put(self._published)
        self._tell(self._tools)
        if self._broker is not None:
            self._tell(self._broker)
        if self._outside is not None:
            self._server.put(self._outside)
        for line in self._judge.lines.values():
            self._tell(Moved(line=line))

    def _on_death(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
        down = replace(self.presence, link=LinkState.DOWN, since=self._now(), clients=())
        down = self._broker_sought(down)
        self._set(replace(down, pairing=None, restarts=down.restarts + 1))

    def _tick(self) -> None:
        self._tell_time()
        for client in self._roster.over():
            self.revoke(client, "ended")
        self._beat = asyncio.get_running_loop().call_later(BEAT, self._tick)

    def _tell_time(self, only_beyond: float = -1.0) -> None:
        """Sends the show's time if it moved by more than ``only_beyond`` ms against the machine's:
        a rehearsal begins on the evening's clock."""
        instant, monotonic = self._now(), time.monotonic()
        offset = instant - monotonic * 1000
        step = 0.0 if self._offset is None else offset - self._offset
        if self._offset is None or abs(step) > only_beyond:
            self._offset = offset
            if abs(step) > CLOCK_STEP:
                self._set(stepped(self.presence, Millis(round(step))))
            self._tell(Clock(instant=instant, monotonic=monotonic))

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
                self._on_pairing(message)
            case Shared():
                self.sharing.hear(message)
            case ToolsReport() | BrokerNow() | Troubled():
                self._on_report(message)
            case Audit():
                audit.write(message)

    def _on_report(self, message: ToolsReport | BrokerNow | Troubled) -> None:
        match message:
            case ToolsReport():
                self._set(replace(self.presence, tools=message))
            case BrokerNow():
                self._set(with_broker(self.presence, message, self._now()))
            case Troubled():
                log.error("The room server: %s", message.what)
                self._set(replace(self.presence, trouble=message.what))

    def _on_pairing(self, message: Paired | PairingOpened | PairingClosed) -> None:
        match message:
            case Paired():
                self._roster.add(message.pairing)
            case PairingOpened():
                if self._opening is not None and self._opening.code == message.code:
                    self._set(replace(self.presence, pairing=self._opening, closed=""))
            case PairingClosed():
                self._set(replace(self.presence, pairing=None, closed=message.why))

    def _on_present(self, present: PresentNow) -> None:
        self._tell_time(only_beyond=CLOCK_STEP)
        self._met.update(client.address for client in present.clients)
        clients = clients_at(present.clients, self._now())
        self._set(replace(self.presence, clients=clients, paired=self._roster.all()))

    def _on_shared(self, shared: SharedNow) -> None:
        presence = replace(self.presence, shared=shared)
        code = presence.pairing
        if code is not None:
            presence = replace(presence, pairing=replace(code, urls=_with(code.code, presence)))
        self._set(presence)

    def _on_ready(self, ready: Ready) -> None:
        is_elsewhere = ready.wanted is not None and ready.wanted != ready.port
        if is_elsewhere:
            log.warning("Port %s is taken; the rooms are served on %s.", ready.wanted, ready.port)
        self._port = ready.port
        self._set(
            replace(
                self.presence,
                link=LinkState.UP,
                since=self._now(),
                url=f"http://127.0.0.1:{ready.port}/",
                port=ready.port,
                has_moved=is_elsewhere and bool(self._roster.all()),
            )
        )

    # Presence

    def _broker_sought(self, presence: Presence) -> Presence:
        """Nothing is known of the broker yet, or any more: the server seeks it anew."""
        is_wanted = self._broker is not None and self._broker.settings.is_wanted
        now = BrokerNow(state="connecting" if is_wanted else "off")
        return replace(presence, broker=now, broker_since=self._now())

    def _set(self, presence: Presence) -> None:
        self.presence = presence
        self._changed.set()
        self._on_presence(presence)


def _with(code: str, presence: Presence) -> tuple[str, ...]:
    """The pages' addresses with that code in their fragment, which no server is ever sent."""
    return tuple(f"{url}#code={code}" for url in presence.urls)


def _pages_of(snapshot: RoomSnapshot) -> dict[str, Raw]:
    """What each role in each room is shown; a page that several look at is encoded once."""
    encoded = {id(page): raw(page) for page in snapshot.pages.values()}
    return {key: encoded[id(page)] for key, page in snapshot.pages.items()}
