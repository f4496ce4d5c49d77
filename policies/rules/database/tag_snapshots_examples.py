"""Programs that keep and break DATABASE-024, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_handed_on() -> None:
    """Snapshots are tagged like the cluster."""
    aws.rds.Cluster("main", engine="aurora-postgresql", copy_tags_to_snapshot=True)


def bad_default() -> None:
    """Database cluster `main` does not hand its tags on to its snapshots (copyTagsToSnapshot)."""
    aws.rds.Cluster("main", engine="aurora-postgresql")


def bad_instance() -> None:
    """Database instance `main` does not hand its tags on to its snapshots (copyTagsToSnapshot)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres", copy_tags_to_snapshot=False)
