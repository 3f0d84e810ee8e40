"""What other programs are told of the show: one plain, JSON-able value for every way out.

Instants are UTC epoch milliseconds, lengths milliseconds; words are the show's own in both
languages. A mere tick of the clock changes nothing in it but what runs late by waiting. It must
not know who reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.handoff import state_at
from producer_app.core.offers import OfferLine, offers_of
from producer_app.core.run import Run, Take
from producer_app.core.show import Handoff, Room, Segment, Show
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import HardKind, HardTime, Projection, RoomTimes, handoff_due
from producer_app.core.timing import over_under as standing_of
from producer_app.present.budget_room import Views
from producer_app.present.handoff_line import line_view
from producer_app.present.onair_figures import Against, bound_of, joined
from producer_app.present.outside_view import (
    Outside,
    OutsideHandoff,
    OutsideOffer,
    OutsideRoom,
    OutsideRule,
    OutsideSegment,
    OutsideTake,
)
from producer_app.present.words import Words, over_under, words


def outside_of(projection: Projection, budget: Views | None = None) -> Outside:
    """The show as things stand; the ad rules only where the budget is given."""
    show, run = projection.show, projection.run
    return Outside(
        show=show.id,
        title=show.title,
        title_alt=show.title_alt,
        zone=show.zone,
        run=run.kind.value if run else "plan",
        run_number=run.number if run else 0,
        is_running=run is not None and run.ended is None,
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        rooms={room.id: _room(projection, room) for room in show.rooms},
        handoffs=_handoffs(projection),
        rules=() if budget is None else tuple(_rules(budget)),
        offers=tuple(_offers(show, run)),
    )


def _room(projection: Projection, room: Room) -> OutsideRoom:
    times = projection.rooms[room.id]
    over, hard, against = _over(projection, times)
    coming = () if _has_ended(times) else range(min(2, len(times.coming)))
    segments = [_segment(times, position) for position in coming] + [None, None]
    texts = [joined(bound_of(hard, say), over_under(over, say)) for say in _both()]
    return OutsideRoom(
        id=room.id,
        name=room.name,
        name_alt=room.name_alt,
        role=room.role.value,
        on_air=None if times.on_air is None else _take(projection, times, times.on_air),
        standby=segments[0],
        next=segments[1],
        is_ended=_has_ended(times),
        over=None if over is None else Millis(round(over / SECOND) * SECOND),
        against=against,
        over_text=texts[0] if over is not None else "",
        over_text_alt=texts[1] if over is not None else "",
        hard_out=times.hard_out,
    )


def _has_ended(times: RoomTimes) -> bool:
    return times.run is not None and times.run.ended is not None


def _over(projection: Projection, times: RoomTimes) -> tuple[Millis | None, HardTime | None, str]:
    """The first of the figures that the console shows, and what it is held against."""
    stand = standing_of(times, projection.published)
    hard = stand.next_hard
    if hard is not None and hard.over is not None:
        is_out = hard.kind is HardKind.OUT
        return hard.over, hard, (Against.HARD_OUT if is_out else Against.HARD_TIME).value
    if stand.published is not None:
        return stand.published, None, Against.PUBLISHED.value
    if stand.since_start is not None:
        return stand.since_start, None, Against.PLAN.value
    return None, None, ""


def _take(projection: Projection, times: RoomTimes, take: Take) -> OutsideTake:
    segment, now = projection.show.by_id.get(take.segment), projection.now
    left, is_held = times.left(now), take.held_since is not None
    return OutsideTake(
        id=take.segment,
        number=take.number,
        title=take.title,
        title_alt=segment.title_alt if isinstance(segment, Segment) else "",
        kind=take.kind.value,
        started=take.started,
        ends=None if left is None or is_held else Instant(now + left),
        is_held=is_held,
        held_left=left if is_held else None,
        nth=len(times.run.takes) + 1 if times.run is not None else 1,
    )


def _segment(times: RoomTimes, position: int) -> OutsideSegment:
    place = times.coming[position]
    segment = times.plan.segments[place]
    return OutsideSegment(
        id=segment.id,
        number=segment.number,
        title=segment.title,
        title_alt=segment.title_alt,
        kind=segment.kind.value,
        starts=times.down.start_at(position),
        length=times.plan.length_of(place),
    )


def _handoffs(projection: Projection) -> dict[str, OutsideHandoff]:
    """By number; by id where another one has the same number, or it has none."""
    found: dict[str, OutsideHandoff] = {}
    for handoff in projection.show.handoffs:
        is_named = bool(handoff.number) and handoff.number not in found
        key = handoff.number if is_named else str(handoff.id)
        found[key] = _handoff(projection, handoff, projection.run)
    return found


def _handoff(projection: Projection, handoff: Handoff, run: Run | None) -> OutsideHandoff:
    show, due = projection.show, handoff_due(projection, handoff)
    view, segment = line_view(show, run, handoff.id), show.segment(handoff.segment)
    line = None if run is None else run.line(handoff.id)
    return OutsideHandoff(
        id=handoff.id,
        number=handoff.number,
        title=handoff.title or segment.title,
        title_alt=handoff.title_alt or segment.title_alt,
        room=handoff.to_room,
        state=view.state if line is None else state_at(line, projection.now).value,
        rev=view.rev,
        is_shown=line is not None and view.rev > 0 and line.is_shown,
        planned=due.planned,
        due=due.expected,
        since=view.since,
        went=view.went,
        live=view.live,
        return_by=view.return_by,
        ready_by=view.ready_by,
        live_by=view.live_by,
        reason=view.reason,
    )


def _offers(show: Show, run: Run | None) -> Iterator[OutsideOffer]:
    for room in show.rooms:
        for offer in offers_of(show, room.id):
            line = OfferLine(offer=offer.id) if run is None else run.offer(offer.id)
            yield OutsideOffer(
                id=offer.id,
                number=offer.number,
                product=offer.product,
                product_alt=offer.product_alt,
                room=room.id,
                state=line.state.value,
                opened=line.opened,
                stock=line.stock,
                is_price_checked=line.price_checked is not None,
                is_on_fallback=line.is_on_fallback,
            )


def _rules(budget: Views) -> Iterator[OutsideRule]:
    """The worst first."""
    english, chinese = (view.rules for view in budget)
    for state, one, other in zip(english.states, english, chinese, strict=True):
        yield OutsideRule(
            id=one.id,
            title=one.title,
            title_alt=one.title_alt,
            room=state.rule.room or "",
            level=one.level.value,
            left=one.verdict_text,
            left_alt=other.verdict_text,
        )


def _both() -> tuple[Words, Words]:
    return words("en"), words("zh")
