"""What several example programs of this tier have in common."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws

MANAGED = "arn:aws:iam::aws:policy/"


def allow(action: str | list[str], resource: Any = "*", effect: str = "Allow", **more: Any) -> dict[str, Any]:
    """A statement."""
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def document(*statements: dict[str, Any]) -> str:
    """A policy of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def role(service: str, name: str = "app", **settings: Any) -> aws.iam.Role:
    """A role for a service."""
    trust = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return aws.iam.Role(name, assume_role_policy=document(trust), **settings)


def named_role(name: str, service: str) -> aws.iam.Role:
    """A role whose name is written down."""
    trust = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return aws.iam.Role("app", name=name, assume_role_policy=document(trust))


def grant(to: aws.iam.Role, *statements: dict[str, Any], opts: pulumi.ResourceOptions | None = None) -> None:
    """Statements for a role, as a resource of their own."""
    aws.iam.RolePolicy("rights", role=to.name, policy=document(*statements), opts=opts)


def for_service(service: str, action: str | list[str], resource: str = "*") -> dict[str, Any]:
    """A statement for a service, in the policy of a resource."""
    return {**allow(action, resource), "Principal": {"Service": service}}


OWNER = {**allow("kms:*"), "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}


def key(name: str, *statements: dict[str, Any], **settings: Any) -> aws.kms.Key:
    """A key that its account owns, and these statements let others use."""
    return aws.kms.Key(name, enable_key_rotation=True, policy=document(OWNER, *statements), **settings)
