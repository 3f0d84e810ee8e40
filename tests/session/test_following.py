"""Who only looks on sees what the other console does, and what it has published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from producer_app.core.edits import ChangeSegment
from producer_app.core.run import RunKind
from producer_app.core.show import SegmentId
from producer_app.session.announcing import Announcement, PlanChanged, RunChanged
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import a_segment, a_show, at, minutes
from tests.session.evenings import go, played, reopened, repeat

SHOW = a_show(a_segment("1"), a_segment("2"), a_segment("3"), hard_out="20:20")
THIRD = SegmentId("s3")


@pytest.fixture
def looking(session: Session, clock: HandClock) -> Iterator[Session]:
    opened = Session.open(session.path, clock, read_only=True)
    yield opened
    opened.close()


def _longer(number: str, length: float) -> ChangeSegment:
    return ChangeSegment(segment=SegmentId(f"s{number}"), changes={"length": minutes(length)})


def test_who_only_looks_on_sees_what_the_other_console_does(
    session: Session, looking: Session, clock: HandClock
) -> None:
    heard: list[Announcement] = []
    looking.subscribe(heard.append)

    session.edit(_longer("3", 9))
    session.begin(RunKind.SHOW)
    clock.advance(minutes(1))
    go(session, "1")
    looking.tick()

    assert looking.show == session.show
    assert looking.run == session.run
    assert [type(one) for one in heard] == [PlanChanged, RunChanged]
    looking.tick()
    assert len(heard) == 2


def test_a_repeat_is_seen_by_who_looks_on(
    session: Session, looking: Session, clock: HandClock
) -> None:
    played(session, clock, "1", "2")
    repeat(session, "1")
    looking.tick()
    assert looking.run == session.run


def test_an_issue_publishes_the_starts_as_they_were_planned(session: Session) -> None:
    assert dict(session.projection().published) == {}
    session.issue_revision("SM")
    session.edit(_longer("1", 7))
    assert session.projection().published[THIRD] == at(SHOW, "20:10:00")
    session.issue_revision("SM")
    assert session.projection().published[THIRD] == at(SHOW, "20:12:00")


def test_published_starts_are_known_again_after_a_restart(
    session: Session, clock: HandClock
) -> None:
    session.issue_revision("SM")
    session.edit(_longer("1", 7))
    again = reopened(session, clock)
    assert again.projection().published[THIRD] == at(SHOW, "20:10:00")
    assert again.revisions()[0].starts == tuple(
        at(SHOW, text) for text in ("20:00:00", "20:05:00", "20:10:00")
    )
    again.close()


def test_who_looks_on_learns_of_an_issue_while_nothing_else_happens(
    session: Session, looking: Session
) -> None:
    session.issue_revision("SM")
    assert dict(looking.projection().published) == {}
    looking.tick()
    assert looking.projection().published[THIRD] == at(SHOW, "20:10:00")


def test_who_opens_to_look_at_an_issued_show_has_its_starts(
    session: Session, clock: HandClock
) -> None:
    session.issue_revision("SM")
    looking = Session.open(session.path, clock, read_only=True)
    assert looking.projection().published[THIRD] == at(SHOW, "20:10:00")
    looking.close()
