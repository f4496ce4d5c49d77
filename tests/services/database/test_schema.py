"""The schema: migrations make what the models say, once, and never in the way of those who work."""

import asyncio

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from services.database.migrate import MigrationError, migrate
from services.database.models import Base
from services.local.servers import Postgres
from services.settings import DatabaseSettings


def _url(primary: Postgres, settings: DatabaseSettings) -> str:
    return primary.url(settings.database_name)


def test_migrations_and_models_say_the_same(database_settings: DatabaseSettings, primary: Postgres) -> None:
    engine = create_engine(_url(primary, database_settings).replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_two_migrations_at_once_are_one(database_settings: DatabaseSettings, primary: Postgres) -> None:
    with psycopg.connect(_url(primary, database_settings), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")

    async def both() -> list[str]:
        return await asyncio.gather(migrate(database_settings), migrate(database_settings))

    assert asyncio.run(both()) == ["0001", "0001"]


def test_a_migration_that_cannot_have_its_table_gives_up_and_leaves_nothing(
    database_settings: DatabaseSettings, primary: Postgres
) -> None:
    url = _url(primary, database_settings)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        connection.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
    with psycopg.connect(url) as busy:
        busy.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(MigrationError):
            asyncio.run(migrate(database_settings, attempts=1))
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("alembic_version",)]
    assert asyncio.run(migrate(database_settings)) == "0001"
