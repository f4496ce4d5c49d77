"""Quantities: how much of everything a stack has.

`profiles` alone holds numbers: `PRODUCTION` is whole, `DEVELOPMENT` is production with a few replacements, and a stack
file may override any single quantity under `sizing`, in camelCase. `models` says what there is, `values` what is
allowed.
"""

from components.sizing.models import (
    CacheSizing,
    ConsumerSizing,
    DatabaseSizing,
    EdgeSizing,
    HealthCheckSizing,
    InstancesSizing,
    LoadBalancerSizing,
    NetworkSizing,
    PoolSizing,
    QueueSizing,
    ScalingSizing,
    ServerlessSizing,
    ServiceSizing,
    Sizing,
    TaskSizing,
    TimingSizing,
    WorkerScalingSizing,
    WorkerSizing,
    WorkerTimingSizing,
)
from components.sizing.profiles import DEVELOPMENT, PRODUCTION
from components.sizing.values import (
    Architecture,
    Cidr,
    Engine,
    Frozen,
    Nat,
    Price,
    Strategy,
    distinct,
    listed,
    refused,
    shaped,
    text,
)

__all__ = [
    "DEVELOPMENT",
    "PRODUCTION",
    "Architecture",
    "CacheSizing",
    "Cidr",
    "ConsumerSizing",
    "DatabaseSizing",
    "EdgeSizing",
    "Engine",
    "Frozen",
    "HealthCheckSizing",
    "InstancesSizing",
    "LoadBalancerSizing",
    "Nat",
    "NetworkSizing",
    "PoolSizing",
    "Price",
    "QueueSizing",
    "ScalingSizing",
    "ServerlessSizing",
    "ServiceSizing",
    "Sizing",
    "Strategy",
    "TaskSizing",
    "TimingSizing",
    "WorkerScalingSizing",
    "WorkerSizing",
    "WorkerTimingSizing",
    "distinct",
    "listed",
    "refused",
    "shaped",
    "text",
]
