"""Flagged wording in words: what asks for a look, and what somebody has let stand and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.core.checks import Standards, flagged_in
from producer_app.core.edits import Edit, Put, Remove, Several
from producer_app.core.errors import Refused
from producer_app.core.show import (
    Cue,
    Handoff,
    HandoffId,
    Segment,
    SegmentId,
    Show,
    Waiver,
    WaiverId,
)
from producer_app.core.timebase import Instant, local_time
from producer_app.core.wording import Flag, Reason, flags, idle_waivers
from producer_app.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A flag that somebody may let stand: what is asked, and what the flag rests on."""

    place: str
    term: str
    question: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaivedView:
    """Wording that is let stand: where, why, by whom and when. A click leads to its segment or
    its handoff. ``is_idle`` when it is not flagged there any more."""

    id: WaiverId
    message: str
    by: str
    is_idle: bool
    segment: SegmentId | None
    handoff: HandoffId | None


def reason_in(reason: Reason, say: Words) -> str:
    """A reason in the language of the window, or in the one that it has."""
    return _in_language(reason.text, reason.text_alt, say)


def _in_language(first: str, second: str, say: Words) -> str:
    return (second or first) if say.language == "zh" else (first or second)


def flag_view(flag: Flag, say: Words) -> FlagView:
    """A flag, ready to be asked about."""
    reason = flag.reason
    source = _in_language(reason.source, reason.source_alt, say)
    is_dated = bool(source and reason.as_of)
    dated = say.say("wording.source", source=source, as_of=reason.as_of)
    return FlagView(
        place=flag.place,
        term=flag.term.text,
        question=say.say("wording.ask", term=flag.said),
        source=dated if is_dated else source or reason.as_of,
    )


def waived_views(show: Show, standards: Standards, say: Words) -> tuple[WaivedView, ...]:
    """All that is let stand, in the order of the show; what is idle comes last."""
    if not show.waivers:
        return ()
    found = flags(show, standards.lexicon)
    return (*_standing(show, found, say), *_idle(show, found, say))


def let_stand(flag: FlagView, note: str, by: str, at: Instant, key: WaiverId) -> Edit:
    """The edit that lets a flag stand; Refused without a note that says why."""
    if not note.strip():
        raise Refused("wording.no_note", "Write why it may stand.")
    waiver = Waiver(
        id=key,
        place=flag.place,
        term=flag.term,
        reason=note.strip(),
        waived_by=by.strip(),
        at=at,
    )
    return Several(edits=(Put(entity=waiver),), label="let_stand")


def taken_back(waiver: WaiverId) -> Edit:
    """The edit that takes that back."""
    return Remove(id=waiver, label="take_back_let_stand")


def _standing(show: Show, found: tuple[Flag, ...], say: Words) -> Iterator[WaivedView]:
    for flag in found:
        if flag.waiver is not None:
            noun, field = flagged_in(show, flag)
            place = say.say(f"findings.{field.code}", **dict(field.params))
            message = say.say(
                "wording.let_stand",
                term=flag.said,
                noun=noun,
                field=place,
                excerpt=flag.excerpt,
                note=flag.waiver.reason,
            )
            yield _view(show, flag.waiver, message, say, is_idle=False)


def _idle(show: Show, found: tuple[Flag, ...], say: Words) -> Iterator[WaivedView]:
    for waiver in idle_waivers(show, found):
        message = say.say("wording.idle", term=waiver.term, note=waiver.reason)
        yield _view(show, waiver, message, say, is_idle=True)


def _view(show: Show, waiver: Waiver, message: str, say: Words, *, is_idle: bool) -> WaivedView:
    noun = show.by_id.get(waiver.place)
    segment = noun.id if isinstance(noun, Segment) else None
    if isinstance(noun, Cue):
        segment = noun.segment
    handoff = noun.id if isinstance(noun, Handoff) else _carrier(show, waiver.place)
    name = waiver.waived_by or say.say("wording.nobody")
    when = _when(waiver.at, show)
    return WaivedView(
        id=waiver.id,
        message=message,
        by=say.say("wording.by", name=name, when=when) if when else name,
        is_idle=is_idle,
        segment=segment,
        handoff=handoff,
    )


def _carrier(show: Show, offer: str) -> HandoffId | None:
    """The first handoff that carries that offer."""
    return next((handoff.id for handoff in show.handoffs if offer in handoff.offers), None)


def _when(at: Instant | None, show: Show) -> str:
    return "" if at is None else f"{local_time(at, show.zone):%Y-%m-%d %H:%M}"
