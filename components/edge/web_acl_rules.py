"""The rules of a web ACL: floods by address first, then AWS's managed groups.

A rule that blocks is one false positive away from an outage, so each can be made to count only: the whole ACL for its
first days, a group, or one rule of a group.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count

import pulumi_aws as aws

_WINDOWS = (60, 120, 300, 600)  # seconds; WAF takes no other (API reference, RateBasedStatement)
_LIMITS = (10, 2_000_000_000)  # the same page
_RULE_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")  # WAF takes 128, as it does for the metric that the ACL's name is in
_BODY_KILOBYTES = (16, 32, 48, 64)  # API reference, RequestBodyAssociatedResourceTypeConfig
_FIRST_PRIORITY, _PRIORITY_STEP = 10, 10  # rules by hand find a place between


class ManagedGroup(Enum):
    """AWS's managed rule groups, and what they need of the 1,500 capacity units that cost nothing extra (AWS WAF
    developer guide, "Baseline rule groups" and the pages after it)."""

    # Addresses that AWS has seen attack. 25 units.
    IP_REPUTATION = "AWSManagedRulesAmazonIpReputationList"
    # Addresses of hosting providers, VPNs and Tor; honest viewers use those, too. 50 units.
    ANONYMOUS_IP = "AWSManagedRulesAnonymousIpList"
    # Requests that exploit known holes, such as Log4j's. 200 units.
    KNOWN_BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet"
    # Cross-site scripting, file inclusion and other classics. 700 units. Its SizeRestrictions_BODY blocks bodies of
    # more than 8 KB: count that rule where uploads are larger.
    COMMON = "AWSManagedRulesCommonRuleSet"
    # SQL injection. 200 units.
    SQL_INJECTION = "AWSManagedRulesSQLiRuleSet"


class ClientAddress(Enum):
    """Which address a rate limit counts by."""

    # The one that the connection comes from: the viewer's, at the edge.
    CONNECTION = "IP"
    # The first in X-Forwarded-For: behind another proxy, which must overwrite the header, as viewers can send it, too.
    FORWARDED = "FORWARDED_IP"


@dataclass(frozen=True, kw_only=True)
class RateLimit:
    """How many requests of one address are let through."""

    # Name of the rule and of its metric.
    name: str
    # Requests in a window; more are blocked until it is fewer.
    requests: int
    # The window, in seconds; the article's five minutes.
    window_seconds: int = 300
    # Start of the paths that are counted, in lower case. None: every path.
    path_prefix: str | None = None

    def __post_init__(self) -> None:
        if not _RULE_NAME.fullmatch(self.name):
            raise ValueError(f"the rate limit's name {self.name!r} may hold 60 letters, digits, _ and - at most")
        if self.window_seconds not in _WINDOWS:
            raise ValueError(f"a window of {self.window_seconds} seconds is none of WAF's: choose 60, 120, 300 or 600")
        if not _LIMITS[0] <= self.requests <= _LIMITS[1]:
            raise ValueError(f"a limit of {self.requests} requests is none of WAF's: choose {_LIMITS[0]} or more")
        if self.path_prefix is not None and not re.fullmatch(r"/[^A-Z]{0,199}", self.path_prefix):
            raise ValueError(
                f"the path prefix {self.path_prefix!r} fits no path: start it with / and write it in lower case"
            )


@dataclass(frozen=True, kw_only=True)
class CountedRule:
    """A rule of a managed group that only counts."""

    # The group.
    group: ManagedGroup
    # The rule's name, as the group's page lists it.
    rule: str


# An address may ask 2,000 times in five minutes (guess: SST's default; a page with 30 files every 5 s stays below).
PER_ADDRESS = RateLimit(name="per-address", requests=2_000)
_GROUPS = (
    ManagedGroup.IP_REPUTATION,
    ManagedGroup.KNOWN_BAD_INPUTS,
    ManagedGroup.COMMON,
    ManagedGroup.SQL_INJECTION,
)


@dataclass(frozen=True, kw_only=True)
class WebAclRules:
    """What a web ACL looks for."""

    # Managed groups, in the order in which they look.
    managed_groups: Sequence[ManagedGroup] = _GROUPS
    # Limits for each address; they look before the groups.
    rate_limits: Sequence[RateLimit] = (PER_ADDRESS,)
    # Whether everything only counts: for the first days, until what would be blocked has been looked at.
    count_only: bool = False
    # Groups that only count.
    counted_groups: Sequence[ManagedGroup] = ()
    # Single rules that only count.
    counted_rules: Sequence[CountedRule] = ()
    # By which address rate limits count.
    client_address: ClientAddress = ClientAddress.CONNECTION
    # How much of a body the rules see at the edge, in KB; each 16 KB more costs extra. An attack behind it is not seen.
    inspected_body_kb: int = 16

    def __post_init__(self) -> None:
        if not self.managed_groups and not self.rate_limits:
            raise ValueError("a web ACL without rules lets everything through: give a managed group or a rate limit")
        names = [limit.name for limit in self.rate_limits]
        if len(set(names)) != len(names) or len(set(self.managed_groups)) != len(self.managed_groups):
            raise ValueError(
                "two rules of a web ACL share a name: give each group once and each rate limit its own name"
            )
        counted = [*self.counted_groups, *(counted.group for counted in self.counted_rules)]
        if missing := [group for group in counted if group not in self.managed_groups]:
            raise ValueError(f"{missing[0].name} is to count only, but is not in managed_groups: add it there")
        if self.inspected_body_kb not in _BODY_KILOBYTES:
            raise ValueError(f"inspected_body_kb is {self.inspected_body_kb}: choose 16, 32, 48 or 64")


def rules_of(acl_name: str, rules: WebAclRules) -> list[aws.wafv2.WebAclRuleArgsDict]:
    """The rules of the ACL ``acl_name``, by ascending priority.

    They are written as dictionaries, which mypy checks like the classes of pulumi_aws; those have no types where a part
    is empty.
    """
    priorities = count(_FIRST_PRIORITY, _PRIORITY_STEP)
    return [
        *(_rate_rule(next(priorities), limit, rules, acl_name) for limit in rules.rate_limits),
        *(_group_rule(next(priorities), group, rules, acl_name) for group in rules.managed_groups),
    ]


def _rate_rule(priority: int, limit: RateLimit, rules: WebAclRules, acl_name: str) -> aws.wafv2.WebAclRuleArgsDict:
    # 429 rather than WAF's 403: a client that behaves knows that it may come back.
    too_many: aws.wafv2.WebAclRuleActionArgsDict = {"block": {"custom_response": {"response_code": 429}}}
    statement: aws.wafv2.WebAclRuleStatementRateBasedStatementArgsDict = {
        "limit": limit.requests,
        "evaluation_window_sec": limit.window_seconds,
        "aggregate_key_type": rules.client_address.value,
    }
    if rules.client_address is ClientAddress.FORWARDED:
        statement["forwarded_ip_config"] = {"header_name": "X-Forwarded-For", "fallback_behavior": "MATCH"}
    if limit.path_prefix is not None:
        statement["scope_down_statement"] = _paths_below(limit.path_prefix)
    return {
        "name": limit.name,
        "priority": priority,
        "action": {"count": {}} if rules.count_only else too_many,
        "statement": {"rate_based_statement": statement},
        "visibility_config": _visibility(acl_name, limit.name),
    }


def _group_rule(priority: int, group: ManagedGroup, rules: WebAclRules, acl_name: str) -> aws.wafv2.WebAclRuleArgsDict:
    statement: aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgsDict = {
        "vendor_name": "AWS",
        "name": group.value,
    }
    if counted := [counted.rule for counted in rules.counted_rules if counted.group is group]:
        statement["rule_action_overrides"] = [{"name": rule, "action_to_use": {"count": {}}} for rule in counted]
    return {
        "name": group.value,
        "priority": priority,
        "override_action": {"count": {}} if rules.count_only or group in rules.counted_groups else {"none": {}},
        "statement": {"managed_rule_group_statement": statement},
        "visibility_config": _visibility(acl_name, group.value),
    }


def _paths_below(prefix: str) -> aws.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatementArgsDict:
    """Paths that start with ``prefix``, however they are encoded."""
    decoding = ("URL_DECODE", "NORMALIZE_PATH", "LOWERCASE")
    return {
        "byte_match_statement": {
            "positional_constraint": "STARTS_WITH",
            "search_string": prefix,
            "field_to_match": {"uri_path": {}},
            "text_transformations": [{"priority": place, "type": kind} for place, kind in enumerate(decoding)],
        }
    }


def _visibility(acl_name: str, rule: str) -> aws.wafv2.WebAclRuleVisibilityConfigArgsDict:
    return {
        "cloudwatch_metrics_enabled": True,
        "metric_name": f"{acl_name}-{rule}",
        "sampled_requests_enabled": True,
    }
