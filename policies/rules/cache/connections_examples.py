"""Programs that keep and break CACHE-001, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

TRAFFIC = {"cacheConnectionsPerTask": 400.0}


def _group(opts: pulumi.ResourceOptions | None = None) -> aws.elasticache.ReplicationGroup:
    return aws.elasticache.ReplicationGroup(
        "main", replication_group_id="main", description="main", node_type="cache.r7g.large", opts=opts
    )


def _service(host: pulumi.Input[str], tasks: int, tags: dict[str, str] | None = None) -> None:
    container = {"name": "web", "image": "web:1", "environment": [{"name": "CACHE_HOST", "value": host}]}
    task = aws.ecs.TaskDefinition(
        "web", family="web", container_definitions=pulumi.Output.json_dumps([container]), tags=tags
    )
    aws.ecs.Service("web", cluster="shop", task_definition=task.arn, desired_count=tasks)


def good_fits() -> None:
    """40 tasks of a deployment open 16,000 connections."""
    _service(_group().primary_endpoint_address, tasks=20)


def good_told_by_tag() -> None:
    """200 tasks that share one connection each."""
    _service(_group().primary_endpoint_address, 100, {"FLOODGATE_CACHE_CONNECTIONS": "1"})


def bad_by_endpoint() -> None:
    """A node of replication group `main` is asked for 80000 connections by its clients at their peak, and takes
    65000."""
    _service(_group().primary_endpoint_address, tasks=100)


def bad_by_literal_endpoint() -> None:
    """A node of replication group `main` is asked for 80000 connections by its clients at their peak, and takes
    65000."""
    _group()
    _service("master.main.c0ffee.use1.cache.amazonaws.com", tasks=100)


def bad_url_of_a_name() -> None:
    """A node of replication group `main` is asked for 80000 connections by its clients at their peak, and takes
    65000."""
    url = pulumi.Output.concat("rediss://", _group().reader_endpoint_address, ":6379/0")
    _service(url, tasks=100)


def bad_inside_component() -> None:
    """A node of replication group `main` is asked for 80000 connections by its clients at their peak, and takes
    65000."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _service(_group(inside).configuration_endpoint_address, tasks=100)


def bad_told_by_tag() -> None:
    """A node of replication group `main` is asked for 100000 connections by its clients at their peak, and takes
    65000."""
    _service(_group().primary_endpoint_address, 10, {"FLOODGATE_CACHE_CONNECTIONS": "5000"})


def bad_function() -> None:
    """A node of replication group `main` is asked for 360000 connections by its clients at their peak, and takes
    65000."""
    aws.lambda_.Function(
        "hook",
        role="arn:aws:iam::123456789012:role/hook",
        reserved_concurrent_executions=900,
        environment={"variables": {"CACHE_HOST": _group().primary_endpoint_address}},
    )


def unknown_undeclared() -> None:
    """The traffic: declare cacheConnectionsPerTask in SETTINGS.traffic of the policy configuration"""
    _service(_group().primary_endpoint_address, tasks=100)
