"""What a room puts on the air, at its times: the order of it is made once, the times often.

It knows no limits and no contracts; the rules and the sponsors hold the figures against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from producer_app.core.budget.outline import Outline, Played, is_unknown
from producer_app.core.budget.stretches import Stretch, on_air_stretch
from producer_app.core.show import PERFORMANCE, Kind
from producer_app.core.timebase import Instant
from producer_app.core.timing import RoomTimes


@dataclass(frozen=True, kw_only=True, eq=False)
class Airtime:
    """An outline at its times."""

    outline: Outline
    starts: tuple[Instant | None, ...]
    """Of the faces; None while unknown."""
    on_air: Stretch | None
    """What is on air, as long as it is now."""

    @cached_property
    def commercial(self) -> tuple[Stretch, ...]:
        """The stretches that some rule or sponsor may count, in running order."""
        faces, place = self.outline.faces, self.outline.on_air
        if place is not None and self.on_air is not None:
            faces = (*faces[:place], self.on_air, *faces[place + 1 :])
        pairs = zip(faces, self.starts, strict=True)
        return tuple([face._replace(start=start) for face, start in pairs])

    @cached_property
    def performance(self) -> Mapping[Kind, Played]:
        """The performance, by kind, the advertising inside it included."""
        known, present = self.outline.performance, self.on_air
        if present is None or present.kind not in PERFORMANCE:
            return known
        seen, kept = self.outline.stretches[self.outline.begun - 1], known[present.kind]
        longer = (present.length or 0) - (seen.length or 0)
        unknown = kept.unknown + is_unknown(present) - is_unknown(seen)
        return {**known, present.kind: Played(kept.length + longer, unknown)}


def airtime_of(
    stretches: tuple[Stretch, ...],
    wanted: frozenset[Kind],
    begun: int = 0,
    *,
    has_on_air: bool = False,
) -> Airtime:
    """Those stretches, of which so many have begun; ``wanted`` are the kinds that any rule
    counts."""
    outline = Outline(stretches=stretches, begun=begun, has_on_air=has_on_air, wanted=wanted)
    return Airtime(
        outline=outline,
        starts=tuple([face.start for face in outline.faces]),
        on_air=stretches[begun - 1] if has_on_air else None,
    )


def airtime_later(known: Airtime, times: RoomTimes, now: Instant) -> Airtime:
    """The same airtime when in its room only time has passed: what is on air has become longer,
    and what is to come starts at other times."""
    outline = known.outline
    coming = outline.pick_coming(times.down.starts)
    begun = known.starts[: len(known.starts) - len(coming)]
    return Airtime(outline=outline, starts=(*begun, *coming), on_air=on_air_stretch(times, now))
