"""Programs that keep and break DATABASE-022, in the spellings of users. The text of a bad one is what it is told."""

import pulumi_aws as aws


def good_exported() -> None:
    """PostgreSQL's log."""
    aws.rds.Cluster("main", engine="aurora-postgresql", enabled_cloudwatch_logs_exports=["postgresql"])


def bad_default() -> None:
    """Database cluster `main` exports no log (enabledCloudwatchLogsExports)."""
    aws.rds.Cluster("main", engine="aurora-postgresql")


def bad_instance() -> None:
    """Database instance `main` exports no log (enabledCloudwatchLogsExports)."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres", enabled_cloudwatch_logs_exports=[])
