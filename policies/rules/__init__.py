"""Floodgate's rules: each in its tier's folder, all of them in CATALOGUE."""

from rules.compute import service_task_count
from rules.messaging import queue_dead_letters, queue_visibility
from rules.rule import Rule

# In the order in which the pages list them: by tier, then by number.
CATALOGUE: tuple[Rule, ...] = (
    queue_visibility.RULE,
    queue_dead_letters.RULE,
    service_task_count.RULE,
)
