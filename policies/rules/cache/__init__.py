"""Rules of the tier cache, in the order in which the pages list them."""

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
