"""Database: where the truth is kept, written once and read from many."""

from components.database.aurora_cluster import AuroraCluster
from components.database.cluster_args import AuroraClusterArgs, StorageType
from components.database.instances import DatabaseInstance, ServerlessCapacity
from components.database.monitoring import DatabaseMonitoring, InsightsMode
from components.database.parameters import DatabaseLog, LogStatement
from components.database.proxy import DatabaseProxy, DatabaseProxyArgs, ProxiedCluster
from components.database.reader_scaling import ReaderMetric, ReaderScaling, ReplicaScaling, ReplicaScalingArgs

__all__ = [
    "AuroraCluster",
    "AuroraClusterArgs",
    "DatabaseInstance",
    "DatabaseLog",
    "DatabaseMonitoring",
    "DatabaseProxy",
    "DatabaseProxyArgs",
    "InsightsMode",
    "LogStatement",
    "ProxiedCluster",
    "ReaderMetric",
    "ReaderScaling",
    "ReplicaScaling",
    "ReplicaScalingArgs",
    "ServerlessCapacity",
    "StorageType",
]
