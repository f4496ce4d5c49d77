"""Programs that keep and break DATABASE-002, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(opts: pulumi.ResourceOptions | None = None) -> aws.rds.Cluster:
    return aws.rds.Cluster("main", cluster_identifier="main", engine="aurora-postgresql", opts=opts)


def _function(host: pulumi.Input[str], reserved: int | None = None) -> aws.lambda_.Function:
    return aws.lambda_.Function(
        "hook",
        name="hook",
        role="arn:aws:iam::123456789012:role/hook",
        reserved_concurrent_executions=reserved,
        environment={"variables": {"DB_HOST": host}},
    )


def _mapping(function: pulumi.Input[str], most: int | None) -> None:
    aws.lambda_.EventSourceMapping(
        "hook",
        function_name=function,
        event_source_arn="arn:aws:sqs:us-east-1:123456789012:events-of-another-stack",
        scaling_config={"maximum_concurrency": most} if most else None,
    )


def good_reserved() -> None:
    """Twenty runs at most."""
    _function(_cluster().endpoint, reserved=20)


def good_bounded_by_its_source() -> None:
    """The event source mapping starts no more than ten."""
    _mapping(_function(_cluster().endpoint).name, most=10)


def good_without_database() -> None:
    """A function that knows no database may run as often as it likes."""
    _cluster()
    _function("cache.example.org")


def bad_by_endpoint() -> None:
    """Nothing bounds how many runs of function `hook` connect to database cluster `main` at the same time
    (reservedConcurrentExecutions)."""
    _function(_cluster().endpoint)


def bad_by_literal_endpoint() -> None:
    """Nothing bounds how many runs of function `hook` connect to database cluster `main` at the same time
    (reservedConcurrentExecutions)."""
    _cluster()
    _function("main.cluster-ro-c0ffee.us-east-1.rds.amazonaws.com")


def bad_source_without_bound() -> None:
    """Nothing bounds how many runs of function `hook` connect to database cluster `main` at the same time
    (reservedConcurrentExecutions)."""
    _mapping(_function(_cluster().endpoint).arn, most=None)


def bad_instance() -> None:
    """Nothing bounds how many runs of function `hook` connect to database instance `main` at the same time
    (reservedConcurrentExecutions)."""
    _function(aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres").address)


def bad_inside_component() -> None:
    """Nothing bounds how many runs of function `hook` connect to database cluster `main` at the same time
    (reservedConcurrentExecutions)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _function(pulumi.Output.concat("postgresql://", _cluster(inside).endpoint, ":5432/app"))
