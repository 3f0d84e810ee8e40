"""The order of a room's stretches: all of a count that passing time alone leaves as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from producer_app.core.budget.stretches import Stretch
from producer_app.core.show import PERFORMANCE, Kind, SegmentId
from producer_app.core.timebase import Millis

Picker = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Takes some out of a column, always at the same places."""


class Played(NamedTuple):
    """Performance of one kind; ``unknown`` counts segments without a length, which add nothing."""

    length: int
    unknown: int


class Together(NamedTuple):
    """What of a form makes one break; ``before`` is how many numbers (performances) stand between
    it and the break before, or the start, ``is_inside`` that programme stands on both sides."""

    segment: SegmentId
    before: int
    is_inside: bool
    is_signposted: bool
    places: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Outline:
    """A room's stretches in running order, at the times at which they were seen first; later only
    these may be others, and the length of what is on air.

    ``begun`` of them have been on air or are; ``wanted`` are the kinds that any rule counts.
    """

    stretches: tuple[Stretch, ...]
    begun: int
    has_on_air: bool
    """The last of those that have begun is on air."""
    wanted: frozenset[Kind]
    _forms: MutableMapping[frozenset[Kind], Form] = field(default_factory=WeakValueDictionary)
    """As long as somebody counts by them: kept here they would keep this, and only the collector
    could let go of all the stretches."""

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where those stand that some rule or sponsor may count."""
        wanted = self.wanted
        return tuple([n for n, s in enumerate(self.stretches) if s.ad or s.kind in wanted])

    @cached_property
    def faces(self) -> tuple[Stretch, ...]:
        """Those that some rule or sponsor may count."""
        return tuple([self.stretches[place] for place in self.places])

    @cached_property
    def on_air(self) -> int | None:
        """Which of the faces is on air; None where none is."""
        place = bisect_left(self.places, self.begun - 1)
        is_there = self.places[place : place + 1] == (self.begun - 1,)
        return place if self.has_on_air and is_there else None

    @cached_property
    def pick_coming(self) -> Picker:
        """Takes what belongs to the faces out of a column of what is still to come."""
        return picker(tuple(n - self.begun for n in self.places if n >= self.begun))

    @cached_property
    def performance(self) -> Mapping[Kind, Played]:
        """The performance, by kind, the advertising inside it included."""
        lengths: dict[Kind, int] = {}
        unknown: dict[Kind, int] = {}
        for stretch in self.stretches:
            if stretch.kind in PERFORMANCE:
                lengths[stretch.kind] = lengths.get(stretch.kind, 0) + (stretch.length or 0)
                unknown[stretch.kind] = unknown.get(stretch.kind, 0) + is_unknown(stretch)
        return {kind: Played(length, unknown[kind]) for kind, length in lengths.items()}

    def form(self, counts: frozenset[Kind]) -> Form:
        """What of it these kinds count; kinds that do not occur in it make no other form."""
        counts &= self.kinds
        form = self._forms.get(counts)
        if form is None:
            form = self._forms[counts] = Form(outline=self, counts=counts)
        return form

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of the faces, and what the advertising inside them counts as."""
        inner = frozenset([self.faces[number].ad_kind for number in self.inner])
        return inner.union(self.by_kind)

    @cached_property
    def by_kind(self) -> Mapping[Kind, list[int]]:
        """The faces of each kind."""
        found: dict[Kind, list[int]] = {}
        for number, face in enumerate(self.faces):
            found.setdefault(face.kind, []).append(number)
        return found

    @cached_property
    def inner(self) -> tuple[int, ...]:
        """The faces that hold advertising of their own."""
        return tuple([number for number, face in enumerate(self.faces) if face.ad])

    @cached_property
    def others(self) -> tuple[int, ...]:
        """How many stretches ahead of each, and in all, are more than a neutral frame."""
        neutral = Kind.NEUTRAL
        return (0, *accumulate([stretch.kind is not neutral for stretch in self.stretches]))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """How many of them are numbers: performances."""
        return (0, *accumulate([stretch.kind in PERFORMANCE for stretch in self.stretches]))


@dataclass(frozen=True, kw_only=True, eq=False)
class Form:
    """What some kinds count of an outline, whenever it is."""

    outline: Outline
    counts: frozenset[Kind]
    _within: dict[frozenset[Kind], tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def picks(self) -> tuple[int, ...]:
        """The faces that may count, in running order."""
        outline, counts = self.outline, self.counts
        found = [number for kind in counts for number in outline.by_kind.get(kind, ())]
        found += [n for n in outline.inner if outline.faces[n].kind not in counts]
        return tuple(sorted(found))

    @cached_property
    def pick(self) -> Picker:
        """Takes what belongs to them out of a column of the faces."""
        return picker(self.picks)

    @cached_property
    def faces(self) -> tuple[Stretch, ...]:
        """Themselves."""
        return self.pick(self.outline.faces)

    @cached_property
    def on_air(self) -> int | None:
        """Which of them is on air; None where none is."""
        face = self.outline.on_air
        return self.picks.index(face) if face is not None and face in self.picks else None

    @cached_property
    def lengths(self) -> tuple[Millis, ...]:
        """What of each was counted when it was seen first; nothing where that was unknown."""
        return tuple([face.counted(self.counts) or Millis(0) for face in self.faces])

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The running sum of that."""
        return (0, *accumulate(self.lengths))

    @cached_property
    def sums(self) -> tuple[Millis, ...]:
        """What that was in each break."""
        return self.sums_of(self.lengths)

    def sums_of(self, lengths: tuple[Millis, ...]) -> tuple[Millis, ...]:
        """What each break comes to with these lengths."""
        return tuple([Millis(sum(picked(lengths))) for picked in self._pick_breaks])

    @cached_property
    def unknown_ads(self) -> int:
        """How many of them were unknown."""
        return sum(self.is_unknown(face) for face in self.faces)

    def is_unknown(self, face: Stretch) -> bool:
        """True where nobody knows how much advertising it is."""
        counted, is_whole = face.counted(self.counts), face.kind in self.counts
        return counted is None or (is_whole and face.is_open)

    @cached_property
    def in_performance(self) -> Picker:
        """Takes what is advertising inside a performance out of a column of these."""
        return picker(
            tuple(
                number
                for number, face in enumerate(self.faces)
                if face.kind in PERFORMANCE and face.kind not in self.counts
            )
        )

    def within(self, kinds: frozenset[Kind]) -> tuple[int, ...]:
        """Those that are of these kinds."""
        if kinds not in self._within:
            found = (number for number, face in enumerate(self.faces) if face.kind in kinds)
            self._within[kinds] = tuple(found)
        return self._within[kinds]

    @cached_property
    def breaks(self) -> tuple[Together, ...]:
        """The breaks: a neutral frame neither counts nor ends one."""
        found: list[Together] = []
        since = 0
        for run in self._runs():
            found.append(self._together(run, since))
            since = self._places[run[-1]] + 1
        return tuple(found)

    def _runs(self) -> list[list[int]]:
        """What counts whole, as far as nothing but neutral frames stands in between."""
        places, others = self._places, self.outline.others
        runs: list[list[int]] = []
        reached = -1
        for number in self.within(self.counts):
            place = places[number]
            if others[place] > reached:
                runs.append([])
            runs[-1].append(number)
            reached = others[place + 1]
        return runs

    @cached_property
    def pick_firsts(self) -> Picker:
        """Takes what belongs to the first of each break out of a column of these."""
        return picker(tuple(one.places[0] for one in self.breaks))

    @cached_property
    def pick_lasts(self) -> Picker:
        """The same of the last."""
        return picker(tuple(one.places[-1] for one in self.breaks))

    @cached_property
    def inside(self) -> tuple[Together, ...]:
        """The breaks that have programme on both sides."""
        return tuple([one for one in self.breaks if one.is_inside])

    @cached_property
    def pick_inside(self) -> Picker:
        """Takes what belongs to the first of each of those."""
        return picker([one.places[0] for one in self.inside])

    @cached_property
    def _pick_breaks(self) -> tuple[Picker, ...]:
        return tuple([picker(one.places) for one in self.breaks])

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """Where they stand in the outline."""
        return self.pick(self.outline.places)

    def _together(self, run: list[int], since: int) -> Together:
        places, others, numbers = self._places, self.outline.others, self.outline.numbers
        first, last = places[run[0]], places[run[-1]]
        return Together(
            segment=self.faces[run[0]].segment,
            before=numbers[first] - numbers[since],
            is_inside=others[first] > 0 and others[-1] > others[last + 1],
            is_signposted=all(self.faces[number].is_signposted for number in run),
            places=tuple(run),
        )


def is_unknown(stretch: Stretch) -> bool:
    """True where nobody knows how long it is going to be."""
    return stretch.length is None or stretch.is_open


def picker(places: Sequence[int]) -> Picker:
    """What takes those places out of a column."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda column: tuple([column[place] for place in places])
