"""Load shedding: who may wait for a connection, and how long."""

import asyncio
from types import TracebackType

from services.errors import OverloadedError


class Gate:
    """As many at once as there are places; of the others a few wait a while, and the rest is told to come again.

    Waiting is bounded both ways, as a queue that only grows answers nobody in time.
    """

    def __init__(self, places: int, *, most_waiting: int, wait_seconds: float) -> None:
        self._free = asyncio.Semaphore(places)
        self._most_waiting = most_waiting
        self._wait_seconds = wait_seconds
        self._waiting = 0

    async def __aenter__(self) -> None:
        """Take a place.

        Raises:
            OverloadedError: too many wait already, or none came free in time.
        """
        if not self._free.locked():
            await self._free.acquire()  # at once
            return
        if self._waiting >= self._most_waiting:
            raise OverloadedError("too many requests wait for the database")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._free.acquire()
        except TimeoutError:
            raise OverloadedError("the database did not come free in time") from None
        finally:
            self._waiting -= 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the place to the next one."""
        self._free.release()
