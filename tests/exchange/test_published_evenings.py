"""Two running orders as published: a gala that runs past midnight, a contest without times."""

from __future__ import annotations

import csv

from producer_app.core.show import ADVERTISING, Kind, RoomRole, Standing
from producer_app.core.timing import plan_times
from tests.exchange.tables import DATA, imported, planned_starts

GALA = DATA / "gala_2016_published_times.csv"
CONTEST = DATA / "song_contest_2024_running_order.csv"


def test_the_gala_reproduces_its_41_published_starts() -> None:
    with GALA.open(encoding="utf-8", newline="") as stream:
        published = [line["start"] for line in csv.DictReader(stream)]

    show = imported(GALA)

    assert len(show.segments) == 41
    assert planned_starts(show) == published


def test_every_start_of_the_gala_is_known_for_certain() -> None:
    plan = plan_times(imported(GALA)).rooms[imported(GALA).rooms[0].id]

    assert all(plan.firm)


def test_the_gala_keeps_its_hard_times_and_nothing_else_is_hard() -> None:
    show = imported(GALA)

    hard = [str(s.hard_start) for s in show.segments if s.hard_start is not None]

    assert hard == ["19:59:50", "20:00:00", "23:58:55", "23:59:50", "24:00:00"]


def test_the_one_second_gaps_before_midnight_stay_gaps() -> None:
    show = imported(GALA)
    plan = plan_times(show).rooms[show.rooms[0].id]

    slack = {str(plan.segments[h.place].hard_start): h.over for h in plan.hards}

    assert slack["23:59:50"] == -1000
    assert slack["24:00:00"] == -1000
    assert slack["20:00:00"] == 0


def test_the_time_signals_of_the_gala_count_as_advertising_of_their_sponsor() -> None:
    show = imported(GALA)

    signals = [s for s in show.segments if s.kind is Kind.TIME_SIGNAL]

    assert [s.length for s in signals] == [10_000, 9_000]
    assert Kind.TIME_SIGNAL in ADVERTISING
    assert [sponsor.brand for sponsor in show.sponsors] == ["美的"]
    assert {s.sponsor for s in signals} == {show.sponsors[0].id}


def test_the_gala_is_one_stage_room_in_chinese_on_air_at_its_first_start() -> None:
    show = imported(GALA)

    assert [room.role for room in show.rooms] == [RoomRole.STAGE]
    assert show.language == "zh"
    assert str(show.on_air) == "19:57:00"
    assert show.title == "gala 2016 published times"


def test_the_last_segment_of_the_gala_has_no_known_length() -> None:
    show = imported(GALA)

    assert [s.title for s in show.segments if s.length is None] == ["主持人结束语"]


def test_the_kinds_of_the_gala_are_the_fields_own() -> None:
    kinds = {segment.title: segment.kind for segment in imported(GALA).segments}

    assert kinds["春晚即将开始(预告)"] is Kind.PROMO
    assert kinds["开场歌舞《春到福来》"] is Kind.SONG
    assert kinds["舞蹈《茉莉花》"] is Kind.DANCE
    assert kinds["小品《网购奇遇》"] is Kind.SKETCH
    assert kinds["福建泉州分会场节目"] is Kind.REMOTE
    assert kinds["新春钟声"] is Kind.COUNTDOWN
    assert kinds["新年倒计时"] is Kind.HOST_LINK
    assert kinds["过年好"] is Kind.HOST_LINK
    for title in (
        "儿童节目《幸福成长》",
        "戏曲《戏游花果山》",
        "武术《天地人和》",
        "相声《我知道》",
    ):
        assert kinds[title] is Kind.ACT


def test_the_parts_of_a_remote_stand_in_its_notes() -> None:
    by_title = {segment.title: segment for segment in imported(GALA).segments}

    assert by_title["内蒙古呼伦贝尔分会场节目"].notes == "酒歌 · 春天来了 · 守望相助"
    assert by_title["内蒙古呼伦贝尔分会场节目"].location == "呼伦贝尔"


def test_a_contest_without_times_has_unknown_lengths_and_starts_never_zero() -> None:
    show = imported(CONTEST)

    assert show.on_air is None
    assert {segment.length for segment in show.segments} == {None}
    assert set(planned_starts(show)) == {None}


def test_the_vacated_number_of_the_contest_is_omitted_and_kept() -> None:
    show = imported(CONTEST)

    numbers = [segment.number for segment in show.segments if segment.number]
    omitted = [segment for segment in show.segments if segment.standing is Standing.OMITTED]

    assert numbers == [str(number) for number in range(1, 27)]
    assert [(segment.number, segment.title) for segment in omitted] == [("5", "Europapa")]


def test_the_breaks_of_the_contest_have_no_number() -> None:
    breaks = [segment for segment in imported(CONTEST).segments if segment.kind is Kind.BREAK]

    assert [(segment.number, segment.title) for segment in breaks] == [("", "Break")] * 3
    assert breaks[0].notes == "commercial break after 7"


def test_the_contest_knows_its_artists_and_keeps_the_country() -> None:
    show = imported(CONTEST)
    nemo = next(segment for segment in show.segments if segment.title == "The Code")

    assert [person.name for person in show.people(nemo.talent)] == ["Nemo"]
    assert nemo.columns == (("country", "Switzerland"),)
    assert show.segments[0].talent == (show.talent[0].id,)
    assert show.talent[0].name == "Marcus & Martinus"


def test_the_same_file_gives_the_same_show_each_time() -> None:
    assert imported(GALA) == imported(GALA)
    assert [s.id for s in imported(GALA).segments[:2]] == ["s001", "s002"]
