"""How a service grows and shrinks: between two numbers of tasks, on three signals at once.

CPU alone misses a service that waits for memory or that is flooded with cheap requests, so each signal has a target of
its own: the largest answer wins, and tasks go only when all three agree. It owns the scalable target and its policies,
not the service. A wrong signal is stopped by the maximum or the minimum; while scaling is out of order, the service
stays as large as it was.
"""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


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


@dataclass(frozen=True, kw_only=True)
class ServiceScalingArgs:
    """Arguments of ServiceScaling."""

    # Physical name of the cluster.
    cluster_name: pulumi.Input[str]
    # Physical name of the service, an output of it so that it is there first.
    service_name: pulumi.Input[str]
    # The numbers.
    scaling: TaskScaling
    # ``<load balancer ARN suffix>/<target group ARN suffix>``; none for what has no requests to count.
    request_count_label: pulumi.Input[str] | None = None


class ServiceScaling(pulumi.ComponentResource):
    """Target tracking for the number of tasks of a service.

    *Creates*: the scalable target and a policy each for CPU, memory and requests.

    *Outputs*: ``resource_id``, known at preview.

    *Cost* (2026-11, us-east-1): two CloudWatch alarms a policy at 0.10 USD a month; the tasks it starts.

    *Rules that watch it*: the maximum carries the expected traffic at the target per minute (E16); the label names the
    load balancer that the service is behind (E14); one metric per policy (E17).
    """

    resource_id: pulumi.Output[str]

    def __init__(self, name: str, args: ServiceScalingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:ServiceScaling", name, {}, opts)
        self._name = name
        self._args = args
        self._target = self._scalable_target()
        self._hold("cpu", "ECSServiceAverageCPUUtilization", args.scaling.cpu_percent)
        self._hold("memory", "ECSServiceAverageMemoryUtilization", args.scaling.memory_percent)
        if args.request_count_label is not None:
            requests = args.scaling.requests_per_target_per_minute
            self._hold("requests", "ALBRequestCountPerTarget", requests, args.request_count_label)
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
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _hold(self, signal: str, metric: str, value: int, label: pulumi.Input[str] | None = None) -> None:
        """Keep ``metric`` at ``value`` by the number of tasks."""
        scaling = self._args.scaling
        configuration = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
            target_value=value,
            predefined_metric_specification=_metric(metric, label),
            scale_in_cooldown=scaling.scale_in_cooldown_seconds,
            scale_out_cooldown=scaling.scale_out_cooldown_seconds,
        )
        aws.appautoscaling.Policy(
            f"{self._name}-{signal}",
            policy_type="TargetTrackingScaling",
            service_namespace=self._target.service_namespace,
            scalable_dimension=self._target.scalable_dimension,
            resource_id=self._target.resource_id,
            target_tracking_scaling_policy_configuration=configuration,
            opts=pulumi.ResourceOptions(parent=self),
        )


def _metric(
    metric: str, label: pulumi.Input[str] | None
) -> aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs:
    return aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
        predefined_metric_type=metric, resource_label=label
    )
