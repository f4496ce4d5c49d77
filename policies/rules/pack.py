"""Rules as policies: one policy a rule, so that the CLI prints its id and configures it by that name."""

from typing import Any, Final

import pulumi_policy as sdk

from rules import notices, run, settings, tokens, values
from rules.report import Verdict
from rules.rule import Rule
from rules.session import Session, properties

NAME: Final = "floodgate"
RECORDER: Final = "INPUTS"


def policies(session: Session) -> list[sdk.Policy]:
    """The settings, the policies of the session's rules, and last the notices, which tell of the rules before them."""
    rules = [_resource_policy(r, session) if r.check_resource else _stack_policy(r, session) for r in session.rules]
    return [_settings(session), *rules, *notices.policies(session)]


def recorder(session: Session) -> sdk.Policy:
    """A policy that finds nothing and keeps each resource's inputs: for when the SDK's own loop runs the pack."""

    def keep(args: sdk.ResourceValidationArgs, _: sdk.ReportViolation) -> None:
        session.record(args.urn, properties(args.props))

    return sdk.ResourceValidationPolicy(RECORDER, "Each resource's inputs are kept for the rules over the stack", keep)


def _settings(session: Session) -> sdk.Policy:
    # The engine analyses resources before the stack, so that the settings are there for both kinds of rules.
    def validate(args: sdk.ResourceValidationArgs, _: sdk.ReportViolation) -> None:
        session.configure(args.get_config())

    return sdk.ResourceValidationPolicy(
        settings.NAME,
        "Settings of the pack, which finds nothing itself",
        validate,
        config_schema=sdk.PolicyConfigSchema(settings.SCHEMA),
    )


def _stack_policy(rule: Rule, session: Session) -> sdk.Policy:
    def validate(args: sdk.StackValidationArgs, report_violation: sdk.ReportViolation) -> None:
        result = run.over_stack(
            rule, lambda: session.stack(args.resources), args.get_config(), session.settings.traffic
        )
        session.keep(result)
        _tell(rule, result, session, report_violation)
        if not result.findings and not result.error:
            args.not_applicable("There is nothing in this stack for it to check.")

    return sdk.StackValidationPolicy(validate=validate, **_metadata(rule))


def _resource_policy(rule: Rule, session: Session) -> sdk.Policy:
    def validate(args: sdk.ResourceValidationArgs, report_violation: sdk.ReportViolation) -> None:
        if tokens.present(args.resource_type) not in rule.types:
            return
        result = run.over_resource(rule, lambda: session.resource(args), args.get_config())
        session.keep(result, args.urn)
        _tell(rule, result, session, report_violation)

    return sdk.ResourceValidationPolicy(validate=validate, remediate=_remediation(rule, session), **_metadata(rule))


def _remediation(rule: Rule, session: Session) -> Any:  # the SDK's own type leaves out what it takes
    """The rule's repair as the SDK wants it: all properties of a resource, the repaired ones among them."""
    repair = rule.repair
    if repair is None:
        return None

    def remediate(args: sdk.ResourceValidationArgs) -> dict[str, Any] | None:
        if tokens.present(args.resource_type) not in rule.types:
            return None
        result = run.over_resource(rule, lambda: session.resource(args), args.get_config())
        if not any(f.verdict is Verdict.FAIL and not session.exemption(f) for f in result.findings):
            return None
        # Beneath the proxy, so that secrets and unknowns go back to the engine as they came.
        return {**values.bare(args.props), **repair(session.resource(args), args.get_config())}

    return remediate


def _tell(rule: Rule, result: run.Result, session: Session, report_violation: sdk.ReportViolation) -> None:
    for finding in result.findings:
        if finding.verdict is Verdict.FAIL and not session.exemption(finding):
            report_violation(f"{finding.message}\nFix: {rule.remediation}\nSee: {rule.references[0].url}", finding.urn)


def _metadata(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.id,
        "description": rule.title,
        "display_name": rule.title,
        "enforcement_level": sdk.EnforcementLevel(rule.enforcement.value),
        "severity": sdk.Severity(rule.severity.value),
        "framework": sdk.PolicyComplianceFramework(
            name="AWS Well-Architected Framework", reference=rule.practice, specification=rule.rationale
        ),
        "tags": [rule.pillar.value, rule.id.partition("-")[0].lower(), f"since-{rule.since}"],
        "remediation_steps": rule.remediation,
        "url": rule.references[0].url,
        "config_schema": sdk.PolicyConfigSchema({option.name: option.schema for option in rule.options})
        if rule.options
        else None,
    }
