"""How a run begins: its number and epoch, and the evening's clock for a rehearsal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from producer_app.core.calling import StartRun
from producer_app.core.errors import NeedsConfirmation
from producer_app.core.run import RunId, RunKind
from producer_app.core.show import Show
from producer_app.core.timebase import MINUTE, Instant, Millis, local_time
from producer_app.core.timing import Plan
from producer_app.store.asrun import RunRecord

REHEARSAL_LEAD = Millis(MINUTE)
"""A rehearsal begins this long before the planned on-air time."""


def start_of(kind: RunKind, earlier: Sequence[RunRecord], plan: Plan, wall: Instant) -> StartRun:
    """The call that begins a run at wall time ``wall``, numbered within its kind; its epoch is
    above every earlier run's."""
    return StartRun(
        run=RunId(uuid.uuid4().hex),
        kind=kind,
        number=1 + sum(1 for run in earlier if run.kind is kind),
        epoch=1 + max((run.epoch for run in earlier), default=0),
        shift=_shift(plan, wall) if kind is RunKind.REHEARSAL else Millis(0),
    )


def ask_about_date(show: Show, wall: Instant) -> None:
    """NeedsConfirmation when the show is planned for another day than today."""
    today = local_time(wall, show.zone).date()
    if today != show.date:
        raise NeedsConfirmation(
            "run.date",
            "The show is planned for {date}, and today is {today}: go on air all the same?",
            date=show.date.isoformat(),
            today=today.isoformat(),
        )


def _shift(plan: Plan, wall: Instant) -> Millis:
    """Show time minus wall time, so that the first room is about to go on air."""
    times = (room.on_air for room in plan.rooms.values())
    first = min((at for at in times if at is not None), default=None)
    return Millis(0 if first is None else first - REHEARSAL_LEAD - wall)
