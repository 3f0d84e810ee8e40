"""The program that reads one clip in a process of its own: facts or a fault as one line of JSON on
standard output."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from producer_app.core.errors import ProducerError
from producer_app.sound.facts import facts_as_json
from producer_app.sound.faults import fault, shown_name
from producer_app.sound.listen import listen

DEFAULT_PEAKS = 600


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads ``FILE --peaks N`` and writes ``{"facts": …}`` (returns 0) or ``{"fault": …}``
    (returns 1)."""
    parser = argparse.ArgumentParser(prog="sound-probe", description="Reads the facts of a clip.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--peaks", type=int, default=DEFAULT_PEAKS)
    chosen = parser.parse_args(arguments)
    answer = _answer(chosen.file, chosen.peaks)
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0 if "facts" in answer else 1


def _answer(path: Path, peaks: int) -> dict[str, Any]:
    try:
        return {"facts": facts_as_json(listen(path.absolute(), peaks))}
    except ProducerError as said:
        return _fault_as_json(said)
    except MemoryError:
        name = shown_name(path.name)
        return _fault_as_json(fault("sound.out_of_memory", name=name))


def _fault_as_json(said: ProducerError) -> dict[str, Any]:
    return {"fault": {"code": said.code, "params": said.params, "sentence": str(said)}}


if __name__ == "__main__":
    sys.exit(main())
