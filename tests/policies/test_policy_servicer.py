"""The pack between the engine and the rules: one decoding, levels, isolation, notices, and no secret in any message."""

import runpy
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pulumi_policy as sdk
import pytest
from google.protobuf import json_format
from policy_changes import Path, at, inside, with_inputs
from policy_graphs import Example, Node, examples, graph, one_test_a_rule, resource_requests, stack_request
from policy_servicers import PACK, SDK_SERVICER, ask, decoding_once, of_the_sdk
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import policy as internals
from rules import CATALOGUE, servicer, values
from rules.logic import equals
from rules.notices import BROKEN, CONFIGURATION, NAMES, NOT_KNOWABLE
from rules.report import Report
from rules.reports import document, junit, sarif
from rules.reports.outcome import Outcome
from rules.resource import Resource, read
from rules.rule import Enforcement, Pillar, Reference, Rule, Severity
from rules.run import Result
from rules.session import Session, from_sdk
from rules.stack import Stack
from rules.values import UNKNOWN

REPORTS = (sarif.text, junit.text, document.text)
BOTH = pytest.mark.parametrize("make", [decoding_once, of_the_sdk], ids=["decoding-once", "of-the-sdk"])
QUEUE = "aws:sqs/queue:Queue"
VISIBILITY, DEAD_LETTERS = ([rule for rule in CATALOGUE if rule.id == name] for name in ("QUEUE-001", "QUEUE-002"))


def _rule(**facts: Any) -> Rule:
    return Rule(
        **{
            "id": "TOY-001",
            "title": "Toy is as it is wanted",
            "severity": Severity.LOW,
            "enforcement": Enforcement.MANDATORY,
            "pillar": Pillar.SECURITY,
            "practice": "SEC01-BP01 Toys",
            "references": (Reference(url="https://docs.aws.amazon.com/toys", read="2026-11-24"),),
            "rationale": "Because.",
            "remediation": "Do it.",
            "since": "0.1.0",
            **facts,
        }
    )


def _nodes(name: str = "bad_fifo_to_standard", *, preview: bool = True) -> list[Node]:
    return graph(next(example for example in examples() if example.name == name), preview=preview)


def _configured(pack: Any, **levels: int) -> Any:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for name, level in levels.items():
        request.policyConfig[name.replace("_", "-")].enforcementLevel = level
    pack.Configure(request, None)
    return pack


def test_each_resource_is_decoded_once_however_many_rules_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[Any] = []
    from_struct = values.from_struct
    monkeypatch.setattr(values, "from_struct", lambda struct: decoded.append(struct) or from_struct(struct))
    nodes = _nodes()
    pack = decoding_once([_rule(id=f"TOY-{n:03}", check=lambda stack, report: None) for n in range(20)])
    ask(pack, nodes)
    providers = sum(1 for node in nodes if node.region)
    assert len(decoded) == 2 * (len(nodes) + providers)  # once in either phase


@BOTH
def test_stack_rule_sees_the_inputs_that_the_engine_checked(make: Any) -> None:
    seen: list[Any] = []

    def check(stack: Stack, report: Report) -> None:
        seen.extend(read(queue, "visibilityTimeoutSeconds") for queue in stack.of(QUEUE))

    nodes = _nodes()
    node = next(node for node in nodes if node.type == QUEUE)
    hidden = replace(
        node,
        inputs={**node.inputs, "visibilityTimeoutSeconds": 77},
        outputs={**node.outputs, "visibilityTimeoutSeconds": values.SENTINELS[1]},
    )
    ask(make([_rule(check=check)]), [hidden])
    ask(make([_rule(check=check)]), [hidden], record=False)
    assert seen == [77.0, values.UNKNOWN]


@BOTH
def test_resource_rule_stops_a_resource_before_the_stack_is_known(make: Any) -> None:
    def check(resource: Resource, report: Report) -> None:
        if read(resource, "fifoQueue", default=False):
            report.fails(resource, f"{resource} is a FIFO queue in {resource.region}.")
        else:
            report.not_knowable(resource, "what it is for")

    pack = make(
        [_rule(check_resource=check, types=(QUEUE,)), _rule(id="TOY-002", check_resource=check, types=(QUEUE,))]
    )
    found = [d for request in resource_requests(_nodes()) for d in pack.Analyze(request, None).diagnostics]
    assert [(d.policyName, d.enforcementLevel, d.urn.rpartition("::")[2]) for d in found] == [
        ("TOY-001", analyzer_pb2.MANDATORY, "orders"),
        ("TOY-002", analyzer_pb2.MANDATORY, "orders"),
    ]
    assert "Queue `orders` is a FIFO queue in us-east-1." in found[0].message
    (notice,) = pack.AnalyzeStack(stack_request(_nodes()), None).diagnostics
    assert "TOY-001, TOY-002: What it is for (`dead`)" in notice.message


@BOTH
def test_second_operation_of_a_process_knows_nothing_of_the_first(make: Any) -> None:
    def check(resource: Resource, report: Report) -> None:
        report.not_knowable(resource, "what it is for")

    pack = make([_rule(check_resource=check, types=(QUEUE,)), *VISIBILITY])
    assert len(ask(pack, _nodes())) == 1
    others = [replace(node, urn=f"{node.urn}-2", name=f"{node.name}-2") for node in _nodes()]
    (notice,) = ask(pack, others)
    assert "TOY-001: What it is for (`dead-2`, `orders-2`)" in notice.message


@BOTH
def test_error_in_a_rule_becomes_one_notice_and_the_others_go_on(make: Any) -> None:
    def check(stack: Stack, report: Report) -> None:
        raise KeyError("hunter2")

    def check_resource(resource: Resource, report: Report) -> None:
        raise ZeroDivisionError("hunter2")

    toys = [_rule(check=check), _rule(id="TOY-002", check_resource=check_resource, types=(QUEUE,))]
    diagnostics = ask(make([*toys, *DEAD_LETTERS]), _nodes())
    assert [d.policyName for d in diagnostics] == ["QUEUE-002", BROKEN]
    notice = diagnostics[-1]
    assert "TOY-001 (KeyError), TOY-002 (ZeroDivisionError)" in notice.message
    assert notice.enforcementLevel == analyzer_pb2.ADVISORY
    assert not [d for d in diagnostics if "hunter2" in d.message]


def test_error_in_building_the_graph_is_kept_inside_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("rules.session.from_sdk", build)
    diagnostics = ask(decoding_once(), _nodes())
    assert [d.policyName for d in diagnostics] == [BROKEN]


@BOTH
def test_rule_with_no_subject_is_not_applicable(make: Any) -> None:
    answer = make().AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(), None)
    assert [policy.policy_name for policy in answer.not_applicable] == [rule.id for rule in CATALOGUE if rule.check]
    assert not answer.diagnostics


@BOTH
def test_level_and_options_come_from_the_configuration(make: Any) -> None:
    pack = _configured(make(DEAD_LETTERS), QUEUE_002=analyzer_pb2.ADVISORY)
    assert [d.enforcementLevel for d in ask(pack, _nodes())] == [analyzer_pb2.ADVISORY]
    assert ask(_configured(make(DEAD_LETTERS), QUEUE_002=analyzer_pb2.DISABLED), _nodes()) == []
    (remediate,) = ask(_configured(make(DEAD_LETTERS), QUEUE_002=analyzer_pb2.REMEDIATE), _nodes())
    assert remediate.enforcementLevel == analyzer_pb2.MANDATORY
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig["SERVICE-001"].enforcementLevel = analyzer_pb2.MANDATORY
    request.policyConfig["SERVICE-001"].properties.update({"minimum": 3})
    pack = make([rule for rule in CATALOGUE if rule.id == "SERVICE-001"])
    pack.Configure(request, None)
    (found,) = ask(pack, _nodes("good_desired_count"))
    assert "Service `web` keeps 2 of 3 tasks" in found.message
    assert found.enforcementLevel == analyzer_pb2.MANDATORY


def test_notices_stay_advisory_when_all_is_mandatory() -> None:
    levels = dict.fromkeys([NOT_KNOWABLE, BROKEN, "QUEUE-001"], analyzer_pb2.MANDATORY)
    pack = _configured(decoding_once(VISIBILITY), **{name.replace("-", "_"): level for name, level in levels.items()})
    (notice,) = ask(pack, _nodes("unknown_queue_outside"))
    assert (notice.policyName, notice.enforcementLevel) == (NOT_KNOWABLE, analyzer_pb2.ADVISORY)


def test_names_in_the_configuration_that_mean_nothing_are_told() -> None:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig["all"].enforcementLevel = analyzer_pb2.ADVISORY
    request.policyConfig["QEUE-001"].enforcementLevel = analyzer_pb2.DISABLED
    request.policyConfig["QUEUE-002"].properties.update({"minimum": 3})
    request.policyConfig["QUEUE-001"].properties.update({"factor": 6, "factr": 3})
    request.policyConfig["SETTINGS"].properties.update({"traffik": {}})
    pack = decoding_once()
    pack.Configure(request, None)
    notice = next(d for d in ask(pack, _nodes()) if d.policyName == CONFIGURATION)
    assert notice.message.split("\n")[2:] == [
        "QEUE-001: there is no such rule; did you mean QUEUE-001?",
        "QUEUE-001.factr: there is no such option; its options: factor, runtimeVariable, queueVariable",
        "QUEUE-002.minimum: there is no such option; its options: none",
        "SETTINGS.traffik: there is no such option; its options: exemptions, reports, traffic",
    ]


@BOTH
def test_repair_is_made_at_the_level_remediate_only(make: Any) -> None:
    def toy(number: int, name: str, wanted: Any) -> Rule:
        def check(resource: Resource, report: Report) -> None:
            report.decides(resource, equals(read(resource, name), wanted), wrong="It is wrong.", missing="its value")

        repair = {name: wanted}
        return _rule(id=f"TOY-00{number}", check_resource=check, types=(QUEUE,), repair=lambda *_: repair)

    def rules() -> list[Rule]:
        return [toy(0, "fifoQueue", wanted=True), toy(1, "delaySeconds", wanted=5)]

    node = next(node for node in _nodes() if node.type == QUEUE and not node.inputs.get("fifoQueue"))
    secret = {values.SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "value": "hunter2"}
    inputs = {**node.inputs, "policy": secret, "kmsMasterKeyId": values.SENTINELS[2]}
    (request,) = resource_requests([replace(node, inputs=inputs)])
    assert not make(rules()).Remediate(request, None).remediations
    levels = {"TOY_000": analyzer_pb2.REMEDIATE, "TOY_001": analyzer_pb2.REMEDIATE}
    first, second = _configured(make(rules()), **levels).Remediate(request, None).remediations
    assert json_format.MessageToDict(first.properties) == {**inputs, "fifoQueue": True}
    assert first.policyName == "TOY-000"
    assert json_format.MessageToDict(second.properties) == {**inputs, "fifoQueue": True, "delaySeconds": 5}
    unknown = replace(node, inputs={**inputs, "fifoQueue": values.SENTINELS[0], "delaySeconds": secret})
    asked = _configured(make(rules()), **levels).Remediate(resource_requests([unknown])[0], None)
    assert not asked.remediations


@BOTH
def test_notice_leaves_out_rules_that_are_disabled(make: Any) -> None:
    nodes = _nodes("unknown_queue_outside")
    assert ask(make(VISIBILITY), nodes)
    assert ask(_configured(make(VISIBILITY), QUEUE_001=analyzer_pb2.DISABLED), nodes) == []


def test_notice_says_once_what_several_rules_lack() -> None:
    def check(stack: Stack, report: Report) -> None:
        for queue in stack.of(QUEUE):
            report.not_knowable(queue, "enough")

    rules = [_rule(id=f"TOY-00{number}", check=check) for number in range(3)]
    (notice,) = ask(decoding_once(rules), _nodes())
    assert "TOY-000, TOY-001, TOY-002: Enough (`dead`, `orders`)" in notice.message


def test_notice_lists_some_names_and_counts_the_rest() -> None:
    def check(stack: Stack, report: Report) -> None:
        for resource in stack:
            report.not_knowable(resource, "enough")

    nodes = [replace(_nodes()[-1], urn=f"urn:pulumi:s::p::{QUEUE}::q{n}", name=f"q{n}") for n in range(8)]
    (notice,) = ask(decoding_once([_rule(check=check)]), nodes)
    assert "TOY-001: Enough (`q0`, `q1`, `q2`, `q3`, `q4` and 3 more)" in notice.message


@one_test_a_rule
def test_no_property_value_is_in_any_message_or_report(example: Example) -> None:
    told, others = with_inputs(example, graph(example, preview=False), _leaks)
    findings = dict.fromkeys([*told, *(finding for found in others for finding in found)])
    session = Session([example.rule])
    session.keep(Result(rule=example.rule.id, findings=tuple(findings)))
    outcome = Outcome.of(session, [])
    messages = [finding.message for finding in findings]
    assert not [text for text in [*messages, *(write(outcome) for write in REPORTS)] if "hunter2" in text]


def _leaks(node: Node, path: Path) -> Iterator[Any]:
    yield "hunter2"
    yield from inside(at(node.inputs, path), "hunter2")


def test_a_value_that_cannot_stand_where_it_stands_is_unknown_by_the_time_a_rule_sees_it() -> None:
    kind = "aws:lb/targetGroup:TargetGroup"
    wrong = {"protocol": {"a": 1}, "healthCheck": {"path": ["/"], "interval": 15}, "tags": {"Owner": ["x"]}}
    options = SimpleNamespace(protect=False, ignore_changes=[])
    whole = from_sdk(sdk.PolicyResource(kind, wrong, "urn:g", "g", options, None, None, [], {}), wrong)
    asked = SimpleNamespace(urn="urn:g", resource_type=kind, name="g", props=wrong, provider=None, opts=options)
    alone = Session().resource(asked)
    for seen in (whole.outputs, whole.inputs, alone.outputs, alone.inputs):
        assert seen is not None
        assert seen["protocol"] is seen["healthCheck"]["path"] is seen["tags"]["Owner"] is UNKNOWN
        assert seen["healthCheck"]["interval"] == 15


# --- the entry script


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What __main__.py gives to PolicyPack, which would serve for ever."""
    given: dict[str, Any] = {}
    monkeypatch.setattr(sdk, "PolicyPack", lambda **arguments: given.update(arguments))
    monkeypatch.setattr(internals, "_PolicyAnalyzerServicer", SDK_SERVICER)
    return given


def _start() -> None:
    runpy.run_path(str(PACK / "__main__.py"), run_name="__main__")


def test_entry_script_serves_one_policy_a_rule_with_the_own_servicer(built: dict[str, Any]) -> None:
    _start()
    assert [policy.name for policy in built["policies"]] == [
        "SETTINGS",
        *(rule.id for rule in CATALOGUE),
        *NAMES,
    ]
    assert issubclass(internals._PolicyAnalyzerServicer, servicer.DecodingOnce)


@pytest.mark.parametrize("part", ["_METHODS", "_CLASSES"])
def test_changed_internals_of_the_sdk_make_its_own_loop_serve(
    built: dict[str, Any], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setitem(getattr(servicer, part), "AnalyzeStack", "self, other")
    _start()
    assert internals._PolicyAnalyzerServicer is SDK_SERVICER
    assert built["policies"][0].name == "INPUTS"
    assert len(built["policies"]) == len(CATALOGUE) + 2 + len(NAMES)
