"""Draws the lines of a rundown; a line is drawn whole or only where it must be drawn anew."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from producer_app.present.rundown_marks import LEFT_OUT
from producer_app.ui.rundown.cells import Badge, Cell, Line, Sort
from producer_app.ui.rundown.columns import FOLDED, PAD, RIGHT, SPECS, Column
from producer_app.ui.rundown.texts import Style, Texts
from producer_app.ui.theme import colour, space

_RULE = 2
_BAR = 4
_HEAD_SPAN = (Column.TITLE, Column.TITLE_ALT, Column.KIND, Column.TALENT)
"""The columns whose room a block's title may take, while they stand beside each other."""

_GAP = space("near")

_TITLES_SHARE = 0.5
"""Of a cell with badges, at most so much is kept for its own text before they are cut short."""


class Place(NamedTuple):
    """Where a visible column stands: its left edge and width in the viewport."""

    column: Column
    left: int
    width: int


class Look(NamedTuple):
    """How a line is singled out by the person: selected, and which cell has the focus."""

    is_selected: bool = False
    focused: Column | None = None


class LinePainter:
    """Draws lines with one shared store of texts."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def paint(
        self,
        painter: QPainter,
        line: Line,
        area: QRect,
        places: tuple[Place, ...],
        dirty: QRegion,
        look: Look,
    ) -> None:
        """Draw one line into its area, cells that need not be drawn left out."""
        _fill(painter, line, area, look)
        if line.sort is Sort.OPEN:
            _draw_continuation(painter, line, area, places)
            return
        middle = area.top() + area.height() / 2
        if line.sort in (Sort.HEAD, Sort.DAY):
            places = _widened(places)
        line = folded(line, places)
        for place in places:
            cell = line.cells[place.column]
            if not cell.text and not cell.badges:
                continue
            if dirty.intersects(QRect(place.left, area.top(), place.width, area.height())):
                self._draw_cell(painter, line, cell, place, middle)
        _draw_marks(painter, line, area, places)
        if look.focused is not None:
            _draw_focus(painter, area, places, look.focused)

    def is_cut(self, line: Line, place: Place) -> bool:
        """True when the cell's text does not fit its column."""
        cell = line.cells[place.column]
        room = place.width - 2 * PAD
        is_right = SPECS[place.column].align is RIGHT
        style = self._fitting(cell.text, _style(line, cell, place.column), room, is_right)
        needed = self._width_of(self._badges(cell, room, style))
        needed += self._texts.width(cell.text, style)
        if _shows_second(cell, place):
            needed += _GAP + self._texts.width(cell.second, style)
        return needed > room

    def _draw_cell(
        self, painter: QPainter, line: Line, cell: Cell, place: Place, middle: float
    ) -> None:
        left, room = place.left + PAD, place.width - 2 * PAD
        for badge in reversed(self._badges(cell, room, _style(line, cell, place.column))):
            used = self._texts.draw(
                painter, badge.text, badge.ink, _BADGE, left, middle, room, is_right=True
            )
            room -= round(used) + _GAP
        if cell.second:
            self._draw_both(painter, line, cell, left, middle, room)
            return
        is_right = SPECS[place.column].align is RIGHT
        style = self._fitting(cell.text, _style(line, cell, place.column), room, is_right)
        self._texts.draw(painter, cell.text, cell.ink, style, left, middle, room, is_right=is_right)

    def _badges(self, cell: Cell, room: int, style: Style) -> list[Badge]:
        """The badges in words that leave the cell's own text its part of the room; what can be
        left out comes last."""
        chosen = [_in_brief(badge) for badge in cell.badges]
        own = min(self._texts.width(cell.text, style), room * _TITLES_SHARE)
        for place in sorted(range(len(chosen)), key=lambda n: cell.badges[n].brief == LEFT_OUT):
            tried = [*chosen[:place], cell.badges[place], *chosen[place + 1 :]]
            if cell.badges[place].brief and own + self._width_of(tried) <= room:
                chosen = tried
        return [badge for badge in chosen if badge.text]

    def _width_of(self, badges: list[Badge]) -> float:
        shown = (badge for badge in badges if badge.text)
        return sum(self._texts.width(badge.text, _BADGE) + _GAP for badge in shown)

    def _fitting(self, text: str, style: Style, room: int, is_right: bool) -> Style:
        """A figure that is too wide is drawn smaller rather than cut off."""
        if is_right and not style.is_small and self._texts.width(text, style) > room:
            return style._replace(is_small=True)
        return style

    def _draw_both(
        self, painter: QPainter, line: Line, cell: Cell, left: int, middle: float, room: int
    ) -> None:
        """Both titles beside each other; where there is no room for both the first has all of it,
        and the second is left to the tooltip."""
        first = _style(line, cell, Column.TITLE)
        used = self._texts.draw(
            painter, cell.text or cell.second, cell.ink, first, left, middle, room
        )
        second = Style(is_struck=first.is_struck)
        rest = room - round(used) - _GAP
        if cell.text and self._texts.width(cell.second, second) <= rest:
            quiet = "ink_quiet" if cell.ink == "ink" else cell.ink
            x = left + round(used) + _GAP
            self._texts.draw(painter, cell.second, quiet, second, x, middle, rest)


def folded(line: Line, places: tuple[Place, ...]) -> Line:
    """The line with what has no column of its own here beside the title."""
    shown = {place.column for place in places}
    cells = (line.cells[column] for column in FOLDED if column not in shown)
    badges = tuple(Badge(cell.fold, cell.ink) for cell in cells if cell.fold)
    if not badges:
        return line
    title = line.cells[Column.TITLE]
    title = title._replace(badges=(*badges, *title.badges))
    return replace(
        line, cells=(*line.cells[: Column.TITLE], title, *line.cells[Column.TITLE + 1 :])
    )


_BADGE = Style(is_small=True, is_bold=True)


def _in_brief(badge: Badge) -> Badge:
    if not badge.brief:
        return badge
    return badge._replace(text="" if badge.brief == LEFT_OUT else badge.brief)


def _style(line: Line, cell: Cell, column: Column) -> Style:
    is_struck = line.is_struck and column not in (Column.STATE, Column.NUMBER)
    return Style(SPECS[column].is_small or cell.is_small, cell.is_bold, is_struck)


def _shows_second(cell: Cell, place: Place) -> bool:
    return bool(cell.second) and place.column is Column.TITLE


def _fill(painter: QPainter, line: Line, area: QRect, look: Look) -> None:
    if line.sort is Sort.DAY:
        surface = "day_surface"
    elif line.sort is Sort.HEAD:
        surface = "surface_raised"
    elif line.tone and line.sort is Sort.SEGMENT:
        surface = f"{line.tone}_surface"
    elif look.is_selected:
        surface = "focus_surface"
    else:
        surface = "surface_sunken"
    painter.fillRect(area, colour(surface))
    if line.sort is not Sort.OPEN:
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, colour("line"))
    if line.has_rule:
        painter.fillRect(area.left(), area.top(), area.width(), _RULE, colour("hard"))
    if line.has_end_rule:
        painter.fillRect(area.left(), area.bottom() - 1, area.width(), _RULE, colour("hard"))
    if look.is_selected and line.tone:
        painter.setPen(QPen(colour("focus"), 1))
        painter.drawRect(area.adjusted(0, 0, 0, -1))


def _draw_continuation(
    painter: QPainter, line: Line, area: QRect, places: tuple[Place, ...]
) -> None:
    """A quiet line down from the segment that goes on."""
    number = next((place for place in places if place.column is Column.NUMBER), None)
    if number is None or not line.continues:
        return
    ink = line.tone or "line_strong"
    painter.fillRect(number.left + PAD + 2, area.top(), 2, area.height(), colour(ink))


def _draw_marks(painter: QPainter, line: Line, area: QRect, places: tuple[Place, ...]) -> None:
    """The bar of what is on air or in standby, and the segment's own colour."""
    if line.tone:
        painter.fillRect(area.left(), area.top(), _BAR, area.height(), colour(line.tone))
    number = next((place for place in places if place.column is Column.NUMBER), None)
    own = QColor.fromString(line.mark) if line.mark else QColor()
    if number is not None and own.isValid():
        painter.fillRect(number.left, area.top() + 3, _BAR - 1, area.height() - 7, own)


def _draw_focus(painter: QPainter, area: QRect, places: tuple[Place, ...], focused: Column) -> None:
    place = next((place for place in places if place.column is focused), None)
    if place is not None:
        painter.setPen(QPen(colour("focus"), 2, Qt.PenStyle.SolidLine))
        painter.drawRect(place.left + 1, area.top() + 1, place.width - 2, area.height() - 3)


def _widened(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places of a head: its title takes the room of the columns beside it."""
    shown = [place for place in places if place.column not in _HEAD_SPAN[1:]]
    spanned = sorted(place for place in places if place.column in _HEAD_SPAN)
    title = next((place for place in places if place.column is Column.TITLE), None)
    if title is None:
        return tuple(shown)
    width = 0
    for place in spanned:
        if place.left == title.left + width:
            width += place.width
    shown[shown.index(title)] = title._replace(width=width)
    return tuple(shown)
