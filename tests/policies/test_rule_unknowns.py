"""What is not known can make a rule say so, and never anything else: no exception, no false failure, no silent pass."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from policy_graphs import Example, Node, examples, graph, paths, strict, with_value
from policy_servicers import ask, declaring, decoding_once, findings, resource
from rules.report import Finding, Verdict
from rules.resource import Resource
from rules.values import SENTINELS, UNKNOWN, UNREADABLE_SECRET, plain

EXAMPLES = examples()
WHEN = pytest.mark.parametrize("preview", [True, False], ids=["preview", "deployment"])


@WHEN
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_blanking_any_input_fails_nothing_and_hides_nothing(example: Example, preview: bool) -> None:
    nodes = graph(example, preview=preview)
    resources = [resource(node) for node in nodes]
    before = _own(example, resources)
    for index, node in enumerate(nodes):
        for blanked in _blanked(node):
            others = [*resources[:index], resource(blanked), *resources[index + 1 :]]
            _assert_only_more_unknown(before, _own(example, others))


@WHEN
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_blanking_without_recorded_inputs(example: Example, preview: bool) -> None:
    nodes = graph(example, preview=preview)
    before = _own(example, [resource(node) for node in nodes])
    _assert_only_more_unknown(before, _own(example, [resource(node, recorded=False) for node in nodes]))


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_strict_preview_is_decided_from_recorded_inputs(example: Example) -> None:
    nodes = graph(example, preview=True)
    hidden = strict(nodes, SENTINELS[2], SENTINELS)
    packs = [declaring(decoding_once([example.rule]), example.traffic) for _ in range(2)]
    assert ask(packs[0], hidden) == ask(packs[1], nodes)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_dropping_any_resource_never_raises(example: Example) -> None:
    resources = [resource(node) for node in graph(example, preview=True)]
    for index in range(len(resources)):
        _own(example, [*resources[:index], *resources[index + 1 :]])


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_values_of_a_wrong_shape_never_raise(example: Example) -> None:
    nodes = graph(example, preview=False)
    resources = [resource(node) for node in nodes]
    for index, node in enumerate(nodes):
        for path in paths(node.inputs):
            for odd in ("", "[", "{}", "text", -1, 1e300, True, [], {}, [None, [1]], {"a": {"b": None}}, None):
                changed = resource(_set(node, path, odd))
                _own(example, [*resources[:index], changed, *resources[index + 1 :]])


@pytest.mark.parametrize("mark", [*SENTINELS, UNREADABLE_SECRET])
def test_every_mark_of_the_engine_is_the_same_to_a_rule(mark: str) -> None:
    for example in EXAMPLES:
        for node in graph(example, preview=False):
            for path in paths(node.inputs):
                assert plain(_at(with_value(node.inputs, path, mark), path)) is UNKNOWN


def _own(example: Example, resources: list[Resource]) -> list[Finding]:
    return findings(resources, [example.rule], example.traffic)


def _blanked(node: Node) -> Iterator[Node]:
    """The node with each input in turn unknown, in each of the marks, also inside of JSON texts."""
    for path in paths(node.inputs):
        yield _set(node, path, SENTINELS[2])  # the other marks are the same to a rule, see below
        value = _at(node.inputs, path)
        if isinstance(value, str) and value.startswith(("{", "[")):
            for inner in paths(document := _json(value)):
                yield _set(node, path, json.dumps(_with(document, inner, SENTINELS[2])))
        elif isinstance(value, str):
            yield _set(node, path, f"{value}{SENTINELS[2]}/")


def _set(node: Node, path: tuple[str | int, ...], value: Any) -> Node:
    outputs = with_value(node.outputs, path, value) if _at(node.outputs, path) is not None else node.outputs
    return replace(node, inputs=with_value(node.inputs, path, value), outputs=outputs)


def _with(document: Any, path: tuple[str | int, ...], value: Any) -> Any:
    return with_value({"document": document}, ("document", *path), value)["document"]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {}


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _assert_only_more_unknown(before: list[Finding], after: list[Finding]) -> None:
    then, now = _by_rule(before), _by_rule(after)
    for rule in then.keys() | now.keys():
        failed, fails = then[rule][Verdict.FAIL], now[rule][Verdict.FAIL]
        assert fails <= failed, f"{rule} fails although less is known"
        if failed - fails:
            assert now[rule][Verdict.NOT_KNOWABLE], f"{rule} passes in silence"


def _by_rule(found: list[Finding]) -> dict[str, dict[Verdict, set[str]]]:
    grouped: dict[str, dict[Verdict, set[str]]] = defaultdict(lambda: {verdict: set() for verdict in Verdict})
    for finding in found:
        grouped[finding.rule][finding.verdict].add(finding.urn)
    return grouped


def test_strict_marks_reach_the_rules() -> None:
    node = next(node for node in graph(EXAMPLES[0], preview=True) if node.inputs)
    unknown: Resource = resource(strict([node], SENTINELS[2], SENTINELS)[0], recorded=False)
    assert unknown.outputs
