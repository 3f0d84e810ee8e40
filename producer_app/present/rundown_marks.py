"""What stands beside a segment's title: how it meets its hard times, who fills, who is waited for.

Each mark has a whole text and a brief one for where there is little room.
"""

from __future__ import annotations

from typing import NamedTuple

from producer_app.core.show import Kind, SegmentId, Show, Talent
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import Fill, HardTime, Projection, RoomTimes, fill_of
from producer_app.present.rundown_times import at_least, at_most
from producer_app.present.words import Words, apart, duration

LEFT_OUT = "…"
"""The brief form of what is left out where there is little room."""


class Mark(NamedTuple):
    """A few words about a segment, in a token's colour; ``tip`` explains them where needed."""

    text: str
    level: str
    brief: str = ""
    tip: str = ""

    @property
    def whole(self) -> str:
        """All there is to say."""
        return self.tip or self.text


def meeting(
    projection: Projection, times: RoomTimes, hard: HardTime, since: int, words: Words
) -> Mark | None:
    """How the room meets that hard time: an overlap to solve, or time to fill and by whom.

    ``since`` is the place from which on anything can be stretched. None within a second.
    """
    if hard.over is None or abs(hard.over) < SECOND:
        return None
    if hard.over > 0:
        late = at_least(apart(hard.over, words), hard.is_firm, words)
        brief = words.say("words.over", time=late)
        return Mark(words.say("rundown.overlap", time=late), "over", brief)
    gap = at_most(apart(-hard.over, words), hard.is_firm, words)
    brief = words.say("rundown.to_fill", time=gap)
    fill = fill_of(projection.show, times.plan, hard, since)
    if fill is None:
        return Mark(brief, "under")
    whole = words.say("rundown.filled", gap=brief, who=filled_by(projection.show, fill, words))
    return Mark(_filled(projection.show, fill, brief, words), "under", brief, whole)


def filled_by(show: Show, fill: Fill, words: Words) -> str:
    """Who and what fills that gap, in words: what can be stretched first, then people."""
    pads = [_pad(show, key, taken, words) for key, taken in fill.pads]
    if fill.rest < SECOND:
        return _joined(pads, words)
    people = _people(fill, words)
    if not pads:
        return people
    rest = words.say("rundown.fill_rest", time=apart(fill.rest, words), who=people)
    return _joined([*pads, rest], words)


def _filled(show: Show, fill: Fill, gap: str, words: Words) -> str:
    """The same in a few words: the pad that takes it all, else who speaks."""
    if fill.rest < SECOND and len(fill.pads) == 1:
        return _pad(show, *fill.pads[0], words)
    if fill.is_named or not fill.people:
        return words.say("rundown.filled", gap=gap, who=_people(fill, words))
    return words.say("rundown.filled", gap=gap, who=words.say("rundown.hosts_alone"))


def _pad(show: Show, key: SegmentId, taken: Millis, words: Words) -> str:
    segment = show.segment(key)
    word = "rundown.fill_pad" if segment.kind is Kind.PAD else "rundown.fill_elastic"
    return words.say(word, number=segment.number or segment.title, time=duration(taken))


def _people(fill: Fill, words: Words) -> str:
    if not fill.people:
        return words.say("rundown.nobody_fills")
    names = _names(fill.people, words)
    return names if fill.is_named else words.say("rundown.hosts", names=names)


def _joined(parts: list[str], words: Words) -> str:
    text = parts[0]
    for part in parts[1:]:
        text = words.say("rundown.fill_parts", first=text, rest=part)
    return text


def _names(people: tuple[Talent, ...], words: Words) -> str:
    is_chinese = words.language == "zh"
    named = [(p.name_alt or p.name) if is_chinese else p.name for p in people]
    return _joined(named, words)


def hard_start_mark(at: str, words: Words) -> Mark:
    """That a segment must start at that time."""
    tip = words.say("rundown.hard_tip", at=at)
    return Mark(words.say("rundown.hard"), "hard", LEFT_OUT, tip)


def hard_end_mark(at: str, words: Words, *, fills: bool) -> Mark:
    """That a segment must be over at that time, or lasts until then."""
    key = "rundown.until" if fills else "rundown.ends"
    brief = words.say(f"{key}_brief", at=at.removesuffix(":00"))
    return Mark(words.say(key, at=at), "hard", brief, words.say(f"{key}_tip", at=at))


def impossible_mark(at: str, words: Words) -> Mark:
    """That a hit time cannot be met."""
    tip = words.say("rundown.impossible_tip", time=at)
    return Mark(words.say("rundown.impossible"), "impossible", tip=tip)


def wait_mark(projection: Projection, times: RoomTimes, index: int, words: Words) -> Mark | None:
    """Who is waited for at that segment, and how long; None where nobody is."""
    wait = times.waits.get(index)
    held_up = times.waiting_at(index) if wait is not None else Millis(0)
    if wait is None or held_up < SECOND:
        return None
    people = projection.show.people(wait.people)
    key = "rundown.walks_one" if len(people) == 1 else "rundown.walks_many"
    names = _names(people, words)
    walks = words.say(key, name=names, names=names) if people else ""
    time = apart(held_up, words)
    return Mark(
        words.say("rundown.waits", time=time, people=walks),
        "warning",
        words.say("rundown.waits_brief", time=time),
    )


def again_mark(at: str, ran: Millis, words: Words) -> Mark:
    """That a segment was on air before."""
    said = words.say("rundown.again_said", at=at, time=duration(ran))
    return Mark(said, "ink_quiet", words.say("rundown.again"))


def adjusted_mark(by: Millis, words: Words) -> Mark | None:
    """That a take was given time (> 0) or gave some up; None where neither."""
    if by == 0:
        return None
    key, time = "added" if by > 0 else "taken", apart(abs(by), words)
    tip = words.say(f"rundown.{key}_tip", time=time)
    return Mark(words.say(f"rundown.{key}", time=time), "warning", tip=tip)
