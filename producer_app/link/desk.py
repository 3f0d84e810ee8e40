"""One session's rooms: what happens in the show goes out to them, what they say comes into it.

The session stays the one gate; the desk only carries. It must not know Qt.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

from producer_app.core.budget import Budget, budget_of
from producer_app.core.calling import ActOnHandoff
from producer_app.core.errors import NeedsConfirmation, Phrase, ProducerError, Refused
from producer_app.core.handoff import TIMERS, Answer, State, Verdict, judge
from producer_app.core.pairing import Pairing
from producer_app.core.run import HandoffActed, RunEnded, RunKind
from producer_app.core.timebase import Instant
from producer_app.link.acts import Reply, call_of, mid_of
from producer_app.link.broker.desk import BrokerDesk
from producer_app.link.door.seal import Seal
from producer_app.link.door.settings import SETTING, kept_of, settings_of
from producer_app.link.pipe import Called, OfferSaid
from producer_app.link.presence import Presence
from producer_app.link.room_line import RoomAct, RoomLine
from producer_app.link.tools.desk import ToolsDesk
from producer_app.present.budget_room import Views, budget_views
from producer_app.present.roompage import RoomSnapshot, line_view, needs_budget, room_snapshot
from producer_app.session.announcing import Announcement, RunChanged
from producer_app.session.session import Session

log = logging.getLogger(__name__)

PORT = "room_port"
"""The setting of the show that keeps the port its room pages know, where it is another one."""

USUAL_PORT = 8742
"""Where room pages find a console, unless something else is there already."""

ORIGIN = "room"

NO_RUN = Phrase("handoff.no_run", "no show is running")

FRESH = 0.5
"""Seconds after a publishing during which a mere tick has nothing to add."""

REMEMBERED = 512
"""How many refusals are remembered for whoever says the same again."""

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
        self._published = 0.0
        self._has_news = True
        self._budget: Budget | None = None
        self._views: Views | None = None
        self._snapshot: RoomSnapshot | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._refusals: dict[str, Reply] = {}
        self._port = session.setting(PORT, str(USUAL_PORT))
        self._seal = Seal(session.show.id)
        self.line = RoomLine(
            on_act=self._judge,
            on_call=self._take,
            on_wanted=self.publish,
            on_presence=self._present,
            now=session.now,
            pairings=self._still_good(),
            save_pairing=lambda pairing: session.put_pairing(self._seal.put_on(pairing)),
            port=_port_of(self._port),
            settings=settings_of(session.setting(SETTING)),
            save_settings=lambda settings: session.set_setting(SETTING, kept_of(settings)),
        )
        self.tools = ToolsDesk(session, self.line)
        self.broker = BrokerDesk(session, self.line)

    async def start(self) -> None:
        """Brings the line up and follows the session."""
        self.tools.start()
        self.broker.start()
        self._unsubscribe = self._session.subscribe(self._on_session, is_first=True)
        self.publish()
        await self.line.start()

    async def stop(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        await self.line.stop()

    def publish(self) -> None:
        """Gives the rooms the show as it is now; to be called each second, for expected times."""
        self._is_publishing = self._has_news = False
        self._published = time.monotonic()
        projection, wanted = self._session.projection(), self.line.wanted
        if needs_budget(projection.show, wanted):
            self._budget = budget_of(projection, self._budget)
            self._views = budget_views(projection, self._budget, self._views)
        else:
            self._budget = self._views = None
        self._snapshot = room_snapshot(projection, self._views, wanted, self._snapshot)
        self.line.publish(self._snapshot, projection.now)
        self.tools.publish(projection)

    def tick(self) -> None:
        """The second's publishing; none where a call has just been published whole, so that each
        GO is one frame."""
        if self._has_news or time.monotonic() - self._published >= FRESH:
            self.publish()

    def _on_session(self, announcement: Announcement) -> None:
        """The rooms hear of it before the window is painted; whatever fails here stays here."""
        self._has_news = True
        try:
            self._tell(announcement)
        except Exception:
            log.exception("The rooms could not be told of what happened; the next second tries.")

    def _tell(self, announcement: Announcement) -> None:
        if not isinstance(announcement, RunChanged):
            self._publish_soon()
            return
        run = self._session.run if self._session.is_running else None
        events = announcement.events
        for handoff in {e.handoff for e in events if isinstance(e, HandoffActed)}:
            self.line.send(line_view(self._session.show, run, handoff))
        if any(isinstance(event, RunEnded) for event in events):
            self._on_run_ended()
        if all(isinstance(event, HandoffActed) for event in events):
            self._publish_in_a_moment()
        else:
            self.publish()

    def _publish_soon(self) -> None:
        if self._when_there_is_time is not None:
            self._when_there_is_time(self.publish)
        else:
            self._publish_in_a_moment()

    def _publish_in_a_moment(self) -> None:
        """Once for all that happens at the same time: the echoes of many pages."""
        if not self._is_publishing:
            self._is_publishing = True
            asyncio.get_running_loop().call_soon(self._publish_once)

    def _on_run_ended(self) -> None:
        """A show that is over ends every pairing; a rehearsal ends none."""
        run = self._session.run
        if run is not None and run.kind is RunKind.SHOW:
            self.line.end_pairings()

    def _still_good(self) -> tuple[Pairing, ...]:
        """The pairings made here, for this show, since it was last over."""
        runs = self._session.runs()
        over = max((run.ended or 0 for run in runs if run.kind is RunKind.SHOW), default=0)
        kept = self._seal.taken_off(self._session.pairings())
        return tuple(pairing for pairing in kept if pairing.created > over)

    def _publish_once(self) -> None:
        if self._is_publishing and self._unsubscribe is not None:
            self.publish()

    def _judge(self, act: RoomAct) -> Verdict:
        run = self._session.run
        if run is None or not self._session.is_running:
            return Verdict(answer=Answer.DENIED, state=State.ARMED, rev=0, why=NO_RUN)
        verdict = judge(run.line(act.handoff), act.ask)
        if verdict.answer is Answer.OK:
            self._session.call(ActOnHandoff(handoff=act.handoff, ask=act.ask), ORIGIN)
        return verdict

    def _take(self, said: Called | OfferSaid) -> Reply:
        """Calls what was asked for, once; what was refused stays refused under the same mid."""
        run, mid = self._session.run, mid_of(said)
        if run is None or not self._session.is_running:
            return Reply(answer=Answer.DENIED, why=NO_RUN)
        if mid in run.mids:
            return Reply(answer=Answer.DUP)
        if mid in self._refusals:
            return self._refusals[mid]
        if (late := _late(said, self._session.now())) is not None:
            return Reply(answer=Answer.DENIED, why=late)
        try:
            happened = self._session.call(call_of(said, self._session.show, run), ORIGIN)
        except Refused as no:
            is_question = isinstance(no, NeedsConfirmation)
            reply = Reply(answer=Answer.DENIED, why=no.phrase, is_question=is_question)
            self._remember(mid, reply)
            return reply
        return Reply(answer=Answer.OK if happened else Answer.DUP)

    def _remember(self, mid: str, refusal: Reply) -> None:
        self._refusals[mid] = refusal
        if len(self._refusals) > REMEMBERED:
            del self._refusals[next(iter(self._refusals))]

    def _present(self, presence: Presence) -> None:
        port = str(presence.port or "")
        if port and port != self._port:
            self._port = port
            with contextlib.suppress(ProducerError):
                self._session.set_setting(PORT, port)
        self._on_presence(presence)


def _late(said: Called | OfferSaid, now: Instant) -> Phrase | None:
    """Why it is not taken any more: what comes late is information, not a trigger."""
    if said.at is None or now - said.at <= TIMERS.go_ttl:
        return None
    seconds = round((now - said.at) / 1000)
    return Phrase("call.late", "it came {seconds} s late: look, then press again", seconds=seconds)


def _port_of(kept: str) -> int:
    """The port that a show file keeps; the usual one where that is no port of a program's own."""
    port = int(kept) if kept.isdecimal() and len(kept) <= _DIGITS else 0
    return port if _FIRST_PORT <= port <= _LAST_PORT else USUAL_PORT
