"""Programs that keep and break EDGE-039. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _certificate(method: str, opts: pulumi.ResourceOptions | None = None) -> None:
    aws.acm.Certificate("shop", domain_name="shop.example.com", validation_method=method, opts=opts)


def good_dns() -> None:
    """A record proves the name for ever."""
    _certificate("DNS")


def good_imported() -> None:
    """What somebody else issued is renewed by somebody else."""
    aws.acm.Certificate("old", private_key="key", certificate_body="certificate")
    _certificate("DNS")


def bad_mail() -> None:
    """Certificate `shop` is not validated by DNS: each renewal waits for somebody who answers a mail."""
    _certificate("EMAIL")


def bad_inside_component() -> None:
    """Certificate `shop` is not validated by DNS: each renewal waits for somebody who answers a mail."""
    _certificate("EMAIL", pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Tls", "tls")))
