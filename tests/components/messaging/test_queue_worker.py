"""The worker as it reaches AWS: what it may do, where it runs, what it is told."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components.compute import CapacityStrategy, Container, ContainerHealthCheck
from components.messaging import (
    QueueSource,
    QueueWorker,
    QueueWorkerArgs,
    StandardQueue,
    StandardQueueArgs,
    WorkerScaling,
)
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ARN = "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-notes"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-notes"
CONTAINER = Container(
    image="123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/worker@sha256:" + "0a" * 32,
    port=None,
    health_check=ContainerHealthCheck(command=["CMD", "python", "-m", "worker.alive"]),
    environment={"LEVEL": "info"},
    stop_timeout_seconds=120,
)
ARGS = QueueWorkerArgs(
    location=LOCATION,
    service_name="floodgate-prod-notes-worker",
    cluster_name="floodgate-prod-services",
    vpc_id="vpc-1",
    subnet_ids=["subnet-1", "subnet-2"],
    container=CONTAINER,
    queue=QueueSource(arn=ARN, visibility_timeout_seconds=180),
    max_runtime_seconds=60,
    scaling=WorkerScaling(acceptable_latency_seconds=60, processing_seconds=2, max_tasks=20),
)
SERVICE, TASK = "aws:ecs/service:Service", "aws:ecs/taskDefinition:TaskDefinition"


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        worker = QueueWorker("main-notes", dataclasses.replace(ARGS, **changes))
        pulumi.export("service", worker.service_name)
        pulumi.export("logs", worker.log_group_name)
        pulumi.export("role", worker.task_role.name)
        pulumi.export("group", worker.security_group.id)

    return run(program, preview=preview)


def environment(made: Graph) -> dict[str, str]:
    (container,) = json.loads(made.one(TASK).inputs["containerDefinitions"])
    return {pair["name"]: pair["value"] for pair in container["environment"]}


def statements(made: Graph) -> list[dict[str, Any]]:
    found = json.loads(made.one("aws:iam/rolePolicy:RolePolicy", "main-notes-rights").inputs["policy"])["Statement"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("preview", [True, False])
def test_the_container_is_told_its_queue_and_the_pack_its_runtime(preview: bool) -> None:
    assert environment(graph(preview=preview)) == {
        "LEVEL": "info",
        "QUEUE_URL": URL,
        "VISIBILITY_TIMEOUT_SECONDS": "180",
        "FLOODGATE_MAX_RUNTIME_SECONDS": "60",
        "FLOODGATE_CONSUMES_QUEUE": ARN,
    }


def test_the_facts_stay_readable_as_tags_when_a_secret_hides_the_environment() -> None:
    def program() -> None:
        secret = pulumi.Output.from_input("x").apply(lambda _: "arn:aws:ssm:us-east-1:123456789012:parameter/mail")
        container = dataclasses.replace(CONTAINER, secrets={"MAIL": secret})
        QueueWorker("main-notes", dataclasses.replace(ARGS, container=container))

    tags = run(program).one(TASK).inputs["tags"]
    assert (tags["FLOODGATE_MAX_RUNTIME_SECONDS"], tags["FLOODGATE_CONSUMES_QUEUE"]) == ("60", ARN)


def test_it_runs_on_spot_but_for_a_base() -> None:
    service = graph().one(SERVICE)
    assert service.inputs["capacityProviderStrategies"] == [
        {"capacityProvider": "FARGATE", "base": 1, "weight": 0},
        {"capacityProvider": "FARGATE_SPOT", "base": 0, "weight": 1},
    ]
    (container,) = json.loads(graph().one(TASK).inputs["containerDefinitions"])
    assert container["stopTimeout"] == 120


def test_it_is_behind_no_load_balancer_and_its_size_is_left_to_scaling() -> None:
    service = graph(scaling=dataclasses.replace(ARGS.scaling, min_tasks=3)).one(SERVICE)
    assert not service.inputs.get("loadBalancers")
    assert service.inputs["desiredCount"] == 3
    assert list(service.request.ignoreChanges) == ["desiredCount"]


def test_it_may_consume_its_queue_and_protect_tasks_of_its_cluster() -> None:
    consume, protect = statements(graph())
    assert consume["Resource"] == [ARN]
    assert "sqs:ChangeMessageVisibility" in consume["Action"]
    assert protect["Action"] == ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"]
    assert protect["Resource"] == ["arn:aws:ecs:us-east-1:123456789012:task/floodgate-prod-services/*"]


def test_the_rights_are_the_programs_not_those_of_ecs() -> None:
    made = graph()
    rights = made.one("aws:iam/rolePolicy:RolePolicy", "main-notes-rights")
    role = made.one("aws:iam/role:Role", "main-notes-task-role")
    assert rights.property_dependencies["role"] == {role.urn}


def test_everything_hangs_together_with_a_queue_made_beside_it() -> None:
    def program() -> None:
        queue = StandardQueue(
            "main-q",
            StandardQueueArgs(
                location=LOCATION,
                queue_name="floodgate-prod-notes",
                deletion_protection=False,
                visibility_timeout_seconds=180,
            ),
        )
        QueueWorker("main-notes", dataclasses.replace(ARGS, queue=queue.source))

    made = run(program)
    queue = made.one("aws:sqs/queue:Queue", "main-q-queue")
    assert environment(made)["QUEUE_URL"] == URL
    assert queue.urn in made.one(TASK).property_dependencies["containerDefinitions"]
    policy = made.one("aws:appautoscaling/policy:Policy")
    assert queue.urn in policy.property_dependencies["targetTrackingScalingPolicyConfiguration"]


def test_sizes_and_logs_are_the_callers() -> None:
    made = graph(cpu_units=1024, memory_mib=2048, log_retention_days=7)
    assert (made.one(TASK).inputs["cpu"], made.one(TASK).inputs["memory"]) == ("1024", "2048")
    assert made.one("aws:cloudwatch/logGroup:LogGroup").inputs["retentionInDays"] == 7


def test_the_outputs_are_known_at_preview_but_for_ids() -> None:
    exports = graph().exports
    assert exports["service"] == "floodgate-prod-notes-worker"
    assert exports["logs"] == "/ecs/floodgate-prod-notes-worker"


ON_DEMAND = CapacityStrategy(on_demand_base=0, on_demand_weight=1, spot_weight=0)
SHORT = dataclasses.replace(CONTAINER, stop_timeout_seconds=30)
LONG_WORK = dataclasses.replace(ARGS.scaling, acceptable_latency_seconds=900, processing_seconds=300)


def test_on_demand_a_protected_task_may_take_its_time() -> None:
    made = graph(capacity=ON_DEMAND, container=SHORT, scaling=LONG_WORK)
    assert [p["capacityProvider"] for p in made.one(SERVICE).inputs["capacityProviderStrategies"]] == ["FARGATE"]


def test_workers_that_sleep_need_no_base() -> None:
    spot = CapacityStrategy(on_demand_base=0, on_demand_weight=0, spot_weight=1)
    made = graph(capacity=spot, scaling=dataclasses.replace(ARGS.scaling, min_tasks=0))
    assert [p["capacityProvider"] for p in made.one(SERVICE).inputs["capacityProviderStrategies"]] == ["FARGATE_SPOT"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"max_runtime_seconds": 0}, "max_runtime_seconds must be at least 1"),
        ({"max_runtime_seconds": 61}, "raise the queue's visibility_timeout_seconds to 181"),
        ({"container": SHORT}, "give its container stop_timeout_seconds 120, not 30"),
        ({"scaling": LONG_WORK}, "a message takes 300 s and the notice is 120 s: set spot_weight to 0"),
        ({"capacity": CapacityStrategy(on_demand_base=0)}, "raise on_demand_base to 1"),
        (
            {"container": dataclasses.replace(CONTAINER, environment={"QUEUE_URL": "x"})},
            "QUEUE_URL: the worker sets this itself",
        ),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)
