"""Evenings written as small tables, and what the presets say of them, for the worked examples."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from producer_app.core.ad_presets import Preset, preset_added
from producer_app.core.budget import RuleState, budget_of
from producer_app.core.entry import WEEK, parse_length
from producer_app.core.run import Run
from producer_app.core.show import Kind, Output, Segment, Show, Standing
from producer_app.core.timebase import Instant, WallTime, wall_time
from producer_app.core.timing import plan_times, project
from producer_app.exchange.ad_presets import presets
from tests.builders import STAGE, Fields, a_segment, a_show, a_stage

TV = "TV"

PRIME = """
19:30:00 spot 4:00
19:34:00 song 1:24:30
20:58:30 spot 3:00
21:01:30 song 1:58:30
23:00:00 spot 5:00
23:05:00 song 25:00
"""
"""A show from 19:30 to 23:30, with advertising in, across and behind prime time."""


def evening(table: str, *, channel: str = "", **changes: Any) -> Show:
    """The show of a table whose lines are start, kind and length: ``20:30:00 spot 2:00``.

    Behind them may stand ``ad=0:20``, ``floated`` and ``signposted``; ``?`` is a length that
    nobody knows. Each start is held against the plan, so that the table is what is counted.
    ``channel`` is the zone of its output, the television channel.
    """
    lines = [line.split() for line in table.strip().splitlines()]
    segments = tuple(_segment(str(number), *line[1:]) for number, line in enumerate(lines, 1))
    room = a_stage(outputs=(Output(name=TV, zone=channel),))
    fields: Fields = {"on_air": lines[0][0], "rooms": (room,)}
    show = a_show(*segments, **fields | changes)
    _hold_against_plan(show, [line[0] for line in lines])
    return show


def preset_named(key: str) -> Preset:
    """The preset of that id."""
    (found,) = (one for one in presets() if one.id == key)
    return found


def rules_under(preset: str, show: Show, output: str = TV, **changes: Any) -> Show:
    """The show with the rules of that preset on one of its outputs, changed as told."""
    chosen = preset_named(preset)
    chosen = replace(chosen, rules=tuple(replace(rule, **changes) for rule in chosen.rules))
    keys = (f"{output} {number}" for number in range(9))
    edit = preset_added(chosen, show, show.room(STAGE), output, keys)
    assert edit is not None, f"{preset} has no rules"
    return edit.apply(show)


def held(preset: str, show: Show, **changes: Any) -> tuple[RuleState, ...]:
    """Where the rules of that preset stand before the show."""
    return states_of(rules_under(preset, show, **changes), None, Instant(0))


def held_alone(preset: str, show: Show, **changes: Any) -> RuleState:
    """The only rule of that preset."""
    (state,) = held(preset, show, **changes)
    return state


def states_of(show: Show, run: Run | None, now: Instant) -> tuple[RuleState, ...]:
    """Where the rules of a show stand."""
    return budget_of(project(plan_times(show), run, now)).states


def length(text: str) -> int:
    """``2:48:00`` in milliseconds; behind a minus what is over."""
    found = parse_length(text.lstrip("-"), longest=WEEK)
    assert found is not None
    return -found if text.startswith("-") else found


def windows(state: RuleState, show: Show, zone: str = "") -> list[tuple[str, str]]:
    """When each window begins on the channel's clock, and what is in it."""
    return [
        (_clock(window.start, show, zone or show.zone), _length_text(window.projected))
        for window in state.windows
    ]


def broken_at(state: RuleState, show: Show) -> tuple[str, str] | None:
    """The number of the segment that first breaks the rule, and when."""
    first = state.first_break
    if first is None:
        return None
    segment = "" if first.segment is None else show.segment(first.segment).number
    return segment, "" if first.at is None else _clock(first.at, show, show.zone)


def _segment(number: str, kind: str, long: str, *more: str) -> Segment:
    changes: Fields = {"kind": Kind(kind)}
    for word in more:
        if word.startswith("ad="):
            changes["ad"] = length(word[3:])
        elif word == "signposted":
            changes["is_signposted"] = True
        else:
            changes["standing"] = Standing(word)
    return a_segment(number, parse_length(long), **changes)


def _hold_against_plan(show: Show, written: list[str]) -> None:
    plan = plan_times(show).rooms[STAGE]
    for segment, start, told in zip(plan.segments, plan.starts, written, strict=True):
        if segment.is_timed:
            assert start is not None
            assert _clock(start, show, show.zone) == str(WallTime.parse(told)), segment.number


def _clock(at: Instant, show: Show, zone: str) -> str:
    return str(wall_time(at, show.date, zone))


def _length_text(amount: int) -> str:
    minutes, seconds = divmod(amount // 1000, 60)
    return f"{minutes}:{seconds:02d}"
