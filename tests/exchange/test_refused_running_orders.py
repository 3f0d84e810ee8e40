"""Files that cannot be a running order: each is refused with the place and the remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from producer_app.core.errors import BadInput, EnvironmentFault, ProducerError
from producer_app.exchange.running_order import read_running_order
from tests.exchange.tables import order, refusal


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(order(tmp_path, "")).code == "file.empty"
    assert refusal(order(tmp_path, "\n \n", "utf-8-sig")).code == "file.empty"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    fault = refusal(tmp_path / "nowhere.csv")

    assert fault.code == "file.missing"
    assert str(fault).startswith("nowhere.csv: ")


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "file.not_a_file"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"SQLite format 3\x00",
        b"\xff\xfea",
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "order.csv"
    path.write_bytes(data)

    fault = refusal(path)

    assert fault.code == "file.not_text"
    assert "save it as CSV" in str(fault)


def test_a_file_of_more_than_20_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "order.csv"
    with path.open("wb") as stream:
        stream.write(b"title\n")
        stream.truncate(50_000_000)

    assert refusal(path).code == "file.too_big"


def test_a_file_this_computer_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = order(tmp_path, "title\nA\n")

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", fail)

    with pytest.raises(EnvironmentFault) as caught:
        read_running_order(path, date=dt.date(2026, 11, 10), zone="Asia/Shanghai")
    assert "Permission denied" in str(caught.value)


def test_a_million_columns(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "title" + ",x" * 1_000_000 + "\nA\n"))

    assert fault.code == "table.columns"
    assert fault.params["line"] == 1


def test_more_than_20_000_lines(tmp_path: Path) -> None:
    assert refusal(order(tmp_path, "title\n" + "A\n" * 20_001)).code == "table.lines"


def test_a_cell_that_never_ends(tmp_path: Path) -> None:
    assert refusal(order(tmp_path, "title\n" + "A" * 32_001 + "\n")).code == "table.cell"
    assert refusal(order(tmp_path, "title\n" + "A" * 200_000 + "\n")).code == "table.cell"


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, 'title,dur\nA,1:00\n"B,1:00\nC,1:00\n'))

    assert fault.code == "table.quotes"
    assert fault.params["line"] == 3


def test_no_title_column(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "start,dur\n20:00,1:00\n"))

    assert fault.code == "table.no_title"
    assert "节目" in str(fault)


def test_nothing_below_the_column_names(tmp_path: Path) -> None:
    assert refusal(order(tmp_path, "title,dur\n\n")).code == "table.no_lines"


def test_more_cells_than_columns(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "title,dur\nA,1:00\nGood, evening,1:00\n"))

    assert (fault.code, fault.params["line"]) == ("table.surplus", 3)


def test_a_segment_without_a_title(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "title,dur\nA,1:00\n,2:00\n"))

    assert (fault.code, fault.params["line"]) == ("order.untitled", 3)


@pytest.mark.parametrize("text", ["soon", "25:99", "20:61:00", "999999:00", "१२:३०", "{0}"])
def test_a_time_that_is_no_time(tmp_path: Path, text: str) -> None:
    fault = refusal(order(tmp_path, f"title,Start\nA,20:00\nB,{text}\n"))

    assert fault.code == "cell.time"
    assert str(fault).startswith(f"order.csv, line 3, column “Start”: “{text}” is no time of day")


@pytest.mark.parametrize("text", ["long", "4:75", "-3", "+10m", "9" * 5000, "99h"])
def test_a_length_that_is_no_length(tmp_path: Path, text: str) -> None:
    fault = refusal(order(tmp_path, f"title,dur\nA,{text}\n"))

    assert fault.code == "cell.length"
    assert (fault.params["line"], fault.params["column"]) == (2, "dur")
    assert len(str(fault)) < 250


def test_starts_that_run_backwards(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "title,start\nA,20:00\nB,20:15\nC,20:10\n"))

    assert fault.code == "order.backwards"
    assert str(fault).startswith(
        "order.csv, line 4, column “start”: 20:10:00 comes before 20:15:00"
    )


def test_starts_that_wrap_again_and_again(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "title,start\n" + "A,20:00\nB,08:00\n" * 20))

    assert (fault.code, fault.params["line"]) == ("order.backwards", 5)


def test_an_end_before_its_start(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "title,start,end\nA,20:00,19:58\n"))

    assert (fault.code, fault.params["column"]) == ("order.backwards", "end")


def test_a_number_given_twice(tmp_path: Path) -> None:
    fault = refusal(order(tmp_path, "no,title\n1,A\n2,B\n1,C\n"))

    assert fault.code == "order.number_twice"
    assert (fault.params["line"], fault.params["other"]) == (4, 2)


def test_a_zone_that_does_not_exist(tmp_path: Path) -> None:
    path = order(tmp_path, "title\nA\n")

    with pytest.raises(BadInput) as caught:
        read_running_order(path, date=dt.date(2026, 11, 10), zone="Moon/Crater")
    assert caught.value.code == "time.zone"


_CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "title",
            "start",
            "end",
            "dur",
            "no",
            "节目",
            "20:00",
            "0:03",
            "24:10",
            "4:30",
            "?",
            "song",
        ]
    ),
)


@given(table=st.lists(st.lists(_CELLS, max_size=6), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_is_a_show_or_refused_in_words(tmp_path: Path, table: list[list[str]]) -> None:
    text = "\n".join(",".join(cells) for cells in [["title", "start", "dur"], *table])
    _show_or_refusal(order(tmp_path, text, "utf-8"))


@given(data=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_show_or_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "order.csv"
    path.write_bytes(b"title,start\n" + data)
    _show_or_refusal(path)


def _show_or_refusal(path: Path) -> None:
    sentence = ""
    try:
        show = read_running_order(path, date=dt.date(2026, 11, 10), zone="Europe/Berlin")
    except ProducerError as fault:
        sentence = str(fault)
    assert sentence.startswith("order.csv") if sentence else show.segments
