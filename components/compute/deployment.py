"""How a release replaces the one before it: task by task, or by moving traffic from one set of tasks to another.

*Rolling* replaces tasks in place; the circuit breaker goes back if they do not start. The others start the release
beside the running one, and ECS moves the traffic by rewriting listener rules: all at once (*blue/green*), a small part
first (*canary*) or in equal steps (*linear*). The old tasks stay for the bake time, in which an alarm or a hook sends
the traffic back within seconds. They cost twice the tasks while they last. Everything here is data and calculation; no
resource is created.

Going back to rolling moves the traffic to the target group and leaves the alternate one. After an odd number of
releases that is the group without tasks: release once more first, or there is an outage.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

_LONGEST_MINUTES = 1440  # the range of ECS, for each wait
_FEWEST_MINUTES = 0


class DeploymentStrategy(Enum):
    """In which way traffic gets to a new release."""

    ROLLING = "ROLLING"
    """Tasks are replaced in place, without a second target group."""
    BLUE_GREEN = "BLUE_GREEN"
    """All traffic moves at once, after tests on the release have passed."""
    CANARY = "CANARY"
    """A small part of the traffic moves first, the rest some minutes later."""
    LINEAR = "LINEAR"
    """Traffic moves in equal steps with some minutes between them."""


class LifecycleStage(Enum):
    """A moment of a deployment at which a hook may be called."""

    RECONCILE_SERVICE = "RECONCILE_SERVICE"
    """More than one release is active already."""
    PRE_SCALE_UP = "PRE_SCALE_UP"
    """Before the release's tasks are started."""
    POST_SCALE_UP = "POST_SCALE_UP"
    """They run and are healthy."""
    TEST_TRAFFIC_SHIFT = "TEST_TRAFFIC_SHIFT"
    """The test rule is being moved to them."""
    POST_TEST_TRAFFIC_SHIFT = "POST_TEST_TRAFFIC_SHIFT"
    """The test rule leads to them: the place for tests."""
    PRODUCTION_TRAFFIC_SHIFT = "PRODUCTION_TRAFFIC_SHIFT"
    """Production traffic is being moved."""
    POST_PRODUCTION_TRAFFIC_SHIFT = "POST_PRODUCTION_TRAFFIC_SHIFT"
    """All traffic is on the release, which bakes."""


@dataclass(frozen=True, kw_only=True)
class LifecycleHook:
    """A Lambda function that lets a deployment go on, wait or go back."""

    # The function; it answers with a hookStatus of SUCCEEDED, IN_PROGRESS or FAILED.
    function_arn: pulumi.Input[str]
    # When it is called.
    stages: Sequence[LifecycleStage]
    # JSON object that it is given on top of what ECS tells it. None: nothing.
    details: pulumi.Input[str] | None = None

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError("a lifecycle hook without stages is never called: name at least one")


@dataclass(frozen=True, kw_only=True)
class CanaryShift:
    """The part of the traffic that tries a release first. The defaults are those of ECS."""

    # Percentage of the traffic that goes first.
    percent: float = 5.0
    # Minutes until the rest follows: several alarm periods.
    bake_minutes: int = 10

    def __post_init__(self) -> None:
        _check_percent("canary percent", self.percent, 0.1)
        _check_minutes("canary bake_minutes", self.bake_minutes)


@dataclass(frozen=True, kw_only=True)
class LinearShift:
    """The steps in which traffic moves to a release. The defaults are those of ECS."""

    # Percentage of the traffic that moves with each step.
    step_percent: float = 10.0
    # Minutes between two steps: at least one alarm period with its evaluations.
    step_bake_minutes: int = 6

    def __post_init__(self) -> None:
        _check_percent("step_percent", self.step_percent, 3.0)
        _check_minutes("step_bake_minutes", self.step_bake_minutes)

    @property
    def minutes(self) -> int:
        """How long the steps take; none follows the last one."""
        return (math.ceil(100 / self.step_percent) - 1) * self.step_bake_minutes


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """How releases of a service are made, and what stops a bad one."""

    # The way; the others need a load balancer with a second target group.
    strategy: DeploymentStrategy = DeploymentStrategy.ROLLING
    # Minutes that the old tasks stay after all traffic has moved; three times the slowest alarm's 5 minutes (guess).
    bake_minutes: int = 15
    # The part that goes first, with CANARY. None: ECS's own.
    canary: CanaryShift | None = None
    # The steps, with LINEAR. None: ECS's own.
    linear: LinearShift | None = None
    # Functions that are asked on the way; not with ROLLING.
    lifecycle_hooks: Sequence[LifecycleHook] = ()
    # Names of CloudWatch alarms that send a release back, whatever the strategy.
    rollback_alarm_names: Sequence[pulumi.Input[str]] = ()
    # Whether interrupting ``pulumi up`` (Ctrl-C, a cancelled CI job) sends the release back; else it goes on unwatched.
    rollback_on_interrupt: bool = False

    def __post_init__(self) -> None:
        _check_minutes("bake_minutes", self.bake_minutes)
        if self.canary is not None and self.strategy is not DeploymentStrategy.CANARY:
            raise ValueError(f"{self.strategy.value} has no canary: leave it out, or choose CANARY")
        if self.linear is not None and self.strategy is not DeploymentStrategy.LINEAR:
            raise ValueError(f"{self.strategy.value} has no steps: leave linear out, or choose LINEAR")
        if self.lifecycle_hooks and not self.shifts_traffic:
            raise ValueError("ROLLING calls no hooks: leave lifecycle_hooks out, or choose another strategy")
        self._check_that_somebody_watches()

    def _check_that_somebody_watches(self) -> None:
        gradual = self.strategy in (DeploymentStrategy.CANARY, DeploymentStrategy.LINEAR)
        if gradual and not self.rollback_alarm_names and not self.lifecycle_hooks:
            raise ValueError(
                f"{self.strategy.value} moves traffic step by step, but nobody looks before the next step:"
                " give rollback_alarm_names or lifecycle_hooks"
            )

    @property
    def shifts_traffic(self) -> bool:
        """Whether ECS moves traffic between two target groups."""
        return self.strategy is not DeploymentStrategy.ROLLING

    @property
    def has_circuit_breaker(self) -> bool:
        """Whether ECS counts tasks that do not start, and goes back.

        AWS: "Both methods [circuit breaker and alarms] only support rolling update deployment and blue/green
        deployment types" (AmazonECS developer guide, deployment-failure-detection). The guide's pages on canary and
        linear deployments speak of alarms and hooks.
        """
        return self.strategy in (DeploymentStrategy.ROLLING, DeploymentStrategy.BLUE_GREEN)

    @property
    def minutes(self) -> int:
        """How long ECS waits on purpose, on top of starting and stopping tasks."""
        if not self.shifts_traffic:
            return 0
        first = {DeploymentStrategy.CANARY: self._canary.bake_minutes, DeploymentStrategy.LINEAR: self._linear.minutes}
        return first.get(self.strategy, 0) + self.bake_minutes

    @property
    def _canary(self) -> CanaryShift:
        return self.canary or CanaryShift()

    @property
    def _linear(self) -> LinearShift:
        return self.linear or LinearShift()

    def configuration(
        self, hook_role_arn: pulumi.Input[str] | None
    ) -> aws.ecs.ServiceDeploymentConfigurationArgs | None:
        """The strategy in the words of ECS; nothing for ROLLING, which is its default."""
        if not self.shifts_traffic:
            return None
        canary, linear = None, None
        if self.strategy is DeploymentStrategy.CANARY:
            canary = aws.ecs.ServiceDeploymentConfigurationCanaryConfigurationArgs(
                canary_percent=self._canary.percent, canary_bake_time_in_minutes=str(self._canary.bake_minutes)
            )
        if self.strategy is DeploymentStrategy.LINEAR:
            linear = aws.ecs.ServiceDeploymentConfigurationLinearConfigurationArgs(
                step_percent=self._linear.step_percent, step_bake_time_in_minutes=str(self._linear.step_bake_minutes)
            )
        return aws.ecs.ServiceDeploymentConfigurationArgs(
            strategy=self.strategy.value,
            bake_time_in_minutes=str(self.bake_minutes),
            canary_configuration=canary,
            linear_configuration=linear,
            lifecycle_hooks=[_hook(hook, hook_role_arn) for hook in self.lifecycle_hooks] or None,
        )


def _hook(
    hook: LifecycleHook, role_arn: pulumi.Input[str] | None
) -> aws.ecs.ServiceDeploymentConfigurationLifecycleHookArgs:
    return aws.ecs.ServiceDeploymentConfigurationLifecycleHookArgs(
        hook_target_arn=hook.function_arn,
        role_arn=role_arn,
        lifecycle_stages=[stage.value for stage in hook.stages],
        hook_details=hook.details,
    )


def _check_percent(what: str, value: float, least: float) -> None:
    # ECS takes multiples of a tenth; a float is never exactly one
    if not least <= value <= 100 or abs(value * 10 - round(value * 10)) > 1e-6:
        raise ValueError(f"{what} is {value:g}: choose {least:g} to 100, with one decimal at most")


def _check_minutes(what: str, value: int) -> None:
    if not _FEWEST_MINUTES <= value <= _LONGEST_MINUTES:
        raise ValueError(f"{what} is {value}: choose {_FEWEST_MINUTES} to {_LONGEST_MINUTES}")
