"""Programs that keep and break DATABASE-012, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _subnets(name: str, vpc: pulumi.Input[str]) -> list[pulumi.Output[str]]:
    return [
        aws.ec2.Subnet(f"{name}-{zone}", vpc_id=vpc, cidr_block=f"10.0.{number}.0/24", availability_zone=zone).id
        for number, zone in enumerate(("us-east-1a", "us-east-1b"))
    ]


def _vpc(name: str, opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    return aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", opts=opts).id


def _cluster(subnet_ids: list[pulumi.Output[str]]) -> aws.rds.Cluster:
    group = aws.rds.SubnetGroup("main", name="main", subnet_ids=subnet_ids)
    return aws.rds.Cluster(
        "main", cluster_identifier="main", engine="aurora-postgresql", db_subnet_group_name=group.name
    )


def _proxy(subnet_ids: list[pulumi.Output[str]]) -> aws.rds.Proxy:
    return aws.rds.Proxy(
        "main",
        name="main",
        engine_family="POSTGRESQL",
        role_arn="arn:aws:iam::123456789012:role/proxy",
        auths=[{"auth_scheme": "SECRETS"}],
        vpc_subnet_ids=subnet_ids,
        require_tls=True,
    )


def _target(proxy: pulumi.Input[str], cluster: pulumi.Input[str]) -> None:
    aws.rds.ProxyTarget("main", db_proxy_name=proxy, target_group_name="default", db_cluster_identifier=cluster)


def good_same_vpc() -> None:
    """Both lie in the data subnets."""
    subnets = _subnets("data", _vpc("main"))
    _target(_proxy(subnets).name, _cluster(subnets).id)


def bad_other_vpc() -> None:
    """Database proxy `main` lies in another VPC than database cluster `main`: it never reaches it."""
    _target(_proxy(_subnets("tools", _vpc("tools"))).name, _cluster(_subnets("data", _vpc("main"))).id)


def bad_by_literal_names() -> None:
    """Database proxy `main` lies in another VPC than database cluster `main`: it never reaches it."""
    _proxy(_subnets("tools", pulumi.Output.from_input("vpc-11111111")))
    _cluster(_subnets("data", pulumi.Output.from_input("vpc-22222222")))
    _target("main", "main")


def bad_inside_component() -> None:
    """Database proxy `main` lies in another VPC than database cluster `main`: it never reaches it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Network", "network"))
    _target(_proxy(_subnets("tools", _vpc("tools", inside))).name, _cluster(_subnets("data", _vpc("main", inside))).id)


def unknown_outside() -> None:
    """The VPCs of its proxy and its cluster, one of which is outside the stack"""
    _target(_proxy(_subnets("data", _vpc("main"))).name, "cluster-of-another-stack")


def unknown_default_group() -> None:
    """The VPC of its subnets, and that of its cluster's"""
    cluster = aws.rds.Cluster("main", engine="aurora-postgresql")
    _target(_proxy(_subnets("data", _vpc("main"))).name, cluster.id)
