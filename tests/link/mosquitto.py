"""A real broker for one test: Mosquitto on a port of its own, killed and started again at will."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bootstrap.programs import program_path
from tests.link.ports import free_port

CONFIG = """listener {port} 127.0.0.1
allow_anonymous true
max_inflight_messages 0
max_queued_messages 0
set_tcp_nodelay true
persistence false
"""


class Broker:
    """One broker, there or killed."""

    def __init__(self, folder: Path, config: str = CONFIG) -> None:
        self.port = free_port()
        self._config = folder / "mosquitto.conf"
        self._config.write_text(config.format(port=self.port), encoding="ascii")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Starts it; returns once it listens."""
        program = program_path("mosquitto")
        assert program is not None
        self._process = await asyncio.create_subprocess_exec(
            program,
            "-c",
            str(self._config),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(20):
            while not await asyncio.to_thread(self._listens):
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """Ends it at once, as a power cut does."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """It is there, and says and takes nothing; not on Windows."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.5):
            return True
        return False


@asynccontextmanager
async def a_broker(folder: Path, config: str = CONFIG) -> AsyncIterator[Broker]:
    """A broker that listens."""
    broker = Broker(folder, config)
    await broker.start()
    try:
        yield broker
    finally:
        await broker.kill()
