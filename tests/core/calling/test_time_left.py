"""What is left of a segment: holds, time added and taken, lengths that nobody knows."""

from __future__ import annotations

from producer_app.core.calling import AdjustTime, CorrectTake, Hold, Resume
from producer_app.core.timebase import Instant, Millis
from tests.builders import STAGE, a_run, a_segment, a_show, called, folded, gone, minutes, seconds
from tests.core.calling.called_evening import EIGHT, SHOW, after, on_air, take


def test_a_hold_freezes_what_is_left_and_resume_lets_it_run_on() -> None:
    events = called(SHOW, on_air(), Hold(room=STAGE), after(60))

    assert take(events).remaining(after(60)) == minutes(4)
    assert take(events).remaining(after(600)) == minutes(4)

    events = called(SHOW, events, Resume(room=STAGE), after(600))

    assert take(events).remaining(after(600)) == minutes(4)
    assert take(events).remaining(after(660)) == minutes(3)


def test_a_second_hold_or_resume_changes_nothing() -> None:
    events = called(SHOW, on_air(), Hold(room=STAGE), after(60))
    assert called(SHOW, events, Hold(room=STAGE), after(70)) == events
    assert called(SHOW, on_air(), Resume(room=STAGE), after(70)) == on_air()


def test_go_during_a_hold_takes_the_next_and_counts_the_hold() -> None:
    events = called(SHOW, on_air(), Hold(room=STAGE), after(60))
    events = gone(SHOW, events, after(100))

    (first,) = folded(events).room(STAGE).takes

    assert (first.held, first.held_since, first.ended) == (seconds(40), None, after(100))
    assert take(events).remaining(after(160)) == minutes(4)


def test_a_hold_counts_from_when_the_segment_really_started() -> None:
    """Held from 20:00:05 to 20:01:00; it was taken 20 seconds later than the log has it."""
    events = called(SHOW, on_air(), Hold(room=STAGE), after(5))
    late = CorrectTake(room=STAGE, by=seconds(20))
    events = called(SHOW, events, late, after(30))
    assert take(events).remaining(after(60)) == minutes(5)

    events = called(SHOW, events, Resume(room=STAGE), after(60))
    assert take(events).held == seconds(40)
    assert take(events).remaining(after(61)) == seconds(299)

    early = CorrectTake(room=STAGE, by=seconds(-20))
    assert take(called(SHOW, events, early, after(61))).remaining(after(61)) == seconds(294)


def test_time_is_added_and_taken_and_past_the_end_counts_below_nothing() -> None:
    events = called(SHOW, on_air(), AdjustTime(room=STAGE, by=minutes(2)), after(10))
    events = called(SHOW, events, AdjustTime(room=STAGE, by=seconds(-30)), after(20))

    assert take(events).remaining(after(60)) == seconds(330)
    assert take(events).remaining(after(400)) == seconds(-10)


def test_a_length_is_never_taken_below_nothing() -> None:
    events = called(SHOW, on_air(), AdjustTime(room=STAGE, by=minutes(-30)), after(10))
    assert take(events).remaining(after(10)) == seconds(-10)


def test_an_unknown_length_has_no_time_left_and_is_never_over() -> None:
    show = a_show(a_segment("1", None))
    events = gone(show, a_run(show, EIGHT), EIGHT)
    assert take(events).remaining(after(60)) is None
    assert take(events).elapsed(after(60)) == minutes(1)


def test_time_used_up_is_never_negative() -> None:
    assert take(on_air()).elapsed(Instant(EIGHT - 5_000)) == Millis(0)
