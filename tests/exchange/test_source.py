"""A show's readable sources: what they give, and that nothing unknown passes in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from producer_app.core.errors import BadInput
from producer_app.core.show import (
    Anchor,
    Department,
    Kind,
    Method,
    PromisedPlace,
    RoomRole,
    Stand,
    Standing,
)
from producer_app.core.timebase import WallTime, resolve
from producer_app.exchange.source import read_source

SHOW = """\
[show]
id = "lamp-show"
title = "Lamp"
date = 2026-11-10
zone = "Asia/Shanghai"
on_air = "20:00"

[[rooms]]
id = "stage"
name = "Stage"
rundown = "stage.csv"

[[rooms]]
id = "shop"
name = "Shop"
role = "shop"
rundown = "shop.csv"

[[outputs]]
room = "stage"
name = "TV"
latency = "0:28"

[[blocks]]
id = "block-a"
room = "stage"
title = "Lights"

[[sponsors]]
id = "ink"
brand = "Ink"
contracted = "0:10"

[[ad_rules]]
id = "ratio"
title = "5 %"
room = "stage"
limit_permille = 50
counts = ["spot", "billboard"]
"""
TABLES = {
    "show.toml": SHOW,
    "stage.csv": "number,block,kind,title,talent,length,hard_start,standing,department: Pyro,id\n"
    "A1,block-a,song,Lamp,mia,4:30,20:00,,two cannons,\n"
    ",,pad,Hosts,,,,floated,,stage-hosts\n",
    "shop.csv": "number,kind,title,length\nS1,pitch,Tea,8:00\n",
    "talent.csv": "id,name,role,transit\nmia,Mia,artist,3:00\n",
    "offers.csv": "number,product,list_price,deal_price,fallback,"
    "coupon,coupon_opens,coupon_closes\n"
    "O1,Tea,79.00,49.90,O2,10 off,0:10,5:00\nO2,Cup,12,,,,,\n",
    "handoffs.csv": "number,segment,to_room,to_segment,anchor,offset,talent,offers,talking_points\n"
    "H1,stage-A1,shop,shop-S1,segment_end,-0:05,mia,O1 O2,One | Two\n",
    "cues.csv": "label,segment,department,offset\nLX 24,stage-A1,lighting,-0:03\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sources of a small show, all in order."""
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def swap(folder: Path, name: str, old: str, new: str) -> None:
    """Put another text in place of one that stands in a source."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def refused(folder: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_source(folder)
    return caught.value


def test_the_sources_give_the_whole_show(folder: Path) -> None:
    show = read_source(folder)

    lamp, hosts, tea = show.segments
    assert [room.role for room in show.rooms] == [RoomRole.STAGE, RoomRole.SHOP]
    assert show.rooms[0].outputs[0].latency == 28_000
    assert (lamp.length, lamp.hard_start, lamp.block) == (270_000, WallTime(20), "block-a")
    assert lamp.columns == (("Pyro", "two cannons"),)
    assert (hosts.length, hosts.standing) == (None, Standing.FLOATED)
    assert tea.room == "shop"
    assert show.ad_rules[0].counts == {Kind.SPOT, Kind.BILLBOARD}


def test_what_a_segment_is_held_to_is_read_with_it(folder: Path) -> None:
    (folder / "stage.csv").write_text(
        "number,title,length,hard_start,hard_end,front_hit,back_hit,is_opening,filled_by\n"
        "A1,Lamp,4:30,20:00,20:05,20:00:10,20:00:20,yes,mia\nA2,Rain,3:00,,,,,,\n",
        encoding="utf-8",
    )

    lamp, rain, _ = read_source(folder).segments

    assert (lamp.hard_end, lamp.front_hit, lamp.back_hit) == (
        WallTime(20, 5),
        WallTime(20, 0, 10),
        WallTime(20, 0, 20),
    )
    assert (lamp.is_opening, lamp.filled_by) == (True, ("mia",))
    assert (rain.hard_end, rain.front_hit, rain.back_hit) == (None, None, None)
    assert (rain.is_opening, rain.filled_by) == (False, ())


def test_somebody_unknown_fills_nothing(folder: Path) -> None:
    swap(folder, "stage.csv", "standing,", "filled_by,")
    swap(folder, "stage.csv", "20:00,,two", "20:00,leo,two")
    swap(folder, "stage.csv", "floated", "")

    assert refused(folder).code == "source.unknown_id"


def test_a_change_of_costume_and_a_start_after_another_programme_are_read(folder: Path) -> None:
    swap(folder, "talent.csv", "transit\nmia,Mia,artist,3:00", "change\nmia,Mia,artist,4:00")
    swap(
        folder,
        "show.toml",
        'on_air = "20:00"\n',
        'on_air = "20:00"\nstarts_after = "Evening news"\nkeeps_length = true\n',
    )

    show = read_source(folder)

    assert show.talent[0].change == 240_000
    assert (show.starts_after, show.keeps_length) == ("Evening news", True)


def test_what_was_promised_filed_and_kept_is_read(folder: Path) -> None:
    swap(folder, "show.toml", 'on_air = "20:00"', 'on_air = "20:00"\nkeep_until = 2029-11-11')
    swap(folder, "show.toml", 'latency = "0:28"', 'latency = "0:28"\nzone = "Asia/Tokyo"')
    swap(folder, "show.toml", 'name = "Shop"', 'name = "Shop"\nfiled = "No. 12, 2026-11-09"')
    swap(
        folder,
        "show.toml",
        'contracted = "0:10"',
        'exclusive_from = "20:00"\nexclusive_to = "24:30"\n'
        '[[places]]\nsponsor = "ink"\nwhere = "first_in_break"\ntimes = 2\n'
        '[[places]]\nsponsor = "ink"\nwhere = "at_time"\nat = "23:59:50"',
    )
    swap(folder, "offers.csv", "number,", "returns,number,")
    swap(folder, "offers.csv", "O1,Tea", "Seven days,O1,Tea")
    swap(folder, "offers.csv", "O2,Cup", ",O2,Cup")

    show = read_source(folder)

    (ink,) = show.sponsors
    assert show.keep_until == dt.date(2029, 11, 11)
    assert show.rooms[0].outputs[0].zone == "Asia/Tokyo"
    assert [room.filed for room in show.rooms] == ["", "No. 12, 2026-11-09"]
    assert (ink.exclusive_from, ink.exclusive_to) == (WallTime(20), WallTime(24, 30))
    assert ink.places == (
        PromisedPlace(where=Stand.FIRST_IN_BREAK, times=2),
        PromisedPlace(where=Stand.AT_TIME, at=WallTime(23, 59, 50)),
    )
    assert [offer.returns for offer in show.offers] == ["Seven days", ""]


WAIVER = """
[[waivers]]
id = "lamp"
place = "stage-A1"
term = "best"
reason = "Said of the lamp"
waived_by = "Kou"
date = 2026-11-08
time = "15:20"
"""


def test_wording_that_somebody_lets_stand_is_read_with_who_and_when(folder: Path) -> None:
    (folder / "show.toml").write_text(SHOW + WAIVER, encoding="utf-8")

    (waiver,) = read_source(folder).waivers

    assert (waiver.id, waiver.place, waiver.term) == ("lamp", "stage-A1", "best")
    assert (waiver.reason, waiver.waived_by) == ("Said of the lamp", "Kou")
    assert waiver.at == resolve(dt.date(2026, 11, 8), WallTime(15, 20), "Asia/Shanghai")


@pytest.mark.parametrize("place", ["O1", "H1", "LX-24"])
def test_wording_is_let_stand_wherever_it_can_stand(folder: Path, place: str) -> None:
    text = (SHOW + WAIVER).replace('place = "stage-A1"', f'place = "{place}"')
    (folder / "show.toml").write_text(text, encoding="utf-8")

    show = read_source(folder)

    assert show.waivers[0].place in show.by_id


def test_wording_is_let_stand_for_a_reason_and_in_a_place_that_there_is(folder: Path) -> None:
    (folder / "show.toml").write_text(
        SHOW + WAIVER.replace("stage-A1", "stage-A9"), encoding="utf-8"
    )
    assert (refused(folder).code, refused(folder).params["column"]) == (
        "source.unknown_id",
        "place",
    )

    (folder / "show.toml").write_text(
        SHOW + WAIVER.replace("Said of the lamp", ""), encoding="utf-8"
    )
    assert refused(folder).params["column"] == "reason"


def test_what_a_segment_counts_as_and_its_mark_are_read(folder: Path) -> None:
    (folder / "stage.csv").write_text(
        "number,title,length,ad,ad_kind,is_signposted\n"
        "A1,Lamp,4:30,0:10,placement,yes\nA2,Rain,3:00,0:10,,\n",
        encoding="utf-8",
    )

    lamp, rain, _ = read_source(folder).segments

    assert (lamp.ad_kind, lamp.is_signposted) == (Kind.PLACEMENT, True)
    assert (rain.ad_kind, rain.is_signposted) == (Kind.SPONSOR_READ, False)


def test_a_rule_is_read_whole(folder: Path) -> None:
    swap(
        folder,
        "show.toml",
        "limit_permille = 50",
        'output = "TV"\nmethod = "least_share"\nlimit_permille = 30\nwindow_from = "0:00"\n'
        'window_to = "24:00"\nairtime = "1:30:00"\nused_elsewhere = "2:00"\n'
        'against = ["pitch"]\nstatus = "in_force"\nnote = "Three per cent"\npreset = "psa"',
    )

    (rule,) = read_source(folder).ad_rules

    assert (rule.output, rule.method, rule.limit_permille) == ("TV", Method.LEAST_SHARE, 30)
    assert (rule.window_to, rule.airtime, rule.used_elsewhere) == (
        WallTime(24),
        5_400_000,
        120_000,
    )
    assert (rule.against, rule.status, rule.preset) == ({Kind.PITCH}, "in_force", "psa")


def test_ids_are_made_of_what_people_call_things(folder: Path) -> None:
    show = read_source(folder)

    assert [segment.id for segment in show.segments] == ["stage-A1", "stage-hosts", "shop-S1"]
    assert [handoff.id for handoff in show.handoffs] == ["H1"]
    assert [cue.id for cue in show.cues] == ["LX-24"]
    assert [offer.id for offer in show.offers] == ["O1", "O2"]


def test_a_handoff_carries_its_trigger_people_and_offers(folder: Path) -> None:
    (handoff,) = read_source(folder).handoffs

    assert (handoff.trigger.anchor, handoff.trigger.offset) == (Anchor.SEGMENT_END, -5_000)
    assert (handoff.talent, handoff.offers) == (("mia",), ("O1", "O2"))
    assert handoff.talking_points == ("One", "Two")
    assert handoff.standby_lead == 30_000


def test_prices_are_in_minor_units_and_coupons_have_a_window(folder: Path) -> None:
    tea, cup = read_source(folder).offers

    assert (tea.list_price, tea.deal_price, cup.list_price) == (7_900, 4_990, 1_200)
    assert tea.coupon is not None
    assert (tea.coupon.opens_after, tea.coupon.closes_after) == (10_000, 300_000)
    assert (tea.fallback, cup.fallback, cup.coupon) == ("O2", None, None)


def test_a_cue_before_its_segment_has_a_negative_offset(folder: Path) -> None:
    (cue,) = read_source(folder).cues

    assert (cue.department, cue.offset) == (Department.LIGHTING, -3_000)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "place"),
    [
        ("stage.csv", "title", "titel", "source.column", "stage.csv, line 1, column “titel”"),
        ("cues.csv", "offset", "label", "source.column_twice", "cues.csv, line 1, column “label”"),
        ("talent.csv", "role", "department: Role", "source.column", "talent.csv, line 1"),
        ("stage.csv", "A1,block-a", "A1,block-z", "source.unknown_id", "stage.csv, line 2"),
        ("stage.csv", "mia,4:30", "mia bo,4:30", "source.unknown_id", "line 2, column “talent”"),
        ("stage.csv", "4:30", "soon", "cell.length", "stage.csv, line 2, column “length”"),
        ("stage.csv", "20:00", "20:99", "cell.time", "stage.csv, line 2, column “hard_start”"),
        ("stage.csv", "pad", "pause", "source.choice", "stage.csv, line 3, column “kind”"),
        ("stage.csv", "Lamp", "", "source.needed", "stage.csv, line 2, column “title”"),
        ("stage.csv", "stage-hosts", "", "source.needed", "stage.csv, line 3, column “id”"),
        ("stage.csv", "stage-hosts", "stage-A1", "source.id_twice", "stage.csv, line 3"),
        ("stage.csv", "two cannons,", "two,can,nons", "source.surplus", "stage.csv, line 2"),
        ("shop.csv", "pitch", "block-a", "source.choice", "shop.csv, line 2, column “kind”"),
        ("talent.csv", "mia,Mia", "stage,Mia", "source.id_twice", "talent.csv, line 2"),
        ("offers.csv", "79.00", "79.0", "source.money", "line 2, column “list_price”"),
        ("offers.csv", "O2,10 off", "O9,10 off", "source.unknown_id", "column “fallback”"),
        ("handoffs.csv", "shop,shop-S1", "stage,shop-S1", "source.to_segment", "“to_segment”"),
        ("handoffs.csv", "segment_end", "hard_time", "source.trigger", "column “hard_time”"),
        ("handoffs.csv", "One | Two", "1|2|3|4", "source.points", "column “talking_points”"),
        ("cues.csv", "stage-A1", "stage-A9", "source.unknown_id", "cues.csv, line 2"),
        ("cues.csv", "lighting", "", "source.needed", "cues.csv, line 2, column “department”"),
        ("show.toml", 'contracted = "0:10"', "mentions = -1", "source.number", "line 29, column"),
        ("show.toml", "limit_permille", "limit_promille", "source.column", "show.toml, line 34"),
        ("show.toml", "[[ad_rules]]", "[[rules]]", "source.table", "show.toml, column “rules”"),
        ("show.toml", "[show]", "[show", "source.toml", "show.toml"),
        ("show.toml", "2026-11-10", '"11/10"', "source.date", "show.toml, line 1, column “date”"),
        ("show.toml", "Asia/Shanghai", "Asia/Nowhere", "source.zone", "column “zone”"),
        ("show.toml", "shop.csv", "../shop.csv", "source.rundown", "column “rundown”"),
        ("show.toml", "shop.csv", "cart.csv", "file.missing", "cart.csv"),
        ("show.toml", 'room = "stage"\nname', 'room = "hall"\nname', "source.unknown_id", "“hall”"),
        (
            "show.toml",
            "[[ad_rules]]",
            '[[places]]\nsponsor = "ink"\nwhere = "at_time"\n[[ad_rules]]',
            "source.promised_place",
            "show.toml, line 34, column “at”",
        ),
        (
            "show.toml",
            "[[ad_rules]]",
            '[[places]]\nsponsor = "oak"\nwhere = "last_in_break"\n[[ad_rules]]',
            "source.unknown_id",
            "show.toml, line 34, column “sponsor”",
        ),
        ("show.toml", "[show]", "show = 3\n[x]", "source.table", "column “x”"),
    ],
)
def test_what_is_not_understood_is_refused_in_its_place(
    folder: Path, name: str, old: str, new: str, code: str, place: str
) -> None:
    swap(folder, name, old, new)

    fault = refused(folder)

    assert fault.code == code
    assert place in str(fault)


def test_a_block_of_another_room_is_refused(folder: Path) -> None:
    swap(folder, "shop.csv", "number,", "block,number,")
    swap(folder, "shop.csv", "S1,", "block-a,S1,")

    assert refused(folder).code == "source.block_room"


def test_a_shortest_length_above_the_planned_one_is_refused(folder: Path) -> None:
    swap(folder, "shop.csv", "length", "length,shortest")
    swap(folder, "shop.csv", "8:00", "8:00,9:00")

    assert refused(folder).code == "source.elastic"


def test_a_flag_is_yes_or_no(folder: Path) -> None:
    swap(folder, "talent.csv", "transit", "transit,has_arrived")
    swap(folder, "talent.csv", "3:00", "3:00,perhaps")

    assert refused(folder).code == "source.flag"


def test_sources_without_a_show_table_are_refused(folder: Path) -> None:
    swap(folder, "show.toml", SHOW.partition("[[rooms]]")[0], "")

    assert refused(folder).code == "source.show"


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    assert str(refused(tmp_path)).startswith("show.toml: there is no such file")
