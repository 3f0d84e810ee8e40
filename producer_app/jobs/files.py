"""Making show files: a new one, the samples, one from somebody else's running order."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from pathlib import Path

from producer_app.core.blank import blank_show
from producer_app.core.errors import BadInput
from producer_app.core.show import Kind, Segment, Show, Standing
from producer_app.core.timebase import WallTime
from producer_app.core.timing import plan_times
from producer_app.exchange.running_order import read_running_order
from producer_app.exchange.samples import SAMPLES, read_sample
from producer_app.present.words import duration
from producer_app.session.session import Session


def make_new(path: Path, title: str, date: dt.date, zone: str, on_air: WallTime | None) -> Path:
    """An empty show with a stage, a shopping room and the house's promise of 5 % advertising."""
    show = blank_show(uuid.uuid4().hex, title, date, zone, on_air)
    plan_times(show)
    Session.create(path, show).close()
    return path


def make_samples(folder: Path, *, replace: bool) -> tuple[Path, ...]:
    """The sample shows, each built whole beside its place before it takes it."""
    return tuple(_make_sample(name, folder, replace=replace) for name in SAMPLES)


def _make_sample(name: str, folder: Path, *, replace: bool) -> Path:
    target = folder / f"{name}.show"
    if target.exists() and not replace:
        raise BadInput(
            "samples.exists",
            "{file} is there already, perhaps with work in it: add --replace to make it anew, "
            "or choose another folder with -o.",
            file=target,
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        built = Path(beside) / target.name
        Session.create(built, read_sample(name)).close()
        built.replace(target)
    return target


def import_running_order(
    source: Path,
    target: Path,
    *,
    title: str | None,
    date: dt.date,
    zone: str,
    on_air: WallTime | None,
) -> str:
    """Make a show file from a CSV running order; returns what came in, in one sentence."""
    show = read_running_order(source, title=title, date=date, zone=zone, on_air=on_air)
    told = summary(show)
    Session.create(target, show).close()
    return f"{target}: {told}."


def summary(show: Show) -> str:
    """What a show holds, in words: segments, length, what is unknown."""
    timed = [segment for segment in show.segments if segment.is_timed]
    unknown = sum(1 for segment in timed if segment.length is None)
    known = sum(segment.length or 0 for segment in timed)
    parts = [f"{len(show.segments)} segments", f"{duration(known)} planned"]
    parts += _counted(show.segments, unknown)
    ends = [room.end for room in plan_times(show).rooms.values() if room.end is not None]
    if not ends:
        parts.append("no on-air time")
    return ", ".join(parts)


def _counted(segments: tuple[Segment, ...], unknown: int) -> list[str]:
    omitted = sum(1 for segment in segments if segment.standing is Standing.OMITTED)
    breaks = sum(1 for segment in segments if segment.kind is Kind.BREAK)
    hard = sum(1 for segment in segments if segment.hard_start is not None)
    counts = (
        (unknown, "of unknown length"),
        (omitted, "omitted"),
        (breaks, "breaks"),
        (hard, "hard times"),
    )
    return [f"{count} {word}" for count, word in counts if count]
