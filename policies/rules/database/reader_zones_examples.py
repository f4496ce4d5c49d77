"""Programs that keep and break DATABASE-007, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(tags: dict[str, str] | None = None, opts: pulumi.ResourceOptions | None = None) -> aws.rds.Cluster:
    return aws.rds.Cluster("main", cluster_identifier="main", engine="aurora-postgresql", tags=tags, opts=opts)


def _instances(cluster: pulumi.Input[str], *zones: str, opts: pulumi.ResourceOptions | None = None) -> None:
    for number, zone in enumerate(zones):
        aws.rds.ClusterInstance(
            f"main-{number}",
            cluster_identifier=cluster,
            engine=aws.rds.EngineType.AURORA_POSTGRESQL,
            instance_class="db.r7g.large",
            availability_zone=zone,
            opts=opts,
        )


def _scaling(least: int) -> None:
    aws.appautoscaling.Target(
        "readers",
        service_namespace="rds",
        scalable_dimension="rds:cluster:ReadReplicaCount",
        resource_id="cluster:main",
        min_capacity=least,
        max_capacity=4,
    )


def good_two_zones() -> None:
    """A writer and a reader, each in a zone of its own."""
    _instances(_cluster().id, "us-east-1a", "us-east-1b")


def good_disposable() -> None:
    """A cluster of development says that it may be lost."""
    _instances(_cluster({"FLOODGATE_DISPOSABLE": "true"}).id, "us-east-1a")


def bad_one_instance() -> None:
    """Database cluster `main` has no reader: when its only instance fails, both endpoints are down until AWS has made a
    new one."""
    _instances(_cluster().id, "us-east-1a")


def bad_one_zone() -> None:
    """All instances of database cluster `main` are in one Availability Zone, and fail with it."""
    _instances(_cluster().cluster_identifier, "us-east-1a", "us-east-1a", "us-east-1a")


def bad_by_literal_name() -> None:
    """All instances of database cluster `main` are in one Availability Zone, and fail with it."""
    _cluster()
    _instances("main", "us-east-1a", "us-east-1a")


def bad_inside_component() -> None:
    """All instances of database cluster `main` are in one Availability Zone, and fail with it."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _instances(_cluster(opts=inside).id, "us-east-1a", "us-east-1a", opts=inside)


def bad_one_zone_though_scaled() -> None:
    """All instances of database cluster `main` are in one Availability Zone, and fail with it."""
    _instances(_cluster().id, "us-east-1a", "us-east-1a")
    _scaling(least=1)


def unknown_instances_elsewhere() -> None:
    """Its instances, and their Availability Zones"""
    _cluster()


def unknown_readers_of_auto_scaling() -> None:
    """Its instances, and their Availability Zones"""
    _instances(_cluster().id, "us-east-1a")
    _scaling(least=1)
