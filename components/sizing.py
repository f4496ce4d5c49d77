"""Quantities: how much of everything a stack has.

This file alone holds them. `PRODUCTION` is whole, `DEVELOPMENT` is production with a few replacements, and a stack file
may override any single quantity under `sizing`, in camelCase. A number says where it comes from: a row of the article
as `docs/ledger.md` counts them (C2), AWS's documentation, arithmetic, or "guess".

The models refuse what is wrong by itself; what contradicts something else is refused by `components.settings`, which
also words every refusal. A group holds values only, so that a mistake in one group hides none in another.
"""

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

# The private ranges of RFC 1918; AWS lets a VPC have others and advises against them.
_PRIVATE_RANGES = [ipaddress.IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
# AWS's largest VPC is a /16. Below a /20, the sixteenth part that a private subnet gets is smaller than a /24.
_CIDR_PREFIXES = range(16, 20 + 1)
_CIDR_ALLOWED = "a private IPv4 range from /16 to /20, such as 10.0.0.0/16"

# Days that CloudWatch Logs can keep a log group (API reference, PutRetentionPolicy). "For ever" is left out on purpose.
_LOG_RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180),  # half a year
    *(365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653),  # ten years
)


def refused(why: str, allowed: str) -> PydanticCustomError:
    """The refusal of a value. ``why`` goes on from the value: "is no path"."""
    return PydanticCustomError("refused", "{why}; allowed: {allowed}", {"why": why, "allowed": allowed})


def text(check: Callable[[str], str | None], allowed: str) -> BeforeValidator:
    """Accepts texts that ``check`` finds nothing wrong with."""

    def validate(value: object) -> str:
        if not isinstance(value, str):
            number = isinstance(value, int | float) and not isinstance(value, bool)
            raise refused("is a number: put it in quotes" if number else "is no text", allowed)
        wrong = check(value)
        if wrong:
            raise refused(wrong, allowed)
        return value

    return BeforeValidator(validate)


def shaped(pattern: str, what: str, allowed: str) -> BeforeValidator:
    """Accepts texts that match ``pattern`` as a whole; others are no ``what``."""
    return text(lambda value: None if re.fullmatch(pattern, value, re.ASCII) else f"is no {what}", allowed)


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a list that names something twice."""
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise refused(f"names {twice[0]} twice", "each once")
    return values


def listed(values: Sequence[object]) -> str:
    """``1, 2 or 3``."""
    words = [str(value) for value in values]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _wrong_with_cidr(value: str) -> str | None:
    try:
        network = ipaddress.IPv4Network(value, strict=False)
    except ValueError:
        return "is no IPv4 range"
    if "/" not in value:
        return "has no size"
    if str(network) != value:
        return f"is not written as a range begins: write {network}"
    if not any(network.subnet_of(private) for private in _PRIVATE_RANGES):
        return "is not private"
    return None if network.prefixlen in _CIDR_PREFIXES else "has the wrong size"


def _one_of(values: Sequence[int]) -> BeforeValidator:
    def validate(value: object) -> object:
        if type(value) is not int or value not in values:  # True would be 1
            raise refused("is none of them", listed(values))
        return value

    return BeforeValidator(validate)


Cidr = Annotated[str, text(_wrong_with_cidr, _CIDR_ALLOWED)]
LogDays = Annotated[int, _one_of(_LOG_RETENTION_DAYS)]
EndpointName = Annotated[
    str,
    shaped(r"(?!com\.)[a-z0-9-]+(\.[a-z0-9-]+)*", "name of an AWS service's endpoint", "a name such as ecr.api"),
]


class Nat(StrEnum):
    """How private subnets reach the internet."""

    NONE = "none"
    SINGLE = "single"
    PER_ZONE = "perZone"


class Architecture(StrEnum):
    """What the tasks' processors are; the images must be built for it."""

    ARM64 = "arm64"
    X86_64 = "x86_64"


class Frozen(BaseModel):
    """A part of the settings: unchangeable, without unknown keys, spelled in camelCase in the stack file."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=to_camel,
        validate_by_alias=True,
        validate_by_name=True,
    )


class NetworkSizing(Frozen):
    """The network of one region."""

    # Address range of the VPC. A sixteenth of it is one zone's private subnet, where the tasks are.
    cidr_block: Cidr
    # Availability zones. One may fail, so two at least; no region has more than six.
    zone_count: int = Field(ge=2, le=6)
    # NAT gateways.
    nat: Nat
    # AWS services that tasks reach inside the VPC, by the last part of the endpoint's name.
    interface_endpoints: Annotated[tuple[EndpointName, ...], AfterValidator(distinct)]
    # Days that flow logs are kept.
    flow_log_retention_days: LogDays


class LoadBalancerSizing(Frozen):
    """The load balancer of one region."""

    # Seconds without a byte after which a connection is closed (ELB: 1 to 4000).
    idle_timeout_seconds: int = Field(ge=1, le=4000)
    # Days that access logs are kept.
    access_log_retention_days: int = Field(ge=1, le=3653)


class HealthCheckSizing(Frozen):
    """How the load balancer and ECS ask a task whether it works. Ranges are those of target groups."""

    # Where they ask.
    path: Annotated[str, shaped(r"/[\w./~-]{0,1023}", "path", "a path such as /health")]
    # Seconds between two questions.
    interval_seconds: int = Field(ge=5, le=300)
    # Seconds after which no answer is a failure.
    timeout_seconds: int = Field(ge=2, le=120)
    # Good answers in a row that make a task healthy.
    healthy_threshold: int = Field(ge=2, le=10)
    # Failures in a row that make it unhealthy.
    unhealthy_threshold: int = Field(ge=2, le=10)


class TaskSizing(Frozen):
    """One task of a service."""

    # CPU units; 1024 are one vCPU. `fargate_sizes` has the steps, and the memory that goes with each.
    cpu_units: int = Field(ge=256, le=32768)
    # Memory in MiB.
    memory_mib: int = Field(ge=512, le=249856)
    # Processor architecture.
    architecture: Architecture


class ScalingSizing(Frozen):
    """Between how many tasks a service moves, and what moves it."""

    # Tasks at the quietest hour; a single one is an outage whenever it fails (C2).
    min_tasks: int = Field(ge=2, le=5000)
    # Tasks at the busiest; ECS's quota is 5000 a service, and a target group takes 1000 until that quota is raised.
    max_tasks: int = Field(ge=1, le=5000)
    # Mean CPU to hold, in percent.
    cpu_percent: int = Field(ge=1, le=100)
    # Mean memory to hold, in percent.
    memory_percent: int = Field(ge=1, le=100)
    # Requests to hold. CloudWatch counts them per minute: 1000 are 16.7 a second and task.
    requests_per_target_per_minute: int = Field(ge=1, le=1_000_000)
    # Seconds to wait after tasks were removed.
    scale_in_cooldown_seconds: int = Field(ge=0, le=3600)
    # Seconds to wait after tasks were added.
    scale_out_cooldown_seconds: int = Field(ge=0, le=3600)


class TimingSizing(Frozen):
    """The start and the end of a task."""

    # Seconds between the stop signal and the kill; Fargate allows 120.
    stop_timeout_seconds: int = Field(ge=2, le=120)
    # Seconds that the slowest request takes.
    longest_request_seconds: int = Field(ge=1, le=600)
    # Seconds that a removed task may go on with its requests. AWS allows an hour; a deployment gives up before.
    deregistration_delay_seconds: int = Field(ge=0, le=600)
    # Seconds after the start in which ECS ignores the container's own failures (ECS: 0 to 300).
    start_period_seconds: int = Field(ge=0, le=300)
    # Seconds after the start in which ECS ignores the load balancer's verdict. A deployment gives up on a longer one.
    grace_period_seconds: int = Field(ge=0, le=900)
    # Seconds that the server keeps an idle connection.
    keep_alive_seconds: int = Field(ge=1, le=4000)


class ServiceSizing(Frozen):
    """One service behind the load balancer."""

    task: TaskSizing
    scaling: ScalingSizing
    timing: TimingSizing
    health_check: HealthCheckSizing


class ServicesSizing(Frozen):
    """The services behind the load balancer."""

    web: ServiceSizing
    api: ServiceSizing
    admin: ServiceSizing


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


class LogSizing(Frozen):
    """Logs of services and functions."""

    # Days that they are kept.
    retention_days: LogDays


class Capabilities(Frozen):
    """What a stack can do, and what it can survive."""

    # Whether what cannot be made again resists deletion: load balancer, databases, buckets.
    deletion_protection: bool
    # Whether each data tier has a standby in another zone.
    multi_az: bool


class Sizing(Frozen):
    """All quantities of a stack."""

    network: NetworkSizing
    load_balancer: LoadBalancerSizing
    services: ServicesSizing
    order_queue: QueueSizing
    order_consumer: ConsumerSizing
    logs: LogSizing
    capabilities: Capabilities


_SERVICE = ServiceSizing(
    task=TaskSizing(
        cpu_units=512,  # C5
        memory_mib=1024,  # C5
        architecture=Architecture.ARM64,  # C5, corrected: a fifth cheaper than x86 for the same size
    ),
    scaling=ScalingSizing(
        min_tasks=2,  # C2, C3: one may fail
        max_tasks=50,  # C2
        cpu_percent=70,  # C2
        memory_percent=80,  # C2
        requests_per_target_per_minute=1000,  # C2; 50 tasks then answer 833 requests a second (50 x 1000 / 60)
        scale_in_cooldown_seconds=300,  # C2: slowly, tasks may be busy
        scale_out_cooldown_seconds=60,  # C2: quickly, requests are waiting
    ),
    timing=TimingSizing(
        stop_timeout_seconds=30,  # ECS's default; requests have ended by then, in the 30 s before
        longest_request_seconds=30,  # guess, and what CloudFront waits for an origin by default (aws-facts 1.1)
        deregistration_delay_seconds=30,  # L6
        start_period_seconds=60,  # C7
        grace_period_seconds=90,  # C7: the start period, and 30 s to fetch the image (guess)
        keep_alive_seconds=75,  # longer than the load balancer's 60, or it sends requests into closed connections (C9)
    ),
    health_check=HealthCheckSizing(
        path="/health",  # L6
        interval_seconds=15,  # L6, C7
        timeout_seconds=5,  # L6, C7
        healthy_threshold=2,  # L6
        unhealthy_threshold=3,  # L6, C7
    ),
)

PRODUCTION = Sizing(
    network=NetworkSizing(
        cidr_block="10.0.0.0/16",  # AWS's largest: 4091 addresses for tasks in each zone
        zone_count=3,  # C3: with one zone lost, two thirds of the tasks remain
        nat=Nat.PER_ZONE,  # a lost zone must not take the others' way out with it (aws-facts E36)
        # Pulling images, writing logs, reading secrets and sending orders then need no NAT, which costs more per byte.
        interface_endpoints=("ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs"),
        flow_log_retention_days=30,  # guess: incidents are looked into within a month
    ),
    load_balancer=LoadBalancerSizing(
        idle_timeout_seconds=60,  # ELB's default, and longer than a request may take
        access_log_retention_days=90,  # guess: a quarter of a year of traffic to compare with
    ),
    services=ServicesSizing(
        web=_SERVICE,
        api=_SERVICE,
        # guess: used by employees only
        admin=_SERVICE.model_copy(update={"scaling": _SERVICE.scaling.model_copy(update={"max_tasks": 10})}),
    ),
    order_queue=QueueSizing(
        visibility_timeout_seconds=120,  # Q3: six times the consumer's timeout
        retention_days=7,  # Q4
        max_receive_count=5,  # Q2, corrected: AWS's advice with Lambda; throttling alone can use up three
        dlq_retention_days=14,  # Q2: the longest there is, for the time until somebody looks
    ),
    order_consumer=ConsumerSizing(
        timeout_seconds=20,  # Q3: a sixth of the visibility timeout
        memory_mib=512,  # guess: Python with the AWS SDK needs about 150
        batch_size=10,  # the most that a FIFO queue gives; one API call for ten messages
        maximum_concurrency=10,  # guess: what e-mail and inventory behind it stand
    ),
    logs=LogSizing(retention_days=30),  # guess: incidents are looked into within a month
    capabilities=Capabilities(deletion_protection=True, multi_az=True),
)

_SMALL_SERVICE = _SERVICE.model_copy(
    update={
        # The smallest task. Two at least, as in production, so that what breaks with two breaks here.
        "task": _SERVICE.task.model_copy(update={"cpu_units": 256, "memory_mib": 512}),
        "scaling": _SERVICE.scaling.model_copy(update={"max_tasks": 4}),  # guess: enough to see scaling work
    }
)

DEVELOPMENT = PRODUCTION.model_copy(
    update={
        "network": PRODUCTION.network.model_copy(
            update={
                "zone_count": 2,  # the fewest that a load balancer takes
                "nat": Nat.SINGLE,  # 33 instead of 99 USD a month
                "interface_endpoints": (),  # each costs 7.30 USD a month and zone, which little traffic never saves
                "flow_log_retention_days": 7,
            }
        ),
        "load_balancer": PRODUCTION.load_balancer.model_copy(update={"access_log_retention_days": 7}),
        "services": ServicesSizing(web=_SMALL_SERVICE, api=_SMALL_SERVICE, admin=_SMALL_SERVICE),
        "order_consumer": PRODUCTION.order_consumer.model_copy(update={"maximum_concurrency": 2}),  # Lambda's least
        "logs": LogSizing(retention_days=7),
        "capabilities": Capabilities(deletion_protection=False, multi_az=False),
    }
)
