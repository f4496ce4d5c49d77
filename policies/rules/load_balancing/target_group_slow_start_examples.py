"""Programs that keep and break BALANCER-001. The text of a bad one is what it is told."""

import pulumi
import pulumi_aws as aws


def good_round_robin() -> None:
    """New targets get their share of requests little by little."""
    aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id="vpc-1", slow_start=60)


def good_least_outstanding() -> None:
    """The target with the fewest requests is taken, at once."""
    algorithm = "least_outstanding_requests"
    aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id="vpc-1", load_balancing_algorithm_type=algorithm)


def bad_least_outstanding() -> None:
    """Target group `web` has slow start and another algorithm than round robin; AWS refuses that."""
    aws.lb.TargetGroup(
        "web",
        port=80,
        protocol="HTTP",
        vpc_id="vpc-1",
        slow_start=60,
        load_balancing_algorithm_type="least_outstanding_requests",
    )


def bad_weighted_random_of_the_old_type() -> None:
    """Target group `web` has slow start and another algorithm than round robin; AWS refuses that."""
    inside = pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Web", "shop"))
    algorithm = "weighted_random"
    aws.alb.TargetGroup(
        "web", port=80, protocol="HTTP", slow_start=30, load_balancing_algorithm_type=algorithm, opts=inside
    )
