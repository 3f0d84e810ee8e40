"""The rundown and the findings in a terminal, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from producer_app.core.checks import Severity, check
from producer_app.core.show import Room, Segment
from producer_app.core.timebase import iso
from producer_app.core.timing import Projection, RoomPlan
from producer_app.exchange.wording import read_standards
from producer_app.present.rundown import block_view, day_view, rundown_view, segment_view
from producer_app.present.words import Words, both, words
from producer_app.session.session import Session


def list_show(path: Path, *, as_json: bool) -> None:
    """Print a show's rundowns, room by room, in running order."""
    session = Session.open(path, read_only=True)
    try:
        if as_json:
            _print_json(_rundowns(session.projection()))
        else:
            _print_rundowns(session.projection(), words("en"))
    finally:
        session.close()


def check_show(path: Path, *, as_json: bool) -> bool:
    """Print what is wrong with a show's plan; True when there is at least one error."""
    session = Session.open(path, read_only=True)
    try:
        findings = check(session.plan, read_standards())
        show = session.show
    finally:
        session.close()
    if as_json:
        listed = [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "room": show.room(finding.room).name if finding.room else None,
                "segment": show.segment(finding.segment).number if finding.segment else None,
                "message": finding.message,
            }
            for finding in findings
        ]
        _print_json({"findings": listed})
    else:
        _print_findings(tuple((f.severity, f.message) for f in findings))
    return any(finding.severity is Severity.ERROR for finding in findings)


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    Console(soft_wrap=True, markup=False, highlight=False, emoji=False).print(text)


def _rundowns(projection: Projection) -> dict[str, object]:
    show = projection.show
    rooms = [_room(times.plan, show.zone) for times in projection.rooms.values()]
    return {"title": show.title, "zone": show.zone, "rooms": rooms}


def _room(plan: RoomPlan, zone: str) -> dict[str, object]:
    segments = [_segment(plan, index, zone) for index in range(len(plan.segments))]
    return {"name": plan.room.name, "role": plan.room.role.value, "segments": segments}


def _segment(plan: RoomPlan, index: int, zone: str) -> dict[str, object]:
    segment: Segment = plan.segments[index]
    start = plan.starts[index] if plan.firm[index] else None
    return {
        "number": segment.number,
        "title": segment.title,
        "kind": segment.kind.value,
        "standing": segment.standing.value,
        "planned_ms": segment.length,
        "planned_start": None if start is None else iso(start, zone),
    }


def _print_rundowns(projection: Projection, say: Words) -> None:
    console = Console()
    show = projection.show
    console.print(Text(both(show.title, show.title_alt), style="bold"))
    for room in show.rooms:
        console.print(_table(projection, room, say))


def _table(projection: Projection, room: Room, say: Words) -> Table:
    table = Table(title=Text(both(room.name, room.name_alt)), title_justify="left")
    for key in ("number", "front_time", "length", "kind", "title", "back_time"):
        table.add_column(say.say(f"words.{key}"), overflow="fold")
    for entry in rundown_view(projection.show, room.id).entries:
        if entry.opening is not None:
            day = day_view(projection, room.id, entry.opening, say)
            table.add_row("", day.planned, "", "", Text(day.title, style="bold"), "")
        elif entry.segment is None and entry.block is not None:
            head = block_view(projection, room.id, entry.block, say)
            title = Text(both(head.title, head.title_alt), style="bold")
            table.add_row("", "", head.length, "", title, head.budget, end_section=False)
        elif entry.segment is not None:
            view = segment_view(projection, room.id, entry.segment, say)
            standing = "" if view.standing == "in" else f" [{say.say(f'words.{view.standing}')}]"
            title = Text(both(view.title, view.title_alt) + standing)
            meets = f" {view.meets}" if view.meets else ""
            table.add_row(
                view.number, view.planned + meets, view.length, view.kind_word, title, view.back
            )
    return table


def _print_findings(findings: tuple[tuple[Severity, str], ...]) -> None:
    console = Console(highlight=False)
    styles = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
    for severity, message in findings:
        line = Text(f"{severity.value.upper():<8}", style=styles[severity])
        console.print(line + Text(message, style="default"))
    errors = sum(1 for severity, _ in findings if severity is Severity.ERROR)
    console.print(
        f"{len(findings)} findings, {errors} of them errors." if findings else "No finding."
    )
