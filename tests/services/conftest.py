"""Real servers for the tests of the services: each worker of pytest has its own, and they end with it."""

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import boto3
import psycopg
import pytest

from services.database.migrate import migrate
from services.local import install
from services.local.servers import REPLICA_HOST, Moto, Postgres, Redis
from services.settings import DatabaseSettings


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where servers keep their files. PostgreSQL, which is installed if need be, gets there as another user."""
    install.postgres()
    folder = tmp_path_factory.mktemp("servers")
    for path in (folder, *folder.parents):
        if path.name.startswith(("pytest-", "popen-", "servers")):  # pytest's own
            path.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def primary(servers: Path) -> Iterator[Postgres]:
    """A PostgreSQL server for all tests that leave it running."""
    with Postgres(servers / "primary") as server:
        yield server


@pytest.fixture(scope="session")
def replica(servers: Path, primary: Postgres) -> Iterator[Postgres]:
    """Its streaming replica."""
    with Postgres(servers / "replica", primary.port, host=REPLICA_HOST, primary=primary) as server:
        yield server


@pytest.fixture
def database_name(primary: Postgres) -> Iterator[str]:
    """An empty database of the test's own."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(primary.url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield name
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def redis_server(servers: Path) -> Iterator[Redis]:
    """A Redis server for all tests that leave it running."""
    install.redis()
    with Redis(servers / "redis") as server:
        yield server


@pytest.fixture(scope="session")
def moto_server(servers: Path) -> Iterator[Moto]:
    """A moto server for all tests."""
    with Moto(servers / "moto") as server:
        yield server


@pytest.fixture
def aws(moto_server: Moto, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have boto3 ask the moto server."""
    for name, value in moto_server.environment().items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def database_settings(aws: None, primary: Postgres, replica: Postgres, database_name: str) -> DatabaseSettings:
    """A database with today's schema: writer and reader, small pools, and the password in Secrets Manager."""
    return settings_of(primary, replica, database_name)


def settings_of(writer: Postgres, reader: Postgres, name: str) -> DatabaseSettings:
    """The settings for a database on these servers, which gets today's schema."""
    login = json.dumps({"username": writer.user, "password": writer.password})
    secret = boto3.client("secretsmanager").create_secret(Name=f"database-{uuid.uuid4().hex}", SecretString=login)
    settings = DatabaseSettings(
        database_writer_host=writer.host,
        database_reader_host=reader.host,
        database_port=writer.port,
        database_name=name,
        database_secret_arn=secret["ARN"],
        database_writer_pool=2,
        database_reader_pool=2,
        database_connect_seconds=3,
    )
    asyncio.run(migrate(settings))
    wait_for_replica(writer, reader)
    return settings


def wait_for_replica(writer: Postgres, reader: Postgres) -> None:
    """Wait until a replica has all that was written."""
    with psycopg.connect(writer.url("postgres"), autocommit=True) as connection:
        # What was written without a commit after it would not be sent before the next one: so here is one.
        connection.execute("SET synchronous_commit = on")
        (written,) = connection.execute("SELECT pg_logical_emit_message(true, '', '')::text").fetchone() or ("",)
    with psycopg.connect(reader.url("postgres"), autocommit=True) as connection:
        for _ in range(1000):
            if connection.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written]).fetchone() == (True,):
                return
            time.sleep(0.01)
    raise AssertionError("the replica does not catch up")
