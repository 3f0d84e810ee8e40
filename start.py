"""The first command: sets Producer Console up once, then opens it or runs its tests.

python3 start.py [SHOW]           open a show (the sample show when none is named)
python3 start.py test [ARGS]      run every check; ARGS go to pytest
"""

import sys

EXIT_PYTHON_TOO_OLD = 3
if sys.version_info < (3, 11):  # asked before anything that an old Python cannot read
    sys.stderr.write(
        "Producer Console needs Python 3.11 or newer, and this is Python %d.%d; "
        "run it with a newer one, such as: python3.11 start.py\n" % sys.version_info[:2]
    )
    sys.exit(EXIT_PYTHON_TOO_OLD)

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
SAMPLE = "shows/super-night.show"
TOUR_FOLDER = "build/tour"
# A set-up for the left name is one for the names on the right, too.
COVERS = {
    "headless": ("headless",),
    "window": ("window", "headless"),
    "test": ("test", "window", "headless"),
}
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Returns the exit code, unless the console takes this process over."""
    try:
        return carry_out(arguments)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return EXIT_INTERRUPTED


def carry_out(arguments: list[str]) -> int:
    """Does what the command line asks for; returns its exit code."""
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:])
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return EXIT_USAGE
    return open_console(arguments[0] if arguments else None)


def open_console(show: str | None) -> int:
    """Opens the show, or does the same job without a window where there is no display."""
    display = has_display()
    failure = prepare("window" if display else "headless")
    if failure:
        return failure
    wanted = str(Path(show).absolute()) if show else SAMPLE
    os.chdir(ROOT)
    if display:
        return become([str(PYTHON), "-m", "producer_app", wanted])
    print(
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the console\n"
        "does its job without a window: it rehearses the show, prints its sheets and saves\n"
        "pictures.",
        flush=True,
    )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return become([str(PYTHON), "-m", "producer_app", "tour", wanted, "-o", TOUR_FOLDER])


def has_display() -> bool:
    """Only on Linux can there be no desktop."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or bool(named)


def become(command: list[str]) -> int:
    """Runs the command in this process's place, or on Windows as its child."""
    if not WINDOWS:
        os.execv(command[0], command)  # noqa: S606 - the environment's own Python
    import subprocess

    return subprocess.call(command)


def run_tests(arguments: list[str]) -> int:
    """Runs every check; returns 0 when all of them passed."""
    failure = prepare("test")
    if failure:
        return failure
    from bootstrap.checks import run_checks
    from bootstrap.programs import prepare_programs

    prepare_programs()
    os.chdir(ROOT)
    return run_checks(PYTHON, arguments)


def prepare(purpose: str) -> int:
    """Sets up what the purpose needs, unless that was done already; 0 when all is ready.

    A start that finds its stamp imports nothing more: it has to cost no noticeable time.
    """
    if is_ready(purpose):
        return 0
    from bootstrap.telling import SetupStopped

    try:
        set_up(purpose)
    except SetupStopped as stop:
        print(f"\n{stop}", file=sys.stderr)
        return stop.code
    return 0


def set_up(purpose: str) -> None:
    """Does the whole set-up; raises SetupStopped where a person has to do something first."""
    import time

    from bootstrap.environment import install_packages, prepare_environment
    from bootstrap.system import prepare_system

    began = time.monotonic()
    print("Setting up Producer Console. This is done only once.", flush=True)
    prepare_system(with_window=purpose != "headless")
    for other in COVERS:
        stamp(other).unlink(missing_ok=True)
    prepare_environment(VENV, PYTHON)
    install_packages(PYTHON, requirements(purpose))
    for covered in COVERS[purpose]:
        stamp(covered).write_text(fingerprint(covered), encoding="ascii")
    print(f"All is set up, in {time.monotonic() - began:.0f} s.\n", flush=True)


def is_ready(purpose: str) -> bool:
    """True when exactly this was set up already, and the environment still stands."""
    try:
        done = stamp(purpose).read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return done == fingerprint(purpose) and PYTHON.exists()


def stamp(purpose: str) -> Path:
    """The file that says what was set up."""
    return VENV / f".ready-{purpose}"


def requirements(purpose: str) -> Path:
    """The hashed list of packages that the purpose needs."""
    return ROOT / ("requirements-dev.txt" if purpose == "test" else "requirements.txt")


def fingerprint(purpose: str) -> str:
    """Another one as soon as the packages, the set-up, the Python or the folder is another."""
    digest = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{ROOT}".encode())
    set_up_by = (ROOT / "pyproject.toml", *sorted((ROOT / "bootstrap").glob("*.py")))
    for file in (requirements(purpose), Path(__file__), *set_up_by):
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
