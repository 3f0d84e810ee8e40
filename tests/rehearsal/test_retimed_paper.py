"""Two numbers are retimed between two issues: the next one marks these two and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.edits import ChangeSegment
from producer_app.core.revision import Mark, marks_since, published_starts
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Millis
from producer_app.core.timing import over_under
from producer_app.present.cuesheet import in_force, sheet_view
from producer_app.present.cuesheet_rundown import RundownSheet
from producer_app.present.cuesheet_segment import SegmentLine
from producer_app.present.words import words
from tests.builders import STAGE, a_segment, a_show, minutes
from tests.rehearsal.story import Story


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Six numbers of ten minutes, issued three times: White, Blue and Pink with small changes."""
    show = a_show(*(a_segment(n, minutes(10)) for n in "123456"), hard_out="21:00")
    told = Story(tmp_path, show)
    for note in ("", "first changes", "second changes"):
        told.session.edit(change("1", notes=note))
        told.session.issue_revision("SM", note)
    yield told
    told.session.close()


def change(number: str, **changes: object) -> ChangeSegment:
    return ChangeSegment(segment=SegmentId(f"s{number}"), changes=changes)


def lines(story: Story) -> list[SegmentLine]:
    session = story.session
    issued, marks = in_force(session.revisions(), session.show)
    sheet = sheet_view(
        "rundown", session.projection(), words("en"), issued=issued, marks=marks,
        printed=session.now(), file_name="evening.show", content_hash=session.content_hash(),
    )  # fmt: skip
    assert isinstance(sheet.body, RundownSheet)
    return [line for line in sheet.body.rooms[0].lines if isinstance(line, SegmentLine)]


def retime(story: Story) -> None:
    story.session.edit(change("3", length=minutes(12)))
    story.session.edit(change("5", length=minutes(7)))


def test_only_the_two_that_were_retimed_are_marked(story: Story) -> None:
    retime(story)
    fourth = story.session.issue_revision("SM", "two retimes")

    assert (fourth.number, fourth.colour) == (4, "Yellow")
    assert [(line.number, line.changes.first) for line in lines(story)] == [
        ("1", ""), ("2", ""), ("3", "retimed"), ("4", ""), ("5", "retimed"), ("6", ""),
    ]  # fmt: skip


def test_the_times_above_the_first_stay_and_below_it_they_move(story: Story) -> None:
    before = [line.front for line in lines(story)]
    retime(story)
    assert [line.front for line in lines(story)] == [
        *before[:3], "20:32:00", "20:42:00", "20:49:00",
    ]  # fmt: skip


def test_a_change_taken_back_leaves_no_mark(story: Story) -> None:
    retime(story)
    story.session.undo()
    story.session.undo()
    third = story.session.revisions()[-1]
    assert marks_since(third, story.session.show) == {}


def test_the_paper_in_their_hands_is_what_over_and_under_is_measured_against(story: Story) -> None:
    """Until the next issue everybody has the old times; with it the new ones."""

    def against_paper() -> Millis | None:
        projection = story.session.projection()
        return over_under(projection.rooms[STAGE], projection.published).published

    story.tell("20:00 GO")
    story.tell("20:10 GO")
    story.tell("20:20 GO")
    story.session.edit(change("3", length=minutes(12)), confirmed=True)
    story.session.edit(change("5", length=minutes(7)))
    story.tell("20:30 GO")
    assert against_paper() == 0
    story.tell("20:40 GO")
    assert against_paper() == -minutes(3)

    story.session.issue_revision("SM", "two retimes")
    assert against_paper() == -minutes(2), "number 6 is on the new paper at 20:49"


def test_every_issue_keeps_the_times_as_it_published_them(story: Story) -> None:
    retime(story)
    story.session.issue_revision("SM", "two retimes")
    white, *_, yellow = story.session.revisions()
    six = SegmentId("s6")
    assert published_starts(yellow)[six] - published_starts(white)[six] == -minutes(1)
    assert marks_since(white, story.session.show)[SegmentId("s3")] == {Mark.RETIMED}
