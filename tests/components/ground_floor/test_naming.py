"""Locations write ARNs before anything exists; names tell stacks apart and stay within AWS's limits."""

import pulumi
import pytest

from components.naming import Location, Names


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("us-east-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ],
)
def test_a_region_decides_partition_and_domain(region: str, partition: str, suffix: str) -> None:
    location = Location(region=region, account_id="123456789012")

    assert (location.partition, location.dns_suffix) == (partition, suffix)
    assert location.arn("sqs", "orders") == f"arn:{partition}:sqs:{region}:123456789012:orders"
    assert location.global_arn("iam", "role/x") == f"arn:{partition}:iam::123456789012:role/x"


def test_a_physical_name_carries_project_and_stack() -> None:
    names = Names(project="floodgate", stack="prod")

    assert names.physical("orders", limit=80, suffix=".fifo") == "floodgate-prod-orders.fifo"


def test_a_name_may_be_as_long_as_the_limit_and_no_longer() -> None:
    names = Names(project="floodgate", stack="prod")

    assert names.physical("orders", limit=26, suffix=".fifo")
    with pytest.raises(pulumi.RunError, match="has 26 characters, 25 are allowed: shorten the project"):
        names.physical("orders", limit=25, suffix=".fifo")


@pytest.mark.parametrize("stack", ["Prod", "my_stack", "a--b", "-a", "a-", "a.b", "", "é"])
def test_a_name_that_aws_might_refuse_is_refused(stack: str) -> None:
    with pytest.raises(pulumi.RunError, match="may hold only lower-case letters, digits and single hyphens: rename"):
        Names(project="floodgate", stack=stack).physical("orders", limit=80)


def test_tags_say_whose_a_resource_is() -> None:
    tags = Names(project="floodgate", stack="prod").tags("shop-team")

    assert tags == {"Project": "floodgate", "Stack": "prod", "Owner": "shop-team", "ManagedBy": "pulumi"}
