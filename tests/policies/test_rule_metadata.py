"""The catalogue: ids that never change, metadata that pages and consoles can rely on, and a pack that stands alone."""

import ast
import importlib
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from policy_graphs import Example, one_test_a_rule
from policy_servicers import PACK
from rules import CATALOGUE
from rules.rule import Enforcement, Option, Pillar, Reference, Rule, Severity
from rules.tokens import _NOUNS, noun, present

# The tier of a rule is its folder, and the prefix of its id.
PREFIXES = {
    "messaging": "QUEUE",
    "compute": "SERVICE",
    "load_balancing": "BALANCER",
    "network": "NETWORK",
    "edge": "EDGE",
    "database": "DATABASE",
    "cache": "CACHE",
    "storage": "STORAGE",
    "observability": "TELEMETRY",
    "security": "SECURITY",
}
EACH_RULE = pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)


def test_ids_are_stable() -> None:
    """A published id is never given to another rule, nor taken away; add new ones at the end of their tier."""
    published = Path(__file__).with_name("rule-ids.txt").read_text().split()
    assert [rule.id for rule in CATALOGUE] == published


@EACH_RULE
def test_title_states_the_compliant_state(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]+-\d{3}", rule.id)
    assert len(rule.title) <= 90
    assert PREFIXES[_module(rule).split(".")[1]] == rule.id.partition("-")[0]
    nouns = sorted({noun[:1].upper() + noun[1:] for noun in _NOUNS.values()})
    assert any(rule.title.startswith(f"{noun} ") for noun in nouns), "it starts with the resource"
    assert not re.search(r"\b(ensure|should|must)\b", rule.title, re.IGNORECASE)
    assert not rule.title.endswith(".")


@EACH_RULE
def test_references_are_aws_pages_with_the_day_they_were_read(rule: Rule) -> None:
    assert rule.references
    for reference in rule.references:
        assert reference.url.startswith("https://docs.aws.amazon.com/")
        assert date(2026, 1, 1) <= date.fromisoformat(reference.read)


@EACH_RULE
def test_rationale_and_remediation_are_short_sentences(rule: Rule) -> None:
    assert 40 < len(rule.rationale) <= 400
    assert rule.rationale.endswith(".")
    assert rule.remediation.endswith(".")
    assert "Floodgate" in rule.remediation, "the raw property first, then our component's argument"
    assert re.fullmatch(r"(OPS|SEC|REL|PERF|COST|SUS)\d\d-BP\d\d .+", rule.practice)
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


def _module(rule: Rule) -> str:
    check = rule.check or rule.check_resource
    assert check is not None
    return check.__module__


@EACH_RULE
def test_module_explains_itself_under_the_three_headings(rule: Rule) -> None:
    text = importlib.import_module(_module(rule)).__doc__ or ""
    positions = [text.index(f"*{heading}*:") for heading in ("What it checks", "Why it matters", "How to fix")]
    assert positions == sorted(positions)


@EACH_RULE
def test_option_defaults_obey_their_own_schema(rule: Rule) -> None:
    for option in rule.options:
        assert option.of({}) == option.default
        assert option.of({option.name: option.default}) == option.default
        plain = list(option.default) if isinstance(option.default, tuple) else option.default
        assert option.schema["default"] == plain
        assert option.description
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", option.name), "as Pulumi writes enforcementLevel"


@one_test_a_rule
def test_examples_are_short_and_say_what_they_show(example: Example) -> None:
    assert example.text
    module = ast.parse(Path(example.program.__code__.co_filename).read_text())
    start = example.program.__code__.co_firstlineno
    function = next(node for node in module.body if isinstance(node, ast.FunctionDef) and node.lineno == start)
    assert function.end_lineno is not None
    assert function.end_lineno - start <= 16


def test_option_takes_only_what_its_schema_allows() -> None:
    number = Option(name="n", default=2, description="a number", minimum=1)
    text = Option(name="t", default="x", description="a text")
    given = [3, 3.5, 0, "3", True, None, [], {}]
    assert [number.of({"n": value}) for value in given] == [3, 3.5, 2, 2, 2, 2, 2, 2]
    assert [text.of({"t": value}) for value in given] == ["x", "x", "x", "3", "x", "x", "x", "x"]
    assert text.schema == {"type": "string", "default": "x", "description": "a text"}


def test_rule_without_exactly_one_check_is_refused() -> None:
    facts = {
        "id": "TOY-001",
        "title": "Toy",
        "severity": Severity.LOW,
        "enforcement": Enforcement.ADVISORY,
        "pillar": Pillar.SECURITY,
        "practice": "",
        "references": (Reference(url="", read=""),),
        "rationale": "",
        "remediation": "",
        "since": "",
    }
    with pytest.raises(ValueError, match="either check or check_resource"):
        Rule(**facts)
    with pytest.raises(ValueError, match="give types with check_resource"):
        Rule(**facts, check_resource=lambda resource, report: None)


def test_old_type_tokens_count_as_the_present_ones() -> None:
    assert present("aws:alb/targetGroup:TargetGroup") == "aws:lb/targetGroup:TargetGroup"
    assert present("aws:applicationloadbalancing/listener:Listener") == "aws:lb/listener:Listener"
    assert present("aws:elasticloadbalancingv2/loadBalancer:LoadBalancer") == "aws:lb/loadBalancer:LoadBalancer"
    assert present("aws:elasticloadbalancing/loadBalancer:LoadBalancer") == "aws:elb/loadBalancer:LoadBalancer"
    assert present("aws:s3/bucketV2:BucketV2") == "aws:s3/bucket:Bucket"
    assert present("aws:s3/bucketVersioningV2:BucketVersioningV2") == "aws:s3/bucketVersioning:BucketVersioning"
    assert present("aws:sqs/queue:Queue") == "aws:sqs/queue:Queue"
    assert noun("aws:sqs/queue:Queue") == "queue"
    assert noun("aws:unheard/of:Of") == "aws:unheard/of:Of"


def test_running_pack_loads_neither_examples_nor_the_provider_sdk() -> None:
    loaded = "[m for m in sys.modules if 'pulumi_aws' in m or 'examples' in m]"
    code = f"import sys, rules.pack, rules.servicer; print({loaded})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=PACK, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_pack_imports_its_sdk_the_standard_library_and_itself() -> None:
    # pulumi comes with pulumi-policy, and yaml with pulumi.
    allowed = {*sys.stdlib_module_names, "pulumi_policy", "pulumi", "yaml", "rules"}
    for path in PACK.rglob("*.py"):
        extra = {"pulumi_aws"} if path.stem.endswith("_examples") else set()
        assert _imports(path) <= allowed | extra, path


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found
