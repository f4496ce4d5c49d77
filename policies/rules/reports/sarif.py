"""The report as SARIF 2.1.0, which GitHub's code scanning and most viewers read.

The engine tells a pack no source position, so a result names its resource as a logical location, by URN, and for
viewers that need a file, the project's Pulumi.yaml.
"""

import hashlib
import json
from typing import Any, Final

from rules.exemptions import Exemption
from rules.report import Finding
from rules.reports.outcome import VERSION, OfRule, Outcome
from rules.rule import Rule, Severity

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# How GitHub ranks security results: 9 and more critical, 7 high, 4 medium, below low.
# Source: https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
_SECURITY_SEVERITY: Final = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.0",
    Severity.LOW: "2.0",
}
_LEVELS: Final = {"mandatory": "error", "remediate": "error", "advisory": "warning", "disabled": "none"}


def text(outcome: Outcome) -> str:
    """The report as a JSON text."""
    indexes = {found.rule.id: index for index, found in enumerate(outcome.rules)}
    results = [
        _result(finding, exemption, found, indexes)
        for found in outcome.rules
        for finding, exemption in [*((f, None) for f in found.failed), *found.suppressed]
    ]
    run = {
        "tool": {
            "driver": {
                "name": "floodgate",
                "semanticVersion": VERSION,
                "rules": [_descriptor(found) for found in outcome.rules],
            }
        },
        "automationDetails": {"id": f"floodgate/{outcome.project}/{outcome.stack}/"},
        "results": results,
        "invocations": [
            {
                "executionSuccessful": not any(found.errors for found in outcome.rules),
                "toolExecutionNotifications": [n for found in outcome.rules for n in _notifications(found)],
            }
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _descriptor(found: OfRule) -> dict[str, Any]:
    rule = found.rule
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.rationale},
        "help": {"text": rule.remediation},
        "helpUri": rule.references[0].url,
        "defaultConfiguration": {"enabled": found.level != "disabled", "level": _LEVELS[found.level]},
        "properties": {
            "tags": [rule.pillar.value, rule.practice],
            **_ranked(rule),
        },
    }


def _ranked(rule: Rule) -> dict[str, Any]:
    # GitHub takes every rule with a security severity for a security rule.
    security = rule.pillar.value == "security"
    return {"security-severity": _SECURITY_SEVERITY[rule.severity]} if security else {}


def _result(finding: Finding, exemption: Exemption | None, found: OfRule, indexes: dict[str, int]) -> dict[str, Any]:
    identity = hashlib.sha256(f"{finding.rule}\n{finding.urn}".encode()).hexdigest()
    result = {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[found.level],
        "message": {"text": finding.message},
        "locations": [_location(finding.urn)],
        "partialFingerprints": {"ruleAndResource/v1": identity},
    }
    if exemption is None:
        return result
    why = f"{exemption.reason} ({exemption.owner}, until {exemption.expires})"
    return {**result, "suppressions": [{"kind": "external", "status": "accepted", "justification": why}]}


def _location(urn: str) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": "Pulumi.yaml"}, "region": {"startLine": 1}},
        "logicalLocations": [{"fullyQualifiedName": urn, "name": urn.rpartition("::")[2], "kind": "resource"}],
    }


def _notifications(found: OfRule) -> list[dict[str, Any]]:
    by = {"id": found.rule.id}
    return [
        *(
            {
                "descriptor": by,
                "level": "note",
                "message": {"text": f"Not knowable: {finding.message}"},
                "locations": [_location(finding.urn)],
            }
            for finding in found.not_knowable
        ),
        *({"descriptor": by, "level": "error", "message": {"text": f"Ended in {e}"}} for e in found.errors),
    ]
