"""The gala of 2016 as a whole evening on a clock set by hand, with six minutes too many.

Every time in here was worked out by hand from the published running order.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.budget import evaluate
from producer_app.core.calling import Go, Skip
from producer_app.core.edits import ChangeSegment, Put
from producer_app.core.recovery import StepKind, Way, misses, ways_back
from producer_app.core.run import RunKind
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Method,
    RoomId,
    Segment,
    SegmentId,
    Talent,
    TalentId,
    TalentRole,
)
from producer_app.core.timebase import Instant, WallTime
from producer_app.exchange.running_order import read_running_order
from producer_app.present.onair import OnAirView, on_air_view
from producer_app.present.words import clock, words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import minutes, seconds

PUBLISHED = Path(__file__).parents[1] / "data" / "gala_2016_published_times.csv"
STAGE = RoomId("stage")
SAY = words("en")
SKETCH = "小品《网购奇遇》"
SONG_AFTER = "歌曲《光荣》"
SONG_BEFORE = "歌曲《六尺巷》"
COUNTDOWN = "新年倒计时"
MIDNIGHT = "过年好"

ON_TIME = """
19:57:00 | ON TIME | 19:59:50 in 2:50
19:59:50 | ON TIME | 20:00:00 in 0:10
20:00:00 | ON TIME | 23:58:55 in 3:58:55
20:15:00 | ON TIME | 23:58:55 in 3:43:55
20:27:00 | ON TIME | 23:58:55 in 3:31:55
20:33:00 | ON TIME | 23:58:55 in 3:25:55
20:37:00 | ON TIME | 23:58:55 in 3:21:55
20:44:00 | ON TIME | 23:58:55 in 3:14:55
20:59:00 | ON TIME | 23:58:55 in 2:59:55
21:06:00 | ON TIME | 23:58:55 in 2:52:55
21:14:00 | ON TIME | 23:58:55 in 2:44:55
21:21:00 | ON TIME | 23:58:55 in 2:37:55
21:35:00 | ON TIME | 23:58:55 in 2:23:55
21:41:00 | ON TIME | 23:58:55 in 2:17:55
21:45:00 | ON TIME | 23:58:55 in 2:13:55
21:54:00 | ON TIME | 23:58:55 in 2:04:55
22:04:00 | ON TIME | 23:58:55 in 1:54:55
22:11:00 | ON TIME | 23:58:55 in 1:47:55
22:25:00 | ON TIME | 23:58:55 in 1:33:55
22:32:00 | ON TIME | 23:58:55 in 1:26:55
22:37:00 | ON TIME | 23:58:55 in 1:21:55
22:45:00 | ON TIME | 23:58:55 in 1:13:55
22:52:00 | ON TIME | 23:58:55 in 1:06:55
22:59:00 | ON TIME | 23:58:55 in 59:55
23:15:00 | ON TIME | 23:58:55 in 43:55
23:25:00 | ON TIME | 23:58:55 in 33:55
23:32:00 | ON TIME | 23:58:55 in 26:55
23:36:00 | ON TIME | 23:58:55 in 22:55
23:39:00 | ON TIME | 23:58:55 in 19:55
"""
"""Each GO until the sketch: when, over or under, and the next hard time."""

TO_PLAN = """
23:54:00 | ON TIME | 23:58:55 in 4:55
23:57:00 | ON TIME | 23:58:55 in 1:55
23:58:55 | UNDER 0:01 | 23:59:50 in 0:55
23:59:50 | UNDER 0:01 | 24:00:00 in 0:10
24:00:00 | no hard time
24:03:00 | no hard time
24:08:00 | no hard time
24:16:00 | no hard time
24:21:00 | no hard time
24:32:00 | no hard time
24:40:00 | no hard time
24:42:00 | no hard time
"""
"""The rest of the evening when the sketch runs to plan."""

SIX_MINUTES_OVER = """
24:00:00 | OVER 6:00 | 23:58:55 1:05 ago
24:03:00 | OVER 6:00 | 23:58:55 4:05 ago
24:04:55 | OVER 5:59 | 23:59:50 5:05 ago
24:05:49 | OVER 5:58 | 24:00:00 5:49 ago
24:05:58 | no hard time
24:08:58 | no hard time
24:13:58 | no hard time
24:21:58 | no hard time
24:26:58 | no hard time
24:37:58 | no hard time
24:45:58 | no hard time
24:47:58 | no hard time
"""
"""The rest of the evening when the sketch runs six minutes over: the two seconds of air before
midnight are the only time that comes back."""


class Evening:
    """The gala on the stage, called by hand."""

    def __init__(self, session: Session, hand: HandClock) -> None:
        self.session = session
        self.hand = hand

    def at(self, time: str) -> Instant:
        return self.session.show.instant(WallTime.parse(time))

    def wait_until(self, time: str) -> None:
        self.hand.advance(self.at(time) - self.hand.now())

    def go(self, time: str) -> None:
        self.wait_until(time)
        standby = self.session.projection().rooms[STAGE].standby
        assert standby is not None
        self.session.call(Go(room=STAGE, expects=standby.id))

    @property
    def bar(self) -> OnAirView:
        return on_air_view(self.session.projection(), STAGE, SAY)

    @property
    def line(self) -> str:
        """Time of day, over or under, and the next hard time as the bar shows them."""
        bar = self.bar
        hard = f"{bar.over_under} | {bar.hard_at} {bar.hard_in}" if bar.hard_at else "no hard time"
        return f"{bar.clock} | {hard}"

    @property
    def expected(self) -> list[str]:
        """When everything still to come is expected, in order."""
        times = self.session.projection().rooms[STAGE]
        return [clock(times.expected[place], self.session.show) for place in times.coming]

    def segment(self, title: str) -> Segment:
        return next(s for s in self.session.show.segments if s.title == title)


def lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


def starts(table: str) -> list[str]:
    return [line.split(" ")[0] for line in lines(table)]


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    """The gala in a file of its own, half past seven in the evening, the show begun."""
    show = read_running_order(PUBLISHED, date=dt.date(2016, 2, 7), zone="Asia/Shanghai")
    hand = HandClock(show.instant(WallTime(19, 30)))
    session = Session.create(tmp_path / "gala.show", show, hand)
    session.begin(RunKind.SHOW)
    yield Evening(session, hand)
    session.close()


def until_the_sketch(evening: Evening) -> None:
    for time in starts(ON_TIME):
        evening.go(time)
    assert evening.bar.on_air_title == SKETCH


def test_the_plan_is_the_published_running_order_to_the_second(evening: Evening) -> None:
    with PUBLISHED.open(encoding="utf-8", newline="") as stream:
        published = [row["start"] for row in csv.DictReader(stream)]

    assert len(published) == 41
    assert evening.expected == published == starts(ON_TIME) + starts(TO_PLAN)


def test_an_evening_to_plan_is_on_time_at_every_step(evening: Evening) -> None:
    plan = lines(ON_TIME) + lines(TO_PLAN)
    for step, line in enumerate(plan, 1):
        evening.go(line.split(" ")[0])
        assert evening.line == line
        assert evening.expected == [later.split(" ")[0] for later in plan[step:]]


def test_six_minutes_over_are_told_at_every_step_and_past_midnight(evening: Evening) -> None:
    until_the_sketch(evening)

    evening.wait_until("23:53:59")
    assert (evening.bar.countdown, evening.bar.over_under) == ("0:01", "ON TIME")
    for second in range(361):
        now = Instant(evening.at("23:54:00") + second * 1_000)
        evening.hand.advance(now - evening.hand.now())
        hard = evening.session.projection().rooms[STAGE].next_hard
        assert hard is not None
        assert (hard.at, hard.over) == (evening.at("23:58:55"), seconds(second))

    late = lines(SIX_MINUTES_OVER)
    for step, line in enumerate(late, 1):
        evening.go(line.split(" ")[0])
        assert evening.line == line
        assert evening.expected == [later.split(" ")[0] for later in late[step:]]


def test_while_the_sketch_runs_over_everything_behind_it_moves_along(evening: Evening) -> None:
    until_the_sketch(evening)

    evening.wait_until("23:57:30")

    assert (evening.bar.countdown, evening.bar.countdown_word) == ("3:30", "OVER")
    assert evening.line == "23:57:30 | OVER 3:30 | 23:58:55 in 1:25"
    assert evening.expected == [
        "23:57:30", "24:00:30", "24:02:25", "24:03:19", "24:03:28", "24:06:28",
        "24:11:28", "24:19:28", "24:24:28", "24:35:28", "24:43:28", "24:45:28",
    ]  # fmt: skip


def test_a_skipped_song_makes_the_hard_time_with_a_minute_to_fill(evening: Evening) -> None:
    until_the_sketch(evening)
    evening.wait_until("23:56:00")
    assert evening.line == "23:56:00 | OVER 2:00 | 23:58:55 in 2:55"

    skipped = evening.segment(SONG_AFTER).id
    evening.session.call(Skip(room=STAGE, segment=skipped))

    assert evening.line == "23:56:00 | UNDER 1:00 | 23:58:55 in 2:55"
    assert evening.expected[:3] == ["23:56:00", "23:58:55", "23:59:50"]


def test_the_file_opened_again_in_the_middle_of_it_is_as_far_over(
    evening: Evening, tmp_path: Path
) -> None:
    until_the_sketch(evening)
    evening.wait_until("23:57:00")
    before = (evening.line, evening.expected)
    evening.session.close()

    session = Session.open(tmp_path / "gala.show", HandClock(evening.hand.now()))
    try:
        again = Evening(session, evening.hand)
        assert again.bar.on_air_title == SKETCH
        assert (again.line, again.expected) == before
    finally:
        session.close()


def test_the_sponsored_countdown_moves_into_another_hour_of_advertising(evening: Evening) -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="Twelve minutes an hour",
        room=STAGE,
        method=Method.CLOCK_HOUR,
        limit=minutes(12),
    )

    def hours() -> dict[str, tuple[int, int, int]]:
        projection = evening.session.projection()
        return {
            clock(w.start, projection.show): (w.planned, w.spent, w.projected)
            for w in evaluate(rule, projection).windows
            if w.planned or w.projected
        }

    assert hours() == {
        "19:00:00": (seconds(10), 0, seconds(10)),
        "23:00:00": (seconds(9), 0, seconds(9)),
    }

    until_the_sketch(evening)
    for time in starts(SIX_MINUTES_OVER):
        evening.go(time)

    assert hours() == {
        "19:00:00": (seconds(10), seconds(10), seconds(10)),
        "23:00:00": (seconds(9), 0, 0),
        "24:00:00": (0, seconds(9), seconds(9)),
    }


def test_the_log_keeps_what_was_planned_beside_what_happened(evening: Evening) -> None:
    until_the_sketch(evening)
    evening.go("24:00:00")

    take = evening.session.projection().rooms[STAGE].on_air

    assert take is not None
    assert take.segment == SegmentId(evening.segment(SONG_AFTER).id)
    assert (take.planned_start, take.started) == (evening.at("23:54:00"), evening.at("24:00:00"))


@pytest.fixture
def directed(evening: Evening) -> Evening:
    """The gala as its director sets it: the countdown starts at 23:57:00 whatever happens, and its
    two hosts fill what is left before it. The sketch has turned out six minutes too long."""
    hosts = [
        Talent(id=TalentId(key), name=name, role=TalentRole.HOST)
        for key, name in (("zhu", "朱军"), ("dong", "董卿"))
    ]
    for host in hosts:
        evening.session.edit(Put(entity=host))
    names = tuple(host.id for host in hosts)
    changes = {"hard_start": WallTime(23, 57), "filled_by": names, "talent": names}
    countdown, sketch = evening.segment(COUNTDOWN), evening.segment(SKETCH)
    evening.session.edit(ChangeSegment(segment=countdown.id, changes=changes))
    evening.session.edit(ChangeSegment(segment=sketch.id, changes={"length": minutes(21)}))
    return evening


def until(evening: Evening, title: str) -> None:
    """Every GO to plan up to that segment."""
    for time in starts(ON_TIME):
        evening.go(time)
        if evening.bar.on_air_title == title:
            return
    raise AssertionError(title)


def ways(evening: Evening) -> tuple[Way, ...]:
    return ways_back(evening.session.projection(), STAGE)


def told(evening: Evening, way: Way) -> list[str]:
    """Each step: the title and what it now stands behind."""
    show = evening.session.show
    assert {step.kind for step in way.steps} == {StepKind.MOVE}
    return [
        f"{show.segment(step.segment).title} → {show.segment(step.past).title}"
        for step in way.steps
        if step.past is not None
    ]


def at_the_countdown(way: Way) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Over at 23:57:00 before and after, and who fills what is left."""
    landing = way.landings[0]
    people = () if landing.fill is None else landing.fill.people
    return landing.before, landing.hard.over, tuple(person.name for person in people)


def test_six_minutes_over_are_seen_coming_at_the_countdown(directed: Evening) -> None:
    until(directed, "歌舞《在你伟大的怀抱里》")

    first = misses(directed.session.projection().rooms[STAGE])[0]

    assert (first.at, first.over) == (directed.at("23:57:00"), minutes(6))


def test_two_songs_past_midnight_make_the_countdown_to_the_second(directed: Evening) -> None:
    until(directed, "歌舞《在你伟大的怀抱里》")

    first = ways(directed)[0]

    assert told(directed, first) == [f"{SONG_BEFORE} → {MIDNIGHT}", f"{SONG_AFTER} → {SONG_BEFORE}"]
    assert at_the_countdown(first) == (minutes(6), 0, ())
    assert first.is_clean
    assert first.makes_it


def test_one_number_past_midnight_leaves_a_minute_and_says_who_fills_it(directed: Evening) -> None:
    until(directed, "小品《是谁呢》")

    first, second = ways(directed)[:2]

    assert told(directed, first) == [f"内蒙古呼伦贝尔分会场节目 → {MIDNIGHT}"]
    assert at_the_countdown(first) == (minutes(6), minutes(-1), ("朱军", "董卿"))
    assert len(second.steps) == 2
    assert at_the_countdown(second) == (minutes(6), 0, ())


def test_a_way_is_one_edit_in_the_running_show_and_is_undone_as_one(directed: Evening) -> None:
    until(directed, "小品《是谁呢》")
    before = directed.session.show

    directed.session.edit(ways(directed)[0].edit)

    assert misses(directed.session.projection().rooms[STAGE]) == ()
    assert directed.line == "22:59:00 | UNDER 1:00 | 23:57:00 in 58:00"
    directed.session.undo()
    assert directed.session.show == before


def test_the_evening_taken_that_way_counts_down_at_23_57(directed: Evening) -> None:
    until(directed, "歌舞《在你伟大的怀抱里》")
    directed.session.edit(ways(directed)[0].edit)

    for time in ("23:25:00", "23:32:00", "23:36:00"):
        directed.go(time)
    assert directed.bar.on_air_title == SKETCH
    directed.go("23:57:00")

    assert directed.bar.on_air_title == COUNTDOWN
    assert directed.line.startswith("23:57:00 | ON TIME | 23:58:55")
    rest = [directed.session.show.segments[place].title for place in upcoming(directed)]
    assert rest[:5] == ["新春钟声", "美的集团拜年 (零点冠名)", MIDNIGHT, SONG_BEFORE, SONG_AFTER]


def upcoming(evening: Evening) -> tuple[int, ...]:
    return evening.session.projection().rooms[STAGE].coming


def test_once_the_sketch_is_on_air_the_song_in_standby_gives_way(directed: Evening) -> None:
    until(directed, SKETCH)

    (way,) = ways(directed)

    assert told(directed, way) == [f"{SONG_AFTER} → {MIDNIGHT}"]
    assert at_the_countdown(way) == (minutes(6), minutes(3), ())


def test_once_the_sketch_is_in_standby_the_song_behind_it_is_all_there_is(
    directed: Evening,
) -> None:
    until(directed, SONG_BEFORE)

    (way,) = ways(directed)

    assert told(directed, way) == [f"{SONG_AFTER} → {MIDNIGHT}"]
    assert at_the_countdown(way) == (minutes(6), minutes(3), ())
    assert not way.makes_it
