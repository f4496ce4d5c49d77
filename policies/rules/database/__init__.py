"""Rules of the tier database, in the order in which the pages list them."""

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
