"""The presets that come with the console: whole, in both languages, strict about their table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from producer_app.core.ad_presets import Preset, Status, preset_added
from producer_app.core.budget import is_complete
from producer_app.core.errors import BadInput
from producer_app.core.show import Kind, Method
from producer_app.core.timebase import WallTime
from producer_app.exchange.ad_presets import presets, read_presets
from tests.builders import STAGE, a_show, minutes

TABLE = """\
[[presets]]
id = "hour"
title = "Twelve in the hour"
title_alt = "每小时十二分钟"
source = "Somebody"
as_of = "2026-11-01"
status = "unverified"
note = "Remembered."
note_alt = "凭记忆。"

[[rules]]
preset = "hour"
method = "clock_hour"
limit = "12:00"
counts = ["spot"]
"""


def read(folder: Path, text: str) -> tuple[Preset, ...]:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_presets(path)


@pytest.mark.parametrize("preset", presets(), ids=lambda one: one.id)
def test_every_preset_says_where_it_comes_from_in_both_languages(preset: Preset) -> None:
    assert all((preset.title, preset.title_alt, preset.source, preset.note, preset.note_alt))
    assert dt.date.fromisoformat(preset.as_of).year >= 2009
    for rule in preset.rules:
        assert is_complete(rule)
        assert rule.counts
        assert (rule.preset, bool(rule.title), bool(rule.title_alt)) == (preset.id, True, True)
        assert all((rule.source, rule.as_of, rule.status, rule.note, rule.note_alt))


def test_the_presets_count_in_every_way_there_is() -> None:
    assert {rule.method for one in presets() for rule in one.rules} == set(Method)


def test_what_is_marked_as_remembered_somewhere_in_a_preset_says_so() -> None:
    told = {one.id for one in presets() if one.status is Status.UNVERIFIED}
    in_part = {one.id for one in presets() if "nverified" in one.note}

    assert told == {"cn61_hour_strict", "uk_psb", "au_fta"}
    assert in_part == {
        *("cn_drama", "eu_prime", "uk_non_psb"),
        *("us_children_weekday", "us_children_weekend", "ca_none"),
    }


def test_a_rule_takes_its_names_and_origin_from_its_preset(tmp_path: Path) -> None:
    (preset,) = read(tmp_path, TABLE)

    (rule,) = preset.rules
    assert (rule.title, rule.title_alt, rule.limit) == (
        "Twelve in the hour",
        "每小时十二分钟",
        minutes(12),
    )
    assert (rule.status, rule.source, rule.as_of) == ("unverified", "Somebody", "2026-11-01")
    assert (rule.note, rule.preset, rule.counts) == ("Remembered.", "hour", {Kind.SPOT})


def test_a_show_in_chinese_has_the_chinese_title_first(tmp_path: Path) -> None:
    (preset,) = read(tmp_path, TABLE)
    show = a_show(language="zh")

    edit = preset_added(preset, show, show.room(STAGE), "", ("new",))

    assert edit is not None
    (rule,) = edit.apply(show).ad_rules
    assert (rule.id, rule.room) == ("new", STAGE)
    assert (rule.title, rule.title_alt) == ("每小时十二分钟", "Twelve in the hour")
    assert (rule.note, rule.note_alt) == ("凭记忆。", "Remembered.")


def test_a_table_by_length_and_a_whole_week_are_understood(tmp_path: Path) -> None:
    table = TABLE.replace('limit = "12:00"', 'lengths = [["30:00", "3:00"], ["1:00:00", "6:00"]]')
    (preset,) = read(tmp_path, table.replace("clock_hour", "programme_table"))
    week = TABLE.replace("clock_hour", "week_share").replace("12:00", "30:14:24")

    assert preset.rules[0].lengths == ((minutes(30), minutes(3)), (minutes(60), minutes(6)))
    assert read(tmp_path, week)[0].rules[0].limit == 108_864_000


def test_a_window_is_in_show_day_time(tmp_path: Path) -> None:
    window = 'limit = "0:00"\nwindow_from = "18:00"\nwindow_to = "24:00"'
    table = TABLE.replace("clock_hour", "fixed_window").replace('limit = "12:00"', window)

    (rule,) = read(tmp_path, table)[0].rules

    assert (rule.limit, rule.window_to) == (0, WallTime(24))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('status = "unverified"', 'status = "perhaps"', r"line 1, column “status”: “perhaps”"),
        ('as_of = "2026-11-01"\n', "", r"line 1, column “as_of”: this must be filled in"),
        ('note_alt = "凭记忆。"', 'hint = "?"', r"line 1, column “hint”: this column is not known"),
        ('preset = "hour"', 'preset = "day"', r"line 11, column “preset”: there is no “day”"),
        ('limit = "12:00"', 'limit = "twelve"', r"line 11, column “limit”: “twelve”"),
        ('limit = "12:00"\n', "", r"line 11, column “method”: this rule lacks a number"),
        ('counts = ["spot"]', 'counts = ["adverts"]', r"line 11, column “counts”: “adverts”"),
        ('counts = ["spot"]', "", r"line 11, column “counts”: this must be filled in"),
        ('limit = "12:00"', 'lengths = ["5:00"]', r"line 11, column “lengths”: write pairs"),
        ('status = "unverified"', 'status = "no_rule"', r"line 1, column “status”: a preset has"),
        ("[[rules]]", "[[limits]]", r"column “limits”: there is no table of that name"),
        ("[[rules]]", "[[rules]", r"this is not TOML"),
    ],
)
def test_what_is_wrong_in_the_table_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    assert old in TABLE

    with pytest.raises(BadInput, match=place) as caught:
        read(tmp_path, TABLE.replace(old, new))

    assert str(caught.value).startswith("rules.toml")


def test_two_presets_of_one_id_are_refused(tmp_path: Path) -> None:
    twice = TABLE + "\n" + TABLE.split("[[rules]]")[0]

    with pytest.raises(BadInput, match=r"line 17, column “id”: there is a preset “hour” already"):
        read(tmp_path, twice)
