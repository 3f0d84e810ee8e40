"""Pictures of the console on a show, in the plan and in the middle of a rehearsal."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from producer_app.app import dress_for
from producer_app.core.handoff import Verdict
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.jobs.crew import Crew
from producer_app.jobs.rehearse import copied
from producer_app.link.room_line import RoomAct, RoomLine
from producer_app.present.cuesheet import PROOFS, SHEETS
from producer_app.present.words import words
from producer_app.session.clock import HandClock, SystemClock
from producer_app.session.session import Session
from producer_app.sheets import preview_pages, sheet_of
from producer_app.ui import theme
from producer_app.ui.bridge import Bridge
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory

log = logging.getLogger(__name__)

WIDTH, HEIGHT = 1600, 900

SHEET_DPI = 90

SHARE = 0.42
"""How far into the evening the picture of a live console is taken."""


def save_pictures(show: Path, folder: Path) -> tuple[Path, ...]:
    """Save the console's and the sheets' pictures into a folder; returns their files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        theme.dress(app)
    qInstallMessageHandler(lambda kind, _, text: log.info("Qt %s: %s", kind.name, text))
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with _rehearsing(show) as (session, clock):
        made.append(_picture(session, folder / "console-plan.png", "en"))
        made += [_sheet_picture(session, kind, folder) for kind in SHEETS if kind not in PROOFS]
        _rehearse_until(session, clock, SHARE)
        made.append(_picture(session, folder / "console-live.png", "en"))
        made.append(_picture(session, folder / "console-live-zh.png", "zh"))
        made += [_sheet_picture(session, kind, folder) for kind in SHEETS if kind in PROOFS]
    return tuple(made)


@contextmanager
def _rehearsing(show: Path) -> Iterator[tuple[Session, HandClock]]:
    with tempfile.TemporaryDirectory() as folder:
        clock = HandClock(SystemClock().now())
        session = Session.open(copied(show, Path(folder)), clock, keeps_copies=False)
        try:
            if session.is_running:
                session.end("pictures")
            yield session, clock
        finally:
            session.close()


def _rehearse_until(session: Session, clock: HandClock, share: float) -> None:
    """Rehearse up to that share of the evening, then stand in the middle of a segment."""
    first, last = _evening(session)
    until = Instant(round(first + (last - first) * share))
    steps = Crew(session=session, clock=clock).rehearse()
    for step in steps:
        if step.at >= until:
            break
    left = (times.free_at for times in session.projection().rooms.values())
    ends = [at - session.now() for at in left if at is not None]
    clock.advance(Millis(min(ends, default=0) // 3))


def _evening(session: Session) -> tuple[int, int]:
    plans = session.plan.rooms.values()
    starts = [plan.on_air for plan in plans if plan.on_air is not None]
    ends = [plan.end for plan in plans if plan.end is not None]
    return min(starts, default=0), max(ends, default=0)


def _sheet_picture(session: Session, kind: str, folder: Path) -> Path:
    """The second page of a sheet, or its only one: the first may be mostly a cover."""
    target = folder / f"sheet-{kind}.png"
    pages = preview_pages(sheet_of(session, kind, words(session.show.language)), SHEET_DPI)
    target.write_bytes(pages[min(1, len(pages) - 1)])
    return target


def _picture(session: Session, target: Path, language: str) -> Path:
    dress_for(words(language))
    bridge = Bridge(session)
    memory = Memory(session.path.with_suffix(".ini"))
    line = RoomLine(
        on_act=_no_act,
        on_presence=lambda _: None,
        now=session.now,
        save_pairing=session.put_pairing,
    )
    window = MainWindow(bridge, line, words(language), memory, Path())
    window.resize(WIDTH, HEIGHT)
    window.show()
    chosen = _chosen(session)
    if chosen is not None:
        window.choose(chosen)
    for _ in range(3):
        QApplication.processEvents()
    window.grab().save(str(target))
    bridge.stop()
    window.leave()
    window.deleteLater()
    return target


def _no_act(act: RoomAct) -> Verdict:
    raise RuntimeError(f"no line is started, yet a room said {act}")


def _chosen(session: Session) -> SegmentId | None:
    """What is on air on the first room's rundown, else its first segment."""
    for times in session.projection().rooms.values():
        if times.on_air is not None:
            return times.on_air.segment
        if times.plan.segments:
            return times.plan.segments[0].id
    return None
