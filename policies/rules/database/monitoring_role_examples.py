"""Programs that keep and break DATABASE-014, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _instance(interval: int | None, role: pulumi.Input[str] | None) -> None:
    aws.rds.ClusterInstance(
        "writer",
        cluster_identifier=aws.rds.Cluster("main", engine=aws.rds.EngineType.AURORA_POSTGRESQL).id,
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        instance_class="db.r7g.large",
        monitoring_interval=interval,
        monitoring_role_arn=role,
    )


def good_both() -> None:
    """A role of the same program."""
    _instance(60, aws.iam.Role("monitoring", assume_role_policy="{}").arn)


def good_neither() -> None:
    """No enhanced monitoring."""
    _instance(None, None)


def bad_without_role() -> None:
    """Database instance `writer` has a monitoringInterval above 0 but no monitoringRoleArn; AWS refuses that."""
    _instance(60, None)


def bad_role_by_literal_arn() -> None:
    """Database instance `writer` has a monitoringRoleArn but a monitoringInterval of 0; AWS refuses that."""
    _instance(0, "arn:aws:iam::123456789012:role/monitoring")


def bad_role_of_the_stack() -> None:
    """Database instance `writer` has a monitoringRoleArn but a monitoringInterval of 0; AWS refuses that."""
    _instance(None, aws.iam.Role("monitoring", assume_role_policy="{}").arn)


def bad_instance() -> None:
    """Database instance `main` has a monitoringInterval above 0 but no monitoringRoleArn; AWS refuses that."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres", monitoring_interval=30)
