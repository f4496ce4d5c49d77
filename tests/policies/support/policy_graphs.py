"""Example programs as the requests that the engine would send to the pack."""

import importlib
import inspect
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2
from rules import CATALOGUE
from rules.rule import Rule

from offline.recorder import Graph, run

DEFAULT_PROVIDER = "urn:pulumi:test::floodgate::pulumi:providers:aws::default_7_51_1"


@dataclass(frozen=True)
class Example:
    """One good, bad or unknown program of a rule, and the text that it states."""

    rule: Rule
    name: str
    program: Callable[[], None]

    @property
    def kind(self) -> str:
        return self.name.partition("_")[0]

    @property
    def text(self) -> str:
        return " ".join((self.program.__doc__ or "").split())

    @property
    def traffic(self) -> dict[str, float]:
        """The traffic that is declared when it runs: TRAFFIC of its module, unless it is about declaring none."""
        declared: dict[str, float] = getattr(module_of(self.rule), "TRAFFIC", {})
        return {} if "undeclared" in self.name else declared

    @property
    def options(self) -> dict[str, Any]:
        """The rule's options when it runs: OPTIONS of its module."""
        configured: dict[str, Any] = getattr(module_of(self.rule), "OPTIONS", {})
        return configured

    def __str__(self) -> str:
        return f"{self.rule.id}-{self.name}"


@dataclass(frozen=True)
class Node:
    """One resource, with what the two kinds of requests say of it."""

    urn: str
    type: str
    name: str
    parent: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    dependencies: tuple[str, ...]
    property_dependencies: dict[str, tuple[str, ...]]
    region: str | None
    protect: bool
    ignore_changes: tuple[str, ...]


@cache
def examples() -> list[Example]:
    """All examples of all rules, in the order of the catalogue."""
    return [
        Example(rule, name, program)
        for rule in CATALOGUE
        for name, program in inspect.getmembers(module_of(rule), inspect.isfunction)
        if not name.startswith("_")
    ]


def one_test_a_rule(test: Callable[..., None]) -> Callable[..., None]:
    """Parametrizes a test of an ``example``, so that the examples of a rule are one test: there are many of them."""
    others = [parameter for parameter in inspect.signature(test).parameters.values() if parameter.name != "example"]

    def all_of(rule: Rule, **fixtures: Any) -> None:
        for example in examples():
            if example.rule is rule:
                try:
                    test(example, **fixtures)
                except BaseException as error:
                    error.add_note(f"of the example {example}")
                    raise

    all_of.__name__, all_of.__doc__ = test.__name__, test.__doc__
    all_of.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what pytest reads
        [inspect.Parameter("rule", inspect.Parameter.POSITIONAL_OR_KEYWORD), *others]
    )
    return pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)(all_of)


def module_of(rule: Rule) -> ModuleType:
    """The module that holds a rule's examples: the one beside it."""
    check = rule.check or rule.check_resource
    assert check is not None
    with warnings.catch_warnings():
        # pulumi_aws 7.51.1 warns of a resource of its own when its Lambda module is loaded.
        warnings.filterwarnings("ignore", "aws.lambda/microvmsimage", DeprecationWarning)
        return importlib.import_module(f"{check.__module__}_examples")


@cache
def _recorded(program: Callable[[], object], preview: bool) -> tuple[Node, ...]:
    return tuple(_nodes(run(program, preview=preview)))


def graph(example: Example, *, preview: bool) -> list[Node]:
    """The resources of an example."""
    return nodes_of(example.program, preview=preview)


def nodes_of(program: Callable[[], object], *, preview: bool) -> list[Node]:
    """The resources of a program. They may be changed: each call gives copies."""
    return deepcopy(list(_recorded(program, preview)))


def _nodes(recorded: Graph) -> Iterator[Node]:
    for r in recorded.resources.values():
        provider = recorded.resources.get(r.provider.rpartition("::")[0])
        region = str(provider.inputs.get("region", "us-east-1")) if provider else "us-east-1"
        yield Node(
            urn=r.urn,
            type=r.type,
            name=r.name,
            parent=r.parent,
            inputs=r.inputs,
            outputs=r.outputs if r.request.custom else {},
            dependencies=tuple(sorted(r.dependencies)),
            property_dependencies={name: tuple(sorted(urns)) for name, urns in r.property_dependencies.items()},
            region=region if r.type.startswith("aws:") else None,
            protect=r.request.protect,
            ignore_changes=tuple(r.request.ignoreChanges),
        )


def stack_request(nodes: list[Node]) -> analyzer_pb2.AnalyzeStackRequest:
    """The request for the whole stack: outputs and links."""
    return analyzer_pb2.AnalyzeStackRequest(resources=[_analyzer_resource(node) for node in nodes])


def resource_requests(nodes: list[Node]) -> list[analyzer_pb2.AnalyzeRequest]:
    """The requests for each resource: inputs."""
    return [
        analyzer_pb2.AnalyzeRequest(
            type=node.type,
            urn=node.urn,
            name=node.name,
            properties=_struct(node.inputs),
            options=_options(node),
            provider=_provider(node),
        )
        for node in nodes
    ]


def _analyzer_resource(node: Node) -> analyzer_pb2.AnalyzerResource:
    return analyzer_pb2.AnalyzerResource(
        type=node.type,
        urn=node.urn,
        name=node.name,
        properties=_struct(node.outputs),
        options=_options(node),
        provider=_provider(node),
        parent=node.parent,
        dependencies=node.dependencies,
        propertyDependencies={
            name: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns)
            for name, urns in node.property_dependencies.items()
        },
    )


def _options(node: Node) -> analyzer_pb2.AnalyzerResourceOptions:
    return analyzer_pb2.AnalyzerResourceOptions(protect=node.protect, ignoreChanges=node.ignore_changes)


def _provider(node: Node) -> analyzer_pb2.AnalyzerProviderResource | None:
    if node.region is None:
        return None
    properties = _struct({"region": node.region})
    return analyzer_pb2.AnalyzerProviderResource(
        type="pulumi:providers:aws", urn=DEFAULT_PROVIDER, name="default", properties=properties
    )


def _struct(values: dict[str, Any]) -> Struct:
    struct = Struct()
    struct.update(values)
    return struct


# --- unknowns


def strict(nodes: list[Node], unknown: str, sentinels: tuple[str, ...]) -> list[Node]:
    """The nodes with each property of the outputs unknown that holds an unknown (pulumi #7854)."""
    return [
        replace(
            node,
            outputs={
                name: unknown if any(sentinel in str(value) for sentinel in sentinels) else value
                for name, value in node.outputs.items()
            },
        )
        for node in nodes
    ]
