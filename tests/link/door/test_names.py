"""Names and reasons that want to be somebody else's, or nobody's."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from producer_app.core.handoff import Act
from producer_app.link.door.audit import line_of_audit
from producer_app.link.door.names import MARKS, plain
from producer_app.link.pipe import Audit
from producer_app.link.protocol import PROTO
from tests.link.gala import H1
from tests.link.page import a_code, a_socket
from tests.link.waiting import a_console, awaited

TRICKS = {
    "Mo": "M\u200bo",
    "rotceriD": "\u202erotceriD\u200e",
    "Ann": "\u2066A\u2069n\u061cn\ufeff",
    "林遥": "林\u2060遥",
    "a b c": "a\u2028b\r\n\tc",
    "x y": "x\u3164\u2800y",
    "soft": "so\u00adft",
    "tag": "tag\U000e0041\U000e007f",
    "José": "Jose\u0301",
    "👩🍳": "👩\u200d🍳",
}


@pytest.mark.parametrize(("seen", "written"), TRICKS.items())
def test_what_is_not_seen_is_not_there(seen: str, written: str) -> None:
    assert plain(written) == seen


def test_a_tower_of_marks_stays_within_its_line() -> None:
    tower = "Z" + "\u0351" * 38
    assert plain(tower) == "Z" + MARKS * "\u0351"
    assert plain("\u0351\u0351x") == "x"


@pytest.mark.parametrize("nobody", ["", "   ", "\u200b\u200b", "\u3164", "\u2800 \u00a0", "\u202e"])
def test_a_name_of_nothing_is_none(nobody: str) -> None:
    assert plain(nobody) == ""


def test_names_of_every_language_stay_what_they_are() -> None:
    for name in ("林遥", "Ørjan Łukasz", "ไทยสุดที่", "नमस्ते", "שלום", "Ω 7", "👩", "O’Brien-Smith"):
        assert plain(name) == unicodedata.normalize("NFC", name)


def test_a_line_of_the_log_shows_what_is_not_seen() -> None:
    line = line_of_audit(Audit(verb="osc", result="M\u200bo\u2060\ufeff", address="1\u061c"))
    assert line.isprintable()
    assert "\\u200b" in line


@awaited
async def test_the_director_sees_one_name_for_what_looks_like_one(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        for written, seen in (("\u202e\u200bMo\u2066", "Mo"), ("\u3164\u200b", "Room")):
            code = await a_code(console)
            async with a_socket(console.presence.url) as page:
                await page.say(type="pair", proto=PROTO, code=code, name=written)
                assert (await page.hear("hello"))["name"] == seen


@awaited
async def test_a_reason_reaches_the_log_in_one_line_as_it_is_read(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        code = await a_code(console)
        async with a_socket(console.presence.url) as page:
            await page.say(type="pair", proto=PROTO, code=code, name="Mo")
            await page.hear("snap")
            console.call(Act.STANDBY, H1)
            line = await page.hear_state(H1, "standby_sent")
            await page.show(line)
            mid = await page.act(line, "cant", reason="no\u202e sound\r\n10.0.0.9 \u200bGO")
            assert (await page.answer(mid))["answer"] == "ok"
            assert console.of(H1).reason == "no sound 10.0.0.9 GO"
