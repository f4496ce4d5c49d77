"""Runs a Pulumi program in this process and records the graph that the engine would have been sent.

The unit tests' counterpart of the provider plugin: inputs are refused and outputs are made by the very same functions.
No engine, no diff, no state; those belong to the engine tests.
"""

import asyncio
import contextvars
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pulumi
from google.protobuf import empty_pb2
from pulumi.runtime import mocks, settings
from pulumi.runtime.proto import provider_pb2, resource_pb2
from pulumi.runtime.stack import Stack, run_pulumi_func

from offline.aws import check, invokes, schema, simulate, wire


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One registered resource. ``inputs`` and ``outputs`` are as on the wire: camelCase names, numbers as floats,
    ``UNKNOWN`` where a value is not known. ``request`` is the whole registration (protect, aliases, ...)."""

    urn: str
    type: str
    name: str
    parent: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    dependencies: frozenset[str]
    property_dependencies: dict[str, frozenset[str]]
    secrets: frozenset[str]
    provider: str
    request: Any


@dataclass(kw_only=True)
class Graph:
    """What a program declared, and what it told the user."""

    resources: dict[str, Resource] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    exports: dict[str, Any] = field(default_factory=dict)

    def of_type(self, token: str) -> list[Resource]:
        """All resources of one type, sorted by logical name."""
        return sorted((r for r in self.resources.values() if r.type == token), key=lambda r: r.name)

    def one(self, token: str, name: str | None = None) -> Resource:
        """The only resource of a type, or the only one of that type and logical name.

        Raises:
            LookupError: there is none, or more than one; the text lists what there is.
        """
        found = [r for r in self.of_type(token) if name in (None, r.name)]
        if len(found) != 1:
            raise LookupError(
                f"{len(found)} resources {token} {name or ''};"
                f" there are {[(r.type, r.name) for r in self.resources.values()]}"
            )
        return found[0]


class RefusedError(Exception):
    """The simulated provider refuses a resource's inputs; the text gives every path and reason."""


class _Monitor(mocks.MockMonitor):
    """Answers the program in the engine's place and keeps every request."""

    def __init__(self, graph: Graph, place: simulate.Place, preview: bool, prefix: str) -> None:
        super().__init__(_NoMocks())
        self._graph = graph
        self._prefix = prefix
        self._place = place
        self._preview = preview

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        chain = parent.split("::")[2] if parent else ""
        qualified = f"{chain}${type_}" if chain and chain != "pulumi:pulumi:Stack" else type_
        return f"{self._prefix}::{qualified}::{name}"

    def Invoke(self, request: Any) -> Any:
        try:
            answer = invokes.invoke(request.tok, wire.to_python(request.args), self._place_of(request.provider))
        except ValueError as error:
            return resource_pb2.ResourceInvokeResponse(failures=[provider_pb2.CheckFailure(reason=str(error))])
        return wire.returning(resource_pb2.ResourceInvokeResponse(), answer)

    def ReadResource(self, request: Any) -> Any:
        raise RefusedError(f"{request.type} {request.id}: reading an existing resource cannot be simulated")

    def RegisterResource(self, request: Any) -> Any:
        urn = self.make_urn(request.parent, request.type, request.name)
        if urn in self._graph.resources and request.type != "pulumi:pulumi:Stack":  # set_mocks registers one, too
            raise RefusedError(f"two resources have the URN {urn}")
        inputs = wire.to_python(request.object)
        plain, secrets = _without_secrets(inputs)
        made = self._make(request, urn, plain)
        kept = {name: value for name, value in made.outputs.items() if value is not None}
        self._graph.resources[urn] = Resource(
            urn=urn,
            type=request.type,
            name=request.name,
            parent=request.parent,
            inputs=plain,
            outputs=kept,
            dependencies=frozenset(request.dependencies),
            property_dependencies={n: frozenset(d.urns) for n, d in request.propertyDependencies.items() if d.urns},
            secrets=secrets,
            provider=request.provider,
            request=request,
        )
        outputs = {n: _secret(v) if n in secrets else v for n, v in kept.items()}
        return resource_pb2.RegisterResourceResponse(urn=urn, id=made.id, object=wire.to_struct(outputs))

    def RegisterResourceOutputs(self, request: Any) -> Any:
        outputs, _ = _without_secrets(wire.to_python(request.outputs))
        if request.urn in self._graph.resources:
            self._graph.resources[request.urn].outputs.update(outputs)
        if request.urn.split("::")[2] == "pulumi:pulumi:Stack":
            self._graph.exports.update(outputs)
        return empty_pb2.Empty()

    def _make(self, request: Any, urn: str, inputs: dict[str, Any]) -> simulate.Simulated:
        if request.type == "pulumi:providers:aws":
            _refuse(urn, check.check_provider(schema.provider_schema(), inputs))
            return simulate.Simulated("" if self._preview else "00000000-0000-0000-0000-000000000000", dict(inputs))
        if not request.custom:
            return simulate.Simulated("", {})
        resource = schema.resource_schema(request.type)
        checked, failures = check.check(resource, inputs, {}, check.Naming(logical=request.name, seed=urn))
        _refuse(urn, failures)
        inputs.clear()
        inputs.update({name: value for name, value in checked.items() if name != check.DEFAULTS})
        return simulate.simulate(resource, urn, checked, self._place_of(request.provider), preview=self._preview)

    def _place_of(self, reference: str) -> simulate.Place:
        provider = self._graph.resources.get(reference.rpartition("::")[0])
        return simulate.place_of(provider.inputs, self._place.region) if provider else self._place


class _NoMocks(mocks.Mocks):
    """Nothing reaches it: the monitor above answers everything itself."""

    def call(self, args: Any) -> Any:
        raise NotImplementedError

    def new_resource(self, args: Any) -> Any:
        raise NotImplementedError


def run(
    program: Callable[[], Any],
    *,
    preview: bool = True,
    config: Mapping[str, str] | None = None,
    secrets: Mapping[str, str] | None = None,
    project: str = "floodgate",
    stack: str = "test",
    region: str = "us-east-1",
) -> Graph:
    """Run ``program`` to its end and return its graph.

    Args:
        program: declares the resources, as ``__main__.py`` would.
        preview: True for what a first preview knows, False for what a deployment knows.
        config: stack configuration, full keys (``floodgate:domain``) to strings, JSON for structures.
        secrets: the same for secret values.
        project: Pulumi project name.
        stack: Pulumi stack name.
        region: region of the default provider.

    Raises:
        RefusedError: the simulated provider refuses a resource.
        Exception: whatever the program raises.
    """
    return contextvars.copy_context().run(
        _run, program, preview, {**(config or {}), **(secrets or {})}, list(secrets or {}), project, stack, region
    )


def _run(
    program: Callable[[], Any],
    preview: bool,
    config: dict[str, str],
    secret_keys: list[str],
    project: str,
    stack: str,
    region: str,
) -> Graph:
    graph = Graph()
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(
        lambda *_: None
    )  # one failure fails every output that waits for it; the first one is raised
    asyncio.set_event_loop(loop)
    try:
        settings.SETTINGS.rpc_manager.clear()  # left-overs of a failed program would fail this one
        settings.SETTINGS.outputs.clear()
        monitor = _Monitor(graph, simulate.Place(region=region), preview, f"urn:pulumi:{stack}::{project}")
        mocks.set_mocks(
            _NoMocks(), project=project, stack=stack, preview=preview, monitor=monitor, logger=_logger(graph)
        )
        settings.ROOT.set(None)  # set_mocks made a root resource; the program's own is the one that carries its exports
        pulumi.runtime.set_all_config(config, secret_keys)
        loop.run_until_complete(run_pulumi_func(lambda: _root(program)))
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    return graph


def _root(program: Callable[[], Any]) -> None:
    """The stack's root resource runs the program and then registers what it exports."""
    Stack(program)


class _Log(logging.Handler):
    """Keeps what the program says to the user."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(level=logging.INFO)
        self._graph = graph

    def emit(self, record: logging.LogRecord) -> None:
        self._graph.log.append((record.levelname.lower(), record.getMessage()))


def _logger(graph: Graph) -> logging.Logger:
    logger = logging.Logger("floodgate.recorder", level=logging.INFO)
    logger.addHandler(_Log(graph))
    return logger


def _refuse(urn: str, failures: list[check.Failure]) -> None:
    if failures:
        raise RefusedError("; ".join(f"{urn}: {f.path}: {f.reason}" for f in failures))


def _without_secrets(values: dict[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The values with secret wrappers taken off, and the top-level names that had one at any depth."""
    return {n: _bare(v) for n, v in values.items()}, frozenset(n for n, v in values.items() if _has_secret(v))


def _is_secret(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get(wire.SIGNATURE) == wire.SECRET_SIGNATURE


def _has_secret(value: Any) -> bool:
    if _is_secret(value):
        return True
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return any(_has_secret(item) for item in items)


def _bare(value: Any) -> Any:
    if _is_secret(value):
        return _bare(value["value"])
    if isinstance(value, Mapping):
        return {name: _bare(item) for name, item in value.items()}
    return [_bare(item) for item in value] if isinstance(value, list) else value


def _secret(value: Any) -> dict[str, Any]:
    return {wire.SIGNATURE: wire.SECRET_SIGNATURE, "value": value}
