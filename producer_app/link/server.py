"""The room server, a process of its own: what it hears from the console and says to it.

It ends when its standard input ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import BinaryIO, Final

from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.link.door.audit import Hushed
from producer_app.link.pipe import Setup, ToConsole, line_of, read_to_server
from producer_app.link.room_server import RoomServer
from producer_app.link.steady import catch_the_rest, in_one_line
from producer_app.paths import resources

FILES: Final = 8_192
"""Open files that the server asks the system for: connections, and a few of its own."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until standard input ends; 0, or 2 when it was not started by a console."""
    if argv:
        sys.stderr.write("The room server takes its orders from the console, not from arguments.\n")
        return 2
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _allow_many_files()
    try:
        asyncio.run(_serve(sys.stdin.buffer, sys.stdout.buffer))
    except ProducerError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return 0


def _allow_many_files() -> None:
    """A thousand pages are more open files than a shell usually allows; Windows has no such
    limit."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES if hard == resource.RLIM_INFINITY else min(hard, FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def _serve(orders: BinaryIO, reports: BinaryIO) -> None:
    first = await asyncio.to_thread(orders.readline)
    setup = read_to_server(first) if first else None
    if not isinstance(setup, Setup):
        raise EnvironmentFault(
            "link.no_console", "The room server is started by the console, not by hand."
        )
    said = Hushed(_Reports(reports).tell, time.monotonic)
    server = RoomServer(resources(), said.tell)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    catch_the_rest(loop, server.trouble)
    await server.start(setup)
    threading.Thread(
        target=_follow, args=(orders, loop, server, ended), name="orders", daemon=True
    ).start()
    await ended.wait()
    try:
        async with asyncio.timeout(2.0):
            await server.stop()
    except TimeoutError:
        os._exit(0)


def _follow(
    orders: BinaryIO, loop: asyncio.AbstractEventLoop, server: RoomServer, ended: asyncio.Event
) -> None:
    """Reads the console's orders until it is gone; one that nobody understands is told of."""
    with contextlib.suppress(RuntimeError):
        for line in orders:
            try:
                loop.call_soon_threadsafe(server.hear, read_to_server(line))
            except ProducerError as fault:
                loop.call_soon_threadsafe(server.trouble, in_one_line("an order", fault))
        loop.call_soon_threadsafe(ended.set)


class _Reports:
    """The way back to the console; a console that is gone is noticed at the other end."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe

    def tell(self, message: ToConsole) -> None:
        with contextlib.suppress(OSError):
            self._pipe.write(line_of(message))
            self._pipe.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
