"""What a cluster's arguments must not be, in the words of whoever wrote them. Called before anything is made."""

import re
from typing import TYPE_CHECKING

from components.database.instances import check_instances
from components.database.monitoring import InsightsMode
from components.database.reader_scaling import check_readers
from components.windows import check_windows

if TYPE_CHECKING:
    from components.database.cluster_args import AuroraClusterArgs

_IDENTIFIER = re.compile(r"[a-z](-?[a-z0-9])*")
_LONGEST_IDENTIFIER = 63  # RDS, instances included
_SQL_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_RESERVED_USERS = ("admin", "rdsadmin", "rds_superuser")  # RDS
_VERSION = re.compile(r"1[4-9]\.\d{1,2}")  # idle_session_timeout came with 14
_LEAST_WINDOW_MINUTES = 30  # RDS
_LEAST_ACU_WITH_INSIGHTS = 2  # AWS's advice (aws-facts D06)


def check_cluster(args: "AuroraClusterArgs") -> None:
    """Refuse arguments that contradict each other or AWS.

    Raises:
        ValueError: says what to change.
    """
    _check_names(args)
    if len(args.subnet_ids) < 2:
        raise ValueError("a cluster needs subnets in two zones: add one to subnet_ids")
    check_instances(args.instances, list(args.subnet_ids))
    _check_capacity(args)
    _check_pause(args)
    if args.reader_scaling is not None:
        check_readers(len(args.instances) - 1, args.reader_scaling)
    _check_safety(args)
    check_windows(daily=args.backup_window, weekly=args.maintenance_window, least_minutes=_LEAST_WINDOW_MINUTES)


def _check_names(args: "AuroraClusterArgs") -> None:
    for made in [args.cluster_identifier, *(f"{args.cluster_identifier}-{key}" for key in args.instances)]:
        if not _IDENTIFIER.fullmatch(made) or len(made) > _LONGEST_IDENTIFIER:
            raise ValueError(
                f"the name {made!r} must be a word of lower-case letters, digits and single hyphens, of"
                f" {_LONGEST_IDENTIFIER} characters at most: rename the cluster or the key of its instance"
            )
    if not _SQL_NAME.fullmatch(args.database_name):
        raise ValueError(f"the database name {args.database_name!r} may hold only lower-case letters, digits and _")
    if not _SQL_NAME.fullmatch(args.master_username) or args.master_username in _RESERVED_USERS:
        raise ValueError(
            f"the master user {args.master_username!r} is no name or one that RDS keeps to itself: choose another"
        )
    if not _VERSION.fullmatch(args.engine_version):
        raise ValueError(
            f"the engine version {args.engine_version!r} cannot be used: write a whole one of 14 or later, such as 17.7"
        )
    if not 1150 <= args.port <= 65535:
        raise ValueError("port must be between 1150 and 65535, the range of RDS")


def _check_capacity(args: "AuroraClusterArgs") -> None:
    serverless = [key for key, instance in args.instances.items() if instance.serverless]
    if serverless and args.serverless is None:
        raise ValueError(f"{serverless[0]} is serverless: give the cluster its capacity range with serverless")
    if args.serverless is None:
        return
    if not serverless:
        raise ValueError("serverless gives a capacity range but no instance is db.serverless: leave it out")
    if args.monitoring.insights is not InsightsMode.OFF and args.serverless.min_acu < _LEAST_ACU_WITH_INSIGHTS:
        raise ValueError(
            f"insights take up what min_acu {args.serverless.min_acu:g} has: set monitoring.insights to OFF or raise"
            f" min_acu to {_LEAST_ACU_WITH_INSIGHTS}"
        )


def _check_pause(args: "AuroraClusterArgs") -> None:
    idle = args.idle_session_timeout_seconds
    if idle is not None and idle < 1:
        raise ValueError("idle_session_timeout_seconds must be at least 1; leave it out to keep idle sessions")
    if args.idle_transaction_timeout_seconds < 1:
        raise ValueError("idle_transaction_timeout_seconds must be at least 1")
    if args.serverless is None or not args.serverless.pauses:
        return
    if idle is None:
        raise ValueError(
            "a cluster with min_acu 0 never pauses while a pool keeps a session open: set idle_session_timeout_seconds"
        )
    if args.reader_scaling is not None:
        raise ValueError("reader_scaling keeps a cluster awake that min_acu 0 is to let pause: leave one of them out")


def _check_safety(args: "AuroraClusterArgs") -> None:
    if not 1 <= args.backup_retention_days <= 35:
        raise ValueError("backup_retention_days must be between 1 and 35")
    snapshot = args.final_snapshot_identifier
    if snapshot is not None and not _IDENTIFIER.fullmatch(snapshot):
        raise ValueError(f"the snapshot name {snapshot!r} may hold only lower-case letters, digits and single hyphens")
    if args.deletion_protection and snapshot is None:
        raise ValueError(
            "deletion_protection without final_snapshot_identifier: name the snapshot that stays when the protection is"
            " taken off one day"
        )
    if args.deletion_protection and args.backup_retention_days < 7:
        raise ValueError("deletion_protection with less than 7 days of backups: raise backup_retention_days")
