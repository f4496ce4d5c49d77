"""The database as the shop sees it: transactions that read, and transactions that write. Which server, is decided here.

The transaction's read-only mark decides: those that have it go to the readers, the others to the writer. A user who
has just written reads from the writer until the reader at hand has what he wrote.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Generic, Never, TypeVar

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from services.database.connector import Connector, NoConnectionError
from services.database.credentials import Credentials
from services.database.gate import Gate
from services.database.pool import Pool, is_lost, took_too_long
from services.database.position import Position
from services.errors import OverloadedError
from services.settings import DatabaseSettings

T = TypeVar("T")
Work = Callable[[AsyncSession], Awaitable[T]]

_LEAST_IDLE: Final = 5  # the article's: connections that the writer's pool has from the start
_WHERE: Final = text("SELECT pg_current_wal_insert_lsn()::text")
_HAS: Final = text("SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= CAST(:lsn AS pg_lsn)")


class UnavailableError(OverloadedError):
    """No server answers, or none that may do this: 503. A failover takes about half a minute."""

    title = "Temporarily unavailable"


class _BehindError(Exception):
    """The reader does not have yet what has to be seen."""


@dataclass(frozen=True)
class Written(Generic[T]):
    """What a write came to, and the position that reads have to wait for to see it."""

    value: T
    position: Position


class Database:
    """Runs work in transactions, on the server that fits.

    Work gets a session, and must neither commit nor keep it. It may be run twice: when the connection is lost, when the
    writer is replaced, or in a deadlock. As nobody knows whether a commit that got no answer was done, work that writes
    must come to the same if it was.

    It belongs to the event loop that first uses it.
    """

    def __init__(self, settings: DatabaseSettings, *, most_waiting: int = 100, answer_seconds: float = 3.0) -> None:
        """Opens nothing yet.

        ``most_waiting``: requests that may wait for a connection, for each of the two pools (guess). They wait as long
        as a connection attempt may take. ``answer_seconds``: that a transaction may take (guess).
        """
        credentials = Credentials(settings.database_secret_arn)

        def pool(size: int, *, writes: bool) -> Pool:
            gate = Gate(size, most_waiting=most_waiting, wait_seconds=settings.database_connect_seconds)
            connector = Connector(settings, credentials, writes=writes)
            return Pool(connector, size, gate=gate, answer_seconds=answer_seconds)

        self._writer = pool(settings.database_writer_pool, writes=True)
        self._reader = pool(settings.database_reader_pool, writes=False)
        self._tells_position = True

    async def read(self, work: Work[T], *, after: Position | None = None) -> T:
        """What ``work`` reads, in a transaction that cannot write, and that sees what was written at ``after``.

        Raises:
            OverloadedError: too many wait, or the statements took too long.
            UnavailableError: no server answers.
        """
        if after is not None and after.over:
            after = None
        if not self._reader.set_aside and (after is None or after.lsn):
            try:
                return await self._read_from(self._reader, work, after)
            except NoConnectionError:
                self._reader.put_aside()
            except _BehindError:
                pass
            except DBAPIError as error:
                if not is_lost(error):
                    _fail(error)
        return await self._twice(lambda: self._read_from(self._writer, work, None))

    async def write(self, work: Work[T]) -> Written[T]:
        """What ``work`` comes to, committed on the writer, and the position for the user's next reads.

        Raises:
            OverloadedError: too many wait, or the statements took too long.
            UnavailableError: no writer answers.
        """
        return await self._twice(lambda: self._write(work))

    async def warm(self) -> None:
        """Open the writer's first connections.

        Raises:
            NoConnectionError: it gives none.
        """
        await self._writer.warm(_LEAST_IDLE)

    async def ready(self) -> None:
        """Whether requests can be answered. A database that is busy is no reason to take a task out of service.

        Raises:
            UnavailableError: neither a reader nor the writer answers.
        """
        try:
            await self.read(lambda session: session.execute(text("SELECT 1")))
        except UnavailableError:
            raise
        except OverloadedError:
            return

    async def close(self) -> None:
        """Close all connections."""
        await self._reader.close()
        await self._writer.close()

    async def _twice(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """The outcome of an attempt, or of a second one if the first was lost."""
        try:
            try:
                return await attempt()
            except DBAPIError as error:
                if not is_lost(error):
                    raise
                return await attempt()
        except NoConnectionError as error:
            raise UnavailableError("the database is not available") from error
        except DBAPIError as error:
            _fail(error)

    async def _read_from(self, pool: Pool, work: Work[T], after: Position | None) -> T:
        async with pool.connection(read_only=True) as connection, _session(connection) as session, session.begin():
            if after is not None and not await session.scalar(_HAS, {"lsn": after.lsn}):
                raise _BehindError
            return await work(session)

    async def _write(self, work: Work[T]) -> Written[T]:
        async with self._writer.connection(read_only=False) as connection:
            async with _session(connection) as session, session.begin():
                value = await work(session)
            return Written(value, Position.now(await self._lsn(connection)))

    async def _lsn(self, connection: AsyncConnection) -> str:
        """Where the log is after a commit. Whatever goes wrong here, the commit is done."""
        if not self._tells_position:
            return ""
        try:
            await connection.execution_options(isolation_level="AUTOCOMMIT")  # one round trip in place of three
            return str(await connection.scalar(_WHERE))
        except DBAPIError as error:
            self._tells_position = is_lost(error) or took_too_long(error)
            return ""


def _session(connection: AsyncConnection) -> AsyncSession:
    return AsyncSession(connection, expire_on_commit=False)


def _fail(error: DBAPIError) -> Never:
    """Raise the error as the shop knows it; what the statement itself did wrong stays what it is."""
    if is_lost(error):
        raise UnavailableError("the database went away") from error
    if took_too_long(error):
        raise OverloadedError("the database took too long") from error
    raise error
