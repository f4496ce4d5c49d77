"""A shell in a running container (ECS Exec), for the day on which logs do not tell; every session is recorded.

Who may open one is for the rights of people to say (``ecs:ExecuteCommand`` on the cluster's tasks). Here is what the
task needs for it. Everything here is data and calculation; no resource is created.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components import iam
from components.compute.container import Container
from components.naming import Location

# What AWS's agent writes to. It runs as root, whoever the container's user is. AWS's pages say that a read-only root
# file system is not supported; with volumes in these two places it works (public workaround, not tried on AWS here).
_AGENT_PATHS = ("/var/lib/amazon", "/var/log/amazon")


@dataclass(frozen=True, kw_only=True)
class ExecAccess:
    """Where the sessions of a cluster are recorded: what its tasks must be allowed to use."""

    # Log group of the sessions.
    log_group_name: pulumi.Input[str]
    # Customer managed KMS key that sessions and log group are encrypted with. None: AWS's own keys.
    kms_key_arn: pulumi.Input[str] | None = None


def with_agent(container: Container) -> Container:
    """``container`` with the places that the agent must be able to write to."""
    return dataclasses.replace(container, writable_paths=[*container.writable_paths, *_AGENT_PATHS])


def exec_statements(access: ExecAccess, location: Location) -> Sequence[iam.Statement]:
    """What a task's role must allow for sessions to work and to be recorded."""
    name = pulumi.Output.from_input(access.log_group_name)
    streams = name.apply(lambda group: location.arn("logs", f"log-group:{group}:*"))
    channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"]
    rights = [
        iam.allow([f"ssmmessages:{action}" for action in channels], ["*"]),  # a channel has no ARN that could be named
        iam.allow(["logs:DescribeLogGroups"], ["*"]),  # the agent lists all groups to find this one
        iam.allow(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [streams]),
    ]
    return [*rights, iam.allow(["kms:Decrypt"], [access.kms_key_arn])] if access.kms_key_arn is not None else rights
