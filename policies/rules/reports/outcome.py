"""What a run found out, gathered once for all reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from pulumi_policy import PolicyResource

from rules.exemptions import Exemption
from rules.report import Finding, Verdict
from rules.rule import Rule
from rules.session import Session

VERSION = "0.1.0"  # as in PulumiPolicy.yaml, of which the SDK tells nothing


@dataclass(frozen=True, kw_only=True)
class OfRule:
    """What one rule said. ``suppressed`` are the findings that an exemption covers."""

    rule: Rule
    level: str  # advisory, mandatory, remediate or disabled
    passed: int
    failed: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, Exemption], ...]
    not_knowable: tuple[Finding, ...]
    errors: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """All that a run found out. ``resources`` counts those of each type."""

    project: str
    stack: str
    resources: dict[str, int]
    rules: tuple[OfRule, ...]

    @classmethod
    def of(cls, session: Session, resources: Sequence[PolicyResource]) -> "Outcome":
        """The outcome of a session over these resources."""
        counted: dict[str, int] = {}
        for resource in resources:
            counted[resource.resource_type] = counted.get(resource.resource_type, 0) + 1
        _, _, names = (resources[0].urn if resources else "").partition("urn:pulumi:")
        stack, project, *_ = [*names.split("::"), "", ""]
        return cls(
            project=project,
            stack=stack,
            resources=dict(sorted(counted.items())),
            rules=tuple(_of_rule(rule, session) for rule in session.rules),
        )


def _of_rule(rule: Rule, session: Session) -> OfRule:
    results = [result for result in session.results if result.rule == rule.id]
    findings = [finding for result in results for finding in result.findings]
    covered = {finding: session.exemption(finding) for finding in findings if finding.verdict is not Verdict.PASS}
    failed = [finding for finding in findings if finding.verdict is Verdict.FAIL]
    return OfRule(
        rule=rule,
        level=session.level(rule),
        passed=sum(finding.verdict is Verdict.PASS for finding in findings),
        failed=tuple(finding for finding in failed if not covered[finding]),
        suppressed=tuple((finding, exemption) for finding in failed if (exemption := covered[finding])),
        not_knowable=tuple(f for f in findings if f.verdict is Verdict.NOT_KNOWABLE and not covered[f]),
        errors=tuple(sorted({result.error for result in results if result.error})),
        seconds=sum(result.seconds for result in results),
    )
