"""Rules of the tier cache, in the order in which the pages list them."""

from rules.cache import (
    cluster_mode,
    connections,
    eviction,
    failover,
    login,
    memory,
    multi_az,
    notification_topic,
    own_subnets,
    rest_encryption,
    snapshot_window,
    snapshots,
    token_form,
    token_needs_tls,
    transit_encryption,
    zones,
)
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    connections.RULE,
    memory.RULE,
    token_needs_tls.RULE,
    token_form.RULE,
    login.RULE,
    multi_az.RULE,
    zones.RULE,
    transit_encryption.RULE,
    cluster_mode.RULE,
    snapshot_window.RULE,
    notification_topic.RULE,
    eviction.RULE,
    rest_encryption.RULE,
    failover.RULE,
    snapshots.RULE,
    own_subnets.RULE,
)
