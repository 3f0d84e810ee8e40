"""What the console has said of its show, kept so that another room server can be told it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec import Raw

from producer_app.core.timebase import Instant
from producer_app.link.pipe import (
    Broker,
    Moved,
    OutsideNow,
    Publish,
    Tools,
    ToServer,
    line_of,
    raw,
)
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.handoff_line import LineView
from producer_app.present.outside_view import Outside
from producer_app.present.roompage import RoomSnapshot


class Pipe(Protocol):
    """The way to the server: lines, and a snapshot behind them that replaces an unsent one."""

    def put(self, line: bytes) -> None: ...

    def put_snapshot(self, line: bytes) -> None: ...


class LastWord:
    """The pages, other programs' settings and state, and the broker, as they were said last."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._snapshot: RoomSnapshot | None = None
        self._is_still = True
        self._published: bytes | None = None
        self._tools = Tools(settings=ToolSettings())
        self._outside: bytes | None = None
        self._broker: Broker | None = None

    @property
    def has_broker(self) -> bool:
        """True where the line goes past one building."""
        return self._broker is not None and self._broker.settings.is_wanted

    def publish(self, snapshot: RoomSnapshot, at: Instant) -> bool:
        """Says every page as it is at that time; False where nothing has moved since. One that
        stays as it is is said once more, for what had been running in it stands still now, and
        then no more."""
        is_new = snapshot is not self._snapshot
        if is_new or not self._is_still:
            self._snapshot, self._is_still = snapshot, not is_new
            self._published = line_of(_publish_of(snapshot, at))
            self._pipe.put_snapshot(self._published)
        return is_new

    def set_tools(self, tools: Tools) -> None:
        self._tools, self._outside = tools, None
        self._tell(tools)

    def set_broker(self, broker: Broker) -> None:
        self._broker = broker
        self._tell(broker)

    def tell_outside(self, outside: Outside) -> None:
        """Tells other programs how the show stands; what they know already is not said again."""
        message = line_of(OutsideNow(state=raw(outside)))
        if message != self._outside:
            self._outside = message
            self._pipe.put(message)

    def say_again(self, lines: Iterable[LineView]) -> None:
        """Tells a new server everything, and where the handoffs stand meanwhile."""
        if self._published is not None:
            self._pipe.put(self._published)
        self._tell(self._tools)
        if self._broker is not None:
            self._tell(self._broker)
        if self._outside is not None:
            self._pipe.put(self._outside)
        for line in lines:
            self._tell(Moved(line=line))

    def _tell(self, message: ToServer) -> None:
        self._pipe.put(line_of(message))


def _publish_of(snapshot: RoomSnapshot, at: Instant) -> Publish:
    return Publish(
        show=snapshot.show,
        zone=snapshot.zone,
        epoch=snapshot.epoch,
        seq=snapshot.seq,
        at=at,
        pages=_pages_of(snapshot),
        lines=list(snapshot.lines),
    )


def _pages_of(snapshot: RoomSnapshot) -> dict[str, Raw]:
    """What each role in each room is shown; a page that several look at is encoded once."""
    encoded = {id(page): raw(page) for page in snapshot.pages.values()}
    return {key: encoded[id(page)] for key, page in snapshot.pages.items()}
