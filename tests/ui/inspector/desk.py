"""An inspector over a plan, and what hands do at it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Edit
from producer_app.core.show import (
    Cue,
    CueId,
    Department,
    Offer,
    OfferId,
    Segment,
    SegmentId,
    Show,
    SoundClip,
    Sponsor,
    SponsorId,
)
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.words import words
from producer_app.ui.editors import ChoiceEditor
from producer_app.ui.inspector.panel import Inspector
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    minutes,
    seconds,
)

EN = words("en")
LEFT = Qt.MouseButton.LeftButton
FIRST, SECOND = SegmentId("s1"), SegmentId("s2")
CLIP = SoundClip(path="clips/moon.wav", length=seconds(272), loudness=-16.2)


class Desk:
    """An inspector over a plan: what it asks for is done unless it is told to refuse."""

    def __init__(self, panel: Inspector) -> None:
        self.panel = panel
        self.show = an_evening()
        self.chosen: SegmentId | None = FIRST
        self.edits: list[Edit] = []
        self.refuses = False
        panel.edit_asked.connect(self.take)
        self.look()

    def take(self, edit: Edit) -> None:
        self.edits.append(edit)
        if self.refuses:
            return
        self.show = edit.apply(self.show)
        self.look("Inspector")

    def look(self, origin: str = "") -> None:
        projection = project(plan_times(self.show), None, at(self.show, "19:50"))
        self.panel.show_state(projection, self.chosen, origin)

    def choose(self, segment: SegmentId | None) -> None:
        self.chosen = segment
        self.look()

    @property
    def segment(self) -> Segment:
        return self.show.segment(FIRST)


def an_evening() -> Show:
    li = an_artist("li", name="Li Hua", name_alt="李华")
    return a_show(
        a_segment("1", minutes(4), title="<b>Moon</b>", talent=(li.id,), columns=(("LED", "w"),)),
        a_segment("2", minutes(5), title="Harbour"),
        a_shop_segment("S1"),
        talent=(li, an_artist("mo", name="Mo Bei", name_alt="莫北")),
        sponsors=(Sponsor(id=SponsorId("ember"), brand="Ember"),),
        offers=tuple(
            Offer(id=OfferId(f"o{n}"), number=f"P{n}", product=f"Tea {n}") for n in (1, 2, 3)
        ),
        handoffs=(a_handoff("H1", "s1", offers=(OfferId("o1"), OfferId("o2"))),),
        cues=(
            Cue(id=CueId("c1"), segment=FIRST, department=Department.VT, label="VT 3"),
            Cue(
                id=CueId("c2"),
                segment=FIRST,
                department=Department.LIGHTING,
                label="LX 1",
                offset=Millis(5_000),
            ),
        ),
    )


def retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Click into a line, select all and type; nothing is committed yet."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def pick(qtbot: QtBot, box: ChoiceEditor, text: str) -> None:
    """Choose by keyboard, as a person does."""
    box.setFocus()
    qtbot.keyClicks(box, text)
