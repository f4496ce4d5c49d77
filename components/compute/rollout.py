"""What must fit together when tasks come and go: the load balancer's patience, the container's and the deployment's.

Each of these numbers is right on its own; put together wrongly they end requests early or kill slow starters in a loop.
Everything here is a calculation; no resource is created.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.compute.container import Container
from components.compute.deployment import Deployment

# What ECS waits with a network load balancer, before the test and before the production traffic is moved, 10 minutes
# each (AmazonECS developer guide, nlb-resources-for-blue-green).
_NETWORK_DELAY_MINUTES = 20


@dataclass(frozen=True, kw_only=True)
class TrafficShift:
    """What ECS needs to move traffic between two target groups of one load balancer."""

    # The second group, like the first but for its name.
    alternate_target_group_arn: pulumi.Input[str]
    # The listener rule (of a network load balancer: the listener) that users' traffic takes; ECS takes exactly one.
    # Its actions must be left to ECS, as ``LoadBalancer.route`` does with an alternate group.
    production_rule_arn: pulumi.Input[str]
    # The one that leads testers to the coming release.
    test_rule_arn: pulumi.Input[str]
    # ``<load balancer ARN suffix>/<target group ARN suffix>`` of the second group; none with a network load balancer.
    alternate_request_count_label: pulumi.Input[str] | None = None


@dataclass(frozen=True, kw_only=True)
class LoadBalancerTarget:
    """The target group through which requests reach a service, and the facts of it that must fit the service's own."""

    # The target group that tasks register with, of target type ``ip``.
    target_group_arn: pulumi.Input[str]
    # ARNs of the listener rules (or listeners) that forward to it: ECS refuses a group that no listener uses yet.
    listener_rule_arns: Sequence[pulumi.Input[str]]
    # ``<load balancer ARN suffix>/<target group ARN suffix>``, by which requests are counted; none for a network load
    # balancer, which counts none.
    request_count_label: pulumi.Input[str] | None
    # Seconds until the group gives a task up: unhealthy threshold x interval; the article's 3 x 15.
    unhealthy_window_seconds: int = 45
    # Seconds that the group lets open requests finish when a task leaves; the article's.
    deregistration_delay_seconds: int = 30
    # How ECS moves traffic to a release; none for ROLLING, which replaces tasks in place.
    shift: TrafficShift | None = None

    def __post_init__(self) -> None:
        if not self.listener_rule_arns:
            raise ValueError(
                "listener_rule_arns is empty: name what forwards to the target group, ECS refuses it otherwise"
            )
        if self.shift and (self.request_count_label is None) != (self.shift.alternate_request_count_label is None):
            raise ValueError(
                "requests are counted for one of the two target groups only: give request_count_label and"
                " alternate_request_count_label both, or neither with a network load balancer"
            )

    @property
    def request_count_labels(self) -> Sequence[pulumi.Input[str]]:
        """The labels of all its groups."""
        labels = [self.request_count_label, self.shift.alternate_request_count_label if self.shift else None]
        return [label for label in labels if label is not None]


@dataclass(frozen=True, kw_only=True)
class Rollout:
    """How patient a deployment is."""

    # Seconds after a start in which the load balancer's verdict does not count: the container's start period of 60, and
    # 30 to fetch the image (guess).
    health_check_grace_period_seconds: int = 90
    # Seconds that the slowest request may take; the drain and the scale-in cooldown have to cover it.
    longest_request_seconds: int = 30
    # Wait until the new tasks answer, and fail if they were rolled back; without it a bad release looks like a good
    # one. A service whose image does not exist yet never gets there: do not create it before its image.
    wait_for_steady_state: bool = True
    # Minutes to wait for that; the provider's own 20 may end before the circuit breaker gives up on 50 tasks (guess).
    timeout_minutes: int = 30


def check_rollout(rollout: Rollout, target: LoadBalancerTarget, container: Container, deployment: Deployment) -> None:
    """Refuse times that contradict each other, and a load balancer that does not fit the strategy.

    Raises:
        ValueError: a task would be given up, cut off or waited for too early; the text says which number to change.
    """
    _check_strategy(target, deployment)
    grace, start = rollout.health_check_grace_period_seconds, container.health_check.start_period_seconds
    if grace < max(start, target.unhealthy_window_seconds):
        raise ValueError(
            f"health_check_grace_period_seconds ({grace}) must cover the container's start_period_seconds ({start}) and"
            f" the target group's unhealthy_window_seconds ({target.unhealthy_window_seconds}): raise it, or slow tasks"
            " are killed while they start"
        )
    drain = target.deregistration_delay_seconds
    if drain < rollout.longest_request_seconds:
        raise ValueError(
            f"deregistration_delay_seconds ({drain}) is shorter than longest_request_seconds"
            f" ({rollout.longest_request_seconds}): raise it, or requests end with a 502 at every deployment"
        )
    replacement = grace + drain + container.stop_timeout_seconds  # they run one after the other (aws-facts E07)
    if replacement > 60 * rollout.timeout_minutes:
        raise ValueError(
            f"replacing a task may take {replacement} s (grace period, drain, stop timeout) but timeout_minutes is"
            f" {rollout.timeout_minutes}: raise it"
        )
    _check_waits(rollout, target, deployment, replacement)


def _check_strategy(target: LoadBalancerTarget, deployment: Deployment) -> None:
    if deployment.shifts_traffic and target.shift is None:
        raise ValueError(
            f"{deployment.strategy.value} moves traffic between two target groups: give the load balancer target a"
            " shift with the second one and both rules, or choose ROLLING"
        )
    if target.shift is not None and not deployment.shifts_traffic:
        raise ValueError(
            "ROLLING moves no traffic, but the target has a shift, so nobody would keep its rules: leave it out"
        )


def _check_waits(rollout: Rollout, target: LoadBalancerTarget, deployment: Deployment, replacement: int) -> None:
    """ECS waits on purpose while it moves traffic, and a deployment that is given up too early is not undone."""
    network = _NETWORK_DELAY_MINUTES if target.request_count_label is None else 0
    waits = deployment.minutes + network if deployment.shifts_traffic else 0
    if 60 * waits + replacement > 60 * rollout.timeout_minutes:
        raise ValueError(
            f"a {deployment.strategy.value} deployment waits {waits} minutes on purpose and {replacement} s for tasks,"
            f" but timeout_minutes is {rollout.timeout_minutes}: raise it, or shorten the bake times"
        )
