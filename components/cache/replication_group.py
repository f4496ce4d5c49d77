"""The cache: one primary that takes the writes, and replicas that share the reads and stand in for it.

A request asks here before it asks the database, and most find their answer. It owns the nodes, their network, token,
parameters and logs; it does not own what is kept there, nor what happens on a miss: that is the services' code. It
survives the loss of a node or a zone: a replica becomes primary in 10 to 30 seconds, in which writes fail and reads go
on. When all of it is gone the services go to the database, which must stand that (aws-facts R13) or shed load.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import facts
from components.cache.engine import (
    AuthTokenUpdateStrategy,
    CacheEngine,
    EvictionPolicy,
    parameter_family,
    version_of,
)
from components.generated_secret import GeneratedSecret, GeneratedSecretArgs
from components.naming import Location
from components.security_group import SecurityGroup, SecurityGroupArgs
from components.windows import check_windows

_IDENTIFIER = re.compile(r"[a-z](-?[a-z0-9])*")
_LONGEST_IDENTIFIER = 40  # ElastiCache
_LEAST_WINDOW_MINUTES = 60  # ElastiCache
_MOST_NODES = 6  # a primary and five replicas
_PORT = 6379


@dataclass(frozen=True, kw_only=True)
class ReplicationGroupArgs:
    """Arguments of ReplicationGroup. The numbers are the article's."""

    # Where the nodes are.
    location: Location
    # Physical name; its logs are in ``/aws/elasticache/<replication_group_id>/``.
    replication_group_id: str
    # The VPC of the subnets.
    vpc_id: pulumi.Input[str]
    # Data subnets by zone name; nodes are spread over them in the order of the names.
    subnet_ids: Mapping[str, pulumi.Input[str]]
    # What goes when memory is full. A group with sessions or rate limits wants NOEVICTION, or a second group beside it.
    eviction_policy: EvictionPolicy
    # Refuse to delete the group with the stack or on replacement.
    deletion_protection: bool
    # Name of the snapshot that stays when the group is deleted, none to keep nothing; another one each time, as AWS
    # refuses a name that is taken.
    final_snapshot_identifier: str | None
    # Redis or Valkey.
    engine: CacheEngine = CacheEngine.REDIS
    # Major and minor version; without one 7.1 of Redis, 8.0 of Valkey. AWS never downgrades in place.
    engine_version: str | None = None
    # Size of a node; 13.07 GiB, of which 75 % hold data.
    node_type: str = "cache.r7g.large"
    # The primary and its replicas.
    node_count: int = 3
    # Make a replica the primary when that fails.
    automatic_failover: bool = True
    # Promise of AWS to keep nodes in more than one zone.
    multi_az: bool = True
    # When AWS may change the nodes: an hour of little traffic, UTC.
    maintenance_window: str = "sun:05:00-sun:06:00"
    # When the daily snapshot begins, UTC.
    snapshot_window: str = "04:00-05:00"
    # Days that snapshots are kept; 0 takes none.
    snapshot_retention_days: int = 7
    # Counts up to rotate the token.
    auth_token_version: int = 1
    # What becomes of the old token on a rotation.
    auth_token_update_strategy: AuthTokenUpdateStrategy = AuthTokenUpdateStrategy.ROTATE
    # Days in which the token's secret can be had back after deletion; 0 frees its name at once.
    secret_recovery_window_days: int = 30
    # A customer managed KMS key for the nodes' disks, snapshots and the token; without one AWS's own keys.
    key_arn: pulumi.Input[str] | None = None
    # Apply changes at once rather than in the maintenance window: a node at a time is out while they are made.
    apply_immediately: bool = False
    # Days that slow and engine log lines are kept; long enough to look into the last month's incident (guess).
    log_retention_days: int = 30

    def __post_init__(self) -> None:
        _check_names(self)
        _check_nodes(self)
        _check_snapshots(self)
        version_of(self.engine, self.engine_version)


class ReplicationGroup(pulumi.ComponentResource):
    """A Redis or Valkey replication group of one shard, encrypted at rest and on the wire, behind a token.

    To rotate the token raise ``auth_token_version``. The new one is stored, then set beside the old one: both are valid
    (ROTATE). Deploy the services, which read the secret at their start. Until a node knows the new token a task that
    starts is refused, and answers from the database. To end the old token's life, set the strategy to SET.

    *Creates*: the group; its token in Secrets Manager; security, subnet and parameter group; two log groups.

    *Outputs*: ``replication_group_id`` and ``port``, known at preview; ``primary_endpoint`` for writes,
    ``reader_endpoint`` for reads that may be some milliseconds old; ``secret_arn`` of the token, and ``auth_token`` to
    grant reading it; ``slow_log_group_name`` and ``engine_log_group_name``; ``member_cluster_ids``, for alarms;
    ``security_group``.

    *Cost* (2026-11, us-east-1): cache.r7g.large is 0.219 USD an hour, 480 a month for three; as Valkey 0.175 and 383.
    Snapshots beyond the first are 0.085 a GB and month; traffic between zones 0.01 a GB each way. Database Savings
    Plans cover Valkey, not Redis.

    *Rules that watch it*: token only with TLS (CACHE-003, CACHE-004); failover with replicas in other zones (CACHE-006,
    CACHE-014, CACHE-007); TLS named explicitly (CACHE-008); windows apart (CACHE-010); sessions are not evicted
    (CACHE-012).
    """

    replication_group_id: pulumi.Output[str]
    primary_endpoint: pulumi.Output[str]
    reader_endpoint: pulumi.Output[str]
    port: pulumi.Output[int]
    secret_arn: pulumi.Output[str]
    slow_log_group_name: pulumi.Output[str]
    engine_log_group_name: pulumi.Output[str]
    member_cluster_ids: pulumi.Output[Sequence[str]]

    def __init__(self, name: str, args: ReplicationGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:ReplicationGroup", name, {}, opts)
        self._name = name
        self._args = args
        self.security_group = self._security_group()
        self.slow_log_group_name = self._log_group("slow-log").name
        self.engine_log_group_name = self._log_group("engine-log").name
        self.auth_token = self._token()
        group = self._group()
        self.replication_group_id = group.replication_group_id
        self.primary_endpoint = group.primary_endpoint_address
        self.reader_endpoint = group.reader_endpoint_address
        self.port = pulumi.Output.from_input(_PORT)
        self.secret_arn = self.auth_token.arn
        self.member_cluster_ids = self.replication_group_id.apply(
            lambda made: [f"{made}-{number:03}" for number in range(1, args.node_count + 1)]
        )  # as ElastiCache calls them; its own output is unknown at preview
        self.register_outputs(
            {
                "replication_group_id": self.replication_group_id,
                "primary_endpoint": self.primary_endpoint,
                "reader_endpoint": self.reader_endpoint,
                "port": self.port,
                "secret_arn": self.secret_arn,
                "slow_log_group_name": self.slow_log_group_name,
                "engine_log_group_name": self.engine_log_group_name,
                "member_cluster_ids": self.member_cluster_ids,
            }
        )

    def allow_from(self, peer_name: str, peer: SecurityGroup) -> None:
        """Let ``peer``'s members, such as a service's tasks, connect to the nodes; ``peer_name`` names the rules."""
        self.security_group.allow_from(peer_name, peer, _PORT)

    def _security_group(self) -> SecurityGroup:
        return SecurityGroup(
            f"{self._name}-nodes",
            SecurityGroupArgs(vpc_id=self._args.vpc_id, description="Cache nodes"),
            pulumi.ResourceOptions(parent=self),
        )

    def _log_group(self, kind: str) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            f"{self._name}-{kind}",
            name=f"/aws/elasticache/{self._args.replication_group_id}/{kind}",
            retention_in_days=self._args.log_retention_days,
            tags={"Name": f"{self._name}-{kind}"},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _token(self) -> GeneratedSecret:
        args = self._args
        return GeneratedSecret(
            f"{self._name}-token",
            GeneratedSecretArgs(
                location=args.location,
                secret_name=f"{args.replication_group_id}-token",
                description=f"AUTH token of the cache {args.replication_group_id}",
                version=args.auth_token_version,
                recovery_window_days=args.secret_recovery_window_days,
                key_arn=args.key_arn,
            ),
            pulumi.ResourceOptions(parent=self),
        )

    def _subnet_group(self) -> aws.elasticache.SubnetGroup:
        subnets = self._args.subnet_ids
        return aws.elasticache.SubnetGroup(
            f"{self._name}-subnets",
            description="Data subnets of a cache",
            subnet_ids=[subnets[zone] for zone in sorted(subnets)],
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _parameter_group(self, version: str) -> aws.elasticache.ParameterGroup:
        return aws.elasticache.ParameterGroup(
            f"{self._name}-params",
            description="Parameters of a cache",
            family=parameter_family(self._args.engine, version),
            parameters=[{"name": "maxmemory-policy", "value": self._args.eviction_policy.value}],
            tags={"Name": self._name},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _group(self) -> aws.elasticache.ReplicationGroup:
        args = self._args
        version = version_of(args.engine, args.engine_version)
        return aws.elasticache.ReplicationGroup(
            f"{self._name}-group",
            replication_group_id=args.replication_group_id,
            description=f"Cache {args.replication_group_id}",
            engine=args.engine.value,
            engine_version=version,
            auto_minor_version_upgrade=False,  # the version moves by its argument, or the program would want to go back
            node_type=args.node_type,
            num_cache_clusters=args.node_count,
            automatic_failover_enabled=args.automatic_failover,
            multi_az_enabled=args.multi_az,
            preferred_cache_cluster_azs=node_zones(list(args.subnet_ids), args.node_count),
            subnet_group_name=self._subnet_group().name,
            security_group_ids=[self.security_group.id],
            port=_PORT,
            parameter_group_name=self._parameter_group(version).name,
            at_rest_encryption_enabled=True,
            kms_key_id=args.key_arn,
            transit_encryption_enabled=True,
            transit_encryption_mode="required",
            auth_token_wo=self.auth_token.value,
            auth_token_wo_version=args.auth_token_version,
            auth_token_update_strategy=args.auth_token_update_strategy.value,
            maintenance_window=args.maintenance_window,
            snapshot_window=args.snapshot_window,
            snapshot_retention_limit=args.snapshot_retention_days,
            final_snapshot_identifier=args.final_snapshot_identifier,
            apply_immediately=args.apply_immediately,
            log_delivery_configurations=[
                _log_delivery("engine-log", self.engine_log_group_name),
                _log_delivery("slow-log", self.slow_log_group_name),
            ],
            tags={**self._facts(), "Name": self._name},
            opts=pulumi.ResourceOptions(parent=self, protect=args.deletion_protection),
        )

    def _facts(self) -> Mapping[str, str]:
        args = self._args
        return facts.disposable(protected=args.deletion_protection, final_snapshot=args.final_snapshot_identifier)


def _log_delivery(
    kind: str, log_group: pulumi.Output[str]
) -> aws.elasticache.ReplicationGroupLogDeliveryConfigurationArgs:
    return aws.elasticache.ReplicationGroupLogDeliveryConfigurationArgs(
        log_type=kind, log_format="json", destination_type="cloudwatch-logs", destination=log_group
    )


def node_zones(zones: list[str], node_count: int) -> list[str]:
    """The zone of each node, the primary's first: one after the other, in the order of their names."""
    names = sorted(zones)
    return [names[index % len(names)] for index in range(node_count)]


def _check_names(args: ReplicationGroupArgs) -> None:
    made = args.replication_group_id
    if not _IDENTIFIER.fullmatch(made) or len(made) > _LONGEST_IDENTIFIER:
        raise ValueError(
            f"the replication group id {made!r} must be a word of lower-case letters, digits and single hyphens, of"
            f" {_LONGEST_IDENTIFIER} characters at most: rename it"
        )
    if not args.subnet_ids:
        raise ValueError("subnet_ids is empty: give the data subnets by zone")


def _check_nodes(args: ReplicationGroupArgs) -> None:
    if not 1 <= args.node_count <= _MOST_NODES:
        raise ValueError(f"node_count must be between 1 and {_MOST_NODES}: a primary and up to five replicas")
    if args.automatic_failover and args.node_count < 2:
        raise ValueError(
            "automatic_failover needs a replica to fail over to: raise node_count to 2 or set automatic_failover to"
            " False"
        )
    if args.multi_az and not args.automatic_failover:
        raise ValueError("multi_az needs automatic_failover: set both or neither")
    if args.multi_az and len(args.subnet_ids) < 2:
        raise ValueError("multi_az needs subnets in two zones: add one to subnet_ids or set multi_az to False")


def _check_snapshots(args: ReplicationGroupArgs) -> None:
    check_windows(daily=args.snapshot_window, weekly=args.maintenance_window, least_minutes=_LEAST_WINDOW_MINUTES)
    if not 0 <= args.snapshot_retention_days <= 35:
        raise ValueError("snapshot_retention_days must be between 0 and 35")
    if args.deletion_protection and not args.final_snapshot_identifier:
        raise ValueError(
            "deletion_protection without final_snapshot_identifier: name the snapshot that stays when the protection is"
            " taken off one day"
        )
