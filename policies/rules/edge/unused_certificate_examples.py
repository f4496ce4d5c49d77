"""Programs that keep and break EDGE-017. The text of a bad one is what it is told."""

import pulumi

from rules.edge.common_examples import cdn as _cdn
from rules.edge.common_examples import distribution as _distribution

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0"


def good_aliases() -> None:
    """The names on the certificate are aliases."""
    _cdn("shop.example.com", "www.example.com")


def good_neither() -> None:
    """Neither certificate nor aliases."""
    _distribution()


def good_staging() -> None:
    """A staging distribution has no aliases."""
    _distribution(staging=True, viewer_certificate={"acm_certificate_arn": CERTIFICATE})


def bad_no_aliases() -> None:
    """Distribution `cdn` has a certificate but no aliases: viewers of the certificate's names get 403."""
    _distribution(viewer_certificate={"acm_certificate_arn": CERTIFICATE})


def bad_by_reference() -> None:
    """Distribution `cdn` has a certificate but no aliases: viewers of the certificate's names get 403."""
    _cdn("shop.example.com", aliases=None)


def bad_inside_component() -> None:
    """Distribution `cdn` has a certificate but no aliases: viewers of the certificate's names get 403."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop"))
    _distribution(viewer_certificate={"acm_certificate_arn": CERTIFICATE}, opts=inside)
