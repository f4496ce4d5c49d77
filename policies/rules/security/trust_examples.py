"""Programs that keep and break SECURITY-007. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

from rules.security import common_examples as common

ASSUME = {"Effect": "Allow", "Action": "sts:AssumeRole"}


def good_service() -> None:
    """A service of AWS may assume it."""
    common.role("lambda")


def good_condition() -> None:
    """Those of the organisation may assume it."""
    ours = {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}
    policy = common.document({**ASSUME, "Principal": "*", "Condition": ours})
    aws.iam.Role("app", assume_role_policy=policy)


def bad_star() -> None:
    """Anybody may assume role `app`: its trust policy names * without a condition."""
    aws.iam.Role("app", assume_role_policy=common.document({**ASSUME, "Principal": "*"}))


def bad_star_as_aws_principal_by_document() -> None:
    """Anybody may assume role `app`: its trust policy names * without a condition."""
    anybody = aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="AWS", identifiers=["*"])
    statement = aws.iam.GetPolicyDocumentStatementArgs(actions=["sts:AssumeRole"], principals=[anybody])
    aws.iam.Role("app", assume_role_policy=aws.iam.get_policy_document(statements=[statement]).json)


def bad_among_others_in_a_component() -> None:
    """Anybody may assume role `app`: its trust policy names * without a condition."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Api", "shop"))
    service = {**ASSUME, "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
    anybody = {**ASSUME, "Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]}}
    aws.iam.Role("app", assume_role_policy=common.document(service, anybody), opts=inside)
