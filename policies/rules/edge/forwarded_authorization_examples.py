"""Programs that keep and break EDGE-008. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws


def _policy(behavior: str, *headers: str, opts: pulumi.ResourceOptions | None = None) -> None:
    config: Any = {"header_behavior": behavior, "headers": {"items": list(headers)}}
    aws.cloudfront.OriginRequestPolicy(
        "api",
        name="api",
        headers_config=config if headers else {"header_behavior": behavior},
        cookies_config={"cookie_behavior": "none"},
        query_strings_config={"query_string_behavior": "all"},
        opts=opts,
    )


def good_other_headers() -> None:
    """Headers on which no answer depends."""
    _policy("whitelist", "User-Agent", "Referer")


def good_all_headers() -> None:
    """All of the viewer's headers, Authorization among them, where nothing is cached."""
    _policy("allViewer")


def good_all_but_it() -> None:
    """All of the viewer's headers but this one."""
    _policy("allExcept", "Authorization")


def bad_named() -> None:
    """Origin request policy `api` forwards the Authorization header by name: AWS refuses that outside of a cache
    key."""
    _policy("whitelist", "Origin", "Authorization")


def bad_lower_case() -> None:
    """Origin request policy `api` forwards the Authorization header by name: AWS refuses that outside of a cache
    key."""
    _policy("whitelist", "authorization")


def bad_inside_component() -> None:
    """Origin request policy `api` forwards the Authorization header by name: AWS refuses that outside of a cache
    key."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Policies", "policies"))
    _policy("whitelist", "Authorization", opts=inside)
