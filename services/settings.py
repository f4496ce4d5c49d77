"""Settings: the environment variables that each program reads, once, when it starts.

This is the contract with whoever runs the programs. A field without a default is a variable that must be given: the
stack gives exactly these (a test compares the two). A field with a default may be given; the stack leaves it out.
"""

import sys
from typing import Annotated, TypeVar

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

Port = Annotated[int, Field(ge=1, le=65535)]
Host = Annotated[str, Field(min_length=1)]
QueueUrl = Annotated[str, Field(pattern=r"^https?://\S+/\S+$")]


class Settings(BaseSettings):
    """What all programs may be told."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"
    """Least level of the lines written."""
    user_hash_key: SecretStr = SecretStr("")
    """Key of the hash that stands for a user's id in log lines; with none, ids can be guessed from their hashes."""
    otel_exporter_otlp_endpoint: AnyHttpUrl | None = None
    """Where traces go, by OTLP over HTTP; without one, none are exported."""
    otel_traces_sampler_arg: Annotated[float, Field(ge=0, le=1)] = 0.01
    """Part of the traces that is recorded where no caller has decided (guess: eight a second of production's 833)."""


class ServerSettings(Settings):
    """What a program that answers HTTP requests is told."""

    keep_alive_seconds: Annotated[int, Field(ge=1, le=4100)]
    """Seconds that an idle connection is kept open; longer than the load balancer keeps its own."""
    host: Host = "0.0.0.0"  # noqa: S104 - a task has a network interface of its own
    """Address that it listens on."""
    port: Port = 8080
    """Port that it listens on."""
    drain_seconds: Annotated[int, Field(ge=0, le=100)] = 5
    """Seconds after SIGTERM in which it still takes requests, while the load balancer finds that it is not ready."""
    stop_seconds: Annotated[int, Field(ge=1, le=110)] = 20
    """Seconds after that in which requests may finish. With those before, less than the task's stop timeout."""


class DatabaseSettings(Settings):
    """Where the database is, and how many connections a program keeps."""

    database_writer_host: Host
    """Host of the writer, or of the proxy before it."""
    database_reader_host: Host
    """Host of the readers."""
    database_port: Port
    """Port of both."""
    database_name: Annotated[str, Field(min_length=1)]
    """Database on both."""
    database_secret_arn: Annotated[str, Field(pattern=r"^arn:")]
    """Secret with user name and password, as JSON."""
    database_writer_pool: Annotated[int, Field(ge=1, le=1000)]
    """Connections kept to the writer at most."""
    database_reader_pool: Annotated[int, Field(ge=1, le=1000)]
    """Connections kept to the readers at most."""
    database_connect_seconds: Annotated[float, Field(gt=0, le=120)]
    """Seconds that a connection attempt may take."""


class CachePlace(Settings):
    """Where the cache is."""

    cache_host: Host
    """Host of the cache for writes."""
    cache_reader_host: Host
    """Host of the cache for reads."""
    cache_port: Port
    """Port of both."""


class CacheSettings(CachePlace):
    """Where the cache is, and how a task logs in."""

    cache_token: SecretStr
    """Password; empty for a server without one."""


class Api(ServerSettings, DatabaseSettings, CacheSettings):
    """The API: products, users, checkout; and the relay that publishes what checkout wrote down."""

    order_queue_url: QueueUrl
    """FIFO queue that orders are published to."""
    notification_queue_url: QueueUrl
    """Queue that notifications are published to."""


class Web(ServerSettings, CacheSettings):
    """The shop's pages: from the cache, else from the API."""

    api_url: AnyHttpUrl
    """Where the API answers, without a path; behind the CDN, so that what it keeps need not be asked for again."""


class Admin(ServerSettings, DatabaseSettings, CacheSettings):
    """The administration's pages; and the invalidation of what the CDN keeps of changed products."""

    distribution_parameter: Annotated[str, Field(min_length=1)]
    """SSM parameter that holds the id of the distribution."""


class Worker(Settings):
    """The notification worker."""

    queue_url: QueueUrl
    """Queue that it works off."""
    visibility_timeout_seconds: Annotated[int, Field(ge=1, le=43200)]
    """Seconds for which the queue hides a message that was received."""
    floodgate_max_runtime_seconds: Annotated[int, Field(ge=1, le=43200)]
    """Seconds that it may work on a message before it gives it up."""
    floodgate_consumes_queue: Annotated[str, Field(pattern=r"^arn:")]
    """ARN of the same queue, as the policy pack reads it."""
    idempotency_table: Annotated[str, Field(min_length=1)]
    """DynamoDB table where it notes what it has sent."""
    mail_from: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    """Sender of mails, an identity that SES has verified."""


class OrderConsumer(DatabaseSettings, CachePlace):
    """The order consumer, a Lambda function."""

    cache_secret_arn: Annotated[str, Field(pattern=r"^arn:")]
    """Secret with the cache's password; Lambda hands over no values of secrets."""
    idempotency_table: Annotated[str, Field(min_length=1)]
    """DynamoDB table where it notes which orders it has worked off."""
    notification_queue_url: QueueUrl
    """Queue that confirmations are published to."""


class Migration(DatabaseSettings):
    """The one-off task that migrates the schema: it runs with the variables of the API or the admin."""


Program = TypeVar("Program", bound=Settings)


def load(program: type[Program]) -> Program:
    """The settings of a program, out of its environment. All mistakes are told at once, and end the program."""
    try:
        return program()
    except ValidationError as wrong:
        mistakes = [f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in wrong.errors(include_input=False)]
        sys.exit("\n".join([f"{program.__name__}: its environment has {len(mistakes)} mistake(s):", *mistakes]))
