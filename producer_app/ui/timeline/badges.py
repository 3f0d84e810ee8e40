"""The handoffs' numbers between two lanes: each beside its moment, none upon another.

Where they are too many for their room neighbours stand together as ``H13–H16``; a zoom parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from producer_app.core.handoff import State
from producer_app.present.timeline_marks import Link
from producer_app.ui import theme
from producer_app.ui.timeline.layout import Layout
from producer_app.ui.timeline.scale import Scale

FARTHEST = 80.0
"""Pixels that a number may stand beside its moment."""

APART = 2.0
"""Pixels between two numbers."""

TIP = 5.0
"""Pixels of an arrow's head."""

_TONES = {
    State.STANDBY_SENT: "standby",
    State.STANDBY_SHOWN: "standby",
    State.READY: "standby",
    State.GO_SENT: "go",
    State.GO_SHOWN: "go",
    State.LIVE: "go",
}


class Badge(NamedTuple):
    """What stands for one handoff, or for several, and where."""

    box: QRectF
    text: str
    links: tuple[Link, ...]


def badges_of(
    links: Iterable[Link], scale: Scale, layout: Layout, metrics: QFontMetricsF
) -> tuple[Badge, ...]:
    """The numbers of all handoffs that are seen, strip by strip, from left to right."""
    ground = layout.ground
    seen = [
        link
        for link in links
        if link.from_lane != link.to_lane and ground.left() <= scale.x(link.at) <= ground.right()
    ]
    seen.sort(key=lambda link: (_strip(link), link.at))
    return tuple(
        badge
        for number, there in groupby(seen, _strip)
        for badge in _in_strip(list(there), scale, layout.between(number), metrics)
    )


def draw_badges(painter: QPainter, badges: Iterable[Badge], scale: Scale, layout: Layout) -> None:
    """Every handoff's line from lane to lane, then the numbers over all of them."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for badge in badges:
        for link in badge.links:
            _draw_line(painter, link, badge.box, scale, layout)
    for badge in badges:
        ink = _ink(badge.links)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(badge.box, 3, 3)
        painter.setPen(ink if all(link.is_over for link in badge.links) else theme.colour("ink"))
        painter.drawText(badge.box, Qt.AlignmentFlag.AlignCenter, badge.text)


def _strip(link: Link) -> int:
    """The strip between two lanes next to the room that a handoff leaves."""
    return link.from_lane if link.to_lane > link.from_lane else link.from_lane - 1


class _Group(NamedTuple):
    """Neighbours under one number: the pixel of their middle, and how wide they stand."""

    links: tuple[Link, ...]
    x: float
    text: str
    width: float


def _in_strip(
    links: Sequence[Link], scale: Scale, strip: QRectF, metrics: QFontMetricsF
) -> list[Badge]:
    groups = [_group((link,), scale, metrics) for link in links]
    while sum(group.width + APART for group in groups) > strip.width() and len(groups) > 1:
        groups = _joined(groups, range(len(groups)), scale, metrics)
    while True:
        lefts = _spread(groups, strip)
        strays = [
            place
            for place, (group, left) in enumerate(zip(groups, lefts, strict=True))
            if abs(left + group.width / 2 - group.x) > FARTHEST
            or left < strip.left()
            or left + group.width > strip.right()
        ]
        if not strays or len(groups) < 2:
            break
        groups = _joined(groups, strays, scale, metrics)
    high = min(metrics.height(), strip.height() - 2 * TIP)
    top = strip.center().y() - high / 2
    return [
        Badge(QRectF(left, top, group.width, high), group.text, group.links)
        for group, left in zip(groups, lefts, strict=True)
    ]


def _group(links: tuple[Link, ...], scale: Scale, metrics: QFontMetricsF) -> _Group:
    text = text_of(tuple(link.number for link in links))
    middle = sum(scale.x(link.at) for link in links) / len(links)
    return _Group(links, middle, text, metrics.horizontalAdvance(text) + 8)


def text_of(numbers: tuple[str, ...]) -> str:
    """One number, a run of them as ``H13–H16``, or the first and how many follow it."""
    if len(numbers) == 1:
        return numbers[0]
    parts = [re.fullmatch(r"(\D*)(\d+)", number) for number in numbers]
    is_run = all(
        one is not None
        and other is not None
        and one[1] == other[1]
        and int(other[2]) - int(one[2]) == 1
        for one, other in pairwise(parts)
    )
    return f"{numbers[0]}–{numbers[-1]}" if is_run else f"{numbers[0]} +{len(numbers) - 1}"


def _spread(groups: Sequence[_Group], strip: QRectF) -> list[float]:
    """Where each begins, as near to its moment as the others let it; in order, none upon another.

    Neighbours that touch move as one, each of them as far as the mean of them all wants.
    """
    runs: list[tuple[list[float], float]] = []
    """Of each run where its start should be, by each of its parts, and its width."""

    def start(run: tuple[list[float], float]) -> float:
        wanted = sum(run[0]) / len(run[0])
        return max(strip.left(), min(wanted, strip.right() - run[1]))

    for group in groups:
        run = ([group.x - group.width / 2], group.width)
        while runs and start(runs[-1]) + runs[-1][1] + APART > start(run):
            before, width = runs.pop()
            moved = [wanted - width - APART for wanted in run[0]]
            run = (before + moved, width + APART + run[1])
        runs.append(run)
    placed: list[float] = []
    for run in runs:
        left = start(run)
        for _ in run[0]:
            placed.append(left)
            left += groups[len(placed) - 1].width + APART
    return placed


def _joined(
    groups: Sequence[_Group], strays: Sequence[int], scale: Scale, metrics: QFontMetricsF
) -> list[_Group]:
    """The groups with the nearest two neighbours joined, of those about one that strays."""
    about = {place for stray in strays for place in (stray - 1, stray)}
    pairs = (place for place in about if 0 <= place < len(groups) - 1)
    first = min(pairs, key=lambda place: (groups[place + 1].x - groups[place].x, place))
    both = _group(groups[first].links + groups[first + 1].links, scale, metrics)
    return [*groups[:first], both, *groups[first + 2 :]]


def _draw_line(painter: QPainter, link: Link, box: QRectF, scale: Scale, layout: Layout) -> None:
    """From the lane that it leaves to its number, and on to the lane where it arrives."""
    here, there = layout.lane(link.from_lane), layout.lane(link.to_lane)
    strip, is_down = layout.between(_strip(link)), there.top() > here.top()
    x, beside = scale.x(link.at), min(max(scale.x(link.at), box.left() + 4), box.right() - 4)
    ends = (strip.top(), box.top(), box.bottom(), strip.bottom(), there.top())
    if not is_down:
        ends = (strip.bottom(), box.bottom(), box.top(), strip.top(), there.bottom())
    leaves, enters, goes_on, out, foot = ends
    ink = _ink((link,))
    painter.setPen(QPen(ink, 2))
    painter.drawLine(QPointF(x, leaves), QPointF(beside, enters))
    painter.drawLine(QPointF(beside, goes_on), QPointF(x, out))
    painter.drawLine(QPointF(x, out), QPointF(x, foot))
    tip = TIP if is_down else -TIP
    painter.setBrush(ink)
    head = [QPointF(x, foot), QPointF(x - 4, foot - tip), QPointF(x + 4, foot - tip)]
    painter.drawPolygon(QPolygonF(head))


def _ink(links: Sequence[Link]) -> QColor:
    """The colour of the one that presses most."""
    tones = {_TONES.get(link.state, "focus") for link in links if not link.is_over}
    found = next((tone for tone in ("go", "standby", "focus") if tone in tones), "ink_faint")
    return theme.colour(found)
