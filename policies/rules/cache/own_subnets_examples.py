"""Programs that keep and break CACHE-016, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(subnets: pulumi.Input[str] | None) -> None:
    aws.elasticache.ReplicationGroup("main", description="main", subnet_group_name=subnets)


def good_own() -> None:
    """Data subnets."""
    _group(aws.elasticache.SubnetGroup("main", subnet_ids=["subnet-11111111", "subnet-22222222"]).name)


def good_outside() -> None:
    """Those of another stack."""
    _group("data-subnets")


def bad_none() -> None:
    """Replication group `main` lies in the default subnets of the default VPC (subnetGroupName)."""
    _group(None)


def bad_default() -> None:
    """Replication group `main` lies in the default subnets of the default VPC (subnetGroupName)."""
    _group("default")
