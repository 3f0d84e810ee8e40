"""The handoff panel: real presses become calls, and what is shown is what the room said."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.handoff import Act, Via
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.present.echo import Lamp, Level, Shape
from producer_app.present.handoff import handoff_views
from producer_app.present.handoff_acks import Ack
from producer_app.ui.handoff.cue_light import CueLight
from producer_app.ui.handoff.panel import HandoffPanel
from producer_app.ui.handoff.voice import VoiceDialog
from tests.builders import (
    an_artist,
    at,
    gone,
)
from tests.stepped import whole
from tests.ui.handoff.desk import EN, H1, H2, LEFT, Desk


def picture(lamp: Lamp) -> QImage:
    light = CueLight(48)
    light.show_lamp(lamp, "")
    image: QImage = light.grab().toImage()
    return image


def test_the_next_handoff_stands_on_the_card_with_its_words(desk: Desk) -> None:
    card = desk.panel.card
    assert desk.panel.active == H1
    assert (card.number.text(), card.title.text()) == ("H1", "Walk <b>over</b>")
    assert (card.word.text(), card.call.text()) == ("ARMED", "CALL STANDBY NOW")
    assert (card.due.text(), card.due_in.text()) == ("due 20:04:00", "in 0:20")
    assert card.facts.needs.texts() == ["○ Link tested"]


def test_standby_and_go_walk_through_the_rooms_echo(desk: Desk, qtbot: QtBot) -> None:
    calls = desk.panel.card.calls
    qtbot.mouseClick(calls.standby, LEFT)
    assert desk.panel.card.word.text() == "STANDBY SENT"
    desk.page(Act.SHOWN, 1)
    assert desk.panel.card.word.text() == "STANDBY SHOWN"
    desk.page(Act.READY, 1)
    assert desk.panel.card.word.text() == "READY"
    qtbot.mouseClick(calls.go, LEFT)
    assert desk.panel.card.word.text() == "GO SENT"
    desk.page(Act.SHOWN, 2)
    assert desk.panel.card.word.text() == "GO SHOWN"
    desk.page(Act.LIVE, 2)
    assert desk.panel.card.word.text() == "LIVE"
    qtbot.mouseClick(calls.back, LEFT)
    assert desk.acts == [Act.STANDBY, Act.GO, Act.RETURN]
    assert all(call.handoff == H1 and call.ask.rev is None for call in desk.asked)
    assert desk.refused == []


def test_the_three_ticks_light_one_by_one(desk: Desk) -> None:
    ticks = desk.panel.card.acks.ticks
    desk.panel.standby()
    desk.page(Act.SHOWN, 1)
    assert ticks[Ack.SHOWN].at.text() == "20:03:40"
    assert ticks[Ack.READY].at.text() == "—"
    assert ticks[Ack.READY].by.text() == "host"
    desk.page(Act.READY, 1)
    assert (ticks[Ack.READY].by.text(), ticks[Ack.READY].via.text()) == ("Xu", "page")
    assert ticks[Ack.LIVE].light.lamp.shape is Shape.RING
    shapes = {tick.light.lamp.shape for tick in ticks.values()}
    assert len(shapes) == 3


# GO without a READY


def test_one_press_of_go_without_a_ready_only_asks_for_another(desk: Desk, qtbot: QtBot) -> None:
    go = desk.panel.card.calls.go
    assert go.text() == "GO ANYWAY: hold"
    qtbot.mouseClick(go, LEFT)
    assert desk.asked == []
    assert go.text() == "GO ANYWAY: press again"
    qtbot.mouseClick(go, LEFT)
    (call,) = desk.asked
    assert (call.ask.act, call.ask.is_forced) == (Act.GO, True)
    assert desk.panel.card.call.text() == "GO was forced: the room had not said READY"


def test_the_second_press_is_forgotten_after_a_while(desk: Desk, qtbot: QtBot) -> None:
    go = desk.panel.card.calls.go
    qtbot.mouseClick(go, LEFT)
    qtbot.waitUntil(lambda: go.text() == "GO ANYWAY: hold", timeout=10_000)
    qtbot.mouseClick(go, LEFT)
    assert desk.asked == []


def test_holding_go_goes_anyway(desk: Desk, qtbot: QtBot) -> None:
    go = desk.panel.card.calls.go
    with qtbot.waitSignal(go.pressed_through, timeout=10_000):
        qtbot.mousePress(go, LEFT)
    qtbot.mouseRelease(go, LEFT)
    (call,) = desk.asked
    assert call.ask.is_forced


def test_a_held_press_counts_once(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.standby()
    go = desk.panel.card.calls.go
    with qtbot.waitSignal(go.pressed_through, timeout=10_000):
        qtbot.mousePress(go, LEFT)
    qtbot.mouseRelease(go, LEFT)
    assert desk.acts == [Act.STANDBY, Act.GO]
    assert not go.is_asking


def test_after_a_ready_one_press_is_enough_and_is_not_forced(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.standby()
    desk.page(Act.READY, 1)
    assert desk.panel.card.calls.go.text() == "GO H1"
    desk.panel.go()
    assert (desk.asked[-1].ask.act, desk.asked[-1].ask.is_forced) == (Act.GO, False)


def test_a_ready_between_two_presses_makes_the_second_a_plain_go(desk: Desk) -> None:
    desk.panel.standby()
    desk.panel.go()
    desk.page(Act.READY, 1)
    desk.panel.go()
    assert [call.ask.is_forced for call in desk.asked] == [False, False]


def test_a_first_press_is_forgotten_when_another_handoff_is_chosen(desk: Desk) -> None:
    desk.panel.go()
    desk.panel.choose(H2)
    desk.panel.go()
    assert desk.asked == []


def test_go_is_green_only_for_a_room_that_is_ready(desk: Desk) -> None:
    go = desk.panel.card.calls.go
    desk.panel.standby()
    assert (go.property("anyway"), go.text()) == (True, "GO ANYWAY: hold")
    unready = go.grab().toImage()
    desk.page(Act.READY, 1)
    assert (go.property("anyway"), go.text()) == (False, "GO H1")
    middle = QPoint(6, go.height() // 2)
    assert go.grab().toImage().pixelColor(middle).green() > unready.pixelColor(middle).green()


# Recall


def test_recall_after_go_asks_for_a_second_press(desk: Desk, qtbot: QtBot) -> None:
    desk.to_live()
    recall, call = desk.panel.card.calls.recall, desk.panel.card.call
    qtbot.mouseClick(recall, LEFT)
    assert desk.acts[-1] is Act.GO
    assert (call.text(), recall.text()) == ("RECALL AGAIN to abort", "AGAIN")
    desk.look()
    assert call.text() == "RECALL AGAIN to abort"
    desk.panel.recall()
    assert desk.acts[-1] is Act.RECALL
    assert desk.panel.card.word.text() == "RECALLED"


def test_a_first_recall_is_forgotten_after_a_while(desk: Desk, qtbot: QtBot) -> None:
    desk.to_live()
    desk.panel.recall()
    recall = desk.panel.card.calls.recall
    qtbot.waitUntil(lambda: recall.text() == "Recall", timeout=10_000)
    assert "RECALL" not in desk.panel.card.call.text()
    desk.panel.recall()
    assert Act.RECALL not in desk.acts


def test_recall_of_a_standby_takes_one_press(desk: Desk) -> None:
    desk.panel.standby()
    desk.panel.recall()
    assert desk.acts == [Act.STANDBY, Act.RECALL]


def test_the_card_stays_on_a_recalled_handoff_until_the_room_took_note(desk: Desk) -> None:
    desk.to_live()
    desk.events = gone(desk.show, desk.events, at(desk.show, "20:04"))
    desk.at("20:05")
    desk.panel.recall()
    desk.panel.recall()
    desk.at("20:07:50")
    card = desk.panel.card
    assert desk.panel.active == H1
    assert (card.word.text(), card.call.text()) == ("RECALLED", "not acknowledged yet")
    assert "H2" in desk.panel.elsewhere.text()
    desk.page(Act.ACK, 3)
    assert (desk.panel.active, card.call.text()) == (H1, "stopped, said Xu 20:07:50")
    desk.at("20:08:01")
    assert desk.panel.active == H2


def test_the_card_leaves_a_recalled_handoff_for_one_under_way(desk: Desk) -> None:
    desk.to_live()
    desk.events = gone(desk.show, desk.events, at(desk.show, "20:04"))
    desk.at("20:05")
    desk.panel.recall()
    desk.panel.recall()
    desk.at("20:07:50")
    desk.panel.elsewhere.click()
    assert desk.panel.active == H2
    desk.panel.standby()
    desk.panel.choose(None)
    assert desk.panel.active == H2
    assert not desk.panel.elsewhere.isVisible()


def test_that_a_room_stopped_is_entered_by_voice(desk: Desk, qtbot: QtBot) -> None:
    desk.to_live()
    desk.panel.recall()
    desk.panel.recall()
    calls = desk.panel.card.calls
    calls.voice_actions[Act.ACK].trigger()
    qtbot.keyPress(calls.findChild(VoiceDialog), Qt.Key.Key_Return)
    assert desk.panel.card.call.text() == "stopped, said host 20:03:40"


# What is missing


def test_under_a_cant_nothing_is_said_of_what_is_missing(desk: Desk) -> None:
    desk.panel.standby()
    desk.page(Act.CANT, 1)
    assert desk.panel.card.facts.heading.isHidden()
    assert desk.panel.card.calls.voice_actions[Act.READY].isEnabled()
    desk.page(Act.READY, 1)
    assert desk.panel.card.word.text() == "READY"


def test_a_ready_room_that_misses_somebody_is_ready_but(desk: Desk) -> None:
    mo = an_artist("mo", name="Mo Bei")
    first = replace(desk.show.handoffs[0], talent=(mo.id,), gates=())
    desk.show = replace(desk.show, talent=(mo,), handoffs=(first, *desk.show.handoffs[1:]))
    desk.panel.standby()
    facts = desk.panel.card.facts
    assert facts.heading.text() == "NOT READY"
    desk.page(Act.READY, 1)
    assert (facts.heading.text(), facts.needs.texts()) == (
        "READY, but:",
        ["○ Mo Bei: not arrived"],
    )


# Keys


def test_a_held_enter_presses_once(desk: Desk, qtbot: QtBot) -> None:
    standby = desk.panel.card.calls.standby
    qtbot.waitUntil(desk.panel.isActiveWindow)
    standby.setFocus()
    qtbot.keyPress(standby, Qt.Key.Key_Return)
    assert desk.acts == [Act.STANDBY]
    assert not desk.panel.card.calls.go.hasFocus()


def test_a_click_leaves_the_keyboard_where_it_was(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(desk.panel.isActiveWindow)
    desk.panel.list.setFocus()
    qtbot.mouseClick(desk.panel.card.calls.standby, LEFT)
    assert desk.panel.list.hasFocus()


def test_an_act_that_is_not_allowed_is_asked_for_so_that_the_refusal_says_why(desk: Desk) -> None:
    desk.panel.return_()
    assert desk.acts == [Act.RETURN]
    assert len(desk.refused) == 1
    assert not desk.panel.card.calls.back.isEnabled()


def test_recall_skip_and_rearm_are_asked_for(desk: Desk) -> None:
    desk.panel.standby()
    desk.panel.recall()
    desk.panel.choose(H1)
    desk.panel.skip()
    desk.panel.choose(H1)
    desk.panel.rearm()
    assert desk.acts == [Act.STANDBY, Act.RECALL, Act.SKIP, Act.REARM]
    assert desk.refused == []


# By voice


def test_a_ready_by_voice_is_entered_with_a_name(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.standby()
    calls = desk.panel.card.calls
    assert calls.voice_actions[Act.READY].isEnabled()
    assert not calls.voice_actions[Act.RETURN].isEnabled()
    calls.voice_actions[Act.READY].trigger()
    dialog = calls.findChild(VoiceDialog)
    assert dialog.name.currentText() == "host"
    assert dialog.act.text() == "READY by voice"
    assert dialog.handoff.text() == "H1  Walk <b>over</b>"
    dialog.name.lineEdit().selectAll()
    qtbot.keyClicks(dialog.name.lineEdit(), "Xu Lan")
    qtbot.mouseClick(dialog.ok, LEFT)
    ask = desk.asked[-1].ask
    assert (ask.act, ask.by, ask.via) == (Act.READY, "Xu Lan", Via.VOICE)
    assert desk.panel.card.acks.ticks[Ack.READY].via.text() == "by voice"


def test_a_long_name_of_who_is_asked_stands_uncut(desk: Desk, qtbot: QtBot) -> None:
    name = "Shopping room host and back office producer"
    first = replace(desk.show.handoffs[0], acknowledged_by=(name,))
    desk.show = replace(desk.show, handoffs=(first, *desk.show.handoffs[1:]))
    desk.panel.standby()
    calls = desk.panel.card.calls
    calls.voice_actions[Act.READY].trigger()
    dialog = calls.findChild(VoiceDialog)
    qtbot.waitExposed(dialog)
    field = dialog.name.lineEdit()
    assert field.text() == name
    assert field.fontMetrics().horizontalAdvance(name) < field.width()


def test_a_cant_by_voice_carries_its_reason(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.standby()
    calls = desk.panel.card.calls
    calls.voice_actions[Act.CANT].trigger()
    dialog = calls.findChild(VoiceDialog)
    qtbot.keyClicks(dialog.reason, "no microphone")
    qtbot.keyPress(dialog.reason, Qt.Key.Key_Return)
    assert desk.asked[-1].ask.reason == "no microphone"
    assert desk.panel.card.call.text() == "no microphone"


def test_esc_in_the_voice_dialog_enters_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.standby()
    calls = desk.panel.card.calls
    calls.voice_actions[Act.READY].trigger()
    qtbot.keyPress(calls.findChild(VoiceDialog), Qt.Key.Key_Escape)
    assert desk.acts == [Act.STANDBY]


# All of them


def test_every_handoff_has_a_row_and_a_click_puts_it_on_the_card(desk: Desk, qtbot: QtBot) -> None:
    rows = desk.panel.model
    assert [rows.index(n).data().split()[0] for n in range(rows.rowCount())] == ["H1", "H2"]
    place = desk.panel.list.visualRect(rows.index(1)).center()
    with qtbot.waitSignal(desk.panel.handoff_chosen) as chosen:
        qtbot.mouseClick(desk.panel.list.viewport(), LEFT, pos=QPoint(place))
    assert chosen.args == [H2]
    assert desk.panel.active == H2


def test_while_another_one_is_chosen_the_pressing_one_stays_in_sight(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.panel.choose(H2)
    assert desk.panel.elsewhere.isVisible()
    assert "H1" in desk.panel.elsewhere.text()
    qtbot.mouseClick(desk.panel.elsewhere, LEFT)
    assert desk.panel.active == H1
    assert not desk.panel.elsewhere.isVisible()


def test_a_chosen_handoff_is_let_go_once_it_is_over(desk: Desk) -> None:
    desk.panel.choose(H2)
    desk.panel.skip()
    assert desk.panel.active == H1


def test_a_show_without_handoffs_says_so(panel: HandoffPanel) -> None:
    panel.show_state(())
    assert panel.none.isVisible()
    assert not panel.card.isVisible()
    panel.standby()
    panel.go()


def test_nothing_can_be_done_in_a_plan(panel: HandoffPanel) -> None:
    desk = Desk(panel)
    projection = project(plan_times(desk.show), None, Instant(desk.now))
    panel.show_state(whole(handoff_views(projection, {}, EN)))
    calls = panel.card.calls
    buttons = (calls.standby, calls.go, calls.back, calls.recall, calls.skip, calls.rearm)
    assert not any(button.isEnabled() for button in (*buttons, calls.voice))


# Lamps


def test_every_lamp_looks_different_even_without_colour(qapp: QApplication) -> None:
    lamps = [Lamp(shape, Level.CALM) for shape in Shape]
    pictures = [picture(lamp) for lamp in lamps]
    stale = picture(Lamp(Shape.DISC, Level.CALM, is_stale=True))
    for number, one in enumerate(pictures):
        assert all(one != other for other in (*pictures[number + 1 :], stale))


def test_a_lamp_flashes_only_while_it_should(qtbot: QtBot, qapp: QApplication) -> None:
    light = CueLight(48)
    qtbot.addWidget(light)
    light.show()
    light.show_lamp(Lamp(Shape.OUTLINE, Level.STANDBY, is_flashing=True), "standby sent")
    lit = light.grab().toImage()
    qtbot.waitUntil(lambda: light.grab().toImage() != lit, timeout=5_000)
    light.show_lamp(Lamp(Shape.OUTLINE, Level.STANDBY), "standby")
    assert light.grab().toImage() == lit
