"""The log bucket takes the logs of a distribution, by CloudFront's standard logging v2."""

import json
from typing import Any

from components.naming import Location
from components.storage import LogBucket, LogBucketArgs, LogDelivery, LogSource
from offline.recorder import run


def statement(region: str) -> dict[str, Any]:
    def program() -> None:
        LogBucket(
            "edge-logs",
            LogBucketArgs(
                location=Location(region=region, account_id="123456789012"),
                bucket_name="shop-prod-edge-logs",
                deliveries=[LogDelivery(source=LogSource.CLOUDFRONT, prefix="cdn")],
            ),
        )

    policy = run(program).one("aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]
    found: dict[str, Any] = json.loads(policy)["Statement"][1]
    return found


def test_only_deliveries_of_this_account_may_write_under_the_prefix() -> None:
    assert statement("us-east-1") == {
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::shop-prod-edge-logs/cdn/AWSLogs/123456789012/*",
        "Condition": {
            "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": "123456789012"},
            "ArnLike": {"aws:SourceArn": "arn:aws:logs:us-east-1:123456789012:delivery-source:*"},
        },
    }


def test_cloudfront_delivers_from_us_east_1_wherever_the_bucket_is() -> None:
    assert statement("eu-west-1")["Condition"]["ArnLike"]["aws:SourceArn"].startswith("arn:aws:logs:us-east-1:")
