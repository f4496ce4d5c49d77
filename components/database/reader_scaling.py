"""More readers while many read, fewer afterwards.

The reader endpoint spreads *connections*, so that a new reader helps clients that connect anew: pools must let their
connections grow old. It owns the scalable target and its policy. The readers that it adds are the auto scaler's: they
have the writer's class and the last place among its heirs (tier 15), and the program does not know them. They must be
gone before the cluster can be deleted: set ``max_readers`` to the number of readers declared, and wait.
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import target_tracking

_MOST_READERS = 15  # Aurora (A2)


class ReaderMetric(Enum):
    """What the number of readers follows: the mean over all readers."""

    CPU = "RDSReaderAverageCPUUtilization"
    """CPU, in percent."""
    CONNECTIONS = "RDSReaderAverageDatabaseConnections"
    """Open connections: for services whose pools grow with their traffic."""


@dataclass(frozen=True, kw_only=True)
class ReaderScaling:
    """Up to how many readers, and on what."""

    # Most readers, those declared among them.
    max_readers: int
    # What is held.
    metric: ReaderMetric = ReaderMetric.CPU
    # At which value: percent of CPU, or connections. 70 leaves room for the minutes that a reader takes to come up.
    target: float = 70
    # Seconds after a reader was removed; connections take as long to spread again.
    scale_in_cooldown_seconds: int = 300
    # Seconds after a reader was added: it takes minutes to answer, and asking for another meanwhile is waste.
    scale_out_cooldown_seconds: int = 300

    def __post_init__(self) -> None:
        if not 1 <= self.max_readers <= _MOST_READERS:
            raise ValueError(f"max_readers must be between 1 and {_MOST_READERS}, the most that Aurora has")
        if self.target <= 0 or (self.metric is ReaderMetric.CPU and self.target > 100):
            raise ValueError("target must be above 0, and as a percentage of CPU at most 100")
        if min(self.scale_in_cooldown_seconds, self.scale_out_cooldown_seconds) < 0:
            raise ValueError("cooldowns cannot be negative")


@dataclass(frozen=True, kw_only=True)
class ReplicaScalingArgs:
    """Arguments of ReplicaScaling."""

    # The cluster, an output that comes with its instances: the first reader must be there before it can have more.
    cluster_identifier: pulumi.Input[str]
    # Readers that are always there: those declared.
    min_readers: int
    # The numbers.
    scaling: ReaderScaling

    def __post_init__(self) -> None:
        check_readers(self.min_readers, self.scaling)


class ReplicaScaling(pulumi.ComponentResource):
    """Target tracking for the number of readers of an Aurora cluster.

    *Creates*: the scalable target and its policy.

    *Outputs*: ``resource_id``, known at preview.

    *Cost* (2026-11, us-east-1): two CloudWatch alarms at 0.10 USD a month; the readers that it adds.

    *Rules that watch it*: connections fit also on the last reader (DATABASE-001).
    """

    resource_id: pulumi.Output[str]

    def __init__(self, name: str, args: ReplicaScalingArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:ReplicaScaling", name, {}, opts)
        self._name = name
        self._args = args
        target = self._target()
        self._hold(target)
        self.resource_id = target.resource_id
        self.register_outputs({"resource_id": self.resource_id})

    def _target(self) -> aws.appautoscaling.Target:
        return aws.appautoscaling.Target(
            f"{self._name}-target",
            service_namespace="rds",
            scalable_dimension="rds:cluster:ReadReplicaCount",
            resource_id=pulumi.Output.concat("cluster:", self._args.cluster_identifier),
            min_capacity=self._args.min_readers,
            max_capacity=self._args.scaling.max_readers,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _hold(self, target: aws.appautoscaling.Target) -> None:
        scaling = self._args.scaling
        configuration = target_tracking.Configuration(
            target_value=scaling.target,
            predefined_metric_specification=target_tracking.ReadyMetric(predefined_metric_type=scaling.metric.value),
            scale_in_cooldown=scaling.scale_in_cooldown_seconds,
            scale_out_cooldown=scaling.scale_out_cooldown_seconds,
        )
        target_tracking.follow(f"{self._name}-policy", target, configuration, self)


def check_readers(declared: int, scaling: ReaderScaling) -> None:
    """Refuse a scaling that does not go with the readers that are always there.

    Raises:
        ValueError: says what to change.
    """
    if declared < 1:
        raise ValueError("reader_scaling needs a reader to begin with: add one to instances")
    if declared > scaling.max_readers:
        raise ValueError(f"max_readers ({scaling.max_readers}) is below the {declared} readers declared: raise it")
