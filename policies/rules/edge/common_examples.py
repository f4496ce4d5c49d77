"""What most example programs of this tier need: a distribution that keeps the rules, but for what they change."""

from typing import Any

import pulumi
import pulumi_aws as aws

DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # CachingDisabled
OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"  # CachingOptimized
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"  # AllViewer
NOWHERE: dict[str, Any] = {"geo_restriction": {"restriction_type": "none", "locations": []}}


def behavior(**changes: Any) -> dict[str, Any]:
    """A behavior that caches nothing."""
    methods = ["GET", "HEAD"]
    settings = {
        "target_origin_id": "app",
        "allowed_methods": methods,
        "cached_methods": methods,
        "viewer_protocol_policy": "redirect-to-https",
        "cache_policy_id": DISABLED,
    }
    return {name: value for name, value in {**settings, **changes}.items() if value is not None}


def custom(domain_name: Any, origin_id: str = "app", headers: Any = None, **changes: Any) -> dict[str, Any]:
    """An origin by host name."""
    config = {
        "http_port": 80,
        "https_port": 443,
        "origin_protocol_policy": "https-only",
        "origin_ssl_protocols": ["TLSv1.2"],
        **changes,
    }
    origin = {"domain_name": domain_name, "origin_id": origin_id, "custom_origin_config": config}
    return origin if headers is None else {**origin, "custom_headers": headers}


def bucket(domain_name: Any, origin_id: str = "app", **changes: Any) -> dict[str, Any]:
    """A bucket as an origin."""
    return {"domain_name": domain_name, "origin_id": origin_id, **changes}


def distribution(name: str = "cdn", **changes: Any) -> aws.cloudfront.Distribution:
    """A distribution in front of a host that is nobody's business here."""
    settings: dict[str, Any] = {
        "enabled": True,
        "origins": [custom("app.example.org")],
        "default_cache_behavior": behavior(),
        "restrictions": NOWHERE,
        "viewer_certificate": {"cloudfront_default_certificate": True},
        **changes,
    }
    return aws.cloudfront.Distribution(name, **settings)


ANSWER: Any = {"type": "fixed-response", "fixed_response": {"content_type": "text/plain"}}


def balancer(name: str = "web", opts: pulumi.ResourceOptions | None = None, **changes: Any) -> aws.lb.LoadBalancer:
    """A load balancer in subnets of another stack."""
    settings = {"subnets": ["subnet-1", "subnet-2"], "enable_deletion_protection": True, **changes}
    return aws.lb.LoadBalancer(name, opts=opts, **settings)


def listener(balancer: aws.lb.LoadBalancer, name: str = "https", **changes: Any) -> aws.lb.Listener:
    """A listener on 443 that answers by itself."""
    certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0"
    settings = {
        "port": 443,
        "protocol": "HTTPS",
        "certificate_arn": certificate,
        "default_actions": [ANSWER],
        **changes,
    }
    return aws.lb.Listener(name, load_balancer_arn=balancer.arn, **settings)


def alias(
    target: aws.lb.LoadBalancer, name: Any = "origin.example.com", logical: str = "origin", **changes: Any
) -> aws.route53.Record:
    """A record that leads to a load balancer."""
    aliases: Any = [{"name": target.dns_name, "zone_id": target.zone_id, "evaluate_target_health": True}]
    settings = {"zone_id": "Z0123456789", "name": name, "type": "A", "aliases": aliases, **changes}
    return aws.route53.Record(logical, **settings)


def rule(statement: Any, name: str = "rule", **changes: Any) -> dict[str, Any]:
    """A rule of a web ACL. Those of groups have an override action in place of an action."""
    of_group = any(kind in statement for kind in ("managed_rule_group_statement", "rule_group_reference_statement"))
    action: Any = {"override_action": {"none": {}}} if of_group else {"action": {"block": {}}}
    return {"name": name, "priority": 1, "statement": statement, "visibility_config": VISIBLE, **action, **changes}


VISIBLE: Any = {"cloudwatch_metrics_enabled": True, "metric_name": "shop", "sampled_requests_enabled": True}
PER_ADDRESS: Any = {"rate_based_statement": {"limit": 2000, "aggregate_key_type": "IP"}}
COMMON: Any = {"managed_rule_group_statement": {"vendor_name": "AWS", "name": "AWSManagedRulesCommonRuleSet"}}


def acl(opts: pulumi.ResourceOptions | None = None, **changes: Any) -> aws.wafv2.WebAcl:
    """A web ACL for a distribution, with no rules."""
    settings = {"scope": "CLOUDFRONT", "default_action": {"allow": {}}, "visibility_config": VISIBLE, **changes}
    return aws.wafv2.WebAcl("shop", opts=opts, **settings)


def cdn(*aliases: str, opts: pulumi.ResourceOptions | None = None, **changes: Any) -> aws.cloudfront.Distribution:
    """A distribution with a certificate for its aliases."""
    if not aliases:
        return distribution(opts=opts, **changes)
    certificate = aws.acm.Certificate(
        "tls",
        domain_name=aliases[0],
        subject_alternative_names=list(aliases[1:]),
        validation_method="DNS",
        region="us-east-1",
        opts=opts,
    )
    viewer = {
        "acm_certificate_arn": certificate.arn,
        "ssl_support_method": "sni-only",
        "minimum_protocol_version": "TLSv1.2_2021",
    }
    return distribution(**{"aliases": list(aliases), "viewer_certificate": viewer, "opts": opts, **changes})
