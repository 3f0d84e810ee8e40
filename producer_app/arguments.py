"""The words of the command line: which commands there are and what each takes."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from producer_app import __version__
from producer_app.core.entry import parse_length, parse_wall
from producer_app.core.errors import BadInput
from producer_app.core.timebase import WallTime

if TYPE_CHECKING:
    Jobs = argparse._SubParsersAction[argparse.ArgumentParser]

COMMANDS = (
    *("new", "samples", "import", "export", "proof", "check", "rehearse", "show"),
    *("tour", "pictures", "countdown", "bench", "bench-line", "relay"),
)

LINE_PARTS = ("keys", "failures", "clocks", "trials", "reconnects", "readers", "pages", "broker")
"""What the bench of the line measures; the last only when it is asked for."""

MEASURED = (100, 1_000, 10_000)
"""Segments of the shows that the bench makes."""

MOST_MEASURED = 20_000
"""Segments of the longest show that the bench makes."""

MOST_PAGES = 1_000
"""Pages that a line lets in at most."""

MOST_TRIALS = 10_000_000


def parser() -> argparse.ArgumentParser:
    """What the command line understands; ``options.job`` names the command."""
    words = argparse.ArgumentParser(
        prog="producer-console",
        description="The run-of-show console: plan it, call it, hand it over, keep the ratio, "
        "print it. With a show file alone it opens the window.",
    )
    words.add_argument("--version", action="version", version=f"producer-console {__version__}")
    jobs = words.add_subparsers(metavar="command")
    _add_open(jobs)
    _add_new(jobs)
    _add_samples(jobs)
    _add_import(jobs)
    _add_export(jobs)
    _add_proof(jobs)
    _add_check(jobs)
    _add_rehearse(jobs)
    _add_show(jobs)
    _add_tour(jobs)
    _add_pictures(jobs)
    _add_countdown(jobs)
    _add_bench(jobs)
    _add_bench_line(jobs)
    _add_relay(jobs)
    return words


def _add_open(jobs: Jobs) -> None:
    job = jobs.add_parser("open", help="open a show in the window (the same as SHOW alone)")
    job.add_argument("show", type=Path, nargs="?", help="a .show file")
    job.add_argument("--language", choices=("en", "zh"), help="of the window; else the show's")
    job.set_defaults(job="open")


def _add_new(jobs: Jobs) -> None:
    job = jobs.add_parser("new", help="make an empty show file")
    job.add_argument("file", type=Path)
    job.add_argument("--title", help="else the file's name")
    _add_when(job)
    job.set_defaults(job="new")


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
    job.set_defaults(job="samples")


def _add_import(jobs: Jobs) -> None:
    job = jobs.add_parser("import", help="make a show from a running order (CSV)")
    job.add_argument("file", type=Path)
    job.add_argument("-o", "--output", type=Path, required=True, help="the new .show file")
    job.add_argument("--title")
    _add_when(job)
    job.set_defaults(job="import")


def _add_export(jobs: Jobs) -> None:
    job = jobs.add_parser("export", help="typeset a cue sheet as PDF")
    job.add_argument("show", type=Path)
    job.add_argument(
        "--sheet",
        required=True,
        help="rundown, stage, lighting, artist, shop-host, back-office, ad-proof or sponsor-proof",
    )
    job.add_argument("-o", "--output", type=Path, required=True, help="the PDF")
    job.set_defaults(job="export")


def _add_proof(jobs: Jobs) -> None:
    job = jobs.add_parser("proof", help="what advertising a run had: sheets (PDF) and tables (CSV)")
    job.add_argument("show", type=Path)
    job.add_argument("-o", "--output", type=Path, required=True, help="a folder")
    job.add_argument(
        "--run", help="2 is the show's second run, R3 the third rehearsal; else the newest"
    )
    job.set_defaults(job="proof")


def _add_check(jobs: Jobs) -> None:
    job = jobs.add_parser("check", help="what is wrong with the plan; exit code 1 on errors")
    job.add_argument("show", type=Path)
    job.add_argument("--json", action="store_true")
    job.set_defaults(job="check")


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
    job.add_argument(
        "--repeat",
        action="append",
        default=[],
        metavar="NUMBER",
        help="put the segment of that number or title on the air once more",
    )
    job.add_argument("--json", action="store_true")
    job.set_defaults(job="rehearse")


def _add_show(jobs: Jobs) -> None:
    job = jobs.add_parser("show", help="print the rundown")
    job.add_argument("show", type=Path)
    job.add_argument("--json", action="store_true")
    job.set_defaults(job="show")


def _add_tour(jobs: Jobs) -> None:
    job = jobs.add_parser("tour", help="without a display: rehearse, export, save pictures")
    job.add_argument("show", type=Path)
    job.add_argument("-o", "--output", type=Path, default=Path("build/tour"), help="a folder")
    job.set_defaults(job="tour")


def _add_pictures(jobs: Jobs) -> None:
    job = jobs.add_parser("pictures", help="save pictures of the console and the sheets")
    job.add_argument("show", type=Path)
    job.add_argument("-o", "--output", type=Path, required=True, help="a folder")
    job.set_defaults(job="pictures")


def _add_countdown(jobs: Jobs) -> None:
    job = jobs.add_parser("countdown", help="make a countdown track: a pip each second (wav)")
    job.add_argument("--seconds", type=int, default=10)
    job.add_argument("-o", "--output", type=Path, required=True, help="the wav file")
    job.set_defaults(job="countdown")


def _add_bench(jobs: Jobs) -> None:
    job = jobs.add_parser("bench", help="measure sums, edits, ways back and the window's clocks")
    job.add_argument("--segments", type=_count, nargs="+", default=list(MEASURED))
    job.add_argument("--show", type=Path, help="also measure the opening of this show's window")
    job.add_argument(
        "--clocks",
        type=_count,
        metavar="SECONDS",
        help="also measure when the clocks of a running show turn, so long for each trial",
    )
    job.add_argument(
        "--drag",
        type=_count,
        metavar="SECONDS",
        help="also drag an advertisement about in two running shows, so long in each",
    )
    job.set_defaults(job="bench")


def _add_bench_line(jobs: Jobs) -> None:
    job = jobs.add_parser("bench-line", help="measure what the line to the rooms should keep")
    job.add_argument("show", type=Path, help="a .show file with a handoff; it is copied")
    job.add_argument(
        "--only", type=_parts, metavar="PART,PART", help=f"of {', '.join(LINE_PARTS)}; else all"
    )
    job.add_argument("--pages", type=_pages, nargs="+", default=[100, 500, 1_000])
    job.add_argument("--broker", action="store_true", help="also over Mosquitto, which it starts")
    job.add_argument(
        "--trials",
        type=_trials,
        default=20_000,
        help="GOs of the model at 30 %% loss, and a hundredth of that over sockets",
    )
    job.set_defaults(job="bench-line")


def _add_relay(jobs: Jobs) -> None:
    job = jobs.add_parser("relay", help="serve a show's room pages on another site, by its broker")
    job.add_argument("id", metavar="SHOW", help="the show's id, as its rooms window says it")
    job.add_argument("host", metavar="BROKER", help="the broker's name or address")
    job.add_argument("--broker-port", type=_port, help="else 8883, or 1883 with --plain")
    job.add_argument("--user", default="", help="its password: PRODUCER_CONSOLE_BROKER_PASSWORD")
    job.add_argument("--prefix", default="producer", help="the first level of every topic")
    job.add_argument("--plain", action="store_true", help="no TLS to the broker")
    job.add_argument("--port", type=_port, default=8742, help="where the pages are served")
    job.add_argument(
        "--share",
        nargs="+",
        default=[],
        metavar="ADDRESS",
        help="addresses of this machine on the site's network; else this machine alone",
    )
    job.add_argument("--pages", type=_count, default=64, help="pages that may be open at once")
    job.set_defaults(job="relay")


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if strange := [part for part in parts if part not in LINE_PARTS]:
        raise argparse.ArgumentTypeError(f"“{strange[0]}” is none of {', '.join(LINE_PARTS)}")
    return parts


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2026-11-10") from fault


def _wall(text: str) -> WallTime:
    try:
        return parse_wall(text)
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
    return _up_to(MOST_MEASURED, text)


def _pages(text: str) -> int:
    return _up_to(MOST_PAGES, text)


def _trials(text: str) -> int:
    return _up_to(MOST_TRIALS, text)


def _up_to(most: int, text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= most:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to {most}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 65_535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port, from 1 to 65535")
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
