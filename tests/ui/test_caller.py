"""The live keys: what was chosen may be gone by the time it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.errors import ProducerError
from producer_app.core.run import RunKind
from producer_app.core.show import SegmentId
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.caller import Caller
from tests.builders import a_segment, a_show, at

SHOW = a_show(a_segment("1"), a_segment("2"))


@pytest.mark.parametrize("call", [Caller.jump_to_chosen, Caller.standby_chosen])
def test_a_chosen_segment_that_has_left_the_show_is_not_called(
    tmp_path: Path, qtbot: QtBot, call: Callable[[Caller], None]
) -> None:
    session = Session.create(tmp_path / "a.show", SHOW, HandClock(at(SHOW, "20:00:00")))
    session.begin(RunKind.SHOW)
    bridge, parent = Bridge(session), QWidget()
    qtbot.addWidget(parent)
    refusals: list[ProducerError] = []
    bridge.refused.connect(refusals.append)
    caller = Caller(
        bridge,
        words("en"),
        parent,
        seen=session.projection,
        chosen=lambda: SegmentId("removed"),
    )
    call(caller)
    session.close()
    assert [refusal.code for refusal in refusals] == ["chosen.none"]
