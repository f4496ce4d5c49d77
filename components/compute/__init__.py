"""Compute: the containers that answer requests, on Fargate."""

from components.compute.autoscaling import ServiceScaling, ServiceScalingArgs, TaskScaling
from components.compute.capacity import CapacityStrategy
from components.compute.cluster import Cluster, ClusterArgs, ContainerInsights, ExecLogging
from components.compute.container import Container, ContainerHealthCheck, PortProtocol
from components.compute.deployment import (
    CanaryShift,
    Deployment,
    DeploymentStrategy,
    LifecycleHook,
    LifecycleStage,
    LinearShift,
)
from components.compute.exec_access import ExecAccess
from components.compute.fargate_service import FargateService
from components.compute.repository import Repository, RepositoryArgs
from components.compute.rollout import LoadBalancerTarget, Rollout, TrafficShift
from components.compute.schedule import ScheduledCapacity
from components.compute.service_args import FargateServiceArgs
from components.compute.task_definition import CpuArchitecture, TaskDefinition, TaskDefinitionArgs

__all__ = [
    "CanaryShift",
    "CapacityStrategy",
    "Cluster",
    "ClusterArgs",
    "Container",
    "ContainerHealthCheck",
    "ContainerInsights",
    "CpuArchitecture",
    "Deployment",
    "DeploymentStrategy",
    "ExecAccess",
    "ExecLogging",
    "FargateService",
    "FargateServiceArgs",
    "LifecycleHook",
    "LifecycleStage",
    "LinearShift",
    "LoadBalancerTarget",
    "PortProtocol",
    "Repository",
    "RepositoryArgs",
    "Rollout",
    "ScheduledCapacity",
    "ServiceScaling",
    "ServiceScalingArgs",
    "TaskDefinition",
    "TaskDefinitionArgs",
    "TaskScaling",
    "TrafficShift",
]
