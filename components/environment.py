"""The environment variables that the stack itself gives to its containers: its contract with the programs in them.

A stack file may add secrets under any other name.
"""

# Seconds that the server keeps an idle connection open; longer than the load balancer does.
KEEP_ALIVE_SECONDS = "KEEP_ALIVE_SECONDS"
# Where checkout leaves orders.
ORDER_QUEUE_URL = "ORDER_QUEUE_URL"

RESERVED = frozenset({KEEP_ALIVE_SECONDS, ORDER_QUEUE_URL})
