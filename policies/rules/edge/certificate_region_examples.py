"""Programs that keep and break EDGE-001, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import distribution as _distribution

ELSEWHERE = "arn:aws:acm:eu-west-1:123456789012:certificate/0"


def _with(arn: Any) -> None:
    certificate = {"acm_certificate_arn": arn, "ssl_support_method": "sni-only"}
    _distribution(aliases=["shop.example.com"], viewer_certificate=certificate)


def _certificate(opts: pulumi.ResourceOptions | None = None, **region: Any) -> aws.acm.Certificate:
    return aws.acm.Certificate("shop", domain_name="shop.example.com", validation_method="DNS", opts=opts, **region)


def good_provider() -> None:
    """The provider works in us-east-1."""
    _with(_certificate().arn)


def good_own_region() -> None:
    """The certificate says where it is to be."""
    provider = aws.Provider("europe", region="eu-west-1")
    _with(_certificate(pulumi.ResourceOptions(provider=provider), region="us-east-1").arn)


def good_literal() -> None:
    """The ARN of a certificate of another stack tells its region."""
    _with("arn:aws:acm:us-east-1:123456789012:certificate/0")


def good_default_certificate() -> None:
    """CloudFront's own certificate is everywhere."""
    _distribution()


def bad_provider() -> None:
    """The certificate of distribution `cdn` is not in us-east-1: CloudFront refuses it."""
    provider = aws.Provider("europe", region="eu-west-1")
    _with(_certificate(pulumi.ResourceOptions(provider=provider)).arn)


def bad_own_region() -> None:
    """The certificate of distribution `cdn` is not in us-east-1: CloudFront refuses it."""
    _with(_certificate(region="eu-west-1").arn)


def bad_validated() -> None:
    """The certificate of distribution `cdn` is not in us-east-1: CloudFront refuses it."""
    certificate = _certificate(region="eu-west-1")
    _with(aws.acm.CertificateValidation("shop", certificate_arn=certificate.arn, region="eu-west-1").certificate_arn)


def bad_literal() -> None:
    """The certificate of distribution `cdn` is not in us-east-1: CloudFront refuses it."""
    _with(ELSEWHERE)


def bad_inside_component() -> None:
    """The certificate of distribution `cdn` is not in us-east-1: CloudFront refuses it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Tls", "tls"))
    _with(_certificate(inside, region="eu-west-1").arn)
