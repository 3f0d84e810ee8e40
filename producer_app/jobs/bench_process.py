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


def surroundings() -> dict[str, str]:
    """Ours; where there is no display, windows are drawn into memory."""
    ours = dict(os.environ)
    if sys.platform == "linux" and not ours.get("DISPLAY"):
        ours.setdefault("QT_QPA_PLATFORM", "offscreen")
    return ours


def figures_of(program: str) -> Found:
    """What a Python program tells by ``tell``."""
    told = json.loads(said_by(program).splitlines()[-1])
    return {
        part: {what: Figures(tuple(times)) for what, times in late.items()}
        for part, late in told.items()
    }


def said_by(program: str, *words: str) -> str:
    """What a Python program writes."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings(),
    )
    return done.stdout


def tell(found: Found) -> None:
    """Print the figures for ``figures_of``."""
    times = {part: {w: f.times for w, f in late.items()} for part, late in found.items()}
    sys.stdout.write("\n" + json.dumps(times) + "\n")
