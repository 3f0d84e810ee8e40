"""Ad rules shared between shows: nothing is lost on the way, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.ad_presets import (
    Shared,
    home_of,
    is_known,
    preset_added,
    rules_taken,
    shared_of,
)
from producer_app.core.errors import BadInput, EnvironmentFault
from producer_app.core.show import AdRule, AdRuleId, Method, Output, RoomRole, Show
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.rule_files import read_shared, write_shared
from producer_app.exchange.samples import read_sample
from producer_app.session.session import Session
from tests.builders import SHOP, STAGE, a_shop, a_show, a_stage, minutes

NIGHT = read_sample("super-night")


def with_every_preset() -> Show:
    """A show with the rules of all presets in it."""
    show = a_show(rooms=(a_stage(outputs=(Output(name="TV"),)), a_shop()))
    for preset in presets():
        keys = (f"{preset.id} {number}" for number in range(9))
        edit = preset_added(preset, show, show.room(STAGE), "TV", keys)
        show = show if edit is None else edit.apply(show)
    return show


def rules_of(shared: tuple[Shared, ...]) -> list[AdRule]:
    """The rules without what is their show's own."""
    return [replace(one.rule, id=AdRuleId(""), room=STAGE) for one in shared]


@pytest.mark.parametrize("show", [NIGHT, with_every_preset()], ids=["night", "presets"])
def test_what_is_saved_is_read_again_to_the_last_value(tmp_path: Path, show: Show) -> None:
    path = tmp_path / "night.rules.toml"

    write_shared(path, shared_of(show))

    assert rules_of(read_shared(path)) == rules_of(shared_of(show))
    assert {one.room for one in read_shared(path)} == {"Stage"}


def test_numbers_that_are_nothing_and_odd_letters_come_back(tmp_path: Path) -> None:
    odd = AdRule(
        id=AdRuleId("odd"),
        title='A "quoted" \\ title\t\x7f 中文',
        room=STAGE,
        method=Method.WINDOW_AVERAGE,
        limit=minutes(0),
        hour_max=minutes(0),
        limit_count=0,
        carries=True,
        used_elsewhere=minutes(30 * 60 + 0.125),
        counts=frozenset(),
        note="Two\nlines",
    )
    path = tmp_path / "odd.rules.toml"

    write_shared(path, [Shared(rule=odd, room="A\n", role=RoomRole.SHOP)])

    (back,) = read_shared(path)
    assert rules_of((back,)) == [replace(odd, id=AdRuleId(""))]
    assert back.role is RoomRole.SHOP


def test_rules_are_taken_out_of_a_show_file_that_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    Session.create(path, NIGHT).close()
    before, beside = path.read_bytes(), set(tmp_path.iterdir())

    found = read_shared(path)

    assert rules_of(found) == rules_of(shared_of(NIGHT))
    assert path.read_bytes() == before
    assert set(tmp_path.iterdir()) == beside


def test_rules_are_taken_out_of_a_show_that_is_open_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "night.show"
    session = Session.create(path, NIGHT)
    try:
        assert len(read_shared(path)) == len(NIGHT.ad_rules)
    finally:
        session.close()


def test_rules_arrive_in_the_room_of_their_name_or_else_of_their_role() -> None:
    rule = replace(NIGHT.ad_rules[0], room=STAGE)
    there = a_show(rooms=(a_stage(name="Hall", name_alt="大厅"), a_shop()))

    by_name = Shared(rule=rule, room="大厅", role=RoomRole.SHOP)
    by_role = Shared(rule=rule, room="Elsewhere", role=RoomRole.SHOP)
    nowhere = Shared(rule=rule, room="Elsewhere", role=RoomRole.SHOP)

    assert home_of(by_name, there) == there.rooms[0]
    assert home_of(by_role, there) == there.rooms[1]
    assert home_of(nowhere, replace(there, rooms=there.rooms[:1])) is None


def test_rules_that_are_taken_have_new_ids_and_only_outputs_that_are_there() -> None:
    there = a_show(rooms=(a_stage(outputs=(Output(name="Radio"),)), a_shop()))
    shared = shared_of(NIGHT)[:2]

    edit = rules_taken(shared, there, iter(("new 1", "new 2")))

    assert edit is not None
    taken = edit.apply(there).ad_rules
    assert [rule.id for rule in taken] == ["new 1", "new 2"]
    assert {(rule.room, rule.output) for rule in taken} == {(STAGE, "")}
    assert [rule.title for rule in taken] == [one.rule.title for one in shared]


def test_a_rule_without_a_room_here_is_left_out() -> None:
    there = a_show(rooms=(a_shop(),))
    shop_rule = Shared(rule=NIGHT.ad_rules[0], room="Shop", role=RoomRole.SHOP)

    edit = rules_taken((*shared_of(NIGHT), shop_rule), there, ("a", "b"))

    assert edit is not None
    assert [rule.room for rule in edit.apply(there).ad_rules] == [SHOP]
    assert rules_taken(shared_of(NIGHT), there, ("a", "b")) is None


def test_the_very_same_rule_is_known_again() -> None:
    shared = shared_of(NIGHT)
    assert all(is_known(one, NIGHT) for one in shared)
    changed = replace(shared[0], rule=replace(shared[0].rule, limit_permille=40))
    assert not is_known(changed, NIGHT)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "there are no ad rules in it"),
        ("[[segments]]\n", "there is no table of that name"),
        ('[[rules]]\ntitle = "A"\nmethod = "guess"\n', "“guess” is none of"),
        ('[[rules]]\nmethod = "clock_hour"\n', "column “title”: this must be filled in"),
        ("SQLite format 3\x00", "this is not a text file"),
    ],
)
def test_a_file_without_rules_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "other.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=reason):
        read_shared(path)


def test_what_only_calls_itself_a_show_is_refused_by_the_guard(tmp_path: Path) -> None:
    path = tmp_path / "fake.show"
    path.write_text("[[rules]]\n", encoding="utf-8")

    with pytest.raises(BadInput, match="is not a show file"):
        read_shared(path)


def test_rules_are_saved_over_rules_and_over_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "night.rules.toml"
    write_shared(path, shared_of(NIGHT))
    write_shared(path, shared_of(NIGHT)[:1])
    assert len(read_shared(path)) == 1

    diary = tmp_path / "diary.toml"
    diary.write_text("today = true\n", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="it would be lost"):
        write_shared(diary, shared_of(NIGHT))
    with pytest.raises(EnvironmentFault, match="it would be lost"):
        write_shared(tmp_path, shared_of(NIGHT))
    assert diary.read_text("utf-8") == "today = true\n"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="choose another folder"):
        write_shared(tmp_path / "nowhere" / "night.rules.toml", shared_of(NIGHT))
