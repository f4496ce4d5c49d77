"""Quantities: how much of everything a stack has.

`profiles` alone holds numbers: `PRODUCTION` is whole, `DEVELOPMENT` is production with a few replacements, and a stack
file may override any single quantity under `sizing`, in camelCase. `models`, `services`, `queues` and `data` say what
there is, `values` what kinds of value.
"""

from components.sizing.data import (
    CacheSizing,
    DatabaseSizing,
    InstancesSizing,
    PoolSizing,
    ServerlessSizing,
    StorageSizing,
)
from components.sizing.models import (
    Capabilities,
    EdgeSizing,
    LoadBalancerSizing,
    LogSizing,
    NetworkSizing,
    RepositorySizing,
    Sizing,
    TracingSizing,
)
from components.sizing.profiles import DEVELOPMENT, PRODUCTION
from components.sizing.queues import ConsumerSizing, QueueSizing, WorkerScalingSizing, WorkerSizing, WorkerTimingSizing
from components.sizing.services import (
    DeploymentSizing,
    HealthCheckSizing,
    ScalingSizing,
    ServiceSizing,
    ServicesSizing,
    TaskSizing,
    TimingSizing,
)
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
    "Capabilities",
    "Cidr",
    "ConsumerSizing",
    "DatabaseSizing",
    "DeploymentSizing",
    "EdgeSizing",
    "Engine",
    "Frozen",
    "HealthCheckSizing",
    "InstancesSizing",
    "LoadBalancerSizing",
    "LogSizing",
    "Nat",
    "NetworkSizing",
    "PoolSizing",
    "Price",
    "QueueSizing",
    "RepositorySizing",
    "ScalingSizing",
    "ServerlessSizing",
    "ServiceSizing",
    "ServicesSizing",
    "Sizing",
    "StorageSizing",
    "Strategy",
    "TaskSizing",
    "TimingSizing",
    "TracingSizing",
    "WorkerScalingSizing",
    "WorkerSizing",
    "WorkerTimingSizing",
    "distinct",
    "listed",
    "refused",
    "shaped",
    "text",
]
