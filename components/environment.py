"""The environment variables that the stack itself gives to its containers: its contract with the programs in them.

A stack file may add secrets under any other name.
"""

# Seconds that the server keeps an idle connection open; longer than the load balancer does.
KEEP_ALIVE_SECONDS = "KEEP_ALIVE_SECONDS"

# Where checkout leaves orders, and where programs leave notifications.
ORDER_QUEUE_URL = "ORDER_QUEUE_URL"
NOTIFICATION_QUEUE_URL = "NOTIFICATION_QUEUE_URL"
# Where consumers note what they have worked off, so that what comes twice is done once.
IDEMPOTENCY_TABLE = "IDEMPOTENCY_TABLE"
# Sender of the mails, an identity that SES has verified.
MAIL_FROM = "MAIL_FROM"

# Where the API answers. The pages ask it by its public name, so that the CDN answers what it keeps.
API_URL = "API_URL"

# The database: host of the writer, of the readers, and what both have in common.
DATABASE_WRITER_HOST = "DATABASE_WRITER_HOST"
DATABASE_READER_HOST = "DATABASE_READER_HOST"
DATABASE_PORT = "DATABASE_PORT"
DATABASE_NAME = "DATABASE_NAME"
# ARN of the secret with user and password, as JSON. RDS renews the password every seven days, so a program reads it
# itself, and again when a login is refused; a value that ECS handed over at the start would grow old.
DATABASE_SECRET_ARN = "DATABASE_SECRET_ARN"  # noqa: S105 - the variable's name
# Connections that a task may keep, to the writer and to readers, and seconds that it waits for one.
DATABASE_WRITER_POOL = "DATABASE_WRITER_POOL"
DATABASE_READER_POOL = "DATABASE_READER_POOL"
DATABASE_CONNECT_SECONDS = "DATABASE_CONNECT_SECONDS"

# The cache: host for writes, host for reads, port, and the token, a secret. A function is told the secret's ARN, as
# Lambda hands over no values.
CACHE_HOST = "CACHE_HOST"
CACHE_READER_HOST = "CACHE_READER_HOST"
CACHE_PORT = "CACHE_PORT"
CACHE_TOKEN = "CACHE_TOKEN"  # noqa: S105 - the variable's name
CACHE_SECRET_ARN = "CACHE_SECRET_ARN"  # noqa: S105 - the variable's name

# Name of the SSM parameter that holds the id of the distribution whose paths the product writer invalidates.
DISTRIBUTION_PARAMETER = "DISTRIBUTION_PARAMETER"

# What a queue's worker is told: where to receive from, how long a message is hidden (and by how much to extend that);
# and what the policy pack reads as well: how long it works at most, and on which queue.
QUEUE_URL = "QUEUE_URL"
VISIBILITY_TIMEOUT_SECONDS = "VISIBILITY_TIMEOUT_SECONDS"
MAX_RUNTIME_SECONDS = "FLOODGATE_MAX_RUNTIME_SECONDS"
CONSUMES_QUEUE = "FLOODGATE_CONSUMES_QUEUE"

RESERVED = frozenset(value for name, value in list(globals().items()) if name.isupper() and name != "RESERVED")
