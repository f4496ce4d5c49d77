"""Rules of the tier storage, in the order in which the pages list them."""

from rules.rule import Rule

RULES: tuple[Rule, ...] = ()
