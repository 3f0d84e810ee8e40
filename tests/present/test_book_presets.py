"""Presets and shared rules as they are shown: what is doubtful says so, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.ad_presets import Preset, Shared, Status, shared_of
from producer_app.core.show import RoomRole
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.samples import read_sample
from producer_app.present.book_presets import preset_view, presets_listed, shared_lines
from producer_app.present.words import words
from tests.builders import a_shop, a_show, a_stage

EN, ZH = words("en"), words("zh")
NIGHT = read_sample("super-night")
BY_ID = {preset.id: preset for preset in presets()}


def test_the_list_says_what_each_preset_asks_in_the_language_of_the_window() -> None:
    english = {one.id: one for one in presets_listed(presets(), EN)}
    chinese = {one.id: one for one in presets_listed(presets(), ZH)}

    assert english["cn61_prime"].title == "CN-61 prime time"
    assert english["cn61_prime"].detail == "at most 18:00 from 19:00 to 21:00"
    assert chinese["cn61_prime"].title == "61号令 黄金时段"
    assert chinese["cn61_prime"].detail == "19:00 至 21:00 不超过 18:00"
    assert english["cn_satellite_shop"].detail == "none from 18:00 to 24:00"


@pytest.mark.parametrize("preset", presets(), ids=lambda one: one.id)
def test_what_does_not_hold_as_it_stands_says_so_in_words(preset: Preset) -> None:
    (line,) = presets_listed((preset,), EN)
    view = preset_view(preset, EN)

    is_said = line.detail.startswith(("UNVERIFIED", "SUPERSEDED", "NO RULE"))
    assert is_said is not view.is_reliable
    assert (
        view.status
        == {
            Status.IN_FORCE: "In force",
            Status.HOUSE: "House promise",
            Status.SUPERSEDED: "Superseded",
            Status.UNVERIFIED: "Unverified",
            Status.NO_RULE: "No rule",
        }[preset.status]
    )


def test_a_preset_is_shown_with_its_sentence_source_date_and_rules() -> None:
    view = preset_view(BY_ID["cn61_prime"], EN)

    assert (view.title, view.title_alt) == ("CN-61 prime time", "61号令 黄金时段")
    assert view.origin == "NRTA (SARFT) Order 61 · as of 2010-01-01"
    assert view.note.startswith("Television: no more than 18 minutes")
    (line,) = view.rules
    assert (line.title, line.limit, line.caution) == ("", "at most 18:00 from 19:00 to 21:00", "")
    assert line.kinds.startswith("Counts: Pitch, Spot")
    chinese = preset_view(BY_ID["cn61_prime"], ZH)
    assert chinese.note.startswith("电视")
    assert chinese.origin == "NRTA (SARFT) Order 61 · 截至 2010-01-01"


def test_one_doubtful_rule_of_a_preset_is_marked_alone() -> None:
    view = preset_view(BY_ID["uk_non_psb"], EN)

    assert view.is_reliable
    assert [line.caution for line in view.rules] == ["", "", "UNVERIFIED"]


def test_kinds_are_named_once_for_rules_that_count_the_same() -> None:
    view = preset_view(BY_ID["house_pure_stage"], EN)

    assert [bool(line.kinds) for line in view.rules] == [True, False, False, False]
    assert all(line.title for line in view.rules)


def test_what_is_here_already_is_not_ticked_and_what_has_no_room_cannot_be() -> None:
    some = replace(NIGHT, ad_rules=NIGHT.ad_rules[:1])
    lost = Shared(rule=NIGHT.ad_rules[0], room="Cellar", role=RoomRole.SHOP)
    shared = (*shared_of(NIGHT)[:2], lost)
    no_shop = replace(some, rooms=some.rooms[:1])

    known, new, roomless = shared_lines(shared, no_shop, EN)

    assert (known.is_wanted, known.is_possible) == (False, True)
    assert known.detail.endswith("is here already")
    assert (new.is_wanted, new.is_possible) == (True, True)
    assert new.detail == "at most 3:00 in any 1:00:00 · Stage 舞台间 · TV · 电视"
    assert (roomless.is_wanted, roomless.is_possible) == (False, False)
    assert "no room here for those of “Cellar”" in roomless.detail


def test_an_output_that_is_not_here_is_told_as_all_outputs() -> None:
    there = a_show(rooms=(a_stage(), a_shop()))

    (line, *_) = shared_lines(shared_of(NIGHT), there, ZH)

    assert line.title == "纯净舞台：广告不超过表演的 5%"
    assert line.detail.endswith("Stage 舞台间 · 全部输出")
