"""The stage timer's page before the first GO: when the room was to open stands still."""

from __future__ import annotations

from producer_app.core.timing import plan_times, project
from producer_app.present.roompage import backstage_page
from tests.builders import STAGE, a_run, a_segment, a_show, at, folded, gone

SHOW = a_show(a_segment("1"), a_segment("2"))
OPENING = at(SHOW, "20:00")
BEGUN = a_run(SHOW, at(SHOW, "19:50"))


def test_a_room_that_is_late_to_open_stays_due_when_it_was_due() -> None:
    late = at(SHOW, "20:07")
    page = backstage_page(project(plan_times(SHOW), folded(BEGUN), late), STAGE)
    assert page.coming[0].start == late, "what is next moves along with the clock"
    assert page.opens == OPENING


def test_before_a_run_the_plan_says_when_the_room_opens() -> None:
    page = backstage_page(project(plan_times(SHOW), None, at(SHOW, "19:00")), STAGE)
    assert page.opens == OPENING


def test_a_room_that_has_been_on_the_air_is_not_to_be_opened_any_more() -> None:
    when = at(SHOW, "20:01")
    run = folded(gone(SHOW, BEGUN, when))
    assert backstage_page(project(plan_times(SHOW), run, when), STAGE).opens is None
