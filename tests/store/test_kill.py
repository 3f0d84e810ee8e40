"""A killed console loses nothing that it has said is saved."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from producer_app.core.errors import EnvironmentFault
from producer_app.core.run import Noted
from producer_app.store.showfile import ShowFile
from tests.builders import a_segment, a_show
from tests.store.consoles import console, last_words, next_line
from tests.store.editing import RUN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


def a_long_night(path: Path) -> None:
    ShowFile.create(path, a_show(*[a_segment(str(n)) for n in range(60)], title="0")).close()


@pytest.mark.reliability
def test_twenty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    a_long_night(path)
    dice = random.Random(1)
    saved = {"edit": 0, "event": 0}

    for _ in range(20):
        with console("edit", path) as process:
            first = next_line(process)
            time.sleep(dice.uniform(0, 0.06))
            for line in (first, *last_words(process)):
                verb, number = line.split()
                saved[verb] = int(number)

        with ShowFile.open(path) as file:
            show = file.read()
            events = file.events(RUN)
        title = int(show.title)
        assert saved["edit"] <= title <= saved["edit"] + 1
        counted = [0, *(int(event.text) for event in events if isinstance(event, Noted))]
        assert len(counted) == len(set(counted))
        assert counted[-1] >= saved["event"]
        assert [number for number in counted if number > saved["event"]] in ([], [title])
        saved = {"edit": title, "event": counted[-1]}
        assert sorted(segment.number for segment in show.segments) == sorted(map(str, range(60)))


def test_a_change_half_in_the_file_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    a_long_night(path)
    with ShowFile.open(path) as file:
        before = file.read()
    whole = path.read_bytes()
    with console("die", path) as process:
        process.wait()
    assert path.read_bytes() != whole, "nothing was half in the file"

    with ShowFile.open(path) as file:
        assert file.read() == before
    assert path.read_bytes() == whole


def test_who_only_looks_takes_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    a_long_night(path)
    with console("die", path) as process:
        process.wait()
    half = path.read_bytes()

    with pytest.raises(EnvironmentFault) as fault:
        ShowFile.open(path, read_only=True)

    assert fault.value.code == "store.unfinished"
    assert path.read_bytes() == half
