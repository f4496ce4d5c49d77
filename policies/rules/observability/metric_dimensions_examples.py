"""Programs that keep and break TELEMETRY-001. The text of a bad one is what it is told."""

from rules.observability import common_examples as common


def good_queue() -> None:
    """The metric is of one queue."""
    queue = common.queue("orders")
    common.alarm("age", metric="ApproximateAgeOfOldestMessage", dimensions={"QueueName": queue.name})


def good_own_metric() -> None:
    """A metric of one's own may have none."""
    common.alarm("errors", "shop", "Errors")


def good_all_functions() -> None:
    """Lambda has metrics of all functions together."""
    common.alarm("errors", "AWS/Lambda", "Errors")


def bad_load_balancer() -> None:
    """Alarm `5xx` sets no dimension LoadBalancer: its metric of AWS/ApplicationELB is of nothing certain."""
    common.alarm("5xx", "AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", threshold=50, evaluation_periods=2)


def bad_database() -> None:
    """Alarm `cpu` sets no dimension DBClusterIdentifier or DBInstanceIdentifier: its metric of AWS/RDS is of nothing
    certain."""
    common.alarm("cpu", "AWS/RDS", "CPUUtilization", threshold=80)


def bad_other_dimension_in_a_query() -> None:
    """Alarm `old` sets no dimension QueueName: its metric of AWS/SQS is of nothing certain."""
    common.alarm_on("old", common.metric("AWS/SQS", "ApproximateAgeOfOldestMessage", {"Queue": "orders"}))
