"""A sheet in a file: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.errors import EnvironmentFault
from producer_app.sheets import export, typeset
from tests.builders import a_segment, a_show
from tests.sheets.views import a_sheet


def test_an_export_replaces_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "串联单.pdf"
    path.write_bytes(b"%PDF an older sheet")
    view = a_sheet(a_show(a_segment("1")))

    export(view, path)

    assert path.read_bytes() == typeset(view)
    assert list(tmp_path.iterdir()) == [path]


def test_a_sheet_that_cannot_be_set_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "rundown.pdf"
    path.write_bytes(b"%PDF an older sheet")

    with pytest.raises(EnvironmentFault, match=r"template .* is missing"):
        export(replace(a_sheet(a_show(a_segment("1"))), template="no-such-template"), path)

    assert path.read_bytes() == b"%PDF an older sheet"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"There is no folder .*nowhere") as fault:
        export(a_sheet(a_show()), tmp_path / "nowhere" / "rundown.pdf")

    assert fault.value.code == "sheet.folder_missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="is a folder; name a file"):
        export(a_sheet(a_show()), tmp_path)


def test_a_file_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"could not be written .*choose another folder"):
        export(a_sheet(a_show()), tmp_path / ("n" * 250 + ".pdf"))

    assert list(tmp_path.iterdir()) == []


def test_a_sheet_never_takes_the_place_of_a_show(tmp_path: Path) -> None:
    show = tmp_path / "evening.show"
    show.write_bytes(b"SQLite format 3\x00 and a whole evening")

    with pytest.raises(EnvironmentFault, match="is no PDF"):
        export(a_sheet(a_show(a_segment("1"))), show)

    assert show.read_bytes().endswith(b"a whole evening")
