"""``python -m services.database.migrate``: bring the schema up to what this release needs, while the last one runs.

A change of a table waits for those who use it, and those who come later wait for the change. So it waits for less than
a second, gives up, and tries again later. Each migration is one transaction: one that gave up has left nothing behind.
``docs/deploy.md`` says which migrations are safe during a deployment.
"""

import asyncio
import sys
import time
from pathlib import Path
from typing import Final

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from services.database.connector import Connector, NoConnectionError
from services.database.credentials import Credentials
from services.settings import DatabaseSettings, Migration, load

_LOCK_SECONDS: Final = 0.8  # less than a transaction of the shop may take, so that those behind it succeed (guess)
_PAUSE_SECONDS: Final = 1.0  # for those that waited behind it (guess)
_ATTEMPTS: Final = 20  # over half a minute (guess)
_QUEUE_SECONDS: Final = 300.0  # that another migration is waited for (guess)
_ONE_AT_A_TIME: Final = 0xF100D6A7E  # the advisory lock's number; any will do that nothing else takes


class MigrationError(Exception):
    """The schema is not what this release needs. The message says why, and that nothing is half done."""


async def migrate(settings: DatabaseSettings, *, attempts: int = _ATTEMPTS) -> str:
    """Run the migrations that the database does not have yet, and return the revision that it has then.

    Any number of these may run at once: one works, the others wait for it and find nothing to do.

    Raises:
        MigrationError: a table was in use throughout all attempts, or a statement failed.
        NoConnectionError: no writer answers.
    """
    connector = Connector(settings, Credentials(settings.database_secret_arn), writes=True)
    engine = create_async_engine("postgresql+psycopg://", async_creator=connector.connect, poolclass=NullPool)
    async with engine.connect() as connection:
        return await connection.run_sync(upgrade, attempts=attempts)


def upgrade(connection: Connection, *, attempts: int = _ATTEMPTS) -> str:
    """The same, on a connection that is at hand.

    Raises:
        MigrationError: as for ``migrate``.
    """
    try:
        _wait_at_most(connection, _QUEUE_SECONDS)
        connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": _ONE_AT_A_TIME})
        try:
            _wait_at_most(connection, _LOCK_SECONDS)
            return _upgrade(connection, attempts)
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": _ONE_AT_A_TIME})
            connection.commit()
    except DBAPIError as wrong:
        raise MigrationError(f"{wrong.orig}; the migration that met it was undone") from wrong


def main() -> None:
    """Migrate the database that the environment names; end with an error if that was not possible."""
    try:
        print("the schema is at", asyncio.run(migrate(load(Migration))))
    except (MigrationError, NoConnectionError) as wrong:
        sys.exit(f"not migrated: {wrong}")


def _upgrade(connection: Connection, attempts: int) -> str:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if (now := _revision(connection)) and now not in known:
        return f"{now}, which is newer than this release and serves it as well"
    for attempt in range(attempts):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        try:
            command.upgrade(config, "head")
            return _revision(connection) or "no revision"
        except DBAPIError as wrong:
            connection.rollback()
            if not isinstance(wrong.orig, psycopg.errors.LockNotAvailable):
                raise
    at = _revision(connection) or "no revision"
    raise MigrationError(
        f"a table that the next migration changes was in use throughout {attempts} attempts; the schema is at {at} and"
        " nothing is half done. End what uses the table (pg_stat_activity, pg_locks), and run this again"
    )


def _revision(connection: Connection) -> str | None:
    """The revision that the schema has."""
    revision = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()  # what asked has begun a transaction
    return revision


def _wait_at_most(connection: Connection, seconds: float) -> None:
    connection.execute(text("SELECT set_config('lock_timeout', :time, false)"), {"time": f"{seconds * 1000:.0f}ms"})
    connection.commit()


if __name__ == "__main__":
    main()
