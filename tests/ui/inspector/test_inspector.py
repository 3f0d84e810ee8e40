"""The inspector: what is typed and ticked becomes edits, and no caret loses its text."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment, Edit, Put, Remove, SetStanding
from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.core.show import (
    Clearance,
    Cue,
    CueId,
    Department,
    Kind,
    Offer,
    OfferId,
    Segment,
    SegmentId,
    Show,
    SoundClip,
    Sponsor,
    SponsorId,
    Standing,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.core.timing import plan_times, project
from producer_app.present.segment_entry import Line
from producer_app.present.words import words
from producer_app.sound.facts import ClipFacts, Loudness
from producer_app.ui.editors import ChoiceEditor
from producer_app.ui.inspector.panel import Inspector
from producer_app.ui.theme import dress
from tests.builders import (
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    folded,
    gone,
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


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    dress(qapp)
    panel = Inspector(EN)
    qtbot.addWidget(panel)
    panel.resize(380, 620)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return Desk(panel)


def retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Click into a line, select all and type; nothing is committed yet."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def pick(qtbot: QtBot, box: ChoiceEditor, text: str) -> None:
    """Choose by keyboard, as a person does."""
    box.setFocus()
    qtbot.keyClicks(box, text)


# Lines


def test_it_shows_the_chosen_segment_as_plain_text(desk: Desk) -> None:
    head = desk.panel.head.lines
    assert head[Line.NUMBER].line.text() == "1"
    assert head[Line.TITLE].line.text() == "<b>Moon</b>"
    assert desk.panel.timing.lines[Line.LENGTH].line.text() == "4:00"
    assert desk.panel.timing.times["planned"].text() == "20:00:00"


def test_enter_commits_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    assert desk.edits == []
    qtbot.keyPress(line, Qt.Key.Key_Return)
    assert desk.segment.title == "Rising moon"
    assert desk.edits == [ChangeSegment(segment=FIRST, changes={"title": "Rising moon"})]


def test_leaving_a_line_commits_it_once(desk: Desk, qtbot: QtBot) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    desk.panel.head.lines[Line.TITLE_ALT].line.setFocus()
    assert len(desk.edits) == 1


def test_a_length_says_what_it_was_understood_as_while_it_is_typed(
    desk: Desk, qtbot: QtBot
) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "1h30")
    assert editor.echo.text() == "= 1:30:00 (1 h 30 min)"
    assert editor.echo.isVisible()
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.segment.length == minutes(90)
    assert editor.line.text() == "1:30:00"
    assert not editor.echo.isVisible()


def test_in_a_low_window_the_echo_of_what_is_typed_is_in_sight(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.panel
    panel.resize(panel.width(), 190)
    editor = panel.timing.lines[Line.AD]
    editor.line.setFocus()
    retype(qtbot, editor.line, "0:30")
    sheet = panel.tabs.currentWidget()

    def echo_is_in_sight() -> bool:
        foot = editor.echo.mapTo(sheet, QPoint(0, editor.echo.height())).y()
        return editor.echo.isVisible() and 0 < foot <= sheet.height()

    qtbot.waitUntil(echo_is_in_sight)


def test_what_is_not_understood_stays_with_a_sentence_and_asks_for_nothing(
    desk: Desk, qtbot: QtBot
) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "soonish")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert "soonish" in editor.echo.text()
    assert editor.echo.property("tone") == "error"
    desk.look()
    assert editor.line.text() == "soonish"


def test_esc_puts_back_what_was_there(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "9:99")
    qtbot.keyPress(editor.line, Qt.Key.Key_Escape)
    assert editor.line.text() == "4:00"
    assert not editor.echo.isVisible()
    desk.panel.setFocus()
    assert desk.edits == []


def test_a_change_from_elsewhere_never_overwrites_what_is_being_typed(
    desk: Desk, qtbot: QtBot
) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising")
    changes = {"title": "Other", "length": minutes(6)}
    desk.show = ChangeSegment(segment=FIRST, changes=changes).apply(desk.show)
    desk.look("RundownPanel")
    assert line.text() == "Rising"
    assert desk.panel.timing.lines[Line.LENGTH].line.text() == "6:00"


def test_a_change_from_elsewhere_keeps_the_caret_of_a_line_at_rest(
    desk: Desk, qtbot: QtBot
) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    line.setFocus()
    line.setCursorPosition(3)
    desk.show = ChangeSegment(segment=FIRST, changes={"title": "Other"}).apply(desk.show)
    desk.look("RundownPanel")
    assert (line.text(), line.cursorPosition()) == ("Other", 3)


def test_what_is_being_typed_goes_to_the_segment_it_was_typed_for(desk: Desk, qtbot: QtBot) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    desk.choose(SECOND)
    assert desk.show.segment(FIRST).title == "Rising moon"
    assert desk.show.segment(SECOND).title == "Harbour"
    assert line.text() == "Harbour"


def test_what_was_not_understood_does_not_follow_to_the_next_segment(
    desk: Desk, qtbot: QtBot
) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "soonish")
    desk.choose(SECOND)
    assert editor.line.text() == "5:00"
    assert not editor.echo.isVisible()
    assert desk.edits == []


def test_what_was_refused_is_shown_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    desk.refuses = True
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    qtbot.keyPress(line, Qt.Key.Key_Return)
    assert len(desk.edits) == 1
    assert line.text() == "<b>Moon</b>"


def test_a_number_that_another_segment_has_is_refused_in_place(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.head.lines[Line.NUMBER]
    retype(qtbot, editor.line, "2")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert editor.echo.property("tone") == "error"


def test_nothing_chosen_says_so(desk: Desk) -> None:
    desk.choose(None)
    assert desk.panel.none.isVisible()
    assert not desk.panel.head.isVisible()


def test_a_segment_that_was_removed_is_let_go(desk: Desk) -> None:
    desk.chosen = SegmentId("gone")
    desk.look()
    assert desk.panel.none.isVisible()


def test_what_is_changed_under_pressure_fits_in_little_height(desk: Desk) -> None:
    timing = desk.panel.timing
    desk.panel.resize(349, 620)
    QApplication.processEvents()
    lines = (Line.LENGTH, Line.HARD_START, Line.SHORTEST, Line.LONGEST)
    for field in (*(timing.lines[line] for line in lines), timing.standing):
        assert field.mapTo(timing, field.rect().bottomLeft()).y() <= 100
        assert field.width() >= 46
    assert timing.width() <= 349


# Choices


def test_a_kind_is_chosen_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    pick(qtbot, desk.panel.timing.kind, "Dance")
    qtbot.keyPress(desk.panel.timing.kind, Qt.Key.Key_Return)
    assert desk.segment.kind is Kind.DANCE


def test_standing_priority_and_sponsor_ask_for_their_own_edits(desk: Desk) -> None:
    timing = desk.panel.timing
    timing.standing.activated.emit(list(Standing).index(Standing.FLOATED))
    timing.priority.activated.emit(3)
    timing.sponsor.activated.emit(1)
    assert isinstance(desk.edits[0], SetStanding)
    assert desk.segment.standing is Standing.FLOATED
    assert (desk.segment.priority, desk.segment.sponsor) == (3, "ember")
    timing.sponsor.activated.emit(0)
    assert desk.segment.sponsor is None


def test_the_same_choice_again_asks_for_nothing(desk: Desk) -> None:
    desk.panel.timing.kind.activated.emit(list(Kind).index(Kind.SONG))
    assert desk.edits == []


# Hard and hit times


@pytest.mark.parametrize(
    ("line", "text", "name", "time"),
    [
        (Line.HARD_END, "prev+4:30", "hard_end", WallTime(20, 8, 30)),
        (Line.FRONT_HIT, "20:06", "front_hit", WallTime(20, 6)),
        (Line.BACK_HIT, "8:10pm", "back_hit", WallTime(20, 10)),
    ],
)
def test_a_time_is_typed_and_cleared_again(
    desk: Desk, qtbot: QtBot, line: Line, text: str, name: str, time: WallTime
) -> None:
    desk.choose(SECOND)
    editor = desk.panel.timing.lines[line]
    retype(qtbot, editor.line, text)
    assert str(time) in editor.echo.text()
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert getattr(desk.show.segment(SECOND), name) == time
    retype(qtbot, editor.line, "-")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert getattr(desk.show.segment(SECOND), name) is None


def test_a_time_that_is_not_understood_stays_with_an_example(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.timing.lines[Line.HARD_END]
    retype(qtbot, editor.line, "prev+1")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert editor.line.text() == "prev+1"
    assert "like 20:15:00" in editor.echo.text()


def test_a_segment_opens_a_day_only_with_a_hard_start(desk: Desk, qtbot: QtBot) -> None:
    timing = desk.panel.timing
    assert not timing.opening.isEnabled()
    editor = timing.lines[Line.HARD_START]
    retype(qtbot, editor.line, "20:00")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert timing.opening.isEnabled()
    qtbot.mouseClick(timing.opening, LEFT, pos=QPoint(8, timing.opening.height() // 2))
    assert desk.segment.is_opening


def test_who_fills_is_named_and_let_go_again(desk: Desk, qtbot: QtBot) -> None:
    fill = desk.panel.timing.fill
    assert fill.rows == []
    qtbot.keyClicks(fill.add.line, "mo bei")
    qtbot.keyPress(fill.add.line, Qt.Key.Key_Return)
    assert desk.segment.filled_by == ("mo",)
    (row,) = fill.rows
    qtbot.mouseClick(row.remove, LEFT)
    assert desk.segment.filled_by == ()
    assert fill.rows == []


def test_how_its_hard_times_are_met_is_said_whole(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(SECOND)
    editor = desk.panel.timing.lines[Line.HARD_START]
    retype(qtbot, editor.line, "20:04:30")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    said = [line.text() for line in desk.panel.timing.marks.lines if line.isVisible()]
    assert said == [
        "Hard start: begins at 20:04:30, whatever comes before it.",
        "0:30 to fill: nobody named",
    ]
    assert desk.panel.timing.times["cume"].text() == "9:30"


# Talent


def test_ticking_arrived_changes_the_talent(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("talent")
    (row,) = desk.panel.talent.rows
    assert row.name.text() == "Li Hua 李华"
    qtbot.mouseClick(row.arrived, LEFT, pos=QPoint(8, row.arrived.height() // 2))
    assert desk.show.talent[0].has_arrived
    row.clearance.activated.emit(list(Clearance).index(Clearance.CLEARED))
    assert desk.show.talent[0].clearance is Clearance.CLEARED


def test_talent_is_added_by_name_and_taken_out_again(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("talent")
    part = desk.panel.talent
    qtbot.keyClicks(part.add.line, "mo bei")
    qtbot.keyPress(part.add.line, Qt.Key.Key_Return)
    assert desk.segment.talent == ("li", "mo")
    assert part.add.line.text() == ""
    qtbot.keyClicks(part.add.line, "Bai Lu")
    qtbot.keyPress(part.add.line, Qt.Key.Key_Return)
    assert desk.show.talent[-1].name == "Bai Lu"
    qtbot.mouseClick(part.rows[0].remove, LEFT)
    assert [row.name.text() for row in part.rows] == ["Mo Bei 莫北", "Bai Lu"]


# Offers


def test_offers_of_a_handoff_are_added_and_taken_out(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("offers")
    (group,) = desk.panel.offers.groups
    assert [row.name.text() for row in group.rows] == ["P1  Tea 1", "P2  Tea 2"]
    qtbot.mouseClick(group.rows[0].remove, LEFT)
    qtbot.keyClicks(group.add.line, "P3")
    qtbot.keyPress(group.add.line, Qt.Key.Key_Return)
    assert desk.show.handoffs[0].offers == ("o2", "o3")
    assert [row.name.text() for row in group.rows] == ["P2  Tea 2", "P3  Tea 3"]


def test_a_segment_without_a_handoff_says_so(desk: Desk) -> None:
    desk.panel.show_part("offers")
    desk.choose(SECOND)
    assert desk.panel.offers.none.isVisible()
    assert desk.panel.offers.groups == []


# Cues


def test_cues_stand_by_offset_and_are_edited_in_the_table(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    assert [part.model.index(n, 1).data() for n in (0, 1)] == ["VT 3", "LX 1"]
    cell = part.model.index(1, 2)
    part.table.setCurrentIndex(cell)
    part.table.edit(cell)
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "-0:05")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.edits))
    changed = desk.show.by_id["c2"]
    assert isinstance(changed, Cue)
    assert changed.offset == -5_000
    assert [part.model.index(n, 1).data() for n in (0, 1)] == ["LX 1", "VT 3"]


def test_an_offset_is_echoed_and_stays_where_it_is_not_understood(desk: Desk, qtbot: QtBot) -> None:
    part = desk.panel.cues
    desk.panel.show_part("cues")
    cell = part.model.index(1, 2)
    part.table.setCurrentIndex(cell)
    part.table.edit(cell)
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "later")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    assert "later" in part.echo.text()
    assert "4:30" in part.echo.text()
    assert part.echo.isVisible()
    assert editor.isVisible()
    assert editor.text() == "later"
    assert desk.edits == []
    retype(qtbot, editor, "prev+0:10")
    assert part.echo.text() == "= 10 s after the segment begins"
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.edits))
    changed = desk.show.by_id["c2"]
    assert isinstance(changed, Cue)
    assert changed.offset == 10_000
    assert not part.echo.isVisible()


def test_a_cue_is_added_with_its_label_open_for_typing(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    qtbot.mouseClick(part.add, LEFT)
    editor = part.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "LX 9")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.edits) == 2)
    labels = [cue.label for cue in desk.show.cues_of[FIRST]]
    assert sorted(labels) == ["LX 1", "LX 9", "VT 3"]
    assert isinstance(desk.edits[0], Put)


def test_a_change_from_elsewhere_leaves_an_open_cell_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    cell = part.model.index(0, 1)
    part.table.setCurrentIndex(cell)
    part.table.edit(cell)
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "VT 44")
    cue = desk.show.by_id["c1"]
    assert isinstance(cue, Cue)
    desk.show = Put(
        entity=Cue(id=cue.id, segment=FIRST, department=Department.VT, label="VT 5")
    ).apply(desk.show)
    desk.look("elsewhere")
    assert editor.text() == "VT 44"


def test_delete_removes_the_cue_in_its_row(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    part.table.setCurrentIndex(part.model.index(0, 1))
    qtbot.keyPress(part.table, Qt.Key.Key_Delete)
    assert isinstance(desk.edits[0], Remove)
    assert [cue.label for cue in desk.show.cues_of[FIRST]] == ["LX 1"]


# Notes


def test_notes_are_committed_when_they_are_left(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("notes")
    notes = desk.panel.notes
    notes.notes.setFocus()
    qtbot.keyClicks(notes.notes, "Snow machine")
    desk.look("tick")
    assert notes.notes.toPlainText() == "Snow machine"
    notes.in_words.line.setFocus()
    assert desk.segment.notes == "Snow machine"


def test_a_department_column_is_written_and_a_new_one_named(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("notes")
    notes = desk.panel.notes
    retype(qtbot, notes.columns["LED"], "wall 12")
    qtbot.keyPress(notes.columns["LED"], Qt.Key.Key_Return)
    qtbot.keyClicks(notes.new_column, "Audio")
    qtbot.keyPress(notes.new_column, Qt.Key.Key_Return)
    qtbot.keyClicks(notes.columns["Audio"], "HH1")
    qtbot.keyPress(notes.columns["Audio"], Qt.Key.Key_Return)
    assert desk.segment.columns == (("LED", "wall 12"), ("Audio", "HH1"))


# Sound


def facts(**changes: object) -> ClipFacts:
    fields = {
        "length": seconds(272),
        "header_length": None,
        "heard": seconds(272),
        "heard_to_end": True,
        "peaks": tuple(abs(math.sin(n / 9)) for n in range(800)),
        "loudness": Loudness(measure="LUFS", level=-16.2),
        "leading_silence": Millis(420),
        "channels": 2,
        "sample_rate": 48_000,
    }
    return ClipFacts(**{**fields, **changes})


def attach(desk: Desk) -> None:
    desk.show = ChangeSegment(segment=FIRST, changes={"sound": CLIP}).apply(desk.show)
    desk.look()


def visible_buttons(desk: Desk) -> list[str]:
    sound = desk.panel.sound
    buttons = (sound.attach, sound.use_length, sound.remove, sound.cancel)
    return [button.text() for button in buttons if button.isVisible()]


def test_without_a_clip_one_can_only_be_attached(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("sound")
    assert desk.panel.sound.name.text() == "No sound attached"
    assert visible_buttons(desk) == ["Attach sound…"]
    with qtbot.waitSignal(desk.panel.sound_attach_asked) as asked:
        qtbot.mouseClick(desk.panel.sound.attach, LEFT)
    assert asked.args == [FIRST]


def test_while_a_clip_is_read_it_can_only_be_cancelled(desk: Desk, qtbot: QtBot) -> None:
    attach(desk)
    desk.panel.show_part("sound")
    desk.panel.show_sound(None)
    assert desk.panel.sound.state.text() == "reading…"
    assert visible_buttons(desk) == ["Cancel"]
    with qtbot.waitSignal(desk.panel.sound_cancel_asked):
        qtbot.mouseClick(desk.panel.sound.cancel, LEFT)
    assert visible_buttons(desk) == ["Attach sound…", "Use its length", "Remove"]


def test_a_clip_that_was_read_shows_its_facts_and_its_waveform(desk: Desk, qtbot: QtBot) -> None:
    attach(desk)
    desk.panel.show_part("sound")
    desk.panel.show_sound(facts())
    sound = desk.panel.sound
    assert (sound.name.text(), sound.length.text()) == ("moon.wav", "4:32")
    assert (sound.loudness.text(), sound.lead_silence.text()) == ("-16.2 LUFS", "0.42 s")
    assert len(sound.wave.peaks) == 800
    drawn = sound.wave.grab().toImage()
    sound.wave.show_peaks((0.0,) * 800)
    assert sound.wave.grab().toImage() != drawn
    with qtbot.waitSignals([desk.panel.sound_length_asked, desk.panel.sound_remove_asked]):
        qtbot.mouseClick(sound.use_length, LEFT)
        qtbot.mouseClick(sound.remove, LEFT)


def test_a_damaged_clip_says_so_below_its_waveform(desk: Desk) -> None:
    attach(desk)
    desk.panel.show_part("sound")
    desk.panel.show_sound(facts(header_length=seconds(400)))
    assert "damaged" in desk.panel.sound.state.text()


def test_a_clip_that_could_not_be_read_says_why(desk: Desk) -> None:
    attach(desk)
    desk.panel.show_part("sound")
    fault: ProducerError = EnvironmentFault("sound.ffmpeg", "moon.mp3 needs ffmpeg.")
    desk.panel.show_sound(fault)
    assert desk.panel.sound.state.text() == "moon.mp3 needs ffmpeg."
    assert visible_buttons(desk) == ["Attach sound…", "Use its length", "Remove"]


def test_the_next_segments_clip_is_not_taken_for_this_one(desk: Desk) -> None:
    attach(desk)
    desk.panel.show_part("sound")
    desk.panel.show_sound(facts())
    desk.choose(SECOND)
    assert desk.panel.sound.name.text() == "No sound attached"
    assert desk.panel.sound.wave.peaks == ()


# What is live


def test_it_warns_before_a_segment_that_is_on_air_is_changed(desk: Desk) -> None:
    run = gone(desk.show, a_run(desk.show, at(desk.show, "19:58")), at(desk.show, "20:00:30"))
    projection = project(plan_times(desk.show), folded(run), at(desk.show, "20:01"))
    desk.panel.show_state(projection, FIRST)
    assert desk.panel.head.live.text() == "ON AIR: a change asks first"
    assert desk.panel.timing.times["actual"].text() == "20:00:30"
    assert desk.panel.timing.drift.text() == "0:30 late"


def test_time_alone_moves_what_is_expected(desk: Desk) -> None:
    run = gone(desk.show, a_run(desk.show, at(desk.show, "19:58")), at(desk.show, "20:00"))
    desk.choose(SECOND)
    projection = project(plan_times(desk.show), folded(run), at(desk.show, "20:04:20"))
    desk.panel.show_time(projection)
    assert desk.panel.timing.times["expected"].text() == "20:04:20"


def test_a_long_name_of_a_column_does_not_widen_the_panel(desk: Desk) -> None:
    before = desk.panel.notes.minimumSizeHint().width()
    long = replace(desk.segment, columns=(("Wireless microphone and in-ear " * 20, "w"),))
    desk.show = replace(desk.show, segments=(long, *desk.show.segments[1:]))
    desk.look()
    QApplication.processEvents()
    assert desk.panel.notes.minimumSizeHint().width() <= before + 120


# The keyboard


def released(desk: Desk) -> list[str]:
    """A list that grows each time the keyboard is released."""
    times: list[str] = []
    desk.panel.keyboard_released.connect(lambda: times.append("released"))
    return times


def test_escape_puts_the_title_back_and_nothing_can_be_typed_over_it(
    desk: Desk, qtbot: QtBot
) -> None:
    times = released(desk)
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Wrong")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "<b>Moon</b>"
    assert not line.hasSelectedText()
    assert not line.hasFocus()
    assert times == ["released"]
    assert desk.edits == []


def test_escape_leaves_every_kind_of_field(desk: Desk, qtbot: QtBot) -> None:
    panel, times = desk.panel, released(desk)
    fields = {
        "timing": (panel.timing.lines[Line.LENGTH].line, panel.timing.kind),
        "talent": (panel.talent.add,),
        "notes": (panel.notes.notes, panel.notes.in_words.line, panel.notes.new_column),
    }
    for part, widgets in fields.items():
        panel.show_part(part)
        for widget in widgets:
            times.clear()
            widget.setFocus()
            assert widget.hasFocus()
            qtbot.keyClick(widget, Qt.Key.Key_Escape)
            assert times == ["released"], widget.accessibleName()
            assert not widget.hasFocus()


def test_escape_in_a_cue_leaves_the_cue_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    times = released(desk)
    desk.panel.show_part("cues")
    part = desk.panel.cues
    part.table.setFocus()
    part.table.setCurrentIndex(part.model.index(0, 1))
    part.table.edit(part.model.index(0, 1))
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "VT 44")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: times == ["released"])
    assert part.model.index(0, 1).data() == "VT 3"
    assert desk.edits == []


def test_an_empty_title_is_refused_in_place(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.head.lines[Line.TITLE]
    retype(qtbot, editor.line, " ")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert editor.echo.text() == "A segment needs a title."
    assert editor.echo.property("tone") == "error"
    desk.choose(SECOND)
    assert desk.show.segment(FIRST).title == "<b>Moon</b>"
