"""Connections of the driver: where they lead, how they log in, and how long that may take."""

import asyncio
import random
import time
from typing import Final

import psycopg

from services.database.credentials import Credentials, CredentialsError, Login
from services.hosts import is_loopback
from services.settings import DatabaseSettings

_REFUSED: Final = "password authentication failed"  # 28P01, of which libpq gives the words only
_PAUSE_SECONDS: Final = (0.05, 0.25)  # between attempts while a writer is replaced; drawn, so that tasks spread (guess)


class NoConnectionError(Exception):
    """A server was not reached, or did not let us in. Nothing was sent to it."""


class Connector:
    """Opens connections to one host. One to the writer lands on a server that takes writes, or is not made."""

    def __init__(self, settings: DatabaseSettings, credentials: Credentials, *, writes: bool) -> None:
        self._host = settings.database_writer_host if writes else settings.database_reader_host
        self._port = settings.database_port
        self._database = settings.database_name
        self._seconds = settings.database_connect_seconds
        self._credentials = credentials
        self._writes = writes

    async def connect(self) -> psycopg.AsyncConnection:
        """A connection. The writer has no stand-in, so that it is tried again until the time is over.

        Raises:
            NoConnectionError: there was none within the connect timeout.
        """
        until = time.monotonic() + self._seconds
        while True:
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    return await self._log_in()
            except (psycopg.OperationalError, CredentialsError, TimeoutError) as wrong:
                pause = random.uniform(*_PAUSE_SECONDS)  # noqa: S311 - nothing to guess
                if not self._writes or time.monotonic() + pause >= until:
                    reason = str(wrong) or f"no answer within {self._seconds} s"
                    raise NoConnectionError(f"{self._host}: {reason}") from wrong
                await asyncio.sleep(pause)

    async def _log_in(self) -> psycopg.AsyncConnection:
        login = await self._credentials.login()
        try:
            return await self._open(login)
        except psycopg.OperationalError as wrong:
            if _REFUSED not in str(wrong):
                raise
        return await self._open(await self._credentials.refresh(login))

    async def _open(self, login: Login) -> psycopg.AsyncConnection:
        return await psycopg.AsyncConnection.connect(
            host=self._host,
            port=self._port,
            dbname=self._database,
            user=login.username,
            password=login.password.get_secret_value(),
            sslmode="disable" if is_loopback(self._host) else "require",
            # After a failover the name may lead to the old writer for some seconds, which only reads by then.
            target_session_attrs="read-write" if self._writes else "any",
            # Prepared statements would pin RDS Proxy's connections, and break when a migration changes a table.
            prepare_threshold=None,
        )
