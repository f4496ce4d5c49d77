"""The task definition and its two roles as they reach AWS."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pulumi_aws as aws
import pytest

from components.compute import Container, CpuArchitecture, TaskDefinition, TaskDefinitionArgs
from components.naming import Location
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/api@sha256:" + "0a" * 32
PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db-url"
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
DEFINITION = "aws:ecs/taskDefinition:TaskDefinition"
ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/rolePolicy:RolePolicy"
LOG_STREAMS = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/api:*"


def arguments(container: Container | None = None, **changes: Any) -> TaskDefinitionArgs:
    return TaskDefinitionArgs(
        **{
            "location": LOCATION,
            "family": "floodgate-prod-api",
            "log_group_name": "/ecs/api",
            "container": container or Container(image=IMAGE),
            "cpu_units": 512,
            "memory_mib": 1024,
            **changes,
        }
    )


def graph(make: Callable[[], TaskDefinitionArgs] = arguments, *, preview: bool = True) -> Graph:
    return run(lambda: TaskDefinition("main-api", make()), preview=preview)


def statements(made: Graph) -> list[dict[str, Any]]:
    found = json.loads(made.one(POLICY, "main-api-execution").inputs["policy"])["Statement"]
    assert isinstance(found, list)
    return found


def test_the_task_is_for_fargate_on_arm() -> None:
    inputs = graph().one(DEFINITION, "main-api-definition").inputs
    assert (inputs["family"], inputs["cpu"], inputs["memory"]) == ("floodgate-prod-api", "512", "1024")
    assert inputs["requiresCompatibilities"] == ["FARGATE"]
    assert inputs["networkMode"] == "awsvpc"
    assert inputs["runtimePlatform"] == {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}


def test_another_architecture_may_be_chosen() -> None:
    made = graph(lambda: arguments(cpu_architecture=CpuArchitecture.X86_64))
    assert made.one(DEFINITION).inputs["runtimePlatform"]["cpuArchitecture"] == "X86_64"


def test_old_revisions_stay_registered_so_that_a_rollback_has_somewhere_to_go() -> None:
    assert graph().one(DEFINITION).inputs["skipDestroy"] is True


def test_each_writable_path_has_a_volume_of_the_task() -> None:
    inputs = graph().one(DEFINITION).inputs
    (mount,) = json.loads(inputs["containerDefinitions"])[0]["mountPoints"]
    assert inputs["volumes"] == [{"name": mount["sourceVolume"]}]


def test_the_container_definition_is_known_at_preview_when_only_names_go_in() -> None:
    def program() -> None:
        group = aws.cloudwatch.LogGroup("logs", name="/ecs/api")
        TaskDefinition("main-api", arguments(log_group_name=group.name))

    made = run(program, preview=True)
    task = made.one(DEFINITION)
    options = json.loads(task.inputs["containerDefinitions"])[0]["logConfiguration"]["options"]
    assert (options["awslogs-group"], options["awslogs-region"]) == ("/ecs/api", "us-east-1")
    assert task.property_dependencies["containerDefinitions"] == {made.one("aws:cloudwatch/logGroup:LogGroup").urn}


def test_preview_and_deployment_render_the_same_bytes() -> None:
    def make() -> TaskDefinitionArgs:
        return arguments(Container(image=IMAGE, environment={"B": "2", "A": "1"}, secrets={"DB_URL": PARAMETER}))

    planned, made = (graph(make, preview=preview).one(DEFINITION) for preview in (True, False))
    assert planned.inputs["containerDefinitions"] == made.inputs["containerDefinitions"]


def test_outputs_in_the_environment_are_resolved_and_linked() -> None:
    def make() -> TaskDefinitionArgs:
        queue = aws.sqs.Queue("orders", name="orders")
        return arguments(Container(image=IMAGE, environment={"QUEUE_URL": queue.url}))

    planned, made = graph(make), graph(make, preview=False)
    assert planned.one(DEFINITION).inputs["containerDefinitions"] == UNKNOWN
    assert (
        planned.one("aws:sqs/queue:Queue").urn in planned.one(DEFINITION).property_dependencies["containerDefinitions"]
    )
    (variable,) = json.loads(made.one(DEFINITION).inputs["containerDefinitions"])[0]["environment"]
    assert variable == {"name": "QUEUE_URL", "value": "https://sqs.us-east-1.amazonaws.com/123456789012/orders"}


def test_the_two_roles_are_different_and_the_tasks_is_empty() -> None:
    made = graph(preview=False)
    task, execution = made.one(ROLE, "main-api-role"), made.one(ROLE, "main-api-execution")
    inputs = made.one(DEFINITION).inputs
    assert inputs["taskRoleArn"] == task.outputs["arn"]
    assert inputs["executionRoleArn"] == execution.outputs["arn"]
    assert [policy.inputs["role"] for policy in made.of_type(POLICY)] == [execution.inputs["name"]]


def test_only_tasks_of_this_account_may_have_the_tasks_role() -> None:
    (trust,) = json.loads(graph().one(ROLE, "main-api-role").inputs["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def test_ecs_may_pull_this_image_and_write_to_this_log_group_and_nothing_else() -> None:
    assert statements(graph()) == [
        {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken"], "Resource": ["*"]},
        {
            "Effect": "Allow",
            "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            "Resource": ["arn:aws:ecr:us-east-1:123456789012:repository/floodgate/api"],
        },
        {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": [LOG_STREAMS]},
    ]


def test_an_image_that_is_not_in_ecr_needs_no_rights_there() -> None:
    image = "public.ecr.aws/docker/library/nginx@sha256:" + "0a" * 32
    assert [s["Resource"] for s in statements(graph(lambda: arguments(Container(image=image))))] == [[LOG_STREAMS]]


def test_ecs_may_read_exactly_the_secrets_and_use_their_keys() -> None:
    secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/redis-AbCdEf"
    container = Container(image=IMAGE, secrets={"REDIS_TOKEN": f"{secret}:token::", "DB_URL": PARAMETER})
    *_, read, decrypt = statements(graph(lambda: arguments(container, secret_key_arns={"main": KEY})))
    assert read["Action"] == ["secretsmanager:GetSecretValue", "ssm:GetParameters"]
    assert read["Resource"] == [PARAMETER, secret]
    assert decrypt == {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": [KEY]}


def test_without_keys_ecs_may_decrypt_nothing() -> None:
    made = graph(lambda: arguments(Container(image=IMAGE, secrets={"DB_URL": PARAMETER})))
    assert not [s for s in statements(made) if "kms:Decrypt" in s["Action"]]


def test_a_secret_made_in_the_same_program_is_linked_at_preview_and_named_at_deployment() -> None:
    def make() -> TaskDefinitionArgs:
        return arguments(
            Container(image=IMAGE, secrets={"TOKEN": aws.secretsmanager.Secret("token", name="token").arn})
        )

    planned, made = graph(make), graph(make, preview=False)
    secret = planned.one("aws:secretsmanager/secret:Secret").urn
    assert secret in planned.one(DEFINITION).property_dependencies["containerDefinitions"]
    assert secret in planned.one(POLICY).property_dependencies["policy"]
    assert statements(made)[-1]["Resource"] == [made.one("aws:secretsmanager/secret:Secret").outputs["arn"]]


def test_an_output_that_is_no_secret_is_refused_when_it_becomes_known() -> None:
    def make() -> TaskDefinitionArgs:
        return arguments(Container(image=IMAGE, secrets={"TOKEN": aws.sqs.Queue("orders").arn}))

    with pytest.raises(ValueError, match="the secret of TOKEN is not the ARN"):
        graph(make, preview=False)


def test_no_task_starts_before_its_execution_role_has_its_rights() -> None:
    made = graph()
    assert made.one(POLICY).urn in made.one(DEFINITION).dependencies


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"memory_mib": 512}, "512 CPU units with 512 MiB: choose one of 1024"),
        ({"cpu_units": 100}, "no tasks of 100 CPU units"),
        ({"secret_key_arns": {"main": KEY}}, "the container has no secrets: leave it out"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(arguments(), **change)
