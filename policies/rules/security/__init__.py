"""Rules of the tier security, in the order in which the pages list them."""

from rules.rule import Rule
from rules.security import (
    deletion_windows,
    key_rotation,
    open_policies,
    plain_parameters,
    queue_consumer,
    queue_key,
    queue_senders,
    required_tags,
    role_separation,
    task_secrets,
    trust,
    variable_sources,
    wildcards,
)

RULES: tuple[Rule, ...] = (
    task_secrets.RULE,
    variable_sources.RULE,
    queue_consumer.RULE,
    queue_key.RULE,
    queue_senders.RULE,
    role_separation.RULE,
    trust.RULE,
    wildcards.RULE,
    open_policies.RULE,
    key_rotation.RULE,
    deletion_windows.RULE,
    plain_parameters.RULE,
    required_tags.RULE,
)
