"""Whatever an evening holds and whatever went out before, every sheet can be made and is true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.revision import next_revision
from producer_app.core.show import Show
from producer_app.present.cuesheet import SHEETS, in_force, issued_before
from producer_app.present.cuesheet_artist import ArtistSheet
from producer_app.present.cuesheet_backoffice import BackOfficeSheet, OpeningLine
from producer_app.present.cuesheet_steps import Step
from producer_app.present.cuesheet_turns import Turn, Walk
from tests.builders import SHOP
from tests.present.test_pages_of_any_evening import evenings
from tests.sheets.views import PRINTED, a_sheet


@st.composite
def visited_evenings(draw: st.DrawFn) -> Show:
    """A random show whose handoffs open segments of the shopping room, or none."""
    show = draw(evenings())
    targets = [segment.id for segment in show.segments if segment.room == SHOP]
    target = st.sampled_from(targets) if targets else st.none()
    handoffs = tuple(
        replace(handoff, to_segment=draw(st.one_of(st.none(), target))) for handoff in show.handoffs
    )
    return replace(show, handoffs=handoffs)


@pytest.mark.parametrize("kind", SHEETS)
@settings(max_examples=15)
@given(now=visited_evenings(), then=evenings(), language=st.sampled_from(["en", "zh"]))
def test_every_sheet_can_be_made(kind: str, now: Show, then: Show, language: str) -> None:
    issued = next_revision(then, (), at=PRINTED, by="Pei Jiu")
    version, marks = in_force((issued,), now)
    before = issued_before((issued,), now)

    view = a_sheet(now, kind, issued=version, marks=marks, before=before, language=language)

    if isinstance(view.body, ArtistSheet):
        holds_true_of_call_sheets(view.body)
    if isinstance(view.body, BackOfficeSheet):
        holds_true_of_the_back_office(view.body, now)


def holds_true_of_call_sheets(sheet: ArtistSheet) -> None:
    pages = [line.page for line in sheet.given if line.page is not None]
    assert pages == list(range(len(sheet.pages)))
    for line in sheet.given:
        assert (line.page is None) == bool(line.why)
        if line.page is not None:
            assert sheet.pages[line.page].name == line.name
    for page in sheet.pages:
        turns = [line for line in page.lines if isinstance(line, Turn)]
        assert turns
        assert page.is_called == any(turn.on for turn in turns)
        for walk, then in zip(page.lines, page.lines[1:], strict=False):
            if isinstance(walk, Walk) and isinstance(then, Turn):
                assert then.room == walk.to


def holds_true_of_the_back_office(sheet: BackOfficeSheet, show: Show) -> None:
    sold = {line.number for line in sheet.unsold}
    for room in sheet.rooms:
        for line in room.lines:
            if isinstance(line, OpeningLine):
                sold |= {sale.number for sale in line.sales}
        for step in room.steps:
            assert not isinstance(step, Step) or step.at
    assert {offer.number for offer in show.offers} <= sold
