"""Work that goes on whatever happens in it: what nobody foresaw is told, and it begins again."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any, Final

log = logging.getLogger(__name__)

BEGINS_AGAIN: Final = 0.25
"""Seconds after which work that has died begins again."""

LONGEST: Final = 300


def steadily(
    name: str, work: Callable[[], Awaitable[None]], on_fault: Callable[[str], None]
) -> asyncio.Task[None]:
    """A task that does ``work`` until cancelled, and begins it again when it dies. ``on_fault``
    hears in one line what it died of."""

    async def for_ever() -> None:
        while True:
            try:
                await work()
                return
            except Exception as fault:
                log.exception("%s died and begins again", name)
                on_fault(in_one_line(name, fault))
            await asyncio.sleep(BEGINS_AGAIN)

    return asyncio.create_task(for_ever(), name=name)


def catch_the_rest(loop: asyncio.AbstractEventLoop, on_fault: Callable[[str], None]) -> None:
    """Tells what dies in a callback or in a task that nobody waits for; the loop goes on."""

    def caught(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        fault = context.get("exception")
        log.error("%s", context.get("message", ""), exc_info=fault)
        on_fault(in_one_line(str(context.get("message", "")), fault))

    loop.set_exception_handler(caught)


def in_one_line(what: str, fault: BaseException | None) -> str:
    """What went wrong and where, short enough to be shown."""
    if fault is None:
        return what[:LONGEST]
    frames = traceback.extract_tb(fault.__traceback__)
    where = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{what}: {type(fault).__name__}: {fault}{where}".replace("\n", " ")[:LONGEST]
