"""Programs that keep and break EDGE-032. The text of a bad one is what it is told."""

import pulumi

from rules.edge.common_examples import distribution as _distribution

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0"


def _cdn(version: str | None, opts: pulumi.ResourceOptions | None = None) -> None:
    certificate = {"acm_certificate_arn": CERTIFICATE, "ssl_support_method": "sni-only"}
    if version:
        certificate["minimum_protocol_version"] = version
    _distribution(aliases=["shop.example.com"], viewer_certificate=certificate, opts=opts)


def good_tls_1_2() -> None:
    """The policy that AWS recommends."""
    _cdn("TLSv1.2_2021")


def good_newer() -> None:
    """A newer policy."""
    _cdn("TLSv1.3_2025")


def good_default_certificate() -> None:
    """With CloudFront's own certificate AWS chooses."""
    _distribution()


def bad_unset() -> None:
    """Distribution `cdn` takes TLS versions or ciphers older than TLSv1.2_2021 (minimumProtocolVersion)."""
    _cdn(None)


def bad_old_ciphers() -> None:
    """Distribution `cdn` takes TLS versions or ciphers older than TLSv1.2_2021 (minimumProtocolVersion)."""
    _cdn("TLSv1.2_2018")


def bad_inside_component() -> None:
    """Distribution `cdn` takes TLS versions or ciphers older than TLSv1.2_2021 (minimumProtocolVersion)."""
    _cdn("TLSv1.1_2016", pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop")))
