"""The replication group as it reaches AWS."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components import iam
from components.cache import (
    AuthTokenUpdateStrategy,
    CacheEngine,
    EvictionPolicy,
    ReplicationGroup,
    ReplicationGroupArgs,
)
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ZONES = {"us-east-1c": "subnet-c", "us-east-1a": "subnet-a", "us-east-1b": "subnet-b"}
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
ARGS = ReplicationGroupArgs(
    location=LOCATION,
    replication_group_id="prod-redis",
    vpc_id="vpc-1",
    subnet_ids=ZONES,
    eviction_policy=EvictionPolicy.VOLATILE_TTL,
    deletion_protection=True,
    final_snapshot_identifier="prod-redis-final",
)
SINGLE = {
    "node_count": 1,
    "automatic_failover": False,
    "multi_az": False,
    "deletion_protection": False,
    "final_snapshot_identifier": None,
    "snapshot_retention_days": 0,
}
GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
OUTPUTS = (
    "replication_group_id",
    "primary_endpoint",
    "reader_endpoint",
    "port",
    "secret_arn",
    "slow_log_group_name",
    "engine_log_group_name",
    "member_cluster_ids",
)


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        cache = ReplicationGroup("main-cache", dataclasses.replace(ARGS, **changes))
        for output in OUTPUTS:
            pulumi.export(output, getattr(cache, output))
        tasks = SecurityGroup("main-api", SecurityGroupArgs(vpc_id="vpc-1", description="API"))
        cache.allow_from("api", tasks)
        cache.auth_token.grant_read("api", iam.service_role("api", "ecs-tasks", LOCATION, "api", parent=cache))

    return run(program, preview=preview)


def group(**changes: Any) -> dict[str, Any]:
    return graph(**changes).one(GROUP, "main-cache-group").inputs


def test_it_is_the_articles_group() -> None:
    made = group()
    assert made["replicationGroupId"] == "prod-redis"
    assert (made["nodeType"], made["numCacheClusters"]) == ("cache.r7g.large", 3)
    assert (made["automaticFailoverEnabled"], made["multiAzEnabled"]) == (True, True)
    assert (made["maintenanceWindow"], made["snapshotWindow"]) == ("sun:05:00-sun:06:00", "04:00-05:00")
    assert made["snapshotRetentionLimit"] == 7
    assert (made["engine"], made["engineVersion"]) == ("redis", "7.1")


@pytest.mark.parametrize("engine", list(CacheEngine))
def test_everything_is_encrypted_and_plain_text_is_not_served(engine: CacheEngine) -> None:
    made = group(engine=engine)
    assert made["atRestEncryptionEnabled"] is True
    assert made["transitEncryptionEnabled"] is True
    assert made["transitEncryptionMode"] == "required"
    assert "kmsKeyId" not in made


def test_valkey_has_its_own_version_and_parameters() -> None:
    made = graph(engine=CacheEngine.VALKEY)
    assert (made.one(GROUP).inputs["engine"], made.one(GROUP).inputs["engineVersion"]) == ("valkey", "8.0")
    assert made.one("aws:elasticache/parameterGroup:ParameterGroup").inputs["family"] == "valkey8"


def test_a_version_can_be_chosen() -> None:
    assert group(engine=CacheEngine.VALKEY, engine_version="7.2")["engineVersion"] == "7.2"


def test_the_callers_key_encrypts_disks_and_token() -> None:
    made = graph(key_arn=KEY)
    assert made.one(GROUP).inputs["kmsKeyId"] == KEY
    assert made.one("aws:secretsmanager/secret:Secret").inputs["kmsKeyId"] == KEY


def test_nodes_are_spread_over_the_zones_in_order() -> None:
    assert group()["preferredCacheClusterAzs"] == ["us-east-1a", "us-east-1b", "us-east-1c"]
    two = {"us-east-1a": "subnet-a", "us-east-1b": "subnet-b"}
    assert group(subnet_ids=two)["preferredCacheClusterAzs"] == ["us-east-1a", "us-east-1b", "us-east-1a"]


def test_the_subnet_group_spans_the_data_subnets_and_the_group_lies_in_it() -> None:
    made = graph()
    subnets = made.one("aws:elasticache/subnetGroup:SubnetGroup", "main-cache-subnets")
    assert subnets.inputs["subnetIds"] == ["subnet-a", "subnet-b", "subnet-c"]
    assert made.one(GROUP).property_dependencies["subnetGroupName"] == {subnets.urn}


@pytest.mark.parametrize("policy", list(EvictionPolicy))
def test_what_goes_when_memory_is_full_is_the_callers_choice(policy: EvictionPolicy) -> None:
    made = graph(eviction_policy=policy)
    parameters = made.one("aws:elasticache/parameterGroup:ParameterGroup", "main-cache-params")
    assert parameters.inputs["parameters"] == [{"name": "maxmemory-policy", "value": policy.value}]
    assert parameters.inputs["family"] == "redis7"
    assert made.one(GROUP).property_dependencies["parameterGroupName"] == {parameters.urn}


@pytest.mark.parametrize("preview", [True, False])
def test_the_token_is_sent_write_only_and_read_back_from_its_secret(preview: bool) -> None:
    made = graph(preview=preview)
    cache = made.one(GROUP)
    assert cache.inputs["authTokenWoVersion"] == 1
    assert "authTokenWo" in cache.secrets or (preview and cache.inputs["authTokenWo"] == UNKNOWN)
    assert "authToken" not in cache.inputs
    assert "authTokenWo" not in cache.outputs
    stored = made.one("aws:secretsmanager/secretVersion:SecretVersion", "main-cache-token-version")
    assert stored.urn in cache.property_dependencies["authTokenWo"]


def test_a_rotation_moves_secret_and_group_together_and_keeps_the_old_token() -> None:
    made = graph(auth_token_version=2)
    cache = made.one(GROUP).inputs
    stored = made.one("aws:secretsmanager/secretVersion:SecretVersion").inputs
    assert (cache["authTokenWoVersion"], stored["secretStringWoVersion"]) == (2, 2)
    assert cache["authTokenUpdateStrategy"] == "ROTATE"
    ended = group(auth_token_version=2, auth_token_update_strategy=AuthTokenUpdateStrategy.SET)
    assert ended["authTokenUpdateStrategy"] == "SET"


def test_the_tokens_secret_is_named_after_the_group() -> None:
    made = graph(secret_recovery_window_days=0).one("aws:secretsmanager/secret:Secret").inputs
    assert made["name"] == "prod-redis-token"
    assert made["recoveryWindowInDays"] == 0


def test_slow_and_engine_log_go_to_groups_that_expire() -> None:
    made = graph(log_retention_days=7)
    assert [
        (entry["logType"], entry["logFormat"], entry["destinationType"], entry["destination"])
        for entry in made.one(GROUP).inputs["logDeliveryConfigurations"]
    ] == [
        ("engine-log", "json", "cloudwatch-logs", "/aws/elasticache/prod-redis/engine-log"),
        ("slow-log", "json", "cloudwatch-logs", "/aws/elasticache/prod-redis/slow-log"),
    ]
    groups = made.of_type(LOG_GROUP)
    assert [entry.inputs["retentionInDays"] for entry in groups] == [7, 7]
    assert made.one(GROUP).property_dependencies["logDeliveryConfigurations"] == {entry.urn for entry in groups}


def test_changes_wait_for_the_maintenance_window_unless_asked_for_at_once() -> None:
    assert group()["applyImmediately"] is False
    assert group(apply_immediately=True)["applyImmediately"] is True


def test_the_version_moves_by_its_argument_only() -> None:
    assert group()["autoMinorVersionUpgrade"] is False


def test_a_protected_group_resists_and_leaves_a_snapshot() -> None:
    made = graph().one(GROUP)
    assert made.request.protect is True
    assert made.inputs["finalSnapshotIdentifier"] == "prod-redis-final"


def test_the_development_form_is_a_single_node_that_leaves_nothing() -> None:
    made = graph(**SINGLE).one(GROUP)
    assert made.inputs["numCacheClusters"] == 1
    assert (made.inputs["automaticFailoverEnabled"], made.inputs["multiAzEnabled"]) == (False, False)
    assert made.inputs["preferredCacheClusterAzs"] == ["us-east-1a"]
    assert made.inputs["snapshotRetentionLimit"] == 0
    assert "finalSnapshotIdentifier" not in made.inputs
    assert not made.request.protect
    assert made.inputs["transitEncryptionMode"] == "required"


def test_only_named_peers_reach_the_nodes() -> None:
    made = graph()
    (into,) = made.of_type(INGRESS)
    (out,) = made.of_type(EGRESS)
    assert (into.inputs["fromPort"], into.inputs["toPort"], into.inputs["ipProtocol"]) == (6379, 6379, "tcp")
    assert "cidrIpv4" not in into.inputs
    nodes = made.one("aws:ec2/securityGroup:SecurityGroup", "main-cache-nodes-group")
    tasks = made.one("aws:ec2/securityGroup:SecurityGroup", "main-api-group")
    assert into.property_dependencies["securityGroupId"] == {nodes.urn}
    assert into.property_dependencies["referencedSecurityGroupId"] == {tasks.urn}
    assert out.property_dependencies["referencedSecurityGroupId"] == {nodes.urn}
    assert made.one(GROUP).property_dependencies["securityGroupIds"] == {nodes.urn}


def test_a_service_may_read_the_token() -> None:
    made = graph()
    policy = made.one("aws:iam/rolePolicy:RolePolicy", "main-cache-token-read-api").inputs["policy"]
    (statement,) = json.loads(policy)["Statement"]
    assert statement["Resource"] == ["arn:aws:secretsmanager:us-east-1:123456789012:secret:prod-redis-token-??????"]


def test_names_and_port_are_known_at_preview_and_endpoints_after_it() -> None:
    before, after = graph().exports, graph(preview=False).exports
    assert before["replication_group_id"] == "prod-redis"
    assert before["port"] == 6379
    assert before["slow_log_group_name"] == "/aws/elasticache/prod-redis/slow-log"
    assert before["engine_log_group_name"] == "/aws/elasticache/prod-redis/engine-log"
    assert before["member_cluster_ids"] == ["prod-redis-001", "prod-redis-002", "prod-redis-003"]
    assert before["primary_endpoint"] == UNKNOWN
    assert after["primary_endpoint"].startswith("master.prod-redis.")
    assert after["reader_endpoint"].startswith("replica.prod-redis.")
    assert after["secret_arn"].startswith("arn:aws:secretsmanager:us-east-1:123456789012:secret:prod-redis-token-")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"replication_group_id": "Prod-Redis"}, "lower-case letters"),
        ({"replication_group_id": "prod--redis"}, "single hyphens"),
        ({"replication_group_id": "prod-redis-"}, "rename it"),
        ({"replication_group_id": "p" * 41}, "40 characters"),
        ({"subnet_ids": {}}, "subnet_ids is empty"),
        ({"node_count": 0}, "between 1 and 6"),
        ({"node_count": 7}, "between 1 and 6"),
        ({"node_count": 1}, "automatic_failover needs a replica"),
        ({"automatic_failover": False}, "multi_az needs automatic_failover"),
        ({"subnet_ids": {"us-east-1a": "subnet-a"}}, "multi_az needs subnets in two zones"),
        ({"snapshot_window": "05:30-06:30"}, "overlaps the weekly window"),
        ({"snapshot_window": "04:00-04:30"}, "AWS asks for 60"),
        ({"snapshot_retention_days": 36}, "between 0 and 35"),
        ({"final_snapshot_identifier": None}, "deletion_protection without final_snapshot_identifier"),
        ({"engine_version": "6.2"}, "version 7 or later"),
        ({"engine_version": "7"}, "major and minor, such as 7.1"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)
