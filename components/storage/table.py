"""A DynamoDB table: one item by its key, in milliseconds, at any load. The order consumer's memory of what it has done.

A consumer writes the id of each message before it works it off, on condition that it is not there yet; so a message
that comes twice is worked off once. It owns the table and its scaling, not who uses it. Items go by themselves at the
time that they carry. It survives the loss of a zone, and a mistake: it can be restored to any second of its window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws

from components import iam, target_tracking
from components.naming import Location

_LONGEST_WINDOW_DAYS = 35  # DynamoDB
_READ = ("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query")
_WRITE = ("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem")


class BillingMode(Enum):
    """What a table is paid for."""

    ON_DEMAND = "on_demand"
    """Each request; for traffic that nobody can foretell, and for little of it."""
    PROVISIONED = "provisioned"
    """Capacity by the hour, which follows the traffic within limits; cheaper for traffic that is even."""


@dataclass(frozen=True, kw_only=True)
class KeyAttribute:
    """A part of the key."""

    # Its name in the items.
    name: str
    # ``S`` for text, ``N`` for numbers, ``B`` for bytes.
    type: str = "S"

    def __post_init__(self) -> None:
        if self.type not in ("S", "N", "B"):
            raise ValueError(f"the key {self.name} has the type {self.type!r}: write S, N or B")


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Between which numbers provisioned capacity moves: units a second, one for a write of 1 KB or a read of 4 KB."""

    # Fewest units; a burst beyond it is throttled until scaling has followed, for minutes.
    min_units: int
    # Most units.
    max_units: int
    # Use to hold, in percent of what is provisioned: the rest is for those minutes. AWS's console proposes it.
    target_percent: int = 70

    def __post_init__(self) -> None:
        if not 1 <= self.min_units <= self.max_units:
            raise ValueError(f"min_units ({self.min_units}) must be between 1 and max_units ({self.max_units})")
        if not 20 <= self.target_percent <= 90:
            raise ValueError("target_percent must be between 20 and 90, the range of DynamoDB")


@dataclass(frozen=True, kw_only=True)
class TableArgs:
    """Arguments of Table."""

    # Where the table is.
    location: Location
    # Physical name; ARNs and rights are made from it before the table exists.
    table_name: str
    # The key by which items are spread.
    partition_key: KeyAttribute
    # Refuse to delete the table, by Pulumi and by DynamoDB itself.
    deletion_protection: bool
    # The key by which items of one partition are ordered, if they have one.
    sort_key: KeyAttribute | None = None
    # What is paid for; requests, until the traffic is known.
    billing_mode: BillingMode = BillingMode.ON_DEMAND
    # Capacity for reads, with PROVISIONED.
    read_capacity: Capacity | None = None
    # Capacity for writes, with PROVISIONED.
    write_capacity: Capacity | None = None
    # Reads a second that ON_DEMAND takes at most: a lid on the bill. None is the account's quota.
    max_read_units: int | None = None
    # Writes a second that ON_DEMAND takes at most. None is the account's quota.
    max_write_units: int | None = None
    # Attribute with the second (since 1970) at which an item may go; within days of it DynamoDB deletes it, for free.
    ttl_attribute: str | None = None
    # Days back to which every second can be restored, 1 to 35; none leaves it off. The longest, as space is what costs.
    recovery_days: int | None = 35
    # A customer managed KMS key; without one DynamoDB's own of this account, which costs its requests only.
    key_arn: pulumi.Input[str] | None = None

    def __post_init__(self) -> None:
        if not 3 <= len(self.table_name) <= 255:
            raise ValueError(f"the table name {self.table_name!r} must have 3 to 255 characters")
        if self.recovery_days is not None and not 1 <= self.recovery_days <= _LONGEST_WINDOW_DAYS:
            raise ValueError(f"recovery_days must be between 1 and {_LONGEST_WINDOW_DAYS}, or none to leave it off")
        _check_billing(self)


class Table(pulumi.ComponentResource):
    """An encrypted DynamoDB table, on demand or with capacity that follows the traffic.

    *Creates*: the table; with PROVISIONED a scalable target and a policy each for reads and writes.

    *Outputs*: ``table_name`` and ``table_arn``, known at preview.

    *Cost* (2026-11, us-east-1): on demand 0.625 USD a million writes and 0.125 a million reads; provisioned 0.00065 a
    write unit and 0.00013 a read unit an hour, so an even load on provisioned units at 70 % costs less than half. 0.25
    a GB-month, and 0.20 more for the recovery window. A million orders remembered are two writes each: 1.25.

    *Rules that watch it*: tables are encrypted, can be restored, and resist deletion; provisioned ones scale.
    """

    table_name: pulumi.Output[str]
    table_arn: pulumi.Output[str]

    def __init__(self, name: str, args: TableArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("floodgate:index:Table", name, {}, opts)
        self._name = name
        self._args = args
        self.table_name = self._table().name
        self.table_arn = self.table_name.apply(lambda made: args.location.arn("dynamodb", f"table/{made}"))
        if args.read_capacity and args.write_capacity:
            self._scale("read", "Read", args.read_capacity)
            self._scale("write", "Write", args.write_capacity)
        self.register_outputs({"table_name": self.table_name, "table_arn": self.table_arn})

    def grant_read_write(self, grantee: str, role: aws.iam.Role) -> aws.iam.RolePolicy:
        """Let ``role`` read and write items of this table; ``grantee`` names it in the policy's name. No scans."""
        key = self._args.key_arn
        statements = [
            iam.allow([*_READ, *_WRITE], [self.table_arn]),
            *([iam.allow(["kms:Decrypt"], [key])] if key is not None else []),
        ]
        return iam.grant(f"{self._name}-use-{grantee}", role, *statements, parent=self)

    def _table(self) -> aws.dynamodb.Table:
        args = self._args
        reads, writes = args.read_capacity, args.write_capacity
        return aws.dynamodb.Table(
            f"{self._name}-table",
            name=args.table_name,
            billing_mode="PROVISIONED" if args.billing_mode is BillingMode.PROVISIONED else "PAY_PER_REQUEST",
            read_capacity=reads.min_units if reads else None,
            write_capacity=writes.min_units if writes else None,
            on_demand_throughput=self._lid(),
            attributes=[{"name": key.name, "type": key.type} for key in self._keys()],
            hash_key=args.partition_key.name,
            range_key=args.sort_key.name if args.sort_key else None,
            ttl={"enabled": True, "attribute_name": args.ttl_attribute} if args.ttl_attribute else None,
            point_in_time_recovery=self._recovery(),
            server_side_encryption=aws.dynamodb.TableServerSideEncryptionArgs(enabled=True, kms_key_arn=args.key_arn),
            deletion_protection_enabled=args.deletion_protection,
            tags={"Name": args.table_name},
            opts=pulumi.ResourceOptions(
                parent=self,
                protect=args.deletion_protection,
                # Otherwise every update would scale a busy table back to its minimum.
                ignore_changes=["read_capacity", "write_capacity"] if reads else None,
            ),
        )

    def _keys(self) -> Sequence[KeyAttribute]:
        return [key for key in (self._args.partition_key, self._args.sort_key) if key is not None]

    def _lid(self) -> aws.dynamodb.TableOnDemandThroughputArgs | None:
        reads, writes = self._args.max_read_units, self._args.max_write_units
        if reads is None and writes is None:
            return None
        return aws.dynamodb.TableOnDemandThroughputArgs(max_read_request_units=reads, max_write_request_units=writes)

    def _recovery(self) -> aws.dynamodb.TablePointInTimeRecoveryArgs:
        days = self._args.recovery_days
        return aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=days is not None, recovery_period_in_days=days)

    def _scale(self, what: str, metric: str, capacity: Capacity) -> None:
        """Keep the use of read or write units at its target by the number of units."""
        target = aws.appautoscaling.Target(
            f"{self._name}-{what}",
            service_namespace="dynamodb",
            scalable_dimension=f"dynamodb:table:{metric}CapacityUnits",
            resource_id=self.table_name.apply(lambda made: f"table/{made}"),
            min_capacity=capacity.min_units,
            max_capacity=capacity.max_units,
            tags={"Name": f"{self._name}-{what}"},
            opts=pulumi.ResourceOptions(parent=self),
        )
        use = target_tracking.ReadyMetric(predefined_metric_type=f"DynamoDB{metric}CapacityUtilization")
        configuration = target_tracking.Configuration(
            target_value=capacity.target_percent, predefined_metric_specification=use
        )
        target_tracking.follow(f"{self._name}-{what}", target, configuration, self)


def _check_billing(args: TableArgs) -> None:
    capacities, lids = (args.read_capacity, args.write_capacity), (args.max_read_units, args.max_write_units)
    if args.billing_mode is BillingMode.PROVISIONED:
        if None in capacities:
            raise ValueError("PROVISIONED needs read_capacity and write_capacity: give both, or take ON_DEMAND")
        if lids != (None, None):
            raise ValueError("max_read_units and max_write_units are for ON_DEMAND: set max_units of the capacity")
    elif capacities != (None, None):
        raise ValueError("read_capacity and write_capacity are for PROVISIONED: leave them out, or choose it")
    if any(lid is not None and lid < 1 for lid in lids):
        raise ValueError("max_read_units and max_write_units must be at least 1, or none for no lid")
