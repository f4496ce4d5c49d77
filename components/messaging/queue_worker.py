"""A worker: containers that take messages from a queue and work them off, as many as the backlog needs.

No request waits for it. It is a service without a load balancer; it owns that service, its rights on the queue, and its
scaling, not the queue or the cluster. It runs on Spot but for a base, for all it loses when AWS takes a machine back is
work that comes again: a message counts as done only when it has been deleted. A task that works protects itself from
being scaled in. While every worker is down, messages wait for as long as the queue keeps them.

What the program in the container must do: receive, work off, delete; extend the visibility of what takes longer; after
SIGTERM receive nothing more and finish within its stop timeout; be idempotent.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

from components import environment, iam
from components.compute import (
    CapacityStrategy,
    Container,
    CpuArchitecture,
    Deployment,
    ExecAccess,
    FargateService,
    FargateServiceArgs,
    Rollout,
)
from components.messaging.backlog_scaling import BacklogScaling, BacklogScalingArgs, WorkerScaling
from components.messaging.queue_pair import QueueSource, may_consume, queue_url
from components.naming import Location
from components.security_group import SecurityGroup

_SPOT_STOP_TIMEOUT_SECONDS = 120  # Spot's notice, and the most that Fargate waits (aws-facts E30)


@dataclass(frozen=True, kw_only=True)
class QueueWorkerArgs:
    """Arguments of QueueWorker."""

    # Where the worker runs.
    location: Location
    # Physical name of the service and of its series of task definitions; its log group is ``/ecs/<service_name>``.
    service_name: str
    # Name of the cluster, an output of it so that its capacity providers are there first. Its Container Insights must
    # be on: scaling counts the tasks by them.
    cluster_name: pulumi.Input[str]
    # The VPC of the subnets.
    vpc_id: pulumi.Input[str]
    # Private subnets, in as many availability zones as there are.
    subnet_ids: Sequence[pulumi.Input[str]]
    # What runs in each task; its port is usually none, so its health check says its own command.
    container: Container
    # The queue that it works off: ``source`` of the queue.
    queue: QueueSource
    # Seconds from receiving a message to deleting it at the latest, or to extending its visibility.
    max_runtime_seconds: int
    # How many workers there are.
    scaling: WorkerScaling
    # On which machines: one task on demand, so that some always work, and the rest on Spot.
    capacity: CapacityStrategy = field(
        default_factory=lambda: CapacityStrategy(on_demand_base=1, on_demand_weight=0, spot_weight=1)
    )
    # CPU of a task; 1024 are one vCPU. Most workers wait for others (guess).
    cpu_units: int = 256
    # Memory of a task, in MiB: enough for Python with the AWS SDK (guess).
    memory_mib: int = 512
    # Processors; ARM64, as it costs less.
    cpu_architecture: CpuArchitecture = CpuArchitecture.ARM64
    # Customer managed KMS keys that the container's secrets are encrypted with, by name.
    secret_key_arns: Mapping[str, pulumi.Input[str]] | None = None
    # How a release replaces the one before it: rolling, as there is no traffic to move.
    deployment: Deployment = field(default_factory=Deployment)
    # How patient a deployment is.
    rollout: Rollout = field(default_factory=Rollout)
    # Where sessions in running containers are recorded. None: nobody may open one.
    exec_access: ExecAccess | None = None
    # Days that log lines are kept; long enough to look into the last month's incident (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        _check_visibility(self)
        _check_stopping(self)
        taken = {
            environment.QUEUE_URL,
            environment.VISIBILITY_TIMEOUT_SECONDS,
            environment.MAX_RUNTIME_SECONDS,
            environment.CONSUMES_QUEUE,
        }
        if clash := sorted(taken & {*self.container.environment, *self.container.secrets}):
            raise ValueError(f"{', '.join(clash)}: the worker sets this itself, leave it out of the container")


class QueueWorker(pulumi.ComponentResource):
    """A service that works off a queue and scales on its backlog.

    Of a FIFO queue no more tasks work than there are groups with messages: a group is one task's at a time.

    *Creates*: the service with all that belongs to one; the rights to consume the queue and to protect its own tasks
    from scaling in; scaling on the backlog for each task.

    *Outputs*: ``service_name`` and ``log_group_name``; ``task_role``, to grant rights to; ``security_group``, to
    connect to others.

    *Cost* (2026-11, us-east-1, ARM64): a task of 256/512 is 0.25 x 0.03238 + 0.5 x 0.00356 = 0.00988 USD an hour on
    demand, 7.21 a month; on Spot about 70 % less, and it floats.

    *Rules that watch it*: the queue hides messages for longer than the declared runtime, and until a stopping task has
    ended (QUEUE-015); backlog, not CPU (QUEUE-016); SIGTERM and 120 s on Spot (SERVICE-016); an on-demand base
    (SERVICE-010, SERVICE-011).
    """

    service_name: pulumi.Output[str]
    log_group_name: pulumi.Output[str]
    task_role: aws.iam.Role

    def __init__(self, name: str, args: QueueWorkerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:QueueWorker", name, {}, opts)
        self._name = name
        self._args = args
        self._queue_arn = pulumi.Output.from_input(args.queue.arn)
        service = self._service()
        self._permit(service.task_role)
        self._scale(service)
        self.service_name = service.service_name
        self.log_group_name = service.log_group_name
        self.task_role = service.task_role
        self.security_group: SecurityGroup = service.security_group
        self.register_outputs(
            {
                "service_name": self.service_name,
                "log_group_name": self.log_group_name,
                "task_role": self.task_role,
            }
        )

    def _service(self) -> FargateService:
        args = self._args
        return FargateService(
            self._name,
            FargateServiceArgs(
                location=args.location,
                service_name=args.service_name,
                cluster_name=args.cluster_name,
                vpc_id=args.vpc_id,
                subnet_ids=args.subnet_ids,
                container=self._container(),
                cpu_units=args.cpu_units,
                memory_mib=args.memory_mib,
                cpu_architecture=args.cpu_architecture,
                secret_key_arns=args.secret_key_arns,
                facts=self._facts(),
                task_count=args.scaling.min_tasks,
                scaled_elsewhere=True,
                allow_single_task=True,  # messages wait for the next one
                capacity=args.capacity,
                deployment=args.deployment,
                rollout=args.rollout,
                exec_access=args.exec_access,
                log_retention_days=args.log_retention_days,
            ),
            pulumi.ResourceOptions(parent=self),
        )

    def _container(self) -> Container:
        args = self._args
        told = {
            environment.QUEUE_URL: self._queue_name().apply(lambda name: queue_url(args.location, name)),
            environment.VISIBILITY_TIMEOUT_SECONDS: str(args.queue.visibility_timeout_seconds),
            **self._facts(),
        }
        return dataclasses.replace(args.container, environment={**args.container.environment, **told})

    def _facts(self) -> Mapping[str, pulumi.Input[str]]:
        """What the policy pack reads, in the container's environment and in the task definition's tags."""
        return {
            environment.MAX_RUNTIME_SECONDS: str(self._args.max_runtime_seconds),
            environment.CONSUMES_QUEUE: self._queue_arn,
        }

    def _queue_name(self) -> pulumi.Output[str]:
        return self._queue_arn.apply(lambda arn: arn.rpartition(":")[2])

    def _permit(self, role: aws.iam.Role) -> None:
        location = self._args.location
        cluster = pulumi.Output.from_input(self._args.cluster_name)
        tasks = cluster.apply(lambda name: location.arn("ecs", f"task/{name}/*"))  # a task's id is known to itself only
        protect = iam.allow(["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"], [tasks])
        iam.grant(f"{self._name}-rights", role, *may_consume(self._args.queue), protect, parent=self)

    def _scale(self, service: FargateService) -> None:
        BacklogScaling(
            f"{self._name}-scaling",
            BacklogScalingArgs(
                cluster_name=self._args.cluster_name,
                service_name=service.service_name,
                queue_name=self._queue_name(),
                scaling=self._args.scaling,
            ),
            pulumi.ResourceOptions(parent=self),
        )


def _check_visibility(args: QueueWorkerArgs) -> None:
    if args.max_runtime_seconds < 1:
        raise ValueError(f"{args.service_name}: max_runtime_seconds must be at least 1")
    needed = args.max_runtime_seconds + args.container.stop_timeout_seconds
    given = args.queue.visibility_timeout_seconds
    if given < needed:
        raise ValueError(
            f"{args.service_name}: the queue hides a message for {given} s, but it may take max_runtime_seconds"
            f" ({args.max_runtime_seconds}) and a stopping task stop_timeout_seconds"
            f" ({args.container.stop_timeout_seconds}) more: raise the queue's visibility_timeout_seconds to {needed},"
            " or messages are worked off twice"
        )


def _check_stopping(args: QueueWorkerArgs) -> None:
    if not args.capacity.uses_spot:
        return  # a protected task is not stopped before it is done
    stop = args.container.stop_timeout_seconds
    if stop != _SPOT_STOP_TIMEOUT_SECONDS:
        raise ValueError(
            f"{args.service_name} runs on Spot: give its container stop_timeout_seconds {_SPOT_STOP_TIMEOUT_SECONDS},"
            f" not {stop}, or the notice is not used to finish"
        )
    if args.scaling.processing_seconds > stop:
        raise ValueError(
            f"{args.service_name} runs on Spot, but a message takes {args.scaling.processing_seconds} s and the notice"
            f" is {stop} s: set spot_weight to 0, or every reclaimed machine starts its work again"
        )
    if args.capacity.on_demand_base < 1 <= args.scaling.min_tasks:
        raise ValueError(
            f"{args.service_name} may lose all its tasks at once: raise on_demand_base to 1, Spot is not replaced by"
            " on-demand capacity"
        )
