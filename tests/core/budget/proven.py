"""Evenings that ran: one that is known by heart, random ones, and a rule of every method."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from producer_app.core.calling import (
    AdjustTime,
    Call,
    CorrectTake,
    EndRoom,
    EndRun,
    Go,
    Repeat,
    Skip,
    TakeBack,
    decide,
    in_standby,
)
from producer_app.core.errors import ProducerError
from producer_app.core.run import Event, Run, RunKind
from producer_app.core.show import (
    ADVERTISING,
    PERFORMANCE,
    AdRule,
    AdRuleId,
    Kind,
    Method,
    PromisedPlace,
    RoomId,
    Show,
    Sponsor,
    SponsorId,
    Stand,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import plan_times
from tests.builders import (
    STAGE,
    a_run,
    a_segment,
    a_show,
    at,
    called,
    folded,
    minutes,
    seconds,
    shows,
    wall,
)

Log = tuple[Event, ...]

ACME = SponsorId("acme")


def a_rule(method: Method, **changes: Any) -> AdRule:
    """A rule of that method with every number it could need."""
    fields: dict[str, Any] = {
        "id": AdRuleId(method.value),
        "title": method.value.replace("_", " ").title(),
        "room": STAGE,
        "method": method,
        "limit": minutes(3),
        "window_length": minutes(40),
    }
    if method in {Method.SHOW_RATIO, Method.LEAST_SHARE, Method.DAY_SHARE}:
        fields["limit"], fields["limit_permille"] = None, 50
    if method in {Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, Method.LEAST_COUNT}:
        fields |= {"window_from": wall("19:30"), "window_to": wall("22:00")}
    if method is Method.WINDOW_AVERAGE:
        fields["hour_max"] = minutes(2)
    if method is Method.PROGRAMME_TABLE:
        fields["lengths"] = ((minutes(60), minutes(6)),)
    if method in {Method.LEAST_COUNT, Method.MOST_COUNT, Method.BREAKS_PER_LENGTH}:
        fields |= {"limit": None, "limit_count": 2, "count_elsewhere": 1}
    if method is Method.LEAST_SHARE:
        fields |= {"counts": frozenset({Kind.PSA}), "against": ADVERTISING}
    if method is Method.NEVER_INSIDE:
        fields["against"] = PERFORMANCE
    if method in {Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.WEEK_SHARE, Method.LEAST_SHARE}:
        fields["used_elsewhere"] = seconds(45)
    return AdRule(**fields | changes)


RULES = tuple(a_rule(method) for method in Method)


def an_evening(**changes: Any) -> Show:
    """Opening, two spots, a song with a spoken mention, a time signal for Acme, a closing song."""
    segments = (
        a_segment("A1", minutes(20), title="Opening"),
        a_segment("A2", seconds(30), kind=Kind.SPOT, title="Socks", sponsor=ACME),
        a_segment("A3", seconds(45), kind=Kind.SPOT, title="Boots"),
        a_segment("A4", minutes(5), title="Copper Rain", ad=seconds(8), sponsor=ACME),
        a_segment("A5", seconds(10), kind=Kind.TIME_SIGNAL, title="Nine o'clock", sponsor=ACME),
        a_segment("A6", minutes(6), title="Closing"),
    )
    acme = Sponsor(
        id=ACME,
        brand="Acme",
        brand_alt="顶峰",
        contracted=minutes(1),
        mentions=4,
        places=(
            PromisedPlace(where=Stand.FIRST_IN_BREAK, times=2),
            PromisedPlace(where=Stand.AT_TIME, at=wall("21:00")),
        ),
    )
    given: dict[str, Any] = {"sponsors": (acme,), "hard_out": "21:30"}
    return a_show(*segments, **given | changes)


def it_ran(show: Show, kind: RunKind = RunKind.SHOW) -> Run:
    """That evening as it ran: the socks twice, their second time 3 s short; the signal on time."""
    log = a_run(show, at(show, "20:00"), kind)
    for when in ("20:30:00.250", "20:50:00.250", "20:50:30.250"):
        log = _gone(show, log, at(show, when))
    again = Repeat(room=STAGE, segment=show.segments[1].id)
    log = called(show, log, again, at(show, "20:51:00"))
    for when in ("20:51:10", "20:51:37", "20:59:50", "21:00:00"):
        log = _gone(show, log, at(show, when))
    log = called(show, log, EndRoom(room=STAGE), at(show, "21:06:00"))
    return folded(called(show, log, EndRun(), at(show, "21:06:05")))


def _gone(show: Show, log: Log, when: Instant) -> Log:
    """The log after GO, with the planned start that the console adds."""
    standby = in_standby(show, folded(log).room(STAGE))
    assert standby is not None
    plan = plan_times(show).rooms[STAGE]
    planned = plan.start_at(plan.places[standby.id])
    go = Go(room=STAGE, expects=standby.id, planned_start=planned, is_confirmed=True)
    return called(show, log, go, when)


@st.composite
def evenings_that_ran(draw: st.DrawFn) -> tuple[Show, Run]:
    """A random show with a rule of every method, and a run of it with repeats, skips,
    corrections and takes of any length; it may still be on."""
    drawn = draw(shows(is_known=True))
    stage = tuple(_for_acme(draw, segment) for segment in drawn.segments)
    acme = Sponsor(id=ACME, brand="Acme", contracted=minutes(3), mentions=3)
    show = replace(drawn, segments=stage, ad_rules=RULES, sponsors=(acme,))
    first = plan_times(show).rooms[STAGE].on_air
    assert first is not None
    when = Instant(first)
    log = a_run(show, when)
    for _ in range(draw(st.integers(0, 14))):
        when = Instant(when + draw(st.integers(1_500, 15 * 60_000)))
        room = draw(st.sampled_from([room.id for room in show.rooms]))
        log = _after(show, log, _call(draw, show, folded(log), room), when)
    if draw(st.booleans()):
        log = called(show, log, EndRun(), Instant(when + 1_700))
    return show, folded(log)


def _for_acme(draw: st.DrawFn, segment: Any) -> Any:
    return replace(segment, sponsor=ACME) if draw(st.booleans()) else segment


def _call(draw: st.DrawFn, show: Show, run: Run, room: RoomId) -> Call | None:
    take, standby = run.room(room).on_air, in_standby(show, run.room(room))
    go = None if standby is None else Go(room=room, expects=standby.id, is_confirmed=True)
    calls: list[Call | None] = [go, go, go, go]
    if take is not None:
        calls += [Repeat(room=room, segment=take.segment), TakeBack(room=room)]
        calls += [CorrectTake(room=room, by=Millis(draw(st.integers(-9_000, 9_000))))]
        calls += [AdjustTime(room=room, by=seconds(30))]
    if standby is not None:
        calls.append(Skip(room=room, segment=standby.id))
    return draw(st.sampled_from(calls))


def _after(show: Show, log: Log, call: Call | None, when: Instant) -> Log:
    """The log after that call, unless the gate refuses it."""
    if call is None:
        return log
    try:
        return (*log, *decide(show, folded(log), call, when))
    except ProducerError:
        return log
