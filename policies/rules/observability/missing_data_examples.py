"""Programs that keep and break TELEMETRY-004. The text of a bad one is what it is told."""

from rules.observability import common_examples as common


def good_chosen() -> None:
    """No data means no messages."""
    common.alarm("age", dimensions={"QueueName": "orders"})


def bad_default() -> None:
    """Alarm `age` does not say what missing data means (treatMissingData), so it has no state without data."""
    common.alarm("age", dimensions={"QueueName": "orders"}, treat_missing_data=None)
