"""The traffic that users declare: what no graph of resources can tell, and capacity rules compare it with.

It is the option ``traffic`` of the policy SETTINGS: an object of these figures, each optional.
"""

from typing import Final

# Name and meaning of each figure, with its unit. All are peaks.
FACTS: Final = {
    "requestsPerSecond": "Requests per second that viewers send, at the CDN where there is one",
    "originRequestsPerSecond": "Requests per second that reach the load balancer",
    "eventsPerSecond": "Messages per second that are sent to each FIFO queue",
    "messagesPerSendCall": "Messages in one call that sends to a queue, 1 to 10",
    "longestRequestSeconds": "The longest request that is to be finished, such as the 99.9th percentile, in seconds",
    "connectionsPerTask": "Connections to the database that one task opens, pools and their overflow together",
    "functionConnections": "Connections to the database that one run of a function opens",
    "cacheConnectionsPerTask": "Connections to the cache that one task opens",
    "workingSetGigabytes": "Data that the cache is to hold, in GiB",
}


def missing(fact: str) -> str:
    """What a rule lacks when the user does not declare this figure."""
    return f"the traffic: declare {fact} in SETTINGS.traffic of the policy configuration"
