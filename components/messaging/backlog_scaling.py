"""How workers grow and shrink: by how many messages wait for each of them.

Neither CPU nor memory says that messages wait: a worker that waits for a mail server is idle and too few. What says it
is the backlog for each task; what it may be follows from how long a message may wait and how long one takes. It owns
the scalable target, its policies and the alarm that wakes a service from nothing, not the service or the queue.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import target_tracking
from components.messaging.backlog_metric import Backlog

_DIMENSION = "ecs:service:DesiredCount"


@dataclass(frozen=True, kw_only=True)
class WorkerScaling:
    """Between which numbers workers scale, and how long a message may wait."""

    # Seconds that a message may wait until a worker takes it.
    acceptable_latency_seconds: float
    # Seconds that a worker spends on a message, on average; measure it.
    processing_seconds: float
    # Messages that a task works off at the same time.
    messages_at_once: int = 1
    # Fewest tasks; 0 lets an idle queue cost nothing, and its first message wait for about three minutes: two until
    # the metrics show it, one until a task has started (guess).
    min_tasks: int = 1
    # Most tasks; of a FIFO queue no more than it has groups with messages, as each group is one task's at a time.
    max_tasks: int = 10
    # Seconds after a scale-in before the next.
    scale_in_cooldown_seconds: int = 300
    # Seconds after a scale-out before the next; short, as messages are waiting.
    scale_out_cooldown_seconds: int = 60

    def __post_init__(self) -> None:
        if not 0 <= self.min_tasks <= self.max_tasks or self.max_tasks < 1:
            raise ValueError(
                f"min_tasks ({self.min_tasks}) must be between 0 and max_tasks ({self.max_tasks}), and that at least 1"
            )
        if self.processing_seconds <= 0 or self.messages_at_once < 1:
            raise ValueError("processing_seconds must be above 0 and messages_at_once at least 1")
        if self.backlog_per_task < 1:
            raise ValueError(
                f"a message may wait {self.acceptable_latency_seconds} s but takes {self.processing_seconds} s: no"
                " number of tasks keeps that up, raise acceptable_latency_seconds or messages_at_once"
            )
        if self.scale_in_cooldown_seconds < self.scale_out_cooldown_seconds:
            raise ValueError(
                f"scale_in_cooldown_seconds ({self.scale_in_cooldown_seconds}) is below scale_out_cooldown_seconds"
                f" ({self.scale_out_cooldown_seconds}): the workers would shrink faster than they grow, swap them"
            )

    @property
    def backlog_per_task(self) -> float:
        """Messages that may wait for each task: the target value."""
        return backlog_per_task(
            acceptable_latency_seconds=self.acceptable_latency_seconds,
            processing_seconds=self.processing_seconds,
            messages_at_once=self.messages_at_once,
        )


def backlog_per_task(
    *, acceptable_latency_seconds: float, processing_seconds: float, messages_at_once: int = 1
) -> float:
    """How many messages a task works off while the last of them waits no longer than is acceptable."""
    return acceptable_latency_seconds * messages_at_once / processing_seconds


@dataclass(frozen=True, kw_only=True)
class BacklogScalingArgs:
    """Arguments of BacklogScaling."""

    # Physical name of the cluster; its Container Insights must be on, they are what counts the running tasks.
    cluster_name: pulumi.Input[str]
    # Physical name of the service, an output of it so that it is there first.
    service_name: pulumi.Input[str]
    # Physical name of the queue.
    queue_name: pulumi.Input[str]
    # The numbers.
    scaling: WorkerScaling


class BacklogScaling(pulumi.ComponentResource):
    """Target tracking on the backlog for each task of a service.

    With ``min_tasks`` 0 target tracking cannot leave zero, as any number of times no task is none; so an alarm starts
    the first task as soon as a message waits.

    *Creates*: the scalable target and its policy; for ``min_tasks`` 0 another policy and the alarm for it.

    *Outputs*: ``resource_id``, known at preview.

    *Cost* (2026-11, us-east-1): the alarms of a policy look at two metrics each, 0.10 USD a month for each metric; the
    tasks that it starts.

    *Rules that watch it*: workers scale on their backlog, not on CPU (QUEUE-016).
    """

    resource_id: pulumi.Output[str]

    def __init__(self, name: str, args: BacklogScalingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:BacklogScaling", name, {}, opts)
        self._name = name
        self._args = args
        self._backlog = Backlog(
            cluster_name=args.cluster_name, service_name=args.service_name, queue_name=args.queue_name
        )
        self._target = self._scalable_target()
        self._hold_backlog()
        if args.scaling.min_tasks == 0:
            self._wake()
        self.resource_id = self._target.resource_id
        self.register_outputs({"resource_id": self.resource_id})

    def _scalable_target(self) -> aws.appautoscaling.Target:
        return aws.appautoscaling.Target(
            f"{self._name}-target",
            service_namespace="ecs",
            scalable_dimension=_DIMENSION,
            resource_id=pulumi.Output.concat("service/", self._args.cluster_name, "/", self._args.service_name),
            min_capacity=self._args.scaling.min_tasks,
            max_capacity=self._args.scaling.max_tasks,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _hold_backlog(self) -> None:
        scaling = self._args.scaling
        configuration = target_tracking.Configuration(
            target_value=scaling.backlog_per_task,
            customized_metric_specification=self._backlog.for_scaling(),
            scale_in_cooldown=scaling.scale_in_cooldown_seconds,
            scale_out_cooldown=scaling.scale_out_cooldown_seconds,
        )
        target_tracking.follow(f"{self._name}-backlog", self._target, configuration, self)

    def _wake(self) -> None:
        step = aws.appautoscaling.PolicyStepScalingPolicyConfigurationStepAdjustmentArgs(
            metric_interval_lower_bound="0", scaling_adjustment=1
        )
        one_more = aws.appautoscaling.PolicyStepScalingPolicyConfigurationArgs(
            adjustment_type="ChangeInCapacity",
            cooldown=self._args.scaling.scale_out_cooldown_seconds,
            step_adjustments=[step],
        )
        policy = aws.appautoscaling.Policy(
            f"{self._name}-wake",
            policy_type="StepScaling",
            service_namespace=self._target.service_namespace,
            scalable_dimension=self._target.scalable_dimension,
            resource_id=self._target.resource_id,
            step_scaling_policy_configuration=one_more,
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.cloudwatch.MetricAlarm(
            f"{self._name}-wake",
            alarm_description="Starts the first worker when a message waits and none runs. It is not for people.",
            metric_queries=self._backlog.for_waking(),
            comparison_operator="GreaterThanOrEqualToThreshold",
            threshold=1,
            evaluation_periods=1,
            treat_missing_data="notBreaching",
            alarm_actions=[policy.arn],
            tags={"Name": f"{self._name}-wake"},
            opts=pulumi.ResourceOptions(parent=self),
        )
