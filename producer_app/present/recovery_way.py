"""One way back in words: what it changes, where it lands, what it does to ads and sponsors."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Unit, unit_of
from producer_app.core.recovery import Landing, RuleEffect, SponsorEffect, Step, StepKind, Way
from producer_app.core.recovery.missing import BREATH
from producer_app.core.recovery.promises import key_of
from producer_app.core.show import AdRule, Method, RoomId, Segment, SegmentId, Show, Talent
from producer_app.core.timebase import Millis
from producer_app.core.timing import Fill, HardKind, HardTime, Projection, RoomTimes
from producer_app.present.findings import finding_view
from producer_app.present.rundown import in_order
from producer_app.present.words import Words, both, clock, duration, over_under

A_SECOND = 1_000

SHOWN = 12
"""Steps that are told one by one; nobody reads more before an Enter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One change: Trim · 34 Song · 0:40 off, leaves 3:10."""

    verb: str
    what: str
    figure: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingView:
    """One hard time and how it is met, before and after. ``level`` is calm, over or under."""

    at: str
    name: str
    before: str
    """Empty where it stays as it is."""
    after: str
    level: str
    fill: str
    """Who fills what is left before it; empty where nothing is."""
    is_filled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView:
    """One ad rule or sponsor that stands otherwise afterwards."""

    text: str
    is_worse: bool
    """True where it is broken, or short, afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """One way back; ``number`` is the key that chooses it."""

    number: int
    steps: tuple[StepView, ...]
    """No more than ``SHOWN``."""
    more: int
    """How many steps more there are."""
    deeds: tuple[tuple[StepKind, SegmentId, SegmentId | None], ...]
    """What all steps do to which segment, past which one, whatever the amount."""
    result: str
    """MAKES IT, or what it leaves."""
    makes_it: bool
    landings: tuple[LandingView, ...]
    rules: tuple[EffectView, ...]
    sponsors: tuple[EffectView, ...]
    verdict: str
    """BREAKS NOTHING, BREAKS 1 PROMISE…"""
    broken: tuple[str, ...]
    """Each broken promise as a sentence."""
    breaks: tuple[object, ...]
    """What stays the same of the broken promises while times move."""

    @property
    def is_clean(self) -> bool:
        return not self.broken


def way_views(
    projection: Projection, room: RoomId, ways: tuple[Way, ...], say: Words
) -> tuple[WayView, ...]:
    """The ways of a room, numbered from 1, as they are at that projection."""
    show, times = projection.show, projection.rooms[room]
    return tuple(way_view(show, times, way, number, say) for number, way in enumerate(ways, 1))


def way_view(show: Show, times: RoomTimes, way: Way, number: int, say: Words) -> WayView:
    """The way in the words of a language; ``times`` are the room's before it."""
    landings = tuple(_landing(show, times, landing, say) for landing in way.landings)
    return WayView(
        number=number,
        steps=tuple(_step(show, step, say) for step in way.steps[:SHOWN]),
        more=max(0, len(way.steps) - SHOWN),
        deeds=tuple((step.kind, step.segment, step.past) for step in way.steps),
        result=_result(way, say),
        makes_it=way.makes_it,
        landings=landings,
        rules=tuple(filter(None, (_rule(effect, say) for effect in way.rules))),
        sponsors=tuple(filter(None, (_sponsor(effect, say) for effect in way.sponsors))),
        verdict=_verdict(len(way.broken), say),
        broken=tuple(finding_view(show, finding, say).message for finding in way.broken),
        breaks=tuple((finding.room, key_of(finding)) for finding in way.broken),
    )


def named(segment: Segment, say: Words) -> str:
    """A segment by its number and its title in the language of the window."""
    return both(segment.number, in_order(segment.title, segment.title_alt, say)[0], " ")


def hard_named(times: RoomTimes, hard: HardTime, say: Words) -> str:
    """What a hard time is the start or the end of, by the moment, which no way back moves."""
    if hard.kind is HardKind.OUT:
        return say.say("words.hard_out")
    for known in times.hards:
        if (known.at, known.kind) == (hard.at, hard.kind):
            name = named(times.plan.segments[known.place], say)
            is_end = hard.kind is HardKind.END
            return say.say("recovery.end_of", name=name) if is_end else name
    return ""


def level_of(over: Millis | None) -> str:
    """Calm within half a second, else over or under."""
    if over is None or round(abs(over) / A_SECOND) == 0:
        return "calm"
    return "over" if over > 0 else "under"


def fill_text(fill: Fill | None, show: Show, say: Words) -> str:
    """Who fills what is left before a hard time; empty where it is no more than a breath."""
    if fill is None or fill.gap <= BREATH:
        return ""
    parts = [
        say.say("recovery.fill_pad", name=named(show.segment(key), say), length=duration(taken))
        for key, taken in fill.pads
    ]
    rest = duration(fill.rest)
    if fill.rest > 0 and fill.people:
        people = say.say("errors.joint").join(_person(person) for person in fill.people)
        parts.append(say.say("recovery.fill_people", name=people, length=rest))
    elif fill.rest > 0:
        parts.append(say.say("recovery.fill_nobody", length=rest))
    who = say.say("errors.joint").join(parts)
    return say.say("recovery.fill", length=duration(fill.gap), who=who)


def _person(person: Talent) -> str:
    return both(person.name, person.name_alt, " ")


def _step(show: Show, step: Step, say: Words) -> StepView:
    segment = show.segment(step.segment)
    verb, what = say.say(f"recovery.{step.kind}"), named(segment, say)
    figure = _figure(show, segment, step, say)
    return StepView(
        verb=verb,
        what=what,
        figure=figure,
        sentence=say.say("recovery.step", verb=verb, what=what, figure=figure),
    )


def _figure(show: Show, segment: Segment, step: Step, say: Words) -> str:
    amount = abs(step.by)
    by, length = duration(amount), segment.length or 0
    match step.kind:
        case StepKind.TRIM | StepKind.USE_PAD:
            return say.say("recovery.shorter", by=by, length=duration(length - amount))
        case StepKind.STRETCH:
            return say.say("recovery.longer", by=by, length=duration(length + amount))
        case StepKind.FLOAT:
            return say.say("recovery.out", by=by)
        case StepKind.BRING_BACK:
            return say.say("recovery.in", by=by)
        case StepKind.MOVE:
            past = None if step.past is None else show.segment(step.past)
            name = "" if past is None else past.number or named(past, say)
            return say.say("recovery.behind", by=by, name=name)


def _landing(show: Show, times: RoomTimes, landing: Landing, say: Words) -> LandingView:
    hard, fill = landing.hard, fill_text(landing.fill, show, say)
    gap = duration(abs(hard.over or 0))
    return LandingView(
        at=clock(hard.at, show, words=say),
        name=hard_named(times, hard, say),
        before="" if landing.before == hard.over else over_under(landing.before, say),
        after=say.say("recovery.to_fill", length=gap) if fill else over_under(hard.over, say),
        level=level_of(hard.over),
        fill=fill,
        is_filled=landing.fill is None or landing.fill.is_filled,
    )


def _result(way: Way, say: Words) -> str:
    if way.makes_it:
        return say.say("recovery.makes_it")
    worst = max(landing.hard.over or 0 for landing in way.landings)
    return say.say("recovery.makes_most", figure=over_under(worst, say))


def _verdict(broken: int, say: Words) -> str:
    keys = {0: "recovery.clean", 1: "recovery.breaks_one"}
    return say.say(keys.get(broken, "recovery.breaks"), count=broken)


def _rule(effect: RuleEffect, say: Words) -> EffectView | None:
    """None where it stands as it stood."""
    rule = effect.rule
    name = in_order(rule.title, rule.title_alt, say)[0]
    before, after = (_left(effect.rule, left, say) for left in (effect.before, effect.after))
    if before == after:
        return None
    text = say.say("recovery.rule", name=name, before=before, after=after)
    return EffectView(text=text, is_worse=effect.is_broken)


def _left(rule: AdRule, left: int | None, say: Words) -> str:
    if left is None:
        return say.say("recovery.rule_unknown")
    if rule.method is Method.SHOW_RATIO:
        return _share(left, rule.limit_permille, say)
    if unit_of(rule) is Unit.COUNT:
        return say.say("recovery.number_over" if left < 0 else "recovery.number_left", n=abs(left))
    if left < 0:
        return over_under(-left, say)
    return say.say("recovery.rule_left", time=duration(left))


def _share(permille: int, limit: int | None, say: Words) -> str:
    share = say.say("budget.percent", number=f"{permille / 10:g}")
    if limit is None:
        return share
    most = say.say("budget.percent", number=f"{limit / 10:g}")
    key = "recovery.share_over" if permille > limit else "recovery.share"
    return say.say(key, share=share, limit=most)


def _sponsor(effect: SponsorEffect, say: Words) -> EffectView | None:
    """None where it has what it had."""
    before, after = (_given(effect, given, say) for given in (effect.before, effect.after))
    if before == after:
        return None
    text = say.say("recovery.sponsor", name=effect.sponsor.brand, before=before, after=after)
    return EffectView(text=text, is_worse=effect.after < effect.contracted)


def _given(effect: SponsorEffect, given: Millis, say: Words) -> str:
    contracted = duration(effect.contracted)
    if not effect.contracted:
        return say.say("recovery.no_contract", time=duration(given))
    missing = effect.contracted - given
    if missing <= 0:
        return say.say("recovery.full", contracted=contracted)
    return say.say("recovery.short", time=duration(missing), contracted=contracted)
