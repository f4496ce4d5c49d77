"""What has a quantity in a queue, and in what works it off."""

from pydantic import Field

from components.sizing.services import TaskSizing
from components.sizing.values import Frozen


class QueueSizing(Frozen):
    """A queue and its dead-letter queue. Ranges are those of SQS."""

    # Seconds that a received message is hidden from other consumers.
    visibility_timeout_seconds: int = Field(ge=1, le=43200)
    # Days that a message waits to be consumed.
    retention_days: int = Field(ge=1, le=14)
    # Attempts after which a message goes to the dead-letter queue.
    max_receive_count: int = Field(ge=1, le=1000)
    # Days that it waits there for a human.
    dlq_retention_days: int = Field(ge=1, le=14)


class ConsumerSizing(Frozen):
    """A function that consumes a FIFO queue. Ranges are those of Lambda."""

    # Seconds after which a batch is abandoned.
    timeout_seconds: int = Field(ge=1, le=900)
    # Memory in MiB; CPU comes in proportion.
    memory_mib: int = Field(ge=128, le=10240)
    # Messages at once; a FIFO queue gives ten at most.
    batch_size: int = Field(ge=1, le=10)
    # Batches at once.
    maximum_concurrency: int = Field(ge=2, le=1000)


class WorkerScalingSizing(Frozen):
    """Between how many workers a queue's service moves, and what moves it."""

    # Workers at the quietest hour; with one, messages wait whenever it fails.
    min_tasks: int = Field(ge=2, le=5000)
    # Workers at the busiest.
    max_tasks: int = Field(ge=2, le=5000)
    # Of them, how many are never on Spot.
    on_demand_base: int = Field(ge=0, le=5000)
    # Seconds that a message may wait until a worker takes it.
    acceptable_latency_seconds: int = Field(ge=1, le=43200)
    # Seconds that a message takes, on average.
    processing_seconds: int = Field(ge=1, le=43200)


class WorkerTimingSizing(Frozen):
    """The end of a message and of a worker."""

    # Seconds after which a worker gives a message up. SQS hides a message for 43200 at most, the stop timeout included.
    max_runtime_seconds: int = Field(ge=1, le=43080)
    # Seconds between the stop signal and the kill; Fargate allows 120.
    stop_timeout_seconds: int = Field(ge=2, le=120)


class WorkerSizing(Frozen):
    """A service that works off a queue."""

    task: TaskSizing
    scaling: WorkerScalingSizing
    timing: WorkerTimingSizing
