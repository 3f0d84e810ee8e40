"""One session's rooms: what happens in the show goes out to them, what they say comes into it.

The session stays the one gate; the desk only carries. It must not know Qt.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from producer_app.core.budget import Budget
from producer_app.core.calling import ActOnHandoff
from producer_app.core.errors import Phrase, ProducerError
from producer_app.core.handoff import Answer, State, Verdict, judge
from producer_app.core.run import HandoffActed
from producer_app.link.client import RoomAct, RoomLine
from producer_app.link.presence import Presence
from producer_app.present.budget_room import rooms_budget
from producer_app.present.roompage import line_view, room_snapshot
from producer_app.session.announcing import Announcement, RunChanged
from producer_app.session.session import Session

PORT = "room_port"
"""The setting of the show that keeps the port its room pages know, where it is another one."""

USUAL_PORT = 8742
"""Where room pages find a console, unless something else is there already."""

ORIGIN = "room"

_FIRST_PORT, _LAST_PORT, _DIGITS = 1024, 65_535, 5


class RoomDesk:
    """Wires a session to a line. ``line`` offers pairing, revoking and presence."""

    def __init__(
        self,
        session: Session,
        on_presence: Callable[[Presence], None],
        when_there_is_time: Callable[[Callable[[], None]], object] | None = None,
    ) -> None:
        """``when_there_is_time`` does what a room can wait a moment for: an edit of the plan."""
        self._session, self._on_presence = session, on_presence
        self._when_there_is_time = when_there_is_time
        self._is_publishing = False
        self._budget: Budget | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._port = session.setting(PORT, str(USUAL_PORT))
        self.line = RoomLine(
            on_act=self._judge,
            on_presence=self._present,
            now=session.now,
            pairings=session.pairings(),
            save_pairing=session.put_pairing,
            port=_port_of(self._port),
        )

    async def start(self) -> None:
        """Brings the line up and follows the session."""
        self._unsubscribe = self._session.subscribe(self._on_session)
        self.publish()
        await self.line.start()

    async def stop(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        await self.line.stop()

    def publish(self) -> None:
        """Gives the rooms the show as it is now; to be called each second, for expected times."""
        self._is_publishing = False
        projection = self._session.projection()
        self._budget = rooms_budget(projection, self._budget)
        self.line.publish(room_snapshot(projection, self._budget))

    def _on_session(self, announcement: Announcement) -> None:
        if isinstance(announcement, RunChanged):
            run = self._session.run if self._session.is_running else None
            moved = {e.handoff for e in announcement.events if isinstance(e, HandoffActed)}
            for handoff in moved:
                self.line.send(line_view(self._session.show, run, handoff))
        if self._when_there_is_time is not None and not isinstance(announcement, RunChanged):
            self._when_there_is_time(self.publish)
        elif not self._is_publishing:
            self._is_publishing = True
            asyncio.get_running_loop().call_soon(self._publish_once)

    def _publish_once(self) -> None:
        if self._is_publishing and self._unsubscribe is not None:
            self.publish()

    def _judge(self, act: RoomAct) -> Verdict:
        run = self._session.run
        if run is None or not self._session.is_running:
            why = Phrase("handoff.no_run", "no show is running")
            return Verdict(answer=Answer.DENIED, state=State.ARMED, rev=0, why=why)
        verdict = judge(run.line(act.handoff), act.ask)
        if verdict.answer is Answer.OK:
            self._session.call(ActOnHandoff(handoff=act.handoff, ask=act.ask), ORIGIN)
        return verdict

    def _present(self, presence: Presence) -> None:
        port = str(presence.port or "")
        if port and port != self._port:
            self._port = port
            with contextlib.suppress(ProducerError):
                self._session.set_setting(PORT, port)
        self._on_presence(presence)


def _port_of(kept: str) -> int:
    """The port that a show file keeps; the usual one where that is no port of a program's own."""
    port = int(kept) if kept.isdecimal() and len(kept) <= _DIGITS else 0
    return port if _FIRST_PORT <= port <= _LAST_PORT else USUAL_PORT
