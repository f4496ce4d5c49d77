"""The Aurora cluster as it reaches AWS."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from components import iam
from components.database import (
    AuroraCluster,
    AuroraClusterArgs,
    DatabaseInstance,
    DatabaseLog,
    DatabaseMonitoring,
    InsightsMode,
    LogStatement,
    ReaderMetric,
    ReaderScaling,
    ServerlessCapacity,
    StorageType,
)
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, Resource, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ZONES = {"us-east-1c": "subnet-c", "us-east-1a": "subnet-a", "us-east-1b": "subnet-b"}
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
ARGS = AuroraClusterArgs(
    location=LOCATION,
    cluster_identifier="floodgate-prod-main",
    vpc_id="vpc-1",
    subnet_ids=ZONES,
    deletion_protection=True,
    final_snapshot_identifier="floodgate-prod-main-final",
)
ALONE: Mapping[str, Any] = {"instances": {"writer": DatabaseInstance(promotion_tier=0)}}
SERVERLESS = DatabaseInstance(instance_class="db.serverless", promotion_tier=0)
# What development runs on: it sleeps when nobody is there, and leaves nothing behind.
DEVELOPMENT: Mapping[str, Any] = {
    "instances": {"writer": SERVERLESS},
    "serverless": ServerlessCapacity(min_acu=0, max_acu=4, seconds_until_auto_pause=600),
    "idle_session_timeout_seconds": 300,
    "monitoring": DatabaseMonitoring(interval_seconds=0, insights=InsightsMode.OFF),
    "deletion_protection": False,
    "final_snapshot_identifier": None,
    "backup_retention_days": 1,
    "apply_immediately": True,
}
CLUSTER, INSTANCE = "aws:rds/cluster:Cluster", "aws:rds/clusterInstance:ClusterInstance"
PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
INSTANCE_PARAMETERS = "aws:rds/parameterGroup:ParameterGroup"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
POLICY = "aws:iam/rolePolicy:RolePolicy"
TARGET = "aws:appautoscaling/target:Target"
SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
OUTPUTS = (
    "cluster_identifier",
    "cluster_arn",
    "writer_endpoint",
    "reader_endpoint",
    "port",
    "database_name",
    "master_secret_arn",
    "log_group_name",
)


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        database = AuroraCluster("main-database", dataclasses.replace(ARGS, **changes))
        for output in OUTPUTS:
            pulumi.export(output, getattr(database, output))
        pulumi.export("proxied", database.proxied.cluster_identifier)
        pulumi.export("instances", database.instance_identifiers)
        tasks = SecurityGroup("main-api", SecurityGroupArgs(vpc_id="vpc-1", description="API"))
        database.allow_from("api", tasks)
        role = iam.service_role("api", "ecs-tasks", LOCATION, "api", parent=database)
        database.grant_connect("api", role, "app")
        database.grant_read_master_secret("migrations", role)

    return run(program, preview=preview)


def cluster(**changes: Any) -> dict[str, Any]:
    return graph(**changes).one(CLUSTER, "main-database-cluster").inputs


def instances(made: Graph) -> dict[str, Resource]:
    return {found.name.removeprefix("main-database-"): found for found in made.of_type(INSTANCE)}


def parameters(**changes: Any) -> dict[str, str]:
    found = graph(**changes).one(PARAMETERS, "main-database-params").inputs["parameters"]
    return {entry["name"]: entry["value"] for entry in found}


def test_it_is_aurora_postgresql_of_one_whole_version() -> None:
    made = cluster()
    assert (made["engine"], made["engineVersion"]) == ("aurora-postgresql", "17.7")
    assert made["clusterIdentifier"] == "floodgate-prod-main"
    assert (made["databaseName"], made["masterUsername"], made["port"]) == ("app", "dbadmin", 5432)
    assert "backtrackWindow" not in made  # Aurora MySQL's


def test_a_writer_and_two_readers_take_over_in_turn_from_different_zones() -> None:
    made = instances(graph())
    assert {
        key: (found.inputs["promotionTier"], found.inputs["availabilityZone"], found.inputs["instanceClass"])
        for key, found in made.items()
    } == {
        "writer": (0, "us-east-1a", "db.r7g.large"),
        "reader-1": (1, "us-east-1b", "db.r7g.large"),
        "reader-2": (2, "us-east-1c", "db.r7g.large"),
    }
    assert made["reader-1"].inputs["identifier"] == "floodgate-prod-main-reader-1"


def test_the_first_writer_is_made_before_the_others() -> None:
    made = instances(graph())
    writer = made["writer"].urn
    assert writer in made["reader-1"].dependencies
    assert writer in made["reader-2"].dependencies
    assert not {made["reader-1"].urn, made["reader-2"].urn} & made["writer"].dependencies


def test_instances_belong_to_the_cluster_and_are_not_public() -> None:
    graph_ = graph()
    owner = graph_.one(CLUSTER)
    for made in instances(graph_).values():
        assert made.property_dependencies["clusterIdentifier"] == {owner.urn}
        assert made.inputs["clusterIdentifier"] == "floodgate-prod-main"
        assert made.inputs["engine"] == owner.inputs["engine"]
        assert made.inputs["publiclyAccessible"] is False
        assert made.inputs["autoMinorVersionUpgrade"] is False
        assert made.inputs["copyTagsToSnapshot"] is True
        assert made.inputs["preferredMaintenanceWindow"] == "sun:03:00-sun:04:00"
        assert made.inputs["dbSubnetGroupName"] == owner.inputs["dbSubnetGroupName"]


def test_the_master_password_is_rdss_own() -> None:
    made = cluster()
    assert made["manageMasterUserPassword"] is True
    assert not {"masterPassword", "masterPasswordWo"} & set(made)
    assert "masterUserSecretKmsKeyId" not in made
    assert cluster(secret_key_arn=KEY)["masterUserSecretKmsKeyId"] == KEY


def test_storage_is_encrypted_with_awss_key_or_the_callers() -> None:
    assert cluster()["storageEncrypted"] is True
    assert "kmsKeyId" not in cluster()
    assert cluster(key_arn=KEY)["kmsKeyId"] == KEY


@pytest.mark.parametrize(("kind", "sent"), [(StorageType.STANDARD, ""), (StorageType.IO_OPTIMIZED, "aurora-iopt1")])
def test_storage_is_charged_as_asked(kind: StorageType, sent: str) -> None:
    assert cluster(storage_type=kind)["storageType"] == sent


def test_the_subnet_group_spans_the_data_subnets() -> None:
    made = graph()
    subnets = made.one("aws:rds/subnetGroup:SubnetGroup", "main-database-subnets")
    assert subnets.inputs["subnetIds"] == ["subnet-a", "subnet-b", "subnet-c"]
    assert made.one(CLUSTER).property_dependencies["dbSubnetGroupName"] == {subnets.urn}


def test_tls_is_forced_and_schema_changes_and_slow_statements_are_logged() -> None:
    assert parameters() == {
        "idle_in_transaction_session_timeout": "60000",
        "idle_session_timeout": "0",
        "log_min_duration_statement": "500",
        "log_statement": "ddl",
        "rds.force_ssl": "1",
    }


def test_what_is_logged_is_the_callers_choice() -> None:
    made = parameters(log=DatabaseLog(statements=LogStatement.MOD, slow_statement_ms=None))
    assert (made["log_statement"], made["log_min_duration_statement"]) == ("mod", "-1")


def test_both_parameter_groups_are_of_the_versions_family_and_attached() -> None:
    made = graph(engine_version="16.9")
    for_cluster = made.one(PARAMETERS, "main-database-params")
    for_instances = made.one(INSTANCE_PARAMETERS, "main-database-instance-params")
    assert (for_cluster.inputs["family"], for_instances.inputs["family"]) == ("aurora-postgresql16",) * 2
    assert made.one(CLUSTER).property_dependencies["dbClusterParameterGroupName"] == {for_cluster.urn}
    for instance in instances(made).values():
        assert instance.property_dependencies["dbParameterGroupName"] == {for_instances.urn}
    assert [entry["name"] for entry in for_instances.inputs["parameters"]] == ["log_lock_waits"]


def test_a_major_upgrade_is_off_and_brings_the_instances_parameters_when_on() -> None:
    made = cluster()
    assert made["allowMajorVersionUpgrade"] is False
    assert "dbInstanceParameterGroupName" not in made
    upgraded = graph(allow_major_version_upgrade=True)
    assert upgraded.one(CLUSTER).inputs["allowMajorVersionUpgrade"] is True
    assert upgraded.one(CLUSTER).property_dependencies["dbInstanceParameterGroupName"] == {
        upgraded.one(INSTANCE_PARAMETERS).urn
    }


def test_its_log_goes_to_a_group_that_is_there_first_and_expires() -> None:
    made = graph(log=DatabaseLog(retention_days=14))
    logs = made.one(LOG_GROUP, "main-database-logs")
    assert logs.inputs["name"] == "/aws/rds/cluster/floodgate-prod-main/postgresql"
    assert logs.inputs["retentionInDays"] == 14
    assert made.one(CLUSTER).inputs["enabledCloudwatchLogsExports"] == ["postgresql"]
    assert logs.urn in made.one(CLUSTER).dependencies


def test_instances_are_watched_by_a_role_that_may_do_just_that() -> None:
    made = graph()
    role = made.one("aws:iam/role:Role", "main-database-monitoring")
    rights = made.one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "main-database-monitoring-rights")
    (trust,) = json.loads(role.inputs["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "monitoring.rds.amazonaws.com"}
    assert rights.inputs["policyArn"] == "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    for instance in instances(made).values():
        assert instance.inputs["monitoringInterval"] == 60
        assert instance.property_dependencies["monitoringRoleArn"] == {role.urn, rights.urn}


@pytest.mark.parametrize(
    ("mode", "sent", "days"), [(InsightsMode.STANDARD, "standard", 7), (InsightsMode.ADVANCED, "advanced", 465)]
)
def test_insights_are_on_for_cluster_and_instances(mode: InsightsMode, sent: str, days: int) -> None:
    made = graph(monitoring=DatabaseMonitoring(insights=mode, insights_key_arn=KEY))
    assert made.one(CLUSTER).inputs["databaseInsightsMode"] == sent
    for found in (made.one(CLUSTER), *instances(made).values()):
        assert found.inputs["performanceInsightsEnabled"] is True
        assert found.inputs["performanceInsightsRetentionPeriod"] == days
        assert found.inputs["performanceInsightsKmsKeyId"] == KEY


def test_backups_are_kept_a_week_and_taken_before_maintenance() -> None:
    made = cluster()
    assert made["backupRetentionPeriod"] == 7
    assert (made["preferredBackupWindow"], made["preferredMaintenanceWindow"]) == ("02:00-03:00", "sun:03:00-sun:04:00")
    assert made["copyTagsToSnapshot"] is True


def test_a_protected_cluster_resists_twice_and_leaves_its_backups_behind() -> None:
    made = graph().one(CLUSTER)
    assert made.request.protect is True
    assert made.inputs["deletionProtection"] is True
    assert made.inputs["skipFinalSnapshot"] is False
    assert made.inputs["finalSnapshotIdentifier"] == "floodgate-prod-main-final"
    assert made.inputs["deleteAutomatedBackups"] is False


def test_users_may_log_in_by_token_and_nobody_by_https() -> None:
    assert cluster()["iamDatabaseAuthenticationEnabled"] is True
    assert cluster()["enableHttpEndpoint"] is False
    other = cluster(iam_authentication=False, data_api=True)
    assert (other["iamDatabaseAuthenticationEnabled"], other["enableHttpEndpoint"]) == (False, True)


@pytest.mark.parametrize("at_once", [True, False])
def test_changes_are_made_when_asked_for(at_once: bool) -> None:
    made = graph(apply_immediately=at_once)
    for found in (made.one(CLUSTER), *instances(made).values()):
        assert found.inputs["applyImmediately"] is at_once


def test_the_development_form_sleeps_when_nobody_is_connected() -> None:
    made = graph(**DEVELOPMENT)
    owner = made.one(CLUSTER)
    assert owner.inputs["serverlessv2ScalingConfiguration"] == {
        "minCapacity": 0,
        "maxCapacity": 4,
        "secondsUntilAutoPause": 600,
    }
    assert [found.inputs["instanceClass"] for found in instances(made).values()] == ["db.serverless"]
    (idle,) = [e for e in made.one(PARAMETERS).inputs["parameters"] if e["name"] == "idle_session_timeout"]
    assert idle["value"] == "300000"


def test_the_development_form_is_not_watched_and_leaves_nothing() -> None:
    made = graph(**DEVELOPMENT)
    owner = made.one(CLUSTER)
    assert not owner.request.protect
    assert (owner.inputs["deletionProtection"], owner.inputs["skipFinalSnapshot"]) == (False, True)
    assert "finalSnapshotIdentifier" not in owner.inputs
    assert owner.inputs["deleteAutomatedBackups"] is True
    for found in (owner, *instances(made).values()):
        assert found.inputs["performanceInsightsEnabled"] is False
        assert "performanceInsightsRetentionPeriod" not in found.inputs
    (only,) = instances(made).values()
    assert only.inputs["monitoringInterval"] == 0
    assert "monitoringRoleArn" not in only.inputs
    assert [role.name for role in made.of_type("aws:iam/role:Role")] == ["api"]


def test_readers_may_be_serverless_behind_a_provisioned_writer() -> None:
    mixed = {
        "writer": DatabaseInstance(promotion_tier=0),
        "reader-1": DatabaseInstance(promotion_tier=1),
        "reader-2": DatabaseInstance(instance_class="db.serverless", promotion_tier=2),
    }
    made = graph(instances=mixed, serverless=ServerlessCapacity(min_acu=8, max_acu=64))
    assert made.one(CLUSTER).inputs["serverlessv2ScalingConfiguration"] == {"minCapacity": 8, "maxCapacity": 64}
    assert instances(made)["reader-2"].inputs["instanceClass"] == "db.serverless"
    assert instances(made)["writer"].inputs["instanceClass"] == "db.r7g.large"


def test_a_provisioned_cluster_has_no_capacity_range() -> None:
    assert "serverlessv2ScalingConfiguration" not in cluster()


def test_only_named_peers_reach_the_instances() -> None:
    made = graph(port=6432)
    (into,) = made.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert (into.inputs["fromPort"], into.inputs["toPort"]) == (6432, 6432)
    own = made.one(SECURITY_GROUP, "main-database-instances-group")
    assert into.property_dependencies["securityGroupId"] == {own.urn}
    assert into.property_dependencies["referencedSecurityGroupId"] == {made.one(SECURITY_GROUP, "main-api-group").urn}
    assert made.one(CLUSTER).property_dependencies["vpcSecurityGroupIds"] == {own.urn}


def test_a_service_may_log_in_as_its_user_and_no_other() -> None:
    made = graph(preview=False)
    policy = json.loads(made.one(POLICY, "main-database-connect-api").inputs["policy"])
    resource = made.one(CLUSTER).outputs["clusterResourceId"]
    assert policy["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["rds-db:connect"],
            "Resource": [f"arn:aws:rds-db:us-east-1:123456789012:dbuser:{resource}/app"],
        }
    ]


def test_the_master_password_may_be_read_by_whom_it_is_granted_to() -> None:
    made = graph(preview=False, secret_key_arn=KEY)
    read, decrypt = json.loads(made.one(POLICY, "main-database-secret-read-migrations").inputs["policy"])["Statement"]
    assert read["Action"] == ["secretsmanager:GetSecretValue"]
    assert read["Resource"] == [made.exports["master_secret_arn"]]
    assert (decrypt["Action"], decrypt["Resource"]) == (["kms:Decrypt"], [KEY])
    assert decrypt["Condition"] == {"StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}}


def test_names_are_known_at_preview_and_endpoints_after_it() -> None:
    before, after = graph().exports, graph(preview=False).exports
    assert before["cluster_identifier"] == before["proxied"] == "floodgate-prod-main"
    assert before["cluster_arn"] == "arn:aws:rds:us-east-1:123456789012:cluster:floodgate-prod-main"
    assert before["instances"]["reader-2"] == "floodgate-prod-main-reader-2"
    assert (before["port"], before["database_name"]) == (5432, "app")
    assert before["log_group_name"] == "/aws/rds/cluster/floodgate-prod-main/postgresql"
    assert before["writer_endpoint"] == before["reader_endpoint"] == before["master_secret_arn"] == UNKNOWN
    assert after["writer_endpoint"].startswith("floodgate-prod-main.cluster-")
    assert after["reader_endpoint"].startswith("floodgate-prod-main.cluster-ro-")
    assert after["master_secret_arn"].startswith("arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-")


def test_whoever_uses_an_endpoint_waits_for_the_instances() -> None:
    scaled = graph(reader_scaling=ReaderScaling(max_readers=4))
    members = {found.urn for found in instances(scaled).values()}
    assert scaled.one(TARGET).property_dependencies["resourceId"] >= members


def test_the_number_of_readers_may_follow_their_load() -> None:
    scaling = ReaderScaling(max_readers=6, metric=ReaderMetric.CONNECTIONS, target=700)
    made = graph(reader_scaling=scaling)
    target = made.one(TARGET, "main-database-scaling-target").inputs
    assert (target["serviceNamespace"], target["scalableDimension"]) == ("rds", "rds:cluster:ReadReplicaCount")
    assert target["resourceId"] == "cluster:floodgate-prod-main"
    assert (target["minCapacity"], target["maxCapacity"]) == (2, 6)
    policy = made.one("aws:appautoscaling/policy:Policy", "main-database-scaling-policy").inputs
    assert policy["targetTrackingScalingPolicyConfiguration"] == {
        "predefinedMetricSpecification": {"predefinedMetricType": "RDSReaderAverageDatabaseConnections"},
        "targetValue": 700,
        "scaleInCooldown": 300,
        "scaleOutCooldown": 300,
    }


def test_by_itself_the_number_of_readers_stays() -> None:
    assert not graph().of_type(TARGET)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cluster_identifier": "Floodgate"}, "lower-case letters"),
        ({"cluster_identifier": "f" * 60}, "rename the cluster or the key of its instance"),
        ({"instances": {"Writer": DatabaseInstance()}}, "key of its instance"),
        ({"database_name": "my-app"}, "database name"),
        ({"master_username": "admin"}, "one that RDS keeps to itself"),
        ({"master_username": "db admin"}, "is no name"),
        ({"engine_version": "17"}, "write a whole one of 14 or later"),
        ({"engine_version": "13.9"}, "14 or later"),
        ({"port": 80}, "between 1150 and 65535"),
        ({"subnet_ids": {"us-east-1a": "subnet-a"}}, "subnets in two zones"),
        ({"instances": {"writer": SERVERLESS}}, "give the cluster its capacity range"),
        ({"serverless": ServerlessCapacity(min_acu=2, max_acu=4)}, "no instance is db.serverless"),
        (
            {"instances": {"writer": SERVERLESS}, "serverless": ServerlessCapacity(min_acu=1, max_acu=4)},
            "set monitoring.insights to OFF or raise min_acu to 2",
        ),
        ({"idle_session_timeout_seconds": 0}, "leave it out to keep idle sessions"),
        ({"idle_transaction_timeout_seconds": 0}, "must be at least 1"),
        ({**DEVELOPMENT, "idle_session_timeout_seconds": None}, "never pauses while a pool keeps a session open"),
        (
            {
                **DEVELOPMENT,
                "instances": {"writer": SERVERLESS, "reader": SERVERLESS},
                "reader_scaling": ReaderScaling(max_readers=2),
            },
            "keeps a cluster awake",
        ),
        ({**ALONE, "reader_scaling": ReaderScaling(max_readers=2)}, "needs a reader to begin with"),
        ({"reader_scaling": ReaderScaling(max_readers=1)}, "below the 2 readers declared"),
        ({"backup_retention_days": 36}, "between 1 and 35"),
        ({"backup_retention_days": 3}, "less than 7 days of backups"),
        ({"final_snapshot_identifier": None}, "deletion_protection without final_snapshot_identifier"),
        ({"final_snapshot_identifier": "final--snapshot"}, "snapshot name"),
        ({"backup_window": "03:30-04:30"}, "overlaps the weekly window"),
        ({"backup_window": "02:00-02:20"}, "AWS asks for 30"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)


@pytest.mark.parametrize(
    ("make", "fields", "words"),
    [
        (DatabaseLog, {"slow_statement_ms": -1}, "must be 0 or more"),
        (DatabaseMonitoring, {"interval_seconds": 7}, "must be one of 0, 1, 5"),
        (DatabaseMonitoring, {"insights": InsightsMode.OFF, "insights_key_arn": KEY}, "goes with insights"),
        (ReaderScaling, {"max_readers": 0}, "between 1 and 15"),
        (ReaderScaling, {"max_readers": 16}, "between 1 and 15"),
        (ReaderScaling, {"max_readers": 2, "target": 101}, "at most 100"),
        (ReaderScaling, {"max_readers": 2, "target": 0}, "above 0"),
        (ReaderScaling, {"max_readers": 2, "scale_in_cooldown_seconds": -1}, "cannot be negative"),
    ],
)
def test_parts_that_make_no_sense_are_refused(make: Any, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make(**fields)
