"""What happened between two looks from outside: each thing once, and nothing that did not."""

from __future__ import annotations

from dataclasses import replace

from producer_app.core.calling import (
    ActOnHandoff,
    ActOnOffer,
    Call,
    CorrectTake,
    EndRun,
    Go,
    Hold,
    Resume,
    StartRun,
    TakeBack,
    decide,
)
from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.offers import OfferAct
from producer_app.core.run import Run, RunId, RunKind, fold
from producer_app.core.show import OfferId, SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.outside import outside_of
from producer_app.present.outside_changes import changes_between
from producer_app.present.outside_view import Outside
from tests.link.gala import H1, SHOP, STAGE, gala

NOW = Instant(1_795_353_600_000)
SHOW = gala(NOW)
START = StartRun(run=RunId("r"), kind=RunKind.SHOW, number=1, epoch=4)
FIRST = Go(room=STAGE, expects=SegmentId("1"))
SECOND = Go(room=STAGE, expects=SegmentId("2"))


def after(*calls: Call) -> Outside:
    """The show from outside after these calls, each two seconds behind the one before."""
    run: Run | None = None
    at = NOW
    for call in calls:
        at = Instant(at + 2_000)
        run = fold(decide(SHOW, run, call, at), run)
    return outside_of(project(plan_times(SHOW), run, at))


def told(before: Outside | None, now: Outside) -> list[str]:
    return [change.event.value for change in changes_between(before, now)]


def test_the_first_look_tells_nothing() -> None:
    assert told(None, after(START, FIRST)) == []
    assert told(after(), after()) == []


def test_a_run_begins_and_ends() -> None:
    assert told(after(), after(START)) == ["run_started"]
    assert told(after(START, FIRST), after(START, FIRST, EndRun())) == ["run_ended"]


def test_a_go_is_told_with_what_is_on_air() -> None:
    (change,) = changes_between(after(START), after(START, FIRST))
    assert (change.event.value, change.room) == ("went_on_air", "stage")
    assert change.what is not None
    assert change.what.id == "1"


def test_taking_back_is_told_and_a_correction_is_not() -> None:
    taken = after(START, FIRST, SECOND)
    back = after(START, FIRST, SECOND, TakeBack(room=STAGE))
    assert told(taken, back) == ["went_on_air"]
    corrected = after(START, FIRST, SECOND, CorrectTake(room=STAGE, by=Millis(-500)))
    assert told(taken, corrected) == []


def test_a_hold_and_its_end_are_told() -> None:
    running, held = after(START, FIRST), after(START, FIRST, Hold(room=STAGE))
    assert told(running, held) == ["held"]
    assert told(held, after(START, FIRST, Hold(room=STAGE), Resume(room=STAGE))) == ["resumed"]


def test_a_handoff_and_an_offer_are_told_when_they_change() -> None:
    ask = Ask(act=Act.STANDBY, by="director")
    stood_by = ActOnHandoff(handoff=H1, ask=ask)
    opened = ActOnOffer(
        offer=OfferId("o1"), act=OfferAct.OPEN, by="Mo", via=Via.PAGE, room=SHOP, mid="c:1"
    )
    before = after(START, FIRST)
    assert told(before, after(START, FIRST, stood_by)) == ["handoff_changed"]
    (change,) = changes_between(before, after(START, FIRST, opened))
    assert change.event.value == "offer_changed"
    assert change.what is not None
    assert change.what.id == "o1"


def test_another_show_is_no_change() -> None:
    assert told(replace(after(START, FIRST), show="another"), after(START, FIRST, SECOND)) == []
