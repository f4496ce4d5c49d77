"""Programs that keep and break DATABASE-020, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _group(value: str, name: str = "rds.force_ssl", opts: pulumi.ResourceOptions | None = None) -> pulumi.Output[str]:
    return aws.rds.ClusterParameterGroup(
        "main",
        name="main-params",
        family="aurora-postgresql17",
        parameters=[{"name": "log_statement", "value": "ddl"}, {"name": name, "value": value}],
        opts=opts,
    ).name


def _cluster(group: pulumi.Input[str] | None, engine: str = "aurora-postgresql", version: str = "17.7") -> None:
    aws.rds.Cluster("main", engine=engine, engine_version=version, db_cluster_parameter_group_name=group)


def good_forced() -> None:
    """PostgreSQL's parameter."""
    _cluster(_group("1"))


def good_mysql() -> None:
    """MySQL's parameter."""
    _cluster(_group("ON", "require_secure_transport"), "aurora-mysql", "8.0.mysql_aurora.3.08.0")


def bad_by_name() -> None:
    """Database cluster `main` takes connections without TLS (rds.force_ssl of its parameter group)."""
    _cluster(_group("0"))


def bad_by_literal_name() -> None:
    """Database cluster `main` takes connections without TLS (rds.force_ssl of its parameter group)."""
    _group("0")
    _cluster("main-params")


def bad_default_of_old_version() -> None:
    """Database cluster `main` takes connections without TLS (rds.force_ssl of its parameter group)."""
    _cluster("default.aurora-postgresql16", version="16.6")


def bad_mysql() -> None:
    """Database cluster `main` takes connections without TLS (require_secure_transport of its parameter group)."""
    _cluster(_group("OFF", "require_secure_transport"), "aurora-mysql", "8.0.mysql_aurora.3.08.0")


def bad_inside_component() -> None:
    """Database cluster `main` takes connections without TLS (rds.force_ssl of its parameter group)."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _cluster(_group("0", opts=inside))


def bad_instance() -> None:
    """Database instance `main` takes connections without TLS (rds.force_ssl of its parameter group)."""
    group = aws.rds.ParameterGroup("main", family="postgres16", parameters=[{"name": "rds.force_ssl", "value": "0"}])
    aws.rds.Instance("main", engine="postgres", instance_class="db.t4g.small", parameter_group_name=group.name)


def unknown_outside() -> None:
    """Its engine and its parameter group, in which rds.force_ssl or require_secure_transport is to be set"""
    _cluster("group-of-another-stack")
