"""The command line: opens the console, or does one job without a window."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tzlocal import get_localzone_name

from producer_app import __version__
from producer_app.core.entry import parse_length
from producer_app.core.errors import BadInput, EnvironmentFault, ProducerError, Refused
from producer_app.core.timebase import WallTime

if TYPE_CHECKING:
    Jobs = argparse._SubParsersAction[argparse.ArgumentParser]

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_BAD_INPUT = 3
EXIT_ENVIRONMENT = 4
EXIT_REFUSED = 5

MOST_MEASURED = 20_000
"""Segments of the longest show that the bench makes."""

COMMANDS = (
    *("new", "samples", "import", "export", "check", "rehearse", "show"),
    *("tour", "pictures", "bench"),
)
INNER = ("room-server", "sound-probe")
"""Commands that the program starts itself with; a frozen program has no other way."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words ask; returns the exit code, never raises for bad input."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in INNER:
        return _inner(words[0], words[1:])
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        words.insert(0, "open")
    options = _parser().parse_args(words)
    try:
        code: int = options.job(options)
    except BadInput as fault:
        return _say(fault, EXIT_BAD_INPUT)
    except EnvironmentFault as fault:
        return _say(fault, EXIT_ENVIRONMENT)
    except Refused as fault:
        return _say(fault, EXIT_REFUSED)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return EXIT_OK
    return code


def _say(fault: ProducerError, code: int) -> int:
    sys.stderr.write(f"{fault}\n")
    return code


def _inner(command: str, words: list[str]) -> int:
    if command == "sound-probe":
        from producer_app.sound.child import main as probe

        return probe(words)
    from producer_app.link.server import main as serve

    return serve(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="producer-console",
        description="The run-of-show console: plan it, call it, hand it over, keep the ratio, "
        "print it. With a show file alone it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"producer-console {__version__}")
    jobs = parser.add_subparsers(metavar="command")
    _add_open(jobs)
    _add_new(jobs)
    _add_samples(jobs)
    _add_import(jobs)
    _add_export(jobs)
    _add_check(jobs)
    _add_rehearse(jobs)
    _add_show(jobs)
    _add_tour(jobs)
    _add_pictures(jobs)
    _add_bench(jobs)
    return parser


def _add_open(jobs: Jobs) -> None:
    job = jobs.add_parser("open", help="open a show in the window (the same as SHOW alone)")
    job.add_argument("show", type=Path, nargs="?", help="a .show file")
    job.add_argument("--language", choices=("en", "zh"), help="of the window; else the show's")
    job.set_defaults(job=_open)


def _add_new(jobs: Jobs) -> None:
    job = jobs.add_parser("new", help="make an empty show file")
    job.add_argument("file", type=Path)
    job.add_argument("--title", help="else the file's name")
    _add_when(job)
    job.set_defaults(job=_new)


def _add_when(job: argparse.ArgumentParser) -> None:
    job.add_argument("--date", type=_date, help="YYYY-MM-DD; else today")
    job.add_argument("--zone", help="such as Asia/Shanghai; else this machine's")
    job.add_argument("--on-air", type=_wall, help="such as 20:00")


def _add_samples(jobs: Jobs) -> None:
    job = jobs.add_parser("samples", help="make the sample shows from their readable sources")
    job.add_argument("-o", "--output", type=Path, default=Path("shows"), help="a folder")
    job.add_argument(
        "--replace", action="store_true", help="write over sample shows that are there"
    )
    job.set_defaults(job=_samples)


def _add_import(jobs: Jobs) -> None:
    job = jobs.add_parser("import", help="make a show from a running order (CSV)")
    job.add_argument("file", type=Path)
    job.add_argument("-o", "--output", type=Path, required=True, help="the new .show file")
    job.add_argument("--title")
    _add_when(job)
    job.set_defaults(job=_import)


def _add_export(jobs: Jobs) -> None:
    job = jobs.add_parser("export", help="typeset a cue sheet as PDF")
    job.add_argument("show", type=Path)
    job.add_argument("--sheet", required=True, help="rundown, lighting or shop-host")
    job.add_argument("-o", "--output", type=Path, required=True, help="the PDF")
    job.set_defaults(job=_export)


def _add_check(jobs: Jobs) -> None:
    job = jobs.add_parser("check", help="what is wrong with the plan; exit code 1 on errors")
    job.add_argument("show", type=Path)
    job.add_argument("--json", action="store_true")
    job.set_defaults(job=_check)


def _add_rehearse(jobs: Jobs) -> None:
    job = jobs.add_parser("rehearse", help="run the whole show on a clock of its own")
    job.add_argument("show", type=Path)
    job.add_argument(
        "--speed", type=_speed, default=0.0, help="600 is an hour in 6 s; else at once"
    )
    job.add_argument(
        "--overrun",
        type=_overrun,
        action="append",
        default=[],
        metavar="NUMBER=LENGTH",
        help="let the segment of that number or title run over, such as C5=6:00",
    )
    job.add_argument("--json", action="store_true")
    job.set_defaults(job=_rehearse)


def _add_show(jobs: Jobs) -> None:
    job = jobs.add_parser("show", help="print the rundown")
    job.add_argument("show", type=Path)
    job.add_argument("--json", action="store_true")
    job.set_defaults(job=_show)


def _add_tour(jobs: Jobs) -> None:
    job = jobs.add_parser("tour", help="without a display: rehearse, export, save pictures")
    job.add_argument("show", type=Path)
    job.add_argument("-o", "--output", type=Path, default=Path("build/tour"), help="a folder")
    job.set_defaults(job=_tour)


def _add_pictures(jobs: Jobs) -> None:
    job = jobs.add_parser("pictures", help="save pictures of the console and the sheets")
    job.add_argument("show", type=Path)
    job.add_argument("-o", "--output", type=Path, required=True, help="a folder")
    job.set_defaults(job=_pictures)


def _add_bench(jobs: Jobs) -> None:
    job = jobs.add_parser("bench", help="measure an edit, a projection and the window's opening")
    job.add_argument("--segments", type=_count, default=500)
    job.add_argument("--show", type=Path, help="also measure the opening of this show's window")
    job.set_defaults(job=_bench)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2026-11-10") from fault


def _wall(text: str) -> WallTime:
    try:
        return WallTime.parse(text)
    except BadInput as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = -1.0
    if not 0 <= speed < float("inf"):
        raise argparse.ArgumentTypeError(f"“{text}” is not a speed; write a number such as 600")
    return speed


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= MOST_MEASURED:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to {MOST_MEASURED}")
    return int(text)


def _overrun(text: str) -> tuple[str, int]:
    number, _, length = text.rpartition("=")
    try:
        over = parse_length(length)
    except BadInput as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault
    if not number or over is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not like C5=6:00")
    return number, over


def _open(options: argparse.Namespace) -> int:
    from producer_app.app import open_console

    return open_console(options.show, options.language)


def _zone(options: argparse.Namespace) -> str:
    zone: str = options.zone or get_localzone_name()
    return zone


def _day(options: argparse.Namespace) -> dt.date:
    day: dt.date = options.date or dt.datetime.now().astimezone().date()
    return day


def _new(options: argparse.Namespace) -> int:
    from producer_app.jobs.files import make_new

    title = options.title or options.file.stem
    made = make_new(options.file, title, _day(options), _zone(options), options.on_air)
    sys.stdout.write(f"{made} is ready: producer-console {made}\n")
    return EXIT_OK


def _samples(options: argparse.Namespace) -> int:
    from producer_app.jobs.files import make_samples

    for made in make_samples(options.output, replace=options.replace):
        sys.stdout.write(f"{made}\n")
    return EXIT_OK


def _import(options: argparse.Namespace) -> int:
    from producer_app.jobs.files import import_running_order

    summary = import_running_order(
        options.file,
        options.output,
        title=options.title,
        date=_day(options),
        zone=_zone(options),
        on_air=options.on_air,
    )
    sys.stdout.write(summary + "\n")
    return EXIT_OK


def _export(options: argparse.Namespace) -> int:
    from producer_app.jobs.sheet import export_sheet

    made = export_sheet(options.show, options.sheet, options.output)
    sys.stdout.write(f"{made}\n")
    return EXIT_OK


def _check(options: argparse.Namespace) -> int:
    from producer_app.jobs.listing import check_show

    return EXIT_FINDINGS if check_show(options.show, as_json=options.json) else EXIT_OK


def _show(options: argparse.Namespace) -> int:
    from producer_app.jobs.listing import list_show

    list_show(options.show, as_json=options.json)
    return EXIT_OK


def _rehearse(options: argparse.Namespace) -> int:
    from producer_app.jobs.rehearse import rehearse

    rehearse(options.show, options.speed, dict(options.overrun), as_json=options.json)
    return EXIT_OK


def _tour(options: argparse.Namespace) -> int:
    from producer_app.jobs.tour import tour

    tour(options.show, options.output)
    return EXIT_OK


def _pictures(options: argparse.Namespace) -> int:
    from producer_app.jobs.pictures import save_pictures

    for picture in save_pictures(options.show, options.output):
        sys.stdout.write(f"{picture}\n")
    return EXIT_OK


def _bench(options: argparse.Namespace) -> int:
    from producer_app.jobs.bench import bench

    bench(options.segments, options.show)
    return EXIT_OK
