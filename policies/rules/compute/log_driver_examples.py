"""Programs that keep and break SERVICE-008. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws


def _task(*drivers: str, kind: str = "FARGATE", opts: pulumi.ResourceOptions | None = None) -> None:
    containers = [
        {"name": f"app{number}", "image": "app:1", "logConfiguration": {"logDriver": driver}}
        for number, driver in enumerate(drivers)
    ]
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=[kind],
        container_definitions=json.dumps(containers),
        execution_role_arn="arn:aws:iam::123456789012:role/execution",
        opts=opts,
    )


def good_cloudwatch() -> None:
    """Lines go to CloudWatch."""
    _task("awslogs")


def good_router() -> None:
    """Lines go to a router, and the router's own to CloudWatch."""
    _task("awsfirelens", "awslogs")


def good_on_instances() -> None:
    """On instances Docker's own drivers exist."""
    _task("json-file", kind="EC2")


def bad_json_file() -> None:
    """Container 1 of task definition `web` has a log driver that Fargate does not have: it has awslogs, splunk,
    awsfirelens."""
    _task("json-file")


def bad_second_container() -> None:
    """Container 2 of task definition `web` has a log driver that Fargate does not have: it has awslogs, splunk,
    awsfirelens."""
    _task("awslogs", "fluentd")


def bad_inside_component() -> None:
    """Container 1 of task definition `web` has a log driver that Fargate does not have: it has awslogs, splunk,
    awsfirelens."""
    component = pulumi.ComponentResource("shop:index:Web", "shop")
    _task("syslog", opts=pulumi.ResourceOptions(parent=component))
