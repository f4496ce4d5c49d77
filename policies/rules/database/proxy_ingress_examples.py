"""Programs that keep and break DATABASE-013, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(name: str, opts: pulumi.ResourceOptions | None = None) -> aws.ec2.SecurityGroup:
    return aws.ec2.SecurityGroup(name, vpc_id="vpc-11111111", opts=opts)


def _proxied(cluster_group: pulumi.Input[str], proxy_group: pulumi.Input[str]) -> None:
    cluster = aws.rds.Cluster(
        "main", cluster_identifier="main", engine="aurora-postgresql", vpc_security_group_ids=[cluster_group]
    )
    proxy = aws.rds.Proxy(
        "main",
        name="main",
        engine_family="POSTGRESQL",
        role_arn="arn:aws:iam::123456789012:role/proxy",
        auths=[{"auth_scheme": "SECRETS"}],
        vpc_subnet_ids=["subnet-11111111", "subnet-22222222"],
        vpc_security_group_ids=[proxy_group],
        require_tls=True,
    )
    aws.rds.ProxyTarget("main", db_proxy_name=proxy.name, target_group_name="default", db_cluster_identifier=cluster.id)


def _ingress(to: pulumi.Input[str], of: pulumi.Input[str], port: int) -> None:
    aws.vpc.SecurityGroupIngressRule(
        "database",
        security_group_id=to,
        referenced_security_group_id=of,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
    )


def good_ingress_rule() -> None:
    """The cluster's group lets the proxy's in."""
    database, clients = _group("database"), _group("proxy")
    _ingress(database.id, clients.id, 5432)
    _proxied(database.id, clients.id)


def good_inline() -> None:
    """The same, in a block of the group."""
    clients = _group("proxy")
    database = aws.ec2.SecurityGroup(
        "database",
        vpc_id="vpc-11111111",
        ingress=[{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "security_groups": [clients.id]}],
    )
    _proxied(database.id, clients.id)


def bad_no_rule() -> None:
    """No security group of database cluster `main` lets database proxy `main` in on the port of the database."""
    _proxied(_group("database").id, _group("proxy").id)


def bad_other_port() -> None:
    """No security group of database cluster `main` lets database proxy `main` in on the port of the database."""
    database, clients = _group("database"), _group("proxy")
    _ingress(database.id, clients.id, 3306)
    _proxied(database.id, clients.id)


def bad_other_group_inside_component() -> None:
    """No security group of database cluster `main` lets database proxy `main` in on the port of the database."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    database, tasks = _group("database", inside), _group("tasks", inside)
    _ingress(database.id, tasks.id, 5432)
    _proxied(database.id, _group("proxy").id)


def unknown_range() -> None:
    """Its security groups, those of its proxy, and what they let in"""
    database = aws.ec2.SecurityGroup(
        "database",
        vpc_id="vpc-11111111",
        ingress=[{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_blocks": ["10.0.0.0/16"]}],
    )
    _proxied(database.id, _group("proxy").id)


def unknown_outside() -> None:
    """Its security groups, those of its proxy, and what they let in"""
    _proxied("sg-11111111", _group("proxy").id)
