"""Programs that keep and break SERVICE-031. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_immutable() -> None:
    """A tag stays where it is."""
    aws.ecr.Repository("web", name="shop/web", image_tag_mutability="IMMUTABLE")


def good_one_that_moves() -> None:
    """All tags but those that a filter excepts, such as a cache of the build."""
    aws.ecr.Repository(
        "web",
        image_tag_mutability="IMMUTABLE_WITH_EXCLUSION",
        image_tag_mutability_exclusion_filters=[{"filter": "cache-*", "filter_type": "WILDCARD"}],
    )


def bad_default() -> None:
    """Repository `web` lets a tag be moved to another image (imageTagMutability)."""
    aws.ecr.Repository("web", name="shop/web")


def bad_inside_component() -> None:
    """Repository `web` lets a tag be moved to another image (imageTagMutability)."""
    component = pulumi.ComponentResource("shop:index:Images", "shop")
    aws.ecr.Repository("web", image_tag_mutability="MUTABLE", opts=pulumi.ResourceOptions(parent=component))
