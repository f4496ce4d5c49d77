"""The containers of a task definition, read like resources, and the facts that a task declares by them.

What runs in a container is the program's own business, where no graph shows it. So a task definition declares such
facts (a worker's maximum runtime, the size of a pool), each as a tag or as an environment variable of a container. Tags
stay readable at preview when one unknown value, such as a secret's ARN, hides the whole container definition; where
both are given the tag counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rules.logic import Truth, equals, holds, some
from rules.report import Report
from rules.resource import Resource, number, read, read_list
from rules.values import UNKNOWN, Unknown

TASK_DEFINITION: Final = "aws:ecs/taskDefinition:TaskDefinition"

# What ECS takes where nothing is set; ECS API reference, ContainerDefinition and HealthCheck.
STOP_TIMEOUT_SECONDS: Final = 30
START_PERIOD_SECONDS: Final = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Container(Resource):
    """A container: ``read`` and its kin take it as they take a resource. Its URN is its task definition's.

    Where it is hidden as a whole, everything in it is UNKNOWN.
    """

    number: int

    def __str__(self) -> str:
        """How messages name it: its own name is the user's text, which they must not print."""
        return f"container {self.number} of {super().__str__()}"


@lru_cache(maxsize=1024)  # many rules ask, and the definition is a JSON text
def containers(task: Resource) -> tuple[Container, ...] | Unknown:
    """The containers of a task definition in their order, UNKNOWN when they are hidden as a whole."""
    definitions = read_list(task, "containerDefinitions")
    if definitions is UNKNOWN:
        return UNKNOWN
    return tuple(_container(task, number, item) for number, item in enumerate(definitions, start=1))


def known_containers(task: Resource, report: Report) -> tuple[Container, ...]:
    """The containers of a task definition, none when they are hidden: then the report says so."""
    found = containers(task)
    if found is UNKNOWN:
        report.not_knowable(task, "its containers")
        return ()
    return found


def is_for_fargate(task: Resource) -> Truth:
    """Whether ECS checks, when it registers the task definition, that it can run on Fargate."""
    kinds = read_list(task, "requiresCompatibilities")
    return UNKNOWN if kinds is UNKNOWN else some(equals(kind, "FARGATE") for kind in kinds)


def has_own_addresses(task: Resource) -> Truth:
    """Whether each task has a network interface of its own (awsvpc), as on Fargate all have."""
    return some([equals(read(task, "networkMode"), "awsvpc"), is_for_fargate(task)])


def is_windows(task: Resource) -> Truth:
    """Whether its containers run on Windows."""
    family = read(task, "runtimePlatform", "operatingSystemFamily", default="LINUX")
    return holds(lambda name: str(name).startswith("WINDOWS"), family)


def _container(task: Resource, number: int, definition: Any) -> Container:
    # Of UNKNOWN everything that is read is UNKNOWN.
    known = definition if isinstance(definition, dict) else UNKNOWN
    return Container(urn=task.urn, type=task.type, name=task.name, number=number, outputs=known)  # type: ignore[arg-type]


def variables(container: Container) -> list[tuple[Any, Any]]:
    """Name and plain value of every environment variable; UNKNOWN for both where some are hidden."""
    return list(_pairs(container, "environment", "value"))


def secrets(container: Container) -> list[tuple[Any, Any]]:
    """Name and source (`valueFrom`) of every secret variable; UNKNOWN for both where some are hidden."""
    return list(_pairs(container, "secrets", "valueFrom"))


def environment(task: Resource) -> list[tuple[Any, Any]]:
    """The environment variables of all containers of a task definition; UNKNOWN for both where some are hidden."""
    found = containers(task)
    return [(UNKNOWN, UNKNOWN)] if found is UNKNOWN else [pair for c in found for pair in variables(c)]


def declared(task: Resource, variable: str) -> list[Any]:
    """What the task declares under this name: its tag, else the environment of its containers; UNKNOWN if it may."""
    tag = read(task, "tags", variable)
    if isinstance(tag, str):
        return [tag]
    known = environment(task)
    hidden = tag is UNKNOWN or any(name is UNKNOWN for name, _ in known)
    return [value for name, value in known if name == variable] or ([UNKNOWN] if hidden else [])


def _pairs(container: Container, prop: str, value: str) -> Iterator[tuple[Any, Any]]:
    items = read_list(container, prop)
    if items is UNKNOWN:
        yield UNKNOWN, UNKNOWN
        return
    for index in range(len(items)):
        yield read(container, prop, index, "name"), read(container, prop, index, value)


@dataclass(frozen=True, kw_only=True)
class Port:
    """A port that a container listens on. UNKNOWN where it is hidden, None where it is not set."""

    container: Any
    host: Any
    protocol: Any
    range: Any  # a range of ports in place of one


def ports(container: Container) -> tuple[Port, ...] | Unknown:
    """The port mappings of a container, UNKNOWN when they are hidden as a whole."""
    mappings = read_list(container, "portMappings")
    return UNKNOWN if mappings is UNKNOWN else tuple(_port(container, index) for index in range(len(mappings)))


def _port(container: Container, index: int) -> Port:
    def at(prop: str) -> Any:
        return read(container, "portMappings", index, prop)

    return Port(
        container=number(at("containerPort")),
        host=number(at("hostPort")),
        protocol=at("protocol") if at("protocol") is not None else "tcp",
        range=at("containerPortRange"),
    )
