"""Writes ``docs/rules/``: a page for each rule of the policy pack, lists of them, and what became of each candidate.

A page says what its source says: the docstring, the metadata and the examples. The study and the comparison beside
them are written by hand. Whoever finds a page wanting mends the source.
"""

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from docs.generate import output

if TYPE_CHECKING:
    from rules.rule import Option, Rule

MODULE = "docs.generate.rules"
FOLDER = output.ROOT / "docs" / "rules"
COVERAGE = output.ROOT / "docs" / "generate" / "coverage.toml"
BY_HAND = ("field-study.md", "comparison.md")
_PACK = output.ROOT / "policies"
_NOTICE = f"<!-- Written by `python -m {MODULE}` from the source. Change that, and run it again. -->"
_TIERS = {
    "EDGE": "Edge",
    "NETWORK": "Network",
    "BALANCER": "Load balancing",
    "SERVICE": "Compute",
    "CACHE": "Cache",
    "DATABASE": "Database",
    "QUEUE": "Messaging",
    "STORAGE": "Storage",
    "TELEMETRY": "Observability",
    "SECURITY": "Identity, keys and secrets",
}
# The services, by their module in pulumi_aws.
_SERVICES = {
    "acm": "AWS Certificate Manager",
    "appautoscaling": "Application Auto Scaling",
    "budgets": "AWS Budgets",
    "cloudfront": "Amazon CloudFront",
    "cloudwatch": "Amazon CloudWatch",
    "dynamodb": "Amazon DynamoDB",
    "ec2": "Amazon VPC",
    "ecr": "Amazon ECR",
    "ecs": "Amazon ECS",
    "elasticache": "Amazon ElastiCache",
    "iam": "AWS IAM",
    "kms": "AWS KMS",
    "lambda_": "AWS Lambda",
    "lb": "Elastic Load Balancing",
    "rds": "Amazon Aurora and RDS",
    "route53": "Amazon Route 53",
    "s3": "Amazon S3",
    "secretsmanager": "AWS Secrets Manager",
    "sns": "Amazon SNS",
    "sqs": "Amazon SQS",
    "ssm": "AWS Systems Manager",
    "vpc": "Amazon VPC",
    "wafv2": "AWS WAF",
    "xray": "AWS X-Ray",
}
_HEADINGS = ("What it checks", "Why it matters", "How to fix")


def pages() -> dict[Path, str]:
    """Every page, by the file that it belongs in; those by hand are as they are."""
    kept = {path: path.read_text(encoding="utf-8") for name in BY_HAND if (path := FOLDER / name).exists()}
    made = {page_of(rule): _page(rule) for rule in catalogue()}
    return {**kept, **made, FOLDER / "README.md": _index(), FOLDER / "coverage.md": _coverage()}


@cache
def catalogue() -> "tuple[Rule, ...]":
    """All rules. The pack runs with its own folder on the path, so that is where its modules are."""
    if str(_PACK) not in sys.path:
        sys.path.insert(0, str(_PACK))
    found: tuple[Rule, ...] = importlib.import_module("rules").CATALOGUE
    return found


def page_of(rule: "Rule") -> Path:
    """The file of a rule's page."""
    return FOLDER / f"{rule.id}.md"


def tier_of(rule: "Rule") -> str:
    """The tier that a rule belongs to, in words."""
    return _TIERS[rule.id.partition("-")[0]]


def services_of(rule: "Rule") -> list[str]:
    """The AWS services that its examples use."""
    used = set(re.findall(r"\baws\.(\w+)\.[A-Z]", _examples_of(rule).read_text(encoding="utf-8")))
    return sorted({_SERVICES[name] for name in used if name in _SERVICES})


def candidates() -> dict[str, dict[str, Any]]:
    """What became of each candidate of the design: what it says, and its rules or the reason why there is none."""
    return tomllib.loads(COVERAGE.read_text(encoding="utf-8"))


def _page(rule: "Rule") -> str:
    doc = _module(rule).__doc__ or ""
    blocks = [
        _NOTICE,
        f"# {rule.id}: {rule.title}",
        f"Severity {rule.severity.value}, {rule.enforcement.value} by default. {_kind(rule)} Since {rule.since}.",
        *(f"**{heading}**: {_part(doc, heading)}" for heading in _HEADINGS),
        f"**What to change**: {rule.remediation}",
        *_options(rule.options),
        *_examples(rule),
        "## References",
        "\n".join(
            [
                f"- AWS Well-Architected Framework, {rule.practice}",
                *(f"- <{reference.url}> (read {reference.read})" for reference in rule.references),
            ]
        ),
        _source(rule),
    ]
    return "\n\n".join(blocks) + "\n"


def _kind(rule: "Rule") -> str:
    if rule.check is not None:
        return "It compares resources with each other."
    repaired = " The level `remediate` repairs it." if rule.repair else ""
    return f"It looks at each resource alone, before it is made.{repaired}"


def _part(doc: str, heading: str) -> str:
    """The paragraphs of a docstring below one of its headings."""
    text = doc.partition(f"*{heading}*:")[2]
    for other in _HEADINGS:
        text = text.partition(f"*{other}*:")[0]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _options(options: "Sequence[Option]") -> Iterator[str]:
    if options:
        yield "## Options"
        rows = [f"| `{o.name}` | {_default(o.default)} | {o.description} |" for o in options]
        yield "\n".join(["| option | default | meaning |", "|---|---|---|", *rows])


def _default(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value) or "none"
    return f"`{value:.12g}`" if isinstance(value, int | float) else f"`{value}`"


def _examples(rule: "Rule") -> Iterator[str]:
    text = _examples_of(rule).read_text(encoding="utf-8")
    module = ast.parse(text)
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    shared = [
        ast.get_source_segment(text, node) or ""
        for node in module.body
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.ClassDef)
        or (isinstance(node, ast.FunctionDef) and node.name.startswith("_"))
    ]
    for kind, heading in (("bad", "Broken"), ("good", "Kept"), ("unknown", "Not knowable")):
        found = [node for node in functions if node.name.startswith(f"{kind}_")]
        if found:
            yield f"## {heading}"
            for node in found:
                yield _said(node)
                yield _code(_body(node, text))
    if shared:
        yield "<details><summary>What the examples share</summary>"
        yield _code("\n\n".join(shared))
        yield "</details>"


def _said(node: ast.FunctionDef) -> str:
    told = " ".join((ast.get_docstring(node) or "").split())
    return told if node.name.startswith("good_") else f"> {told}"


def _body(node: ast.FunctionDef, text: str) -> str:
    """The code of an example without its header and docstring."""
    first = node.body[1] if len(node.body) > 1 else node.body[0]
    lines = text.splitlines()[first.lineno - 1 : node.end_lineno]
    return "\n".join(line.removeprefix("    ") for line in lines)


def _code(text: str) -> str:
    return f"```python\n{text}\n```"


def _source(rule: "Rule") -> str:
    path = Path(_module(rule).__file__ or "")
    up = "../" * len(FOLDER.relative_to(output.ROOT).parts)
    inside = path.relative_to(output.ROOT).as_posix()
    return f"Source: [{inside}]({up}{inside})"


def _module(rule: "Rule") -> ModuleType:
    check = rule.check or rule.check_resource
    return sys.modules[check.__module__ if check else ""]


def _examples_of(rule: "Rule") -> Path:
    path = Path(_module(rule).__file__ or "")
    return path.with_name(f"{path.stem}_examples.py")


def _index() -> str:
    rules = catalogue()
    mandatory = sum(rule.enforcement.value == "mandatory" for rule in rules)
    relations = sum(rule.check is not None for rule in rules)
    blocks = [
        _NOTICE,
        "# Rules",
        f"{len(rules)} rules, {relations} of which compare resources with each other. {mandatory} are mandatory by "
        "default: AWS rejects what breaks them, or data is lost, or the request path is down. How to install, "
        "configure and exempt them: [use the pack](../use-the-pack.md). What became of each candidate: "
        "[coverage](coverage.md).",
        "## By tier",
    ]
    for tier in _TIERS.values():
        found = [rule for rule in rules if tier_of(rule) == tier]
        if found:
            rows = [f"| {_link(r)} | {r.title} | {r.severity.value} | {r.enforcement.value} |" for r in found]
            table = ["| rule | what holds | severity | level |", "|---|---|---|---|", *rows]
            blocks += [f"### {tier}", "\n".join(table)]
    blocks += ["## By pillar of the Well-Architected Framework", *_grouped([(r.pillar.value, r) for r in rules])]
    blocks += ["## By AWS service", *_grouped([(service, rule) for rule in rules for service in services_of(rule)])]
    return "\n\n".join(blocks) + "\n"


def _grouped(pairs: "Sequence[tuple[str, Rule]]") -> Iterator[str]:
    lines = []
    for name in sorted({name for name, _ in pairs}):
        links = ", ".join(_link(rule) for other, rule in pairs if other == name)
        lines.append(f"- {name.replace('-', ' ')[:1].upper()}{name.replace('-', ' ')[1:]}: {links}")
    yield "\n".join(lines)


def _link(rule: "Rule") -> str:
    return f"[{rule.id}]({rule.id}.md)"


def _coverage() -> str:
    found = candidates()
    built = sum(bool(entry["rules"]) for entry in found.values())
    rows = [f"| {name} | {_cell(entry['says'])} | {_outcome(entry)} |" for name, entry in found.items()]
    blocks = [
        _NOTICE,
        "# What became of each candidate",
        f"The design lists {len(found)} relations that a pack could check. {built} of them are decided by a rule; for "
        "the others the table says why not.",
        "\n".join(["| candidate | what it says | rules, or why there is none |", "|---|---|---|", *rows]),
    ]
    return "\n\n".join(blocks) + "\n"


def _outcome(entry: dict[str, Any]) -> str:
    links = ", ".join(f"[{name}]({name}.md)" for name in entry["rules"])
    return " ".join(text for text in (links, _cell(entry.get("reason", ""))) if text)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


if __name__ == "__main__":
    raise SystemExit(output.main(MODULE, sys.argv[1:], pages(), FOLDER))
