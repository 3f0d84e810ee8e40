"""The Sound part: what is known of a clip, and what may be done with it."""

from __future__ import annotations

import math

from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment
from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.core.timebase import Millis
from producer_app.sound.facts import ClipFacts, Loudness
from tests.builders import (
    seconds,
)
from tests.ui.inspector.desk import CLIP, FIRST, LEFT, SECOND, Desk


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
