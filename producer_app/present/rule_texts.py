"""What an ad rule asks for, in one line: at most 12:00 in each clock hour."""

from __future__ import annotations

from producer_app.core.ad_presets import Status
from producer_app.core.show import AdRule, Kind, Method, Signpost
from producer_app.core.timebase import HOUR, WallTime
from producer_app.present.words import Words, duration

_UNSAID = "—"


def limit_text(rule: AdRule, words: Words) -> str:
    """The limit of a rule in words; a dash where a number has not been given yet."""
    return words.say(f"book.asks_{_asked(rule)}", **_values(rule, words))


def status_text(status: str, words: Words) -> str:
    """How far a rule can be relied on; what is not known here as it is written."""
    return words.say(f"book.status_{status}") if status in set(Status) else status


def caution_text(status: str, words: Words) -> str:
    """What to know of a rule that does not hold as it stands; nothing of one that does."""
    if status not in set(Status) or Status(status).is_reliable:
        return ""
    return words.say(f"book.caution_{status}")


def share_text(permille: int | None) -> str:
    """``5 %`` of so many thousandths."""
    return _UNSAID if permille is None else f"{permille / 10:g} %"


def wall_text(wall: WallTime | None) -> str:
    """``19:00``, with seconds only where there are some."""
    if wall is None:
        return _UNSAID
    text = str(wall)
    return text.removesuffix(":00") if text.count(":") > 1 else text


def _asked(rule: AdRule) -> str:
    """Which sentence of its method says it."""
    return _none_asked(rule) or _variant(rule) or str(rule.method)


def _none_asked(rule: AdRule) -> str:
    """The sentence of a rule that allows nothing at all."""
    match rule.method:
        case Method.BREAKS_PER_LENGTH if rule.limit_count == 0:
            return "no_break"
        case Method.MOST_COUNT if rule.limit_count == 0:
            return "none"
        case Method.CLOCK_HOUR if rule.limit == 0:
            return "none_in_the_hour"
        case Method.FIXED_WINDOW if 0 in (rule.limit, rule.limit_permille):
            return "none_in_the_window"
    return ""


def _variant(rule: AdRule) -> str:
    """The sentence that says what else the rule asks, or asks in another way."""
    match rule.method:
        case Method.BREAKS_PER_LENGTH if rule.limit is not None:
            return "breaks_if_longer"
        case Method.UNINTERRUPTED if rule.signpost is not Signpost.NOT_NEEDED:
            is_sign_alone = not rule.limit and rule.signpost is Signpost.ALSO
            return "signposted" if is_sign_alone else f"uninterrupted_{rule.signpost}"
        case Method.LEAST_COUNT if rule.window_from is None:
            return "least_count_in_all"
        case Method.DISTANCE if rule.limit_count is None:
            return "distance_in_time"
        case Method.WINDOW_AVERAGE if rule.hour_max is not None:
            return "window_average_and_hour"
        case Method.CLOCK_HOUR if rule.carries:
            return "clock_hour_carried"
    return ""


def _values(rule: AdRule, words: Words) -> dict[str, object]:
    by_time = rule.limit is not None
    limit = duration(rule.limit, _UNSAID)
    joint = words.say("errors.joint")
    return {
        "limit": limit,
        "share": share_text(rule.limit_permille),
        "amount": limit if by_time else share_text(rule.limit_permille),
        "count": _UNSAID if rule.limit_count is None else rule.limit_count,
        "breaks": 1 if rule.limit_count is None else rule.limit_count,
        "hour_max": duration(rule.hour_max, _UNSAID),
        "start": wall_text(rule.window_from),
        "end": wall_text(rule.window_to),
        "length": duration(rule.window_length or HOUR),
        "table": table_text(rule) or _UNSAID,
        "against": joint.join(words.say(f"kind.{k}") for k in Kind if k in rule.against) or _UNSAID,
    }


def table_text(rule: AdRule) -> str:
    """The limits by the length of a programme: ``30:00 = 3:00, 1:00:00 = 6:00``."""
    return ", ".join(f"{duration(up_to)} = {duration(limit)}" for up_to, limit in rule.lengths)
