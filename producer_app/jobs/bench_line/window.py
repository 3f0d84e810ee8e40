"""The real console in a process of its own, as the bench gives it orders."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from producer_app.jobs.bench_line.evening import Evening
from producer_app.jobs.bench_line.programs import Program, program

WINDOW: Final = "producer_app.jobs.bench_line.window_program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Armed:
    """A handoff whose GO is one press away, and the revision that it will have."""

    handoff: str
    epoch: int
    rev: int

    @property
    def mark(self) -> str:
        """What is in the frame that brings it."""
        return f'"rev":{self.rev},'

    @property
    def shown(self) -> str:
        """What a page says once it has shown it."""
        words = {"type": "shown", "handoff": self.handoff, "epoch": self.epoch, "seq": 0}
        return json.dumps({**words, "rev": self.rev, "t": 0.0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """When the key came to the window, and when all that it makes the window do was done, by the
    monotonic clock."""

    at: float
    done: float


class Window:
    """A running console."""

    def __init__(self, program: Program, handoff: str) -> None:
        self.program, self._handoff = program, handoff

    async def armed(self) -> Armed:
        """The handoff, ready for the press that counts."""
        return self._armed(await self.asked("arm"))

    async def next(self) -> Armed:
        """The handoff, ready for any call."""
        return self._armed(await self.asked("next"))

    def _armed(self, told: dict[str, Any]) -> Armed:
        return Armed(handoff=self._handoff, epoch=told["epoch"], rev=told["rev"])

    async def pressed(self) -> Pressed:
        """The key, pressed: it made a GO."""
        told = await self.program.asked(do="press")
        if told["state"] not in ("go_sent", "go_shown"):
            raise ConnectionError(f"the key made no GO: {told['state']}")
        return Pressed(at=told["at"], done=told["called"])

    async def shown(self) -> float | None:
        """When the console knew that a page had shown the GO; None where it never did."""
        return float((await self.program.asked(do="shown"))["at"]) or None

    async def asked(self, order: str) -> dict[str, Any]:
        """The answer to one of its other orders."""
        return await self.program.asked(do=order)


@asynccontextmanager
async def a_window(evening: Evening) -> AsyncIterator[Window]:
    """The console on that evening, once its rooms can come."""
    async with program(WINDOW, str(evening.path), evening.handoff) as running:
        await running.answer()
        yield Window(running, evening.handoff)
