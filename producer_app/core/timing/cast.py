"""Who is in which segment of a rundown, and where each segment stands in it."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from producer_app.core.show import Segment, SegmentId, TalentId


@dataclass(frozen=True, eq=False)
class Cast:
    """Which segments stand in a rundown, and who is in them: the same for many plans of a room,
    because most edits change neither."""

    segments: tuple[Segment, ...]

    @cached_property
    def places(self) -> Mapping[SegmentId, int]:
        """Each segment's index."""
        return MappingProxyType({segment.id: i for i, segment in enumerate(self.segments)})

    @cached_property
    def appearances(self) -> Mapping[TalentId, Sequence[int]]:
        """The places at which each person is on, from the top."""
        found: dict[TalentId, list[int]] = {}
        for place, talent in enumerate(map(operator.attrgetter("talent"), self.segments)):
            for person in talent:
                found.setdefault(person, []).append(place)
        return MappingProxyType(found)
