"""Programs that keep and break SERVICE-033, in the spellings of users. The text of a bad one is what it is told."""

import json

import pulumi
import pulumi_aws as aws

SURPLUS = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 100}
POLICY = json.dumps({"rules": [{"rulePriority": 1, "selection": SURPLUS, "action": {"type": "expire"}}]})


def good_by_output() -> None:
    """A hundred images are kept."""
    repository = aws.ecr.Repository("web")
    aws.ecr.LifecyclePolicy("web", repository=repository.name, policy=POLICY)


def good_by_literal_name() -> None:
    """The policy names the repository as AWS knows it."""
    aws.ecr.Repository("web", name="shop/web")
    aws.ecr.LifecyclePolicy("web", repository="shop/web", policy=POLICY)


def good_inside_component() -> None:
    """The policy is far from its repository."""
    component = pulumi.ComponentResource("shop:index:Images", "shop")
    repository = aws.ecr.Repository("web", opts=pulumi.ResourceOptions(parent=component))
    aws.ecr.LifecyclePolicy("web", repository=repository.id, policy=POLICY)


def bad_none() -> None:
    """Repository `web` keeps every image for ever: it has no lifecycle policy."""
    aws.ecr.Repository("web")


def bad_of_another() -> None:
    """Repository `web` keeps every image for ever: it has no lifecycle policy."""
    aws.ecr.Repository("web", name="shop/web")
    api = aws.ecr.Repository("api", name="shop/api")
    aws.ecr.LifecyclePolicy("api", repository=api.name, policy=POLICY)


def bad_inside_component() -> None:
    """Repository `web` keeps every image for ever: it has no lifecycle policy."""
    component = pulumi.ComponentResource("shop:index:Images", "shop")
    aws.ecr.Repository("web", name="shop/web", opts=pulumi.ResourceOptions(parent=component))
    aws.ecr.LifecyclePolicy("web", repository="another/web", policy=POLICY)
