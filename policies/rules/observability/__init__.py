"""Rules of the tier observability, in the order in which the pages list them."""

from rules.observability import (
    alarm_actions,
    alarm_settings,
    cache_cpu,
    dead_letter_alarm,
    dimension_values,
    fifo_alarm,
    function_logs,
    log_group_key,
    log_retention,
    metric_dimensions,
    missing_data,
    sampling_budget,
    task_logs,
    topic_key,
    topic_publishers,
    tracing_rights,
    watched,
)
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    metric_dimensions.RULE,
    dimension_values.RULE,
    alarm_settings.RULE,
    missing_data.RULE,
    alarm_actions.RULE,
    log_retention.RULE,
    dead_letter_alarm.RULE,
    fifo_alarm.RULE,
    watched.RULE,
    topic_key.RULE,
    topic_publishers.RULE,
    task_logs.RULE,
    function_logs.RULE,
    tracing_rights.RULE,
    log_group_key.RULE,
    cache_cpu.RULE,
    sampling_budget.RULE,
)
