"""Programs that keep and break TELEMETRY-009, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.observability import common_examples as common

SUBNETS = ["subnet-1", "subnet-2"]


def _balancer() -> aws.lb.LoadBalancer:
    return aws.lb.LoadBalancer("web", subnets=SUBNETS, enable_deletion_protection=True)


def good_load_balancer() -> None:
    """Its errors are watched."""
    suffix = {"LoadBalancer": _balancer().arn_suffix}
    common.alarm("5xx", "AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", suffix)


def good_cache_by_literal_node() -> None:
    """A node of the group is watched."""
    aws.elasticache.ReplicationGroup(
        "sessions", replication_group_id="sessions", description="Sessions", num_cache_clusters=1
    )
    common.alarm("cpu", "AWS/ElastiCache", "CPUUtilization", {"CacheClusterId": "sessions-001"})


def good_fifo_queue() -> None:
    """Another rule is about FIFO queues."""
    common.queue("orders", fifo_queue=True)


def bad_load_balancer_of_the_old_type() -> None:
    """No alarm watches load balancer `web`."""
    aws.alb.LoadBalancer("web", name="web", subnets=SUBNETS)


def bad_queue_beside_another() -> None:
    """No alarm watches queue `mails`."""
    common.queue("mails", name="mails")
    orders = common.queue("orders", name="orders")
    common.alarm("orders", dimensions={"QueueName": orders.name})


def bad_cache_in_a_component() -> None:
    """No alarm watches replication group `sessions`."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cache", "cache"))
    aws.elasticache.ReplicationGroup("sessions", replication_group_id="sessions", description="Sessions", opts=inside)


def bad_database_by_a_query_on_another() -> None:
    """No alarm watches database cluster `shop`."""
    aws.rds.Cluster("shop", cluster_identifier="shop", engine="aurora-postgresql")
    common.alarm_on("cpu", common.metric("AWS/RDS", "CPUUtilization", {"DBClusterIdentifier": "other"}))
