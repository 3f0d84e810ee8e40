"""A show file holds exactly what was written into it."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from producer_app.core.changes import Changes, diff
from producer_app.core.edits import (
    ChangeSegment,
    InsertSegment,
    MoveSegments,
    RemoveSegments,
)
from producer_app.core.errors import BadInput, EnvironmentFault, Refused
from producer_app.core.pairing import Pairing
from producer_app.core.revision import next_revision
from producer_app.core.show import Segment, SegmentId, Show, SoundClip
from producer_app.core.timebase import Instant
from producer_app.store.showfile import ShowFile
from tests.builders import SHOP, a_handoff, a_segment, a_shop_segment, a_show, an_artist, minutes
from tests.store.nouns import edits_of, full_shows


def a_full_show() -> Show:
    return a_show(
        a_segment("1", title="开场歌舞 Opening", hard_start="20:00", talent=("li",)),
        a_segment("2", None, columns=(("LX", "24–31"), ("LED", "雪"))),
        a_segment("3", sound=SoundClip(path="a.wav", length=minutes(3), loudness=-14.2)),
        a_shop_segment("9"),
        talent=(an_artist("li"),),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="24:10",
    )


def committed(file: ShowFile, before: Show, after: Show) -> Show:
    file.write(diff(before, after), after)
    return after


def test_a_new_file_holds_the_show_it_was_made_with(tmp_path: Path) -> None:
    show = a_full_show()

    with ShowFile.create(tmp_path / "night.show", show) as file:
        assert file.read() == show
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.read() == show


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(show=full_shows(), data=st.data())
def test_any_show_and_any_edits_of_it_come_back_as_they_were(
    show: Show, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.show"
        with ShowFile.create(path, show) as file:
            assert file.read() == show
            for _ in range(data.draw(st.integers(0, 3))):
                show = committed(file, show, data.draw(edits_of(show)))
            assert file.read() == show

        with ShowFile.open(path) as file:
            assert file.read() == show


def test_an_edit_changes_one_row_and_no_other(tmp_path: Path) -> None:
    show = a_full_show()
    with ShowFile.create(tmp_path / "night.show", show) as file:
        statements: list[str] = []
        file._db.conn.set_trace_callback(statements.append)

        edit = ChangeSegment(segment=SegmentId("s2"), changes={"title": "Snow"})
        committed(file, show, edit.apply(show))

    changed = [s for s in statements if s.startswith(("UPDATE", "INSERT", "DELETE"))]
    assert len([s for s in changed if " meta " not in s]) == 1


def test_moving_and_removing_segments_keeps_the_order(tmp_path: Path) -> None:
    show = a_full_show()
    with ShowFile.create(tmp_path / "night.show", show) as file:
        move = MoveSegments(segments=(SegmentId("s3"),), before=SegmentId("s1"), block=None)
        show = committed(file, show, move.apply(show))
        show = committed(file, show, RemoveSegments(segments=(SegmentId("s2"),)).apply(show))

        assert [segment.id for segment in file.read().segments] == ["s3", "s1", "s9"]


def test_a_move_and_an_insert_among_many_write_one_row_each(tmp_path: Path) -> None:
    show = a_show(*(a_segment(str(n)) for n in range(400)))
    move = MoveSegments(segments=(SegmentId("s399"),), before=SegmentId("s2"), block=None)
    insert = InsertSegment(segment=a_segment("N"), before=SegmentId("s1"))
    with ShowFile.create(tmp_path / "long.show", show) as file:
        for edit in (move, insert):
            statements: list[str] = []
            file._db.conn.set_trace_callback(statements.append)
            show = committed(file, show, edit.apply(show))
            file._db.conn.set_trace_callback(None)

            changed = [s for s in statements if s.startswith(("UPDATE", "INSERT", "DELETE"))]
            assert len([s for s in changed if " meta " not in s]) == 1
            assert file.read() == show


def test_there_is_always_room_for_one_more_at_the_same_place(tmp_path: Path) -> None:
    show = a_show(a_segment("1"), a_segment("2"), a_segment("3"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        for number in range(100):
            insert = InsertSegment(segment=a_segment(f"N{number}"), before=SegmentId("s2"))
            show = committed(file, show, insert.apply(show))
        assert file.read() == show
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.read() == show


def test_an_id_that_was_removed_may_come_back(tmp_path: Path) -> None:
    show = a_show(a_segment("1"), a_segment("2"))
    without = replace(show, segments=show.segments[1:])
    with ShowFile.create(tmp_path / "night.show", show) as file:
        committed(file, show, without)
        committed(file, without, show)

        assert file.read() == show


def test_the_same_change_may_be_written_twice(tmp_path: Path) -> None:
    before = a_show(a_segment("1"), a_segment("2"))
    after = replace(before, segments=(before.segments[1], a_segment("3")))
    with ShowFile.create(tmp_path / "night.show", before) as file:
        committed(file, before, after)
        committed(file, before, after)

        assert file.read() == after


def test_a_file_is_never_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "notes.show"
    path.write_text("my notes")

    with pytest.raises(Refused) as refusal:
        ShowFile.create(path, a_show())

    assert refusal.value.code == "store.exists"
    assert path.read_text() == "my notes"
    assert sorted(file.name for file in tmp_path.glob("*") if file.is_file()) == ["notes.show"]


def test_a_file_cannot_be_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no folder"):
        ShowFile.create(tmp_path / "nowhere" / "night.show", a_show())


def test_closing_leaves_one_file_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "shows"
    folder.mkdir()
    ShowFile.create(folder / "night.show", a_show()).close()

    assert [file.name for file in folder.iterdir()] == ["night.show"]


def test_half_a_character_is_refused_by_the_name_of_its_field(tmp_path: Path) -> None:
    show = a_show(a_segment("1"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        broken = ChangeSegment(segment=SegmentId("s1"), changes={"out_words": "bye \ud83d"})

        with pytest.raises(Refused, match="out words"):
            committed(file, show, broken.apply(show))

        assert file.read() == show
        edit = ChangeSegment(segment=SegmentId("s1"), changes={"out_words": "bye 👋"})
        assert committed(file, show, edit.apply(show)) == file.read()


def test_half_a_character_in_a_list_is_refused_too(tmp_path: Path) -> None:
    show = a_show(a_segment("1"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        broken = ChangeSegment(segment=SegmentId("s1"), changes={"columns": (("LX", "\udc00"),)})

        with pytest.raises(Refused, match="columns"):
            committed(file, show, broken.apply(show))


def test_a_number_beyond_sqlite_is_refused(tmp_path: Path) -> None:
    show = a_show(a_segment("1"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        broken = ChangeSegment(segment=SegmentId("s1"), changes={"length": 2**63})

        with pytest.raises(Refused, match="length"):
            committed(file, show, broken.apply(show))


def test_a_title_of_a_megabyte_and_one_with_nul_are_kept(tmp_path: Path) -> None:
    show = a_show(a_segment("1", title="长" * 350_000), a_segment("2", title="before\0after"))
    ShowFile.create(tmp_path / "night.show", show).close()

    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.read() == show


def test_a_title_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    show = a_show(a_segment("1"))
    with ShowFile.create(tmp_path / "night.show", show) as file:
        broken = ChangeSegment(segment=SegmentId("s1"), changes={"title": "x" * 10_000_000})

        with pytest.raises(Refused) as refusal:
            committed(file, show, broken.apply(show))

        assert refusal.value.code == "store.too_long"
        assert file.read() == show


def test_loudness_that_is_no_number_reads_as_not_measured(tmp_path: Path) -> None:
    show = a_show(a_segment("1", sound=SoundClip(path="a.wav", loudness=float("nan"))))
    ShowFile.create(tmp_path / "night.show", show).close()

    with ShowFile.open(tmp_path / "night.show") as file:
        sound = file.read().segments[0].sound

    assert sound == SoundClip(path="a.wav", loudness=None)


def test_any_sqlite_tool_can_read_a_rundown(tmp_path: Path) -> None:
    ShowFile.create(tmp_path / "night.show", a_full_show()).close()

    connection = sqlite3.connect(tmp_path / "night.show")
    rows = connection.execute(
        "SELECT number, title, length_ms, hard_start FROM segment "
        "WHERE room = 'stage' ORDER BY position"
    ).fetchall()
    identity = connection.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big")
    connection.close()

    assert rows[0] == ("1", "开场歌舞 Opening", 300_000, "20:00:00")
    assert rows[1][2] is None
    assert identity == b"PCON"


def test_the_content_hash_follows_the_plan_and_nothing_else(tmp_path: Path) -> None:
    show = a_full_show()
    edit = ChangeSegment(segment=SegmentId("s2"), changes={"title": "Snow"})
    with ShowFile.create(tmp_path / "night.show", show) as file:
        first = file.content_hash()
        file.set_setting("notation", "24h")
        assert file.content_hash() == first
        edited = committed(file, show, edit.apply(show))
        assert file.content_hash() != first
        committed(file, edited, show)
        assert file.content_hash() == first

    with ShowFile.create(tmp_path / "twin.show", show) as twin:
        assert twin.content_hash() == first


def test_the_content_hash_knows_the_order_and_not_how_it_came_about(tmp_path: Path) -> None:
    show = a_full_show()
    away = MoveSegments(segments=(SegmentId("s1"),), before=SegmentId("s3"), block=None)
    back = MoveSegments(segments=(SegmentId("s1"),), before=SegmentId("s2"), block=None)
    with ShowFile.create(tmp_path / "night.show", show) as file:
        first = file.content_hash()
        moved = committed(file, show, away.apply(show))
        other = file.content_hash()
        assert other != first
        assert committed(file, moved, back.apply(moved)) == show
        assert file.content_hash() == first

    with ShowFile.create(tmp_path / "twin.show", moved) as twin:
        assert twin.content_hash() == other


def test_settings_are_kept_with_the_show(tmp_path: Path) -> None:
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        assert file.setting("notation", "24h") == "24h"
        file.set_setting("notation", "24h")
        file.set_setting("notation", "+1")
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.setting("notation") == "+1"


def test_a_pairing_is_kept_and_can_be_revoked(tmp_path: Path) -> None:
    page = Pairing(token_hash="ab" * 32, role="host", room=SHOP, name="iPad", created=Instant(5))
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        file.put_pairing(page)
        file.put_pairing(replace(page, revoked=Instant(9)))
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.pairings() == (replace(page, revoked=Instant(9)),)


def test_an_issued_revision_keeps_the_segments_as_they_were(tmp_path: Path) -> None:
    show = a_full_show()
    with ShowFile.create(tmp_path / "night.show", show) as file:
        white = next_revision(show, (), at=Instant(1), by="Ann", content_hash=file.content_hash())
        file.issue_revision(white)
        edit = ChangeSegment(segment=SegmentId("s2"), changes={"title": "Snow"})
        later = committed(file, show, edit.apply(show))
        blue = next_revision(later, file.revisions(), at=Instant(2), by="Ann", note="雪")
        file.issue_revision(blue)
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.revisions() == (white, blue)
        assert (white.colour, blue.colour) == ("White", "Blue")
        with pytest.raises(Refused, match="Revision 2"):
            file.issue_revision(blue)
        assert file.revisions() == (white, blue)


def test_a_copy_is_whole_and_a_file_of_its_own(tmp_path: Path) -> None:
    show = a_full_show()
    with ShowFile.create(tmp_path / "night.show", show) as file:
        file.save_copy(tmp_path / "copy.show")
        with pytest.raises(Refused):
            file.save_copy(tmp_path / "copy.show")
        with ShowFile.open(tmp_path / "copy.show") as copy:
            assert copy.read() == show
            committed(copy, show, replace(show, title="Another"))
        assert file.read() == show


def test_who_only_looks_on_sees_every_change_and_writes_none(tmp_path: Path) -> None:
    show = a_full_show()
    after = replace(show, title="Another")
    with (
        ShowFile.create(tmp_path / "night.show", show) as file,
        ShowFile.open(tmp_path / "night.show", read_only=True) as follower,
    ):
        assert follower.is_read_only
        first = follower.content_hash()
        committed(file, show, after)
        assert follower.content_hash() != first
        assert follower.read() == after
        with pytest.raises(EnvironmentFault) as fault:
            committed(follower, after, show)
        assert fault.value.code == "store.not_editable"


def test_an_empty_change_is_fine(tmp_path: Path) -> None:
    with ShowFile.create(tmp_path / "night.show", a_show()) as file:
        file.write(Changes(), a_show())


def test_a_show_without_anything_in_it_is_a_show(tmp_path: Path) -> None:
    show = replace(a_show(), rooms=())
    ShowFile.create(tmp_path / "night.show", show).close()
    with ShowFile.open(tmp_path / "night.show") as file:
        assert file.read() == show


def test_a_word_that_no_enum_knows_is_bad_input(tmp_path: Path) -> None:
    with ShowFile.create(tmp_path / "night.show", a_show(a_segment("1"))) as file:
        file._db.conn.execute("UPDATE segment SET kind = 'opera'")
        with pytest.raises(BadInput, match=r"segment “s1”.*opera"):
            file.read()


def test_ten_thousand_segments_are_no_trouble(tmp_path: Path) -> None:
    rows = tuple(a_segment(str(n)) for n in range(10_000))
    show = a_show(*rows)
    ShowFile.create(tmp_path / "long.show", show).close()
    with ShowFile.open(tmp_path / "long.show") as file:
        turned: tuple[Segment, ...] = (*rows[1:], rows[0])
        after = committed(file, show, replace(show, segments=turned))
        assert file.read() == after
