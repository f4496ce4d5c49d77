"""Rules of the tier network, in the order in which the pages list them."""

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
