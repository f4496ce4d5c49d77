"""What is not known can make a rule say so, and never anything else: no exception, no false failure, no silent pass."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from policy_changes import DROPPED, Path, at, inside, said, with_input, with_inputs
from policy_graphs import Example, Node, examples, graph, one_test_a_rule, resource_requests, strict
from policy_servicers import ask, declaring, decoding_once, resource
from pulumi.runtime.proto import analyzer_pb2
from rules.report import Finding, Verdict
from rules.resource import Resource
from rules.values import SENTINELS, UNKNOWN, UNREADABLE_SECRET, plain

EXAMPLES = examples()
WHEN = pytest.mark.parametrize("preview", [True, False], ids=["preview", "deployment"])


def _nested(depth: int, inside: Any, around: Callable[[Any], Any]) -> Any:
    return _nested(depth - 1, around(inside), around) if depth else inside


# What nobody writes where a rule expects something else, and an exported state may hold all the same.
ODD: Final = ("", "[", "{}", "text", -1, 1e300, True, None, DROPPED, [], {}, [None, [1]], {"a": {"b": None}})
EXTREME: Final = (
    *("x" * 10_000, "[" * 10_000, '{"a":' * 1_000, ["x"] * 100, {str(number): "x" for number in range(100)}),
    _nested(50, "x", lambda inside: [{"a": inside}]),  # 100 deep
)


@WHEN
@one_test_a_rule
def test_blanking_any_input_fails_nothing_and_hides_nothing(example: Example, preview: bool) -> None:
    before, others = with_inputs(example, graph(example, preview=preview), _blanked)
    for found in others:
        _assert_only_more_unknown(before, found)


@WHEN
@one_test_a_rule
def test_blanking_without_recorded_inputs(example: Example, preview: bool) -> None:
    nodes = graph(example, preview=preview)
    before = said(example, [resource(node) for node in nodes])
    _assert_only_more_unknown(before, said(example, [resource(node, recorded=False) for node in nodes]))


@one_test_a_rule
def test_strict_preview_is_decided_from_recorded_inputs(example: Example) -> None:
    nodes = graph(example, preview=True)
    hidden = strict(nodes, SENTINELS[2], SENTINELS)
    packs = [declaring(decoding_once([example.rule]), example.traffic) for _ in range(2)]
    assert ask(packs[0], hidden) == ask(packs[1], nodes)


@one_test_a_rule
def test_dropping_any_resource_never_raises(example: Example) -> None:
    resources = [resource(node) for node in graph(example, preview=True)]
    for index in range(len(resources)):
        said(example, [*resources[:index], *resources[index + 1 :]])


@one_test_a_rule
def test_values_of_a_wrong_shape_never_raise(example: Example) -> None:
    _, others = with_inputs(example, graph(example, preview=False), lambda _, path: ODD if path[1:] else ODD + EXTREME)
    for _ in others:  # an error in a rule fails the test
        pass


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example.rule.repair], ids=str)
def test_repair_of_values_of_a_wrong_shape_never_raises(example: Example) -> None:
    pack = decoding_once([example.rule])
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig[example.rule.id].enforcementLevel = analyzer_pb2.REMEDIATE
    pack.Configure(request, None)
    for node in graph(example, preview=False):
        odd = [with_input(node, (name,), value) for name in node.inputs for value in (*ODD, *EXTREME)]
        for asked in resource_requests(odd):
            pack.Remediate(asked, None)


@one_test_a_rule
def test_a_value_of_a_wrong_type_decides_nothing(example: Example) -> None:
    before, others = with_inputs(example, graph(example, preview=False), _mistyped)
    for found in others:
        _assert_only_more_unknown(before, found)


@pytest.mark.parametrize("mark", [*SENTINELS, UNREADABLE_SECRET])
def test_every_mark_of_the_engine_is_the_same_to_a_rule(mark: str) -> None:
    for example in EXAMPLES:
        for node in graph(example, preview=False):
            inputs = plain(node.inputs)
            assert plain(_everywhere(inputs, mark)) == _everywhere(inputs, UNKNOWN)


def _blanked(node: Node, path: Path) -> Iterator[Any]:
    """An input unknown, also a part of it inside of a JSON text."""
    yield SENTINELS[2]  # the other marks are the same to a rule, see above
    value = at(node.inputs, path)
    yield from inside(value, SENTINELS[2])
    if isinstance(value, str) and not value.startswith(("{", "[")):
        yield f"{value}{SENTINELS[2]}/"


def _mistyped(node: Node, path: Path) -> Iterator[Any]:
    """What cannot stand for the input: a word for a number, an object for a list, and so on."""
    value = at(node.inputs, path)
    if isinstance(value, int | float | list):
        yield from ("many", {"a": {"b": None}})
    elif isinstance(value, dict):
        yield from ("many", 7, ["x"])
    elif isinstance(value, str):
        yield from ({"a": {"b": None}}, ["x"])


def _everywhere(value: Any, mark: Any) -> Any:
    """The value with the mark in place of all that is no list and no object."""
    if isinstance(value, dict):
        return {name: _everywhere(item, mark) for name, item in value.items()}
    return [_everywhere(item, mark) for item in value] if isinstance(value, list) else mark


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
