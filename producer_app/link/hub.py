"""What the room server knows: the last word of the console, who is there, and what they are owed.

It decides nothing about handoffs. It must not know sockets; time is a parameter, in monotonic
seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sized
from typing import Final

from producer_app.link.client import Client
from producer_app.link.door.pairing import client_of
from producer_app.link.lines import Lines
from producer_app.link.outbox import Message, TooSlow
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
    ToPage,
    write_page,
)
from producer_app.link.running import Edit
from producer_app.link.seats import PAGE, Moment, Seat
from producer_app.present.handoff_line import LineView
from producer_app.present.roompage import key_of

IDLE: Final = 30.0
"""Seconds without a word from its script after which a client's socket is closed."""

FEW: Final = 16
SOON: Final = 0.1
"""Seconds after which a state is sent again where at most this many pages have not shown it: one
message lost on the way is then shown within 250 ms of the key. A crowd needs longer to show what
was not lost, and waits for the state's own time."""


class Hub:
    """The last snapshot, the newest line of each handoff, and the clients. ``on_told`` hears the
    key of a seat and what is told to all who sit there, or would."""

    def __init__(self) -> None:
        self.clients: set[Client] = set()
        self.lines = Lines()
        self.snapshot: Publish | None = None
        self.on_told: Callable[[str, Message], None] | None = None
        self._seats: dict[str, Seat] = {}
        self._clock = Clock(instant=0, monotonic=0.0)
        self._console_heard = 0.0

    # What the console says

    def hear_console(self, clock: Clock, now: float) -> None:
        self._clock, self._console_heard = clock, now

    def publish(self, snapshot: Publish, now: float) -> None:
        """Adopts a snapshot and tells everybody what has changed for them."""
        before, self.snapshot = self.snapshot, snapshot
        is_same_show = before is not None and before.show == snapshot.show
        is_same_run = is_same_show and before is not None and before.epoch == snapshot.epoch
        if not is_same_show or (snapshot.epoch == 0 and not is_same_run):
            self.lines.forget()
        news = self.lines.adopt(snapshot.lines)
        for seat in self._seats.values():
            if seat.key not in snapshot.pages:
                seat.clear()
        for key, page in snapshot.pages.items():
            seat = self._seat(key)
            changes = seat.take(page, snapshot.at)
            self._turn(seat, changes if is_same_run else None, news, now)
        self.send_owed(now)

    def move(self, line: LineView, now: float) -> None:
        """Adopts one handoff's new state and passes it on at once. That it has only been shown is
        told to producers alone, with what comes next: their lamps say whether it has."""
        if self.lines.move(line):
            self._pass_on(line, now)
        elif self.lines.get(line.handoff) is line:
            for seat in self._seats.values():
                if seat.role is Role.PRODUCER:
                    seat.news[line.handoff] = line

    def console_time(self, now: float) -> float:
        """The console's time, UTC epoch milliseconds."""
        return self._clock.instant + (now - self._clock.monotonic) * 1000

    # What clients say

    def join(self, client: Client, now: float, token: str = "") -> None:
        """Takes a client in: hello, then all that it is shown."""
        self.clients.add(client)
        self._seat_of(client).clients.add(client)
        self.give(client, self._hello(client, now, token))
        self.give_page(client, now)

    def leave(self, client: Client) -> None:
        client.is_gone = True
        client.outbox.close()
        self.clients.discard(client)
        self._seat_of(client).clients.discard(client)

    def hear_beat(self, client: Client, beat: Beat, now: float) -> None:
        client.hear_beat(beat, now, self.console_time(now))
        back = BeatBack(
            n=beat.n,
            t=beat.t,
            at=self.console_time(now),
            console=int((now - self._console_heard) * 1000),
            epoch=self._epoch,
            seq=self._newest_seq(client),
            rev=0 if client.outbox.holds(PAGE) else client.rev,
        )
        client.outbox.put_latest("hb", Message(write_page(back)))

    def hear_shown(self, client: Client, shown: Shown) -> bool:
        """Notes what a page has painted; True when no page had said so before."""
        client.hear_shown(shown)
        return self.lines.hear_shown(shown)

    def may_act(self, client: Client, handoff: str) -> bool:
        """True for a room's own handoffs; a viewer only looks."""
        line = self.lines.get(handoff)
        is_theirs = line is not None and line.room == client.pairing.room
        return is_theirs and client.pairing.role in ACTING

    # What is owed

    def send_owed(self, now: float) -> None:
        """Sends again every state that a page should have shown by now."""
        for line in self.lines.unshown():
            owing = self._owing(line)
            again = _again(line, owing)
            owed = [client for client in owing if client.owed_in(line, again, now) <= 0]
            if owed:
                cue = Message(write_page(Change(t=self.console_time(now), line=line)))
                self._cue(owed, line, cue, now)

    def owed_in(self, now: float) -> float | None:
        """Seconds until something is to be sent again; None when nobody is owed anything."""
        waits = [
            client.owed_in(line, _again(line, owing), now)
            for line in self.lines.unshown()
            for owing in (self._owing(line),)
            for client in owing
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
            client.present(now) for client in sorted(self.clients, key=lambda client: client.since)
        ]

    def give(self, client: Client, message: ToPage) -> None:
        """Puts a cue into a client's outbox; a client that does not read is let go."""
        self._give((client,), Message(write_page(message)))

    def give_page(self, client: Client, now: float) -> None:
        """Puts all that a client is shown into its outbox, in place of what has not left yet."""
        seat = self._seat_of(client)
        if seat.has_page:
            lines = self._lines_for(seat)
            seat.give(client, lines, self._moment(now))
            client.note_sent(lines, now)

    @property
    def pages(self) -> list[str]:
        """The keys of all seats that have a page."""
        return [key for key, seat in self._seats.items() if seat.has_page]

    def whole(self, key: str, now: float) -> Message | None:
        """All that is shown in that seat, as a page is told it; None while there is nothing."""
        seat = self._seats.get(key)
        if seat is None or not seat.has_page:
            return None
        return seat.whole(self._lines_for(seat), self._moment(now))

    def _turn(
        self, seat: Seat, changes: list[Edit] | None, news: list[LineView], now: float
    ) -> None:
        """Tells a seat what has changed, if anything has."""
        waiting = seat.news | {line.handoff: line for line in news if seat.follows(line)}
        own = [line for handoff in waiting if (line := self.lines.get(handoff)) is not None]
        seat.news.clear()
        if changes is not None and not changes and not own:
            return
        lines = self._lines_for(seat)
        if not seat.clients and self.on_told is None:
            seat.skip()
            return
        said = seat.turn(changes, own, lines, self._moment(now))
        for client in seat.clients:
            client.note_sent(lines if changes is None else own, now)
        if self.on_told is not None:
            self.on_told(seat.key, said)

    def _give(self, clients: Iterable[Client], message: Message) -> None:
        for client in tuple(clients):
            try:
                client.outbox.put(message)
            except TooSlow:
                self.leave(client)

    def _pass_on(self, line: LineView, now: float) -> None:
        """Cues those who answer a handoff; who only looks is told with what it does to the page."""
        cued = [seat for seat in self._seats.values() if seat.follows(line) and seat.answers]
        cue = Message(write_page(Change(t=self.console_time(now), line=line)))
        self._cue([client for seat in cued for client in seat.clients], line, cue, now)
        for seat in cued:
            seat.note_told((line,))
            if self.on_told is not None:
                self.on_told(seat.key, cue)
        for seat in self._seats.values():
            if seat.follows(line) and not seat.answers:
                seat.news[line.handoff] = line

    def _cue(self, clients: Iterable[Client], line: LineView, cue: Message, now: float) -> None:
        for client in clients:
            client.sent[line.handoff] = now
        self._give(clients, cue)

    def _owing(self, line: LineView) -> list[Client]:
        """Those who answer a handoff and have not shown that state of it."""
        return [
            client
            for role in ACTING
            if (seat := self._seats.get(key_of(role, line.room))) is not None
            for client in seat.clients
            if not client.has_shown(line)
        ]

    def _lines_for(self, seat: Seat) -> list[LineView]:
        return [line for line in self.lines if seat.follows(line)]

    def _newest_seq(self, client: Client) -> int:
        """The newest that a client was told, without the echoes that pages need not know."""
        epoch, seq = self._seat_of(client).newest
        return seq if epoch == self._epoch else 0

    # Who sits where

    def _seat(self, key: str) -> Seat:
        if key not in self._seats:
            self._seats[key] = Seat(key)
        return self._seats[key]

    def _seat_of(self, client: Client) -> Seat:
        return self._seat(key_of(client.pairing.role, client.pairing.room))

    @property
    def _epoch(self) -> int:
        return self.snapshot.epoch if self.snapshot else 0

    def _moment(self, now: float) -> Moment:
        seq = self.snapshot.seq if self.snapshot else 0
        return Moment(epoch=self._epoch, seq=seq, t=self.console_time(now))

    def _hello(self, client: Client, now: float, token: str) -> Hello:
        snapshot = self.snapshot
        return Hello(
            proto=PROTO,
            show=snapshot.show if snapshot else "",
            epoch=self._epoch,
            seq=snapshot.seq if snapshot else 0,
            tz=snapshot.zone if snapshot else "UTC",
            t=self.console_time(now),
            client=client_of(client.pairing),
            name=client.pairing.name,
            room=client.pairing.room,
            role=client.pairing.role,
            token=token,
        )


def _again(line: LineView, owing: Sized) -> float:
    """Seconds between one sending of a state and the next, to those who have not shown it."""
    own = (line.resend or 0) / 1000
    return min(own, SOON) if len(owing) <= FEW else own
