"""What is wrong with a plan as it is shown: one line per finding, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.checks import Finding, Severity
from producer_app.core.show import HandoffId, Room, RoomId, Segment, SegmentId, Show
from producer_app.present.words import Words, clock

_JOINT = " · "


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
    room: RoomId | None
    segment: SegmentId | None
    handoff: HandoffId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView:
    """All findings, the worst first. ``headline`` counts them: Errors 1 · Warnings 3."""

    lines: tuple[FindingView, ...]
    errors: int
    warnings: int
    notes: int
    headline: str


def findings_view(show: Show, findings: tuple[Finding, ...], say: Words) -> FindingsView:
    """The findings of a show's plan in the words of a language."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    parts = [
        say.say(f"findings.{severity}s", count=count) for severity, count in counts.items() if count
    ]
    return FindingsView(
        lines=tuple(finding_view(show, finding, say) for finding in findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        headline=_JOINT.join(parts) or say.say("findings.none"),
    )


def finding_view(show: Show, finding: Finding, say: Words) -> FindingView:
    """One finding in the words of a language."""
    room = show.by_id.get(finding.room) if finding.room is not None else None
    segment = show.by_id.get(finding.segment) if finding.segment is not None else None
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        severity_word=say.say(f"findings.{finding.severity}"),
        message=_message(finding, say),
        room_name=room.name if isinstance(room, Room) else "",
        number=segment.number if isinstance(segment, Segment) else "",
        time=clock(finding.at, show),
        room=finding.room,
        segment=finding.segment,
        handoff=finding.handoff,
    )


def _message(finding: Finding, say: Words) -> str:
    params = dict(finding.params)
    if "standing" in params:
        params["standing"] = say.say(f"words.{params['standing']}").lower()
    return say.say(f"findings.{finding.code}", **params)
