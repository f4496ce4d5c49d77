"""Programs that keep and break EDGE-033. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution

BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/0123456789abcdef"


def _origin(opts: pulumi.ResourceOptions | None = None, **changes: Any) -> None:
    _distribution(origins=[_custom("app.example.org", **changes)], opts=opts)


def _vpc_origin(policy: str) -> None:
    config: Any = {
        "name": "web",
        "arn": BALANCER,
        "http_port": 80,
        "https_port": 443,
        "origin_protocol_policy": policy,
        "origin_ssl_protocols": {"items": ["TLSv1.2"], "quantity": 1},
    }
    aws.cloudfront.VpcOrigin("web", vpc_origin_endpoint_config=config)


def good_https() -> None:
    """HTTPS of TLS 1.2."""
    _origin()


def good_vpc_origin() -> None:
    """The same through a VPC."""
    _vpc_origin("https-only")


def good_website() -> None:
    """The website endpoint of a bucket has no HTTPS."""
    host = "shop.s3-website-us-east-1.amazonaws.com"
    _distribution(origins=[_custom(host, origin_protocol_policy="http-only")])


def bad_http() -> None:
    """Distribution `cdn` asks origin 1 over plain HTTP, or takes TLS older than 1.2 (originProtocolPolicy,
    originSslProtocols)."""
    _origin(origin_protocol_policy="http-only")


def bad_as_viewers() -> None:
    """Distribution `cdn` asks origin 1 over plain HTTP, or takes TLS older than 1.2 (originProtocolPolicy,
    originSslProtocols)."""
    _origin(origin_protocol_policy="match-viewer")


def bad_old_tls() -> None:
    """Distribution `cdn` asks origin 1 over plain HTTP, or takes TLS older than 1.2 (originProtocolPolicy,
    originSslProtocols)."""
    _origin(origin_ssl_protocols=["TLSv1", "TLSv1.1", "TLSv1.2"])


def bad_vpc_origin() -> None:
    """VPC origin `web` asks its load balancer over plain HTTP, or takes TLS older than 1.2 (originProtocolPolicy,
    originSslProtocols)."""
    _vpc_origin("http-only")


def bad_inside_component() -> None:
    """Distribution `cdn` asks origin 1 over plain HTTP, or takes TLS older than 1.2 (originProtocolPolicy,
    originSslProtocols)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop"))
    _origin(inside, origin_protocol_policy="http-only")
