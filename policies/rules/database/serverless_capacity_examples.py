"""Programs that keep and break DATABASE-006, in the spellings of users. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def _cluster(least: pulumi.Input[float], most: pulumi.Input[float]) -> None:
    aws.rds.Cluster(
        "main",
        engine="aurora-postgresql",
        serverlessv2_scaling_configuration={"min_capacity": least, "max_capacity": most},
    )


def good_halves() -> None:
    """From 0.5 to 64 units."""
    _cluster(0.5, 64)


def good_pausing() -> None:
    """A minimum of 0 lets it pause."""
    _cluster(0, 4)


def bad_step() -> None:
    """Database cluster `main` scales from 0.7 to 4 capacity units; Aurora takes steps of 0.5, at most 256, and a
    maximum of 1 or more that is not below the minimum."""
    _cluster(0.7, 4)


def bad_order() -> None:
    """Database cluster `main` scales from 8 to 4 capacity units; Aurora takes steps of 0.5, at most 256, and a
    maximum of 1 or more that is not below the minimum."""
    _cluster(8, 4)


def bad_small_maximum() -> None:
    """Database cluster `main` scales from 0.5 to 0.5 capacity units; Aurora takes steps of 0.5, at most 256, and a
    maximum of 1 or more that is not below the minimum."""
    _cluster(0.5, 0.5)


def bad_large_maximum() -> None:
    """Database cluster `main` scales from 2 to 300 capacity units; Aurora takes steps of 0.5, at most 256, and a
    maximum of 1 or more that is not below the minimum."""
    _cluster(2, pulumi.Output.from_input(300.0))
