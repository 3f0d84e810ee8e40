"""What is done in the console's window while the bench looks at its clocks and its loop."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from producer_app.core.edits import ChangeSegment, Edit, InsertSegment, MoveSegments
from producer_app.core.show import Kind, Segment, SegmentId
from producer_app.core.timebase import SECOND, Millis
from producer_app.session.session import Session

if TYPE_CHECKING:
    from producer_app.ui.main_window import MainWindow

EDITS_EVERY = 250
"""Milliseconds between two edits: four a second."""

FIRST = 60
"""Segments before the first whose time is edited: the next hard time stands before it."""

A_MOMENT = 400
"""Milliseconds that somebody takes to choose a file."""

IMPORTED = 1_000
"""Segments of the running order that is imported."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is measured: its name, and what is done meanwhile every so many milliseconds."""

    name: str
    work: Callable[[], object] | None = None
    every: int = EDITS_EVERY
    moves_over: bool = False
    """It changes OVER and UNDER between the edges, which then say nothing about being late."""


def clock_parts(window: MainWindow) -> tuple[Part, ...]:
    """The show alone, then the show while it is edited."""
    return (Part("nothing else"), Part("edited four times a second", editing(window)))


def busy_parts(window: MainWindow) -> tuple[Part, ...]:
    """Everything that takes its time while somebody is on air."""
    return (
        *clock_parts(window),
        Part("ways back sought", seeking(window), 1_500, moves_over=True),
        Part("a cue sheet set for preview", window.sides.open_paper, 2_000),
        Part(f"{IMPORTED:,} segments read for import", importing(window), 2_000),
    )


def editing(window: MainWindow) -> Callable[[], object]:
    """An edit at every call, by the road that a panel's edit takes."""
    made = _edits(window.session, random.Random(1))  # noqa: S311
    return lambda: window.edit(next(made))


def _edits(session: Session, chance: random.Random) -> Iterator[Edit]:
    """Lengths, inserts and moves anywhere behind the next hard time, and titles in sight."""
    stage = session.show.rooms[0].id
    while True:
        segments = session.show.rundowns[stage]
        first = min(FIRST, len(segments) // 2)
        some = segments[chance.randrange(first, len(segments))]
        other = segments[chance.randrange(first, len(segments))]
        length = Millis(chance.randrange(20, 200) * SECOND)
        yield _lasting(some.id, length)
        yield InsertSegment(
            segment=Segment(
                id=SegmentId(uuid.uuid4().hex),
                room=stage,
                number="",
                title="Inserted",
                kind=Kind.SONG,
                length=length,
                block=some.block,
            ),
            before=some.id,
        )
        yield MoveSegments(segments=(some.id,), before=other.id, block=other.block)
        seen = segments[chance.randrange(2, first // 2)]
        yield ChangeSegment(segment=seen.id, changes={"title": f"Title {chance.random():.4f}"})


def seeking(window: MainWindow) -> Callable[[], object]:
    """The drawer of ways open, and the time to be won another one at every call."""
    stage = window.session.show.rooms[0].id
    lengths = iter(range(400, 100_000, 7))

    def seek() -> None:
        segment = window.session.show.rundowns[stage][5]
        window.edit(_lasting(segment.id, Millis(next(lengths) * SECOND)))
        if not window.wayfinder.panel.isVisible():
            window.wayfinder.open()

    return seek


def importing(window: MainWindow) -> Callable[[], object]:
    """A running order chosen and read, up to the question where its show goes."""
    source = Path(window.session.path).with_name("running-order.csv")
    lines = (f"{n},Song {n},3:{n % 60:02d}" for n in range(1, IMPORTED + 1))
    source.write_text("\n".join(("number,title,length", *lines)), encoding="utf-8")

    def choose() -> None:
        for dialog in window.findChildren(QFileDialog):
            dialog.fileSelected.emit(str(source))
            dialog.reject()
        QTimer.singleShot(A_MOMENT, window, give_up)

    def give_up() -> None:
        for dialog in window.findChildren(QFileDialog):
            dialog.reject()

    def read() -> None:
        window.files.import_running_order()
        QTimer.singleShot(A_MOMENT, window, choose)

    return read


def _lasting(segment: SegmentId, length: Millis) -> ChangeSegment:
    changes = {"length": length, "shortest": None, "longest": None}
    return ChangeSegment(segment=segment, changes=changes)
