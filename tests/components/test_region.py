"""The tiers of a region, wired: what each is told about the others."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from components.naming import Names
from components.region import Region, RegionArgs, regional_provider, say_what_is_missing
from components.settings import Settings
from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, run

ROOT = Path(__file__).resolve().parents[2]
VPC = {
    "vpcId": "vpc-0123456789abcdef0",
    "publicSubnetIds": ["subnet-00000000", "subnet-00000001"],
    "privateSubnetIds": ["subnet-00000010", "subnet-00000011"],
}


def build(stack: str = "prod", *, preview: bool = True, **changes: Any) -> Graph:
    """The stack, with some keys of its stack file changed; None leaves one out."""
    file: Mapping[str, Any] = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text())["config"]
    settings = {**file, **{f"floodgate:{key}": value for key, value in changes.items()}}
    config = {k: v if isinstance(v, str) else json.dumps(v) for k, v in settings.items() if v is not None}

    def program() -> None:
        loaded = Settings.load()
        names = Names(project="floodgate", stack=stack)
        say_what_is_missing(loaded)
        for key, region in loaded.regions.items():
            provider = regional_provider(region, names.tags(loaded.owner))
            made = Region(
                key,
                RegionArgs(settings=loaded, region=region, names=names),
                pulumi.ResourceOptions(providers=[provider]),
            )
            pulumi.export(key, made.endpoints)

    return run(program, preview=preview, config=config, stack=stack)


def rules(graph: Graph) -> dict[str, Any]:
    return {r.name: r.inputs for r in graph.of_type("aws:lb/listenerRule:ListenerRule")}


def test_requests_find_their_service_and_no_other() -> None:
    found = rules(build())
    assert found["main-lb-api-host"]["conditions"] == [{"hostHeader": {"values": ["api.shop.example.com"]}}]
    assert found["main-lb-api-path"]["conditions"] == [{"pathPattern": {"values": ["/api/*"]}}]
    assert found["main-lb-admin-path"]["conditions"] == [{"pathPattern": {"values": ["/admin", "/admin/*"]}}]
    hosts = {"values": ["shop.example.com", "origin.shop.example.com"]}
    assert {"hostHeader": hosts} in found["main-lb-web-rest"]["conditions"]
    order = sorted(found, key=lambda name: found[name]["priority"])
    assert order == ["main-lb-api-host", "main-lb-api-path", "main-lb-admin-path", "main-lb-web-rest"]


def test_each_service_is_behind_its_own_target_group() -> None:
    graph = build()
    for name in ("web", "api", "admin"):
        service = graph.one("aws:ecs/service:Service", f"main-{name}-service")
        group = graph.one("aws:lb/targetGroup:TargetGroup", f"main-{name}")
        assert group.urn in service.property_dependencies["loadBalancers"]
        assert service.inputs["loadBalancers"][0]["containerPort"] == 8080
        assert service.inputs["cluster"] == "arn:aws:ecs:us-east-1:123456789012:cluster/floodgate-prod-services"


def test_the_api_alone_knows_and_may_use_the_order_queue() -> None:
    graph = build()
    url = "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-order-events.fifo"
    definitions = {
        d.name: json.loads(d.inputs["containerDefinitions"])[0]["environment"]
        for d in graph.of_type("aws:ecs/taskDefinition:TaskDefinition")
    }
    told = [name for name, variables in definitions.items() if {"name": "ORDER_QUEUE_URL", "value": url} in variables]
    assert told == ["main-api-task-definition"]
    grants = [p for p in graph.of_type("aws:iam/rolePolicy:RolePolicy") if "sqs:SendMessage" in p.inputs["policy"]]
    assert [p.name for p in grants] == ["main-orders-send-api"]
    assert graph.one("aws:iam/role:Role", "main-api-task-role").urn in grants[0].property_dependencies["role"]


def test_tasks_take_connections_from_the_load_balancer_only() -> None:
    graph = build(preview=False)
    ingress = graph.of_type("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    tasks = {g.outputs["arn"].rpartition("/")[2]: g.name for g in graph.of_type("aws:ec2/securityGroup:SecurityGroup")}
    found = {
        (tasks[r.inputs["securityGroupId"]], tasks.get(r.inputs.get("referencedSecurityGroupId", ""), "a list"))
        for r in ingress
    }
    assert found >= {(f"main-{name}-tasks-group", "main-lb-group") for name in ("web", "api", "admin")}
    assert ("main-lb-group", "a list") in found  # CloudFront's addresses
    assert not [r for r in ingress if "0.0.0.0/0" in str(r.inputs)]


def test_servers_keep_connections_longer_than_the_load_balancer() -> None:
    graph = build()
    idle = graph.one("aws:lb/loadBalancer:LoadBalancer").inputs["idleTimeout"]
    for definition in graph.of_type("aws:ecs/taskDefinition:TaskDefinition"):
        (container,) = json.loads(definition.inputs["containerDefinitions"])
        variables = {v["name"]: v["value"] for v in container["environment"]}
        assert int(variables["KEEP_ALIVE_SECONDS"]) > idle
        assert container["healthCheck"]["command"] == ["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"]


def test_the_certificate_covers_every_name_that_is_connected_to() -> None:
    certificate = build().one("aws:acm/certificate:Certificate").inputs
    assert {certificate["domainName"], *certificate["subjectAlternativeNames"]} == {
        "shop.example.com",
        "*.shop.example.com",
    }


def test_the_load_balancer_writes_to_a_bucket_that_lets_it() -> None:
    graph = build()
    logs = graph.one("aws:lb/loadBalancer:LoadBalancer").inputs["accessLogs"]
    assert logs == {"bucket": "floodgate-prod-logs-123456789012-us-east-1", "enabled": True, "prefix": "load-balancer"}
    (policy,) = (p for p in graph.of_type("aws:s3/bucketPolicy:BucketPolicy") if "load-balancer" in p.inputs["policy"])
    assert "floodgate-prod-logs-123456789012-us-east-1/load-balancer/AWSLogs/123456789012/*" in policy.inputs["policy"]


def test_production_protects_what_cannot_be_made_again_and_development_does_not() -> None:
    def protected(graph: Graph) -> set[str]:
        return {r.name for r in graph.resources.values() if r.request.protect}

    assert {"main-orders-queue", "main-orders-dlq", "main-logs-bucket"} <= protected(build("prod"))
    assert protected(build("dev")) == set()
    assert build("dev").one("aws:lb/loadBalancer:LoadBalancer").inputs["enableDeletionProtection"] is False


def test_every_resource_is_tagged_and_bound_to_the_account() -> None:
    graph = build()
    provider = graph.one("pulumi:providers:aws")
    assert json.loads(provider.inputs["allowedAccountIds"]) == ["123456789012"]
    queue = graph.one("aws:sqs/queue:Queue", "main-orders-queue")
    expected = {"Project": "floodgate", "Stack": "prod", "Owner": "shop-team", "ManagedBy": "pulumi"}
    assert expected.items() <= queue.outputs["tagsAll"].items()


def test_only_what_has_an_image_is_created_and_the_rest_is_said() -> None:
    graph = build(images=None)
    assert not graph.of_type("aws:ecs/service:Service")
    assert not graph.of_type("aws:lambda/function:Function")
    assert graph.of_type("aws:sqs/queue:Queue")
    warnings = [text for level, text in graph.log if level == "warning"]
    assert [text.split()[0] for text in warnings] == ["web", "api", "admin", "orderConsumer"]
    assert "floodgate:images.web" in warnings[0]


def test_a_network_that_exists_is_used_as_it_is() -> None:
    graph = build(network={"main": VPC})
    assert not graph.of_type("aws:ec2/vpc:Vpc")
    assert not graph.of_type("aws:ec2/subnet:Subnet")
    assert graph.one("aws:lb/loadBalancer:LoadBalancer").inputs["subnets"] == VPC["publicSubnetIds"]
    (configuration,) = {
        str(s.inputs["networkConfiguration"]["subnets"]) for s in graph.of_type("aws:ecs/service:Service")
    }
    assert configuration == str(VPC["privateSubnetIds"])


def test_two_regions_share_names_and_nothing_else() -> None:
    graph = build(regions={"main": "us-east-1", "eu": "eu-west-1"}, cidrBlocks={"eu": "10.1.0.0/16"}, preview=False)
    queues = {q.name: q.outputs["arn"] for q in graph.of_type("aws:sqs/queue:Queue") if not q.name.endswith("dlq")}
    assert queues == {
        "main-orders-queue": "arn:aws:sqs:us-east-1:123456789012:floodgate-prod-order-events.fifo",
        "eu-orders-queue": "arn:aws:sqs:eu-west-1:123456789012:floodgate-prod-order-events.fifo",
    }
    assert {v.inputs["cidrBlock"] for v in graph.of_type("aws:ec2/vpc:Vpc")} == {"10.0.0.0/16", "10.1.0.0/16"}


def test_more_zones_than_a_region_has_are_refused_in_a_sentence() -> None:
    with pytest.raises(
        pulumi.RunError, match=r"us-east-1 has 3 availability zones, sizing.network.zoneCount asks for 4"
    ):
        build(sizing={"network": {"zoneCount": 4}})


def test_what_rules_read_is_known_at_a_first_preview() -> None:
    graph = build()
    for queue in graph.of_type("aws:sqs/queue:Queue"):
        assert UNKNOWN not in str(queue.inputs)
    for definition in graph.of_type("aws:ecs/taskDefinition:TaskDefinition"):
        assert UNKNOWN not in definition.inputs["containerDefinitions"]
    for target in graph.of_type("aws:appautoscaling/target:Target"):
        assert target.inputs["resourceId"].startswith("service/floodgate-prod-services/floodgate-prod-")
    mapping = graph.one("aws:lambda/eventSourceMapping:EventSourceMapping").inputs
    assert UNKNOWN not in mapping["eventSourceArn"] + mapping["functionName"]
