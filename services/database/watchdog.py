"""What happens to a server that does not answer: a slow statement is cancelled, a silent server is hung up on.

A server that is frozen, or gone without a word, keeps its connections open, and who waits for it waits for ever. A
connection that was hung up on fails like any that was lost, so that there is one way to go on from both.
"""

import asyncio
import contextlib
import os
import socket
from types import TracebackType
from typing import Final

import psycopg

_CANCEL_SECONDS: Final = 1.0  # that a healthy server takes to stop a statement, and more (guess)


class Watchdog:
    """Watches over one connection while something is done with it, for ``seconds`` at most."""

    def __init__(self, connection: psycopg.AsyncConnection, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None
        self._end: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._too_long)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._end is not None:
            self._end.cancel()

    def _too_long(self) -> None:
        self._end = asyncio.get_running_loop().create_task(self._end_it())

    async def _end_it(self) -> None:
        """Ask the server to stop; if it does not even do that, it is not there any more."""
        with contextlib.suppress(psycopg.Error, OSError):
            await self._connection.cancel_safe(timeout=_CANCEL_SECONDS)
            await asyncio.sleep(_CANCEL_SECONDS)
        _hang_up(self._connection)


def _hang_up(connection: psycopg.AsyncConnection) -> None:
    """Have whoever waits for the connection see its end. The driver closes it then."""
    with contextlib.suppress(psycopg.Error, OSError), socket.socket(fileno=os.dup(connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
