"""Programs that keep and break EDGE-034, in the spellings of users. The text of a bad one is what it is told."""

from typing import Any

import pulumi
import pulumi_aws as aws

from rules.edge.common_examples import behavior as _behavior
from rules.edge.common_examples import distribution as _distribution

STREAM = "arn:aws:cloudfront::123456789012:realtime-log-config/shop"


def _source(arn: Any) -> None:
    aws.cloudwatch.LogDeliverySource("cdn", name="cdn", log_type="ACCESS_LOGS", resource_arn=arn)


def good_bucket() -> None:
    """Standard logging into a bucket."""
    _distribution(logging_config={"bucket": "logs.s3.amazonaws.com"})


def good_delivery() -> None:
    """Standard logging, second version."""
    _source(_distribution().arn)


def good_real_time() -> None:
    """Real-time logs."""
    _distribution(default_cache_behavior=_behavior(realtime_log_config_arn=STREAM))


def bad_none() -> None:
    """Distribution `cdn` records none of its requests: it has neither loggingConfig nor a log delivery."""
    _distribution()


def bad_delivery_of_another() -> None:
    """Distribution `cdn` records none of its requests: it has neither loggingConfig nor a log delivery."""
    _distribution()
    _source("arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE")


def bad_inside_component() -> None:
    """Distribution `cdn` records none of its requests: it has neither loggingConfig nor a log delivery."""
    _distribution(opts=pulumi.ResourceOptions(parent=pulumi.ComponentResource("shop:index:Cdn", "shop")))
