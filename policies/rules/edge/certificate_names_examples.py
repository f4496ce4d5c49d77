"""Programs that keep and break EDGE-002, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import distribution as _distribution


def _certificate(name: str, *others: str, opts: pulumi.ResourceOptions | None = None) -> aws.acm.Certificate:
    return aws.acm.Certificate(
        "tls", domain_name=name, subject_alternative_names=list(others), validation_method="DNS", opts=opts
    )


def _cdn(arn: Any, *aliases: str) -> None:
    _distribution(aliases=list(aliases), viewer_certificate={"acm_certificate_arn": arn})


def good_each_named() -> None:
    """Both aliases are on the certificate."""
    _cdn(_certificate("example.com", "www.example.com").arn, "example.com", "www.example.com")


def good_wildcard() -> None:
    """A wildcard covers one level, and upper case does not count."""
    _cdn(_certificate("example.com", "*.example.com").arn, "example.com", "WWW.example.com")


def good_validated() -> None:
    """The distribution waits for the certificate."""
    certificate = _certificate("shop.example.com")
    _cdn(aws.acm.CertificateValidation("tls", certificate_arn=certificate.arn).certificate_arn, "shop.example.com")


def bad_not_named() -> None:
    """The certificate of distribution `cdn` does not name its alias 2: CloudFront refuses that."""
    _cdn(_certificate("example.com").arn, "example.com", "www.example.com")


def bad_wildcard_of_the_top() -> None:
    """The certificate of distribution `cdn` does not name its alias 1: CloudFront refuses that."""
    _cdn(_certificate("*.example.com").arn, "example.com")


def bad_wildcard_of_two_levels() -> None:
    """The certificate of distribution `cdn` does not name its alias 1: CloudFront refuses that."""
    certificate = _certificate("*.example.com")
    _cdn(aws.acm.CertificateValidation("tls", certificate_arn=certificate.arn).certificate_arn, "a.b.example.com")


def bad_default_certificate() -> None:
    """Distribution `cdn` has aliases but no certificate: CloudFront refuses that."""
    _distribution(aliases=["shop.example.com"])


def bad_inside_component() -> None:
    """The certificate of distribution `cdn` does not name its alias 1: CloudFront refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Tls", "tls"))
    _cdn(_certificate("example.com", opts=inside).arn, "www.example.com")


def unknown_certificate_outside() -> None:
    """The names on its certificate, which is outside the stack"""
    _cdn("arn:aws:acm:us-east-1:123456789012:certificate/0", "shop.example.com")


def unknown_certificate_of_iam() -> None:
    """The names on its certificate, which is IAM's"""
    _distribution(aliases=["shop.example.com"], viewer_certificate={"iam_certificate_id": "ASCA0"})
