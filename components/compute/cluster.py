"""The ECS cluster: the place in which the services run, and what tells how they are doing.

A request never meets it. It owns the cluster, the capacity providers that services may choose from, and Container
Insights. It owns no service, no task and no network. Fargate has no machines, so the cluster cannot fail on its own; an
availability zone that is lost takes the tasks in it along, and the services start them elsewhere.
"""

from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components.compute.exec_access import ExecAccess
from components.naming import Location


class ContainerInsights(Enum):
    """How closely CloudWatch watches the cluster. More costs more: its metrics are billed one by one."""

    ENHANCED = "enhanced"
    """Metrics and curated dashboards down to the container."""
    ENABLED = "enabled"
    """Metrics of cluster, service and task."""
    DISABLED = "disabled"
    """Only the CPU and memory averages that ECS sends anyway; scaling needs no more."""


@dataclass(frozen=True, kw_only=True)
class ExecLogging:
    """How sessions in running containers are recorded: each command and what it printed."""

    # Days that records are kept; an audit's usual year.
    retention_days: int = 365
    # Customer managed KMS key for sessions and records; its policy must let CloudWatch Logs use it. None: AWS's keys.
    kms_key_arn: pulumi.Input[str] | None = None


@dataclass(frozen=True, kw_only=True)
class ClusterArgs:
    """Arguments of Cluster."""

    # Where the cluster lives.
    location: Location
    # Physical name. Given, not made up, so that ``service/<cluster>/<service>`` is known at preview.
    cluster_name: str
    # Detail of the metrics; enhanced, because a fault at this traffic has to be found in one container of hundreds.
    container_insights: ContainerInsights = ContainerInsights.ENHANCED
    # How sessions are recorded. None: no service can have any.
    exec_logging: ExecLogging | None = None


class Cluster(pulumi.ComponentResource):
    """A cluster for Fargate tasks.

    *Creates*: the cluster, and its capacity providers FARGATE and FARGATE_SPOT; a log group for sessions if they are
    recorded. What names no provider runs on demand.

    *Outputs*: ``name`` and ``arn``, both known at preview. Whatever uses either waits until the capacity providers are
    there, because ECS refuses a service that asks for one too early. ``exec_access``, to let a service have sessions.

    *Cost* (2026-11, us-east-1): nothing by itself; Container Insights bills its metrics, records are 0.50 USD a GB.

    *Rules that watch it*: a provider that a service names is attached to its cluster (SERVICE-010, SERVICE-011);
    sessions are recorded.
    """

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(self, name: str, args: ClusterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Cluster", name, {}, opts)
        self.exec_access = self._exec_access(name, args)
        cluster = self._cluster(name, args)
        providers = self._capacity_providers(name, cluster)
        self.name = pulumi.Output.all(cluster.name, providers.cluster_name).apply(lambda names: str(names[0]))
        self.arn = self.name.apply(lambda physical: args.location.arn("ecs", f"cluster/{physical}"))
        self.register_outputs({"name": self.name, "arn": self.arn})

    def _exec_access(self, name: str, args: ClusterArgs) -> ExecAccess | None:
        logging = args.exec_logging
        if logging is None:
            return None
        group = aws.cloudwatch.LogGroup(
            f"{name}-exec",
            name=f"/ecs/{args.cluster_name}/exec",
            retention_in_days=logging.retention_days,
            kms_key_id=logging.kms_key_arn,
            tags={"Name": f"{name}-exec"},
            opts=pulumi.ResourceOptions(parent=self),
        )
        return ExecAccess(log_group_name=group.name, kms_key_arn=logging.kms_key_arn)

    def _cluster(self, name: str, args: ClusterArgs) -> aws.ecs.Cluster:
        return aws.ecs.Cluster(
            f"{name}-cluster",
            name=args.cluster_name,
            settings=[{"name": "containerInsights", "value": args.container_insights.value}],
            configuration=_recording(self.exec_access),
            tags={"Name": name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _capacity_providers(self, name: str, cluster: aws.ecs.Cluster) -> aws.ecs.ClusterCapacityProviders:
        return aws.ecs.ClusterCapacityProviders(
            f"{name}-capacity",
            cluster_name=cluster.name,
            capacity_providers=["FARGATE", "FARGATE_SPOT"],
            default_capacity_provider_strategies=[{"capacity_provider": "FARGATE", "base": 1, "weight": 1}],
            opts=pulumi.ResourceOptions(parent=self),
        )


def _recording(access: ExecAccess | None) -> aws.ecs.ClusterConfigurationArgs | None:
    if access is None:
        return None
    log_configuration = aws.ecs.ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs(
        cloud_watch_log_group_name=access.log_group_name,
        cloud_watch_encryption_enabled=access.kms_key_arn is not None,
    )
    return aws.ecs.ClusterConfigurationArgs(
        execute_command_configuration=aws.ecs.ClusterConfigurationExecuteCommandConfigurationArgs(
            kms_key_id=access.kms_key_arn, logging="OVERRIDE", log_configuration=log_configuration
        )
    )
