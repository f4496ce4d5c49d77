"""Programs that keep and break EDGE-006. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import OPTIMIZED
from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import bucket as _bucket
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution


def good_origins() -> None:
    """Static files from a bucket, everything else from the application."""
    files = aws.s3.Bucket("files")
    access = aws.cloudfront.OriginAccessControl(
        "files", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
    )
    static = _bucket(files.bucket_regional_domain_name, "static", origin_access_control_id=access.id)
    path = _behavior(path_pattern="/static/*", target_origin_id="static", cache_policy_id=OPTIMIZED)
    _distribution(origins=[_custom("app.example.org"), static], ordered_cache_behaviors=[path])


def good_group() -> None:
    """A behavior may name a group of origins."""
    group: Any = {
        "origin_id": "app",
        "failover_criteria": {"status_codes": [500, 503]},
        "members": [{"origin_id": "first"}, {"origin_id": "second"}],
    }
    origins = [_custom("a.example.org", "first"), _custom("b.example.org", "second")]
    _distribution(origins=origins, origin_groups=[group])


def bad_default() -> None:
    """Distribution `cdn` has no origin of the id that the default behavior names: AWS refuses it."""
    _distribution(origins=[_custom("app.example.org", "alb")])


def bad_path() -> None:
    """Distribution `cdn` has no origin of the id that behavior 1 names: AWS refuses it."""
    _distribution(ordered_cache_behaviors=[_behavior(path_pattern="/static/*", target_origin_id="static")])


def bad_inside_component() -> None:
    """Distribution `cdn` has no origin of the id that behavior 1 names: AWS refuses it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop"))
    path = _behavior(path_pattern="/static/*", target_origin_id="static")
    _distribution(ordered_cache_behaviors=[path], opts=inside)
