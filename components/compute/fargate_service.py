"""A service on Fargate: web, API and admin are three of it.

A request comes from the load balancer to one of its tasks and ends there. It owns the tasks' definition, roles,
security group, log group, number and deployment; it does not own the target group, the listener rules or anything that
the tasks call. It survives the loss of a task and of an availability zone (two tasks or more, spread and rebalanced),
and a release that does not start (the circuit breaker goes back to the revision before). Spot capacity is not used: AWS
may take it back from all tasks at once, at two minutes' notice, and on-demand capacity does not step in by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

from components.compute.autoscaling import ServiceScaling, ServiceScalingArgs, TaskScaling
from components.compute.container import Container
from components.compute.rollout import LoadBalancerTarget, Rollout, check_rollout
from components.compute.task_definition import CpuArchitecture, TaskDefinition, TaskDefinitionArgs
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs

_HTTPS = 443
_HIGHLY_AVAILABLE = 2  # tasks


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
    # Where requests come from; none for what serves no requests.
    load_balancer: LoadBalancerTarget | None = None
    # How the number of tasks follows the load; without it ``task_count`` is the number.
    scaling: TaskScaling | None = None
    # Number of tasks without scaling.
    task_count: int | None = None
    # Accept a single task, and an outage with every fault of it: for development.
    allow_single_task: bool = False
    # How patient a deployment is.
    rollout: Rollout = field(default_factory=Rollout)
    # Days that log lines are kept; long enough to look into the last month's incident (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        _check_number_of_tasks(self)
        if self.load_balancer:
            check_rollout(self.rollout, self.load_balancer, self.container)
        if self.scaling and self.scaling.scale_in_cooldown_seconds < self.rollout.longest_request_seconds:
            raise ValueError(
                f"scale_in_cooldown_seconds ({self.scaling.scale_in_cooldown_seconds}) is shorter than"
                f" longest_request_seconds ({self.rollout.longest_request_seconds}): raise it, or tasks leave before"
                " the last ones have drained"
            )


class FargateService(pulumi.ComponentResource):
    """A service whose tasks run on Fargate, on demand, in private subnets.

    *Creates*: log group, security group, task definition with its two roles, service, and the scaling if asked for.

    *Outputs*: ``service_name``, ``container_name``, ``log_group_name`` and ``task_definition_arn``; ``task_role``, to
    grant rights to, and ``execution_role``; ``security_group``, to connect to others.

    *Cost* (2026-11, us-east-1, ARM64): a task of 512/1024 is 0.5 x 0.03238 + 1 x 0.00356 = 0.01975 USD an hour, 14.42 a
    month of 730 hours; 2 tasks 29, 50 tasks 721. Log lines are 0.50 a GB.

    *Rules that watch it*: two tasks or more (E20, E21); grace period against start period and unhealthy window (E11);
    desired count left to scaling (E18); service, container and target group fit (E02 to E04, E28).
    """

    service_name: pulumi.Output[str]
    container_name: pulumi.Output[str]
    log_group_name: pulumi.Output[str]
    task_definition_arn: pulumi.Output[str]
    task_role: aws.iam.Role
    execution_role: aws.iam.Role

    def __init__(self, name: str, args: FargateServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:FargateService", name, {}, opts)
        self._name = name
        self._args = args
        self.log_group_name = self._log_group().name
        self.security_group = self._security_group()
        task = self._task_definition()
        service = self._service(task)
        self._scale(service)
        self.service_name = service.name
        self.container_name = pulumi.Output.from_input(args.container.name)
        self.task_definition_arn = task.arn
        self.task_role = task.task_role
        self.execution_role = task.execution_role
        self.register_outputs(
            {
                "service_name": self.service_name,
                "container_name": self.container_name,
                "log_group_name": self.log_group_name,
                "task_definition_arn": self.task_definition_arn,
                "task_role": self.task_role,
                "execution_role": self.execution_role,
            }
        )

    def allow_from(self, peer: SecurityGroup) -> None:
        """Let ``peer``'s members, such as the load balancer, open connections to the container's port."""
        peer.connect_to(self.security_group, self._name, self._args.container.port)

    def _log_group(self) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            f"{self._name}-logs",
            name=f"/ecs/{self._args.service_name}",
            retention_in_days=self._args.log_retention_days,
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _security_group(self) -> SecurityGroup:
        group = SecurityGroup(
            f"{self._name}-tasks",
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description=f"Tasks of {self._name}"),
            pulumi.ResourceOptions(parent=self),
        )
        group.allow_to_anywhere(_HTTPS)
        return group

    def _task_definition(self) -> TaskDefinition:
        args = self._args
        return TaskDefinition(
            f"{self._name}-task",
            TaskDefinitionArgs(
                location=args.location,
                family=args.service_name,
                log_group_name=self.log_group_name,
                container=args.container,
                cpu_units=args.cpu_units,
                memory_mib=args.memory_mib,
                cpu_architecture=args.cpu_architecture,
                secret_key_arns=args.secret_key_arns,
            ),
            pulumi.ResourceOptions(parent=self),
        )

    def _service(self, task: TaskDefinition) -> aws.ecs.Service:
        args = self._args
        cluster = pulumi.Output.from_input(args.cluster_name)
        return aws.ecs.Service(
            f"{self._name}-service",
            name=args.service_name,
            cluster=cluster.apply(lambda name: args.location.arn("ecs", f"cluster/{name}")),
            task_definition=task.arn,
            desired_count=_tasks_at_first(args),
            capacity_provider_strategies=[{"capacity_provider": "FARGATE", "base": 0, "weight": 1}],
            network_configuration={
                "subnets": args.subnet_ids,
                "security_groups": [self.security_group.id],
                "assign_public_ip": False,
            },
            load_balancers=self._load_balancers(),
            health_check_grace_period_seconds=self._grace_period(),
            deployment_minimum_healthy_percent=100,
            deployment_maximum_percent=200,
            deployment_circuit_breaker={"enable": True, "rollback": True},
            availability_zone_rebalancing="ENABLED",
            enable_ecs_managed_tags=True,
            propagate_tags="SERVICE",
            wait_for_steady_state=args.rollout.wait_for_steady_state,
            tags={"Name": self._name},
            opts=self._service_options(),
        )

    def _load_balancers(self) -> list[aws.ecs.ServiceLoadBalancerArgs]:
        target, container = self._args.load_balancer, self._args.container
        if target is None:
            return []
        return [
            aws.ecs.ServiceLoadBalancerArgs(
                target_group_arn=target.target_group_arn,
                container_name=container.name,
                container_port=container.port,
            )
        ]

    def _grace_period(self) -> int | None:
        """Only what is behind a load balancer may have one."""
        return self._args.rollout.health_check_grace_period_seconds if self._args.load_balancer else None

    def _service_options(self) -> pulumi.ResourceOptions:
        target, patience = self._args.load_balancer, f"{self._args.rollout.timeout_minutes}m"
        return pulumi.ResourceOptions(
            parent=self,
            depends_on=_resources_behind(target.listener_rule_arns) if target else None,
            # Otherwise every update would scale a busy service back to its minimum.
            ignore_changes=["desired_count"] if self._args.scaling else None,
            custom_timeouts=pulumi.CustomTimeouts(create=patience, update=patience),
        )

    def _scale(self, service: aws.ecs.Service) -> None:
        if self._args.scaling is None:
            return
        target = self._args.load_balancer
        ServiceScaling(
            f"{self._name}-scaling",
            ServiceScalingArgs(
                cluster_name=self._args.cluster_name,
                service_name=service.name,
                scaling=self._args.scaling,
                request_count_label=target.request_count_label if target else None,
            ),
            pulumi.ResourceOptions(parent=self),
        )


def _resources_behind(arns: Sequence[pulumi.Input[str]]) -> pulumi.Output[list[pulumi.Resource]]:
    """An output that depends on whatever the ARNs come from; for ``depends_on``, without having the resources."""
    return pulumi.Output.all(*arns).apply(lambda _: [])


def _tasks_at_first(args: FargateServiceArgs) -> int | None:
    return args.scaling.min_tasks if args.scaling else args.task_count


def _check_number_of_tasks(args: FargateServiceArgs) -> None:
    if (args.scaling is None) == (args.task_count is None):
        raise ValueError(f"{args.service_name}: give either scaling or task_count, one of the two")
    fewest = _tasks_at_first(args)
    if fewest is not None and fewest < _HIGHLY_AVAILABLE and not args.allow_single_task:
        raise ValueError(
            f"{args.service_name}: {fewest} task is an outage whenever it or its availability zone fails:"
            f" raise it to {_HIGHLY_AVAILABLE}, or set allow_single_task for development"
        )
