"""Floodgate's rules: each in its tier's folder, all of them in CATALOGUE."""

from rules import (
    cache,
    compute,
    database,
    edge,
    load_balancing,
    messaging,
    network,
    observability,
    security,
    storage,
)
from rules.rule import Rule

# Along a request's way, then by number: the order in which the pages list them.
CATALOGUE: tuple[Rule, ...] = (
    *edge.RULES,
    *network.RULES,
    *load_balancing.RULES,
    *compute.RULES,
    *cache.RULES,
    *database.RULES,
    *messaging.RULES,
    *storage.RULES,
    *observability.RULES,
    *security.RULES,
)
