"""Access logs of the distribution: from where to where, and what a line holds."""

from typing import Any

import pytest

from components.edge import AccessLogDelivery, AccessLogDeliveryArgs, AccessLogTarget
from components.naming import Location
from offline.recorder import Graph, run

SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
EDGE = Location(region="us-east-1", account_id="123456789012")
DISTRIBUTION = "arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL"


def build(**target: Any) -> Graph:
    place = AccessLogTarget(**{"bucket_arn": "arn:aws:s3:::shop-logs", **target})
    arguments = AccessLogDeliveryArgs(
        location=EDGE, delivery_name="shop-prod", distribution_arn=DISTRIBUTION, target=place
    )
    return run(lambda: AccessLogDelivery("cdn-logs", arguments))


def test_lines_come_from_the_distribution() -> None:
    source = build().one(SOURCE).inputs

    assert (source["logType"], source["resourceArn"], source["name"]) == ("ACCESS_LOGS", DISTRIBUTION, "shop-prod")


@pytest.mark.parametrize(("target", "path"), [({}, "cloudfront"), ({"prefix": "edge/cdn"}, "edge/cdn")])
def test_lines_go_under_the_prefix_of_the_bucket_as_json(target: dict[str, str], path: str) -> None:
    destination = build(**target).one(DESTINATION).inputs

    assert destination["deliveryDestinationConfiguration"] == {
        "destinationResourceArn": f"arn:aws:s3:::shop-logs/{path}/AWSLogs/123456789012/CloudFront"
    }
    assert destination["outputFormat"] == "json"


def test_the_delivery_connects_both_and_sorts_by_hour() -> None:
    graph = build()
    delivery = graph.one(DELIVERY)

    assert delivery.property_dependencies["deliverySourceName"] == {graph.one(SOURCE).urn}
    assert delivery.property_dependencies["deliveryDestinationArn"] == {graph.one(DESTINATION).urn}
    assert delivery.inputs["s3DeliveryConfigurations"] == [
        {"enableHiveCompatiblePath": False, "suffixPath": "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}"}
    ]


def test_lines_tell_hits_and_times_but_no_secrets() -> None:
    fields = build().one(DELIVERY).inputs["recordFields"]

    assert {"x-edge-result-type", "time-taken", "origin-fbl", "cache-behavior-path-pattern", "c-ip"} <= set(fields)
    assert not {"cs(Cookie)", "cs-uri-query"} & set(fields)
    assert len(set(fields)) == len(fields)


@pytest.mark.parametrize("prefix", ["", "/cdn", "cdn/", "a b"])
def test_a_prefix_that_the_buckets_policy_would_misread_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match=r"the log prefix .* cannot be used"):
        AccessLogTarget(bucket_arn="arn:aws:s3:::shop-logs", prefix=prefix)


@pytest.mark.parametrize("name", ["", "a" * 61, "a b"])
def test_a_name_that_aws_would_not_take_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"the delivery name .* cannot be used"):
        AccessLogDeliveryArgs(
            location=EDGE,
            delivery_name=name,
            distribution_arn=DISTRIBUTION,
            target=AccessLogTarget(bucket_arn="arn:aws:s3:::logs"),
        )
