"""Programs that keep and break SECURITY-013, with OPTIONS set. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws

OPTIONS = {"tags": ["Owner", "Project"]}


def good_both() -> None:
    """It has both, and one more."""
    aws.ecs.Cluster("shop", tags={"Owner": "shop-team", "Project": "shop", "Stage": "prod"})


def bad_none() -> None:
    """Cluster `shop` lacks 2 of 2 required tags."""
    aws.ecs.Cluster("shop")


def bad_one_in_a_component() -> None:
    """Bucket `assets` lacks 1 of 2 required tags."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Assets", "component"))
    aws.s3.BucketV2("assets", tags={"Owner": "shop-team"}, opts=inside)
