"""Rules of the tier compute, in the order in which the pages list them."""

from rules.compute import service_task_count
from rules.rule import Rule

RULES: tuple[Rule, ...] = (service_task_count.RULE,)
