"""The edge as a whole: names, certificate, web ACL, distribution and origin, and that they know each other."""

from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from components.edge import (
    AccessLogTarget,
    BrowserHeaders,
    CacheTimes,
    Caching,
    Edge,
    EdgeArgs,
    OriginKind,
    OriginRouting,
    OriginTimeouts,
    PathBehavior,
    PriceClass,
    RegionalOrigin,
    StaticOrigin,
    WebAclRules,
    viewer_names,
)
from components.naming import Location
from offline.recorder import Graph, run

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
ACL = "aws:wafv2/webAcl:WebAcl"
CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
RECORD = "aws:route53/record:Record"
PROTECTION = "aws:shield/protection:Protection"

HERE = Location(region="us-east-1", account_id="123456789012")
ZONE = "Z0123456789ABCDEFGHIJ"
BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/main-lb/1234567890abcdef"


def balancer(region: str = "us-east-1", **changes: Any) -> RegionalOrigin:
    return RegionalOrigin(
        region=region, load_balancer_dns_name=f"lb.{region}.elb.amazonaws.com", load_balancer_zone_id="Z1", **changes
    )


def arguments(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "location": HERE,
        "name_prefix": "shop-prod",
        "domain": "shop.example.com",
        "zone_id": ZONE,
        "validation_records": ["_x.shop.example.com"],
        "regions": {"main": balancer()},
        "origin_secret": "correct-horse-battery",
        "static": StaticOrigin(bucket_domain_name="shop-static.s3.us-east-1.amazonaws.com"),
    }
    return given | changes


def build(then: Callable[[Edge], None] = lambda made: None, *, preview: bool = True, **changes: Any) -> Graph:
    def program() -> None:
        there = aws.Provider("edge-aws", region="us-east-1")
        then(Edge("edge", EdgeArgs(**arguments(**changes)), pulumi.ResourceOptions(providers=[there])))

    return run(program, preview=preview, region="eu-west-1")


def test_everything_of_it_is_in_the_region_of_its_provider() -> None:
    graph = build(shield_advanced=True, access_logs=AccessLogTarget(bucket_arn="arn:aws:s3:::logs"), preview=False)
    [provider] = graph.of_type("pulumi:providers:aws")

    made = [r for r in graph.resources.values() if r.type.startswith("aws:")]
    assert {r.provider.rpartition("::")[0] for r in made} == {provider.urn}
    assert ":acm:us-east-1:" in graph.one(CERTIFICATE).outputs["arn"]


def test_the_certificate_covers_every_name_and_is_awaited() -> None:
    graph = build(with_www=True)
    certificate, distribution = graph.one(CERTIFICATE).inputs, graph.one(DISTRIBUTION)

    assert certificate["domainName"] == "shop.example.com"
    assert certificate["subjectAlternativeNames"] == ["*.shop.example.com"]
    assert distribution.inputs["aliases"] == ["shop.example.com", "api.shop.example.com", "www.shop.example.com"]
    assert distribution.property_dependencies["viewerCertificate"] == {graph.one(VALIDATION).urn}


def test_the_web_acl_protects_the_distribution() -> None:
    graph = build(web_acl_rules=WebAclRules(count_only=True), web_acl_log_retention_days=7)

    assert graph.one(DISTRIBUTION).property_dependencies["webAclId"] == {graph.one(ACL).urn}
    assert graph.one(ACL).inputs["scope"] == "CLOUDFRONT"
    assert graph.one(ACL).inputs["rules"][0]["action"] == {"count": {}}
    assert graph.one("aws:cloudwatch/logGroup:LogGroup").inputs["retentionInDays"] == 7


def test_every_name_leads_to_the_distribution() -> None:
    graph = build()
    names = [r for r in graph.of_type(RECORD) if r.name.startswith("edge-names-")]

    assert {r.inputs["name"] for r in names} == set(graph.one(DISTRIBUTION).inputs["aliases"])
    for record in names:
        assert graph.one(DISTRIBUTION).urn in record.property_dependencies["aliases"]
        assert record.inputs["aliases"][0]["zoneId"] == "Z2FDTNDATAQYW2"


def test_cloudfront_asks_for_the_name_that_leads_to_the_regions() -> None:
    graph = build(regions={"main": balancer(), "eu": balancer("eu-west-1")})
    asked = graph.one(DISTRIBUTION).inputs["origins"][0]["domainName"]
    records = [r for r in graph.of_type(RECORD) if r.name.startswith("edge-origin-")]

    assert {r.inputs["name"] for r in records} == {asked} == {"origin.shop.example.com"}
    assert {r.inputs["setIdentifier"] for r in records} == {"main", "eu"}


def test_routing_and_health_reach_the_records() -> None:
    graph = build(
        regions={"main": balancer(), "eu": balancer("eu-west-1")},
        routing=OriginRouting.FAILOVER,
        evaluate_target_health=False,
    )
    record = graph.one(RECORD, "edge-origin-main").inputs

    assert record["failoverRoutingPolicies"] == [{"type": "PRIMARY"}]
    assert record["aliases"][0]["evaluateTargetHealth"] is False


def test_what_the_distribution_is_told_reaches_it() -> None:
    graph = build(
        price_class=PriceClass.PRICE_CLASS_ALL,
        cache_times=CacheTimes(api_ttl_seconds=60),
        access_logs=AccessLogTarget(bucket_arn="arn:aws:s3:::logs"),
        shield_region="us-east-1",
        additional_metrics=False,
        deletion_protection=False,
        wait_for_deployment=False,
        forwarded_headers=["Idempotency-Key"],
        log_allowed_requests=True,
        timeouts=OriginTimeouts(read_seconds=20),
        behaviors=[PathBehavior(path="/feed/*", caching=Caching.API)],
        browser_headers=BrowserHeaders(hsts_seconds=60),
    )
    distribution = graph.one(DISTRIBUTION)

    assert distribution.inputs["origins"][0]["customOriginConfig"]["originReadTimeout"] == 20
    assert distribution.inputs["origins"][1]["domainName"] == "shop-static.s3.us-east-1.amazonaws.com"
    assert [b["pathPattern"] for b in distribution.inputs["orderedCacheBehaviors"]] == ["/feed/*"]
    for policy in graph.of_type("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"):
        security = policy.inputs["securityHeadersConfig"]
        assert security["strictTransportSecurity"]["accessControlMaxAgeSec"] == 60
    assert distribution.inputs["priceClass"] == "PriceClass_All"
    assert distribution.inputs["origins"][0]["originShield"]["originShieldRegion"] == "us-east-1"
    assert distribution.inputs["waitForDeployment"] is False
    assert distribution.request.protect is False
    assert graph.one("aws:cloudfront/cachePolicy:CachePolicy", "edge-cdn-cache-api").inputs["maxTtl"] == 60
    assert graph.of_type("aws:cloudfront/monitoringSubscription:MonitoringSubscription") == []
    assert len(graph.of_type("aws:cloudwatch/logDelivery:LogDelivery")) == 1
    request = graph.one("aws:cloudfront/originRequestPolicy:OriginRequestPolicy").inputs
    assert request["headersConfig"]["headers"]["items"] == ["Idempotency-Key"]
    assert "loggingFilter" not in graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs


def test_a_single_region_can_be_reached_through_its_vpc() -> None:
    graph = build(origin_kind=OriginKind.VPC, regions={"main": balancer(load_balancer_arn=BALANCER)})
    origin = graph.one("aws:cloudfront/vpcOrigin:VpcOrigin")

    assert origin.inputs["vpcOriginEndpointConfig"]["arn"] == BALANCER
    assert "vpcOriginConfig" in graph.one(DISTRIBUTION).inputs["origins"][0]


def test_shield_advanced_protects_the_whole_way_when_asked_to() -> None:
    regions = {"main": balancer(load_balancer_arn=BALANCER), "eu": balancer("eu-west-1")}
    graph = build(shield_advanced=True, regions=regions, preview=False)

    made = {p.name: p.inputs["resourceArn"] for p in graph.of_type(PROTECTION)}
    assert made == {
        "edge-shield-distribution": graph.one(DISTRIBUTION).outputs["arn"],
        "edge-shield-zone": f"arn:aws:route53:::hostedzone/{ZONE}",
        "edge-shield-lb-main": BALANCER,
    }
    assert graph.of_type("aws:shield/subscription:Subscription") == []
    assert build().of_type(PROTECTION) == []


def test_the_account_subscribes_only_when_told_to() -> None:
    graph = build(shield_advanced=True, subscribe_to_shield=True)

    assert len(graph.of_type("aws:shield/subscription:Subscription")) == 1


def test_others_learn_what_they_need() -> None:
    def show(made: Edge) -> None:
        pulumi.export("arn", made.distribution_arn)
        pulumi.export("id", made.distribution_id)
        pulumi.export("domain", [made.domain_name, made.hosted_zone_id])
        pulumi.export("acl", [made.web_acl_arn, made.web_acl_name])
        pulumi.export("plain", [*made.aliases, made.origin_hostname])

    graph = build(show, preview=False)
    distribution, acl = graph.one(DISTRIBUTION).outputs, graph.one(ACL).outputs

    assert graph.exports["arn"] == distribution["arn"]
    assert graph.exports["arn"].endswith(graph.exports["id"])
    assert graph.exports["domain"] == [distribution["domainName"], "Z2FDTNDATAQYW2"]
    assert graph.exports["acl"] == [acl["arn"], "shop-prod"]
    assert graph.exports["plain"] == ["shop.example.com", "api.shop.example.com", "origin.shop.example.com"]


def test_the_auditor_can_read_the_names_at_preview() -> None:
    facts = build().one("floodgate:index:Edge").outputs

    assert facts["aliases"] == ["shop.example.com", "api.shop.example.com"]
    assert facts["origin_hostname"] == "origin.shop.example.com"
    assert facts["web_acl_name"] == "shop-prod"


def test_every_child_is_named_by_the_edge() -> None:
    children = [r for r in build(shield_advanced=True).resources.values() if r.parent]

    assert all(r.name == "edge" or r.name.startswith("edge-") for r in children)


def test_www_is_answered_when_asked_to() -> None:
    assert list(viewer_names("a.example", with_www=False)) == ["site", "api"]
    assert viewer_names("a.example", with_www=True)["www"] == "www.a.example"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"location": Location(region="eu-west-1", account_id="123456789012")}, "cannot be in eu-west-1"),
        ({"regions": {}}, "leads nowhere"),
        ({"subscribe_to_shield": True}, "of no use alone"),
        (
            {"origin_kind": OriginKind.VPC, "regions": {"a": balancer(), "b": balancer("eu-west-1")}},
            "a VPC origin leads to one load balancer, but there are 2",
        ),
        ({"origin_kind": OriginKind.VPC}, "give load_balancer_arn"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        EdgeArgs(**arguments(**change))


@pytest.mark.parametrize(
    ("chosen", "region", "needed"),
    [
        (PriceClass.PRICE_CLASS_100, "ap-northeast-1", "PRICE_CLASS_200"),
        (PriceClass.PRICE_CLASS_100, "sa-east-1", "PRICE_CLASS_ALL"),
        (PriceClass.PRICE_CLASS_200, "ap-southeast-2", "PRICE_CLASS_ALL"),
    ],
)
def test_a_price_class_without_places_near_a_region_is_refused(chosen: PriceClass, region: str, needed: str) -> None:
    with pytest.raises(ValueError, match=f"has no place near {region}: choose {needed}$"):
        EdgeArgs(**arguments(price_class=chosen, regions={"main": balancer(), "far": balancer(region)}))


@pytest.mark.parametrize(
    ("chosen", "region"),
    [
        (PriceClass.PRICE_CLASS_100, "eu-central-1"),
        (PriceClass.PRICE_CLASS_200, "ap-southeast-1"),
        (PriceClass.PRICE_CLASS_ALL, "sa-east-1"),
    ],
)
def test_a_price_class_with_places_near_every_region_is_taken(chosen: PriceClass, region: str) -> None:
    assert EdgeArgs(**arguments(price_class=chosen, regions={"far": balancer(region)})).price_class is chosen
