"""What a service on Fargate is told, and what must fit together in it.

Everything here is data and calculation; ``fargate_service`` creates what it says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi

from components.compute.autoscaling import TaskScaling
from components.compute.capacity import HIGHLY_AVAILABLE, ON_DEMAND, CapacityStrategy, check_notice, check_user_facing
from components.compute.container import Container
from components.compute.deployment import Deployment
from components.compute.exec_access import ExecAccess
from components.compute.rollout import LoadBalancerTarget, Rollout, check_rollout
from components.compute.task_definition import CpuArchitecture
from components.naming import Location

_MOST_TARGETS = 5  # target groups of a service (aws-facts 1.1)


@dataclass(frozen=True, kw_only=True)
class FargateServiceArgs:
    """Arguments of FargateService."""

    # Where the service runs.
    location: Location
    # Physical name of the service and of its series of task definitions; its log group is ``/ecs/<service_name>``.
    service_name: str
    # Name of the cluster, an output of it so that its capacity providers are there first.
    cluster_name: pulumi.Input[str]
    # The VPC of the subnets.
    vpc_id: pulumi.Input[str]
    # Private subnets, in as many availability zones as there are: tasks get no public address.
    subnet_ids: Sequence[pulumi.Input[str]]
    # What runs in each task.
    container: Container
    # CPU of a task; 1024 are one vCPU. The article's.
    cpu_units: int = 512
    # Memory of a task, in MiB. The article's.
    memory_mib: int = 1024
    # Processors; ARM64, as it costs less.
    cpu_architecture: CpuArchitecture = CpuArchitecture.ARM64
    # Customer managed KMS keys that the container's secrets are encrypted with, by name.
    secret_key_arns: Mapping[str, pulumi.Input[str]] | None = None
    # What only the program knows and a rule wants to see (a worker's maximum runtime), as tags of the task definition.
    facts: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    # Where requests come from; none for what serves no requests.
    load_balancer: LoadBalancerTarget | None = None
    # Other ways in to the same port: an internal load balancer, or another rule if ECS moves the traffic of each.
    more_load_balancers: Sequence[LoadBalancerTarget] = ()
    # How the number of tasks follows the load; without it ``task_count`` is the number.
    scaling: TaskScaling | None = None
    # Number of tasks without scaling.
    task_count: int | None = None
    # Whether somebody else scales the service, such as by the length of a queue: task_count is how it starts.
    scaled_elsewhere: bool = False
    # Accept a single task, and an outage with every fault of it: for development.
    allow_single_task: bool = False
    # On which machines tasks run; on demand, as Spot may go from all of them at once.
    capacity: CapacityStrategy = ON_DEMAND
    # How a release replaces the one before it, and what sends a bad one back.
    deployment: Deployment = field(default_factory=Deployment)
    # How patient a deployment is.
    rollout: Rollout = field(default_factory=Rollout)
    # Where sessions in running containers are recorded, as ``Cluster.exec_access`` says. None: nobody may open one.
    exec_access: ExecAccess | None = None
    # Days that log lines are kept; long enough to look into the last month's incident (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        _check_number_of_tasks(self)
        _check_targets(self)
        _check_capacity(self)
        _check_waiting(self)

    @property
    def targets(self) -> Sequence[LoadBalancerTarget]:
        """All ways in."""
        return [*([self.load_balancer] if self.load_balancer else []), *self.more_load_balancers]

    @property
    def tasks_at_first(self) -> int | None:
        """The number of tasks that the service is created with."""
        return self.scaling.min_tasks if self.scaling else self.task_count


def _check_number_of_tasks(args: FargateServiceArgs) -> None:
    if (args.scaling is None) == (args.task_count is None):
        raise ValueError(f"{args.service_name}: give either scaling or task_count, one of the two")
    if args.scaling and args.scaled_elsewhere:
        raise ValueError(
            f"{args.service_name}: two would scale it, scaling and somebody else: leave one of them out, with"
            " scaled_elsewhere give the task_count that it starts with"
        )
    fewest = args.tasks_at_first
    if fewest is not None and fewest < HIGHLY_AVAILABLE and not args.allow_single_task:
        raise ValueError(
            f"{args.service_name}: {fewest} task is an outage whenever it or its availability zone fails:"
            f" raise it to {HIGHLY_AVAILABLE}, or set allow_single_task for development"
        )


def _check_targets(args: FargateServiceArgs) -> None:
    if args.more_load_balancers and not args.load_balancer:
        raise ValueError(f"{args.service_name}: more_load_balancers come on top of load_balancer: give that first")
    if args.targets and args.container.port is None:
        raise ValueError(f"{args.service_name}: a load balancer needs a port to connect to: give container.port")
    if len(args.targets) > _MOST_TARGETS:
        raise ValueError(
            f"{args.service_name}: {len(args.targets)} target groups, ECS registers a service with {_MOST_TARGETS}:"
            " let several rules lead to one group"
        )
    if args.deployment.shifts_traffic and not args.targets:
        raise ValueError(
            f"{args.service_name}: {args.deployment.strategy.value} moves traffic of a load balancer: give one, or"
            " choose ROLLING"
        )
    for target in args.targets:
        check_rollout(args.rollout, target, args.container, args.deployment)


def _check_capacity(args: FargateServiceArgs) -> None:
    if args.targets:
        check_user_facing(args.service_name, args.capacity)
    check_notice(
        args.service_name,
        args.capacity,
        drain_seconds=max((target.deregistration_delay_seconds for target in args.targets), default=0),
        stop_seconds=args.container.stop_timeout_seconds,
    )


def _check_waiting(args: FargateServiceArgs) -> None:
    if args.scaling and args.scaling.scale_in_cooldown_seconds < args.rollout.longest_request_seconds:
        raise ValueError(
            f"scale_in_cooldown_seconds ({args.scaling.scale_in_cooldown_seconds}) is shorter than"
            f" longest_request_seconds ({args.rollout.longest_request_seconds}): raise it, or tasks leave before"
            " the last ones have drained"
        )
    if args.deployment.rollback_on_interrupt and not args.rollout.wait_for_steady_state:
        raise ValueError(
            f"{args.service_name}: nothing waits that could be interrupted: set wait_for_steady_state, or leave"
            " rollback_on_interrupt out"
        )
