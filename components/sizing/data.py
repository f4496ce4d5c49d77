"""What has a quantity in what tasks ask: the cache, the database, and the connections to it."""

from typing import Annotated

from pydantic import Field

from components.aurora_limits import instance_classes
from components.sizing.values import Engine, Frozen, NodeType, one_of_texts


class CacheSizing(Frozen):
    """The cache of a region. Ranges are those of a replication group without shards."""

    # redis, or valkey: a fifth cheaper, and what savings plans cover (aws-facts R15).
    engine: Engine
    # What a node is.
    node_type: NodeType
    # Primary and replicas.
    node_count: int = Field(ge=1, le=6)
    # Days that snapshots are kept; 0 takes none.
    snapshot_retention_days: int = Field(ge=0, le=35)


class InstancesSizing(Frozen):
    """The database's instances."""

    # What they are, unless the database is serverless.
    instance_class: Annotated[str, one_of_texts(instance_classes())]
    # Readers beside the writer; Aurora has 15 at most (A2).
    reader_count: int = Field(ge=0, le=15)
    # Readers up to which scaling adds; the same as readerCount for no scaling.
    max_readers: int = Field(ge=0, le=15)


class ServerlessSizing(Frozen):
    """Instances that grow and shrink by themselves, in capacity units of 2 GiB, instead of instances of a class."""

    # Whether they do; the other numbers wait for it.
    enabled: bool
    # Fewest units; 0 lets them pause.
    min_acu: float = Field(ge=0, le=256, multiple_of=0.5)
    # Most units.
    max_acu: float = Field(ge=1, le=256, multiple_of=0.5)
    # Seconds without a connection after which they pause (RDS: 300 to 86400); only with a minimum of 0.
    pause_after_seconds: int = Field(ge=300, le=86400)


class StorageSizing(Frozen):
    """The database's storage, and the way to it."""

    # Whether there is no fee for each request, for a higher price of everything else.
    io_optimized: bool
    # Days that it can be put back to any second.
    backup_retention_days: int = Field(ge=1, le=35)
    # Whether RDS Proxy stands in front of it.
    proxy: bool


class DatabaseSizing(Frozen):
    """The database of a region."""

    instances: InstancesSizing
    serverless: ServerlessSizing
    storage: StorageSizing


class PoolSizing(Frozen):
    """Connections that one task keeps to the database."""

    # To the writer, at most.
    writer_connections: int = Field(ge=1, le=1000)
    # To readers, at most.
    reader_connections: int = Field(ge=1, le=1000)
