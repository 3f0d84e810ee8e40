"""The command line: opens the console, or does one job without a window."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tzlocal import get_localzone_name

from producer_app.arguments import COMMANDS, LINE_PARTS, parser
from producer_app.core.errors import BadInput, EnvironmentFault, ProducerError, Refused

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_BAD_INPUT = 3
EXIT_ENVIRONMENT = 4
EXIT_REFUSED = 5


INNER = ("room-server", "sound-probe", "way-seeker", "place-seeker")
"""Commands that the program starts itself with; a frozen program has no other way."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words ask; returns the exit code, never raises for bad input."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in INNER:
        return _inner(words[0], words[1:])
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        words.insert(0, "open")
    options = parser().parse_args(words)
    try:
        code = _JOBS[options.job](options)
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
    if command == "way-seeker":
        from producer_app.ui.recovery.child import main as seek

        return seek()
    if command == "place-seeker":
        from producer_app.ui.budget.child import main as try_places

        return try_places()
    from producer_app.link.server import main as serve

    return serve(words)


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


def _proof(options: argparse.Namespace) -> int:
    from producer_app.jobs.proof import write_proof

    for made in write_proof(options.show, options.output, options.run):
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

    rehearse(
        options.show,
        options.speed,
        dict(options.overrun),
        repeats=options.repeat,
        as_json=options.json,
    )
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

    bench(options.segments, options.show, options.clocks, options.drag)
    return EXIT_OK


def _bench_line(options: argparse.Namespace) -> int:
    from producer_app.jobs.bench_line.run import bench_line

    parts = options.only or LINE_PARTS[:-1]
    parts = (*parts, "broker") if options.broker else parts
    bench_line(options.show, parts, options.pages, options.trials)
    return EXIT_OK


def _relay(options: argparse.Namespace) -> int:
    from producer_app.jobs.relay import relay

    relay(
        options.id,
        options.host,
        broker_port=options.broker_port,
        user=options.user,
        prefix=options.prefix,
        is_secure=not options.plain,
        port=options.port,
        share=options.share,
        clients=options.pages,
    )
    return EXIT_OK


def _countdown(options: argparse.Namespace) -> int:
    from producer_app.sound.countdown import write_countdown

    write_countdown(options.output, options.seconds)
    sys.stdout.write(f"{options.output}\n")
    return EXIT_OK


_JOBS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "open": _open,
        "new": _new,
        "samples": _samples,
        "import": _import,
        "export": _export,
        "proof": _proof,
        "check": _check,
        "rehearse": _rehearse,
        "show": _show,
        "tour": _tour,
        "pictures": _pictures,
        "countdown": _countdown,
        "bench": _bench,
        "bench-line": _bench_line,
        "relay": _relay,
    }
)
