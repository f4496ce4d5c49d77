"""The kinds of value that settings are made of, and how each is refused.

A value that is wrong by itself is refused here, in words that go on from it ("is no path; allowed: ..."); what
contradicts something else is for `components.settings` to find.
"""

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
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


def one_of_texts(values: Sequence[str]) -> BeforeValidator:
    """Accepts one of some texts."""
    return text(lambda value: None if value in values else "is none of them", listed(values))


Cidr = Annotated[str, text(_wrong_with_cidr, _CIDR_ALLOWED)]
LogDays = Annotated[int, _one_of(_LOG_RETENTION_DAYS)]
EndpointName = Annotated[
    str,
    shaped(r"(?!com\.)[a-z0-9-]+(\.[a-z0-9-]+)*", "name of an AWS service's endpoint", "a name such as ecr.api"),
]
NodeType = Annotated[
    str, shaped(r"cache\.[a-z0-9]+\.[a-z0-9]+", "ElastiCache node type", "a node type such as cache.r7g.large")
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


class Strategy(StrEnum):
    """How a release replaces the one before it."""

    ROLLING = "rolling"
    BLUE_GREEN = "blueGreen"
    CANARY = "canary"
    LINEAR = "linear"


class Price(StrEnum):
    """CloudFront's price classes: which edge locations answer. `price_classes` has the regions that each is near."""

    CLASS_100 = "100"
    CLASS_200 = "200"
    ALL = "all"


class Engine(StrEnum):
    """The cache's engine."""

    REDIS = "redis"
    VALKEY = "valkey"


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
