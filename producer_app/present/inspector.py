"""Everything the inspector shows of one segment, as it is typed and as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.show import (
    Cue,
    Handoff,
    Offer,
    OfferId,
    Segment,
    SegmentId,
    Show,
    Sponsor,
    Talent,
)
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import Plan, Projection
from producer_app.present.roompage import price
from producer_app.present.rundown import Place, segment_view
from producer_app.present.rundown_marks import Mark
from producer_app.present.words import Words, both, duration


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesView:
    """Where the segment stands; every text may be empty."""

    planned: str
    expected: str
    actual: str
    back: str
    drift: str
    """The expected or actual start against the plan: 0:12 late."""
    drift_level: str
    is_back_missed: bool
    cume: str
    marks: tuple[Mark, ...]
    """What stands beside it in the rundown: hard times and how they are met, who is waited for."""
    live: str
    """What to know before changing it: it is on air, or in standby."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    id: OfferId
    number: str
    product: str
    product_alt: str
    price: str
    stock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOffers:
    """A handoff that leaves from the segment or opens it, with its offers."""

    handoff: Handoff
    heading: str
    offers: tuple[OfferLine, ...]
    others: tuple[OfferLine, ...]
    """The show's offers that are not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorView:
    """One segment, whole, as the plan has it."""

    plan: Plan
    segment: Segment
    room: str
    talent: tuple[Talent, ...]
    fillers: tuple[Talent, ...]
    """Who fills the time before it."""
    everybody: tuple[Talent, ...]
    other_talent: tuple[Talent, ...]
    sponsors: tuple[Sponsor, ...]
    cues: tuple[Cue, ...]
    handoffs: tuple[HandoffOffers, ...]
    columns: tuple[tuple[str, str], ...]
    """Every department column of the room, with this segment's text or nothing."""


class SoundState(StrEnum):
    NONE = "none"
    ATTACHED = "attached"
    """There is a clip, and nobody has listened to it since the show was opened."""
    READING = "reading"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundView:
    """What is known of a segment's clip. ``peaks`` are 0 to 1, evenly spread over the clip."""

    segment: SegmentId
    state: SoundState
    name: str = ""
    length: str = ""
    loudness: str = ""
    lead_silence: str = ""
    peaks: tuple[float, ...] = ()
    remarks: tuple[str, ...] = ()
    sentence: str = ""
    """Why it could not be read."""


def inspector_view(plan: Plan, segment_id: SegmentId, words: Words) -> InspectorView:
    """The segment as the plan has it; Refused when the show has no such segment."""
    show = plan.show
    segment = show.segment(segment_id)
    room = show.room(segment.room)
    return InspectorView(
        plan=plan,
        segment=segment,
        room=both(room.name, room.name_alt, " · "),
        talent=show.people(segment.talent),
        fillers=show.people(segment.filled_by),
        everybody=show.talent,
        other_talent=tuple(p for p in show.talent if p.id not in segment.talent),
        sponsors=show.sponsors,
        cues=show.cues_of.get(segment.id, ()),
        handoffs=tuple(_offers(show, h, words) for h in _handoffs(show, segment.id)),
        columns=_columns(show, segment),
    )


def times_view(projection: Projection, segment_id: SegmentId, words: Words) -> TimesView:
    """Where the segment stands at the projection's moment."""
    times = projection.of(segment_id)
    place = times.plan.places[segment_id]
    view = segment_view(projection, times.plan.room.id, place, words)
    keys = {
        Place.ON_AIR: "inspector.is_on_air",
        Place.HELD: "inspector.is_on_air",
        Place.STANDBY: "inspector.is_in_standby",
    }
    is_running = projection.run is not None and projection.run.ended is None
    return TimesView(
        planned=view.planned,
        expected=view.expected,
        actual=view.actual,
        back=view.back,
        drift=view.drift,
        drift_level=view.drift_level,
        is_back_missed=view.is_back_missed,
        cume=view.cume,
        marks=view.marks,
        live=words.say(keys[view.place]) if is_running and view.place in keys else "",
    )


def attached_sound(segment: Segment, words: Words) -> SoundView:
    """What the plan alone knows of a segment's clip."""
    clip = segment.sound
    if clip is None:
        return SoundView(segment=segment.id, state=SoundState.NONE)
    return SoundView(
        segment=segment.id,
        state=SoundState.ATTACHED,
        name=_file_name(clip.path),
        length=duration(clip.length, words.say("words.unknown")),
        loudness="" if clip.loudness is None else f"{clip.loudness:.1f} LUFS",
        lead_silence=_silence(clip.lead_silence),
    )


def sound_read(
    segment: SegmentId,
    path: str,
    *,
    length: Millis,
    lead_silence: Millis,
    loudness: str,
    peaks: Sequence[float],
    remarks: Sequence[str] = (),
) -> SoundView:
    """A clip that was listened to; ``loudness`` is worded by whoever measured it."""
    return SoundView(
        segment=segment,
        state=SoundState.READ,
        name=_file_name(path),
        length=duration(length),
        loudness=loudness,
        lead_silence=_silence(lead_silence),
        peaks=tuple(peaks),
        remarks=tuple(remarks),
    )


def sound_reading(segment: SegmentId, path: str) -> SoundView:
    """A clip that is being listened to."""
    return SoundView(segment=segment, state=SoundState.READING, name=_file_name(path))


def sound_failed(segment: SegmentId, path: str, sentence: str) -> SoundView:
    """A clip that could not be read, with the sentence that says why and what to do."""
    return SoundView(
        segment=segment, state=SoundState.FAILED, name=_file_name(path), sentence=sentence
    )


def _handoffs(show: Show, segment: SegmentId) -> list[Handoff]:
    leaving = show.handoffs_from.get(segment, ())
    return [*leaving, *(h for h in show.handoffs if h.to_segment == segment)]


def _offers(show: Show, handoff: Handoff, words: Words) -> HandoffOffers:
    found = (show.by_id.get(key) for key in handoff.offers)
    chosen = tuple(_offer(o, words) for o in found if isinstance(o, Offer))
    room = show.room(handoff.to_room)
    title = handoff.title or show.segment(handoff.segment).title
    return HandoffOffers(
        handoff=handoff,
        heading=f"{both(handoff.number, title)} → {room.name}",
        offers=chosen,
        others=tuple(_offer(o, words) for o in show.offers if o.id not in handoff.offers),
    )


def _offer(offer: Offer, words: Words) -> OfferLine:
    deal, full = price(offer.deal_price, offer.currency), price(offer.list_price, offer.currency)
    stock = offer.released if offer.released is not None else offer.stock
    return OfferLine(
        id=offer.id,
        number=offer.number,
        product=offer.product,
        product_alt=offer.product_alt,
        price=words.say("inspector.price", deal=deal, full=full) if deal and full else deal or full,
        stock="" if stock is None else words.say("inspector.stock", count=f"{stock:,}"),
    )


def _columns(show: Show, segment: Segment) -> tuple[tuple[str, str], ...]:
    own = dict(segment.columns)
    names = {name: None for other in show.rundowns[segment.room] for name, _ in other.columns}
    return tuple((name, own.get(name, "")) for name in names)


def _silence(length: Millis | None) -> str:
    return "" if length is None else f"{length / SECOND:.2f} s"


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
