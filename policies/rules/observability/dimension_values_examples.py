"""Programs that keep and break TELEMETRY-002, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common

QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:orders"
BALANCER_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"


def _group(opts: pulumi.ResourceOptions | None = None) -> aws.elasticache.ReplicationGroup:
    return aws.elasticache.ReplicationGroup(
        "sessions", replication_group_id="sessions", description="Sessions", num_cache_clusters=2, opts=opts
    )


def good_name() -> None:
    """SQS's metrics have the queue's name."""
    common.alarm("age", dimensions={"QueueName": common.queue("orders").name})


def good_node() -> None:
    """ElastiCache's metrics have the node's id."""
    _group()
    common.alarm("cpu", "AWS/ElastiCache", "CPUUtilization", {"CacheClusterId": "sessions-001"})


def bad_queue_arn() -> None:
    """The dimension QueueName of alarm `age` is not a name or id, so its metric never has data."""
    common.queue("orders", name="orders")
    common.alarm("age", dimensions={"QueueName": QUEUE_ARN})


def bad_queue_url_in_a_query() -> None:
    """The dimension QueueName of alarm `age` is not a name or id, so its metric never has data."""
    queue = common.queue("orders", name="orders")
    url = pulumi.Output.concat("https://sqs.us-east-1.amazonaws.com/123456789012/", queue.name)
    common.alarm_on("age", common.metric("AWS/SQS", "ApproximateAgeOfOldestMessage", {"QueueName": url}))


def bad_load_balancer_arn() -> None:
    """The dimension LoadBalancer of alarm `5xx` is not an ARN suffix, so its metric never has data."""
    common.alarm("5xx", "AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", {"LoadBalancer": BALANCER_ARN})


def bad_load_balancer_name() -> None:
    """The dimension LoadBalancer of alarm `5xx` is not an ARN suffix, so its metric never has data."""
    balancer = aws.alb.LoadBalancer("web", subnets=["subnet-1", "subnet-2"], enable_deletion_protection=True)
    common.alarm("5xx", "AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", {"LoadBalancer": balancer.name})


def bad_group_in_a_component() -> None:
    """The dimension CacheClusterId of alarm `cpu` is not the id of a node, so its metric never has data."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cache", "cache"))
    group = _group(inside)
    dimensions = {"CacheClusterId": group.replication_group_id}
    common.alarm("cpu", "AWS/ElastiCache", "CPUUtilization", dimensions, opts=inside)


def unknown_queue_of_another_stack() -> None:
    """The resource that its dimensions name, which is outside the stack"""
    common.alarm("age", dimensions={"QueueName": "orders-of-another-stack"})
