"""Small running orders on disk, and planned starts as show-day time, for the tests here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from producer_app.core.errors import BadInput
from producer_app.core.show import Show
from producer_app.core.timebase import WallTime, wall_time
from producer_app.core.timing import plan_times
from producer_app.exchange.running_order import read_running_order

DATA = Path(__file__).parents[1] / "data"
EVENING = dt.date(2016, 2, 7)


def imported(path: Path, on_air: WallTime | None = None) -> Show:
    return read_running_order(path, date=EVENING, zone="Asia/Shanghai", on_air=on_air)


def order(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A running order of that text."""
    path = folder / "order.csv"
    path.write_bytes(text.encode(encoding))
    return path


def planned_starts(show: Show) -> list[str | None]:
    """The start of each segment of the first room as the engine plans it."""
    plan = plan_times(show).rooms[show.rooms[0].id]
    return [
        None if start is None else str(wall_time(start, show.date, show.zone))
        for start in plan.starts
    ]


def refusal(path: Path) -> BadInput:
    """The error that importing the file ends in."""
    with pytest.raises(BadInput) as caught:
        imported(path)
    return caught.value
