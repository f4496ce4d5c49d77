"""The policy pack under the real engine: on other people's programs, at preview and on exported state."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import PACK, Stack

pytestmark = pytest.mark.engine

# Everything that the three rules look for, wrong by value, and related by outputs that are unknown at a first preview.
BROKEN = """
import json
import pulumi, pulumi_aws as aws

standard_dlq = aws.sqs.Queue("dead")
orders = aws.sqs.Queue(
    "orders",
    fifo_queue=True,
    visibility_timeout_seconds=60,
    redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": standard_dlq.arn, "maxReceiveCount": 5}),
)
role = aws.iam.Role("role", assume_role_policy="{}")
handler = aws.lambda_.Function("handler", role=role.arn, image_uri="x", package_type="Image", timeout=30)
aws.lambda_.EventSourceMapping("mapping", event_source_arn=orders.arn, function_name=handler.arn)
aws.sqs.Queue("lonely")

cluster = aws.ecs.Cluster("cluster")
task = aws.ecs.TaskDefinition("task", family="t", container_definitions=json.dumps([{"name": "a", "image": "b"}]))
aws.ecs.Service("web", cluster=cluster.arn, task_definition=task.arn, desired_count=1)
"""
FINDINGS = {
    "QUEUE-001": "orders",
    "QUEUE-002": "orders",
    "QUEUE-027": "lonely",
    "SERVICE-001": "web",
}


def assert_all_found(text: str) -> None:
    for rule, resource in FINDINGS.items():
        assert rule in text, text
        assert resource in text
    assert "60 s" in text  # the queue's visibility
    assert "180 s" in text  # six times the function's timeout


@pytest.mark.parametrize("unknowns", ["", "strict"])
def test_every_rule_fires_at_a_first_preview(program: Callable[..., Stack], unknowns: str) -> None:
    stack = program(BROKEN)
    assert_all_found(stack.preview("--policy-pack", str(PACK), fails=True, FLOODGATE_OFFLINE_UNKNOWNS=unknowns).text)


def test_every_rule_fires_on_exported_state(program: Callable[..., Stack], tmp_path: Path) -> None:
    stack = program(BROKEN)
    stack.up()
    state = tmp_path / "state.json"
    state.write_text(stack.pulumi("stack", "export").text)
    answer = stack.analyze(state, fails=True)
    assert_all_found(answer.text)


def test_levels_and_options_are_set_from_outside(program: Callable[..., Stack], tmp_path: Path) -> None:
    config = tmp_path / "policies.json"
    settings = {"all": "disabled", "SERVICE-001": {"enforcementLevel": "mandatory", "minimum": 3}}
    config.write_text(json.dumps(settings))
    stack = program(BROKEN.replace("desired_count=1", "desired_count=2"))
    stack.preview("--policy-pack", str(PACK), fails=True)
    text = stack.preview("--policy-pack", str(PACK), "--policy-pack-config", str(config), fails=True).text
    assert "SERVICE-001" in text
    assert "QUEUE-00" not in text


def test_a_repaired_program_has_no_finding(program: Callable[..., Stack], tmp_path: Path) -> None:
    repaired = (
        BROKEN.replace('aws.sqs.Queue("dead")', 'aws.sqs.Queue("dead", fifo_queue=True)')
        .replace("visibility_timeout_seconds=60", "visibility_timeout_seconds=180")
        .replace('aws.sqs.Queue("lonely")', "")
        .replace("desired_count=1", "desired_count=2")
    )
    reports = tmp_path / "reports"
    program(repaired).preview("--policy-pack", str(PACK), fails=None, FLOODGATE_REPORTS=str(reports))
    found = {finding["rule"] for finding in json.loads((reports / "floodgate.json").read_text())["findings"]}
    assert not found & FINDINGS.keys()


def test_exemptions_beside_the_stack_files_and_mistakes_in_them(program: Callable[..., Stack], tmp_path: Path) -> None:
    stack = program(BROKEN)
    entries = [
        f"- {{rule: {rule}, resource: '*', reason: it goes, owner: shop-team, expires: 2999-01-01}}"
        for rule in FINDINGS
    ]
    late = "- {rule: QUEUE-021, resource: '*', reason: it goes, owner: shop-team, expires: 2020-01-01}"
    (tmp_path / "exemptions.yaml").write_text("\n".join([*entries, late]))
    reports = tmp_path / "reports"
    text = stack.preview("--policy-pack", str(PACK), fails=None, FLOODGATE_REPORTS=str(reports)).text
    assert f"exemptions.yaml:{len(entries) + 1}: it expired on 2020-01-01" in text
    report = json.loads((reports / "floodgate.json").read_text())
    assert not {finding["rule"] for finding in report["findings"]} & FINDINGS.keys()
    assert {finding["rule"] for finding in report["suppressed"]} == set(FINDINGS)
    assert "QUEUE-021" in {finding["rule"] for finding in report["findings"]}


def test_a_repair_is_made_by_the_engine(program: Callable[..., Stack], tmp_path: Path) -> None:
    config = tmp_path / "policies.json"
    config.write_text(json.dumps({"all": "disabled", "TELEMETRY-006": "remediate"}))
    stack = program('import pulumi_aws as aws\naws.cloudwatch.LogGroup("lines")')
    stack.up("--policy-pack", str(PACK), "--policy-pack-config", str(config))
    (group,) = stack.resources("aws:cloudwatch/logGroup:LogGroup").values()
    assert group["inputs"]["retentionInDays"] > 0


def test_a_rule_that_does_not_exist_and_a_value_that_does_not_fit_are_told(
    program: Callable[..., Stack], tmp_path: Path
) -> None:
    config = tmp_path / "policies.json"
    stack = program(BROKEN)
    config.write_text(json.dumps({"all": "advisory", "QEUE-001": "disabled"}))
    text = stack.preview("--policy-pack", str(PACK), "--policy-pack-config", str(config)).text
    assert "QEUE-001: there is no such rule; did you mean QUEUE-001?" in text
    config.write_text(json.dumps({"SERVICE-001": {"minimum": "two"}}))
    text = stack.preview("--policy-pack", str(PACK), "--policy-pack-config", str(config), fails=True).text
    assert "SERVICE-001: minimum: Invalid type" in text
