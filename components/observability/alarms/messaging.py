"""The alarms of queues and of the function that consumes one: messages given up, messages that wait, failures."""

from collections.abc import Mapping

import pulumi

from components.observability.alarm import AlarmSpec, Metric, MissingData, Severity


def queue_alarms(
    *,
    queue_name: pulumi.Input[str],
    dlq_name: pulumi.Input[str],
    oldest_seconds: int = 300,
    severity: Severity = Severity.PAGE,
) -> Mapping[str, AlarmSpec]:
    """The alarms of a queue and its dead-letter queue, by their physical names.

    Args:
        queue_name: physical name, with ``.fifo`` where it has one.
        dlq_name: the same of its dead-letter queue.
        oldest_seconds: that a message has waited; what its sender still finds bearable: five minutes (guess).
        severity: who is told; orders page, reports may wait for the morning.
    """

    def metric(name: str, queue: pulumi.Input[str]) -> Metric:
        return Metric(namespace="AWS/SQS", name=name, statistic="Maximum", dimensions={"QueueName": queue})

    return {
        "dead-letters": AlarmSpec(
            summary="Messages could not be worked off and were put aside.",
            runbook="queue-dead-letters",
            severity=severity,
            metrics={"visible": metric("ApproximateNumberOfMessagesVisible", dlq_name)},
            threshold=0,
            evaluation_periods=1,  # one is one too many
            missing_data=MissingData.GOOD,  # a queue that nobody uses sends nothing after six hours
            unit="messages",
        ),
        "age": AlarmSpec(
            summary="Messages wait too long: consumers are down, too few, or stuck on one.",
            runbook="queue-age",
            severity=severity,
            metrics={"age": metric("ApproximateAgeOfOldestMessage", queue_name)},
            threshold=oldest_seconds,
            evaluation_periods=5,
            missing_data=MissingData.GOOD,
            unit="seconds",
        ),
    }


def function_alarms(
    *, function_name: pulumi.Input[str], error_percent: float = 5, minimum_invocations: int = 10
) -> Mapping[str, AlarmSpec]:
    """The alarms of a function.

    Args:
        function_name: its physical name.
        error_percent: invocations that ended in an error; failed messages alone are none (guess).
        minimum_invocations: invocations in five minutes below which there is no rate (guess).
    """

    def metric(name: str) -> Metric:
        return Metric(namespace="AWS/Lambda", name=name, statistic="Sum", dimensions={"FunctionName": function_name})

    return {
        "errors": AlarmSpec(
            summary="The function ends in errors: whole batches come back.",
            runbook="function-errors",
            severity=Severity.PAGE,
            metrics={"invocations": metric("Invocations"), "errors": metric("Errors")},
            expression=f"IF(invocations >= {minimum_invocations}, 100 * errors / invocations, 0)",
            threshold=error_percent,
            period_seconds=300,
            evaluation_periods=1,
            missing_data=MissingData.GOOD,  # not called, no errors
            unit="percent",
        ),
        "throttles": AlarmSpec(
            summary="Lambda turns the function's calls away: its concurrency, or the account's, is used up.",
            runbook="function-throttles",
            severity=Severity.TICKET,
            metrics={"throttles": metric("Throttles")},
            threshold=0,
            evaluation_periods=5,
            missing_data=MissingData.GOOD,
            unit="calls",
        ),
    }
