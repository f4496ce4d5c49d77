"""What a cluster is told: every choice that there is, with the article's or the safe one as the default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import pulumi

from components.database.cluster_checks import check_cluster
from components.database.instances import DatabaseInstance, ServerlessCapacity, writer_and_two_readers
from components.database.monitoring import DatabaseMonitoring
from components.database.parameters import DatabaseLog
from components.database.reader_scaling import ReaderScaling
from components.naming import Location


class StorageType(Enum):
    """How storage is charged."""

    STANDARD = ""
    """By gigabyte and by request to it."""
    IO_OPTIMIZED = "aurora-iopt1"
    """By gigabyte only, with instances at 1.3 times the price: pays when requests are a quarter of the bill."""


@dataclass(frozen=True, kw_only=True)
class AuroraClusterArgs:
    """Arguments of AuroraCluster."""

    # Where the cluster is.
    location: Location
    # Physical name; instances are called ``<cluster_identifier>-<key>``.
    cluster_identifier: str
    # The VPC of the subnets.
    vpc_id: pulumi.Input[str]
    # Data subnets by zone name, in two zones at least; instances are placed in them.
    subnet_ids: Mapping[str, pulumi.Input[str]]
    # Refuse to delete the cluster, in AWS and in Pulumi; backups then outlive it, too.
    deletion_protection: bool
    # Name of the snapshot that stays when the cluster is deleted, none to keep nothing; another one each time, as AWS
    # refuses a name that is taken.
    final_snapshot_identifier: str | None
    # Instances by key. The article's: a writer and two readers, over as many zones as there are.
    instances: Mapping[str, DatabaseInstance] = field(default_factory=writer_and_two_readers)
    # Capacity range of serverless instances, if there are any.
    serverless: ServerlessCapacity | None = None
    # Up to how many readers, if their number is to follow the load.
    reader_scaling: ReaderScaling | None = None
    # PostgreSQL version, whole; 17.7 is in AWS's list of extensions of 2026. A change is an outage of minutes.
    engine_version: str = "17.7"
    # Let ``engine_version`` move to another major version; for that deployment only, after a rehearsal on a clone.
    allow_major_version_upgrade: bool = False
    # Name of the first database. It cannot be changed.
    database_name: str = "app"
    # The user that owns everything; services have users of their own. It cannot be changed.
    master_username: str = "dbadmin"
    # Port that it listens on: PostgreSQL's.
    port: int = 5432
    # How storage is charged.
    storage_type: StorageType = StorageType.STANDARD
    # A customer managed KMS key for storage and snapshots; without one AWS's own. It cannot be changed.
    key_arn: pulumi.Input[str] | None = None
    # A customer managed KMS key for the master secret; without one AWS's own.
    secret_key_arn: pulumi.Input[str] | None = None
    # Days to which the cluster can be put back, 1 to 35; a week finds most mistakes (guess).
    backup_retention_days: int = 7
    # When the daily backup is taken, UTC; before the cache's, so that the two never work at once.
    backup_window: str = "02:00-03:00"
    # When AWS may change the instances: an hour of little traffic, UTC, and not the cache's.
    maintenance_window: str = "sun:03:00-sun:04:00"
    # What is logged.
    log: DatabaseLog = field(default_factory=DatabaseLog)
    # How the instances are watched.
    monitoring: DatabaseMonitoring = field(default_factory=DatabaseMonitoring)
    # Seconds after which an idle session is closed; none for never. A cluster that is to pause needs it: pools keep
    # sessions open, and an open session keeps the cluster awake.
    idle_session_timeout_seconds: int | None = None
    # Seconds after which a session that does nothing in an open transaction is closed: its locks stop others (guess).
    idle_transaction_timeout_seconds: int = 60
    # Let users log in with an IAM token in place of a password.
    iam_authentication: bool = True
    # Let statements be sent as HTTPS requests to AWS, by whom IAM allows it: for people's query editors.
    data_api: bool = False
    # Apply changes at once rather than in the maintenance window: an instance restarts for most of them.
    apply_immediately: bool = False

    def __post_init__(self) -> None:
        check_cluster(self)
