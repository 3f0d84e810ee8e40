"""What is worked out beforehand for the solver bars no answer that it could have given."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from producer_app.core.recovery.ahead import ahead_of
from producer_app.core.recovery.choices import Choice, choices
from producer_app.core.recovery.covers import covers
from producer_app.core.recovery.programme import Programme, Row, programme
from producer_app.core.recovery.solver import solution
from producer_app.core.recovery.way import StepKind
from producer_app.core.show import Kind
from producer_app.core.timing import Projection
from tests.builders import STAGE, a_segment, a_shop_segment, a_show, an_artist, minutes, seconds
from tests.core.recovery.asked import LI, a_pad, hard, on_air

_KINDS = (Kind.SONG, Kind.HOST_LINK, Kind.REMOTE)
_LONG = st.integers(20, 400)
_ENOUGH = 5_000


@st.composite
def crowded(draw: st.DrawFn) -> Projection:
    """A stage that misses one or two hard times by a few numbers, one of which may have to wait
    for an artist out of the shopping room."""
    waits = draw(st.integers(0, 8))
    parts = [
        a_segment(
            str(n),
            seconds(draw(_LONG)),
            kind=draw(st.sampled_from(_KINDS)),
            priority=draw(st.integers(0, 9)),
            talent=(LI,) if n == waits else (),
            shortest=seconds(15) if draw(st.booleans()) else None,
        )
        for n in range(1, draw(st.integers(4, 8)) + 1)
    ]
    parts.insert(draw(st.integers(1, len(parts))), a_pad(length=seconds(draw(_LONG))))
    return on_air(
        a_show(
            a_segment("0", minutes(1), kind=Kind.COUNTDOWN),
            *parts,
            hard("h", f"20:{draw(st.integers(3, 14)):02}"),
            a_segment("9", minutes(6), priority=5),
            hard("i", f"20:{draw(st.integers(16, 30)):02}"),
            a_shop_segment("b", minutes(draw(st.integers(1, 20))), talent=(LI,)),
            talent=(an_artist("li", transit=minutes(1)),),
        ),
        "20:00:30",
    )


@settings(max_examples=80)
@given(crowded(), st.sets(st.sampled_from(list(StepKind)), max_size=2), st.booleans())
def test_the_least_cost_is_the_same_with_and_without(
    projection: Projection, left_out: set[StepKind], is_kept: bool
) -> None:
    ahead = ahead_of(projection, projection.rooms[STAGE])
    assert ahead is not None
    found = choices(ahead)
    asked = programme(ahead, found, (), is_kept=is_kept)
    barred = frozenset(
        on for on, choice in zip(asked.made, found, strict=True) if choice.kind in left_out
    )
    assume(set(asked.made) - barred)
    rows = tuple(covers(ahead, found, asked, barred))

    plain, helped = _least(asked, barred, ()), _least(asked, barred, rows)

    assert (plain is None) is (helped is None)
    if plain is not None and helped is not None:
        assert abs(plain - helped) <= 1.0 + 1e-3


def _least(asked: Programme, barred: frozenset[int], rows: tuple[Row, ...]) -> float | None:
    values, _ = solution(asked, barred, (), asked.made, _ENOUGH, rows)
    if values is None:
        return None
    return sum(cost * value for cost, value in zip(asked.costs, values, strict=True))


def test_what_two_numbers_cannot_win_takes_three_or_stays_late() -> None:
    """Six minutes over, and no number is longer than two and a half."""
    numbers = [a_segment(str(n), seconds(150), priority=5) for n in range(1, 6)]
    show = a_show(a_segment("0", minutes(1), kind=Kind.COUNTDOWN), *numbers, hard("h", "20:07:30"))
    ahead = ahead_of(on_air(show, "20:00"), on_air(show, "20:00").rooms[STAGE])
    assert ahead is not None
    found = choices(ahead)
    asked = programme(ahead, found, (), is_kept=True)

    ((fewest, _, terms),) = covers(ahead, found, asked, frozenset())

    assert asked.lates[0][1] == 360.0
    assert fewest == 3.0
    assert {on for on, factor in terms if factor == 1.0} == _steps(asked, found)


def _steps(asked: Programme, found: tuple[Choice, ...]) -> set[int]:
    return {on for on, choice in zip(asked.made, found, strict=True) if not choice.is_pad}


def test_a_hard_time_that_one_step_makes_needs_nothing_worked_out() -> None:
    show = a_show(
        a_segment("0", minutes(1), kind=Kind.COUNTDOWN),
        a_segment("1", minutes(3), priority=5),
        a_segment("2", minutes(3), priority=5),
        hard("h", "20:05"),
    )
    projection = on_air(show, "20:00")
    ahead = ahead_of(projection, projection.rooms[STAGE])
    assert ahead is not None
    found = choices(ahead)
    asked = programme(ahead, found, (), is_kept=True)
    assert list(covers(ahead, found, asked, frozenset())) == []
