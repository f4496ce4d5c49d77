"""What must fit together when tasks come and go: the load balancer's patience, the container's and the deployment's.

Each of these numbers is right on its own; put together wrongly they end requests early or kill slow starters in a loop.
Everything here is a calculation; no resource is created.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.compute.container import Container


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

    def __post_init__(self) -> None:
        if not self.listener_rule_arns:
            raise ValueError(
                "listener_rule_arns is empty: name what forwards to the target group, ECS refuses it otherwise"
            )


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


def check_rollout(rollout: Rollout, target: LoadBalancerTarget, container: Container) -> None:
    """Refuse times that contradict each other.

    Raises:
        ValueError: a task would be given up, cut off or waited for too early; the text says which number to change.
    """
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
