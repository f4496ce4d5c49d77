"""The edge, wired: what stands once in front of all regions, and what it shares with each."""

import json
from typing import Any

import pytest

from offline.aws.wire import UNKNOWN
from offline.recorder import Graph, Resource
from tests.components.whole_stack import TWO_REGIONS, alarms, build, name_of, names, permissions, variables

STATIC_BUCKET = "floodgate-prod-edge-static-123456789012"
PARAMETER = "/floodgate-prod/distribution-id"
HEALTH_CHECK = "aws:route53/healthCheck:HealthCheck"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
TARGET_GROUP = "aws:lb/targetGroup:TargetGroup"


def deployed_by(strategy: str) -> dict[str, Any]:
    """The sizing with every service deployed that way."""
    return {"services": {name: {"deployment": {"strategy": strategy}} for name in ("web", "api", "admin")}}


def distribution(graph: Graph) -> dict[str, Any]:
    return graph.one("aws:cloudfront/distribution:Distribution").inputs


def origin_header(graph: Graph) -> str:
    """What the distribution tells the load balancers."""
    headers = [h for origin in distribution(graph)["origins"] for h in origin.get("customHeaders", [])]
    (header,) = headers
    assert header["name"] == "X-Origin-Verify"
    return str(header["value"])


def asked_for(graph: Graph) -> list[str]:
    """What the rules of all load balancers want to hear."""
    return [
        value
        for rule in graph.of_type("aws:lb/listenerRule:ListenerRule")
        for condition in rule.inputs["conditions"]
        if condition.get("httpHeader", {}).get("httpHeaderName") == "X-Origin-Verify"
        for value in condition["httpHeader"]["values"]
    ]


# --- the origin's secret


def test_one_generated_secret_opens_the_load_balancers_of_all_regions() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    made = graph.of_type("aws:secretsmanager/secret:Secret")
    assert [s.inputs["name"] for s in made if "origin" in s.name] == ["floodgate-prod-edge-origin-token"]
    rules = graph.of_type("aws:lb/listenerRule:ListenerRule")
    assert {rule.name.partition("-")[0] for rule in rules} == {"main", "eu"}
    assert asked_for(graph) == [origin_header(graph)] * len(rules)


@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize("secrets", [{}, {"originSecret": "told-by-the-stack-file"}])
def test_the_origin_secret_is_never_plain(secrets: dict[str, str], preview: bool) -> None:
    graph = build(preview=preview, secrets=secrets)
    if origin_header(graph) == UNKNOWN:
        return  # a generated one does not exist before a deployment
    assert "origins" in graph.one("aws:cloudfront/distribution:Distribution").secrets
    holders = [r for r in graph.resources.values() if origin_header(graph) in str(r.inputs)]
    assert len(holders) == 5  # the distribution and four rules
    assert [r.name for r in holders if not r.secrets] == []
    assert origin_header(graph) not in str(graph.exports)


def test_a_secret_of_the_stack_file_is_used_and_none_is_made() -> None:
    graph = build(preview=False, secrets={"originSecret": "told-by-the-stack-file"})
    assert set(asked_for(graph)) == {origin_header(graph)} == {"told-by-the-stack-file"}
    assert names(graph, "aws:secretsmanager/secret:Secret") == {"main-cache-token-secret"}


def test_development_frees_the_secrets_name_at_once_and_production_keeps_it() -> None:
    days = {
        stack: build(stack)
        .one("aws:secretsmanager/secret:Secret", "edge-origin-token-secret")
        .inputs["recoveryWindowInDays"]
        for stack in ("prod", "dev")
    }
    assert days == {"prod": 30, "dev": 0}


# --- static files and logs


def test_static_files_are_read_by_this_distribution_only() -> None:
    graph = build(preview=False)
    arn = graph.one("aws:cloudfront/distribution:Distribution").outputs["arn"]
    policy = json.loads(graph.one("aws:s3/bucketPolicy:BucketPolicy", "edge-static-policy").inputs["policy"])
    (allowed,) = (s for s in policy["Statement"] if s["Effect"] == "Allow")
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert allowed["Action"] == "s3:GetObject"
    assert allowed["Resource"] == f"arn:aws:s3:::{STATIC_BUCKET}/*"
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceArn": arn}}
    assert not [role for role, arn in permissions(graph, "s3:GetObject") if STATIC_BUCKET in arn]


def test_static_paths_go_to_the_bucket_and_the_rest_to_the_load_balancers() -> None:
    found = distribution(build())
    origins = {origin["originId"]: origin["domainName"] for origin in found["origins"]}
    assert origins == {
        "static": f"{STATIC_BUCKET}.s3.us-east-1.amazonaws.com",
        "load-balancer": "origin.shop.example.com",
    }
    assert found["defaultCacheBehavior"]["targetOriginId"] == "load-balancer"
    led = {b["pathPattern"]: b["targetOriginId"] for b in found["orderedCacheBehaviors"]}
    assert {path for path, origin in led.items() if origin == "static"} == {"/static/*"}
    assert led["/admin/*"] == led["/api/products/*"] == "load-balancer"


def test_requests_are_recorded_in_a_bucket_that_lets_cloudfront_write() -> None:
    graph = build(preview=False)
    target = graph.one("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination").inputs
    bucket = "floodgate-prod-edge-logs-123456789012"
    assert bucket in str(target["deliveryDestinationConfiguration"])
    policy = graph.one("aws:s3/bucketPolicy:BucketPolicy", "edge-logs-policy").inputs["policy"]
    assert "delivery.logs.amazonaws.com" in policy
    assert f"{bucket}/cloudfront" in policy


# --- names


def test_validation_records_are_made_once_for_all_certificates_of_the_same_names() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    certificates = graph.of_type("aws:acm/certificate:Certificate")
    assert {c.name.partition("-")[0] for c in certificates} == {"main", "eu", "edge"}
    (record,) = (r for r in graph.of_type("aws:route53/record:Record") if r.inputs["type"] == "CNAME")
    for validation in graph.of_type("aws:acm/certificateValidation:CertificateValidation"):
        assert validation.inputs["validationRecordFqdns"] == [record.outputs["fqdn"]]
        assert record.urn in validation.property_dependencies["validationRecordFqdns"]


def test_the_origins_name_leads_to_the_nearest_region() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    records = [r.inputs for r in graph.of_type("aws:route53/record:Record") if r.name.startswith("edge-origin-")]
    assert {record["name"] for record in records} == {"origin.shop.example.com"}
    balancers = {b.name: b.outputs for b in graph.of_type("aws:lb/loadBalancer:LoadBalancer")}
    led = {r["setIdentifier"]: (r["latencyRoutingPolicies"][0]["region"], r["aliases"][0]) for r in records}
    assert led == {
        key: (
            region,
            {
                "name": balancers[f"{key}-lb"]["dnsName"],
                "zoneId": balancers[f"{key}-lb"]["zoneId"],
                "evaluateTargetHealth": True,
            },
        )
        for key, region in TWO_REGIONS["regions"].items()
    }


def health_checks(graph: Graph, region: str) -> tuple[Resource, list[Resource]]:
    """The health check of a region's origin record, and those that it is made of."""
    made = {check.outputs["id"]: check for check in graph.of_type(HEALTH_CHECK)}
    record = graph.one("aws:route53/record:Record", f"edge-origin-{region}").inputs
    check = made[record["healthCheckId"]]
    return check, [made[child] for child in check.inputs["childHealthchecks"]]


@pytest.mark.parametrize("regions", [{}, TWO_REGIONS])
@pytest.mark.parametrize("strategy", ["rolling", "blueGreen", "canary", "linear"])
def test_each_regions_record_has_a_health_check_on_alarms_of_that_region(strategy: str, regions: Any) -> None:
    graph = build(preview=False, sizing=deployed_by(strategy), **regions)
    existing = {alarm.urn: alarm for alarm in graph.of_type(ALARM)}
    for key, place in regions.get("regions", {"main": "us-east-1"}).items():
        _, children = health_checks(graph, key)
        groups = {group.outputs["arnSuffix"] for group in graph.of_type(TARGET_GROUP) if group.name.startswith(key)}
        watched = set()
        for child in children:
            (urn,) = child.property_dependencies["cloudwatchAlarmName"]
            alarm = existing[urn]
            assert alarm.name.startswith(f"{key}-")
            assert child.inputs["type"] == "CLOUDWATCH_METRIC"
            assert child.inputs["cloudwatchAlarmName"] == alarm.inputs["name"]
            assert child.inputs["cloudwatchAlarmRegion"] == place
            assert alarm.inputs["metricName"] == "HealthyHostCount"
            assert alarm.inputs["dimensions"]["TargetGroup"] in child.inputs["triggers"]["alarm"]
            watched.add(alarm.inputs["dimensions"]["TargetGroup"])
        assert watched == groups
        assert len(children) == len(groups)


@pytest.mark.parametrize("strategy", ["rolling", "blueGreen", "canary", "linear"])
def test_route_53_can_read_the_alarms(strategy: str) -> None:
    """It copies one metric with its statistic, and reads that; docs.aws.amazon.com, CloudWatchAlarmConfiguration."""
    graph = build(preview=False, sizing=deployed_by(strategy))
    made = {alarm.inputs["name"]: alarm.inputs for alarm in graph.of_type(ALARM)}
    _, children = health_checks(graph, "main")
    for alarm in (made[child.inputs["cloudwatchAlarmName"]] for child in children):
        assert not {"metricQueries", "extendedStatistic"} & set(alarm)
        assert alarm["statistic"] in ("Average", "Minimum", "Maximum", "Sum", "SampleCount")
        assert alarm["period"] % 60 == 0
        assert alarm["datapointsToAlarm"] == alarm["evaluationPeriods"]
        assert alarm["treatMissingData"] == "breaching"  # a group without tasks sends nothing


@pytest.mark.parametrize(("strategy", "routes"), [("rolling", 3), ("blueGreen", 4), ("canary", 4), ("linear", 4)])
def test_a_region_is_healthy_while_every_route_has_a_target_group_with_tasks(strategy: str, routes: int) -> None:
    """Where traffic moves each of the four rules has two groups, one of them without tasks between releases."""
    check, children = health_checks(build(preview=False, sizing=deployed_by(strategy)), "main")
    assert check.inputs["type"] == "CALCULATED"
    assert check.inputs["childHealthThreshold"] == routes
    assert len(children) == (routes if strategy == "rolling" else 2 * routes)


def test_alarms_that_only_route_53_reads_wake_nobody_and_stop_no_release() -> None:
    graph = build(preview=False, sizing=deployed_by("blueGreen"))
    _, children = health_checks(graph, "main")
    read = {child.inputs["cloudwatchAlarmName"] for child in children}
    for alarm in graph.of_type(ALARM):
        assert bool(alarm.inputs.get("alarmActions")) is (alarm.inputs["name"] not in read)
    told = str([service.inputs.get("alarms") for service in graph.of_type("aws:ecs/service:Service")])
    gate = graph.one("aws:cloudwatch/compositeAlarm:CompositeAlarm").inputs["alarmRule"]
    assert not [name for name in read if f"'{name}'" in told or f'"{name}"' in gate]


def test_before_the_first_image_a_record_has_no_health_check() -> None:
    graph = build(preview=False, images=None)
    assert not graph.of_type(HEALTH_CHECK)
    assert "healthCheckId" not in graph.one("aws:route53/record:Record", "edge-origin-main").inputs


def test_viewers_are_led_to_the_distribution_by_both_versions_of_ip() -> None:
    graph = build(preview=False)
    here = graph.one("aws:cloudfront/distribution:Distribution").outputs["domainName"]
    records = [r.inputs for r in graph.of_type("aws:route53/record:Record") if r.name.startswith("edge-names-")]
    assert {(r["name"], r["type"], r["aliases"][0]["name"]) for r in records} == {
        (name, kind, here) for name in ("shop.example.com", "api.shop.example.com") for kind in ("A", "AAAA")
    }
    assert set(distribution(graph)["aliases"]) == {"shop.example.com", "api.shop.example.com"}


# --- where it is, and how long it waits


def test_the_edge_is_in_us_east_1_wherever_the_stack_is() -> None:
    graph = build(preview=False, regions={"main": "eu-west-1"})
    provider = graph.one("pulumi:providers:aws", "edge-aws").inputs
    assert provider["region"] == "us-east-1"
    certificate = graph.one("aws:acm/certificate:Certificate", "edge-tls-certificate").outputs["arn"]
    assert certificate.startswith("arn:aws:acm:us-east-1:")
    assert distribution(graph)["viewerCertificate"]["acmCertificateArn"] == certificate
    for resource in graph.resources.values():
        if resource.name.startswith("edge-") and resource.type.startswith("aws:"):
            assert name_of(resource.provider.rpartition("::")[0]) == "edge-aws", resource.name


def test_cloudfront_waits_for_the_slowest_request_of_all_services() -> None:
    slow = {"services": {"admin": {"timing": {"longestRequestSeconds": 45, "deregistrationDelaySeconds": 45}}}}
    for sizing, seconds in (({}, 30), (slow, 45)):
        (origin,) = (o for o in distribution(build(sizing=sizing))["origins"] if o["originId"] == "load-balancer")
        assert origin["customOriginConfig"]["originReadTimeout"] == seconds


def test_sizing_reaches_the_distribution_and_its_firewall() -> None:
    quantities = {"priceClass": "200", "requestsPerAddress": 777, "countOnly": True, "productTtlSeconds": 60}
    graph = build(sizing={"edge": quantities})
    assert distribution(graph)["priceClass"] == "PriceClass_200"
    assert graph.one("aws:cloudfront/cachePolicy:CachePolicy", "edge-cdn-cache-api").inputs["defaultTtl"] == 60
    rules = graph.one("aws:wafv2/webAcl:WebAcl").inputs["rules"]
    (limit,) = (r for r in rules if "rateBasedStatement" in r["statement"])
    assert limit["statement"]["rateBasedStatement"]["limit"] == 777
    assert limit["action"] == {"count": {}}


# --- the product writer


def test_the_product_writer_alone_may_throw_cached_answers_of_this_distribution_away() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    arn = graph.one("aws:cloudfront/distribution:Distribution").outputs["arn"]
    assert permissions(graph, "cloudfront:CreateInvalidation") == {
        ("main-admin-task-role", arn),
        ("eu-admin-task-role", arn),
    }


def test_the_product_writer_finds_the_distribution_by_a_parameter_in_its_own_region() -> None:
    graph = build(preview=False, **TWO_REGIONS)
    made = graph.one("aws:cloudfront/distribution:Distribution").outputs["id"]
    parameters = {p.outputs["arn"]: p.inputs for p in graph.of_type("aws:ssm/parameter:Parameter")}
    assert {p["value"] for p in parameters.values()} == {made}
    expected = {
        f"{key}-admin-task-role": f"arn:aws:ssm:{region}:123456789012:parameter{PARAMETER}"
        for key, region in TWO_REGIONS["regions"].items()
    }
    assert parameters.keys() == set(expected.values())
    assert permissions(graph, "ssm:GetParameter") == set(expected.items())
    assert {variables(graph, f"{key}-admin")["DISTRIBUTION_PARAMETER"] for key in TWO_REGIONS["regions"]} == {PARAMETER}


def test_without_a_product_writer_nobody_may_invalidate() -> None:
    assert permissions(build(preview=False, images=None), "cloudfront:CreateInvalidation") == set()


# --- who watches


def test_the_edge_has_alarms_where_its_metrics_are() -> None:
    graph = build(preview=False, regions={"main": "eu-west-1"})
    found = graph.one("aws:cloudfront/distribution:Distribution").outputs["id"]
    assert alarms(graph, "edge-cdn-alarms-") == {"5xx": [{"DistributionId": found, "Region": "Global"}]}
    assert alarms(graph, "edge-waf-alarms-") == {"blocking": [{"WebACL": "floodgate-prod-edge", "Rule": "ALL"}]}
    topic = graph.one("aws:sns/topic:Topic", "edge-alerts-topic").outputs["arn"]
    assert topic.startswith("arn:aws:sns:us-east-1:")
    for alarm in graph.of_type("aws:cloudwatch/metricAlarm:MetricAlarm"):
        assert (topic in alarm.inputs["alarmActions"]) is alarm.name.startswith("edge-")


def test_people_hear_of_a_month_that_costs_too_much_and_of_what_suddenly_costs() -> None:
    graph = build(preview=False)
    budget = graph.one("aws:budgets/budget:Budget").inputs
    assert (budget["limitAmount"], budget["limitUnit"], budget["timeUnit"]) == ("5000.00", "USD", "MONTHLY")
    assert budget["costFilters"] == [{"name": "TagKeyValue", "values": ["user:Stack$prod"]}]
    topic = graph.one("aws:sns/topic:Topic", "edge-alerts-topic").outputs["arn"]
    for notification in budget["notifications"]:
        assert notification["subscriberEmailAddresses"] == ["shop-oncall@example.com"]
        assert notification["subscriberSnsTopicArns"] == [topic]
    watch = graph.one("aws:costexplorer/anomalyMonitor:AnomalyMonitor")
    assert json.loads(watch.inputs["monitorSpecification"])["Tags"]["Values"] == ["prod"]
    subscription = graph.one("aws:costexplorer/anomalySubscription:AnomalySubscription").inputs
    assert subscription["monitorArnLists"] == [watch.outputs["arn"]]
    assert subscription["subscribers"] == [{"type": "SNS", "address": topic}]
    publishers = graph.one("aws:sns/topicPolicy:TopicPolicy", "edge-alerts-policy").inputs["policy"]
    assert "budgets.amazonaws.com" in publishers
    assert "costalerts.amazonaws.com" in publishers


def test_a_stack_file_without_a_budget_makes_none() -> None:
    graph = build(monthlyBudgetUsd=None)
    assert not graph.of_type("aws:budgets/budget:Budget")
    assert graph.of_type("aws:costexplorer/anomalySubscription:AnomalySubscription")


def test_operators_find_the_edge_in_the_exports() -> None:
    graph = build(preview=False)
    made = graph.one("aws:cloudfront/distribution:Distribution").outputs
    assert graph.exports["edge"] == {
        "distribution": made["domainName"],
        "distribution_id": made["id"],
        "static_bucket": STATIC_BUCKET,
    }
