"""Programs that keep and break EDGE-012, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import cdn as _cdn
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution


def _before(name: str, host: Any, **changes: Any) -> aws.cloudfront.Distribution:
    return _distribution(name, origins=[_custom(host)], **changes)


def good_one() -> None:
    """A single distribution."""
    _distribution()


def good_two() -> None:
    """One distribution before another."""
    _before("first", _distribution("second").domain_name)


def bad_three() -> None:
    """Requests to distribution `first` pass through more than 2 distributions: CloudFront answers 403."""
    _before("first", _before("second", _distribution("third").domain_name).domain_name)


def bad_by_alias() -> None:
    """Requests to distribution `first` pass through more than 2 distributions: CloudFront answers 403."""
    _cdn("files.example.com")
    _before("first", _before("second", "files.example.com").domain_name)


def bad_inside_component() -> None:
    """Requests to distribution `first` pass through more than 2 distributions: CloudFront answers 403."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop"))
    _before("first", _before("second", _distribution("third", opts=inside).domain_name, opts=inside).domain_name)
