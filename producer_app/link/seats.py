"""Where clients sit, a role in a room: their page at its newest revision, and who looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec
from msgspec import Raw

from producer_app.link.client import Client
from producer_app.link.outbox import Message
from producer_app.link.protocol import ACTING, PageChange, Role, Snap, write_page
from producer_app.link.running import Edit, Sheet, first_sheet, next_sheet
from producer_app.present.handoff_line import LineView

PAGE: Final = "page"
"""The lane of a client's page: what has not left yet gives way to what comes after it."""

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a page is said: how far the run had come, and the console's time now."""

    epoch: int
    seq: int
    t: float


class Seat:
    """All who have one role in one room. ``key`` is both: ``room/shop``."""

    def __init__(self, key: str) -> None:
        role, _, self.room = key.partition("/")
        self.key, self.role = key, Role(role)
        self.clients: set[Client] = set()
        self.rev = 0
        self.news: dict[str, LineView] = {}
        """By handoff: states that go out with the page's next change."""
        self.newest = (0, 0)
        """Epoch and seq of the newest state that was told here."""
        self._raw = b""
        self._sheet: Sheet | None = None

    @property
    def has_page(self) -> bool:
        return self._sheet is not None

    def clear(self) -> None:
        """There is no page for those who sit here any more."""
        self._raw, self._sheet = b"", None

    def follows(self, line: LineView) -> bool:
        """True where that handoff's states are told here: in its own room, and to producers
        wherever they sit."""
        return self.role is Role.PRODUCER or line.room == self.room

    @property
    def answers(self) -> bool:
        """True where states are cues, which go out ahead of everything."""
        return self.role in ACTING

    def take(self, page: Raw, at: int) -> list[Edit] | None:
        """Takes the page as it was at ``at``: what of it has changed, None where all of it has."""
        raw, before = bytes(page), self._sheet
        if before is not None and before.is_still and raw == self._raw:
            self._sheet = replace(before, at=at)
            return []
        self._raw, new = raw, msgspec.json.decode(raw)
        if before is None:
            self._sheet = first_sheet(new, at)
            return None
        self._sheet, changes = next_sheet(before, new, at)
        is_another = any(len(change) == 1 for change in changes)
        return None if is_another else changes

    def turn(
        self,
        changes: list[Edit] | None,
        news: Sequence[LineView],
        lines: Iterable[LineView],
        moment: Moment,
    ) -> Message:
        """Brings everybody who sits here to a new revision, and returns what was said: what has
        changed and ``news`` of handoffs, or everything where ``changes`` is None. A page that
        still waits for the one before is sent all of it, with where all ``lines`` stand."""
        self.rev += 1
        self.note_told(lines if changes is None else news)
        behind = {client for client in self.clients if client.outbox.holds(PAGE)}
        if changes is None:
            said = whole = self.whole(lines, moment)
        else:
            said = self._change(changes, news, moment)
            whole = self.whole(lines, moment) if behind else said
        for client in self.clients:
            self._put(client, whole if client in behind else said)
        return said

    def skip(self) -> None:
        """A revision that nobody is told: nobody sits here."""
        self.rev += 1

    def note_told(self, lines: Iterable[LineView]) -> None:
        """Notes that these states are known here."""
        self.newest = max((self.newest, *((line.epoch, line.seq) for line in lines)))

    def give(self, client: Client, lines: Iterable[LineView], moment: Moment) -> None:
        """Puts the whole page into a client's outbox, in place of one that has not left yet."""
        self._put(client, self.whole(lines, moment))

    def whole(self, lines: Iterable[LineView], moment: Moment) -> Message:
        """The page at its newest revision, with where handoffs stand."""
        told = self._sheet.told if self._sheet is not None else None
        snap = Snap(
            epoch=moment.epoch,
            seq=moment.seq,
            rev=self.rev,
            t=moment.t,
            page=Raw(_encoder.encode(told)),
            lines=list(lines),
        )
        return Message(write_page(snap))

    def _change(self, changes: list[Edit], news: Sequence[LineView], moment: Moment) -> Message:
        change = PageChange(
            epoch=moment.epoch,
            seq=moment.seq,
            base=self.rev - 1,
            rev=self.rev,
            t=moment.t,
            set=changes,
            lines=list(news),
        )
        return Message(write_page(change))

    def _put(self, client: Client, message: Message) -> None:
        client.rev = self.rev
        client.outbox.put_latest(PAGE, message)
