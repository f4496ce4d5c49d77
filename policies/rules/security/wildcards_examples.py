"""Programs that keep and break SECURITY-008. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"


def good_one_table() -> None:
    """All actions, on one table."""
    aws.iam.Policy("rights", policy=common.document(common.allow("dynamodb:*", TABLE)))


def good_single_actions() -> None:
    """Some actions have no resource."""
    actions = ["ecr:GetAuthorizationToken", "xray:PutTraceSegments"]
    common.grant(common.role("lambda"), common.allow(actions))


def good_denial() -> None:
    """It takes rights away."""
    aws.iam.Policy("rights", policy=common.document(common.allow("*", effect="Deny")))


def bad_everything() -> None:
    """Policy `rights` allows all actions of a service on every resource."""
    aws.iam.Policy("rights", policy=common.document(common.allow("*")))


def bad_service_in_a_component() -> None:
    """Role policy `rights` allows all actions of a service on every resource."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    role = common.role("lambda", opts=inside)
    common.grant(role, common.allow(["logs:PutLogEvents", "S3:*"], ["*"]), opts=inside)


def bad_inline() -> None:
    """Role `app` allows all actions of a service on every resource."""
    rights = common.document(common.allow("secretsmanager:*"))
    common.role("lambda", inline_policies=[{"name": "rights", "policy": rights}])


def bad_all_but_some() -> None:
    """Policy `rights` allows all actions of a service on every resource."""
    rights = {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}
    aws.iam.Policy("rights", policy=common.document(rights))
