"""Every rule says of its examples what they state, at preview and after deployment, over every way to ask the pack."""

from collections.abc import Iterator

import pytest
from policy_graphs import Example, examples, graph, one_test_a_rule
from policy_servicers import OverTheWire, ask, declaring, decoding_once, findings, of_the_sdk, process, resource
from pulumi.runtime.proto import analyzer_pb2
from rules import CATALOGUE
from rules.notices import NOT_KNOWABLE
from rules.report import Finding, Verdict

EXAMPLES = examples()
WHEN = pytest.mark.parametrize("preview", [True, False], ids=["preview", "deployment"])


@pytest.fixture(scope="module")
def running() -> Iterator[OverTheWire]:
    with process() as pack:
        yield pack


@WHEN
@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.kind == "good"], ids=str)
def test_good_program_has_no_finding_of_its_rule_and_none_that_stops_it(example: Example, preview: bool) -> None:
    nodes = graph(example, preview=preview)
    assert [finding for finding in _own(example, preview=preview) if finding.verdict is not Verdict.PASS] == []
    diagnostics = ask(declaring(decoding_once(), example.traffic), nodes)
    assert [d for d in diagnostics if d.enforcementLevel == analyzer_pb2.MANDATORY] == []


@WHEN
@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.kind == "bad"], ids=str)
def test_bad_program_is_told_exactly_what_is_wrong(example: Example, preview: bool) -> None:
    own = _own(example, preview=preview)
    assert [finding.message for finding in own if finding.verdict is Verdict.FAIL] == [example.text]
    assert not [finding for finding in own if finding.verdict is Verdict.NOT_KNOWABLE]


@WHEN
@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.kind == "unknown"], ids=str)
def test_undecidable_program_is_neither_passed_nor_failed(example: Example, preview: bool) -> None:
    own = _own(example, preview=preview)
    assert [(finding.verdict, finding.message) for finding in own] == [(Verdict.NOT_KNOWABLE, example.text)]


@WHEN
@one_test_a_rule
def test_decoding_once_says_the_same_as_the_loop_of_the_sdk(example: Example, preview: bool) -> None:
    nodes = graph(example, preview=preview)
    packs = [declaring(make([example.rule]), example.traffic) for make in (decoding_once, of_the_sdk)]
    assert ask(packs[0], nodes) == ask(packs[1], nodes)


@one_test_a_rule
def test_running_process_says_the_same(example: Example, running: OverTheWire) -> None:
    nodes = graph(example, preview=True)
    assert ask(declaring(running, example.traffic), nodes) == ask(declaring(decoding_once(), example.traffic), nodes)


def _own(example: Example, *, preview: bool) -> list[Finding]:
    """What the example's own rule says of it."""
    seen = (resource(node) for node in graph(example, preview=preview))
    return findings(seen, [example.rule], example.traffic, example.options)


def test_every_rule_has_examples_of_both_kinds() -> None:
    for rule in CATALOGUE:
        assert {"good", "bad"} <= {example.kind for example in EXAMPLES if example.rule is rule}, rule.id
    assert {example.kind for example in EXAMPLES} == {"good", "bad", "unknown"}


def test_worker_that_hides_everything_at_preview_is_decided_after_deployment() -> None:
    hidden = next(example for example in EXAMPLES if example.name == "bad_worker_by_dependency")
    nodes = graph(hidden, preview=True)
    for node in nodes:
        node.inputs.pop("tags", None)
        node.outputs.pop("tags", None)
    diagnostics = ask(decoding_once([hidden.rule]), nodes)
    assert [diagnostic.policyName for diagnostic in diagnostics] == [NOT_KNOWABLE]
    assert "Whether it consumes a queue" in diagnostics[0].message


def test_diagnostic_names_fix_and_page_and_has_the_level_of_its_rule() -> None:
    example = next(example for example in EXAMPLES if str(example) == "QUEUE-002-bad_fifo_to_standard")
    (diagnostic,) = ask(decoding_once([example.rule]), graph(example, preview=True))
    title, message, fix, page = diagnostic.message.split("\n")
    assert (title, message) == (example.rule.title, example.text)
    assert fix == f"Fix: {example.rule.remediation}"
    assert page == f"See: {example.rule.references[0].url}"
    assert diagnostic.enforcementLevel == analyzer_pb2.MANDATORY
    assert diagnostic.severity == analyzer_pb2.POLICY_SEVERITY_HIGH
    assert diagnostic.urn.endswith("::orders")
