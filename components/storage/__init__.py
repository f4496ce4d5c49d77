"""Storage: buckets, a table, and what may be done with them."""

from components.storage.log_bucket import LogBucket, LogBucketArgs, LogDelivery, LogSource
from components.storage.static_assets_bucket import StaticAssetsBucket, StaticAssetsBucketArgs
from components.storage.table import BillingMode, Capacity, KeyAttribute, Table, TableArgs

__all__ = [
    "BillingMode",
    "Capacity",
    "KeyAttribute",
    "LogBucket",
    "LogBucketArgs",
    "LogDelivery",
    "LogSource",
    "StaticAssetsBucket",
    "StaticAssetsBucketArgs",
    "Table",
    "TableArgs",
]
