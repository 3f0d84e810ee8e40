"""The log file: what the show did, what is degraded, what somebody must look at."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from producer_app.paths import state_dir

LARGEST = 2_000_000
KEPT = 5

Catcher = Callable[[BaseException], object]


def start_log() -> Path:
    """Begin to log; returns the file."""
    path = state_dir() / "producer-console.log"
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return path


def catch_bugs(on_bug: Catcher) -> None:
    """Log whatever nobody caught, in any thread, tell ``on_bug``, and keep running."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("bug").error("Uncaught", exc_info=(kind, error, trace))
        on_bug(error)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
