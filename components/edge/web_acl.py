"""The web ACL: it looks at each request before anything of ours does, and turns away what attacks.

At the edge it protects the distribution and lives in us-east-1; a regional one may protect a load balancer that
browsers reach directly. It owns its rules and its log, in which the headers that sessions live in are blacked out; it
does not own what it protects. What it blocks costs nothing behind it. Shield Standard, which comes with CloudFront,
takes floods of packets; floods of requests are the rate limits' business.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import iam
from components.edge.web_acl_rules import WebAclRules, rules_of
from components.naming import Location

EDGE_REGION = "us-east-1"  # where AWS keeps everything of CloudFront that has a region
_NAME = re.compile(r"[A-Za-z0-9_-]{1,67}")  # WAF takes 128 for a metric, which a rule's name of 60 is in as well
_LOG_PREFIX = "aws-waf-logs-"  # WAF writes to log groups that begin so and to no others (C17)
_SECRET_HEADERS = ("authorization", "cookie")
# Everything but ALLOW: at 100K requests/s a line of 1 KB for each costs 125,000 USD a month (aws-facts F13).
_REMARKABLE = ("BLOCK", "COUNT", "CAPTCHA", "CHALLENGE", "EXCLUDED_AS_COUNT")


class WebAclScope(Enum):
    """What a web ACL can protect."""

    # Distributions; the ACL is in us-east-1.
    CLOUDFRONT = "CLOUDFRONT"
    # Load balancers of its own region.
    REGIONAL = "REGIONAL"


@dataclass(frozen=True, kw_only=True)
class WebAclArgs:
    """Arguments of WebAcl."""

    # Where it is, which is where the provider works.
    location: Location
    # Physical name; the log group is ``aws-waf-logs-<acl_name>``.
    acl_name: str
    # What it protects.
    scope: WebAclScope
    # What it looks for.
    rules: WebAclRules = field(default_factory=WebAclRules)
    # Load balancers to protect, by a name each; for the scope REGIONAL.
    load_balancer_arns: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    # Whether requests that were let through without any remark are logged as well.
    log_allowed_requests: bool = False
    # Days that log lines are kept; incidents are looked into within a month (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.acl_name):
            raise ValueError(f"the web ACL's name {self.acl_name!r} may hold 67 letters, digits, _ and - at most")
        if self.scope is WebAclScope.REGIONAL:
            return
        if self.location.region != EDGE_REGION:
            raise ValueError(
                f"a web ACL for CloudFront cannot be in {self.location.region}: build it in {EDGE_REGION}, with a"
                " provider for that region"
            )
        if self.load_balancer_arns:
            raise ValueError(
                "a web ACL for CloudFront protects no load balancer: give the distribution its ARN, or choose the scope"
                " REGIONAL"
            )


class WebAcl(pulumi.ComponentResource):
    """A web ACL that lets through what none of its rules turns away.

    *Creates*: web ACL, log group and the policy that lets WAF write to it, logging configuration; an association for
    each load balancer.

    *Outputs*: ``arn``, ``name`` (the metric dimension), ``log_group_name``.

    *Cost* (2026-11): 5 USD a month, 1 USD for each rule or group, 0.60 USD per million requests: with five rules and
    1,000 requests/s, 10 + 1,577 USD a month. Log lines cost 0.50 USD/GB.

    *Rules that watch it*: scope CLOUDFRONT in us-east-1 (EDGE-005); its log group's name and region (EDGE-011); rate
    limits count by the viewer's address (EDGE-025).
    """

    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    log_group_name: pulumi.Output[str]

    def __init__(self, name: str, args: WebAclArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:WebAcl", name, {}, opts)
        self._name = name
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        acl = self._make_acl()
        self.arn = acl.arn
        self.name = acl.name
        self.log_group_name = self._make_log_group().name
        self._log(self._let_waf_write())
        self._associate()
        self.register_outputs({"arn": self.arn, "name": self.name, "log_group_name": self.log_group_name})

    def _make_acl(self) -> aws.wafv2.WebAcl:
        args = self._args
        return aws.wafv2.WebAcl(
            f"{self._name}-acl",
            name=args.acl_name,
            description="Turns away attacks and floods",
            scope=args.scope.value,
            default_action=aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs()),
            rules=rules_of(args.acl_name, args.rules),
            association_config=self._inspected_body(),
            visibility_config=aws.wafv2.WebAclVisibilityConfigArgs(
                cloudwatch_metrics_enabled=True, metric_name=args.acl_name, sampled_requests_enabled=True
            ),
            tags={"Name": args.acl_name},
            opts=self._child,
        )

    def _inspected_body(self) -> aws.wafv2.WebAclAssociationConfigArgs | None:
        """Only CloudFront can show more of a body; a load balancer shows 8 KB."""
        if self._args.scope is WebAclScope.REGIONAL:
            return None
        shown = aws.wafv2.WebAclAssociationConfigRequestBodyCloudfrontArgs(
            default_size_inspection_limit=f"KB_{self._args.rules.inspected_body_kb}"
        )
        return aws.wafv2.WebAclAssociationConfigArgs(
            request_bodies=[aws.wafv2.WebAclAssociationConfigRequestBodyArgs(cloudfront=shown)]
        )

    def _make_log_group(self) -> aws.cloudwatch.LogGroup:
        group = f"{_LOG_PREFIX}{self._args.acl_name}"
        return aws.cloudwatch.LogGroup(
            f"{self._name}-log",
            name=group,
            retention_in_days=self._args.log_retention_days,
            tags={"Name": group},
            opts=self._child,
        )

    def _let_waf_write(self) -> aws.cloudwatch.LogResourcePolicy:
        """WAF would add this itself, to a policy that grows with every ACL of the account until it is full."""
        place = self._args.location
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "delivery.logs.amazonaws.com"},
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": pulumi.Output.concat(self._log_group_arn(), ":*"),  # WAF names its streams itself
            "Condition": {
                "StringEquals": {"aws:SourceAccount": place.account_id},
                "ArnLike": {"aws:SourceArn": place.arn("logs", "*")},  # the delivery's own ARN holds an invented id
            },
        }
        return aws.cloudwatch.LogResourcePolicy(
            f"{self._name}-log-policy",
            policy_name=f"{_LOG_PREFIX}{self._args.acl_name}",
            policy_document=iam.document(statement),
            opts=self._child,
        )

    def _log(self, allowed: aws.cloudwatch.LogResourcePolicy) -> None:
        redacted = [
            aws.wafv2.WebAclLoggingConfigurationRedactedFieldArgs(
                single_header=aws.wafv2.WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs(name=header)
            )
            for header in _SECRET_HEADERS
        ]
        aws.wafv2.WebAclLoggingConfiguration(
            f"{self._name}-logging",
            resource_arn=self.arn,
            log_destination_configs=[self._log_group_arn()],
            redacted_fields=redacted,
            logging_filter=None if self._args.log_allowed_requests else _remarkable_requests(),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[allowed]),
        )

    def _associate(self) -> None:
        for key, load_balancer_arn in self._args.load_balancer_arns.items():
            aws.wafv2.WebAclAssociation(
                f"{self._name}-{key}", web_acl_arn=self.arn, resource_arn=load_balancer_arn, opts=self._child
            )

    def _log_group_arn(self) -> pulumi.Output[str]:
        """Made from the name, so that a preview knows it."""
        return self.log_group_name.apply(lambda group: self._args.location.arn("logs", f"log-group:{group}"))


def _remarkable_requests() -> aws.wafv2.WebAclLoggingConfigurationLoggingFilterArgs:
    conditions = [
        aws.wafv2.WebAclLoggingConfigurationLoggingFilterFilterConditionArgs(
            action_condition=aws.wafv2.WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs(
                action=action
            )
        )
        for action in _REMARKABLE
    ]
    keep = aws.wafv2.WebAclLoggingConfigurationLoggingFilterFilterArgs(
        behavior="KEEP", requirement="MEETS_ANY", conditions=conditions
    )
    return aws.wafv2.WebAclLoggingConfigurationLoggingFilterArgs(default_behavior="DROP", filters=[keep])
