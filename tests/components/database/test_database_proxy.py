"""The database proxy as it reaches AWS."""

import dataclasses
import json
from typing import Any

import pulumi
import pytest

from components.database import AuroraCluster, AuroraClusterArgs, DatabaseProxy, DatabaseProxyArgs, ProxiedCluster
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, run

LOCATION = Location(region="us-east-1", account_id="123456789012")
ZONES = {"us-east-1b": "subnet-b", "us-east-1a": "subnet-a"}
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app-user-Ab12Cd"
KEY = "arn:aws:kms:us-east-1:123456789012:key/5a2d8b0e-0000-4000-8000-000000000000"
TARGET = ProxiedCluster(cluster_identifier="floodgate-prod-main", port=5432, pauses=False, has_readers=True)
ARGS = DatabaseProxyArgs(
    location=LOCATION,
    proxy_name="floodgate-prod-main",
    vpc_id="vpc-1",
    subnet_ids=ZONES,
    target=TARGET,
    secret_arns={"app": SECRET},
)
PROXY, ENDPOINT = "aws:rds/proxy:Proxy", "aws:rds/proxyEndpoint:ProxyEndpoint"
POOL, MEMBER = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "aws:rds/proxyTarget:ProxyTarget"
SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"


def graph(*, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        made = DatabaseProxy("main-proxy", dataclasses.replace(ARGS, **changes))
        for output in ("proxy_name", "endpoint", "reader_endpoint", "port", "log_group_name"):
            pulumi.export(output, getattr(made, output))
        made.allow_from("api", SecurityGroup("main-api", SecurityGroupArgs(vpc_id="vpc-1", description="API")))

    return run(program, preview=preview)


def proxy(**changes: Any) -> dict[str, Any]:
    return graph(**changes).one(PROXY, "main-proxy").inputs


def statements(made: Graph) -> list[dict[str, Any]]:
    found = json.loads(made.one("aws:iam/rolePolicy:RolePolicy", "main-proxy-secrets").inputs["policy"])["Statement"]
    assert isinstance(found, list)
    return found


def test_it_speaks_postgresql_and_only_over_tls() -> None:
    made = proxy()
    assert (made["engineFamily"], made["name"]) == ("POSTGRESQL", "floodgate-prod-main")
    assert made["requireTls"] is True
    assert made["debugLogging"] is False
    assert made["idleClientTimeout"] == 1800
    assert made["vpcSubnetIds"] == ["subnet-a", "subnet-b"]


@pytest.mark.parametrize(("require_iam", "sent"), [(False, "DISABLED"), (True, "REQUIRED")])
def test_each_user_logs_in_by_its_secret(require_iam: bool, sent: str) -> None:
    other = SECRET.replace("app-user", "reports")
    made = proxy(require_iam=require_iam, secret_arns={"reports": other, "app": SECRET})["auths"]
    assert [(entry["description"], entry["secretArn"]) for entry in made] == [
        ("Database user app", SECRET),
        ("Database user reports", other),
    ]
    assert {(entry["authScheme"], entry["iamAuth"]) for entry in made} == {("SECRETS", sent)}
    assert not any("username" in entry for entry in made)  # RDS refuses it beside a secret


def test_its_role_may_read_those_secrets_and_nothing_else_before_the_proxy_is_made() -> None:
    made = graph()
    assert statements(made) == [{"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": [SECRET]}]
    role = made.one("aws:iam/role:Role", "main-proxy-role")
    (trust,) = json.loads(role.inputs["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "rds.amazonaws.com"}
    rights = made.one("aws:iam/rolePolicy:RolePolicy", "main-proxy-secrets")
    assert made.one(PROXY).property_dependencies["roleArn"] == {role.urn, rights.urn}


def test_with_keys_its_role_may_decrypt_through_secrets_manager() -> None:
    assert statements(graph(secret_key_arns={"app": KEY}))[1] == {
        "Effect": "Allow",
        "Action": ["kms:Decrypt"],
        "Resource": [KEY],
        "Condition": {"StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}},
    }


def test_its_pool_leaves_the_database_some_connections() -> None:
    made = graph()
    pool = made.one(POOL, "main-proxy-pool")
    assert pool.inputs["connectionPoolConfig"] == {
        "maxConnectionsPercent": 80,
        "maxIdleConnectionsPercent": 40,
        "connectionBorrowTimeout": 3,
    }
    assert pool.property_dependencies["dbProxyName"] == {made.one(PROXY).urn}


def test_the_cluster_is_behind_it() -> None:
    made = graph()
    member = made.one(MEMBER, "main-proxy-target")
    assert member.inputs["dbClusterIdentifier"] == "floodgate-prod-main"
    assert member.property_dependencies["targetGroupName"] == {made.one(POOL).urn}


def test_reads_have_an_endpoint_of_their_own() -> None:
    made = graph()
    endpoint = made.one(ENDPOINT, "main-proxy-readers")
    assert endpoint.inputs["targetRole"] == "READ_ONLY"
    assert endpoint.inputs["dbProxyEndpointName"] == "floodgate-prod-main-readers"
    assert endpoint.property_dependencies["vpcSecurityGroupIds"] == {
        made.one(SECURITY_GROUP, "main-proxy-clients-group").urn
    }


def test_without_readers_reads_go_where_writes_go() -> None:
    made = graph(preview=False, target=dataclasses.replace(TARGET, has_readers=False))
    assert not made.of_type(ENDPOINT)
    assert made.exports["reader_endpoint"] == made.exports["endpoint"]


def test_its_log_group_is_there_first_and_expires() -> None:
    made = graph(log_retention_days=7)
    logs = made.one("aws:cloudwatch/logGroup:LogGroup", "main-proxy-logs")
    assert logs.inputs["name"] == "/aws/rds/proxy/floodgate-prod-main"
    assert logs.inputs["retentionInDays"] == 7
    assert logs.urn in made.one(PROXY).dependencies


def test_only_named_peers_reach_it() -> None:
    made = graph()
    (into,) = made.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert (into.inputs["fromPort"], into.inputs["toPort"]) == (5432, 5432)
    own = made.one(SECURITY_GROUP, "main-proxy-clients-group")
    assert into.property_dependencies["securityGroupId"] == {own.urn}
    assert into.property_dependencies["referencedSecurityGroupId"] == {made.one(SECURITY_GROUP, "main-api-group").urn}
    assert made.one(PROXY).property_dependencies["vpcSecurityGroupIds"] == {own.urn}


def test_names_are_known_at_preview() -> None:
    exports = graph().exports
    assert (exports["proxy_name"], exports["port"]) == ("floodgate-prod-main", 5432)
    assert exports["log_group_name"] == "/aws/rds/proxy/floodgate-prod-main"
    assert exports["endpoint"] == exports["reader_endpoint"] == UNKNOWN


def test_it_waits_for_the_instances_of_its_cluster() -> None:
    def program() -> None:
        database = AuroraCluster(
            "main-database",
            AuroraClusterArgs(
                location=LOCATION,
                cluster_identifier="floodgate-prod-main",
                vpc_id="vpc-1",
                subnet_ids=ZONES,
                deletion_protection=False,
                final_snapshot_identifier=None,
            ),
        )
        made = DatabaseProxy(
            "main-proxy",
            dataclasses.replace(ARGS, target=database.proxied, secret_arns={"dbadmin": database.master_secret_arn}),
        )
        database.allow_from("proxy", made.security_group)

    made = run(program)
    instances = {found.urn for found in made.of_type("aws:rds/clusterInstance:ClusterInstance")}
    assert len(instances) == 3
    member = made.one(MEMBER)
    assert member.inputs["dbClusterIdentifier"] == "floodgate-prod-main"
    assert member.property_dependencies["dbClusterIdentifier"] >= instances
    assert made.one(ENDPOINT).inputs["targetRole"] == "READ_ONLY"
    (into,) = made.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert into.property_dependencies["referencedSecurityGroupId"] == {
        made.one(SECURITY_GROUP, "main-proxy-clients-group").urn
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"proxy_name": "Proxy"}, "lower-case letters"),
        ({"proxy_name": "p" * 56}, "55 characters at most"),
        ({"target": dataclasses.replace(TARGET, pauses=True)}, "raise the cluster's min_acu above 0"),
        ({"subnet_ids": {"us-east-1a": "subnet-a"}}, "subnets in two zones"),
        ({"secret_arns": {}}, "logs in as somebody"),
        ({"max_connections_percent": 0}, "between 1 and 100"),
        ({"max_connections_percent": 101}, "between 1 and 100"),
        ({"max_connections_percent": 30}, "between 0 and max_connections_percent"),
        ({"connection_borrow_timeout_seconds": 301}, "between 0 and 300"),
        ({"idle_client_timeout_seconds": 0}, "between 1 and 28800"),
    ],
)
def test_contradictory_arguments_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(ARGS, **change)
