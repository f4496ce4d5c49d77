"""Programs that keep and break QUEUE-008. The text of a bad one is what it is told."""

import pulumi_aws as aws

QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders"


def _mapping(maximum: int | None, pollers: int | None = None) -> None:
    aws.lambda_.EventSourceMapping(
        "orders",
        event_source_arn=QUEUE,
        function_name="handler",
        scaling_config={"maximum_concurrency": maximum} if maximum is not None else None,
        provisioned_poller_config={"minimum_pollers": 2, "maximum_pollers": pollers} if pollers else None,
    )


def good_least() -> None:
    """Two at a time."""
    _mapping(2)


def good_unlimited() -> None:
    """Lambda decides."""
    _mapping(None)


def good_pollers() -> None:
    """Provisioned mode alone."""
    _mapping(None, pollers=10)


def bad_one() -> None:
    """Event source mapping `orders` runs at most 1 batches at the same time; AWS takes 2 to 1000."""
    _mapping(1)


def bad_too_many() -> None:
    """Event source mapping `orders` runs at most 2000 batches at the same time; AWS takes 2 to 1000."""
    _mapping(2000)


def bad_both() -> None:
    """Event source mapping `orders` sets a maximum concurrency and provisioned pollers; AWS refuses them together."""
    _mapping(10, pollers=10)
