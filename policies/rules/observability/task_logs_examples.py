"""Programs that keep and break TELEMETRY-012, in the spellings of users. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/api"
WRITE = ["logs:CreateLogStream", "logs:PutLogEvents"]
MANAGED = f"{common.MANAGED}service-role/AmazonECSTaskExecutionRolePolicy"


def _task(role: pulumi.Input[str] | None, opts: pulumi.ResourceOptions | None = None, **more: Any) -> None:
    options = {"awslogs-group": "/ecs/api", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "api", **more}
    log = {"logDriver": "awslogs", "options": options}
    container = {"name": "api", "image": "api@sha256:0", "essential": True, "logConfiguration": log}
    definitions = json.dumps([container])
    aws.ecs.TaskDefinition(
        "api",
        family="api",
        container_definitions=definitions,
        execution_role_arn=role,
        requires_compatibilities=None if role else ["FARGATE"],
        opts=opts,
    )


def good_managed_policy() -> None:
    """AWS has a policy for this."""
    aws.cloudwatch.LogGroup("api", name="/ecs/api", retention_in_days=30)
    _task(common.role("ecs-tasks", managed_policy_arns=[MANAGED]).arn)


def good_streams_of_the_group() -> None:
    """The right is on all streams of the group."""
    aws.cloudwatch.LogGroup("api", name="/ecs/api", retention_in_days=30)
    role = common.role("ecs-tasks")
    common.grant(role, common.allow(WRITE, f"{GROUP}:*"))
    _task(role.arn)


def good_group_that_is_there() -> None:
    """The driver makes no group where there is one."""
    aws.cloudwatch.LogGroup("api", name="/ecs/api", retention_in_days=30)
    _task(common.role("ecs-tasks", managed_policy_arns=[MANAGED]).arn, None, **{"awslogs-create-group": "true"})


def bad_without_role_on_fargate() -> None:
    """Task definition `api` writes logs to CloudWatch on Fargate without an execution role; AWS refuses that."""
    _task(None)


def bad_group_without_its_streams() -> None:
    """Role `app`, the execution role of task definition `api`, may not write to its containers' log groups."""
    aws.cloudwatch.LogGroup("api", name="/ecs/api", retention_in_days=30)
    role = common.role("ecs-tasks")
    common.grant(role, common.allow(WRITE, GROUP))
    _task(role.arn)


def bad_create_group() -> None:
    """Role `app`, the execution role of task definition `api`, may not write to its containers' log groups."""
    role = common.role("ecs-tasks")
    aws.iam.RolePolicyAttachment("rights", role=role.name, policy_arn=MANAGED)
    _task(role.arn, None, **{"awslogs-create-group": "true"})


def bad_no_rights_in_a_component() -> None:
    """Role `app`, the execution role of task definition `api`, may not write to its containers' log groups."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    role = common.role("ecs-tasks", opts=inside)
    common.grant(role, common.allow("ecr:*"), opts=inside)
    _task(role.arn, inside)


def unknown_role_of_another_stack() -> None:
    """The rights of its execution role, which is outside the stack or unknown"""
    _task("arn:aws:iam::123456789012:role/execution")
