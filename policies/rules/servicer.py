"""The SDK's gRPC servicer, made to decode a request once instead of once a policy.

The SDK decodes the whole stack again for every policy: 5.4 s for 100 policies over 300 resources. This subclass decodes
once and hands every policy the same list; levels, configuration and messages stay the SDK's. It reaches into private
parts, so `decodes_once` compares them with what this module was written for (pulumi-policy 1.21.0); when they
differ the SDK's own loop runs the pack, slower and with the same diagnostics.
"""

import inspect
from collections.abc import Callable
from typing import Any, Final

import pulumi_policy as sdk
from pulumi.runtime import proto
from pulumi_policy import policy as internals

from rules import settings, tokens, values
from rules.notices import ALWAYS_ADVISORY
from rules.session import Configured, Decoded, Session

_POLICIES: Final = "_PolicyAnalyzerServicer__policies"
_STACK_TAGS: Final = "_PolicyAnalyzerServicer__stack_tags"

# What is used of the SDK's internals, with the parameters it had.
_METHODS: Final = {
    "Analyze": "self, request, _context",
    "AnalyzeStack": "self, request, _context",
    "Configure": "self, request, _context",
    "Remediate": "self, request, _context",
    "_configure_runtime_settings": "self",
    "_create_report_violation": "self, response, policy_name, policy_description, enforcement_level, severity",
    "_get_enforcement_level": "self, policy",
    "_get_policy_config": "self, name",
    "_get_resource_options": "self, request",
}
_CLASSES: Final = {
    "PolicyResource": "resource_type, props, urn, name, opts, provider, parent, dependencies, property_dependencies",
    "PolicyProviderResource": "resource_type, props, urn, name",
    "ResourceValidationArgs": "resource_type, props, urn, name, opts, provider, config, stack_tags",
    "StackValidationArgs": "resources, config, stack_tags",
}

_LEVELS: Final = {
    proto.ADVISORY: "advisory",
    proto.MANDATORY: "mandatory",
    proto.REMEDIATE: "remediate",
    proto.DISABLED: "disabled",
}

_BASE: Any = getattr(internals, "_PolicyAnalyzerServicer", object)


def install(session: Session) -> bool:
    """Let `PolicyPack` serve with the servicer below; False when the SDK's internals are not those it knows."""
    if not decodes_once():
        return False
    internals._PolicyAnalyzerServicer = serving(session)  # type: ignore[misc]  # PolicyPack looks it up by this name
    return True


def serving(session: Session) -> Any:
    """The servicer class for one session: `PolicyPack` makes the object, and gives it nothing of ours."""
    return type("DecodingOnceInSession", (DecodingOnce,), {"session": session, "_chosen": {}})


def decodes_once() -> bool:
    """True when the SDK's internals are as this module expects them."""
    return (
        _BASE is not object
        and all(_parameters(getattr(_BASE, name, None)) == wanted for name, wanted in _METHODS.items())
        and all(_parameters(getattr(internals, name, None)) == wanted for name, wanted in _CLASSES.items())
        and all(name in _BASE.__init__.__code__.co_names for name in (_POLICIES, _STACK_TAGS))
        and hasattr(internals, "_NotApplicableError")
    )


def _parameters(thing: Callable[..., Any] | None) -> str:
    return ", ".join(inspect.signature(thing).parameters) if callable(thing) else ""


class DecodingOnce(_BASE):  # type: ignore[misc]  # private, and so unknown to the type checker
    """Analyze and AnalyzeStack with one decoding each."""

    session: Session
    _chosen: dict[str, list[Any]]  # the policies that look at a type, with their levels

    def Configure(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's name
        self.session.configuration = {
            name: Configured(
                level=_LEVELS.get(policy.enforcementLevel, ""),
                options=values.from_struct(policy.properties),
            )
            for name, policy in request.policyConfig.items()
        }
        self._chosen.clear()
        if settings.NAME in self.session.configuration:
            self.session.configure(self.session.configuration[settings.NAME].options)
        return super().Configure(request, _context)

    def Remediate(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's name
        # The engine asks for every resource; decoding is for those runs that have something to repair.
        levels = [self._get_enforcement_level(policy) for policy in getattr(self, _POLICIES)]
        if sdk.EnforcementLevel.REMEDIATE not in levels:
            return proto.RemediateResponse()
        try:
            return super().Remediate(request, _context)
        except AssertionError:
            # The SDK refuses an asset of which an exported state keeps only the hash. Nothing is deployed from there,
            # so that nothing is to be repaired, and Analyze tells what is wrong.
            return proto.RemediateResponse()

    def Analyze(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's name
        self._configure_runtime_settings()
        props = Decoded(values.from_struct(request.properties))
        self.session.record(request.urn, props)
        response = proto.AnalyzeResponse()
        chosen = self._looking_at(tokens.present(request.type))
        if not chosen:
            return response
        opts, provider = self._get_resource_options(request), _provider(request)
        for policy, level in chosen:
            config = self._get_policy_config(policy.name)
            args = sdk.ResourceValidationArgs(
                request.type, props, request.urn, request.name, opts, provider, config, self._tags
            )
            self._validate(policy, level, args, response)
        return response

    def AnalyzeStack(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's name
        self._configure_runtime_settings()
        resources = _resources(request, self._get_resource_options)
        response = proto.AnalyzeResponse()
        for policy, level in self._enabled(sdk.StackValidationPolicy):
            args = sdk.StackValidationArgs(resources, self._get_policy_config(policy.name), self._tags)
            self._validate(policy, level, args, response)
        return response

    def _looking_at(self, token: str) -> list[Any]:
        if token not in self._chosen:
            types = {rule.id: rule.types for rule in self.session.rules}
            enabled = self._enabled(sdk.ResourceValidationPolicy)
            self._chosen[token] = [(p, level) for p, level in enabled if token in types.get(p.name, (token,))]
        return self._chosen[token]

    def _enabled(self, kind: type[sdk.Policy]) -> Any:
        for policy in getattr(self, _POLICIES):
            level = self._get_enforcement_level(policy)
            if level == sdk.EnforcementLevel.DISABLED or not isinstance(policy, kind):
                continue
            if policy.name in ALWAYS_ADVISORY:
                level = sdk.EnforcementLevel.ADVISORY
            yield policy, sdk.EnforcementLevel.MANDATORY if level == sdk.EnforcementLevel.REMEDIATE else level

    def _validate(self, policy: Any, level: sdk.EnforcementLevel, args: Any, response: Any) -> None:
        report = self._create_report_violation(response, policy.name, policy.description, level, policy.severity)
        try:
            policy.validate(args, report)
        except internals._NotApplicableError as reason:
            response.not_applicable.append(
                proto.PolicyNotApplicable(policy_name=policy.name, reason=reason.reason or "")
            )

    @property
    def _tags(self) -> Any:
        return getattr(self, _STACK_TAGS)


def _resources(request: Any, options: Callable[[Any], Any]) -> list[sdk.PolicyResource]:
    """The resources of a request, linked with each other as the SDK links them."""
    by_urn = {r.urn: _resource(r, options) for r in request.resources}
    for r in request.resources:
        resource = by_urn[r.urn]
        resource.parent = by_urn.get(r.parent)
        resource.dependencies = [by_urn[urn] for urn in r.dependencies if urn in by_urn]
        resource.property_dependencies = {
            name: [by_urn[urn] for urn in found.urns if urn in by_urn] for name, found in r.propertyDependencies.items()
        }
    return list(by_urn.values())


def _resource(r: Any, options: Callable[[Any], Any]) -> sdk.PolicyResource:
    props = Decoded(values.from_struct(r.properties))
    return sdk.PolicyResource(r.type, props, r.urn, r.name, options(r), _provider(r), None, [], {})


def _provider(request: Any) -> Any:
    if not request.HasField("provider"):
        return None
    p = request.provider
    return sdk.PolicyProviderResource(p.type, Decoded(values.from_struct(p.properties)), p.urn, p.name)
