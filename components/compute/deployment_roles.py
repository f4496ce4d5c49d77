"""The two roles that ECS takes on during a deployment that moves traffic: one moves it, one asks the hooks.

They are narrower than AWS's managed policy for the first (AmazonECSInfrastructureRolePolicyForLoadBalancers, version 6
of 2026-02-12), which may change every listener, rule and target group of the account: these name the service's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import iam
from components.compute.deployment import LifecycleHook
from components.compute.rollout import LoadBalancerTarget
from components.naming import Location

_LOOK = ["DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"]


@dataclass(frozen=True, kw_only=True)
class DeploymentRole:
    """A role and what it may do, both of which a service must wait for: ECS uses them at once."""

    role: aws.iam.Role
    rights: aws.iam.RolePolicy


def traffic_role(
    name: str, location: Location, targets: Sequence[LoadBalancerTarget], parent: pulumi.Resource
) -> DeploymentRole:
    """A role with which ECS registers tasks with ``targets``' groups and rewrites the rules that lead to them."""
    shifts = [target.shift for target in targets if target.shift]
    groups = [target.target_group_arn for target in targets] + [shift.alternate_target_group_arn for shift in shifts]
    rules = [rule for shift in shifts for rule in (shift.production_rule_arn, shift.test_rule_arn)]
    return _role(
        f"{name}-traffic",
        location,
        "What ECS needs to move traffic to a release",
        [
            iam.allow([f"elasticloadbalancing:{action}" for action in _LOOK], ["*"]),  # AWS limits these to no ARN
            iam.allow(["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"], groups),
            # Which kind an ARN is may be unknown until a deployment; either action reaches only ARNs of its own kind.
            iam.allow(["elasticloadbalancing:ModifyRule", "elasticloadbalancing:ModifyListener"], rules),
        ],
        parent,
    )


def hook_role(name: str, location: Location, hooks: Sequence[LifecycleHook], parent: pulumi.Resource) -> DeploymentRole:
    """A role with which ECS calls the functions of ``hooks``."""
    functions = [hook.function_arn for hook in hooks]
    rights = [iam.allow(["lambda:InvokeFunction"], functions)]
    return _role(f"{name}-hooks", location, "What ECS needs to ask whether a release is good", rights, parent)


def _role(
    name: str, location: Location, description: str, rights: Sequence[iam.Statement], parent: pulumi.Resource
) -> DeploymentRole:
    # AWS's pages on these roles show no condition on the account, so ECS may not send it
    role = iam.service_role(name, "ecs", location, description, parent=parent, same_account=False)
    return DeploymentRole(role=role, rights=iam.grant(name, role, *rights, parent=parent))
