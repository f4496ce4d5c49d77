"""The tiers of a region, wired: what each is told about the others, and what each may do to them."""

import fnmatch
import json
from typing import Any

import pulumi
import pytest

from offline.aws.wire import UNKNOWN
from offline.recorder import Graph
from tests.components.whole_stack import (
    TWO_REGIONS,
    alarms,
    build,
    container,
    name_of,
    names,
    permissions,
    secrets_of,
    variables,
)

VPC = {
    "vpcId": "vpc-0123456789abcdef0",
    "publicSubnetIds": ["subnet-00000000", "subnet-00000001"],
    "privateSubnetIds": ["subnet-00000010", "subnet-00000011"],
}
PLACE = "us-east-1:123456789012"
SQS = f"arn:aws:sqs:{PLACE}:floodgate-prod"
ORDERS_URL = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-order-events.fifo"
NOTIFICATIONS_URL = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-notifications"
SERVICES = ("web", "api", "admin")
WITH_DATABASE = ("api", "admin")
WEB_GROUP, API_GROUP, ADMIN_GROUP = (f"main-{name}-tasks-group" for name in SERVICES)
CONSUMER_GROUP = "main-order-consumer-function-group"
# Every way in which ECS moves traffic itself, and by service the target groups that it then has, with their rules.
STRATEGIES = {"api": "blueGreen", "web": "canary", "admin": "linear"}
SHIFTING = {"services": {service: {"deployment": {"strategy": way}} for service, way in STRATEGIES.items()}}
PAIRS = {
    "api": {"api": "api-host", "api-path": "api-path"},
    "web": {"web": "web-rest"},
    "admin": {"admin": "admin-path"},
}


def rules(graph: Graph) -> dict[str, Any]:
    return {r.name: r.inputs for r in graph.of_type("aws:lb/listenerRule:ListenerRule")}


def peers(graph: Graph) -> dict[str, set[str]]:
    """Security group -> the groups that it takes connections from; "a list" is a list of addresses."""
    groups = {g.outputs["arn"].rpartition("/")[2]: g.name for g in graph.of_type("aws:ec2/securityGroup:SecurityGroup")}
    found: dict[str, set[str]] = {}
    for rule in graph.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"):
        assert "0.0.0.0/0" not in str(rule.inputs)
        peer = groups.get(rule.inputs.get("referencedSecurityGroupId", ""), "a list")
        found.setdefault(groups[rule.inputs["securityGroupId"]], set()).add(peer)
    return found


def cache_variables(graph: Graph) -> dict[str, str]:
    """What a program must be told about the cache."""
    cache = graph.one("aws:elasticache/replicationGroup:ReplicationGroup").outputs
    return {
        "CACHE_HOST": cache["primaryEndpointAddress"],
        "CACHE_READER_HOST": cache["readerEndpointAddress"],
        "CACHE_PORT": "6379",
    }


def database_variables(graph: Graph, *, writer_pool: int, reader_pool: int) -> dict[str, str]:
    """What a program must be told about the database."""
    cluster = graph.one("aws:rds/cluster:Cluster").outputs
    return {
        "DATABASE_WRITER_HOST": cluster["endpoint"],
        "DATABASE_READER_HOST": cluster["readerEndpoint"],
        "DATABASE_PORT": "5432",
        "DATABASE_NAME": "app",
        "DATABASE_WRITER_POOL": str(writer_pool),
        "DATABASE_READER_POOL": str(reader_pool),
        "DATABASE_CONNECT_SECONDS": "3",
    }


def cache_secret(graph: Graph) -> dict[str, str]:
    return {"CACHE_TOKEN": graph.one("aws:secretsmanager/secret:Secret", "main-cache-token-secret").outputs["arn"]}


def database_secret(graph: Graph) -> dict[str, str]:
    """Which secret to ask for when connecting: RDS gives it a new password every week, so no copy is kept."""
    return {"DATABASE_SECRET_ARN": graph.one("aws:rds/cluster:Cluster").outputs["masterUserSecrets"][0]["secretArn"]}


# --- how requests come in


def test_requests_find_their_service_and_no_other() -> None:
    found = rules(build())
    asks = {
        name: [c for c in rule["conditions"] if "httpHeader" not in c]  # the CDN's header is on every rule
        for name, rule in found.items()
    }
    assert asks == {
        "main-lb-api-host": [{"hostHeader": {"values": ["api.shop.example.com"]}}],
        "main-lb-api-path": [{"pathPattern": {"values": ["/api/*"]}}],
        "main-lb-admin-path": [{"pathPattern": {"values": ["/admin", "/admin/*"]}}],
        "main-lb-web-rest": [{"hostHeader": {"values": ["shop.example.com", "origin.shop.example.com"]}}],
    }
    order = sorted(found, key=lambda name: found[name]["priority"])
    assert order == ["main-lb-api-host", "main-lb-api-path", "main-lb-admin-path", "main-lb-web-rest"]


def test_each_service_is_behind_its_own_target_group() -> None:
    graph = build()
    for name in SERVICES:
        service = graph.one("aws:ecs/service:Service", f"main-{name}-service")
        group = graph.one("aws:lb/targetGroup:TargetGroup", f"main-{name}")
        assert group.urn in service.property_dependencies["loadBalancers"]
        assert service.inputs["loadBalancers"][0]["containerPort"] == 8080
        assert service.inputs["cluster"] == f"arn:aws:ecs:{PLACE}:cluster/floodgate-prod-services"


def test_members_take_connections_only_from_whom_they_serve() -> None:
    assert peers(build(preview=False)) == {
        "main-lb-group": {"a list"},  # CloudFront's addresses
        "main-network-endpoints-group": {"a list"},  # the VPC's
        WEB_GROUP: {"main-lb-group"},
        API_GROUP: {"main-lb-group"},
        ADMIN_GROUP: {"main-lb-group"},
        "main-cache-nodes-group": {WEB_GROUP, API_GROUP, ADMIN_GROUP, CONSUMER_GROUP},
        "main-database-instances-group": {API_GROUP, ADMIN_GROUP, CONSUMER_GROUP},
    }


def test_servers_keep_connections_longer_than_the_load_balancer() -> None:
    graph = build(preview=False)
    idle = graph.one("aws:lb/loadBalancer:LoadBalancer").inputs["idleTimeout"]
    for name in SERVICES:
        assert int(variables(graph, f"main-{name}")["KEEP_ALIVE_SECONDS"]) > idle
        command = container(graph, f"main-{name}")["healthCheck"]["command"]
        assert command == ["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"]


def test_the_certificate_covers_every_name_that_is_connected_to() -> None:
    certificate = build().one("aws:acm/certificate:Certificate", "main-tls-certificate").inputs
    assert {certificate["domainName"], *certificate["subjectAlternativeNames"]} == {
        "shop.example.com",
        "*.shop.example.com",
    }


def test_the_load_balancer_writes_to_a_bucket_that_lets_it() -> None:
    graph = build()
    logs = graph.one("aws:lb/loadBalancer:LoadBalancer").inputs["accessLogs"]
    assert logs == {"bucket": "floodgate-prod-logs-123456789012-us-east-1", "enabled": True, "prefix": "load-balancer"}
    policy = graph.one("aws:s3/bucketPolicy:BucketPolicy", "main-logs-policy").inputs["policy"]
    assert "floodgate-prod-logs-123456789012-us-east-1/load-balancer/AWSLogs/123456789012/*" in policy


# --- what each is told


def test_each_service_is_told_what_it_needs_and_nothing_else() -> None:
    graph = build(preview=False)
    web = {**cache_variables(graph), "KEEP_ALIVE_SECONDS": "75"}
    asks = {**web, **database_variables(graph, writer_pool=20, reader_pool=50), **database_secret(graph)}
    assert variables(graph, "main-web") == {**web, "API_URL": "https://shop.example.com"}
    assert variables(graph, "main-admin") == {**asks, "DISTRIBUTION_PARAMETER": "/floodgate-prod/distribution-id"}
    assert variables(graph, "main-api") == {
        **asks,
        "ORDER_QUEUE_URL": ORDERS_URL,
        "NOTIFICATION_QUEUE_URL": NOTIFICATIONS_URL,
    }


def test_each_service_gets_the_secret_of_the_cache_and_those_of_the_stack_file() -> None:
    graph = build(preview=False)
    own = {"USER_HASH_KEY": f"arn:aws:ssm:{PLACE}:parameter/prod/user-hash-key"}
    assert secrets_of(graph, "main-web") == cache_secret(graph)
    assert secrets_of(graph, "main-admin") == {**cache_secret(graph), **own}
    assert secrets_of(graph, "main-api") == {**cache_secret(graph), **own}
    assert secrets_of(graph, "main-notification-worker") == {}


def test_the_order_consumer_is_told_where_everything_is_and_gets_no_secret_itself() -> None:
    graph = build(preview=False)
    function = graph.one("aws:lambda/function:Function").inputs
    assert function["environment"]["variables"] == {
        **cache_variables(graph),
        **database_variables(graph, writer_pool=1, reader_pool=1),  # one batch at a time
        "CACHE_SECRET_ARN": cache_secret(graph)["CACHE_TOKEN"],
        **database_secret(graph),
        "IDEMPOTENCY_TABLE": "floodgate-prod-idempotency",
        "NOTIFICATION_QUEUE_URL": NOTIFICATIONS_URL,
    }
    private = {s.outputs["id"] for s in graph.of_type("aws:ec2/subnet:Subnet") if "private" in s.name}
    assert set(function["vpcConfig"]["subnetIds"]) == private


def test_the_worker_takes_from_the_notification_queue() -> None:
    graph = build(preview=False)
    assert variables(graph, "main-notification-worker") == {
        "QUEUE_URL": NOTIFICATIONS_URL,
        "VISIBILITY_TIMEOUT_SECONDS": "180",
        "FLOODGATE_CONSUMES_QUEUE": f"{SQS}-notifications",
        "FLOODGATE_MAX_RUNTIME_SECONDS": "60",
        "IDEMPOTENCY_TABLE": "floodgate-prod-idempotency",
        "MAIL_FROM": "orders@shop.example.com",
    }
    queue = graph.one("aws:sqs/queue:Queue", "main-notifications-queue").inputs
    assert queue["visibilityTimeoutSeconds"] == 180
    service = graph.one("aws:ecs/service:Service", "main-notification-worker-service").inputs
    assert not service.get("loadBalancers")
    assert service["capacityProviderStrategies"] == [
        {"capacityProvider": "FARGATE", "base": 2, "weight": 0},
        {"capacityProvider": "FARGATE_SPOT", "base": 0, "weight": 1},
    ]
    assert container(graph, "main-notification-worker")["portMappings"] == []


def test_the_worker_scales_on_what_waits_in_its_queue() -> None:
    graph = build()
    policy = graph.one("aws:appautoscaling/policy:Policy", "main-notification-worker-scaling-backlog").inputs
    assert policy["resourceId"] == "service/floodgate-prod-services/floodgate-prod-notification-worker"
    configuration = policy["targetTrackingScalingPolicyConfiguration"]
    assert configuration["targetValue"] == 60  # a message a second, and a minute of patience
    waiting = configuration["customizedMetricSpecification"]["metrics"][0]["metricStat"]["metric"]
    assert waiting["dimensions"] == [{"name": "QueueName", "value": "floodgate-prod-notifications"}]


# --- what each may do


def test_queues_take_from_and_give_to_exactly_whom_the_design_names() -> None:
    graph = build(preview=False)
    assert permissions(graph, "sqs:SendMessage") == {
        ("main-api-task-role", f"{SQS}-order-events.fifo"),
        ("main-api-task-role", f"{SQS}-notifications"),
        ("main-order-consumer-role", f"{SQS}-notifications"),
    }
    for action in ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"):
        assert permissions(graph, action) == {
            ("main-order-consumer-role", f"{SQS}-order-events.fifo"),
            ("main-notification-worker-task-role", f"{SQS}-notifications"),
        }


def test_the_idempotency_table_is_the_consumers_alone() -> None:
    graph = build(preview=False)
    table = f"arn:aws:dynamodb:{PLACE}:table/floodgate-prod-idempotency"
    for action in ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"):
        assert permissions(graph, action) == {
            ("main-order-consumer-role", table),
            ("main-notification-worker-task-role", table),
        }
    assert permissions(graph, "dynamodb:Scan") == set()


def test_secrets_are_read_by_those_who_log_in_and_by_nobody_else() -> None:
    graph = build(preview=False)
    (database,), (cache,) = database_secret(graph).values(), cache_secret(graph).values()
    suffixed = f"arn:aws:secretsmanager:{PLACE}:secret:floodgate-prod-cache-token-??????"
    assert fnmatch.fnmatchcase(cache, suffixed)
    # ECS puts the cache's in, with the role that it starts tasks with; the database's, programs ask for themselves.
    assert {pair for pair in permissions(graph, "secretsmanager:GetSecretValue") if ":ssm:" not in pair[1]} == {
        *((f"main-{name}-task-execution", cache) for name in SERVICES),
        *((f"main-{name}-task-role", database) for name in WITH_DATABASE),
        ("main-order-consumer-role", database),
        ("main-order-consumer-role", suffixed),
    }
    parameter = f"arn:aws:ssm:{PLACE}:parameter/prod/user-hash-key"
    assert {role for role, arn in permissions(graph, "ssm:GetParameters") if arn == parameter} == {
        "main-api-task-execution",
        "main-admin-task-execution",
    }


def test_the_worker_alone_sends_mails_and_as_the_shop_only() -> None:
    identity = f"arn:aws:ses:{PLACE}:identity/shop.example.com"
    assert permissions(build(preview=False), "ses:SendEmail") == {("main-notification-worker-task-role", identity)}


def test_the_product_writer_alone_finds_out_which_distribution_there_is() -> None:
    parameter = f"arn:aws:ssm:{PLACE}:parameter/floodgate-prod/distribution-id"
    assert permissions(build(preview=False), "ssm:GetParameter") == {("main-admin-task-role", parameter)}


def test_no_role_may_do_everything_or_something_to_everything_without_a_reason() -> None:
    graph = build(preview=False)
    everywhere = set()
    for policy in graph.of_type("aws:iam/rolePolicy:RolePolicy"):
        for statement in json.loads(policy.inputs["policy"])["Statement"]:
            assert not [action for action in statement["Action"] if "*" in action]
            if statement["Effect"] == "Allow" and "*" in statement["Resource"]:
                everywhere |= {action.partition(":")[0] for action in statement["Action"]}
    # A registry's token, Lambda's own interfaces and traces: AWS limits them to no resource.
    assert everywhere == {"ecr", "ec2", "xray"}


# --- who watches


def test_every_tier_has_alarms_on_its_own_resources() -> None:
    graph = build(preview=False)
    balancer = graph.one("aws:lb/loadBalancer:LoadBalancer").outputs["arnSuffix"]
    assert alarms(graph, "main-lb-alarms-").keys() == {"5xx", "rejected"}
    assert _all_dimensions(graph, "main-lb-alarms-") == [{"LoadBalancer": balancer}]
    for name in SERVICES:
        group = graph.one("aws:lb/targetGroup:TargetGroup", f"main-{name}").outputs["arnSuffix"]
        targets = alarms(graph, f"main-{name}-target-alarms-")
        assert targets.keys() == {"5xx", "latency", "none-healthy", "unhealthy"}
        assert _all_dimensions(graph, f"main-{name}-target-alarms-") == [
            {"LoadBalancer": balancer, "TargetGroup": group}
        ]
        tasks = alarms(graph, f"main-{name}-service-alarms-")
        assert tasks.keys() == {"requests-failing", "cpu", "memory", "tasks"}
        assert tasks.pop("requests-failing") == [{"Service": name}]
        of_service = {"ClusterName": "floodgate-prod-services", "ServiceName": f"floodgate-prod-{name}"}
        assert all(found == [of_service] for found in tasks.values())


def test_cache_and_database_have_alarms_for_each_node_and_role() -> None:
    graph = build(preview=False)
    assert alarms(graph, "main-cache-alarms-").keys() == {
        "cpu",
        "evictions",
        "memory",
        "replication-lag",
    }
    nodes = [{"CacheClusterId": f"floodgate-prod-cache-00{number}"} for number in (1, 2, 3)]
    assert _all_dimensions(graph, "main-cache-alarms-") == nodes
    database = alarms(graph, "main-database-alarms-")
    per_role = {f"{what}-{who}" for what in ("cpu", "connections", "memory") for who in ("writer", "readers")}
    assert database.keys() == {*per_role, "deadlocks", "replica-lag"}
    for name, found in database.items():
        role = {"writer": {"Role": "WRITER"}, "readers": {"Role": "READER"}}.get(name.rpartition("-")[2], {})
        assert found == [{"DBClusterIdentifier": "floodgate-prod-database", **role}], name


def test_queues_and_who_works_them_off_have_alarms() -> None:
    graph = build(preview=False)
    assert alarms(graph, "main-order-events-queue-alarms-") == {
        "age": [{"QueueName": "floodgate-prod-order-events.fifo"}],
        "dead-letters": [{"QueueName": "floodgate-prod-order-events-dlq.fifo"}],
    }
    assert alarms(graph, "main-notifications-queue-alarms-") == {
        "age": [{"QueueName": "floodgate-prod-notifications"}],
        "dead-letters": [{"QueueName": "floodgate-prod-notifications-dlq"}],
    }
    workers = alarms(graph, "main-notification-worker-service-alarms-")
    assert workers.keys() == {"cpu", "memory", "tasks"}
    assert _all_dimensions(graph, "main-notification-worker-service-alarms-") == [
        {"ClusterName": "floodgate-prod-services", "ServiceName": "floodgate-prod-notification-worker"}
    ]
    consumer = alarms(graph, "main-order-consumer-function-alarms-")
    assert consumer.keys() == {"errors", "throttles"}
    assert _all_dimensions(graph, "main-order-consumer-function-alarms-") == [
        {"FunctionName": "floodgate-prod-order-consumer"}
    ]
    assert alarms(graph, "main-notification-worker-service-alarms-").keys() == {"cpu", "memory", "tasks"}
    assert _all_dimensions(graph, "main-notification-worker-service-alarms-") == [
        {"ClusterName": "floodgate-prod-services", "ServiceName": "floodgate-prod-notification-worker"}
    ]


def _all_dimensions(graph: Graph, prefix: str) -> list[dict[str, str]]:
    """Each set of dimensions once, in order."""
    found = [json.dumps(d, sort_keys=True) for each in alarms(graph, prefix).values() for d in each]
    return [json.loads(text) for text in sorted(set(found))]


def test_every_alarm_tells_the_topic_of_its_region_which_tells_the_people() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    for alarm in graph.of_type("aws:cloudwatch/metricAlarm:MetricAlarm"):
        here = {"main": "us-east-1", "eu": "eu-west-1"}.get(alarm.name.partition("-")[0], "us-east-1")
        (action,) = alarm.inputs["alarmActions"]
        assert action.split(":")[3] == here, alarm.name
        assert action in {t.outputs["arn"] for t in graph.of_type("aws:sns/topic:Topic")}
    told = {s.name.partition("-")[0]: s.inputs for s in graph.of_type("aws:sns/topicSubscription:TopicSubscription")}
    assert told.keys() == {"main", "eu", "edge"}
    assert {s["endpoint"] for s in told.values()} == {"shop-oncall@example.com"}


def test_no_deployment_starts_while_requests_fail() -> None:
    graph = build()
    rule = graph.one("aws:cloudwatch/compositeAlarm:CompositeAlarm").inputs["alarmRule"]
    kinds = ("target-5xx", "target-latency", "target-none-healthy", "target-unhealthy")
    expected = [f"floodgate-prod-{name}-{kind}" for name in SERVICES for kind in kinds]
    expected += ["floodgate-prod-lb-5xx", "floodgate-prod-lb-rejected"]
    assert sorted(rule.split(" OR ")) == sorted(f'ALARM("{name}")' for name in expected)
    existing = {a.inputs["name"] for a in graph.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")}
    assert existing >= set(expected)


def test_a_release_whose_requests_fail_goes_back() -> None:
    graph = build()
    for name in SERVICES:
        found = graph.one("aws:ecs/service:Service", f"main-{name}-service").inputs["alarms"]
        assert found["rollback"] is True
        assert found["enable"] is True
        assert set(found["alarmNames"]) == {
            f"floodgate-prod-{name}-target-{kind}" for kind in ("5xx", "latency", "none-healthy", "unhealthy")
        }


def test_the_dashboard_shows_every_tier() -> None:
    body = build(preview=False).one("aws:cloudwatch/dashboard:Dashboard").inputs["dashboardBody"]
    titles = {
        w["properties"]["markdown"].removeprefix("## ") for w in json.loads(body)["widgets"] if w["type"] == "text"
    }
    services = {f"{name}-{suffix}" for name in SERVICES for suffix in ("target", "service")}
    queues = {"order-events-queue", "notifications-queue"}
    workers = {"order-consumer-function", "notification-worker-service"}
    assert titles >= {"lb", "cache", "database", *queues, *workers, *services}


def test_log_queries_search_every_container() -> None:
    graph = build()
    groups = {f"/ecs/floodgate-prod-{name}" for name in (*SERVICES, "notification-worker")}
    for query in graph.of_type("aws:cloudwatch/queryDefinition:QueryDefinition"):
        assert set(query.inputs["logGroupNames"]) == groups


# --- how releases are made


@pytest.mark.parametrize(("service", "expected"), [("api", "BLUE_GREEN"), ("web", "CANARY"), ("admin", "LINEAR")])
def test_where_traffic_moves_each_route_has_a_pair_of_target_groups_and_a_rule_for_testers(
    service: str, expected: str
) -> None:
    graph = build(preview=False, sizing=SHIFTING)
    arns = {
        g.outputs["arn"]: g.name
        for token in ("aws:lb/targetGroup:TargetGroup", "aws:lb/listenerRule:ListenerRule")
        for g in graph.of_type(token)
    }
    inputs = graph.one("aws:ecs/service:Service", f"main-{service}-service").inputs
    assert inputs["deploymentConfiguration"]["strategy"] == expected
    moves = [balancer["advancedConfiguration"] for balancer in inputs["loadBalancers"]]
    groups = [
        (arns[balancer["targetGroupArn"]], arns[move["alternateTargetGroupArn"]])
        for balancer, move in zip(inputs["loadBalancers"], moves, strict=True)
    ]
    led = [(arns[move["productionListenerRule"]], arns[move["testListenerRule"]]) for move in moves]
    assert groups == [(f"main-{name}", f"main-{name}-b") for name in PAIRS[service]]
    assert led == [(f"main-lb-{rule}", f"main-lb-{rule}-test") for rule in PAIRS[service].values()]

    role = f"main-{service}-traffic"
    assert {move["roleArn"] for move in moves} == {graph.one("aws:iam/role:Role", role).outputs["arn"]}
    for action, pairs in (("ModifyRule", led), ("RegisterTargets", groups)):
        allowed = {arns[arn] for who, arn in permissions(graph, f"elasticloadbalancing:{action}") if who == role}
        assert allowed == {name for pair in pairs for name in pair}


def test_testers_reach_the_coming_release_before_users_do() -> None:
    found = rules(build(preview=False, sizing=SHIFTING))
    for rule in (rule for pairs in PAIRS.values() for rule in pairs.values()):
        users, testers = found[f"main-lb-{rule}"], found[f"main-lb-{rule}-test"]
        assert testers["priority"] < users["priority"]
        headers = [c["httpHeader"] for c in testers["conditions"] if "httpHeader" in c]
        assert {"httpHeaderName": "X-Deployment-Test", "values": ["release"]} in headers
        assert all(condition in testers["conditions"] for condition in users["conditions"])
    assert len({rule["priority"] for rule in found.values()}) == len(found)


@pytest.mark.parametrize("service", SERVICES)
def test_alarms_of_both_target_groups_send_a_release_back(service: str) -> None:
    graph = build(preview=False, sizing=SHIFTING)
    told = graph.one("aws:ecs/service:Service", f"main-{service}-service").inputs["alarms"]["alarmNames"]
    groups = [group for name in PAIRS[service] for group in (name, f"{name}-b")]
    assert {f"floodgate-prod-{group}-target-5xx" for group in groups} <= set(told)
    assert set(told) <= {a.inputs["name"] for a in graph.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")}


@pytest.mark.parametrize("service", SERVICES)
def test_the_target_group_that_waits_for_a_release_rings_nobody(service: str) -> None:
    """It has no tasks, and so no healthy ones: they are counted over both groups."""
    graph = build(preview=False, sizing=SHIFTING)
    suffixes = {g.name: g.outputs["arnSuffix"] for g in graph.of_type("aws:lb/targetGroup:TargetGroup")}
    for name in PAIRS[service]:
        assert "none-healthy" not in alarms(graph, f"main-{name}-b-target-alarms-")
        watched = alarms(graph, f"main-{name}-target-alarms-")["none-healthy"]
        assert [metric["TargetGroup"] for metric in watched] == [suffixes[f"main-{name}"], suffixes[f"main-{name}-b"]]


def test_requests_of_all_target_groups_count_for_scaling() -> None:
    graph = build(preview=False, sizing=SHIFTING)
    for service, pairs in PAIRS.items():
        policy = graph.one("aws:appautoscaling/policy:Policy", f"main-{service}-scaling-requests").inputs
        text = json.dumps(policy["targetTrackingScalingPolicyConfiguration"])
        for group in (group for name in pairs for group in (f"main-{name}", f"main-{name}-b")):
            assert graph.one("aws:lb/targetGroup:TargetGroup", group).outputs["arnSuffix"] in text


def test_rolling_deployments_need_no_second_group_and_no_role() -> None:
    graph = build()
    assert names(graph, "aws:lb/targetGroup:TargetGroup") == {f"main-{name}" for name in SERVICES}
    assert not [name for name in names(graph, "aws:iam/role:Role") if "traffic" in name]


# --- modes of the data tiers


def test_a_serverless_database_has_instances_of_no_class_and_alarms_on_its_capacity() -> None:
    graph = build(sizing={"database": {"serverless": {"enabled": True, "minAcu": 2, "maxAcu": 64}}})
    cluster = graph.one("aws:rds/cluster:Cluster").inputs
    assert cluster["serverlessv2ScalingConfiguration"] == {"minCapacity": 2, "maxCapacity": 64}
    assert {i.inputs["instanceClass"] for i in graph.of_type("aws:rds/clusterInstance:ClusterInstance")} == {
        "db.serverless"
    }
    use = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "main-database-alarms-memory-writer").inputs
    assert use["metricName"] == "ACUUtilization"


def test_development_may_pause_its_database_and_waits_for_it_to_wake_up() -> None:
    graph = build("dev", preview=False)
    capacity = graph.one("aws:rds/cluster:Cluster").inputs["serverlessv2ScalingConfiguration"]
    assert capacity == {"minCapacity": 0, "maxCapacity": 4, "secondsUntilAutoPause": 600}
    assert int(variables(graph, "main-api")["DATABASE_CONNECT_SECONDS"]) > 15  # Aurora takes that long to resume


def test_with_a_proxy_nobody_else_connects_to_the_database() -> None:
    graph = build(preview=False, sizing={"database": {"storage": {"proxy": True}}})
    proxy = graph.one("aws:rds/proxy:Proxy").outputs
    reader = graph.one("aws:rds/proxyEndpoint:ProxyEndpoint").outputs
    told = variables(graph, "main-api")
    assert (told["DATABASE_WRITER_HOST"], told["DATABASE_READER_HOST"]) == (proxy["endpoint"], reader["endpoint"])
    found = peers(graph)
    (door,) = found["main-database-instances-group"]
    assert door.startswith("main-database-proxy")
    assert found[door] == {API_GROUP, ADMIN_GROUP, CONSUMER_GROUP}


# --- images


def test_images_come_from_the_stacks_own_repositories() -> None:
    graph = build(preview=False)
    repositories = {r.inputs["name"] for r in graph.of_type("aws:ecr/repository:Repository")}
    assert repositories == {f"floodgate-prod/{name}" for name in (*SERVICES, "order-consumer", "notification-worker")}
    registry = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
    images = [container(graph, f"main-{name}")["image"] for name in (*SERVICES, "notification-worker")]
    images.append(graph.one("aws:lambda/function:Function").inputs["imageUri"])
    assert {image.partition("@")[0] for image in images} == {f"{registry}/{name}" for name in repositories}


def test_repositories_elsewhere_are_left_alone() -> None:
    graph = build(preview=False, repositoryPrefix="123456789012.dkr.ecr.{region}.amazonaws.com/shared")
    assert not graph.of_type("aws:ecr/repository:Repository")
    assert container(graph, "main-api")["image"].startswith(
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/shared/api@sha256:"
    )


def test_only_what_has_an_image_is_created_and_the_rest_is_said() -> None:
    graph = build(images=None)
    assert not graph.of_type("aws:ecs/service:Service")
    assert not graph.of_type("aws:lambda/function:Function")
    assert graph.of_type("aws:sqs/queue:Queue")
    assert len(graph.of_type("aws:ecr/repository:Repository")) == 5  # where the images are to be pushed to
    warnings = [text for level, text in graph.log if level == "warning"]
    assert [text.split()[0] for text in warnings] == [*SERVICES, "orderConsumer", "notificationWorker"]
    assert "floodgate:images.web" in warnings[0]


# --- the region as a whole


def test_production_protects_what_cannot_be_made_again_and_development_does_not() -> None:
    def protected(graph: Graph) -> set[str]:
        return {r.name for r in graph.resources.values() if r.request.protect}

    assert protected(build()) == {
        "edge-cdn-distribution",
        "edge-logs-bucket",
        "edge-static-bucket",
        "main-cache-group",
        "main-database-cluster",
        "main-idempotency-table",
        "main-logs-bucket",
        "main-network-vpc",
        "main-notifications-dlq",
        "main-notifications-queue",
        "main-order-events-dlq",
        "main-order-events-queue",
        *(f"main-{name}-images-repository" for name in (*SERVICES, "order-consumer", "notification-worker")),
    }
    assert protected(build("dev")) == set()
    refuses = {stack: build(stack).one("aws:lb/loadBalancer:LoadBalancer").inputs for stack in ("prod", "dev")}
    assert refuses["prod"]["enableDeletionProtection"] is True
    assert refuses["dev"]["enableDeletionProtection"] is False


def test_what_loses_its_protection_keeps_its_contents_until_they_may_go_too() -> None:
    """So a stack can be destroyed in two steps, and the first throws nothing away."""
    kept = build("prod", sizing={"capabilities": {"deletionProtection": False}})
    gone = build("prod", sizing={"capabilities": {"deletionProtection": False, "keepContents": False}})
    assert (empties(build()), empties(kept), empties(gone)) == ({False}, {False}, {True})
    for token in ("aws:rds/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"):
        assert [graph.one(token).inputs.get("finalSnapshotIdentifier") is None for graph in (kept, gone)] == [
            False,
            True,
        ]


def empties(graph: Graph) -> set[bool]:
    """Whether the stack's buckets and repositories are deleted with what they hold."""
    flags = {"aws:s3/bucket:Bucket": "forceDestroy", "aws:ecr/repository:Repository": "forceDelete"}
    return {bool(r.inputs.get(flag)) for token, flag in flags.items() for r in graph.of_type(token)}


def test_every_resource_is_tagged_and_bound_to_the_account() -> None:
    graph = build()
    for name in ("main-aws", "edge-aws"):
        provider = graph.one("pulumi:providers:aws", name)
        assert json.loads(provider.inputs["allowedAccountIds"]) == ["123456789012"]
    expected = {"Project": "floodgate", "Stack": "prod", "Owner": "shop-team", "ManagedBy": "pulumi"}
    tagged = [r for r in graph.resources.values() if isinstance(r.outputs.get("tagsAll"), dict)]
    assert len(tagged) > 100
    for resource in tagged:
        assert expected.items() <= resource.outputs["tagsAll"].items(), resource.name


def test_a_network_that_exists_is_used_as_it_is() -> None:
    graph = build(network={"main": VPC})
    assert not graph.of_type("aws:ec2/vpc:Vpc")
    assert not graph.of_type("aws:ec2/subnet:Subnet")
    assert graph.one("aws:lb/loadBalancer:LoadBalancer").inputs["subnets"] == VPC["publicSubnetIds"]
    private = str(VPC["privateSubnetIds"])
    assert {str(s.inputs["networkConfiguration"]["subnets"]) for s in graph.of_type("aws:ecs/service:Service")} == {
        private
    }
    assert str(graph.one("aws:lambda/function:Function").inputs["vpcConfig"]["subnetIds"]) == private


def test_two_regions_share_names_and_nothing_else() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    queues = {q.name: q.outputs["arn"] for q in graph.of_type("aws:sqs/queue:Queue") if "order-events-queue" in q.name}
    assert queues == {
        "main-order-events-queue": "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-order-events.fifo",
        "eu-order-events-queue": "arn:aws:sqs:eu-west-1:123456789012:floodgate-prod-order-events.fifo",
    }
    assert {v.inputs["cidrBlock"] for v in graph.of_type("aws:ec2/vpc:Vpc")} == {"10.0.0.0/16", "10.1.0.0/16"}
    for resource in graph.resources.values():
        if resource.name.startswith("eu-") and resource.type.startswith("aws:"):
            assert name_of(resource.provider.rpartition("::")[0]) == "eu-aws", resource.name


def test_global_names_differ_between_regions() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    for token, key in (("aws:s3/bucket:Bucket", "bucket"), ("aws:cloudwatch/dashboard:Dashboard", "dashboardName")):
        made = [r.outputs[key] for r in graph.of_type(token)]
        assert len(set(made)) == len(made) >= 2


def test_a_region_without_data_asks_none() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    for token in ("aws:rds/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"):
        assert {name.partition("-")[0] for name in names(graph, token)} == {"main"}
    for name in SERVICES:
        told = {*variables(graph, f"eu-{name}"), *secrets_of(graph, f"eu-{name}")}
        assert not [variable for variable in told if variable.startswith(("DATABASE_", "CACHE_"))]
        assert variables(graph, f"main-{name}")["CACHE_HOST"]
    function = graph.one("aws:lambda/function:Function", "eu-order-consumer-function").inputs
    assert function["environment"]["variables"].keys() == {"IDEMPOTENCY_TABLE", "NOTIFICATION_QUEUE_URL"}
    assert alarms(graph, "eu-cache-alarms-") == alarms(graph, "eu-database-alarms-") == {}
    assert "database_writer" not in graph.exports["regions"]["eu"]


def test_more_zones_than_a_region_has_are_refused_in_a_sentence() -> None:
    with pytest.raises(
        pulumi.RunError, match=r"us-east-1 has 3 availability zones, sizing.network.zoneCount asks for 4"
    ):
        build(sizing={"network": {"zoneCount": 4}})


def test_what_rules_read_is_known_at_a_first_preview() -> None:
    graph = build()
    for queue in graph.of_type("aws:sqs/queue:Queue"):
        assert UNKNOWN not in str(queue.inputs)
    facts = {d.name: d.inputs["tags"] for d in graph.of_type("aws:ecs/taskDefinition:TaskDefinition")}
    for name in SERVICES:  # their containers are unknown: they hold endpoints and ARNs of what does not exist yet
        assert facts[f"main-{name}-task-definition"]["FLOODGATE_MAX_RUNTIME_SECONDS"] == "0"
    worker = facts["main-notification-worker-task-definition"]
    assert worker["FLOODGATE_CONSUMES_QUEUE"] == f"{SQS}-notifications"
    assert worker["FLOODGATE_MAX_RUNTIME_SECONDS"] == "60"
    for service in graph.of_type("aws:ecs/service:Service"):
        assert UNKNOWN not in str([service.inputs["desiredCount"], service.inputs["capacityProviderStrategies"]])
    for target in graph.of_type("aws:appautoscaling/target:Target"):
        assert UNKNOWN not in str(target.inputs)
    mapping = graph.one("aws:lambda/eventSourceMapping:EventSourceMapping").inputs
    assert UNKNOWN not in str(mapping)
    function = graph.one("aws:lambda/function:Function").inputs
    assert UNKNOWN not in str([function["timeout"], function["name"], function["imageUri"]])
