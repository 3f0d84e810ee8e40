"""What the room server knows: the last word of the console, who is there, and what they are owed.

It decides nothing about handoffs. It must not know sockets; time is a parameter, in monotonic
seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from msgspec import Raw

from producer_app.core.pairing import Pairing
from producer_app.link.outbox import Outbox, TooSlow
from producer_app.link.pairing import client_of
from producer_app.link.pipe import ClientNow, Clock, Publish
from producer_app.link.protocol import (
    PROTO,
    Beat,
    BeatBack,
    Change,
    Hello,
    Role,
    Shown,
    Snap,
    ToPage,
    write_page,
)
from producer_app.present.roompage import LineView

IDLE: Final = 30.0
"""Seconds without a word from its script after which a client's socket is closed."""


@dataclass(slots=True, kw_only=True, eq=False)
class Client:
    """One authenticated page."""

    pairing: Pairing
    address: str
    since: float
    heard: float
    outbox: Outbox = field(default_factory=Outbox)
    visible: bool = True
    rtt: float | None = None
    shown: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By handoff: the newest (epoch, rev) that this page has painted."""
    sent: dict[str, float] = field(default_factory=dict)
    """By handoff: when its state was last sent."""
    is_gone: bool = False
    ending: int = 1000
    """With which code its socket is closed."""


class Hub:
    """The last snapshot, the newest line of each handoff, and the clients."""

    def __init__(self) -> None:
        self.clients: set[Client] = set()
        self.lines: dict[str, LineView] = {}
        self.snapshot: Publish | None = None
        self._clock = Clock(instant=0, monotonic=0.0)
        self._console_heard = 0.0

    # What the console says

    def hear_console(self, clock: Clock, now: float) -> None:
        self._clock, self._console_heard = clock, now

    def publish(self, snapshot: Publish, now: float) -> None:
        """Adopts a snapshot and passes each room its page."""
        before, self.snapshot = self.snapshot, snapshot
        is_afresh = before is None or before.show != snapshot.show or snapshot.epoch == 0
        known = {} if is_afresh else self.lines
        self.lines = {
            line.handoff: max(known.get(line.handoff, line), line, key=_age)
            for line in snapshot.lines
        }
        for client in list(self.clients):
            if before is None or _page(before, client.pairing) != _page(snapshot, client.pairing):
                self.give_page(client, now)
        self.send_owed(now)

    def move(self, line: LineView, now: float) -> None:
        """Adopts one handoff's new state and passes it on at once."""
        if _age(line) >= _age(self.lines.get(line.handoff, line)):
            self.lines[line.handoff] = line
            for client in self._in_room(line.room):
                self._send_line(client, line, now)

    def console_time(self, now: float) -> float:
        """The console's time, UTC epoch milliseconds."""
        return self._clock.instant + (now - self._clock.monotonic) * 1000

    # What clients say

    def join(self, client: Client, now: float, token: str = "") -> None:
        """Takes a client in: hello, its page, and every state that is newer than the page."""
        self.clients.add(client)
        self.give(client, self._hello(client, now, token))
        self.give_page(client, now)
        for line in self.lines.values():
            if line.room == client.pairing.room and line.rev > 0:
                self._send_line(client, line, now)

    def leave(self, client: Client) -> None:
        client.is_gone = True
        client.outbox.close()
        self.clients.discard(client)

    def hear_beat(self, client: Client, beat: Beat, now: float) -> None:
        client.heard, client.visible = now, beat.visible
        client.rtt = beat.rtt
        back = BeatBack(
            n=beat.n,
            t=beat.t,
            at=self.console_time(now),
            console=int((now - self._console_heard) * 1000),
            epoch=self.snapshot.epoch if self.snapshot else 0,
            seq=self._newest_seq(client.pairing.room),
        )
        client.outbox.put_latest("hb", write_page(back))

    def hear_shown(self, client: Client, shown: Shown) -> None:
        painted = (shown.epoch, shown.rev)
        client.shown[shown.handoff] = max(client.shown.get(shown.handoff, (0, 0)), painted)

    def may_act(self, client: Client, handoff: str) -> bool:
        """True for a room's own handoffs; a viewer only looks."""
        line = self.lines.get(handoff)
        is_theirs = line is not None and line.room == client.pairing.room
        return is_theirs and client.pairing.role == Role.ROOM

    # What is owed

    def send_owed(self, now: float) -> None:
        """Sends again every state that a page should have shown by now."""
        for line in self.lines.values():
            if line.resend is not None:
                for client in self._in_room(line.room):
                    if not _has_shown(client, line) and _wait(client, line, now) <= 0:
                        self._send_line(client, line, now)

    def owed_in(self, now: float) -> float | None:
        """Seconds until something is to be sent again; None when nobody is owed anything."""
        waits = [
            _wait(client, line, now)
            for line in self.lines.values()
            if line.resend is not None
            for client in self._in_room(line.room)
            if not _has_shown(client, line)
        ]
        return min(waits, default=None)

    def idle(self, now: float) -> list[Client]:
        """Clients whose script has been silent for too long."""
        return [client for client in self.clients if now - client.heard > IDLE]

    def present(self, now: float) -> list[ClientNow]:
        """Who is there, the longest connected first."""
        return [
            ClientNow(
                client=client_of(client.pairing),
                name=client.pairing.name,
                room=client.pairing.room,
                role=client.pairing.role,
                address=client.address,
                age=int((now - client.heard) * 1000),
                up=int((now - client.since) * 1000),
                visible=client.visible,
                rtt=client.rtt,
            )
            for client in sorted(self.clients, key=lambda client: client.since)
        ]

    def give(self, client: Client, message: ToPage) -> None:
        """Puts a cue into a client's outbox; a client that does not read is let go."""
        try:
            client.outbox.put(write_page(message))
        except TooSlow:
            self.leave(client)

    def give_page(self, client: Client, now: float) -> None:
        """Puts a client's page into its outbox, in place of one that has not left yet."""
        page = _page(self.snapshot, client.pairing)
        if self.snapshot is not None and page is not None:
            snap = Snap(
                epoch=self.snapshot.epoch,
                seq=self.snapshot.seq,
                t=self.console_time(now),
                page=page,
            )
            client.outbox.put_latest("snap", write_page(snap))

    def _send_line(self, client: Client, line: LineView, now: float) -> None:
        client.sent[line.handoff] = now
        self.give(client, Change(t=self.console_time(now), line=line))

    def _in_room(self, room: str) -> list[Client]:
        return [client for client in self.clients if client.pairing.room == room]

    def _newest_seq(self, room: str) -> int:
        epoch = self.snapshot.epoch if self.snapshot else 0
        lines = self.lines.values()
        return max((ln.seq for ln in lines if ln.room == room and ln.epoch == epoch), default=0)

    def _hello(self, client: Client, now: float, token: str) -> Hello:
        snapshot = self.snapshot
        return Hello(
            proto=PROTO,
            show=snapshot.show if snapshot else "",
            epoch=snapshot.epoch if snapshot else 0,
            seq=snapshot.seq if snapshot else 0,
            tz=snapshot.zone if snapshot else "UTC",
            t=self.console_time(now),
            client=client_of(client.pairing),
            name=client.pairing.name,
            room=client.pairing.room,
            role=client.pairing.role,
            token=token,
        )


def _page(snapshot: Publish | None, pairing: Pairing) -> Raw | None:
    return None if snapshot is None else snapshot.pages.get(f"{pairing.role}/{pairing.room}")


def _age(line: LineView) -> tuple[int, int]:
    return (line.epoch, line.seq)


def _has_shown(client: Client, line: LineView) -> bool:
    return client.shown.get(line.handoff, (0, 0)) >= (line.epoch, line.rev)


def _wait(client: Client, line: LineView, now: float) -> float:
    last = client.sent.get(line.handoff, 0.0)
    return last + (line.resend or 0) / 1000 - now
