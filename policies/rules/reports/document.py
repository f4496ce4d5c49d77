"""The report as JSON: everything that the run found out, for scripts and dashboards."""

import json
from typing import Any

from rules.exemptions import Exemption
from rules.report import Finding
from rules.reports.outcome import VERSION, OfRule, Outcome


def text(outcome: Outcome) -> str:
    """The report as a JSON text."""
    document = {
        "pack": {"name": "floodgate", "version": VERSION},
        "project": outcome.project,
        "stack": outcome.stack,
        "resources": outcome.resources,
        "rules": [_rule(found) for found in outcome.rules],
        "findings": [_finding(f) for found in outcome.rules for f in found.failed],
        "suppressed": [_suppressed(f, e) for found in outcome.rules for f, e in found.suppressed],
        "notKnowable": [_finding(f) for found in outcome.rules for f in found.not_knowable],
    }
    return json.dumps(document, indent=2) + "\n"


def _rule(found: OfRule) -> dict[str, Any]:
    rule = found.rule
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity.value,
        "level": found.level,
        "pillar": rule.pillar.value,
        "practice": rule.practice,
        "rationale": rule.rationale,
        "remediation": rule.remediation,
        "references": [reference.url for reference in rule.references],
        "passed": found.passed,
        "failed": len(found.failed),
        "suppressed": len(found.suppressed),
        "notKnowable": len(found.not_knowable),
        "errors": list(found.errors),
        "seconds": round(found.seconds, 6),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"rule": finding.rule, "urn": finding.urn, "message": finding.message}


def _suppressed(finding: Finding, exemption: Exemption) -> dict[str, Any]:
    return {
        **_finding(finding),
        "reason": exemption.reason,
        "owner": exemption.owner,
        "expires": exemption.expires.isoformat(),
    }
