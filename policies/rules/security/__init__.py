"""Rules of the tier security, in the order in which the pages list them."""

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
