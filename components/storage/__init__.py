"""Storage: buckets and what may be done with them."""

from components.storage.log_bucket import LogBucket, LogBucketArgs, LogDelivery, LogSource

__all__ = ["LogBucket", "LogBucketArgs", "LogDelivery", "LogSource"]
