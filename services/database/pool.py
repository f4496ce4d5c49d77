"""A pool of connections to one host: how many, for how long, who waits for them, and what counts as lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

import psycopg
from sqlalchemy import ExceptionContext, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from services.database.connector import Connector, NoConnectionError
from services.database.gate import Gate
from services.database.watchdog import Watchdog

_RECYCLE_SECONDS: Final = 600  # the article lets idle connections go after ten minutes; this is their age
_LOOK_SECONDS: Final = 1.0  # how often a host that was set aside is looked at (guess)
_READ_ONLY: Final = "25006"
_SHUTTING_DOWN: Final = frozenset({"57P01", "57P02", "57P03"})
_ROLLED_BACK: Final = frozenset({"40001", "40P01"})  # a conflict with recovery or another transaction; a deadlock
_CANCELLED: Final = "57014"


class Pool:
    """Connections to one host.

    The latest used is used next, so that what a peak opened grows old and is left. A connection is ten minutes old at
    most: new readers get their share, and the place of a former writer is given up.
    """

    def __init__(self, connector: Connector, size: int, *, gate: Gate, answer_seconds: float) -> None:
        self._connector = connector
        self._size = size
        self._gate = gate
        self._answer_seconds = answer_seconds
        self._engine = create_async_engine(
            "postgresql+psycopg://",
            async_creator=connector.connect,
            pool_size=size,
            max_overflow=0,
            pool_recycle=_RECYCLE_SECONDS,
            pool_use_lifo=True,
        )
        self._reading = self._engine.execution_options(postgresql_readonly=True)
        self._return: asyncio.Task[None] | None = None
        event.listen(self._engine.sync_engine, "handle_error", _mark_as_lost)

    @contextlib.asynccontextmanager
    async def connection(self, *, read_only: bool) -> AsyncIterator[AsyncConnection]:
        """A connection whose transactions carry the mark, and that is over when it takes too long.

        Raises:
            OverloadedError: too many wait for one.
            NoConnectionError: the host gives none, or was set aside.
        """
        async with self._gate:
            if self.set_aside:
                raise NoConnectionError("set aside")
            async with (self._reading if read_only else self._engine).connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                assert isinstance(driver, psycopg.AsyncConnection)  # noqa: S101 - tells mypy
                with Watchdog(driver, self._answer_seconds):
                    yield connection

    @property
    def set_aside(self) -> bool:
        """Whether nobody is to try this host at the moment."""
        return self._return is not None

    def put_aside(self) -> None:
        """Let nobody wait for this host until it answers again."""
        if self._return is None:
            self._return = asyncio.get_running_loop().create_task(self._look())

    async def warm(self, least: int) -> None:
        """Open ``least`` connections, so that the first requests find them.

        Raises:
            NoConnectionError: the host gives none.
        """
        async with contextlib.AsyncExitStack() as opened:
            connections = [self._engine.connect() for _ in range(min(least, self._size))]
            await asyncio.gather(*(opened.enter_async_context(connection) for connection in connections))

    async def close(self) -> None:
        """Close what is idle; what is in use is closed when it comes back."""
        if self._return is not None:
            self._return.cancel()
        await self._engine.dispose()

    async def _look(self) -> None:
        """Try the host until it answers: one attempt at a time, and no request waits for it."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            with contextlib.suppress(NoConnectionError):
                await (await self._connector.connect()).close()
                break
        self._return = None


def is_lost(error: DBAPIError) -> bool:
    """Whether nothing of the transaction is left, or nobody knows: it may be run again."""
    return error.connection_invalidated or _state(error) in _ROLLED_BACK


def took_too_long(error: DBAPIError) -> bool:
    """Whether the statement was cancelled, by the watchdog or by somebody at the database."""
    return _state(error) == _CANCELLED


def _mark_as_lost(context: ExceptionContext) -> None:
    """Tell SQLAlchemy which errors are the end of all connections to this host: it opens others for the next ones.

    A write that a server refuses because it only reads has found a former writer; unless the transaction itself had
    the mark.
    """
    state = _state(context)
    marked = context.connection is not None and context.connection.get_execution_options().get("postgresql_readonly")
    if state in _SHUTTING_DOWN or (state == _READ_ONLY and not marked):
        context.is_disconnect = True


def _state(error: DBAPIError | ExceptionContext) -> str | None:
    original = error.orig if isinstance(error, DBAPIError) else error.original_exception
    return original.sqlstate if isinstance(original, psycopg.Error) else None
