"""What is wrong with a plan, or with a run, as it is shown: one line per finding, and a count."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace

from producer_app.core.checks import (
    NO_STANDARDS,
    Basis,
    Finding,
    Part,
    Severity,
    ShowTime,
    Standards,
    Value,
    check_in_steps,
)
from producer_app.core.show import HandoffId, Room, RoomId, Segment, SegmentId, Show
from producer_app.core.timebase import WallTime
from producer_app.core.timing import Projection
from producer_app.present.wording import (
    FlagView,
    WaivedView,
    flag_view,
    reason_in,
    waived_views,
)
from producer_app.present.words import Words, by_day, clock

_JOINT = " · "
_BETWEEN = "   "


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding in words, and where a click on it leads."""

    code: str
    severity: Severity
    severity_word: str
    message: str
    room_name: str
    number: str
    time: str
    """Show-day time, or nothing."""
    basis: Basis
    basis_word: str
    """Whether it is true of the plan or expected of the run; nothing while no run is on."""
    room: RoomId | None
    segment: SegmentId | None
    handoff: HandoffId | None
    flag: FlagView | None = None
    """The wording that it asks about: somebody may let it stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView:
    """All findings, the worst first. ``headline`` counts them: Errors 1 · Warnings 3; while a run
    is on, what is expected of it before what is true of the plan. ``title`` says what was checked,
    and counts them too. ``waived`` is wording that somebody has let stand: it counts nowhere."""

    lines: tuple[FindingView, ...]
    waived: tuple[WaivedView, ...] = ()
    errors: int
    warnings: int
    notes: int
    headline: str
    title: str


def findings_in_steps(
    projection: Projection, say: Words, standards: Standards = NO_STANDARDS
) -> Generator[None, None, FindingsView]:
    """What is wrong as things stand: with the run while one is on, else with the plan. In steps,
    for whoever has no time for all of it at once."""
    run, show = projection.run, projection.show
    is_live = run is not None and run.ended is None
    found = yield from check_in_steps(projection, standards)
    view = findings_view(show, found, say, is_live=is_live)
    yield
    return replace(view, waived=waived_views(show, standards, say))


def findings_view(
    show: Show, findings: tuple[Finding, ...], say: Words, *, is_live: bool = False
) -> FindingsView:
    """The findings in the words of a language; ``is_live`` while a run is on."""
    counts = _counts(findings)
    return FindingsView(
        lines=tuple(finding_view(show, finding, say, is_live=is_live) for finding in findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        headline=_headline(findings, say, is_live=is_live) or say.say("findings.none"),
        title=_title(len(findings), counts[Severity.ERROR], say, is_live=is_live),
    )


def finding_view(show: Show, finding: Finding, say: Words, *, is_live: bool = False) -> FindingView:
    """One finding in the words of a language."""
    room = show.by_id.get(finding.room) if finding.room is not None else None
    segment = show.by_id.get(finding.segment) if finding.segment is not None else None
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        severity_word=say.say(f"findings.{finding.severity}"),
        message=_said(finding.code, _params(finding, say), say),
        room_name=room.name if isinstance(room, Room) else "",
        number=segment.number if isinstance(segment, Segment) else "",
        time=clock(finding.at, show, words=say),
        basis=finding.basis,
        basis_word=say.say(f"findings.{finding.basis}") if is_live else "",
        room=finding.room,
        segment=finding.segment,
        handoff=finding.handoff,
        flag=None if finding.flag is None else flag_view(finding.flag, say),
    )


def _params(finding: Finding, say: Words) -> tuple[tuple[str, Value], ...]:
    """The words of a finding; why a term is flagged comes from outside, in two languages."""
    if finding.flag is None:
        return finding.params
    return (*finding.params, ("reason", reason_in(finding.flag.reason, say)))


def _title(count: int, errors: int, say: Words, *, is_live: bool) -> str:
    name = say.say("findings.name_live" if is_live else "findings.name")
    if not count:
        return name
    if not errors:
        return say.say("findings.title", name=name, count=count)
    return say.say("findings.title_errors", name=name, count=count, errors=errors)


def _counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def _headline(findings: tuple[Finding, ...], say: Words, *, is_live: bool) -> str:
    if not is_live:
        return _counted(findings, say)
    parts: list[str] = []
    for basis in (Basis.EXPECTED, Basis.PLANNED):
        counted = _counted((one for one in findings if one.basis is basis), say)
        if counted:
            word = say.say(f"findings.{basis}")
            parts.append(say.say("findings.basis", basis=word, counts=counted))
    return _BETWEEN.join(parts)


def _counted(findings: Iterable[Finding], say: Words) -> str:
    return _JOINT.join(
        say.say(f"findings.{severity}s", count=count)
        for severity, count in _counts(findings).items()
        if count
    )


def _said(code: str, params: tuple[tuple[str, Value], ...], say: Words) -> str:
    """The text of a finding, or of a part of one, with its values in the same language."""
    return say.say(f"findings.{code}", **{name: _value(name, v, say) for name, v in params})


def _value(name: str, value: Value, say: Words) -> str:
    if isinstance(value, Part):
        return _said(value.code, value.params, say)
    if isinstance(value, tuple):
        return say.say("errors.joint").join(value)
    if isinstance(value, ShowTime):
        return by_day(WallTime.parse(value), say)
    return say.say(f"words.{value}").lower() if name == "standing" else value
