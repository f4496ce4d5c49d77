"""The three ways to ask the pack about a graph: the rules alone, the servicers in this process, the real process."""

import os
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import grpc
import pulumi_policy as sdk
from google.protobuf import empty_pb2
from policy_graphs import Node, resource_requests, stack_request
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc
from pulumi_policy import policy as internals
from rules import CATALOGUE, pack, run, servicer, settings
from rules.report import Finding
from rules.resource import Resource
from rules.rule import Rule
from rules.session import Session
from rules.shapes import fitting
from rules.stack import Stack
from rules.values import plain

PACK = Path(__file__).parents[3] / "policies"
SDK_SERVICER = internals._PolicyAnalyzerServicer


def resource(node: Node, *, recorded: bool = True) -> Resource:
    """A node as the rules see it."""
    return Resource(
        urn=node.urn,
        type=node.type,
        name=node.name,
        parent=node.parent,
        outputs=fitting(node.type, plain(node.outputs)),
        inputs=fitting(node.type, plain(node.inputs)) if recorded else None,
        dependencies=node.dependencies,
        property_dependencies=node.property_dependencies,
        provider={"region": node.region} if node.region else None,
        protect=node.protect,
        ignore_changes=node.ignore_changes,
    )


def findings(
    resources: Iterable[Resource],
    rules: Iterable[Rule] = CATALOGUE,
    traffic: dict[str, float] | None = None,
    options: dict[str, Any] | None = None,
) -> list[Finding]:
    """What the rules say of the resources, one by one and as a stack. An error in a rule fails the test."""
    listed = list(resources)
    stack = Stack(listed)
    results = [result for rule in rules for result in _results(rule, listed, stack, traffic or {}, options or {})]
    assert not [result for result in results if result.error]
    return [finding for result in results for finding in result.findings]


def _results(
    rule: Rule, resources: list[Resource], stack: Stack, traffic: dict[str, float], options: dict[str, Any]
) -> Iterator[run.Result]:
    if rule.check:
        yield run.over_stack(rule, lambda: stack, options, traffic)
    for resource in resources if rule.check_resource else ():
        if resource.token in rule.types:
            yield run.over_resource(rule, lambda resource=resource: _alone(resource), options)


def _alone(resource: Resource) -> Resource:
    """As a rule over one resource sees it: inputs are all there is."""
    return replace(resource, outputs=resource.outputs if resource.inputs is None else resource.inputs)


def decoding_once(rules: Iterable[Rule] = CATALOGUE) -> Any:
    """The pack's own servicer."""
    session = Session(rules)
    return _servicer(servicer.serving(session), pack.policies(session))


def of_the_sdk(rules: Iterable[Rule] = CATALOGUE) -> Any:
    """The SDK's servicer, as the pack uses it when the internals have changed."""
    session = Session(rules)
    return _servicer(SDK_SERVICER, [pack.recorder(session), *pack.policies(session)])


def _servicer(kind: Any, policies: list[sdk.Policy]) -> Any:
    return kind(pack.NAME, "0.0.1", policies, sdk.EnforcementLevel.ADVISORY)


def configured(pack_: Any, options: dict[str, Any]) -> Any:
    """The servicer with these settings of the pack."""
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig[settings.NAME].properties.update(options)
    pack_.Configure(request, None)
    return pack_


def declaring(pack_: Any, traffic: dict[str, float]) -> Any:
    """The servicer with this traffic declared."""
    return configured(pack_, {"traffic": traffic})


def ask(pack_: Any, nodes: list[Node], *, record: bool = True) -> list[Any]:
    """All diagnostics of a servicer: each resource first, as the engine does, then the stack."""
    answers = [pack_.Analyze(request, None) for request in resource_requests(nodes)] if record else []
    answers.append(pack_.AnalyzeStack(stack_request(nodes), None))
    return [diagnostic for answer in answers for diagnostic in answer.diagnostics]


class OverTheWire:
    """A running pack with the same calls as a servicer."""

    def __init__(self, channel: grpc.Channel) -> None:
        self._stub = analyzer_pb2_grpc.AnalyzerStub(channel)

    def Analyze(self, request: Any, _: None) -> Any:  # noqa: N802 - as in the protocol
        return self._stub.Analyze(request)

    def AnalyzeStack(self, request: Any, _: None) -> Any:  # noqa: N802 - as in the protocol
        return self._stub.AnalyzeStack(request)

    def info(self) -> Any:
        return self._stub.GetAnalyzerInfo(empty_pb2.Empty())

    def Configure(self, request: Any, _: None) -> None:  # noqa: N802 - as in the protocol
        self._stub.Configure(request)


@contextmanager
def process(program: Path = PACK / "floodgate-policies", **environment: str) -> Iterator[OverTheWire]:
    """The real process, started as the engine starts it: its address, and a port on the first line."""
    env = {**os.environ, "FLOODGATE_POLICY_PYTHON": sys.executable, **environment}
    with subprocess.Popen([program, "127.0.0.1:1"], stdout=subprocess.PIPE, env=env) as running:
        try:
            assert running.stdout is not None
            assert select.select([running.stdout], [], [], 30)[0], "the pack prints no port"
            with grpc.insecure_channel(f"127.0.0.1:{int(running.stdout.readline())}") as channel:
                yield OverTheWire(channel)
        finally:
            running.kill()
