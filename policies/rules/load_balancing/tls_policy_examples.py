"""Programs that keep and break BALANCER-005. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
NOT_FOUND = aws.lb.ListenerDefaultActionArgs(
    type="fixed-response",
    fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(content_type="text/plain", status_code="404"),
)


def _listener(policy: str | None, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.lb.Listener(
        "https",
        load_balancer_arn=BALANCER,
        port=443,
        protocol="HTTPS",
        certificate_arn=CERTIFICATE,
        ssl_policy=policy,
        default_actions=[NOT_FOUND],
        opts=opts,
    )


def good_tls_1_3() -> None:
    """TLS 1.3, and 1.2 for older clients."""
    _listener("ELBSecurityPolicy-TLS13-1-2-2021-06")


def good_post_quantum() -> None:
    """TLS 1.3 only, with keys that quantum computers cannot break."""
    _listener("ELBSecurityPolicy-TLS13-1-3-PQ-2025-09")


def good_without_tls() -> None:
    """A listener without TLS has no policy; another rule is about it."""
    aws.lb.Listener("http", load_balancer_arn=BALANCER, port=80, protocol="HTTP", default_actions=[NOT_FOUND])
    _listener("ELBSecurityPolicy-TLS-1-2-Ext-2018-06")


def bad_default() -> None:
    """Listener `https` takes TLS 1.0 or 1.1: its sslPolicy is an old one, or not set."""
    _listener(None)


def bad_tls_1_1() -> None:
    """Listener `https` takes TLS 1.0 or 1.1: its sslPolicy is an old one, or not set."""
    _listener("ELBSecurityPolicy-TLS-1-1-2017-01")


def bad_tls_1_0_of_a_new_name() -> None:
    """Listener `https` takes TLS 1.0 or 1.1: its sslPolicy is an old one, or not set."""
    _listener("ELBSecurityPolicy-TLS13-1-0-2021-06")


def bad_of_the_old_type_in_a_component() -> None:
    """Listener `tls` takes TLS 1.0 or 1.1: its sslPolicy is an old one, or not set."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    actions = [aws.alb.ListenerDefaultActionArgs(type="forward", target_group_arn=f"{BALANCER}-group")]
    aws.alb.Listener(
        "tls",
        load_balancer_arn=BALANCER,
        port=443,
        protocol="TLS",
        certificate_arn=CERTIFICATE,
        default_actions=actions,
        opts=inside,
    )
