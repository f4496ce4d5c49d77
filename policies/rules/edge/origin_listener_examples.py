"""Programs that keep and break EDGE-004, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import alias as _alias
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener


def _web(*ports: int, opts: pulumi.ResourceOptions | None = None, **changes: Any) -> aws.lb.LoadBalancer:
    balancer = _balancer(opts=opts, **changes)
    for port in ports:
        plain = {"protocol": "HTTP", "certificate_arn": None} if port == 80 else {}
        _listener(balancer, f"on-{port}", port=port, opts=opts, **plain)
    return balancer


def _origin(balancer: aws.lb.LoadBalancer, **changes: Any) -> None:
    _alias(balancer)
    _distribution(origins=[_custom("origin.example.com", **changes)])


def _through_vpc(balancer: aws.lb.LoadBalancer) -> None:
    config: Any = {
        "name": "web",
        "arn": balancer.arn,
        "http_port": 80,
        "https_port": 443,
        "origin_protocol_policy": "https-only",
        "origin_ssl_protocols": {"items": ["TLSv1.2"], "quantity": 1},
    }
    through = {"vpc_origin_id": aws.cloudfront.VpcOrigin("web", vpc_origin_endpoint_config=config).id}
    _distribution(origins=[{"origin_id": "app", "domain_name": "origin.example.com", "vpc_origin_config": through}])


def good_https() -> None:
    """HTTPS on 443, on both sides."""
    _origin(_web(443))


def good_http() -> None:
    """HTTP on 80, on both sides."""
    _distribution(origins=[_custom(_web(80).dns_name, origin_protocol_policy="http-only")])


def good_viewers_protocol() -> None:
    """As viewers are redirected to HTTPS, CloudFront asks by HTTPS only."""
    _origin(_web(443), origin_protocol_policy="match-viewer")


def good_network_load_balancer() -> None:
    """A Network Load Balancer passes TLS through."""
    balancer = _balancer("tcp", load_balancer_type="network")
    _listener(balancer, protocol="TCP", certificate_arn=None)
    _origin(balancer)


def good_vpc_origin() -> None:
    """An internal load balancer behind a VPC origin."""
    _through_vpc(_web(443, internal=True))


def bad_no_listener() -> None:
    """Load balancer `web` behind origin 1 of distribution `cdn` does not listen on the port and by the protocol of the
    origin: CloudFront answers 502."""
    _distribution(origins=[_custom(_web().dns_name)])


def bad_http_listener() -> None:
    """Load balancer `web` behind origin 1 of distribution `cdn` does not listen on the port and by the protocol of the
    origin: CloudFront answers 502."""
    _origin(_web(80))


def bad_other_port() -> None:
    """Load balancer `web` behind origin 1 of distribution `cdn` does not listen on the port and by the protocol of the
    origin: CloudFront answers 502."""
    _origin(_web(443), https_port=8443)


def bad_viewers_protocol() -> None:
    """Load balancer `web` behind origin 1 of distribution `cdn` does not listen on the port and by the protocol of the
    origin: CloudFront answers 502."""
    origin = _custom(_web(443).dns_name, origin_protocol_policy="match-viewer")
    _distribution(origins=[origin], default_cache_behavior=_behavior(viewer_protocol_policy="allow-all"))


def bad_vpc_origin() -> None:
    """Load balancer `web` behind origin 1 of distribution `cdn` does not listen on the port and by the protocol of the
    origin: CloudFront answers 502."""
    _through_vpc(_web(80, internal=True))


def bad_inside_component() -> None:
    """Load balancer `web` behind origin 1 of distribution `cdn` does not listen on the port and by the protocol of the
    origin: CloudFront answers 502."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _distribution(origins=[_custom(_web(80, opts=inside).dns_name)])
