"""Transactions find their server: real PostgreSQL servers, one of them a streaming replica."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from services.database import Database, Position, UnavailableError
from services.database.models import Product
from services.errors import OverloadedError
from services.local.servers import REPLICA_HOST, Postgres
from services.settings import DatabaseSettings
from tests.services.conftest import settings_of, wait_for_replica


def run(settings: DatabaseSettings, work: Callable[[Database], Awaitable[Any]], **options: Any) -> Any:
    """What ``work`` comes to with a database of its own."""

    async def inside() -> Any:
        database = Database(settings, **options)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(inside())


async def is_replica(session: AsyncSession) -> bool:
    return bool(await session.scalar(text("SELECT pg_is_in_recovery()")))


def product(sku: str) -> Callable[[AsyncSession], Awaitable[None]]:
    """Work that adds a product, once however often it is run."""

    async def add(session: AsyncSession) -> None:
        if await session.scalar(select(Product.id).where(Product.sku == sku)) is None:
            session.add(Product(sku=sku, name="Chair", price_cents=4900, stock=3))

    return add


async def skus(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(Product.sku).order_by(Product.id)))


def test_the_read_only_mark_decides(database_settings: DatabaseSettings) -> None:
    async def both(database: Database) -> tuple[bool, bool]:
        return await database.read(is_replica), (await database.write(is_replica)).value

    assert run(database_settings, both) == (True, False)


def test_a_reading_transaction_cannot_write_wherever_it_runs(
    database_settings: DatabaseSettings, primary: Postgres
) -> None:
    to_writer = database_settings.model_copy(update={"database_reader_host": primary.host})
    for settings in (database_settings, to_writer):
        with pytest.raises(DBAPIError):
            run(settings, lambda database: database.read(product("chair")))


def test_who_wrote_sees_it_while_the_replica_does_not_have_it(
    database_settings: DatabaseSettings, replica: Postgres
) -> None:
    pause = psycopg.connect(replica.url(database_settings.database_name), autocommit=True)
    pause.execute("SELECT pg_wal_replay_pause()")

    async def work(database: Database) -> None:
        written = await database.write(product("chair"))
        assert await database.read(skus) == [], "the replica has it, so that this shows nothing"
        assert await database.read(skus, after=written.position) == ["chair"]
        pause.execute("SELECT pg_wal_replay_resume()")
        for _ in range(200):
            if not await database.read(is_replica, after=written.position):
                await asyncio.sleep(0.02)
        assert await database.read(is_replica, after=written.position), "reads stay with the writer"
        assert await database.read(skus, after=written.position) == ["chair"]

    try:
        run(database_settings, work)
    finally:
        pause.execute("SELECT pg_wal_replay_resume()")
        pause.close()


def test_reads_wait_for_a_write_no_longer_than_the_window(database_settings: DatabaseSettings) -> None:
    beyond = Position("FFFFFFFF/0", time.time() + 0.5)

    async def work(database: Database) -> None:
        assert not await database.read(is_replica, after=beyond)
        await asyncio.sleep(0.6)
        assert await database.read(is_replica, after=beyond)

    run(database_settings, work)


@pytest.mark.parametrize("text", ["", "x", "_", "0-1", "G-1_1", "0-1_1" + "0" * 20, "0-1_1\n", "\u0661-1_99"])
def test_a_position_that_was_tampered_with_is_none(text: str) -> None:
    assert Position.decode(text) is None


def test_a_position_goes_through_a_cookie_and_is_never_beyond_the_window() -> None:
    position = Position.now("0/16B3748")
    found = Position.decode(position.encode())
    assert found is not None
    assert (found.lsn, abs(found.until - position.until) < 0.01) == ("0/16B3748", True)
    far = Position.decode("0-1_999999999999999")
    assert far is not None
    assert far.until <= time.time() + 5


def test_a_pool_that_is_taken_turns_others_away_at_once(database_settings: DatabaseSettings) -> None:
    async def slow(session: AsyncSession) -> None:
        await session.execute(text("SELECT pg_sleep(1)"))

    async def work(database: Database) -> None:
        taken = [asyncio.create_task(database.read(slow)) for _ in range(3)]  # two run, one waits
        await asyncio.sleep(0.3)
        with pytest.raises(OverloadedError, match="too many"):
            await database.read(is_replica)
        await asyncio.gather(*taken)
        assert await database.read(is_replica)

    run(database_settings, work, most_waiting=1)


def test_a_statement_that_takes_too_long_is_given_up(database_settings: DatabaseSettings) -> None:
    async def slow(session: AsyncSession) -> None:
        await session.execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(OverloadedError, match="too long"):
        run(database_settings, lambda database: database.read(slow), answer_seconds=0.3)


def test_a_renewed_password_is_fetched_when_the_old_one_is_refused(
    database_settings: DatabaseSettings, primary: Postgres
) -> None:
    user = f"{database_settings.database_name}_app"
    secrets = boto3.client("secretsmanager")

    def renew(password: str) -> None:
        with psycopg.connect(primary.url("postgres"), autocommit=True) as connection:
            verb = "ALTER" if password != "first" else "CREATE"
            connection.execute(f"{verb} USER {user} PASSWORD '{password}'")
        told = f'{{"username": "{user}", "password": "{password}"}}'
        secrets.put_secret_value(SecretId=database_settings.database_secret_arn, SecretString=told)

    async def one(session: AsyncSession) -> Any:
        return await session.scalar(text("SELECT 1"))

    async def work(database: Database) -> None:
        renew("first")
        await database.write(one)
        renew("second")
        await database._writer._engine.dispose()  # connections grow old
        assert (await database.write(one)).value == 1

    run(database_settings, work)


# --- servers that go away: each of these tests has its own


@pytest.fixture
def pair(aws: None, tmp_path: Path, servers: Path) -> Iterator[tuple[Postgres, Postgres]]:
    """A primary and its replica, which a test may end."""
    folder = servers / tmp_path.name
    with (
        Postgres(folder / "writer") as writer,
        Postgres(folder / "reader", writer.port, host=REPLICA_HOST, primary=writer) as reader,
    ):
        yield writer, reader


def test_without_its_replica_the_writer_answers_and_the_replica_comes_back(pair: tuple[Postgres, Postgres]) -> None:
    writer, reader = pair

    async def work(database: Database) -> None:
        assert await database.read(is_replica)
        reader.kill()
        assert not await database.read(is_replica)
        reader.start()
        for _ in range(250):
            if await database.read(is_replica):
                return
            await asyncio.sleep(0.02)
        raise AssertionError("the replica is not used again")

    run(settings_of(writer, reader, "postgres"), work)


def test_a_replica_that_is_frozen_costs_a_moment_and_no_answer(pair: tuple[Postgres, Postgres]) -> None:
    writer, reader = pair

    async def work(database: Database) -> None:
        assert await database.read(is_replica)
        reader.freeze()
        assert not await database.read(is_replica)

    try:
        run(settings_of(writer, reader, "postgres"), work, answer_seconds=0.3)
    finally:
        reader.thaw()


def test_a_promotion_is_survived_with_one_retry_and_nothing_twice(pair: tuple[Postgres, Postgres]) -> None:
    """The endpoint of a cluster moves: here both ends of it are the reader's host, once it is the writer."""
    writer, reader = pair
    settings = settings_of(writer, reader, "postgres")

    async def work(database: Database) -> None:
        await database.write(product("before"))
        wait_for_replica(writer, reader)
        writer.kill()
        reader.promote()
        database._writer._connector._host = reader.host
        assert (await database.write(product("after"))).value is None
        assert await database.read(skus) == ["before", "after"]

    run(settings, work)


def test_a_writer_that_only_reads_is_left(pair: tuple[Postgres, Postgres]) -> None:
    writer, reader = pair
    settings = settings_of(writer, reader, "postgres")

    async def work(database: Database) -> None:
        await database.write(product("before"))
        wait_for_replica(writer, reader)
        with psycopg.connect(writer.url("postgres"), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET default_transaction_read_only = on")
            admin.execute("SELECT pg_reload_conf()")
        reader.promote()
        database._writer._connector._host = reader.host
        await database.write(product("after"))
        assert await database.read(skus) == ["before", "after"]

    run(settings, work)


def test_without_any_server_the_answer_is_soon_and_clear_and_all_is_well_afterwards(
    pair: tuple[Postgres, Postgres],
) -> None:
    writer, reader = pair
    settings = settings_of(writer, reader, "postgres").model_copy(update={"database_connect_seconds": 0.5})

    async def work(database: Database) -> None:
        await database.write(product("chair"))
        writer.stop()
        reader.kill()
        for attempt in (database.read(skus), database.write(product("table")), database.ready()):
            with pytest.raises(UnavailableError):
                await attempt
        writer.start()
        assert await database.read(skus) == ["chair"]
        await database.ready()

    run(settings, work)
