"""Programs that keep and break SECURITY-006, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

LITERAL = "arn:aws:iam::123456789012:role/"


def _task(application: pulumi.Input[str], ecs: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> None:
    definitions = json.dumps([{"name": "api", "image": "api@sha256:0", "essential": True}])
    aws.ecs.TaskDefinition(
        "api",
        family="api",
        container_definitions=definitions,
        task_role_arn=application,
        execution_role_arn=ecs,
        opts=opts,
    )


def good_two_roles() -> None:
    """The application has a role of its own."""
    _task(common.role("ecs-tasks").arn, common.role("ecs-tasks", "ecs").arn)


def good_two_literal_roles() -> None:
    """Both are elsewhere."""
    _task(f"{LITERAL}api", f"{LITERAL}execution")


def bad_one_role() -> None:
    """Task definition `api` has one role for its application and for ECS, which starts it."""
    role = common.role("ecs-tasks")
    _task(role.arn, role.arn)


def bad_one_literal_role() -> None:
    """Task definition `api` has one role for its application and for ECS, which starts it."""
    _task(f"{LITERAL}ecsTaskExecutionRole", f"{LITERAL}ecsTaskExecutionRole")


def bad_by_name_in_a_component() -> None:
    """Task definition `api` has one role for its application and for ECS, which starts it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    role = common.named_role("api", "ecs-tasks")
    _task(role.arn, pulumi.Output.concat(LITERAL, role.name), inside)
