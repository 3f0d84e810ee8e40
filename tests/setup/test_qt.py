"""The Qt that is installed does not eat Python's own None and True, as 6.12.0 does on 3.11."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Emitter(QObject):
    told = Signal(object)


@pytest.mark.parametrize("value", [None, True], ids=["None", "True"])
def test_two_thousand_signals_cost_no_reference(value: object) -> None:
    emitter = Emitter()
    emitter.told.connect(lambda _: None)
    before = sys.getrefcount(value)

    for _ in range(2000):
        emitter.told.emit(value)

    assert before - sys.getrefcount(value) < 100
