"""What one process of the pack remembers between the engine's calls.

A process serves one operation: the engine calls Analyze for each resource, then AnalyzeStack once. Resources' inputs
are kept for the stack's rules; results are kept for the notices, which are the last policies of the pack.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pulumi_policy import PolicyResource, ResourceValidationArgs

from rules import settings, shapes
from rules.exemptions import Exemption
from rules.report import Finding
from rules.resource import Resource
from rules.rule import Rule
from rules.run import Result
from rules.stack import Stack
from rules.values import plain


@dataclass(frozen=True)
class Configured:
    """What the engine configures for a policy: its level, and its options, defaults of the schema filled in."""

    level: str
    options: Mapping[str, Any]


class Session:
    """The pack's rules and settings, recorded inputs, the graph of the current request, and the results so far."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)
        self.settings = settings.Settings()
        self.configuration: Mapping[str, Configured] = {}
        self._configured: Mapping[str, Any] | None = None
        self._inputs: dict[str, Mapping[str, Any]] = {}
        self._results: dict[tuple[str, str], Result] = {}
        self._seen: Sequence[PolicyResource] = ()
        self._stack = Stack(())
        self._subject: tuple[Any, Resource] = (None, Resource(urn="", type="", name=""))

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take the settings of the pack from the configuration of its policy SETTINGS."""
        if config != self._configured:
            self.settings = settings.of(config, [rule.id for rule in self.rules])
            self._configured = config

    def level(self, rule: Rule) -> str:
        """The level that the rule has in this run."""
        configured = self.configuration.get(rule.id)
        return configured.level if configured else rule.enforcement.value

    def exemption(self, finding: Finding) -> Exemption | None:
        """The exemption that covers a finding."""
        return self.settings.exemptions.of(finding.rule, finding.urn)

    def record(self, urn: str, inputs: Mapping[str, Any]) -> None:
        """Keep the checked inputs of a resource."""
        self._inputs[urn] = inputs

    def stack(self, resources: Sequence[PolicyResource]) -> Stack:
        """The graph of these resources. It is built once for one list, however many rules ask with it."""
        if resources is not self._seen:
            # What an earlier operation of the same process found, about other resources, is not of this one.
            subjects = {"", *(resource.urn for resource in resources)}
            self._results = {key: found for key, found in self._results.items() if key[1] in subjects}
            self._stack = Stack(from_sdk(resource, self._inputs.get(resource.urn)) for resource in resources)
            self._seen = resources
        return self._stack

    def resource(self, args: ResourceValidationArgs) -> Resource:
        """The resource that is being analysed, alone: its inputs are all there is."""
        props, resource = self._subject
        if props is not args.props:
            resource = _alone(args)
            self._subject = args.props, resource
        return resource

    def keep(self, result: Result, urn: str = "") -> None:
        """Keep a result: of a rule over the stack, or over the resource ``urn``."""
        self._results[result.rule, urn] = result

    @property
    def results(self) -> tuple[Result, ...]:
        """All results so far, by rule."""
        return tuple(result for _, result in sorted(self._results.items(), key=lambda item: item[0]))


def from_sdk(resource: PolicyResource, inputs: Mapping[str, Any] | None) -> Resource:
    """The SDK's view of a resource as ours, with whatever proxies it has taken off."""
    return Resource(
        urn=resource.urn,
        type=resource.resource_type,
        name=resource.name,
        parent=resource.parent.urn if resource.parent else "",
        outputs=shapes.fitting(resource.resource_type, properties(resource.props)),
        inputs=None if inputs is None else shapes.fitting(resource.resource_type, inputs),
        dependencies=tuple(other.urn for other in resource.dependencies),
        property_dependencies={
            name: tuple(other.urn for other in others) for name, others in resource.property_dependencies.items()
        },
        provider=properties(resource.provider.props) if resource.provider else None,
        protect=bool(resource.opts.protect),
        ignore_changes=tuple(resource.opts.ignore_changes),
    )


def _alone(args: ResourceValidationArgs) -> Resource:
    inputs = shapes.fitting(args.resource_type, properties(args.props))
    return Resource(
        urn=args.urn,
        type=args.resource_type,
        name=args.name,
        outputs=inputs,
        inputs=inputs,
        provider=properties(args.provider.props) if args.provider else None,
        protect=bool(args.opts.protect),
        ignore_changes=tuple(args.opts.ignore_changes),
    )


class Decoded(dict[str, Any]):
    """Properties that are plain already."""


def properties(props: Mapping[str, Any]) -> Mapping[str, Any]:
    """A property bag of the SDK as plain values; those that are plain already are not copied again."""
    if isinstance(props, Decoded):
        return props
    decoded = plain(props)
    return decoded if isinstance(decoded, dict) else {}
