"""A service on Fargate: web, API and admin are three of it, and every worker is one.

A request comes from the load balancer to one of its tasks and ends there. It owns the tasks' definition, roles,
security group, log group, number and deployment; it does not own the target groups, the listener rules or anything that
the tasks call. It survives the loss of a task and of an availability zone (two tasks or more, spread and rebalanced),
a release that does not start (the circuit breaker goes back to the revision before) and, given alarms, one that starts
and is bad. On Spot it survives what is taken back, if enough tasks are on demand.
"""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from components.compute.autoscaling import ServiceScaling, ServiceScalingArgs
from components.compute.capacity import provider_strategies
from components.compute.container import PortProtocol
from components.compute.deployment_roles import DeploymentRole, hook_role, traffic_role
from components.compute.rollout import LoadBalancerTarget
from components.compute.service_args import FargateServiceArgs
from components.compute.task_definition import TaskDefinition, TaskDefinitionArgs
from components.security_group import SecurityGroup, SecurityGroupArgs

_HTTPS = 443


class FargateService(pulumi.ComponentResource):
    """A service whose tasks run on Fargate, in private subnets.

    *Creates*: log group, security group, task definition with its two roles, service, and the scaling if asked for; the
    roles with which ECS moves traffic and asks hooks, if the deployment does so.

    *Outputs*: ``service_name``, ``cluster_name``, ``container_name``, ``log_group_name`` and ``task_definition_arn``;
    ``task_role``, to grant rights to, and ``execution_role``; ``security_group``, to connect to others.

    *Cost* (2026-11, us-east-1, ARM64): a task of 512/1024 is 0.5 x 0.03238 + 1 x 0.00356 = 0.01975 USD an hour, 14.42 a
    month of 730 hours; 2 tasks 29, 50 tasks 721. Spot is about 70 % less, and floats. A deployment that moves traffic
    has every task twice while it lasts: 50 tasks for 30 minutes 0.49 USD. Log lines are 0.50 a GB.

    *Rules that watch it*: two tasks or more (SERVICE-001, SERVICE-019, SERVICE-020, SERVICE-021, SERVICE-022); grace
    period against start period and unhealthy window (SERVICE-013); desired count left to scaling (SERVICE-018);
    service, container and target group fit (SERVICE-002, SERVICE-003, SERVICE-004, SERVICE-005, SERVICE-010,
    SERVICE-011); an on-demand base for users, and nothing on Spot that outlasts the notice (SERVICE-015, SERVICE-016,
    SERVICE-017); requests counted over both groups (BALANCER-012).
    """

    service_name: pulumi.Output[str]
    cluster_name: pulumi.Output[str]
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
        service = self._service(task, *self._deployment_roles())
        self._scale(service)
        self.service_name = service.name
        self.cluster_name = pulumi.Output.from_input(args.cluster_name)
        self.container_name = pulumi.Output.from_input(args.container.name)
        self.task_definition_arn = task.arn
        self.task_role = task.task_role
        self.execution_role = task.execution_role
        self.register_outputs(
            {
                "service_name": self.service_name,
                "cluster_name": self.cluster_name,
                "container_name": self.container_name,
                "log_group_name": self.log_group_name,
                "task_definition_arn": self.task_definition_arn,
                "task_role": self.task_role,
                "execution_role": self.execution_role,
            }
        )

    def allow_from(self, peer_name: str, peer: SecurityGroup, health_port: int | None = None) -> None:
        """Let ``peer``'s members, such as the load balancer, open connections to the container's port.

        ``peer_name`` is the word for them in the rules' names. With ``health_port`` also to that port, where a
        container that speaks UDP answers health checks.

        Raises:
            ValueError: the container listens to nothing.
        """
        port = self._args.container.port
        if port is None:
            raise ValueError(f"{self._args.service_name} listens to nothing: give container.port, or let nobody in")
        protocol = "udp" if self._args.container.protocol is PortProtocol.UDP else "tcp"
        self.security_group.allow_from(peer_name, peer, port, protocol)
        if health_port is not None:
            self.security_group.allow_from(peer_name, peer, health_port)

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
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description="Tasks of a service"),
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
                exec_access=args.exec_access,
                facts=args.facts,
            ),
            pulumi.ResourceOptions(parent=self),
        )

    def _deployment_roles(self) -> tuple[DeploymentRole | None, DeploymentRole | None]:
        """With which ECS moves traffic, and with which it asks hooks."""
        args, deployment = self._args, self._args.deployment
        if not deployment.shifts_traffic:
            return None, None
        hooks = deployment.lifecycle_hooks
        return (
            traffic_role(self._name, args.location, args.targets, self),
            hook_role(self._name, args.location, hooks, self) if hooks else None,
        )

    def _service(
        self, task: TaskDefinition, traffic: DeploymentRole | None, hooks: DeploymentRole | None
    ) -> aws.ecs.Service:
        args, deployment = self._args, self._args.deployment
        cluster = pulumi.Output.from_input(args.cluster_name)
        return aws.ecs.Service(
            f"{self._name}-service",
            name=args.service_name,
            cluster=cluster.apply(lambda name: args.location.arn("ecs", f"cluster/{name}")),
            task_definition=task.arn,
            desired_count=args.tasks_at_first,
            capacity_provider_strategies=provider_strategies(args.capacity),
            network_configuration={
                "subnets": args.subnet_ids,
                "security_groups": [self.security_group.id],
                "assign_public_ip": False,
            },
            load_balancers=[self._load_balancer(target, traffic) for target in args.targets],
            health_check_grace_period_seconds=self._grace_period(),
            deployment_minimum_healthy_percent=100,
            deployment_maximum_percent=200,
            deployment_configuration=deployment.configuration(hooks.role.arn if hooks else None),
            deployment_circuit_breaker={"enable": True, "rollback": True} if deployment.has_circuit_breaker else None,
            alarms=self._alarms(),
            sigint_rollback=True if deployment.rollback_on_interrupt else None,
            availability_zone_rebalancing="ENABLED",
            enable_execute_command=True if args.exec_access else None,
            enable_ecs_managed_tags=True,
            propagate_tags="SERVICE",
            wait_for_steady_state=args.rollout.wait_for_steady_state,
            tags={"Name": self._name},
            opts=self._service_options([role.rights.id for role in (traffic, hooks) if role]),
        )

    def _load_balancer(
        self, target: LoadBalancerTarget, traffic: DeploymentRole | None
    ) -> aws.ecs.ServiceLoadBalancerArgs:
        advanced = None
        if target.shift and traffic:
            advanced = aws.ecs.ServiceLoadBalancerAdvancedConfigurationArgs(
                alternate_target_group_arn=target.shift.alternate_target_group_arn,
                production_listener_rule=target.shift.production_rule_arn,
                test_listener_rule=target.shift.test_rule_arn,
                role_arn=traffic.role.arn,
            )
        return aws.ecs.ServiceLoadBalancerArgs(
            target_group_arn=target.target_group_arn,
            container_name=self._args.container.name,
            container_port=self._args.container.port or 0,  # never 0: whoever has a target has a port
            advanced_configuration=advanced,
        )

    def _alarms(self) -> aws.ecs.ServiceAlarmsArgs | None:
        names = self._args.deployment.rollback_alarm_names
        return aws.ecs.ServiceAlarmsArgs(alarm_names=names, enable=True, rollback=True) if names else None

    def _grace_period(self) -> int | None:
        """Only what is behind a load balancer may have one."""
        return self._args.rollout.health_check_grace_period_seconds if self._args.targets else None

    def _service_options(self, rights: Sequence[pulumi.Output[str]]) -> pulumi.ResourceOptions:
        args, patience = self._args, f"{self._args.rollout.timeout_minutes}m"
        first = [*_what_forwards(args.targets), *rights]
        return pulumi.ResourceOptions(
            parent=self,
            depends_on=_resources_behind(first) if first else None,
            # Otherwise every update would scale a busy service back to where it started.
            ignore_changes=["desired_count"] if args.scaling or args.scaled_elsewhere else None,
            custom_timeouts=pulumi.CustomTimeouts(create=patience, update=patience),
        )

    def _scale(self, service: aws.ecs.Service) -> None:
        if self._args.scaling is None:
            return
        ServiceScaling(
            f"{self._name}-scaling",
            ServiceScalingArgs(
                cluster_name=self._args.cluster_name,
                service_name=service.name,
                scaling=self._args.scaling,
                request_count_labels=[label for target in self._args.targets for label in target.request_count_labels],
            ),
            pulumi.ResourceOptions(parent=self),
        )


def _what_forwards(targets: Sequence[LoadBalancerTarget]) -> Sequence[pulumi.Input[str]]:
    """ARNs of all listener rules and listeners that lead to ``targets``."""
    shifts = [target.shift for target in targets if target.shift]
    moved = [rule for shift in shifts for rule in (shift.production_rule_arn, shift.test_rule_arn)]
    return [*(arn for target in targets for arn in target.listener_rule_arns), *moved]


def _resources_behind(values: Sequence[pulumi.Input[str]]) -> pulumi.Output[list[pulumi.Resource]]:
    """An output that depends on whatever the values come from; for ``depends_on``, without having the resources."""
    return pulumi.Output.all(*values).apply(lambda _: [])
