"""Running orders as they come: names of columns, encodings, times past midnight, odd kinds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from producer_app.core.show import Kind, Standing, TalentRole
from producer_app.core.timebase import WallTime
from producer_app.exchange.running_order import read_running_order
from tests.exchange.tables import imported, order, planned_starts


def test_chinese_column_names_are_understood(tmp_path: Path) -> None:
    path = order(
        tmp_path,
        "序号,节目名称,类型,表演者,开始时间,时长,地点,备注\n"
        "1,《灯火》,歌曲,林曜、乔弥,20:00,4分30秒,主舞台,带道具\n",
    )

    show = imported(path)
    (segment,) = show.segments

    assert (segment.number, segment.title, segment.kind) == ("1", "《灯火》", Kind.SONG)
    assert segment.length == 270_000
    assert (segment.location, segment.notes) == ("主舞台", "带道具")
    assert [person.name for person in show.talent] == ["林曜", "乔弥"]


def test_a_bilingual_header_with_a_unit_is_understood(tmp_path: Path) -> None:
    show = imported(order(tmp_path, "No. / 序号;节目 (Title);Dur. (min:sec)\n7;Lamp;3:15\n"))

    assert [(s.number, s.title, s.length) for s in show.segments] == [("7", "Lamp", 195_000)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    show = imported(order(tmp_path, "title,dur\n难忘今宵,2:00\n", encoding))

    assert [segment.title for segment in show.segments] == ["难忘今宵"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_found_out(tmp_path: Path, mark: str) -> None:
    text = 'title|dur\n"a, b; c\td"|2:00\n'.replace("|", mark)

    assert [s.title for s in imported(order(tmp_path, text)).segments] == ["a, b; c\td"]


def test_lines_above_the_column_names_are_passed_over(tmp_path: Path) -> None:
    path = order(tmp_path, "晚会流程单,,\n\n2026 年,,\n序号,节目,时长\n1,开场,2:00\n")

    assert [segment.title for segment in imported(path).segments] == ["开场"]


def test_a_column_nobody_knows_becomes_a_department_column(tmp_path: Path) -> None:
    path = order(tmp_path, "title,Pyro,灯光\nLamp,two cannons,LX 4\nRain,,\n")

    show = imported(path)

    assert show.segments[0].columns == (("Pyro", "two cannons"), ("灯光", "LX 4"))
    assert show.segments[1].columns == ()


def test_title_is_preferred_over_song_which_is_kept(tmp_path: Path) -> None:
    path = order(tmp_path, "song,title\nFirst Light,Opening\nSecond Wind,\n")

    opening, wind = imported(path).segments

    assert (opening.title, opening.columns) == ("Opening", (("song", "First Light"),))
    assert (wind.title, wind.columns) == ("Second Wind", ())


def test_an_unknown_kind_is_an_act_and_its_word_is_kept(tmp_path: Path) -> None:
    (segment,) = imported(order(tmp_path, "title,type\nLlamas,zoology\n")).segments

    assert segment.kind is Kind.ACT
    assert segment.columns == (("type", "zoology"),)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("host_link", Kind.HOST_LINK),
        ("Shop Throw", Kind.SHOP_THROW),
        ("歌曲", Kind.SONG),
        ("小品", Kind.SKETCH),
        ("舞蹈", Kind.DANCE),
        ("相声", Kind.ACT),
        ("魔术", Kind.ACT),
        ("杂技", Kind.ACT),
        ("广告", Kind.SPOT),
        ("口播", Kind.SPONSOR_READ),
        ("公益广告", Kind.PSA),
        ("主持", Kind.HOST_LINK),
        ("短片", Kind.VT),
        ("整点报时", Kind.TIME_SIGNAL),
        ("垫片", Kind.PAD),
        ("SOT", Kind.VT),
    ],
)
def test_kind_words_are_known(tmp_path: Path, word: str, kind: Kind) -> None:
    (segment,) = imported(order(tmp_path, f"title,kind\nX,{word}\n")).segments

    assert segment.kind is kind
    assert segment.columns == ()


def test_without_a_kind_column_the_chinese_title_tells_the_kind(tmp_path: Path) -> None:
    path = order(tmp_path, "节目\n歌曲《父子》\n小品《是谁呢》\n开场歌舞《春到福来》\n没有书名号\n")

    kinds = [segment.kind for segment in imported(path).segments]

    assert kinds == [Kind.SONG, Kind.SKETCH, Kind.SONG, Kind.ACT]


def test_a_file_without_numbers_is_numbered_in_its_order(tmp_path: Path) -> None:
    path = order(tmp_path, "title\nLamp\nRain\n")

    assert [segment.number for segment in imported(path).segments] == ["1", "2"]


def test_the_artists_of_a_host_link_and_the_host_column_are_hosts(tmp_path: Path) -> None:
    path = order(tmp_path, "title,kind,artist,host\nHello,host,Jo,\nLamp,song,Mia; Bo,Jo\n")

    show = imported(path)

    assert [(p.name, p.role) for p in show.talent] == [
        ("Jo", TalentRole.HOST),
        ("Mia", TalentRole.ARTIST),
        ("Bo", TalentRole.ARTIST),
    ]
    assert show.segments[1].talent == ("t02", "t03", "t01")


def test_a_block_column_makes_blocks(tmp_path: Path) -> None:
    path = order(tmp_path, "title,block\nLamp,Lights On\nRain,Lights On\nBell,Midnight\n")

    show = imported(path)

    assert [block.title for block in show.blocks] == ["Lights On", "Midnight"]
    assert [segment.block for segment in show.segments] == ["b1", "b1", "b2"]


def test_a_status_floats_or_omits_and_another_one_is_kept(tmp_path: Path) -> None:
    path = order(
        tmp_path,
        "title,start,status\nLamp,20:00,\nRain,,float\nSnow,,取消\nBell,20:05,confirmed\n",
    )

    show = imported(path)

    assert [segment.standing for segment in show.segments] == [
        Standing.IN,
        Standing.FLOATED,
        Standing.OMITTED,
        Standing.IN,
    ]
    assert show.segments[3].columns == (("status", "confirmed"),)
    assert planned_starts(show) == ["20:00:00", None, None, "20:05:00"]


def test_a_note_that_a_rehearsal_was_cancelled_omits_nothing(tmp_path: Path) -> None:
    (segment,) = imported(order(tmp_path, "title,note\nLamp,rehearsal cancelled\n")).segments

    assert segment.standing is Standing.IN


def test_a_clock_that_wraps_at_midnight_goes_on_into_the_night(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start,end\nA,23:40,\nB,23:54,\nC,00:03,\nD,0:20,0:31\n")

    show = imported(path)

    assert planned_starts(show) == ["23:40:00", "23:54:00", "24:03:00", "24:20:00"]
    assert [segment.length for segment in show.segments] == [840_000, 540_000, 1_020_000, 660_000]


def test_half_day_clocks_are_read(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start\nA,11:50 PM\nB,12:05 a.m.\n")

    assert planned_starts(imported(path)) == ["23:50:00", "24:05:00"]


def test_ends_on_every_line_make_no_hard_times(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start,end\nA,20:00,20:05\nB,20:05,20:09\nC,20:09,20:15\n")

    show = imported(path)

    assert [segment.hard_start for segment in show.segments] == [None, None, None]
    assert planned_starts(show) == ["20:00:00", "20:05:00", "20:09:00"]


def test_a_gap_and_an_overlap_are_kept_by_a_hard_start(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start,end\nA,20:00,20:05\nB,20:06,20:11\nC,20:10,20:15\n")

    show = imported(path)

    assert [str(s.hard_start or "") for s in show.segments] == ["", "20:06:00", "20:10:00"]
    assert planned_starts(show) == ["20:00:00", "20:06:00", "20:10:00"]


def test_a_start_behind_an_unknown_length_is_held(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start,dur\nA,20:00,tbc\nB,,3:00\nC,20:10,\n")

    show = imported(path)

    assert [segment.length for segment in show.segments] == [None, 180_000, None]
    assert str(show.segments[2].hard_start) == "20:10:00"


def test_a_note_of_a_hard_time_makes_one(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start,note\nA,20:00,\nB,20:05,Hard time!\nC,20:10,卡点\n")

    hard = [segment.hard_start for segment in imported(path).segments]

    assert hard == [None, WallTime(20, 5), WallTime(20, 10)]


@pytest.mark.parametrize(
    "header", ["Hard end", "hard out", "End (hard)", "End time [HARD]", "卡点结束", "结束（卡点）"]
)
def test_an_end_column_that_is_called_hard_makes_hard_ends(tmp_path: Path, header: str) -> None:
    path = order(tmp_path, f"title,start,{header}\nA,23:40,\nB,23:50,00:05\nC,00:05,\nD,00:09,\n")

    show = imported(path)

    assert [str(s.hard_end or "") for s in show.segments] == ["", "24:05:00", "", ""]
    assert [segment.hard_start for segment in show.segments] == [None, None, None, None]
    assert show.segments[1].length == 15 * 60_000
    assert planned_starts(show) == ["23:40:00", "23:50:00", "24:05:00", "24:09:00"]
    assert all(segment.columns == () for segment in show.segments)


def test_a_hard_end_beside_a_planned_one_is_kept_apart(tmp_path: Path) -> None:
    path = order(
        tmp_path,
        "title,start,end,hard end\nA,20:00,20:04,20:05\nB,20:05,20:09,\nC,20:09,20:12,\n",
    )

    first, second, third = imported(path).segments

    assert (first.length, first.hard_end) == (240_000, WallTime(20, 5))
    assert (second.hard_start, second.hard_end) == (WallTime(20, 5), None)
    assert third.hard_start is None


@pytest.mark.parametrize("note", ["Hard end!", "hard out, no buts", "卡点结束", "必须结束"])
def test_a_note_of_a_hard_end_makes_the_end_hard(tmp_path: Path, note: str) -> None:
    path = order(
        tmp_path,
        f'title,start,end,note\nA,20:00,20:05,\nB,20:05,20:10,"{note}"\nC,20:10,20:12,\n',
    )

    show = imported(path)

    assert [segment.hard_end for segment in show.segments] == [None, WallTime(20, 10), None]
    assert [segment.hard_start for segment in show.segments] == [None, None, None]


def test_a_note_of_a_hard_end_without_an_end_is_only_a_note(tmp_path: Path) -> None:
    (segment,) = imported(order(tmp_path, "title,start,note\nA,20:00,hard end\n")).segments

    assert (segment.hard_end, segment.hard_start, segment.notes) == (None, None, "hard end")


def test_an_omitted_segment_has_no_hard_end(tmp_path: Path) -> None:
    path = order(
        tmp_path, "title,start,hard end,status\nA,20:00,,\nB,20:05,20:09,omitted\nC,20:05,,\n"
    )

    assert [segment.hard_end for segment in imported(path).segments] == [None, None, None]


def test_a_given_on_air_time_leaves_the_published_starts_alone(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start\nA,20:00\nB,20:05\n")

    show = imported(path, on_air=WallTime(19, 55))

    assert show.on_air == WallTime(19, 55)
    assert planned_starts(show) == ["20:00:00", "20:05:00"]


def test_lengths_alone_hang_on_the_given_on_air_time(tmp_path: Path) -> None:
    path = order(tmp_path, "title,dur\nA,4:30\nB,90\n")

    assert planned_starts(imported(path, on_air=WallTime(20))) == ["20:00:00", "20:04:30"]
    assert imported(path).on_air is None


def test_a_brand_is_read_from_sold_time_only(tmp_path: Path) -> None:
    path = order(
        tmp_path,
        "title,type,sponsor\n整点报时（灶禾独家冠名）,sponsor,\n歌曲（友情冠名）,song,\nRead,read,Inkstream\n",
    )

    show = imported(path)

    assert [sponsor.brand for sponsor in show.sponsors] == ["灶禾", "Inkstream"]
    assert [segment.sponsor for segment in show.segments] == ["sp1", None, "sp2"]


def test_a_length_over_the_doubled_hour_is_the_time_that_passes(tmp_path: Path) -> None:
    path = order(tmp_path, "title,start\nA,23:30\nB,03:30\n")

    show = read_running_order(path, date=dt.date(2026, 10, 24), zone="Europe/Berlin")

    assert show.segments[0].length == 5 * 3_600_000
    assert planned_starts(show) == ["23:30:00", "27:30:00"]
