"""The evening to scale: what stands where, in the plan and while a run is on."""

from __future__ import annotations

from producer_app.core.calling import Repeat
from producer_app.core.run import Event
from producer_app.core.show import Kind, SegmentId, Show, Standing
from producer_app.core.timing import plan_times, project
from producer_app.present.timeline import (
    UNKNOWN_WIDTH,
    Bar,
    Stretch,
    TimelineView,
    Tint,
    timeline_view,
    whole_of,
)
from producer_app.present.timeline_marks import Mark, MarkKind, at_text
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)

EN, ZH = words("en"), words("zh")


def an_evening(**changes: object) -> Show:
    return a_show(
        a_segment("1", minutes(4), title="Opening", title_alt="开场", ad=seconds(10)),
        a_segment("2", minutes(5), kind=Kind.SPOT),
        a_segment("3", minutes(2), title="Bell", hard_start="20:10"),
        a_shop_segment("S1", minutes(9)),
        **{"hard_out": "20:13", "handoffs": (a_handoff("H1", "s1"),), **changes},
    )


def seen(
    show: Show, events: tuple[Event, ...] = (), when: str = "19:50", language: str = "en"
) -> TimelineView:
    run = folded(events) if events else None
    return timeline_view(project(plan_times(show), run, at(show, when)), words(language))


def stage(view: TimelineView) -> dict[str, Bar]:
    return {bar.number: bar for bar in view.lanes[0].bars}


def on_air(show: Show) -> tuple[Event, ...]:
    return gone(show, a_run(show, at(show, "19:58")), at(show, "20:00"))


def marks(show: Show, lane: int = 0) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, mark.text) for mark in seen(show).marks if mark.lane == lane]


def test_a_plan_is_drawn_where_it_was_planned() -> None:
    show = an_evening()
    bars = stage(seen(show))
    assert (bars["1"].start, bars["1"].end) == (at(show, "20:00"), at(show, "20:04"))
    assert (bars["3"].start, bars["3"].end) == (at(show, "20:10"), at(show, "20:12"))
    assert (bars["1"].tint, bars["2"].tint) == (Tint.PERFORMANCE, Tint.AD)
    assert bars["1"].ad_until == at(show, "20:00:10")
    assert {bar.planned for bar in bars.values()} == {None}


def test_what_is_floated_is_not_drawn() -> None:
    show = a_show(a_segment("1"), a_segment("2", standing=Standing.FLOATED))
    assert list(stage(seen(show))) == ["1"]


def test_a_show_without_times_has_no_timeline() -> None:
    show = a_show(a_segment("1"), on_air=None, hard_out="22:00")
    assert whole_of(project(plan_times(show), None, at(show, "19:50"))) is None


def test_the_whole_evening_is_from_its_first_thing_to_its_last() -> None:
    show = an_evening()
    plan = plan_times(show)
    assert whole_of(project(plan, None, at(show, "19:50"))) == Stretch(
        at(show, "20:00"), at(show, "20:13")
    )
    late = folded(gone(show, a_run(show, at(show, "19:58")), at(show, "20:30")))
    assert whole_of(project(plan, late, at(show, "20:31"))) == Stretch(
        at(show, "20:00"), at(show, "20:41")
    )


def test_of_what_is_too_short_to_be_seen_one_is_drawn_for_all_and_advertising_always() -> None:
    songs = [a_segment(str(n), seconds(10)) for n in range(1, 61)]
    songs[29] = a_segment("30", seconds(10), kind=Kind.SPOT)
    show = a_show(*songs)
    projection = project(plan_times(show), None, at(show, "19:50"))
    part = Stretch(at(show, "20:00"), at(show, "20:10"), 60_000)
    bars = timeline_view(projection, EN, part).lanes[0].bars
    assert len(bars) <= 12
    assert "30" in {bar.number for bar in bars}


def test_of_a_part_only_what_lies_in_it_is_drawn() -> None:
    show = an_evening()
    projection = project(plan_times(show), None, at(show, "19:50"))
    part = Stretch(at(show, "20:05"), at(show, "20:06"))
    assert [bar.number for bar in timeline_view(projection, EN, part).lanes[0].bars] == ["2"]


def test_a_run_is_drawn_as_it_was_is_and_is_expected_beside_the_plan() -> None:
    show = an_evening()
    events = gone(show, on_air(show), at(show, "20:06"))
    bars = stage(seen(show, events, "20:07"))
    assert (bars["1"].end, bars["1"].is_done) == (at(show, "20:06"), True)
    assert (bars["2"].start, bars["2"].end, bars["2"].is_on_air) == (
        at(show, "20:06"),
        at(show, "20:11"),
        True,
    )
    assert bars["2"].planned == (at(show, "20:04"), at(show, "20:09"))
    assert bars["3"].start == at(show, "20:11")
    assert bars["3"].planned == (at(show, "20:10"), at(show, "20:12"))


def test_a_repeat_is_drawn_as_often_as_it_is_on_the_air() -> None:
    show = an_evening()
    repeat = Repeat(room=STAGE, segment=SegmentId("s1"))
    events = called(show, on_air(show), repeat, at(show, "20:01"))
    view = seen(show, events, "20:02")
    assert [bar.number for bar in view.lanes[0].bars] == ["1", "1", "2", "3"]
    first, again, *_ = view.lanes[0].bars
    assert (first.is_on_air, again.is_on_air) == (True, False)
    assert again.start == at(show, "20:04")


def test_an_unknown_length_is_drawn_a_minute_long_and_marked() -> None:
    show = a_show(a_segment("1", None), a_segment("2"))
    bar = stage(seen(show))["1"]
    assert (bar.is_unknown, bar.end - bar.start) == (True, UNKNOWN_WIDTH)


def test_a_segment_without_length_is_drawn_to_its_hard_end() -> None:
    show = a_show(a_segment("1", None, hard_end=wall("20:07")), a_segment("2"))
    bar = stage(seen(show))["1"]
    assert (bar.is_unknown, bar.end) == (False, at(show, "20:07"))


def test_hard_times_and_hit_times_say_what_they_are() -> None:
    show = a_show(
        a_segment("1", minutes(4), hard_end=wall("20:05")),
        a_segment("2", hard_start="20:10", title="Bell"),
        a_segment("3", front_hit=wall("20:20")),
        a_segment("4", back_hit=wall("20:12")),
        hard_out="20:40",
    )
    assert marks(show) == [
        (MarkKind.END, "ends 20:05 1 Song 1"),
        (MarkKind.START, "20:10 2 Bell"),
        (MarkKind.IMPOSSIBLE, "hit 20:12 IMPOSSIBLE 4 Song 4"),
        (MarkKind.HIT, "hit 20:20 3 Song 3"),
        (MarkKind.OUT, "HARD OUT 20:40"),
    ]


def test_on_the_second_day_a_mark_says_that_days_clock() -> None:
    show = a_show(a_segment("1"), a_segment("2", hard_start="34:00", is_opening=True))
    assert marks(show) == [(MarkKind.START, "10:00 (day 2) 2 Song 2")]
    assert at_text(at(show, "34:30"), show) == "10:30"


def test_a_hard_out_that_moves_with_the_start_is_marked_where_it_is() -> None:
    show = an_evening(keeps_length=True)
    events = gone(show, a_run(show, at(show, "19:58")), at(show, "20:02"))
    out = [mark for mark in seen(show, events, "20:03").marks if mark.kind is MarkKind.OUT]
    assert out[0] == Mark(at(show, "20:15"), 0, MarkKind.OUT, "HARD OUT 20:15", "HARD OUT 20:15")


def test_a_handoff_goes_from_lane_to_lane_when_it_is_due_or_went() -> None:
    show = an_evening()
    (link,) = seen(show).links
    assert (link.number, link.at, link.from_lane, link.to_lane) == ("H1", at(show, "20:04"), 0, 1)
    late = gone(show, a_run(show, at(show, "19:58")), at(show, "20:03"))
    assert seen(show, late, "20:04").links[0].at == at(show, "20:07")


def test_lanes_and_bars_are_named_in_the_language_of_the_window() -> None:
    show = an_evening()
    lane = seen(show, on_air(show), "20:01", "zh").lanes[0]
    assert (lane.name, lane.name_alt) == ("舞台间", "Stage")
    assert lane.bars[0].title == "开场"
    assert seen(show).lanes[1].room == SHOP
