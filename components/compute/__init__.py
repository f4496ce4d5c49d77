"""Compute: the containers that answer requests, on Fargate."""

from components.compute.autoscaling import ServiceScaling, ServiceScalingArgs, TaskScaling
from components.compute.cluster import Cluster, ClusterArgs, ContainerInsights
from components.compute.container import Container, ContainerHealthCheck
from components.compute.fargate_service import FargateService, FargateServiceArgs
from components.compute.rollout import LoadBalancerTarget, Rollout
from components.compute.task_definition import CpuArchitecture, TaskDefinition, TaskDefinitionArgs

__all__ = [
    "Cluster",
    "ClusterArgs",
    "Container",
    "ContainerHealthCheck",
    "ContainerInsights",
    "CpuArchitecture",
    "FargateService",
    "FargateServiceArgs",
    "LoadBalancerTarget",
    "Rollout",
    "ServiceScaling",
    "ServiceScalingArgs",
    "TaskDefinition",
    "TaskDefinitionArgs",
    "TaskScaling",
]
