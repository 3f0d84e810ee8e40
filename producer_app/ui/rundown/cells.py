"""What stands in each cell of a rundown's line, and in which meaning's colour; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from producer_app.core.show import Standing
from producer_app.present.rundown_heads import BlockView, DayView
from producer_app.present.rundown_marks import LEFT_OUT, Mark
from producer_app.present.rundown_place import Place
from producer_app.present.rundown_segment import SegmentView, SetBy
from producer_app.present.titles import in_order
from producer_app.present.words import Words, both
from producer_app.ui.rundown.columns import Column


class Badge(NamedTuple):
    """A few words beside a cell's text, in a token's colour; ``brief`` where there is no room."""

    text: str
    ink: str
    brief: str = ""


class Cell(NamedTuple):
    """One cell: its text, a quieter second text behind it, badges at its end, and a tooltip."""

    text: str = ""
    ink: str = "ink"
    second: str = ""
    badges: tuple[Badge, ...] = ()
    is_bold: bool = False
    tip: str = ""
    is_small: bool = False
    fold: str = ""
    """What stands beside the title, in the cell's ink, where the cell's column is not shown."""
    notes: tuple[str, ...] = ()
    """What its badges mean, to be told beside it."""

    @property
    def said(self) -> str:
        """All that the cell says, for readers that see no layout."""
        words = " ".join(badge.text for badge in self.badges)
        return both(both(self.text, self.second), words)


class Sort(Enum):
    """What a line of the table is."""

    SEGMENT = auto()
    HEAD = auto()
    DAY = auto()
    OPEN = auto()


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. ``tone`` is on_air, standby or nothing; ``has_rule`` a hard start,
    ``has_end_rule`` a hard end; ``mark`` the segment's own colour; an open line ``continues`` the
    segment above it."""

    sort: Sort
    cells: tuple[Cell, ...] = (EMPTY,) * len(Column)
    tone: str = ""
    has_rule: bool = False
    has_end_rule: bool = False
    is_struck: bool = False
    mark: str = ""
    continues: bool = False

    @property
    def frame(self) -> tuple[object, ...]:
        """What the whole line shows beside its cells."""
        rules = (self.has_rule, self.has_end_rule)
        return (self.sort, self.tone, rules, self.is_struck, self.mark, self.continues)


_TONES = {Place.ON_AIR: "on_air", Place.HELD: "on_air", Place.STANDBY: "standby"}
_STATE_INKS = {
    Place.ON_AIR: "on_air",
    Place.HELD: "warning",
    Place.STANDBY: "standby",
    Place.SKIPPED: "over",
}
_PAST = frozenset({Place.DONE, Place.SKIPPED, Place.PASSED})
_OUT = frozenset({Place.FLOATED, Place.OMITTED})


def segment_line(view: SegmentView, words: Words) -> Line:
    """The line of a segment."""
    ink = "ink"
    if view.place in _PAST:
        ink = "done"
    elif view.place in _OUT:
        ink = "ink_faint"
    return Line(
        Sort.SEGMENT,
        cells=_segment_cells(view, ink, words),
        tone=_TONES.get(view.place, ""),
        has_rule=view.is_hard,
        has_end_rule=view.has_hard_end,
        is_struck=view.standing is Standing.OMITTED,
        mark=view.colour,
    )


def block_line(view: BlockView, words: Words) -> Line:
    """The line of a block's head: its title, start and subtotal, and that against its budget."""
    cells = [EMPTY] * len(Column)
    verdict = "over" if view.is_over_budget else "ink_quiet"
    badges = (
        Badge(view.spent, "ink_quiet", brief=LEFT_OUT),
        Badge(view.of_budget, "ink_quiet", brief=LEFT_OUT if view.budget else ""),
        Badge(view.budget, verdict),
    )
    said = tuple(badge for badge in badges if badge.text)
    notes = (" · ".join(badge.text for badge in said),) if said else ()
    first, second = in_order(view.title, view.title_alt, words)
    cells[Column.TITLE] = Cell(first, "ink", second, said, is_bold=True, notes=notes)
    cells[Column.PLANNED] = cells[Column.START] = Cell(view.planned, "ink_quiet")
    cells[Column.LENGTH] = Cell(view.length, "ink_quiet", is_bold=True)
    return Line(Sort.HEAD, cells=tuple(cells))


def day_line(view: DayView) -> Line:
    """The line of a day that begins."""
    cells = [EMPTY] * len(Column)
    cells[Column.TITLE] = Cell(view.title, "hard", is_bold=True)
    return Line(Sort.DAY, cells=tuple(cells))


@lru_cache(maxsize=8)
def open_line(place: Place | None) -> Line:
    """An open height: the segment above goes on, or (None) nothing does."""
    tone = _TONES.get(place, "") if place is not None else ""
    return Line(Sort.OPEN, tone=tone, continues=place is not None and place not in _OUT)


def _segment_cells(view: SegmentView, ink: str, words: Words) -> tuple[Cell, ...]:
    is_bold = view.place in _TONES
    quiet = _unless_dim(ink, "ink_quiet")
    ad = _unless_dim(ink, "ad")
    cells = [EMPTY] * len(Column)
    cells[Column.STATE] = Cell(view.state, _STATE_INKS.get(view.place, quiet), is_bold=True)
    cells[Column.NUMBER] = Cell(view.number, ink, is_bold=is_bold)
    first, second = in_order(view.title, view.title_alt, words)
    badges = tuple(_badge(mark, ink) for mark in view.marks)
    notes = tuple(mark.whole for mark in view.marks)
    tip = both(first, second, "\n")
    cells[Column.TITLE] = Cell(first, ink, second, badges, is_bold, tip=tip, notes=notes)
    cells[Column.TITLE_ALT] = Cell(second, ink)
    cells[Column.KIND] = Cell(view.kind_word, ad if view.is_advertising else quiet)
    cells[Column.TALENT] = Cell(view.talent, ink)
    was = words.say("rundown.planned_length", time=view.length) if view.ran else view.length_tip
    cells[Column.LENGTH] = Cell(view.ran or view.length, ink, tip=was)
    cells[Column.PLANNED] = _set_time(view.planned, view.planned_by, ink, quiet, words)
    cells[Column.EXPECTED] = Cell(
        view.expected, ink, tip="" if view.is_firm else words.say("rundown.at_least_tip")
    )
    cells[Column.ACTUAL] = Cell(view.actual, ink)
    cells[Column.DRIFT] = Cell(
        view.drift, quiet if view.drift_level == "calm" else _unless_dim(ink, view.drift_level)
    )
    cells[Column.BACK] = _back(view, ink, quiet, words)
    counted = "" if view.is_advertising else view.ad
    cells[Column.AD] = Cell(
        view.ad, ad, fold=words.say("rundown.ad", time=counted) if counted else ""
    )
    cells[Column.HANDOFFS] = Cell(view.handoffs, _unless_dim(ink, "shop"), fold=view.handoffs)
    cells[Column.LOCATION] = Cell(view.location, quiet)
    cells[Column.NOTES] = Cell(view.notes, quiet)
    now = view.actual or view.expected
    by = SetBy.HARD if view.is_hard else SetBy.COMPUTED if now else view.planned_by
    cells[Column.START] = _set_time(now or view.planned, by, ink, ink, words)
    cells[Column.CUME] = Cell(view.cume, quiet)
    return tuple(cells)


def _unless_dim(ink: str, wanted: str) -> str:
    """That ink, but nothing shines in a line that is over or out."""
    return wanted if ink == "ink" else ink


def _badge(mark: Mark, ink: str) -> Badge:
    return Badge(mark.text, _unless_dim(ink, mark.level), mark.brief)


def _set_time(text: str, by: SetBy, ink: str, quiet: str, words: Words) -> Cell:
    """A front or back time; one that was set by hand has a star and a colour of its own."""
    if by is SetBy.COMPUTED or not text:
        return Cell(text, quiet)
    if by is SetBy.HARD:
        return Cell(text, _unless_dim(ink, "hard"))
    key = "rundown.hit_tip" if by is SetBy.HIT else "rundown.impossible_tip"
    return Cell(f"*{text}", str(by), tip=words.say(key, time=text))


def _back(view: SegmentView, ink: str, quiet: str, words: Words) -> Cell:
    """The back time, or that it is missed."""
    if not view.is_back_missed or view.back_by is SetBy.IMPOSSIBLE:
        return _set_time(view.back, view.back_by, ink, quiet, words)
    return Cell(
        words.say("rundown.missed"),
        "over",
        tip=words.say("rundown.missed_tip", back=view.back, time=view.missed_by),
        is_small=True,
    )
