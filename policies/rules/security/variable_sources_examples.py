"""Programs that keep and break SECURITY-002. The text of a bad one is what it is told."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

SOURCE = "arn:aws:ssm:us-east-1:123456789012:parameter/prod/db-url"


def _task(opts: pulumi.ResourceOptions | None = None, **container: Any) -> None:
    definition = {"name": "api", "image": "api@sha256:0", "essential": True, **container}
    execution = "arn:aws:iam::123456789012:role/execution"
    aws.ecs.TaskDefinition(
        "api", family="api", container_definitions=json.dumps([definition]), execution_role_arn=execution, opts=opts
    )


def good_secrets() -> None:
    """The address comes from Parameter Store."""
    _task(environment=[{"name": "STAGE", "value": "prod"}], secrets=[{"name": "DB_URL", "valueFrom": SOURCE}])


def bad_as_in_the_article() -> None:
    """Container 1 of task definition `api` has valueFrom in its environment, where ECS does not look: it belongs into
    secrets."""
    _task(environment=[{"name": "STAGE", "value": "prod"}, {"name": "DB_URL", "valueFrom": SOURCE}])


def bad_in_a_component() -> None:
    """Container 1 of task definition `api` has valueFrom in its environment, where ECS does not look: it belongs into
    secrets."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    _task(inside, environment=[{"name": "DB_URL", "valueFrom": "/prod/db-url"}])
