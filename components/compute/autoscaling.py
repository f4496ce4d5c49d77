"""How a service grows and shrinks: between two numbers of tasks, on three signals at once.

CPU alone misses a service that waits for memory or that is flooded with cheap requests, so each signal has a target of
its own: the largest answer wins, and tasks go only when all three agree. It owns the scalable target and its policies,
not the service. A wrong signal is stopped by the maximum or the minimum; while scaling is out of order, the service
stays as large as it was.

While a release stands beside the old one, CPU and memory are averages over both, half of what they were. ECS removes no
tasks during a deployment, so the requests decide alone then, which is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import target_tracking
from components.compute.request_count import requests_of_all
from components.compute.schedule import ScheduledCapacity


@dataclass(frozen=True, kw_only=True)
class TaskScaling:
    """Between which numbers a service scales, and on what. The defaults are the article's."""

    # Fewest tasks; two, so that one availability zone may go.
    min_tasks: int = 2
    # Most tasks; what the subnets, the database connections and the budget must stand.
    max_tasks: int = 50
    # Average CPU to hold, in percent; the rest is for the minutes until new tasks answer.
    cpu_percent: int = 70
    # Average memory to hold, in percent.
    memory_percent: int = 80
    # Requests per task to hold, per *minute*: 1000 are 16.7 a second. Better than the article's number is one from a
    # load test: 60 x the requests that a task stands in a second.
    requests_per_target_per_minute: int = 1000
    # Seconds after a scale-in before the next; at least the longest request.
    scale_in_cooldown_seconds: int = 300
    # Seconds after a scale-out before the next; short, as a task that is missing loses requests.
    scale_out_cooldown_seconds: int = 60
    # Other limits from some hour on. With any, min_tasks and max_tasks hold until the first of them only: a later
    # change of those two would undo the hour's, so it is not made.
    schedules: Sequence[ScheduledCapacity] = ()

    def __post_init__(self) -> None:
        if self.min_tasks < 1:
            raise ValueError(f"min_tasks is {self.min_tasks}: no task is left to count requests, make it at least 1")
        if self.min_tasks > self.max_tasks:
            raise ValueError(f"min_tasks ({self.min_tasks}) is above max_tasks ({self.max_tasks}): raise max_tasks")
        if not (0 < self.cpu_percent <= 100 and 0 < self.memory_percent <= 100):
            raise ValueError("cpu_percent and memory_percent must be between 1 and 100")
        if self.requests_per_target_per_minute < 1:
            raise ValueError("requests_per_target_per_minute must be at least 1")
        if self.scale_in_cooldown_seconds < self.scale_out_cooldown_seconds:
            raise ValueError(
                f"scale_in_cooldown_seconds ({self.scale_in_cooldown_seconds}) is below scale_out_cooldown_seconds"
                f" ({self.scale_out_cooldown_seconds}): the service would shrink faster than it grows, swap them"
            )
        names = [schedule.name for schedule in self.schedules]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"several schedules are called {', '.join(twice)}: give each a name of its own")


@dataclass(frozen=True, kw_only=True)
class ServiceScalingArgs:
    """Arguments of ServiceScaling."""

    # Physical name of the cluster.
    cluster_name: pulumi.Input[str]
    # Physical name of the service, an output of it so that it is there first.
    service_name: pulumi.Input[str]
    # The numbers.
    scaling: TaskScaling
    # ``<load balancer ARN suffix>/<target group ARN suffix>`` of every group that requests come by; none for what has
    # no requests to count.
    request_count_labels: Sequence[pulumi.Input[str]] = ()


class ServiceScaling(pulumi.ComponentResource):
    """Target tracking for the number of tasks of a service.

    *Creates*: the scalable target and a policy each for CPU, memory and requests; a scheduled action a schedule.

    *Outputs*: ``resource_id``, known at preview.

    *Cost* (2026-11, us-east-1): two CloudWatch alarms a policy at 0.10 USD a month; the tasks it starts.

    *Rules that watch it*: the maximum carries the expected traffic at the target per minute (BALANCER-013); the label
    names the load balancer that the service is behind (BALANCER-011); one metric per policy (SERVICE-035).
    """

    resource_id: pulumi.Output[str]

    def __init__(self, name: str, args: ServiceScalingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:ServiceScaling", name, {}, opts)
        self._name = name
        self._args = args
        self._target = self._scalable_target()
        self._hold("cpu", args.scaling.cpu_percent, ready=_ready("ECSServiceAverageCPUUtilization"))
        self._hold("memory", args.scaling.memory_percent, ready=_ready("ECSServiceAverageMemoryUtilization"))
        self._hold_requests(args.request_count_labels, args.scaling.requests_per_target_per_minute)
        for schedule in args.scaling.schedules:
            self._follow(schedule)
        self.resource_id = self._target.resource_id
        self.register_outputs({"resource_id": self.resource_id})

    def _scalable_target(self) -> aws.appautoscaling.Target:
        return aws.appautoscaling.Target(
            f"{self._name}-target",
            service_namespace="ecs",
            scalable_dimension="ecs:service:DesiredCount",
            resource_id=pulumi.Output.concat("service/", self._args.cluster_name, "/", self._args.service_name),
            min_capacity=self._args.scaling.min_tasks,
            max_capacity=self._args.scaling.max_tasks,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=self._left_to_schedules()),
        )

    def _left_to_schedules(self) -> list[str] | None:
        """Otherwise an update after a refresh would take the limits of the hour back, in the middle of the rush."""
        return ["min_capacity", "max_capacity"] if self._args.scaling.schedules else None

    def _hold_requests(self, labels: Sequence[pulumi.Input[str]], value: int) -> None:
        if len(labels) == 1:
            self._hold("requests", value, ready=_ready("ALBRequestCountPerTarget", labels[0]))
        elif labels:
            self._hold("requests", value, made=requests_of_all(labels))

    def _hold(
        self,
        signal: str,
        value: int,
        *,
        ready: target_tracking.ReadyMetric | None = None,
        made: target_tracking.MadeMetric | None = None,
    ) -> None:
        """Keep a metric, one that AWS has ready or one that is made of several, at ``value`` by the number of tasks."""
        scaling = self._args.scaling
        configuration = target_tracking.Configuration(
            target_value=value,
            predefined_metric_specification=ready,
            customized_metric_specification=made,
            scale_in_cooldown=scaling.scale_in_cooldown_seconds,
            scale_out_cooldown=scaling.scale_out_cooldown_seconds,
        )
        target_tracking.follow(f"{self._name}-{signal}", self._target, configuration, self)

    def _follow(self, schedule: ScheduledCapacity) -> None:
        """Scale between other numbers from the hour of ``schedule`` on."""
        limits = aws.appautoscaling.ScheduledActionScalableTargetActionArgs(
            min_capacity=schedule.min_tasks, max_capacity=schedule.max_tasks
        )
        aws.appautoscaling.ScheduledAction(
            f"{self._name}-{schedule.name}",
            service_namespace=self._target.service_namespace,
            scalable_dimension=self._target.scalable_dimension,
            resource_id=self._target.resource_id,
            schedule=f"cron({schedule.cron})",
            timezone=schedule.timezone,
            scalable_target_action=limits,
            opts=pulumi.ResourceOptions(parent=self),
        )


def _ready(metric: str, label: pulumi.Input[str] | None = None) -> target_tracking.ReadyMetric:
    return target_tracking.ReadyMetric(predefined_metric_type=metric, resource_label=label)
