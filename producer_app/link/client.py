"""One authenticated page as the room server knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from producer_app.core.pairing import Pairing
from producer_app.link.door.pairing import client_of
from producer_app.link.outbox import Outbox
from producer_app.link.pipe import ClientNow
from producer_app.link.protocol import Beat, Shown
from producer_app.present.handoff_line import LineView


@dataclass(slots=True, kw_only=True, eq=False)
class Client:
    """Who it is, what it has been sent and what it has shown; times are monotonic seconds."""

    pairing: Pairing
    address: str
    since: float
    heard: float
    outbox: Outbox = field(default_factory=Outbox)
    visible: bool = True
    rtt: float | None = None
    skew: float | None = None
    """Milliseconds by which its clock is ahead of the console's."""
    rev: int = 0
    """The revision of its page that was put into its outbox last."""
    shown: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By handoff: the newest (epoch, rev) that this page has painted."""
    sent: dict[str, float] = field(default_factory=dict)
    """By handoff: when its state was last sent."""
    is_gone: bool = False
    ending: int = 1000
    """With which code its socket is closed."""

    def hear_beat(self, beat: Beat, now: float, console_time: float) -> None:
        """Notes how it is; half a round trip has passed since it read its clock."""
        self.heard, self.visible, self.rtt = now, beat.visible, beat.rtt
        known = beat.at is not None and beat.rtt is not None
        self.skew = (beat.at or 0) + (beat.rtt or 0) / 2 - console_time if known else None

    def hear_shown(self, shown: Shown) -> None:
        """Notes what it has painted."""
        painted = (shown.epoch, shown.rev)
        self.shown[shown.handoff] = max(self.shown.get(shown.handoff, (0, 0)), painted)

    def note_sent(self, lines: Iterable[LineView], now: float) -> None:
        """Notes that it has just been told where these handoffs stand."""
        self.sent.update(dict.fromkeys((line.handoff for line in lines), now))

    def has_shown(self, line: LineView) -> bool:
        """True once it has painted that state, or a newer one."""
        return self.shown.get(line.handoff, (0, 0)) >= (line.epoch, line.rev)

    def owed_in(self, line: LineView, again: float, now: float) -> float:
        """Seconds until that state is to be sent to it again, ``again`` after the last time."""
        return self.sent.get(line.handoff, 0.0) + again - now

    def present(self, now: float) -> ClientNow:
        """How it is, as the console is told."""
        return ClientNow(
            client=client_of(self.pairing),
            name=self.pairing.name,
            room=self.pairing.room,
            role=self.pairing.role,
            address=self.address,
            age=int((now - self.heard) * 1000),
            up=int((now - self.since) * 1000),
            visible=self.visible,
            rtt=self.rtt,
            skew=self.skew,
        )
