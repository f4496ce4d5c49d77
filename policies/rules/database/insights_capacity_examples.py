"""Programs that keep and break DATABASE-009, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(
    least: float, *, insights: bool | None = None, opts: pulumi.ResourceOptions | None = None
) -> aws.rds.Cluster:
    return aws.rds.Cluster(
        "main",
        cluster_identifier="main",
        engine="aurora-postgresql",
        serverlessv2_scaling_configuration={"min_capacity": least, "max_capacity": 16},
        performance_insights_enabled=insights,
        opts=opts,
    )


def _instance(cluster: pulumi.Input[str], *, insights: bool, kind: str = "db.serverless") -> None:
    aws.rds.ClusterInstance(
        "writer",
        cluster_identifier=cluster,
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        instance_class=kind,
        performance_insights_enabled=insights,
    )


def good_two_units() -> None:
    """Enough for the recording."""
    _instance(_cluster(2).id, insights=True)


def good_not_recorded() -> None:
    """Half a unit, and nothing is recorded."""
    _instance(_cluster(0.5).id, insights=False)


def good_provisioned() -> None:
    """An instance of a class has its memory."""
    _instance(_cluster(0.5).id, insights=True, kind="db.r7g.large")


def bad_on_the_instance() -> None:
    """Database cluster `main` records Performance Insights, but scales down to 0.5 capacity units; that takes 2."""
    _instance(_cluster(0.5).id, insights=True)


def bad_on_the_cluster_by_literal_name() -> None:
    """Database cluster `main` records Performance Insights, but scales down to 1 capacity units; that takes 2."""
    _cluster(1, insights=True)
    _instance("main", insights=False)


def bad_inside_component() -> None:
    """Database cluster `main` records Performance Insights, but scales down to 0 capacity units; that takes 2."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Data", "data"))
    _instance(_cluster(0, opts=inside).cluster_identifier, insights=True)
