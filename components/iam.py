"""Policy documents and roles, written so that a preview can read them.

Documents are made from plain values or outputs, never by the ``getPolicyDocument`` data source: with an unknown
argument that loses both its value and its dependencies, and the policy pack could not follow it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from components.naming import Location

Statement = Mapping[str, Any]


def allow(
    actions: Sequence[str], resources: Sequence[pulumi.Input[str]], condition: Mapping[str, Any] | None = None
) -> Statement:
    """A statement that allows ``actions`` on ``resources``, under ``condition`` if one is given."""
    statement: dict[str, Any] = {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
    return {**statement, "Condition": condition} if condition else statement


def document(*statements: Statement) -> pulumi.Output[str]:
    """A policy document as JSON; known at preview as soon as everything in it is."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)})


def service_role(
    name: str, service: str, location: Location, description: str, parent: pulumi.Resource, *, same_account: bool = True
) -> aws.iam.Role:
    """A role that only the AWS service ``service`` (``ecs-tasks``) may assume.

    ``same_account`` adds the condition that the request comes from a resource of this account, which closes the
    confused deputy; leave it out only for services that do not send it.
    """
    condition = {"Condition": {"StringEquals": {"aws:SourceAccount": location.account_id}}} if same_account else {}
    trust = document(
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": f"{service}.amazonaws.com"},
            **condition,
        }
    )
    return aws.iam.Role(
        name, assume_role_policy=trust, description=description, opts=pulumi.ResourceOptions(parent=parent)
    )


def grant(name: str, role: aws.iam.Role, *statements: Statement, parent: pulumi.Resource) -> aws.iam.RolePolicy:
    """Gives ``role`` what ``statements`` allow, as an inline policy named by ``name``."""
    return aws.iam.RolePolicy(
        name, role=role.name, policy=document(*statements), opts=pulumi.ResourceOptions(parent=parent)
    )
