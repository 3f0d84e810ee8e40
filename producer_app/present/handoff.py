"""The handoffs as the director sees them: the echo, who has said what, what is missing.

It is told how the rooms' pages are heard and asks no wire.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from producer_app.core.handoff import (
    CONSOLE_ACTS,
    GONE,
    OPEN,
    VOICE_ACTS,
    Act,
    Line,
    State,
    allowed,
)
from producer_app.core.show import Handoff, HandoffId, Room, RoomId, SegmentId
from producer_app.core.timebase import MINUTE, Instant, Millis
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.echo import (
    Call,
    Lamp,
    Level,
    Moment,
    RoomLink,
    call_of,
    lamp_of,
    next_change,
    state_level,
    state_word,
)
from producer_app.present.handoff_acks import AckView, acks_of, noted_of
from producer_app.present.handoff_lost import lost_because, place_of
from producer_app.present.handoff_needs import (
    Need,
    Walker,
    needs_of,
    walkers_of,
)
from producer_app.present.handoff_offers import offers_standing
from producer_app.present.handoff_times import (
    WAITING,
    due_in_text,
    due_text,
    planned_text,
    return_by,
    return_in_text,
)
from producer_app.present.titles import in_order
from producer_app.present.whereabouts import Whereabouts, whereabouts
from producer_app.present.words import Words, both, clock

OVERLOOKED = Millis(2 * MINUTE)
"""So long past its due time, or after a CAN'T, it no longer stands in the way of the next one."""

_CALLED = (CONSOLE_ACTS | {Act.RETURN}) - {Act.CLOSE}
"""What a director does by hand; closing comes by itself."""

_UNDER_WAY, _CALLED_OFF, _CALLED_FOR, _LIVE, _NEXT, _OVERLOOKED, _OVER = range(7)
"""What a handoff wants of the director, the most pressing first."""

_ABORTABLE = GONE | {State.LIVE}

_A_STEP = 50
"""Handoffs that are put into words at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffView:
    """One handoff, whole. ``level`` and the levels in it are colour tokens."""

    id: HandoffId
    segment: SegmentId
    room: RoomId
    number: str
    title: str
    title_alt: str
    kind: str
    leaves: str
    """The segment that it leaves from."""
    arrives: str
    """The room that it goes to, and the segment that it opens there."""
    state: State
    word: str
    level: Level
    lamp: Lamp
    call: Call
    """The one thing to know or to do now."""
    due: str
    """When it is due, or once it went: when that was; in words."""
    due_in: str
    planned: str
    """The planned time, where it is another than the expected or actual one."""
    acks: tuple[AckView, ...]
    needs: tuple[Need, ...]
    walkers: tuple[Walker, ...]
    offers: int
    offers_now: str
    """Which of them are open, sold out or replaced, in words."""
    offers_level: Level
    return_by: str
    return_in: str
    return_level: Level
    link: str
    link_level: Level
    throw_words: str
    asked: tuple[str, ...]
    """Who in the room is asked for its READY."""
    acts: frozenset[Act]
    """What the director may do now; GO may need the override."""
    voice: frozenset[Act]
    """What may be entered for a room that spoke."""
    needs_override: bool
    """True where GO would go to a room that has not said READY."""
    recall_aborts: bool
    """True where GO has gone out: a recall stops a room that may be on air."""
    may_lack: bool
    """True before LIVE, while something may still be missing."""
    is_ready: bool
    """True once the room has said READY."""
    is_lost: bool
    """True where the segment that it leaves from does not come any more."""
    was_forced: bool
    rank: tuple[int, Instant]
    """The lower, the sooner it needs the director."""
    next_change: Millis
    """Until something here changes by itself."""

    @property
    def is_over(self) -> bool:
        """True once nothing more is expected of it."""
        return self.rank[0] >= _OVER

    @property
    def is_called_off(self) -> bool:
        """True from its recall until a while after the room took note."""
        return self.rank[0] == _CALLED_OFF

    @property
    def is_urgent(self) -> bool:
        """True while it wants the director now, or a room is live."""
        return self.rank[0] < _NEXT


def handoff_views(
    projection: Projection, links: Mapping[RoomId, RoomLink], words: Words
) -> Generator[None, None, tuple[HandoffView, ...]]:
    """Every handoff of the show, the soonest due first, those without a time last. In steps, for
    whoever has no time for all of it at once."""
    found = whereabouts(projection)
    views: list[tuple[Instant | None, HandoffView]] = []
    for number, handoff in enumerate(projection.show.handoffs, 1):
        view = _view(projection, handoff, links, found, words)
        views.append((place_of(projection, handoff), view))
        if number % _A_STEP == 0:
            yield
    views.sort(key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1].is_lost))
    return tuple(view for _, view in views)


def active_handoff(views: Sequence[HandoffView]) -> HandoffId | None:
    """The handoff that needs the director next; None when there is none at all."""
    return min(views, key=lambda view: view.rank).id if views else None


def _view(
    projection: Projection,
    handoff: Handoff,
    links: Mapping[RoomId, RoomLink],
    found: Whereabouts,
    words: Words,
) -> HandoffView:
    show, run = projection.show, projection.run
    line = run.line(handoff.id) if run else Line(handoff=handoff.id)
    is_running = run is not None and run.ended is None
    due = handoff_due(projection, handoff)
    moment = Moment(
        line=line,
        now=projection.now,
        due=due.expected,
        standby_lead=handoff.standby_lead,
        return_by=return_by(handoff, line),
        link=links.get(handoff.to_room, RoomLink()),
        is_running=is_running,
        lost=lost_because(projection, handoff, words),
        noted=noted_of(projection, line, words),
    )
    acts = allowed(line) if is_running else frozenset()
    back_in, back_level = return_in_text(moment, words)
    link, link_level = _link(moment, words)
    offers_now, offers_level = offers_standing(show, run, handoff, words)
    leaves = show.segment(handoff.segment)
    title, title_alt = handoff.title or leaves.title, handoff.title_alt or leaves.title_alt
    title, title_alt = in_order(title, title_alt, words)
    return HandoffView(
        id=handoff.id,
        segment=handoff.segment,
        room=handoff.to_room,
        number=handoff.number,
        title=title,
        title_alt=title_alt,
        kind=words.say(f"handoff.kind_{handoff.kind}"),
        leaves=both(leaves.number, leaves.title, " "),
        arrives=_arrives(projection, handoff, show.room(handoff.to_room)),
        state=moment.state,
        word=state_word(moment, words),
        level=state_level(moment),
        lamp=lamp_of(moment),
        call=call_of(moment, words),
        due=due_text(projection, handoff, due, moment, words),
        due_in=due_in_text(moment, words),
        planned=planned_text(projection, due.planned, line.went or due.expected, words),
        acks=acks_of(projection, handoff, line, words),
        needs=needs_of(projection, handoff, moment, found, words),
        walkers=walkers_of(projection, handoff, found, words),
        offers=len(handoff.offers),
        offers_now=offers_now,
        offers_level=offers_level,
        return_by=clock(moment.return_by, show, words=words),
        return_in=back_in,
        return_level=back_level,
        link=link,
        link_level=link_level,
        throw_words=handoff.throw_words,
        asked=handoff.acknowledged_by,
        acts=frozenset(acts & _CALLED),
        voice=frozenset(acts & VOICE_ACTS),
        needs_override=Act.GO in acts and line.state is not State.READY,
        recall_aborts=Act.RECALL in acts and line.state in _ABORTABLE,
        may_lack=line.state in WAITING | GONE,
        is_ready=line.ready is not None,
        is_lost=bool(moment.lost),
        was_forced=line.was_forced,
        rank=_rank(moment, place_of(projection, handoff)),
        next_change=next_change(moment),
    )


def _rank(moment: Moment, place: Instant | None) -> tuple[int, Instant]:
    due, now = place if moment.lost else moment.due, moment.now
    at = due if due is not None else Instant(1 << 62)
    state = moment.line.state
    is_refused = state is State.CANT and now - moment.line.changed < OVERLOOKED
    if state in OPEN | GONE or is_refused:
        return (_UNDER_WAY, at)
    if moment.line.is_called_off or (moment.is_noted_lately and state is not State.ARMED):
        return (_CALLED_OFF, at)
    if state is State.LIVE:
        return (_LIVE, at)
    if state is not State.ARMED:
        return (_OVER, at)
    if due is None or now - due >= OVERLOOKED:
        return (_OVERLOOKED, at)
    is_called_for = moment.is_running and not moment.lost and due - moment.standby_lead <= now
    return (_CALLED_FOR if is_called_for else _NEXT, at)


def _arrives(projection: Projection, handoff: Handoff, room: Room) -> str:
    name = both(room.name, room.name_alt, " · ")
    if handoff.to_segment is None:
        return name
    opens = projection.show.segment(handoff.to_segment)
    return both(name, both(opens.number, opens.title, " "), " → ")


def _link(moment: Moment, words: Words) -> tuple[str, Level]:
    link = moment.link
    if link.pages == 0:
        return words.say("handoff.link_none"), Level.FAINT
    key = "handoff.link_page" if link.pages == 1 else "handoff.link_pages"
    pages = words.say(key, count=link.pages)
    if link.is_silent:
        return both(pages, words.say("handoff.link_silent"), ", "), Level.WARNING
    return pages, Level.QUIET
