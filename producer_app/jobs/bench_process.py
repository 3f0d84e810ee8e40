"""A process of its own for each window that is measured: Qt wants only one in each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping

from producer_app.jobs.bench_figures import Figures

Found = Mapping[str, Mapping[str, Figures]]
"""Each figure by what was done meanwhile, and by what was late."""


def figures_of(program: str) -> Found:
    """What a Python program tells by ``tell``."""
    surroundings = dict(os.environ)
    if sys.platform == "linux" and not surroundings.get("DISPLAY"):
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return {
        part: {what: Figures(tuple(times)) for what, times in late.items()}
        for part, late in told.items()
    }


def said_by(program: str, *words: str) -> str:
    """What a Python program writes; it draws into memory where there is no display."""
    surroundings = dict(os.environ)
    if sys.platform == "linux" and not surroundings.get("DISPLAY"):
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings,
    )
    return done.stdout


def tell(found: Found) -> None:
    """Print the figures for ``figures_of``."""
    times = {part: {w: f.times for w, f in late.items()} for part, late in found.items()}
    sys.stdout.write("\n" + json.dumps(times) + "\n")
