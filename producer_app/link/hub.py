"""What the room server knows: the last word of the console, who is there, and what they are owed.

It decides nothing about handoffs. It must not know sockets; time is a parameter, in monotonic
seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from msgspec import Raw

from producer_app.core.handoff import State
from producer_app.core.pairing import Pairing
from producer_app.link.door.pairing import client_of
from producer_app.link.outbox import Message, Outbox, TooSlow
from producer_app.link.pipe import ClientNow, Clock, Publish
from producer_app.link.protocol import (
    ACTING,
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
from producer_app.present.handoff_line import LineView

IDLE: Final = 30.0
"""Seconds without a word from its script after which a client's socket is closed."""


_SHOWN = frozenset({State.STANDBY_SHOWN.value, State.GO_SHOWN.value})


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
    skew: float | None = None
    """Milliseconds by which its clock is ahead of the console's."""
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
        self._seats: defaultdict[str, set[Client]] = defaultdict(set)
        """The clients by what they are shown."""
        self._heard: set[tuple[str, int, int]] = set()
        """Handoff, epoch and rev of what some page has shown."""
        self._told: dict[str, tuple[int, int]] = {}
        """By handoff: the newest (epoch, seq) that was sent."""
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
        if is_afresh:
            self._heard.clear()
            self._told.clear()
        self.lines = {
            line.handoff: max(line, known.get(line.handoff, line), key=_age)
            for line in snapshot.lines
        }
        for seat, clients in self._seats.items():
            page = snapshot.pages.get(seat)
            if clients and page is not None and (before is None or before.pages.get(seat) != page):
                self._give_snap(seat, clients, page, now)
        self.send_owed(now)

    def move(self, line: LineView, now: float) -> None:
        """Adopts one handoff's new state and passes it on at once."""
        before = self.lines.get(line.handoff)
        if before is None or _age(line) >= _age(before):
            self.lines[line.handoff] = line
            if before is None or not _is_echo(before, line):
                self._send_line(self._in_room(line.room), line, now)

    def console_time(self, now: float) -> float:
        """The console's time, UTC epoch milliseconds."""
        return self._clock.instant + (now - self._clock.monotonic) * 1000

    # What clients say

    def join(self, client: Client, now: float, token: str = "") -> None:
        """Takes a client in: hello, its page, and every state that is newer than the page."""
        self.clients.add(client)
        self._seats[_seat(client.pairing)].add(client)
        self.give(client, self._hello(client, now, token))
        self.give_page(client, now)
        for line in self.lines.values():
            if line.room == client.pairing.room and line.rev > 0:
                self._send_line((client,), line, now)

    def leave(self, client: Client) -> None:
        client.is_gone = True
        client.outbox.close()
        self.clients.discard(client)
        self._seats[_seat(client.pairing)].discard(client)

    def hear_beat(self, client: Client, beat: Beat, now: float) -> None:
        client.heard, client.visible = now, beat.visible
        client.rtt = beat.rtt
        client.skew = _skew(beat, self.console_time(now))
        back = BeatBack(
            n=beat.n,
            t=beat.t,
            at=self.console_time(now),
            console=int((now - self._console_heard) * 1000),
            epoch=self.snapshot.epoch if self.snapshot else 0,
            seq=self._newest_seq(client.pairing.room),
        )
        client.outbox.put_latest("hb", Message(write_page(back)))

    def hear_shown(self, client: Client, shown: Shown) -> bool:
        """Notes what a page has painted; True when no page had said so before."""
        painted = (shown.epoch, shown.rev)
        client.shown[shown.handoff] = max(client.shown.get(shown.handoff, (0, 0)), painted)
        first = (shown.handoff, *painted)
        is_news = first not in self._heard
        self._heard.add(first)
        return is_news

    def may_act(self, client: Client, handoff: str) -> bool:
        """True for a room's own handoffs; a viewer only looks."""
        line = self.lines.get(handoff)
        is_theirs = line is not None and line.room == client.pairing.room
        return is_theirs and client.pairing.role in ACTING

    # What is owed

    def send_owed(self, now: float) -> None:
        """Sends again every state that a page should have shown by now."""
        for line in self.lines.values():
            if line.resend is not None:
                owed = [
                    client
                    for client in self._in_room(line.room)
                    if not _has_shown(client, line) and _wait(client, line, now) <= 0
                ]
                self._send_line(owed, line, now)

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
        """Clients whose script has been silent for too long, or that do not read."""
        return [
            client
            for client in self.clients
            if now - client.heard > IDLE or client.outbox.is_stuck(now)
        ]

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
                skew=client.skew,
            )
            for client in sorted(self.clients, key=lambda client: client.since)
        ]

    def give(self, client: Client, message: ToPage) -> None:
        """Puts a cue into a client's outbox; a client that does not read is let go."""
        self._give((client,), Message(write_page(message)))

    def give_page(self, client: Client, now: float) -> None:
        """Puts a client's page into its outbox, in place of one that has not left yet."""
        seat = _seat(client.pairing)
        page = self.snapshot.pages.get(seat) if self.snapshot else None
        if page is not None:
            self._give_snap(seat, (client,), page, now)

    def _give(self, clients: Iterable[Client], message: Message) -> None:
        for client in tuple(clients):
            try:
                client.outbox.put(message)
            except TooSlow:
                self.leave(client)

    def _give_snap(self, seat: str, clients: Iterable[Client], page: Raw, now: float) -> None:
        if self.snapshot is None:
            return
        room = seat.partition("/")[2]
        snap = Snap(
            epoch=self.snapshot.epoch,
            seq=self.snapshot.seq,
            t=self.console_time(now),
            page=page,
            lines=[line for line in self.lines.values() if line.room == room],
        )
        message = Message(write_page(snap))
        for client in clients:
            client.outbox.put_latest("snap", message)

    def _send_line(self, clients: Sequence[Client], line: LineView, now: float) -> None:
        if not clients:
            return
        self._told[line.handoff] = _age(line)
        for client in clients:
            client.sent[line.handoff] = now
        self._give(clients, Message(write_page(Change(t=self.console_time(now), line=line))))

    def _in_room(self, room: str) -> list[Client]:
        return [client for role in Role for client in self._seats.get(f"{role}/{room}", ())]

    def _newest_seq(self, room: str) -> int:
        """The newest that the pages of a room were told, without the echoes they need not know."""
        epoch = self.snapshot.epoch if self.snapshot else 0
        told = (self._told.get(line.handoff) for line in self.lines.values() if line.room == room)
        return max((age[1] for age in told if age is not None and age[0] == epoch), default=0)

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


def _seat(pairing: Pairing) -> str:
    """Where a client sits: what it is shown goes by it."""
    return f"{pairing.role}/{pairing.room}"


def _skew(beat: Beat, now: float) -> float | None:
    """How far ahead a page's clock is; half a round trip has passed since it was read."""
    return None if beat.at is None or beat.rtt is None else beat.at + beat.rtt / 2 - now


def _age(line: LineView) -> tuple[int, int]:
    return (line.epoch, line.seq)


def _is_echo(before: LineView, line: LineView) -> bool:
    """True where all that is new is that some page has shown it: no page needs to be told."""
    as_before = replace(
        line, seq=before.seq, state=before.state, resend=before.resend, since=before.since
    )
    return as_before == before and line.state in _SHOWN


def _has_shown(client: Client, line: LineView) -> bool:
    return client.shown.get(line.handoff, (0, 0)) >= (line.epoch, line.rev)


def _wait(client: Client, line: LineView, now: float) -> float:
    last = client.sent.get(line.handoff, 0.0)
    return last + (line.resend or 0) / 1000 - now
