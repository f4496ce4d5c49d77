"""Programs that keep and break EDGE-014, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import acl as _acl
from rules.edge.common_examples import alias as _alias
from rules.edge.common_examples import balancer as _balancer
from rules.edge.common_examples import custom as _custom
from rules.edge.common_examples import distribution as _distribution
from rules.edge.common_examples import listener as _listener
from rules.edge.common_examples import rule as _rule

GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"
FORWARD: Any = {"type": "forward", "target_group_arn": GROUP}
ASK: Any = {"http_header": {"http_header_name": "X-Origin-Verify", "values": ["secret"]}}
PATH: Any = {"path_pattern": {"values": ["/*"]}}
SENT = [{"name": "x-origin-verify", "value": "secret"}]


def _web(*conditions: Any, action: Any = None, opts: pulumi.ResourceOptions | None = None) -> aws.lb.LoadBalancer:
    balancer = _balancer(opts=opts)
    changes: Any = {"default_actions": [action]} if action else {}
    listener = _listener(balancer, port=80, protocol="HTTP", certificate_arn=None, opts=opts, **changes)
    if conditions:
        aws.lb.ListenerRule("web", listener_arn=listener.arn, actions=[FORWARD], conditions=list(conditions), opts=opts)
    return balancer


def _cdn(balancer: aws.lb.LoadBalancer, headers: Any = None) -> None:
    _alias(balancer)
    _distribution(origins=[_custom("origin.example.com", headers=headers, origin_protocol_policy="http-only")])


def good_asked_for() -> None:
    """Only what has the header is forwarded."""
    _cdn(_web(PATH, ASK), SENT)


def good_by_reference() -> None:
    """The same, by the load balancer's own name."""
    balancer = _web(PATH, ASK)
    origin = _custom(balancer.dns_name, headers=SENT, origin_protocol_policy="http-only")
    _distribution(origins=[origin])


def good_web_acl() -> None:
    """A web ACL of the load balancer looks at the header."""
    balancer = _web(action=FORWARD)
    header: Any = {
        "byte_match_statement": {
            "field_to_match": {"single_header": {"name": "x-origin-verify"}},
            "positional_constraint": "EXACTLY",
            "search_string": "secret",
            "text_transformations": [{"priority": 0, "type": "NONE"}],
        }
    }
    acl = _acl(scope="REGIONAL", rules=[_rule({"not_statement": {"statement": header}})])
    aws.wafv2.WebAclAssociation("web", web_acl_arn=acl.arn, resource_arn=balancer.arn)
    _cdn(balancer, SENT)


def bad_no_header() -> None:
    """Distribution `cdn` sends no header of its own to load balancer `web`, which cannot tell it from others'
    distributions."""
    _cdn(_web(PATH))


def bad_rule() -> None:
    """Listener rule `web` forwards requests without asking for the header that distribution `cdn` sends."""
    _cdn(_web(PATH), SENT)


def bad_other_header() -> None:
    """Listener rule `web` forwards requests without asking for the header that distribution `cdn` sends."""
    _cdn(_web(PATH, ASK), [{"name": "X-Cdn", "value": "secret"}])


def bad_default_action() -> None:
    """Listener `https` forwards requests without asking for the header that distribution `cdn` sends."""
    _cdn(_web(action=FORWARD), SENT)


def bad_inside_component() -> None:
    """Listener rule `web` forwards requests without asking for the header that distribution `cdn` sends."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    _cdn(_web(PATH, opts=inside), SENT)
