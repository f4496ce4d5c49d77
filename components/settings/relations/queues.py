"""Queues and what works them off: a message is hidden for as long as it takes, and kept until somebody has looked."""

import itertools
from collections.abc import Iterable

from components.settings.mistakes import Mistake
from components.settings.reading import Draft
from components.settings.relations.asking import Mistakes, when
from components.settings.relations.tasks import fargate_has_size, scaling_has_room
from components.sizing import ConsumerSizing, QueueSizing, Sizing, WorkerScalingSizing, WorkerTimingSizing

# AWS's rule for queues with a Lambda consumer, for retries after throttling (aws-facts Q02).
_VISIBILITY_FACTOR = 6
_LONGEST_RETENTION_DAYS = 14
# Seconds that AWS leaves a Spot task (aws-facts E30).
_SPOT_NOTICE_SECONDS = 120
_WORKER = "sizing.notificationWorker"


def check(draft: Draft) -> Iterable[Mistake]:
    """What is wrong with the queues, the order consumer and the worker."""
    if draft.sizing is None:
        return ()
    orders, notifications = draft.sizing.order_queue, draft.sizing.notification_queue
    return itertools.chain(
        when(queue_outlasts_consumer, orders, draft.sizing.order_consumer),
        when(dead_letters_outlive_messages, "sizing.orderQueue", orders),
        when(dead_letters_outlive_messages, "sizing.notificationQueue", notifications),
        _check_worker(draft.sizing),
    )


def _check_worker(sizing: Sizing) -> Iterable[Mistake]:
    worker = sizing.notification_worker
    return itertools.chain(
        when(fargate_has_size, _WORKER, worker.task),
        when(scaling_has_room, _WORKER, worker.scaling),
        when(some_workers_survive, worker.scaling),
        when(messages_can_be_in_time, worker.scaling),
        when(messages_end_within_the_notice, worker.scaling),
        when(messages_are_given_up_late, worker.scaling, worker.timing),
        when(workers_use_the_notice, worker.timing),
        when(queue_outlasts_worker, sizing.notification_queue, worker.timing),
    )


def queue_outlasts_consumer(queue: QueueSizing, consumer: ConsumerSizing) -> Mistakes:
    needed = _VISIBILITY_FACTOR * consumer.timeout_seconds
    if queue.visibility_timeout_seconds < needed:
        yield Mistake(
            "sizing.orderQueue.visibilityTimeoutSeconds",
            f"{queue.visibility_timeout_seconds} is below {_VISIBILITY_FACTOR} x orderConsumer.timeoutSeconds"
            f" {consumer.timeout_seconds}, so orders are consumed twice; allowed: {needed} to 43200",
        )


def dead_letters_outlive_messages(path: str, queue: QueueSizing) -> Mistakes:
    kept = queue.retention_days
    if queue.dlq_retention_days <= kept:
        allowed = f"{kept + 1} to 14" if kept < _LONGEST_RETENTION_DAYS else "14, with a shorter retentionDays"
        yield Mistake(
            f"{path}.dlqRetentionDays",
            f"{queue.dlq_retention_days} is not above retentionDays {kept}, so dead letters vanish unread;"
            f" allowed: {allowed}",
        )


def queue_outlasts_worker(queue: QueueSizing, timing: WorkerTimingSizing) -> Mistakes:
    needed = timing.max_runtime_seconds + timing.stop_timeout_seconds
    if queue.visibility_timeout_seconds < needed:
        yield Mistake(
            "sizing.notificationQueue.visibilityTimeoutSeconds",
            f"{queue.visibility_timeout_seconds} is below notificationWorker.timing.maxRuntimeSeconds"
            f" {timing.max_runtime_seconds} + stopTimeoutSeconds {timing.stop_timeout_seconds}, so notifications are"
            f" sent twice; allowed: {needed} to 43200",
        )


def some_workers_survive(scaling: WorkerScalingSizing) -> Mistakes:
    if scaling.on_demand_base < 1:
        yield Mistake(
            f"{_WORKER}.scaling.onDemandBase",
            f"{scaling.on_demand_base} leaves no worker when AWS takes its Spot capacity back, which on-demand capacity"
            " does not replace; allowed: 1 to 5000",
        )


def messages_can_be_in_time(scaling: WorkerScalingSizing) -> Mistakes:
    latency, each = scaling.acceptable_latency_seconds, scaling.processing_seconds
    if latency < each:
        yield Mistake(
            f"{_WORKER}.scaling.acceptableLatencySeconds",
            f"{latency} is below processingSeconds {each}, so no number of workers is enough; allowed: {each} to 43200",
        )


def messages_end_within_the_notice(scaling: WorkerScalingSizing) -> Mistakes:
    if scaling.processing_seconds > _SPOT_NOTICE_SECONDS:
        yield Mistake(
            f"{_WORKER}.scaling.processingSeconds",
            f"{scaling.processing_seconds} is longer than the notice at which AWS takes Spot capacity back, so work"
            f" starts again and again; allowed: 1 to {_SPOT_NOTICE_SECONDS}",
        )


def messages_are_given_up_late(scaling: WorkerScalingSizing, timing: WorkerTimingSizing) -> Mistakes:
    longest, mean = timing.max_runtime_seconds, scaling.processing_seconds
    if longest < mean:
        yield Mistake(
            f"{_WORKER}.timing.maxRuntimeSeconds",
            f"{longest} is below scaling.processingSeconds {mean}, so most messages are given up;"
            f" allowed: {mean} to 43080",
        )


def workers_use_the_notice(timing: WorkerTimingSizing) -> Mistakes:
    if timing.stop_timeout_seconds != _SPOT_NOTICE_SECONDS:
        yield Mistake(
            f"{_WORKER}.timing.stopTimeoutSeconds",
            f"{timing.stop_timeout_seconds} is not the notice at which AWS takes Spot capacity back, so work is cut"
            f" off; allowed: {_SPOT_NOTICE_SECONDS}",
        )
