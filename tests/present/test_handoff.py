"""The handoffs as the director sees them: the lamp is the far end's echo and never a hope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from producer_app.core.calling import ActOnHandoff, Skip, Standby
from producer_app.core.handoff import Act, Ask, State, Via
from producer_app.core.run import Event
from producer_app.core.show import (
    Anchor,
    Clearance,
    HandoffId,
    OfferId,
    RoomId,
    SegmentId,
    Show,
    Standing,
    TalentId,
    Trigger,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import plan_times, project
from producer_app.present.echo import Level, RoomLink, Shape
from producer_app.present.handoff import HandoffView, active_handoff, handoff_views
from producer_app.present.handoff_acks import Ack
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)
from tests.stepped import whole

EN = words("en")
HEARD = {SHOP: RoomLink(Millis(400), 2)}
SILENT = {SHOP: RoomLink(Millis(8_000), 1)}
NO_PAGE: dict[RoomId, RoomLink] = {}


def an_evening(**changes: object) -> Show:
    """The artist of song 2 walks over at 20:08:00; two more handoffs follow."""
    lan = an_artist("lan", name="Lan Yue", name_alt="蓝月", transit=seconds(90), has_arrived=True)
    first = a_handoff(
        "H1",
        "s2",
        talent=(lan.id,),
        gates=("Link tested",),
        offers=(OfferId("o1"),),
        return_after=minutes(6),
        to_segment=SegmentId("sS2"),
    )
    return a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(4), title="Moon", talent=(lan.id,)),
        a_segment("3", minutes(6)),
        a_segment("4", None),
        a_segment("5", minutes(2), hard_start="20:30"),
        a_shop_segment("S1", minutes(8)),
        a_shop_segment("S2", minutes(6), title="Meet"),
        talent=(lan,),
        handoffs=(
            a_handoff("H4", "s4"),
            a_handoff("H3", "s5", trigger=Trigger(anchor=Anchor.SEGMENT_START)),
            a_handoff("H2", "s3"),
            replace(first, **changes),
        ),
    )


@dataclass
class Evening:
    """A running show; each step is an act on H1 at a show-day time."""

    show: Show = field(default_factory=an_evening)
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        run = gone(self.show, a_run(self.show, self.at("19:58")), self.at("20:00"))
        self.events = gone(self.show, run, self.at("20:04"))

    def at(self, when: str) -> Instant:
        return at(self.show, when)

    def act(self, act: Act, when: str, **ask: object) -> Evening:
        asked = Ask(**{"act": act, "by": "director", **ask})
        call = ActOnHandoff(handoff=HandoffId("h1"), ask=asked)
        self.events = called(self.show, self.events, call, self.at(when))
        return self

    def page(self, act: Act, when: str, rev: int, **ask: object) -> Evening:
        return self.act(act, when, via=Via.PAGE, rev=rev, **{"by": "Host Xu", **ask})

    def standby(self) -> Evening:
        return self.act(Act.STANDBY, "20:07:30")

    def shown(self) -> Evening:
        return self.standby().page(Act.SHOWN, "20:07:31", 1)

    def ready(self) -> Evening:
        return self.shown().page(Act.READY, "20:07:40", 1)

    def go(self) -> Evening:
        return self.ready().act(Act.GO, "20:08:00")

    def go_shown(self) -> Evening:
        return self.go().page(Act.SHOWN, "20:08:00", 2)

    def live(self) -> Evening:
        return self.go_shown().page(Act.LIVE, "20:08:02", 2)

    def views(self, when: str, links: Mapping[RoomId, RoomLink] = HEARD) -> tuple[HandoffView, ...]:
        projection = project(plan_times(self.show), folded(self.events), self.at(when))
        return whole(handoff_views(projection, links, EN))

    def h1(self, when: str, links: Mapping[RoomId, RoomLink] = HEARD) -> HandoffView:
        return next(view for view in self.views(when, links) if view.id == "h1")


def acks(view: HandoffView) -> dict[Ack, tuple[str, str, str]]:
    return {ack.ack: (ack.at, ack.by, ack.how) for ack in view.acks if ack.is_done}


# The order, and which one is meant


def test_handoffs_stand_in_due_order_with_an_unknown_time_last() -> None:
    assert [view.number for view in Evening().views("20:05")] == ["H1", "H2", "H3", "H4"]


def test_a_plan_is_an_overview_without_anything_to_do() -> None:
    projection = project(plan_times(an_evening()), None, at(an_evening(), "12:00"))
    views = whole(handoff_views(projection, NO_PAGE, EN))
    assert [view.word for view in views] == ["PLANNED"] * 4
    assert [view.due for view in views] == [
        "due 20:08:00",
        "due 20:14:00",
        "due 20:30:00",
        "due unknown",
    ]
    assert all(not view.acts and not view.voice and not view.call.text for view in views)
    assert active_handoff(views) == "h1"


def test_a_handoff_under_way_is_meant_before_one_that_is_due_sooner() -> None:
    views = Evening().live().views("20:09")
    assert active_handoff(views) == "h1"


def test_the_next_one_is_meant_once_its_standby_is_due() -> None:
    evening = Evening().live()
    evening.events = gone(evening.show, evening.events, evening.at("20:08:05"))
    assert active_handoff(evening.views("20:13:30")) == "h1"
    assert active_handoff(evening.views("20:13:40")) == "h2"


def test_one_that_everybody_overlooked_does_not_stand_in_the_way() -> None:
    assert active_handoff(Evening().views("20:08:30")) == "h1"
    evening = Evening()
    evening.events = gone(evening.show, evening.events, evening.at("20:08"))
    assert active_handoff(evening.views("20:11")) == "h2"


def test_without_handoffs_none_is_meant() -> None:
    assert active_handoff(()) is None


# The cue light shows the echo


def test_every_state_has_a_shape_and_a_word_of_its_own() -> None:
    seen = [
        Evening().h1("20:05"),
        Evening().standby().h1("20:07:30"),
        Evening().shown().h1("20:07:32"),
        Evening().ready().h1("20:07:41"),
        Evening().go().h1("20:08:00"),
        Evening().go_shown().h1("20:08:01"),
        Evening().go_shown().h1("20:08:04"),
        Evening().go_shown().h1("20:08:11"),
        Evening().live().h1("20:09"),
    ]
    shapes = [view.lamp.shape for view in seen]
    assert [view.state for view in seen] == [
        State.ARMED,
        State.STANDBY_SENT,
        State.STANDBY_SHOWN,
        State.READY,
        State.GO_SENT,
        State.GO_SHOWN,
        State.LATE,
        State.MISSED,
        State.LIVE,
    ]
    assert len(set(shapes)) == len(shapes)
    assert len({view.word for view in seen}) == len(seen)


def test_a_standby_that_was_sent_only_flashes_an_outline() -> None:
    lamp = Evening().standby().h1("20:07:30").lamp
    assert (lamp.shape, lamp.is_flashing, lamp.tone) == (Shape.OUTLINE, True, Level.STANDBY)


def test_a_standby_not_shown_within_a_second_is_red_and_says_so() -> None:
    evening = Evening().standby()
    assert evening.h1("20:07:30.999").call.text == ""
    late = evening.h1("20:07:31")
    assert (late.call.text, late.call.level) == ("NOT DELIVERED", Level.ERROR)
    assert late.lamp.tone is Level.ERROR


def test_without_a_page_in_the_room_it_says_to_call_by_voice() -> None:
    view = Evening().standby().h1("20:07:32", NO_PAGE)
    assert view.call.text == "NO PAGE IN THE ROOM: CALL BY VOICE"


@pytest.mark.parametrize(
    ("when", "level"),
    [("20:07:49", None), ("20:07:50", Level.WARNING), ("20:07:55", Level.ERROR)],
)
def test_no_ready_is_amber_ten_seconds_and_red_five_seconds_before(
    when: str, level: Level | None
) -> None:
    call = Evening().shown().h1(when).call
    assert (call.text, call.level if call.text else None) == ("NO READY" if level else "", level)


def test_a_ready_of_a_room_that_fell_silent_is_hatched_and_never_quietly_amber() -> None:
    fresh, stale = Evening().ready().h1("20:07:45"), Evening().ready().h1("20:07:45", SILENT)
    assert not fresh.lamp.is_stale
    assert stale.lamp.is_stale
    assert stale.call.text == "STALE: room not heard for 0:08"


def test_a_ready_by_voice_needs_no_page_to_vouch_for_it() -> None:
    evening = Evening().standby().act(Act.READY, "20:07:40", via=Via.VOICE, by="Xu")
    assert not evening.h1("20:07:45", NO_PAGE).lamp.is_stale
    assert acks(evening.h1("20:07:45")) == {Ack.READY: ("20:07:40", "Xu", "by voice")}


def test_a_go_turns_amber_then_red_then_old() -> None:
    evening = Evening().go()
    assert evening.h1("20:08:00").lamp.tone is Level.GO
    assert evening.h1("20:08:00.500").lamp.tone is Level.WARNING
    assert evening.h1("20:08:01").call.text == "NOT DELIVERED: CALL ROOM"
    assert evening.h1("20:08:07").call.text == "GO was 0:07 ago, NOT DELIVERED: CALL ROOM"


def test_a_go_without_live_is_late_then_missed() -> None:
    evening = Evening().go_shown()
    assert evening.h1("20:08:03").call.text == "no LIVE for 0:03"
    missed = evening.h1("20:08:10")
    assert (missed.word, missed.call.text) == ("MISSED", "CALL ROOM")


def test_an_armed_handoff_counts_down_to_its_standby_then_calls_for_it() -> None:
    evening = Evening()
    assert evening.h1("20:06").call.text == "standby in 1:30"
    assert evening.h1("20:07:30").call.text == "CALL STANDBY NOW"
    evening.events = gone(evening.show, evening.events, evening.at("20:08"))
    assert evening.h1("20:08:12").call.text == "OVERDUE 0:12"


def test_a_cant_shows_the_rooms_reason_and_stays_on_top() -> None:
    evening = Evening().shown().page(Act.CANT, "20:07:45", 1, reason="microphone dead")
    views = evening.views("20:07:50")
    assert evening.h1("20:07:50").call == ("microphone dead", Level.ERROR)
    assert active_handoff(views) == "h1"
    assert active_handoff(evening.views("20:10:00")) == "h2"


def test_a_stand_down_waits_until_somebody_took_note() -> None:
    evening = Evening().ready().act(Act.RECALL, "20:07:50")
    assert evening.h1("20:07:52").call.text == "Stood down, nobody has taken note"
    evening.page(Act.ACK, "20:07:53", 2)
    assert evening.h1("20:07:53.500").call.text == "CALL STANDBY NOW"


def test_a_recalled_handoff_is_meant_until_the_room_took_note_and_a_while_longer() -> None:
    evening = Evening().live().act(Act.RECALL, "20:09")
    assert evening.h1("20:13:50").call == ("not acknowledged yet", Level.WARNING)
    assert active_handoff(evening.views("20:13:50")) == "h1"
    evening.page(Act.ACK, "20:13:52", 3)
    assert evening.h1("20:13:53").call == ("stopped, said Host Xu 20:13:52", Level.CALM)
    assert active_handoff(evening.views("20:14:01")) == "h1"
    assert active_handoff(evening.views("20:14:02")) == "h2"
    assert evening.h1("20:13:53.500").next_change == 500
    assert evening.h1("20:30").call.text == "stopped, said Host Xu 20:13:52"


def test_a_handoff_under_way_is_meant_before_a_recalled_one() -> None:
    evening = Evening().live().act(Act.RECALL, "20:09")
    standby = Ask(act=Act.STANDBY, by="director")
    call = ActOnHandoff(handoff=HandoffId("h2"), ask=standby)
    evening.events = called(evening.show, evening.events, call, evening.at("20:13:40"))
    assert active_handoff(evening.views("20:13:41")) == "h2"


def test_a_skip_that_the_room_was_told_of_is_noted_by_name() -> None:
    evening = Evening().ready().act(Act.SKIP, "20:07:50").page(Act.ACK, "20:07:53", 2)
    assert evening.h1("20:07:54").call.text == "stood down, said Host Xu 20:07:53"


# Its segment does not come


def skipped(evening: Evening) -> None:
    skip = Skip(room=STAGE, segment=SegmentId("s3"))
    evening.events = called(evening.show, evening.events, skip, evening.at("20:07"))


def passed_over(evening: Evening) -> None:
    standby = Standby(room=STAGE, segment=SegmentId("s4"))
    when = evening.at("20:07")
    evening.events = called(evening.show, evening.events, standby, when)
    evening.events = gone(evening.show, evening.events, when)


@pytest.mark.parametrize(
    ("lose", "why"), [(skipped, "3 was skipped"), (passed_over, "3 was passed over")]
)
def test_a_handoff_of_a_segment_that_does_not_come_says_so(
    lose: Callable[[Evening], None], why: str
) -> None:
    evening = Evening()
    lose(evening)
    views = evening.views("20:07:10")
    numbers = [view.number for view in views]
    assert numbers.index("H1") < numbers.index("H2") < numbers.index("H3")
    lost = views[numbers.index("H2")]
    assert lost.call == (f"{why}: skip this handoff or call it by hand", Level.WARNING)
    assert (lost.due, lost.due_in) == ("planned 20:14:00", "")
    assert lost.lamp.tone is Level.WARNING
    assert {Act.GO, Act.SKIP} <= lost.acts


@pytest.mark.parametrize(
    ("standing", "why"), [(Standing.FLOATED, "is floated"), (Standing.OMITTED, "is omitted")]
)
def test_a_handoff_of_a_floated_segment_keeps_its_place(standing: Standing, why: str) -> None:
    evening = Evening()
    segments = tuple(
        replace(s, standing=standing) if s.id == "s3" else s for s in evening.show.segments
    )
    evening.show = replace(evening.show, segments=segments)
    views = evening.views("20:07:10")
    assert [view.number for view in views] == ["H1", "H2", "H3", "H4"]
    assert views[1].call.text.startswith(f"3 {why}: ")
    assert views[1].is_lost
    assert not views[1].is_urgent


def test_a_handoff_of_a_segment_put_in_on_the_night_is_due_like_any_other() -> None:
    evening = Evening()
    segments = tuple(
        replace(s, standing=Standing.UNPLANNED) if s.id == "s3" else s
        for s in evening.show.segments
    )
    evening.show = replace(evening.show, segments=segments)
    view = evening.views("20:07:10")[1]
    assert (view.number, view.is_lost, view.due) == ("H2", False, "due 20:14:00")


def test_a_handoff_of_a_lost_segment_is_never_called_for() -> None:
    evening = Evening()
    skipped(evening)
    evening.events = gone(evening.show, evening.events, evening.at("20:08"))
    assert not next(v for v in evening.views("20:13:50") if v.id == "h2").is_urgent


# Shown, ready and live are three things


def test_the_three_acknowledgements_have_their_own_times_and_names() -> None:
    assert acks(Evening().standby().h1("20:07:31")) == {}
    assert acks(Evening().shown().h1("20:07:32")) == {Ack.SHOWN: ("20:07:31", "", "")}
    assert acks(Evening().live().h1("20:09")) == {
        Ack.SHOWN: ("20:08:00", "", ""),
        Ack.READY: ("20:07:40", "Host Xu", "page"),
        Ack.LIVE: ("20:08:02", "Host Xu", "page"),
    }


def test_a_go_that_was_not_shown_yet_does_not_count_as_shown() -> None:
    assert Ack.SHOWN not in acks(Evening().go().h1("20:08:00"))


def test_a_missing_ready_names_who_is_asked_for_it() -> None:
    ready = Evening().standby().h1("20:07:31").acks[1]
    assert (ready.ack, ready.is_done, ready.by) == (Ack.READY, False, "host")


# What is due, and what is missing


def test_the_due_time_follows_what_is_on_air_and_names_the_plan_beside_it() -> None:
    evening = Evening()
    assert (evening.h1("20:06").due, evening.h1("20:06").planned) == ("due 20:08:00", "")
    late = evening.h1("20:08:30")
    assert (late.due, late.due_in, late.planned) == ("due 20:08:30", "in 0:00", "planned 20:08:00")


def test_once_it_went_it_says_when() -> None:
    view = Evening().live().h1("20:09")
    assert (view.due, view.due_in, view.planned) == ("GO at 20:08:00", "", "")


def test_the_return_counts_down_and_then_runs_over() -> None:
    evening = Evening().live()
    assert evening.h1("20:09").return_in == "back in 5:00"
    over = evening.h1("20:14:30")
    assert (over.return_by, over.return_in) == ("20:14:00", "RETURN OVER 0:30")
    assert over.call == ("RETURN OVER 0:30", Level.OVER)


def test_gates_stand_open_until_the_room_is_ready() -> None:
    assert "Link tested" in [need.text for need in Evening().shown().h1("20:07:35").needs]
    assert Evening().ready().h1("20:07:45").needs == ()


def test_a_room_without_a_page_is_missed_five_minutes_before() -> None:
    def missing(when: str) -> bool:
        return "Shop: no page open" in [n.text for n in Evening().h1(when, NO_PAGE).needs]

    early = Evening(show=an_evening(standby_lead=seconds(10)))
    early.events = gone(early.show, a_run(early.show, early.at("19:50")), early.at("20:00"))
    assert "Shop: no page open" not in [n.text for n in early.h1("20:02", NO_PAGE).needs]
    assert missing("20:05")
    assert [n.text for n in Evening().h1("20:05").needs] == ["Link tested"]


def test_who_walks_over_is_named_with_where_they_are() -> None:
    (walker,) = Evening().h1("20:06").walkers
    assert (walker.name, walker.name_alt) == ("Lan Yue", "蓝月")
    assert (walker.where, walker.walk) == ("on stage until 20:08:00", "walk 1:30")


def test_an_artist_who_is_barred_or_pending_or_missing_is_not_ready() -> None:
    mo = an_artist("mo", name="Mo Bei", clearance=Clearance.PENDING, arrives=wall("20:10"))
    hao = an_artist("hao", name="Hao", clearance=Clearance.BLOCKED, has_arrived=True)
    show = an_evening(talent=(TalentId("mo"), TalentId("hao")), gates=())
    view = Evening(show=replace(show, talent=(*show.talent, mo, hao))).h1("20:06")
    assert [need.text for need in view.needs] == [
        "Hao: barred",
        "Mo Bei: clearance pending",
        "Mo Bei: not arrived",
    ]


def test_an_artist_who_was_on_air_has_arrived() -> None:
    show = an_evening(gates=())
    unticked = replace(show, talent=tuple(replace(p, has_arrived=False) for p in show.talent))
    assert Evening(show=unticked).h1("20:06").needs == ()


def test_an_artist_on_stage_past_the_handoff_is_not_ready() -> None:
    show = an_evening(gates=(), trigger=Trigger(anchor=Anchor.SEGMENT_END, offset=Millis(-60_000)))
    needs = [need.text for need in Evening(show=show).h1("20:06").needs]
    assert needs == ["Lan Yue: on stage 1:00 past the handoff"]


# What may be done


def test_only_what_the_state_allows_may_be_done() -> None:
    armed, live = Evening().h1("20:05"), Evening().live().h1("20:09")
    assert armed.acts == {Act.STANDBY, Act.GO, Act.SKIP}
    assert live.acts == {Act.RETURN, Act.RECALL}
    assert Evening().ready().h1("20:07:45").voice == {Act.CANT}


def test_a_recall_aborts_once_go_has_gone_out() -> None:
    assert not Evening().ready().h1("20:07:45").recall_aborts
    assert Evening().go().h1("20:08:00").recall_aborts
    assert Evening().go_shown().h1("20:08:11").recall_aborts
    assert Evening().live().h1("20:09").recall_aborts


def test_ready_has_a_tone_of_its_own() -> None:
    assert Evening().ready().h1("20:07:45").lamp.tone is Level.READY
    assert Evening().shown().h1("20:07:32").lamp.tone is Level.STANDBY


def test_go_needs_the_override_until_the_room_is_ready() -> None:
    assert Evening().shown().h1("20:07:35").needs_override
    assert not Evening().ready().h1("20:07:45").needs_override


def test_a_forced_go_is_remembered() -> None:
    assert Evening().standby().act(Act.GO, "20:08", is_forced=True).h1("20:08").was_forced


# When to look again


@pytest.mark.parametrize(("when", "wait"), [("20:08:00", 500), ("20:08:00.600", 400)])
def test_it_says_when_something_will_change_by_itself(when: str, wait: int) -> None:
    assert Evening().go().h1(when).next_change == wait
