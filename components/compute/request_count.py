"""Requests per task and minute, the signal that follows load most closely, as target tracking wants it described.

For one target group AWS has a metric ready. When ECS moves traffic between two groups (aws-facts E15: the ready metric
"is not supported with blue/green"), or when requests come by several groups, the counts of all groups are added up: a
group that gets nothing counts 0, and every task is in each group that it serves. So do AWS's own samples for native
blue/green deployments (aws-samples/sample-amazon-ecs-blue-green-deployment-patterns, ecs-bluegreen-autoscaling).
Requests of testers to the coming release are counted as well: some tasks too many for the minutes of a test.
"""

from collections.abc import Sequence

import pulumi

from components import target_tracking

_TARGET_GROUP = "/targetgroup/"


def requests_of_all(labels: Sequence[pulumi.Input[str]]) -> target_tracking.MadeMetric:
    """The requests per task and minute that reach the target groups of ``labels`` together."""
    ids = [f"group{number}" for number in range(len(labels))]
    counts = [_count(id_, pulumi.Output.from_input(label)) for id_, label in zip(ids, labels, strict=True)]
    return target_tracking.made_metric("requests", " + ".join(ids), "Requests per task", counts)


def _count(id_: str, label: pulumi.Output[str]) -> target_tracking.Part:
    dimensions = {"LoadBalancer": label.apply(load_balancer), "TargetGroup": label.apply(target_group)}
    return target_tracking.part(id_, "AWS/ApplicationELB", "RequestCountPerTarget", "Sum", dimensions)


def load_balancer(label: str) -> str:
    """The load balancer's part of a label: ``app/main/50dc6c495c0c9188``."""
    return label.partition(_TARGET_GROUP)[0]


def target_group(label: str) -> str:
    """The target group's part of a label: ``targetgroup/api/943f017f100becff``."""
    return (_TARGET_GROUP + label.partition(_TARGET_GROUP)[2]).removeprefix("/")
