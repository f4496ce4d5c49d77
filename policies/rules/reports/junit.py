"""The report as JUnit XML, which GitLab, Jenkins and others show as tests: one a rule, in a suite a tier."""

from itertools import groupby
from typing import Final
from xml.etree import ElementTree as Xml

from rules.reports.outcome import OfRule, Outcome

# What XML 1.0 has no way to write; a logical name may hold it.
_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535], "�")


def text(outcome: Outcome) -> str:
    """The report as an XML text."""
    root = Xml.Element("testsuites", name=f"floodgate {outcome.project} {outcome.stack}".strip())
    for tier, found in groupby(outcome.rules, lambda found: found.rule.id.partition("-")[0]):
        _suite(root, tier, list(found))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(root: Xml.Element, tier: str, rules: list[OfRule]) -> None:
    suite = Xml.SubElement(
        root,
        "testsuite",
        name=tier,
        tests=str(len(rules)),
        failures=str(sum(bool(found.failed) for found in rules)),
        errors=str(sum(bool(found.errors) for found in rules)),
        skipped=str(sum(bool(_skipped(found)) for found in rules)),
        time=f"{sum(found.seconds for found in rules):.6f}",
    )
    for found in rules:
        _case(suite, tier, found)


def _case(suite: Xml.Element, tier: str, found: OfRule) -> None:
    name = f"{found.rule.id} {found.rule.title}"
    case = Xml.SubElement(suite, "testcase", classname=f"floodgate.{tier}", name=name, time=f"{found.seconds:.6f}")
    if found.failed:
        lines = "\n".join(f"{finding.urn}: {finding.message}" for finding in found.failed)
        failure = Xml.SubElement(case, "failure", message=f"{len(found.failed)} findings", type=found.level)
        failure.text = _clean(f"{lines}\nFix: {found.rule.remediation}\nSee: {found.rule.references[0].url}")
    if found.errors:
        Xml.SubElement(case, "error", message=", ".join(found.errors))
    if reason := _skipped(found):
        Xml.SubElement(case, "skipped", message=reason)
    told = [
        *(f"Exempted: {f.urn}: {f.message} {e.reason} ({e.owner}, until {e.expires})" for f, e in found.suppressed),
        *(f"Not knowable: {finding.urn}: {finding.message}" for finding in found.not_knowable),
    ]
    if told:
        Xml.SubElement(case, "system-out").text = _clean("\n".join(told))


def _skipped(found: OfRule) -> str:
    if found.level == "disabled":
        return "disabled"
    said = found.passed or found.failed or found.suppressed or found.errors
    if said:
        return ""
    return "not knowable yet" if found.not_knowable else "nothing in this stack for it to check"


def _clean(told: str) -> str:
    return told.translate(_CONTROLS)
