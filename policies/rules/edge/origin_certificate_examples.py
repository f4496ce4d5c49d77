"""Programs that keep and break EDGE-003, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import ALL_VIEWER
from rules.edge.common_examples import alias as _alias
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener


def _certificate(name: str, *others: str, logical: str = "web", opts: pulumi.ResourceOptions | None = None) -> Any:
    return aws.acm.Certificate(
        logical, domain_name=name, subject_alternative_names=list(others), validation_method="DNS", opts=opts
    ).arn


def _web(*names: str, opts: pulumi.ResourceOptions | None = None) -> aws.lb.LoadBalancer:
    balancer = _balancer(opts=opts)
    _listener(balancer, certificate_arn=_certificate(*names, opts=opts), opts=opts)
    return balancer


def good_record() -> None:
    """The origin's name is a record for the load balancer, and on its certificate."""
    _alias(_web("origin.example.com"))
    _distribution(origins=[_custom("origin.example.com")])


def good_record_by_reference() -> None:
    """The same, with the record's own name and a wildcard."""
    record = _alias(_web("example.com", "*.example.com"))
    _distribution(origins=[_custom(record.name)])


def good_second_certificate() -> None:
    """The listener has the name on a further certificate."""
    balancer = _balancer()
    listener = _listener(balancer, certificate_arn=_certificate("example.org", logical="first"))
    second = _certificate("origin.example.com", logical="second")
    aws.lb.ListenerCertificate("second", listener_arn=listener.arn, certificate_arn=second)
    _alias(balancer)
    _distribution(origins=[_custom("origin.example.com")])


def good_host_passed_on() -> None:
    """CloudFront passes the viewer's Host on, and the certificate is for that."""
    balancer = _web("shop.example.com")
    _distribution(
        aliases=["shop.example.com"],
        viewer_certificate={"acm_certificate_arn": _certificate("shop.example.com", logical="shop")},
        origins=[_custom(balancer.dns_name)],
        default_cache_behavior=_behavior(origin_request_policy_id=ALL_VIEWER),
    )


def good_over_http() -> None:
    """Without TLS no certificate is looked at."""
    balancer = _balancer()
    _listener(balancer, port=80, protocol="HTTP", certificate_arn=None)
    _distribution(origins=[_custom(balancer.dns_name, origin_protocol_policy="http-only")])


def good_function_url() -> None:
    """AWS has certificates for its own names."""
    _distribution(origins=[_custom("abc.lambda-url.us-east-1.on.aws")])


def bad_own_name() -> None:
    """No certificate of the load balancer behind origin 1 of distribution `cdn` is for its host name: CloudFront
    answers 502."""
    _distribution(origins=[_custom(_web("shop.example.com").dns_name)])


def bad_own_name_literal() -> None:
    """No certificate of the load balancer behind origin 1 of distribution `cdn` is for its host name: CloudFront
    answers 502."""
    _distribution(origins=[_custom("web-1234567890.us-east-1.elb.amazonaws.com")])


def bad_record() -> None:
    """No certificate of the load balancer behind origin 1 of distribution `cdn` is for its host name: CloudFront
    answers 502."""
    _alias(_web("shop.example.com"))
    _distribution(origins=[_custom("origin.example.com")])


def bad_host_of_another_name() -> None:
    """No certificate of the load balancer behind origin 1 of distribution `cdn` is for its host name: CloudFront
    answers 502."""
    balancer = _web("shop.example.com")
    _distribution(
        aliases=["www.example.com"],
        viewer_certificate={"acm_certificate_arn": _certificate("www.example.com", logical="www")},
        origins=[_custom(balancer.dns_name)],
        default_cache_behavior=_behavior(origin_request_policy_id=ALL_VIEWER),
    )


def bad_legacy() -> None:
    """No certificate of the load balancer behind origin 1 of distribution `cdn` is for its host name: CloudFront
    answers 502."""
    forwarded = {"query_string": True, "headers": ["Authorization", "Origin"], "cookies": {"forward": "none"}}
    _distribution(
        origins=[_custom(_web("shop.example.com").dns_name)],
        default_cache_behavior=_behavior(cache_policy_id=None, forwarded_values=forwarded),
    )


def bad_inside_component() -> None:
    """No certificate of the load balancer behind origin 1 of distribution `cdn` is for its host name: CloudFront
    answers 502."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _distribution(origins=[_custom(_web("shop.example.com", opts=inside).dns_name)])


def unknown_host_outside() -> None:
    """The names on the certificates of its origins"""
    _distribution(origins=[_custom("origin.example.com")])
