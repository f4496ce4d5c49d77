"""Rules of the tier load_balancing, in the order in which the pages list them."""

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
