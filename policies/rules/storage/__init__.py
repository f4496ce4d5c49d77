"""Rules of the tier storage, in the order in which the pages list them."""

from rules.rule import Rule
from rules.storage import (
    access_lists,
    bucket_tls,
    emptied_buckets,
    key_requests,
    log_encryption,
    log_retention,
    old_versions,
    public_access,
    public_buckets,
    settings_once,
    table_deletion,
    table_recovery,
    table_scaling,
    unfinished_uploads,
    versioning,
)

RULES: tuple[Rule, ...] = (
    public_access.RULE,
    public_buckets.RULE,
    bucket_tls.RULE,
    versioning.RULE,
    unfinished_uploads.RULE,
    table_recovery.RULE,
    table_deletion.RULE,
    table_scaling.RULE,
    log_encryption.RULE,
    access_lists.RULE,
    emptied_buckets.RULE,
    log_retention.RULE,
    old_versions.RULE,
    settings_once.RULE,
    key_requests.RULE,
)
