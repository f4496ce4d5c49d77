"""Rules of the tier messaging, in the order in which the pages list them."""

from rules.messaging import queue_dead_letters, queue_visibility
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    queue_visibility.RULE,
    queue_dead_letters.RULE,
)
