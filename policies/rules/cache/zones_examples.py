"""Programs that keep and break CACHE-007, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnets(*zones: str, opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    subnets = [
        aws.ec2.Subnet(
            f"data-{number}",
            vpc_id="vpc-11111111",
            cidr_block=f"10.0.{number}.0/24",
            availability_zone=zone,
            opts=opts,
        ).id
        for number, zone in enumerate(zones)
    ]
    return aws.elasticache.SubnetGroup("main", name="main-subnets", subnet_ids=subnets, opts=opts).name


def _group(
    subnets: pulumi.Input[str] | None, zones: list[str] | None, nodes: int = 2, *, multi_az: bool = True
) -> None:
    aws.elasticache.ReplicationGroup(
        "main",
        description="main",
        subnet_group_name=subnets,
        preferred_cache_cluster_azs=zones,
        num_cache_clusters=nodes,
        automatic_failover_enabled=True,
        multi_az_enabled=multi_az,
    )


def good_one_each() -> None:
    """Two nodes in two zones, with a subnet in each."""
    _group(_subnets("us-east-1a", "us-east-1b"), ["us-east-1a", "us-east-1b"])


def good_left_to_aws() -> None:
    """AWS spreads the nodes over the subnets."""
    _group(_subnets("us-east-1a", "us-east-1b"), None)


def good_one_zone() -> None:
    """No Multi-AZ is promised."""
    _group(_subnets("us-east-1a"), None, multi_az=False)


def bad_fewer_zones() -> None:
    """Replication group `main` does not name one zone for each of its nodes (preferredCacheClusterAzs); AWS refuses
    that."""
    _group(_subnets("us-east-1a", "us-east-1b"), ["us-east-1a", "us-east-1b"], nodes=3)


def bad_zone_without_subnet() -> None:
    """The subnets of replication group `main` are not in the zones that it is to be in."""
    _group(_subnets("us-east-1a", "us-east-1b"), ["us-east-1a", "us-east-1c"])


def bad_one_zone_by_literal_name() -> None:
    """The subnets of replication group `main` are not in the zones that it is to be in."""
    _subnets("us-east-1a", "us-east-1a")
    _group("main-subnets", None)


def bad_one_zone_inside_component() -> None:
    """The subnets of replication group `main` are not in the zones that it is to be in."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "network"))
    _group(_subnets("us-east-1a", opts=inside), None)


def unknown_outside() -> None:
    """Its zones, its nodes, and the subnets of its subnet group"""
    _group("subnets-of-another-stack", None)
