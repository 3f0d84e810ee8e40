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

AUDIT = "producer_app.audit"
"""The log of who did what over the line; it has a file of its own."""

Catcher = Callable[[BaseException], object]


def start_log() -> Path:
    """Begin to log, and to keep the audit apart; returns the file of the log."""
    path = state_dir() / "producer-console.log"
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(_into(path, "%(asctime)s %(levelname)s %(name)s: %(message)s"))
    audit = logging.getLogger(AUDIT)
    audit.propagate = False
    audit.addHandler(_into(path.with_name("audit.log"), "%(asctime)s %(message)s"))
    return path


def _into(path: Path, form: str) -> RotatingFileHandler:
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter(form))
    return handler


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
