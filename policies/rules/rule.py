"""What a rule is: its metadata, its options and its check."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from rules.report import Report
from rules.resource import Resource
from rules.stack import Stack


class Severity(Enum):
    """How bad it is when the rule is broken."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Enforcement(Enum):
    """The level a rule has until the user configures another."""

    ADVISORY = "advisory"
    MANDATORY = "mandatory"  # AWS rejects it, data is lost, or the request path is down; an AWS page says so


class Pillar(Enum):
    """The pillars of the AWS Well-Architected Framework."""

    OPERATIONAL_EXCELLENCE = "operational-excellence"
    SECURITY = "security"
    RELIABILITY = "reliability"
    PERFORMANCE_EFFICIENCY = "performance-efficiency"
    COST_OPTIMIZATION = "cost-optimization"
    SUSTAINABILITY = "sustainability"


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A page that says why."""

    url: str
    read: str  # the day on which the page was read, ISO


@dataclass(frozen=True, kw_only=True)
class Option:
    """A threshold, a name or a list of names that users may set by `--policy-pack-config`."""

    name: str
    default: float | str | tuple[str, ...]
    description: str
    minimum: float | None = None

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema, from which the CLI fills in the default and refuses wrong types."""
        default = list(self.default) if isinstance(self.default, tuple) else self.default
        schema = {**_SHAPES[type(default)], "default": default, "description": self.description}
        return schema if self.minimum is None else {**schema, "minimum": self.minimum}

    def of(self, config: Mapping[str, Any]) -> float | str | tuple[str, ...]:
        """The configured value, the default where there is none or one that the schema does not allow."""
        value = config.get(self.name)
        if isinstance(self.default, str):
            return value if isinstance(value, str) else self.default
        if isinstance(self.default, tuple):
            texts = (
                isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value)
            )
            return tuple(value) if texts and value is not None else self.default
        if isinstance(value, bool) or not isinstance(value, float | int):
            return self.default
        return self.default if self.minimum is not None and value < self.minimum else value


_SHAPES: Final[dict[type, dict[str, Any]]] = {
    str: {"type": "string"},
    list: {"type": "array", "items": {"type": "string"}},
    int: {"type": "number"},
    float: {"type": "number"},
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule over the stack, or, with ``types``, over each single resource of these types.

    A rule over single resources runs before the resource is created, and so can stop it.
    """

    id: str
    title: str
    severity: Severity
    enforcement: Enforcement
    pillar: Pillar
    practice: str  # the Well-Architected best practice
    references: tuple[Reference, ...]
    rationale: str
    remediation: str
    since: str
    check: Callable[[Stack, Report], None] | None = None
    check_resource: Callable[[Resource, Report], None] | None = None
    types: tuple[str, ...] = ()
    # The one safe repair of a single resource, for the level `remediate`: the top-level properties to set, given the
    # resource and the rule's configuration. Never of a relation, never of a secret.
    repair: Callable[[Resource, Mapping[str, Any]], Mapping[str, Any]] | None = None
    options: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        if (self.check is None) is (self.check_resource is None):
            raise ValueError(f"{self.id}: give either check or check_resource")
        if (self.check_resource is None) is bool(self.types):
            raise ValueError(f"{self.id}: give types with check_resource, and only with it")
        if self.repair is not None and self.check_resource is None:
            raise ValueError(f"{self.id}: only a rule over single resources can repair one")
