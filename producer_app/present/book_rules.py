"""The chapter of the ad rules: what each way to count is asked, and under which name."""

from __future__ import annotations

from collections.abc import Callable

from producer_app.core.ad_presets import Status
from producer_app.core.budget import is_complete
from producer_app.core.entry import WEEK
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, Room, Show, Signpost
from producer_app.core.timebase import Millis
from producer_app.present.book_chapter import Chapter, titled
from producer_app.present.book_fields import (
    ChoiceField,
    Field,
    Noun,
    Options,
    ProseField,
    Reading,
    TickField,
    TicksField,
    TypedField,
)
from producer_app.present.book_figures import Count, Percent
from producer_app.present.book_nouns import room_for, room_name, rooms_for, words_of
from producer_app.present.book_readings import Clock, Length, Plain
from producer_app.present.book_tables import LengthTable
from producer_app.present.rule_texts import caution_text, limit_text, status_text
from producer_app.present.words import Words

_NOTHING = Millis(0)
_WHOLE_DAYS = (Method.DAY_SHARE, Method.WEEK_SHARE)
_BY_TIME = (
    *(Method.CLOCK_HOUR, Method.ROLLING_WINDOW, Method.WINDOW_AVERAGE, Method.LONGEST_BREAK),
    *(Method.BREAKS_PER_LENGTH, Method.UNINTERRUPTED),
)
_EITHER_WAY = (Method.FIXED_WINDOW, *_WHOLE_DAYS)
_IN_A_WINDOW = (
    *(Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, Method.LEAST_COUNT, Method.LEAST_SHARE),
)
_FROM_OUTSIDE = (
    *(Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, *_WHOLE_DAYS),
    *(Method.PROGRAMME_TABLE, Method.LEAST_SHARE),
)


def _in(*methods: Method) -> Callable[[Noun], bool]:
    return lambda rule: rule.method in methods


def _unless(other: str, own: str, *methods: Method) -> Callable[[Noun], bool]:
    """Of two numbers that say the same, the second is asked only while the first is not given."""
    return lambda rule: (
        rule.method in methods and (getattr(rule, other) is None or getattr(rule, own) is not None)
    )


def _is_by_time(rule: Noun) -> bool:
    either = _unless("limit_permille", "limit", *_EITHER_WAY)
    apart = _unless("limit_count", "limit", Method.DISTANCE)
    return rule.method in _BY_TIME or either(rule) or apart(rule)


def _is_by_share(rule: Noun) -> bool:
    either = _unless("limit", "limit_permille", *_EITHER_WAY)
    return rule.method in (Method.SHOW_RATIO, Method.LEAST_SHARE) or either(rule)


def _is_by_number(rule: Noun) -> bool:
    counted = (Method.BREAKS_PER_LENGTH, Method.LEAST_COUNT, Method.MOST_COUNT)
    return rule.method in counted or _unless("limit", "limit_count", Method.DISTANCE)(rule)


def _method(rule: Noun) -> str:
    return str(rule.method)


def outputs_and_all(show: Show, rule: Noun, words: Words) -> Options:
    """The outputs of the rule's room, with the one it names even where that is gone."""
    room = show.by_id.get(rule.room)
    names = [output.name for output in room.outputs] if isinstance(room, Room) else []
    there = tuple((name, name) for name in dict.fromkeys(names))
    gone = words.say("book.output_gone", output=rule.output)
    lost = () if rule.output in ("", *names) else ((rule.output, gone),)
    return (("", words.say("book.all_outputs")), *there, *lost)


def statuses(show: Show, rule: Noun, words: Words) -> Options:
    """How far a rule can be relied on, with what it says itself."""
    known = tuple((str(one), status_text(one, words)) for one in Status)
    own = () if rule.status in ("", *Status) else ((rule.status, rule.status),)
    return (("", words.say("book.status_unsaid")), *known, *own)


def new_rule(show: Show, key: str, like: Noun, words: Words) -> AdRule:
    """A rule in the room of the one that is chosen."""
    return AdRule(
        id=AdRuleId(key),
        title=words.say("book.new_ad_rule"),
        room=room_for(show, like),
        method=Method.SHOW_RATIO,
    )


def rule_detail(rule: Noun, show: Show, words: Words) -> tuple[str, ...]:
    return (
        caution_text(rule.status, words),
        limit_text(rule, words),
        room_name(show, rule.room),
        rule.output,
    )


def rule_remark(rule: Noun, words: Words) -> str:
    if not is_complete(rule):
        return words.say(f"book.incomplete_{rule.method}")
    caution = caution_text(rule.status, words)
    return words.say("book.cautioned", caution=caution) if caution else ""


def _typed(name: str, reading: Reading, is_used: Callable[[Noun], bool]) -> Field:
    return TypedField(name=name, reading=reading, is_used=is_used, aspect=_method)


RULES = Chapter(
    name="ad_rules",
    blank=new_rule,
    detail=rule_detail,
    remark=rule_remark,
    rows=(
        titled("title", "Pure stage"),
        (
            ChoiceField(name="room", options=rooms_for),
            ChoiceField(name="output", options=outputs_and_all),
            ChoiceField(name="method", options=words_of(Method, "book.method_"), share=2),
        ),
        (
            _typed("limit_permille", Percent(), _is_by_share),
            _typed("limit_count", Count(), _is_by_number),
            _typed("limit", Length(longest=WEEK), _is_by_time),
            _typed("hour_max", Length(), _in(Method.WINDOW_AVERAGE)),
            _typed("window_length", Length(), _in(Method.ROLLING_WINDOW, Method.BREAKS_PER_LENGTH)),
            _typed("window_from", Clock(), _in(*_IN_A_WINDOW, *_WHOLE_DAYS)),
            _typed("window_to", Clock(), _in(*_IN_A_WINDOW)),
            ChoiceField(
                name="signpost",
                options=words_of(Signpost, "book.signpost_"),
                is_used=_in(Method.UNINTERRUPTED),
            ),
            TickField(name="carries", is_used=_in(Method.CLOCK_HOUR)),
        ),
        (_typed("lengths", LengthTable(), _in(Method.PROGRAMME_TABLE)),),
        (
            _typed("airtime", Length(longest=WEEK), _in(*_WHOLE_DAYS, Method.LEAST_SHARE)),
            _typed("used_elsewhere", Length(_NOTHING, longest=WEEK), _in(*_FROM_OUTSIDE)),
            _typed("count_elsewhere", Count(0), _in(Method.LEAST_COUNT, Method.MOST_COUNT)),
        ),
        (TicksField(name="counts", options=words_of(Kind, "kind."), aspect=_method),),
        (
            TicksField(
                name="against",
                options=words_of(Kind, "kind."),
                is_used=_in(Method.LEAST_SHARE, Method.NEVER_INSIDE),
                aspect=_method,
            ),
        ),
        (
            ChoiceField(name="status", options=statuses),
            TypedField(name="source", reading=Plain(), share=3),
            TypedField(name="as_of", reading=Plain()),
        ),
        (ProseField(name="note"), ProseField(name="note_alt")),
    ),
)
"""What a rule was made from (``preset``) is no choice and has no field."""
