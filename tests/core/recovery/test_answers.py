"""How ways are asked for and answered."""

from __future__ import annotations

import subprocess
import sys

import pytest

from producer_app.core.recovery import ways_back
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop_segment,
    a_show,
    minutes,
)
from tests.core.recovery.asked import (
    a_pad,
    elastic,
    hard,
    planned,
    told,
    ways,
)


def test_the_same_question_has_the_same_answer() -> None:
    show = a_show(*(elastic(str(n), priority=n) for n in range(1, 9)), a_pad(), hard("9", "20:25"))

    assert ways(show) == ways(show)


def test_no_more_ways_come_than_are_asked_for() -> None:
    show = a_show(*(elastic(str(n), priority=n) for n in range(1, 9)), hard("9", "20:25"))

    assert len(ways(show)) > 1
    assert ways_back(planned(show), STAGE, limit=1) == ways(show)[:1]


def test_solving_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert ways(a_show(elastic("1"), hard("2", "20:04:30")))

    assert capfd.readouterr() == ("", "")


def test_the_solver_is_loaded_by_the_first_question_alone() -> None:
    program = (
        "import sys, producer_app.core.recovery; "
        "print([name for name in ('highspy', 'numpy') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_shopping_room_finds_its_own_way() -> None:
    show = a_show(
        a_segment("1", minutes(30)),
        a_shop_segment("b1", shortest=minutes(4)),
        a_shop_segment("b2", hard_start="20:04:30"),
    )

    assert told(ways_back(planned(show), SHOP)[0]) == ["trim sb1 -30"]
