"""The song contest of 2024: number 5 is disqualified on show day, and the paper says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.edits import ChangeSegment, InsertSegment, SetStanding
from producer_app.core.show import (
    Kind,
    RoomRole,
    Segment,
    SegmentId,
    Show,
    Standing,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis, WallTime
from producer_app.core.timing import fill_of, handoff_due
from producer_app.exchange.running_order import read_running_order
from producer_app.present.cuesheet import in_force, sheet_view
from producer_app.present.cuesheet_rundown import RundownSheet
from producer_app.present.cuesheet_segment import SegmentLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import STAGE, a_handoff, a_segment, a_shop, a_shop_segment, minutes

PUBLISHED = Path(__file__).parents[1] / "data" / "song_contest_2024_running_order.csv"
SONG = minutes(3.5)
"""A song of three minutes and the postcard before it."""
BREAK = minutes(2)


def contest() -> Show:
    """The morning's plan: number 5 is still in it. In the shop a window opens at every break."""
    order = read_running_order(
        PUBLISHED, date=dt.date(2024, 5, 11), zone="Europe/Stockholm", on_air=WallTime(21)
    )
    stage = tuple(
        replace(s, standing=Standing.IN, length=BREAK if s.kind is Kind.BREAK else SONG)
        for s in order.segments
    )
    breaks = [s.id for s in stage if s.kind is Kind.BREAK]
    windows = tuple(a_shop_segment(f"W{n}", minutes(30)) for n in (1, 2, 3))
    throws = (
        a_handoff(f"H{n}", key, to_segment=windows[n - 1].id, trigger=Trigger())
        for n, key in enumerate(breaks, 1)
    )
    return replace(
        order,
        hard_out=WallTime(22, 45),
        rooms=(*order.rooms, a_shop(role=RoomRole.SHOP)),
        segments=(*stage, *windows),
        handoffs=tuple(throws),
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The contest in a file of its own at noon of the day, its first version issued."""
    show = contest()
    opened = Session.create(tmp_path / "contest.show", show, HandClock(show.instant(WallTime(12))))
    opened.issue_revision("SM")
    yield opened
    opened.close()


def number(session: Session, label: str) -> Segment:
    return next(s for s in session.show.segments if s.number == label)


def disqualify(session: Session) -> None:
    five = number(session, "5")
    session.edit(SetStanding(segments=(five.id,), standing=Standing.OMITTED))


def starts(session: Session) -> dict[SegmentId, Instant | None]:
    plan = session.plan.rooms[STAGE]
    return {s.id: start for s, start in zip(plan.segments, plan.starts, strict=True)}


def printed(session: Session) -> list[SegmentLine]:
    """The stage's lines on the master sheet as it would be printed now."""
    issued, marks = in_force(session.revisions(), session.show)
    sheet = sheet_view(
        "rundown", session.projection(), words("en"), issued=issued, marks=marks,
        printed=session.now(), file_name="contest.show", content_hash=session.content_hash(),
    )  # fmt: skip
    assert isinstance(sheet.body, RundownSheet)
    return [line for line in sheet.body.rooms[0].lines if isinstance(line, SegmentLine)]


def test_every_number_stays_and_five_is_left_vacant(session: Session) -> None:
    before = [s.number for s in session.show.segments]
    disqualify(session)

    assert [s.number for s in session.show.segments] == before
    assert [s.number for s in session.show.rundowns[STAGE] if s.is_timed][:6] == [
        "1", "2", "3", "4", "6", "7",
    ]  # fmt: skip


def test_the_print_says_omitted_and_marks_that_row_alone(session: Session) -> None:
    disqualify(session)

    lines = printed(session)
    five = next(line for line in lines if line.number == "5")

    assert five.standing_word.first.startswith("OMITTED")
    assert (five.front, five.back, five.cume) == ("", "", "")
    assert [line.number for line in lines if line.changes.first] == ["5"]


def test_everything_behind_it_comes_three_and_a_half_minutes_earlier(session: Session) -> None:
    before = starts(session)
    disqualify(session)

    after, five = starts(session), number(session, "5")
    places = {s.id: n for n, s in enumerate(session.show.rundowns[STAGE])}
    for key, start in before.items():
        now = after[key]
        assert start is not None
        if key == five.id:
            assert now is None
        else:
            assert now == (start if places[key] < places[five.id] else start - SONG)


def test_breaks_handoffs_and_the_lane_move_with_it(session: Session) -> None:
    handoffs = session.show.handoffs
    before = [handoff_due(session.projection(), h).planned for h in handoffs]
    assert beside_window_two(session) == "9"
    disqualify(session)

    after = [handoff_due(session.projection(), h).planned for h in handoffs]

    assert [was - now for was, now in zip(before, after, strict=True) if was and now] == [SONG] * 3
    assert beside_window_two(session) == "10"


def beside_window_two(session: Session) -> str:
    """The number on the stage beside which the shop's second window begins."""
    begins = [("W2", False)]
    lines = printed(session)
    return next(s.number for s in lines if [(e.number, e.runs_on) for e in s.lane] == begins)


def test_the_show_is_under_by_the_song(session: Session) -> None:
    def over() -> Millis | None:
        out = session.projection().rooms[STAGE].out
        return None if out is None else out.over

    before = over()
    disqualify(session)
    after = over()

    assert before is not None
    assert after == before - SONG


@pytest.fixture
def padded(session: Session) -> Session:
    """A pad without bounds before the first break, which comes when it was announced."""
    first = next(s for s in session.show.segments if s.kind is Kind.BREAK)
    start = session.plan.rooms[STAGE].starts[session.plan.rooms[STAGE].places[first.id]]
    assert start is not None
    pad = a_segment("P1", Millis(0), kind=Kind.PAD, id=SegmentId("pad"), title="Green room")
    session.edit(InsertSegment(segment=pad, before=first.id))
    at = WallTime(21, 24, 30)
    assert start == session.show.instant(at)
    session.edit(ChangeSegment(segment=first.id, changes={"hard_start": at}))
    return session


def test_unless_a_pad_takes_it(padded: Session) -> None:
    before = starts(padded)
    disqualify(padded)

    after, hards = starts(padded), padded.plan.rooms[STAGE].hards
    five = number(padded, "5")
    behind = [s.id for s in padded.show.rundowns[STAGE]]
    since = behind[behind.index(SegmentId("pad")) + 1 :]
    assert {key: after[key] for key in since} == {key: before[key] for key in since}
    assert after[five.id] is None

    fill = fill_of(padded.show, padded.plan.rooms[STAGE], hards[0])
    assert fill is not None
    assert (fill.gap, fill.pads, fill.is_filled) == (SONG, (("pad", SONG),), True)


def test_the_pad_stretched_by_it_leaves_nothing_to_fill(padded: Session) -> None:
    disqualify(padded)
    padded.edit(ChangeSegment(segment=SegmentId("pad"), changes={"length": SONG}))

    assert padded.plan.rooms[STAGE].hards[0].over == 0


def test_an_undo_brings_it_back_with_every_time(session: Session) -> None:
    before = starts(session)
    disqualify(session)
    session.undo()

    assert starts(session) == before
    assert [line.number for line in printed(session) if line.changes.first] == []


def test_the_published_file_already_knows_it() -> None:
    order = read_running_order(
        PUBLISHED, date=dt.date(2024, 5, 11), zone="Europe/Stockholm", on_air=WallTime(21)
    )
    five = next(s for s in order.segments if s.number == "5")
    assert five.standing is Standing.OMITTED
