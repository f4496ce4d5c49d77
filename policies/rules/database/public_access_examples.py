"""Programs that keep and break DATABASE-019, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def _instance(*, public: bool | None) -> None:
    aws.rds.ClusterInstance(
        "writer",
        cluster_identifier="cluster-of-another-stack",
        engine=aws.rds.EngineType.AURORA_POSTGRESQL,
        instance_class="db.r7g.large",
        publicly_accessible=public,
    )


def good_private() -> None:
    """No public address."""
    _instance(public=False)


def good_default() -> None:
    """None is the default."""
    _instance(public=None)


def bad_public() -> None:
    """Database instance `writer` has a public address (publiclyAccessible)."""
    _instance(public=True)


def bad_instance() -> None:
    """Database instance `main` has a public address (publiclyAccessible)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres", publicly_accessible=True)
