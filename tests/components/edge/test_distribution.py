"""The distribution: what it answers to, where it gets answers from, and what it keeps by path."""

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from google.protobuf.json_format import MessageToDict

from components import iam
from components.edge import (
    AccessLogTarget,
    CacheTimes,
    Caching,
    Distribution,
    DistributionArgs,
    OriginKind,
    OriginTimeouts,
    PathBehavior,
    PriceClass,
    ServiceOrigin,
    StaticOrigin,
)
from components.naming import Location
from offline.aws.wire import SECRET_SIGNATURE, SIGNATURE, UNKNOWN
from offline.recorder import Graph, run

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
CACHE = "aws:cloudfront/cachePolicy:CachePolicy"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
REQUEST = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy"
ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl"
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"
METRICS = "aws:cloudfront/monitoringSubscription:MonitoringSubscription"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/11111111-2222-3333-4444-555555555555"
BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/main-lb/1234567890abcdef"
BUCKET = "shop-static.s3.us-east-1.amazonaws.com"
SECRET = "correct-horse-battery"
ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]


def services(**changes: Any) -> ServiceOrigin:
    return ServiceOrigin(**{"hostname": "origin.shop.example.com", "secret": SECRET, **changes})


def arguments(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "location": Location(region="us-east-1", account_id="123456789012"),
        "name_prefix": "shop-prod",
        "aliases": ["shop.example.com", "api.shop.example.com"],
        "certificate_arn": CERTIFICATE,
        "web_acl_arn": WEB_ACL,
        "services": services(),
        "static": StaticOrigin(bucket_domain_name=BUCKET),
    }
    return given | changes


def build(then: Callable[[Distribution], None] = lambda made: None, *, preview: bool = True, **changes: Any) -> Graph:
    return run(lambda: then(Distribution("cdn", DistributionArgs(**arguments(**changes)))), preview=preview)


def sent(**changes: Any) -> dict[str, Any]:
    return build(**changes).one(DISTRIBUTION).inputs


def origin(distribution: dict[str, Any], origin_id: str) -> dict[str, Any]:
    [found] = [o for o in distribution["origins"] if o["originId"] == origin_id]
    assert isinstance(found, dict)
    return found


def behavior(distribution: dict[str, Any], path: str) -> dict[str, Any]:
    [found] = [b for b in distribution["orderedCacheBehaviors"] if b["pathPattern"] == path]
    assert isinstance(found, dict)
    return found


# --- viewers


def test_viewers_are_met_by_name_with_today_s_protocols() -> None:
    made = sent()

    assert made["enabled"] is True
    assert made["aliases"] == ["shop.example.com", "api.shop.example.com"]
    assert made["httpVersion"] == "http2and3"
    assert made["isIpv6Enabled"] is True
    assert made["viewerCertificate"] == {
        "acmCertificateArn": CERTIFICATE,
        "minimumProtocolVersion": "TLSv1.2_2021",
        "sslSupportMethod": "sni-only",
    }


def test_the_web_acl_looks_at_every_request() -> None:
    assert sent()["webAclId"] == WEB_ACL


def test_no_country_is_left_out() -> None:
    assert sent()["restrictions"] == {"geoRestriction": {"restrictionType": "none", "locations": []}}


@pytest.mark.parametrize("chosen", list(PriceClass))
def test_the_price_class_reaches_aws(chosen: PriceClass) -> None:
    assert sent(price_class=chosen)["priceClass"] == chosen.value


def test_the_articles_price_class_is_the_default() -> None:
    assert sent()["priceClass"] == "PriceClass_100"


def test_plain_http_is_redirected_everywhere() -> None:
    made = sent()

    policies = {b["viewerProtocolPolicy"] for b in [made["defaultCacheBehavior"], *made["orderedCacheBehaviors"]]}
    assert policies == {"redirect-to-https"}


# --- origins


def test_the_load_balancers_are_reached_by_a_name_that_a_certificate_can_hold_and_by_tls_only() -> None:
    balancer = origin(sent(), "load-balancer")

    assert balancer["domainName"] == "origin.shop.example.com"
    assert balancer["customOriginConfig"] == {
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "https-only",
        "originSslProtocols": ["TLSv1.2"],
        "originKeepaliveTimeout": 50,
        "originReadTimeout": 30,
    }
    assert "vpcOriginConfig" not in balancer
    assert "originShield" not in balancer


def test_waiting_times_reach_aws() -> None:
    timeouts = OriginTimeouts(
        read_seconds=40, keep_alive_seconds=70, connection_seconds=2, load_balancer_idle_seconds=75
    )
    balancer = origin(sent(services=services(timeouts=timeouts)), "load-balancer")

    assert balancer["customOriginConfig"]["originReadTimeout"] == 40
    assert balancer["customOriginConfig"]["originKeepaliveTimeout"] == 70
    assert (balancer["connectionTimeout"], balancer["connectionAttempts"]) == (2, 3)


def test_the_secret_header_is_sent_and_stays_secret() -> None:
    request = build(services=services(header="X-From-Edge")).one(DISTRIBUTION).request
    [balancer, _] = MessageToDict(request.object)["origins"]

    assert balancer["customHeaders"] == [
        {"name": "X-From-Edge", "value": {SIGNATURE: SECRET_SIGNATURE, "value": SECRET}}
    ]


def test_the_header_is_called_as_the_load_balancers_call_it() -> None:
    assert origin(sent(), "load-balancer")["customHeaders"][0]["name"] == "X-Origin-Verify"


def test_a_further_cache_can_stand_before_the_services() -> None:
    shielded = origin(sent(services=services(shield_region="us-east-1")), "load-balancer")

    assert shielded["originShield"] == {"enabled": True, "originShieldRegion": "us-east-1"}


def test_static_files_come_from_a_bucket_that_only_signed_requests_open() -> None:
    graph = build()
    access, static = graph.one(ACCESS_CONTROL), origin(graph.one(DISTRIBUTION).inputs, "static")

    assert static == {"originId": "static", "domainName": BUCKET, "originAccessControlId": UNKNOWN}
    assert access.urn in graph.one(DISTRIBUTION).property_dependencies["origins"]
    assert access.inputs["originAccessControlOriginType"] == "s3"
    assert (access.inputs["signingBehavior"], access.inputs["signingProtocol"]) == ("always", "sigv4")
    assert access.inputs["name"] == "shop-prod-static"


def test_a_standby_bucket_is_asked_when_the_first_fails_but_not_for_missing_files() -> None:
    made = sent(static=StaticOrigin(bucket_domain_name=BUCKET, standby_bucket_domain_name="copy.s3.eu.amazonaws.com"))

    assert origin(made, "static-standby")["domainName"] == "copy.s3.eu.amazonaws.com"
    assert made["originGroups"] == [
        {
            "originId": "static-group",
            "failoverCriteria": {"statusCodes": [500, 502, 503, 504]},
            "members": [{"originId": "static"}, {"originId": "static-standby"}],
        }
    ]
    assert behavior(made, "/static/*")["targetOriginId"] == "static-group"


def test_without_a_standby_there_is_no_group() -> None:
    made = sent()

    assert "originGroups" not in made
    assert behavior(made, "/static/*")["targetOriginId"] == "static"


def test_a_vpc_origin_reaches_an_internal_load_balancer_by_the_same_name_secret_and_times() -> None:
    graph = build(services=services(kind=OriginKind.VPC, vpc_load_balancer_arn=BALANCER))
    balancer = origin(graph.one(DISTRIBUTION).inputs, "load-balancer")

    assert balancer["domainName"] == "origin.shop.example.com"
    assert balancer["customHeaders"][0]["value"] == SECRET
    assert balancer["vpcOriginConfig"] == {
        "vpcOriginId": UNKNOWN,
        "originKeepaliveTimeout": 50,
        "originReadTimeout": 30,
    }
    assert "customOriginConfig" not in balancer
    assert graph.one(VPC_ORIGIN).inputs["vpcOriginEndpointConfig"] == {
        "name": "shop-prod-services",
        "arn": BALANCER,
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "https-only",
        "originSslProtocols": {"items": ["TLSv1.2"], "quantity": 1},
    }
    assert graph.one(VPC_ORIGIN).urn in graph.one(DISTRIBUTION).property_dependencies["origins"]


# --- behaviors


def test_the_articles_paths_and_the_administration_have_a_behavior_each_with_the_bare_path() -> None:
    assert [b["pathPattern"] for b in sent()["orderedCacheBehaviors"]] == [
        "/static/*",
        "/api/products",
        "/api/products/*",
        "/api/user",
        "/api/user/*",
        "/api/checkout",
        "/api/checkout/*",
        "/admin",
        "/admin/*",
    ]


def test_static_files_are_kept_compressed_and_only_read() -> None:
    graph = build(preview=False)
    static = behavior(graph.one(DISTRIBUTION).inputs, "/static/*")

    assert static["allowedMethods"] == static["cachedMethods"] == ["GET", "HEAD"]
    assert static["compress"] is True
    assert "originRequestPolicyId" not in static


@pytest.mark.parametrize("path", ["/api/products", "/api/products/*"])
def test_products_are_kept_and_may_be_written(path: str) -> None:
    products = behavior(sent(), path)

    assert products["targetOriginId"] == "load-balancer"
    assert products["allowedMethods"] == ALL_METHODS
    assert products["cachedMethods"] == ["GET", "HEAD"]
    assert products["compress"] is True


@pytest.mark.parametrize("path", ["/api/user", "/api/user/*", "/api/checkout", "/api/checkout/*", "/admin", "/admin/*"])
def test_personal_paths_are_never_kept_and_forward_everything(path: str) -> None:
    personal = behavior(sent(), path)

    assert personal["cachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    assert personal["originRequestPolicyId"] == "216adef6-5c7f-47e4-b989-5492eafa07d3"
    assert personal["allowedMethods"] == ALL_METHODS
    assert personal["targetOriginId"] == "load-balancer"
    assert personal["compress"] is False


def test_what_fits_no_pattern_is_a_page() -> None:
    page = sent()["defaultCacheBehavior"]

    assert page["targetOriginId"] == "load-balancer"
    assert page["allowedMethods"] == ALL_METHODS
    assert page["cachedMethods"] == ["GET", "HEAD"]
    assert page["compress"] is True
    assert "forwardedValues" not in page


def test_each_kind_of_answer_has_its_own_policies() -> None:
    graph = build(preview=False)
    made = graph.one(DISTRIBUTION).inputs
    caching = graph.one("floodgate:index:CachingPolicies").outputs
    headers = graph.one("floodgate:index:BrowserHeaderPolicies").outputs

    def policies(of: dict[str, Any]) -> list[str | None]:
        return [of.get(f"{kind}PolicyId") for kind in ("cache", "originRequest", "responseHeaders")]

    request, public = caching["request_id"], headers["public_id"]
    assert policies(behavior(made, "/static/*")) == [caching["static_id"], None, public]
    assert policies(behavior(made, "/api/products/*")) == [caching["api_id"], request, public]
    assert policies(made["defaultCacheBehavior"]) == [caching["page_id"], request, public]
    assert policies(behavior(made, "/admin/*"))[2] == headers["personal_id"]
    assert len({*caching.values(), *headers.values()}) == 6


def test_a_path_can_be_added_and_is_told_to_the_auditor() -> None:
    def show(made: Distribution) -> None:
        pulumi.export("caching", made.caching)

    behaviors = [PathBehavior(path="/feed/*", caching=Caching.API), PathBehavior(path="/me", caching=Caching.NEVER)]
    graph = build(show, behaviors=behaviors)

    assert [b["pathPattern"] for b in graph.one(DISTRIBUTION).inputs["orderedCacheBehaviors"]] == ["/feed/*", "/me"]
    assert graph.exports["caching"] == {"/feed/*": "api", "/me": "never"}
    assert graph.one("floodgate:index:Distribution").outputs["caching"] == {"/feed/*": "api", "/me": "never"}


def test_times_and_headers_reach_the_policies() -> None:
    graph = build(cache_times=CacheTimes(api_ttl_seconds=60), forwarded_headers=["Idempotency-Key"])

    assert graph.one(CACHE, "cdn-cache-api").inputs["maxTtl"] == 60
    assert graph.one(REQUEST).inputs["headersConfig"]["headers"]["items"] == ["Idempotency-Key"]


def test_errors_are_forgotten_within_a_second() -> None:
    remembered = {e["errorCode"]: e["errorCachingMinTtl"] for e in sent()["customErrorResponses"]}

    assert {404, 500, 502, 503, 504} <= set(remembered)
    assert set(remembered.values()) == {1}
    assert {e["errorCachingMinTtl"] for e in sent(error_ttl_seconds=0)["customErrorResponses"]} == {0}


# --- what goes with it


def test_it_resists_deletion_and_waits_unless_told_otherwise() -> None:
    kept, passing = build(), build(deletion_protection=False, wait_for_deployment=False)

    assert kept.one(DISTRIBUTION).request.protect is True
    assert kept.one(DISTRIBUTION).inputs["waitForDeployment"] is True
    assert passing.one(DISTRIBUTION).request.protect is False
    assert passing.one(DISTRIBUTION).inputs["waitForDeployment"] is False
    assert [r.name for r in kept.resources.values() if r.request.protect] == ["cdn-distribution"]


def test_finer_metrics_are_counted_unless_told_otherwise() -> None:
    graph = build()
    metrics = graph.one(METRICS)

    assert metrics.property_dependencies["distributionId"] == {graph.one(DISTRIBUTION).urn}
    assert metrics.inputs["monitoringSubscription"] == {
        "realtimeMetricsSubscriptionConfig": {"realtimeMetricsSubscriptionStatus": "Enabled"}
    }
    assert build(additional_metrics=False).of_type(METRICS) == []


def test_access_logs_are_delivered_where_they_are_sent() -> None:
    graph = build(access_logs=AccessLogTarget(bucket_arn="arn:aws:s3:::shop-logs"))
    source = graph.one("aws:cloudwatch/logDeliverySource:LogDeliverySource")

    assert source.property_dependencies["resourceArn"] == {graph.one(DISTRIBUTION).urn}
    assert source.inputs["name"] == "shop-prod"
    assert len(graph.of_type(DELIVERY)) == 1
    assert build().of_type(DELIVERY) == []


def test_a_writer_may_invalidate_this_distribution_and_nothing_else() -> None:
    def grant(made: Distribution) -> None:
        place = Location(region="us-east-1", account_id="123456789012")
        made.grant_invalidate("products", iam.service_role("writer", "ecs-tasks", place, "Writes products", made))

    graph = build(grant, preview=False)
    granted = graph.one("aws:iam/rolePolicy:RolePolicy", "cdn-invalidate-products")

    [statement] = json.loads(granted.inputs["policy"])["Statement"]
    assert statement["Action"] == ["cloudfront:CreateInvalidation"]
    assert statement["Resource"] == [graph.one(DISTRIBUTION).outputs["arn"]]
    assert granted.property_dependencies["role"] == {graph.one("aws:iam/role:Role").urn}


def test_others_learn_where_it_is() -> None:
    def show(made: Distribution) -> None:
        pulumi.export("seen", [made.arn, made.distribution_id, made.domain_name, made.hosted_zone_id])

    seen = build(show, preview=False).exports["seen"]
    assert seen[0].endswith(f"distribution/{seen[1]}")
    assert seen[2].endswith(".cloudfront.net")
    assert seen[3] == "Z2FDTNDATAQYW2"
    assert build(show).exports["seen"][3] == "Z2FDTNDATAQYW2"


def test_every_child_is_named_by_the_distribution() -> None:
    children = build(access_logs=AccessLogTarget(bucket_arn="arn:aws:s3:::l")).resources.values()

    assert all(r.name == "cdn" or r.name.startswith("cdn-") for r in children if r.parent)


def test_the_web_acl_and_the_certificate_may_come_from_resources() -> None:
    def program() -> None:
        certificate = aws.acm.Certificate("c", domain_name="shop.example.com", validation_method="DNS")
        Distribution("cdn", DistributionArgs(**arguments(certificate_arn=certificate.arn)))

    graph = run(program)

    linked = graph.one(DISTRIBUTION).property_dependencies["viewerCertificate"]
    assert linked == {graph.one("aws:acm/certificate:Certificate").urn}


# --- refusals


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"location": Location(region="eu-west-1", account_id="123456789012")}, "build it in us-east-1"),
        ({"name_prefix": "a b"}, "name prefix 'a b' cannot be used"),
        ({"name_prefix": "a" * 49}, "up to 48 letters"),
        ({"aliases": []}, "give at least one, and each once"),
        ({"aliases": ["a.example.com", "a.example.com"]}, "each once"),
        ({"aliases": ["origin.shop.example.com"]}, "CloudFront would ask itself"),
        ({"error_ttl_seconds": 11}, "choose 0 to 10"),
        ({"error_ttl_seconds": -1}, "choose 0 to 10"),
    ],
)
def test_contradictions_are_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        DistributionArgs(**arguments(**change))


def test_a_behavior_that_no_request_reaches_is_refused() -> None:
    behaviors = [
        PathBehavior(path="/api/*", caching=Caching.API),
        PathBehavior(path="/api/user/*", caching=Caching.NEVER),
    ]

    with pytest.raises(
        ValueError, match=r"no request reaches the behavior for /api/user/\*, since /api/\* comes before"
    ):
        DistributionArgs(**arguments(behaviors=behaviors))


def test_more_behaviors_than_cloudfront_takes_are_refused() -> None:
    behaviors = [PathBehavior(path=f"/{number}", caching=Caching.API) for number in range(75)]

    with pytest.raises(ValueError, match="75 path behaviors are more than the 74"):
        DistributionArgs(**arguments(behaviors=behaviors))


@pytest.mark.parametrize("path", ["", "static/*", "/a b", "/" + "a" * 255])
def test_a_pattern_that_cloudfront_would_not_take_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"the path pattern .* cannot be used"):
        PathBehavior(path=path, caching=Caching.API)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"read_seconds": 0}, "must be between 1 and 120"),
        ({"read_seconds": 121}, "must be between 1 and 120"),
        ({"keep_alive_seconds": 0}, "must be between 1 and 120"),
        ({"connection_seconds": 11}, "choose 1 to 10"),
        ({"keep_alive_seconds": 60}, "make keep_alive_seconds the smaller one"),
        ({"read_seconds": 61}, "lower read_seconds or raise"),
    ],
)
def test_times_that_lead_into_closed_connections_are_refused(change: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        OriginTimeouts(**change)


@pytest.mark.parametrize(
    "change", [{"kind": OriginKind.VPC}, {"vpc_load_balancer_arn": BALANCER}], ids=["no ARN", "no VPC"]
)
def test_a_vpc_origin_and_its_load_balancer_go_together(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a VPC origin needs the ARN of its load balancer, and no other"):
        services(**change)
