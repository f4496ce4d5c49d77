"""Programs that keep and break DATABASE-023, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

SECRET = "correct horse battery staple"  # noqa: S105 - for the bad examples


def good_managed() -> None:
    """RDS makes the password and keeps it."""
    aws.rds.Cluster("main", engine="aurora-postgresql", master_username="dbadmin", manage_master_user_password=True)


def good_write_only() -> None:
    """The password is handed over, and not kept in the state."""
    aws.rds.Cluster(
        "main",
        engine="aurora-postgresql",
        master_username="dbadmin",
        master_password_wo=pulumi.Output.secret(SECRET),
        master_password_wo_version=1,
    )


def bad_literal() -> None:
    """The master password of database cluster `main` is set by the program (masterPassword), and so is in the state."""
    aws.rds.Cluster("main", engine="aurora-postgresql", master_username="dbadmin", master_password=SECRET)


def bad_secret() -> None:
    """The master password of database cluster `main` is set by the program (masterPassword), and so is in the state."""
    password = pulumi.Output.secret(SECRET)
    aws.rds.Cluster("main", engine="aurora-postgresql", master_username="dbadmin", master_password=password)


def bad_instance() -> None:
    """The master password of database instance `main` is set by the program (password), and so is in the state."""
    aws.rds.Instance("main", instance_class="db.t4g.small", engine="postgres", username="dbadmin", password=SECRET)
