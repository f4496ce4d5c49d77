"""What the faults' programs share: sound resources, of which one property each is a fault's."""

import json
from typing import Any

import pulumi_aws as aws

ROLE = "arn:aws:iam::123456789012:role/r"
CLOSED = [{"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "403"}}]
SEEN = {"cloudwatch_metrics_enabled": True, "metric_name": "w", "sampled_requests_enabled": True}
LIMIT = [
    {
        "name": "limit",
        "priority": 0,
        "action": {"block": {}},
        "statement": {"rate_based_statement": {"limit": 1000, "aggregate_key_type": "IP"}},
        "visibility_config": SEEN,
    }
]
PINNED = "app@sha256:6f0b2c9d1e4a7f3858c6d2b19e07a4f5c3d8e6b1a29f70548d3c6e1b7a094f25"


def service(
    *,
    group: aws.lb.TargetGroup | None = None,
    port: int = 80,
    grace: int = 90,
    image: str = PINNED,
    tasks: int = 2,
    memory: str = "1024",
    variables: list[dict[str, str]] | None = None,
) -> None:
    """A service on Fargate."""
    container: dict[str, Any] = {
        "name": "app",
        "image": image,
        "portMappings": [{"containerPort": 80}],
        "environment": variables or [],
        "healthCheck": {"command": ["CMD", "up"], "startPeriod": 60},
    }
    task = aws.ecs.TaskDefinition(
        "task",
        family="app",
        cpu="256",
        memory=memory,
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        execution_role_arn=ROLE,
        container_definitions=json.dumps([container]),
    )
    block = {"container_name": "app", "container_port": port}
    aws.ecs.Service(
        "service",
        cluster="main",
        task_definition=task.arn,
        launch_type="FARGATE",
        desired_count=tasks,
        network_configuration={"subnets": ["subnet-1", "subnet-2"], "security_groups": ["sg-1"]},
        load_balancers=[{**block, "target_group_arn": group.arn}] if group else None,
        health_check_grace_period_seconds=grace if group else None,
    )


def distribution(*, origin: Any = "origin.example.com", acl: Any = None) -> aws.cloudfront.Distribution:
    """A distribution with one origin."""
    custom = {
        "http_port": 80,
        "https_port": 443,
        "origin_protocol_policy": "https-only",
        "origin_ssl_protocols": ["TLSv1.2"],
    }
    return aws.cloudfront.Distribution(
        "distribution",
        enabled=True,
        aliases=["www.example.com"],
        origins=[{"domain_name": origin, "origin_id": "o", "custom_origin_config": custom}],
        default_cache_behavior={
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "target_origin_id": "o",
            "viewer_protocol_policy": "redirect-to-https",
            "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={
            "acm_certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/0",
            "ssl_support_method": "sni-only",
            "minimum_protocol_version": "TLSv1.2_2021",
        },
        web_acl_id=acl,
    )


def cache(*, nodes: int = 2, transit: bool = True) -> None:
    """A replication group with failover."""
    aws.elasticache.ReplicationGroup(
        "cache",
        description="d",
        engine="redis",
        node_type="cache.r7g.large",
        num_cache_clusters=nodes,
        automatic_failover_enabled=True,
        multi_az_enabled=True,
        at_rest_encryption_enabled=True,
        transit_encryption_enabled=transit,
        snapshot_retention_limit=7,
    )


def database(*, protected: bool = True, backup: str = "03:00-04:00") -> aws.rds.Cluster:
    """An Aurora cluster."""
    return aws.rds.Cluster(
        "database",
        engine="aurora-postgresql",
        master_username="shop",
        manage_master_user_password=True,
        storage_encrypted=True,
        backup_retention_period=7,
        preferred_backup_window=backup,
        preferred_maintenance_window="sun:05:30-sun:06:30",
        deletion_protection=protected,
        final_snapshot_identifier="last",
    )
