"""A show that is damaged has copies from before, and the newest comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.changes import diff
from producer_app.core.errors import BadInput, EnvironmentFault
from producer_app.store import backups
from producer_app.store.backups import back_up, backups_of, restore
from producer_app.store.showfile import ShowFile
from tests.builders import a_segment, a_show

SHOW = a_show(a_segment("1"))
EDITED = replace(SHOW, title="Another Night")


def test_a_damaged_show_comes_back_from_its_newest_backup(tmp_path: Path) -> None:
    path, folder = tmp_path / "night.show", tmp_path / "backups"
    with ShowFile.create(path, SHOW) as file:
        back_up(file, folder)
        file.write(diff(SHOW, EDITED), EDITED)
        newest = back_up(file, folder)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(BadInput):
        ShowFile.open(path)

    assert backups_of(path, folder)[0] == newest
    restore(newest, tmp_path / "night again.show")

    with ShowFile.open(tmp_path / "night again.show") as again:
        assert again.read() == EDITED


def test_old_backups_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "KEPT", 3)
    with ShowFile.create(tmp_path / "night.show", SHOW) as file:
        made = [back_up(file, tmp_path / "backups") for _ in range(5)]

        assert backups_of(file.path, tmp_path / "backups") == tuple(reversed(made[2:]))


def test_shows_of_one_name_keep_their_backups_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        ShowFile.create(tmp_path / name / "night.show", SHOW).close()
    with ShowFile.open(tmp_path / "a" / "night.show") as file:
        back_up(file, tmp_path / "backups")

    assert len(backups_of(tmp_path / "a" / "night.show", tmp_path / "backups")) == 1
    assert backups_of(tmp_path / "b" / "night.show", tmp_path / "backups") == ()


def test_a_backup_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    with (
        ShowFile.create(tmp_path / "night.show", SHOW) as file,
        pytest.raises(EnvironmentFault),
    ):
        back_up(file, tmp_path / "backups")
