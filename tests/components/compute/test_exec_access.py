"""Sessions in running containers: recorded, and possible only where they are asked for."""

import json
from typing import Any

import pytest

from components.compute import Cluster, ClusterArgs, Container, ExecLogging, FargateService, FargateServiceArgs
from components.naming import Location
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
CONTAINER = Container(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/floodgate/api@sha256:" + "0a" * 32)
KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
SERVICE = "aws:ecs/service:Service"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
CLUSTER = "aws:ecs/cluster:Cluster"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"


def graph(logging: ExecLogging | None) -> Graph:
    def program() -> None:
        cluster = Cluster("main", ClusterArgs(location=LOCATION, cluster_name="floodgate-prod", exec_logging=logging))
        FargateService(
            "main-api",
            FargateServiceArgs(
                location=LOCATION,
                service_name="floodgate-prod-api",
                cluster_name=cluster.name,
                vpc_id="vpc-1",
                subnet_ids=["subnet-1", "subnet-2"],
                container=CONTAINER,
                task_count=2,
                exec_access=cluster.exec_access,
            ),
        )

    return run(program)


def rights(made: Graph) -> dict[str, Any]:
    document = json.loads(made.one("aws:iam/rolePolicy:RolePolicy", "main-api-task-exec").inputs["policy"])
    return {" ".join(statement["Action"]): statement["Resource"] for statement in document["Statement"]}


def test_sessions_are_recorded_in_a_group_of_their_own() -> None:
    made = graph(ExecLogging())

    group = made.one(LOG_GROUP, "main-exec")
    assert (group.inputs["name"], group.inputs["retentionInDays"]) == ("/ecs/floodgate-prod/exec", 365)
    assert made.one(CLUSTER).inputs["configuration"]["executeCommandConfiguration"] == {
        "logging": "OVERRIDE",
        "logConfiguration": {
            "cloudWatchLogGroupName": "/ecs/floodgate-prod/exec",
            "cloudWatchEncryptionEnabled": False,
        },
    }
    assert group.urn in made.one(CLUSTER).property_dependencies["configuration"]


def test_a_task_may_open_channels_and_record_what_is_done() -> None:
    made = graph(ExecLogging())

    assert made.one(SERVICE).inputs["enableExecuteCommand"] is True
    assert rights(made) == {
        "ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel"
        " ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel": ["*"],
        "logs:DescribeLogGroups": ["*"],
        "logs:CreateLogStream logs:DescribeLogStreams logs:PutLogEvents": [
            "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/floodgate-prod/exec:*"
        ],
    }
    granted = made.one("aws:iam/rolePolicy:RolePolicy", "main-api-task-exec")
    assert granted.property_dependencies["role"] == {made.one("aws:iam/role:Role", "main-api-task-role").urn}
    assert granted.urn in made.one(TASK).dependencies


def test_the_agent_can_write_although_the_container_cannot() -> None:
    inputs = graph(ExecLogging()).one(TASK).inputs

    [container] = json.loads(inputs["containerDefinitions"])
    assert container["readonlyRootFilesystem"] is True
    paths = [mount["containerPath"] for mount in container["mountPoints"]]
    assert paths == [*CONTAINER.writable_paths, "/var/lib/amazon", "/var/log/amazon"]
    assert [volume["name"] for volume in inputs["volumes"]] == [m["sourceVolume"] for m in container["mountPoints"]]


def test_with_a_key_sessions_and_records_are_encrypted() -> None:
    made = graph(ExecLogging(kms_key_arn=KEY, retention_days=30))

    group = made.one(LOG_GROUP, "main-exec").inputs
    assert (group["kmsKeyId"], group["retentionInDays"]) == (KEY, 30)
    configuration = made.one(CLUSTER).inputs["configuration"]["executeCommandConfiguration"]
    assert configuration["kmsKeyId"] == KEY
    assert configuration["logConfiguration"]["cloudWatchEncryptionEnabled"] is True
    assert rights(made)["kms:Decrypt"] == [KEY]


@pytest.mark.parametrize(
    ("token", "property_"), [(CLUSTER, "configuration"), (SERVICE, "enableExecuteCommand"), (LOG_GROUP, "kmsKeyId")]
)
def test_without_it_nobody_can_open_a_session(token: str, property_: str) -> None:
    made = graph(None)

    [found] = made.of_type(token)
    assert property_ not in found.inputs
    assert not [policy for policy in made.of_type("aws:iam/rolePolicy:RolePolicy") if "exec" in policy.name.split("-")]
