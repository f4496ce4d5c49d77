"""Programs that keep and break SECURITY-001, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

DATABASE = "arn:aws:secretsmanager:us-east-1:123456789012:secret:database"
TOKEN = f"{DATABASE}-AbCdEf:password::"


def _task(role: aws.iam.Role | None, source: str, opts: pulumi.ResourceOptions | None = None) -> None:
    secrets = [{"name": "PASSWORD", "valueFrom": source}]
    container = {"name": "api", "image": "api@sha256:0", "essential": True, "secrets": secrets}
    definitions = json.dumps([container])
    execution = role.arn if role else None
    aws.ecs.TaskDefinition(
        "api", family="api", container_definitions=definitions, execution_role_arn=execution, opts=opts
    )


def good_separate_policy() -> None:
    """The role may read this secret."""
    role = common.role("ecs-tasks")
    common.grant(role, common.allow("secretsmanager:GetSecretValue", f"{DATABASE}-??????"))
    _task(role, TOKEN)


def good_inline_policy() -> None:
    """The right is in the role itself."""
    rights = common.document(common.allow(["ssm:GetParameters"], "arn:aws:ssm:us-east-1:*:parameter/shop/*"))
    role = common.role("ecs-tasks", inline_policies=[{"name": "rights", "policy": rights}])
    _task(role, "/shop/password")


def good_attached_policy() -> None:
    """The right is in an attached policy."""
    rights = aws.iam.Policy("rights", policy=common.document(common.allow("secretsmanager:Get*", f"{DATABASE}*")))
    role = common.role("ecs-tasks")
    aws.iam.RolePolicyAttachment("rights", role=role.name, policy_arn=rights.arn)
    _task(role, TOKEN)


def good_without_secrets() -> None:
    """There is nothing to read."""
    definitions = json.dumps([{"name": "api", "image": "api@sha256:0", "essential": True}])
    aws.ecs.TaskDefinition("api", family="api", container_definitions=definitions)


def bad_without_execution_role() -> None:
    """Task definition `api` takes variables from secrets, but has no execution role to read them."""
    _task(None, TOKEN)


def bad_only_managed_policy() -> None:
    """Role `app`, the execution role of task definition `api`, may not read all of its secrets."""
    managed = f"{common.MANAGED}service-role/AmazonECSTaskExecutionRolePolicy"
    role = common.role("ecs-tasks", managed_policy_arns=[managed])
    _task(role, TOKEN)


def bad_other_secret() -> None:
    """Role `app`, the execution role of task definition `api`, may not read all of its secrets."""
    role = common.role("ecs-tasks")
    common.grant(role, common.allow("secretsmanager:GetSecretValue", f"{DATABASE}-reader-??????"))
    _task(role, TOKEN)


def bad_describe_only_by_document() -> None:
    """Role `app`, the execution role of task definition `api`, may not read all of its secrets."""
    role = common.role("ecs-tasks")
    statement = aws.iam.GetPolicyDocumentStatementArgs(actions=["ssm:DescribeParameters"], resources=["*"])
    document = aws.iam.get_policy_document(statements=[statement])
    aws.iam.RolePolicy("rights", role=role.name, policy=document.json)
    _task(role, "arn:aws:ssm:us-east-1:123456789012:parameter/shop/password")


def bad_denied_in_a_component() -> None:
    """Role `app`, the execution role of task definition `api`, may not read all of its secrets."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    role = common.role("ecs-tasks", opts=inside)
    denial = common.allow("secretsmanager:*", effect="Deny")
    common.grant(role, common.allow("secretsmanager:*"), denial, opts=inside)
    _task(role, TOKEN, inside)


def bad_key() -> None:
    """Role `app`, the execution role of task definition `api`, may not read all of its secrets."""
    aws.secretsmanager.Secret("database", name="database", kms_key_id=common.key("shop").key_id)
    role = common.role("ecs-tasks")
    common.grant(role, common.allow("secretsmanager:GetSecretValue"))
    _task(role, DATABASE)


def unknown_role_of_another_stack() -> None:
    """The rights of its execution role, which is outside the stack or unknown"""
    secrets = [{"name": "PASSWORD", "valueFrom": TOKEN}]
    container = {"name": "api", "image": "api@sha256:0", "essential": True, "secrets": secrets}
    role = "arn:aws:iam::123456789012:role/execution"
    aws.ecs.TaskDefinition("api", family="api", container_definitions=json.dumps([container]), execution_role_arn=role)
