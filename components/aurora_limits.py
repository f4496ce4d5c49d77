"""How many connections an Aurora PostgreSQL instance takes, and how long a client waits for one. It needs no SDK.

Sources, in the AWS documentation's public history (awsdocs/amazon-aurora-user-guide), read on 2026-11-24: instance
classes from ``AuroraPostgreSQL.Managing.md``, capacity units from ``aurora-serverless-v2.setting-capacity.md``, which
aws-facts 1.1 quotes; both say that the default of ``max_connections`` is LEAST(memory in bytes / 9531392, 5000), and
list what that comes to, as the engine keeps some memory to itself. The list counts here.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

SERVERLESS_CLASS = "db.serverless"
MOST_CONNECTIONS = 5000  # Aurora PostgreSQL's default stops there
MOST_CONNECTIONS_NEAR_ZERO = 2000  # with a minimum capacity of 0 or 0.5
PROVISIONED_CONNECT_SECONDS = 3  # the article's
RESUME_CONNECT_SECONDS = 45  # AWS: about 15 to resume, 30 and more after a day of pause; and some to spare (guess)

# Memory in GiB and default connections by size, as documented for the sixth generation.
_SIXTH: Mapping[str, tuple[int, int]] = {
    "large": (16, 1722),
    "xlarge": (32, 3479),
    "2xlarge": (64, MOST_CONNECTIONS),
    "4xlarge": (128, MOST_CONNECTIONS),
    "8xlarge": (256, MOST_CONNECTIONS),
    "12xlarge": (384, MOST_CONNECTIONS),
    "16xlarge": (512, MOST_CONNECTIONS),
}
_CLASSES: Mapping[str, tuple[int, int]] = {
    "db.t4g.medium": (4, 405),
    "db.t4g.large": (8, 844),
    # Seventh and eighth have the sixth's memory, so its connections (guess: AWS has published no list for them).
    **{f"db.{family}.{size}": facts for family in ("r6g", "r7g", "r8g") for size, facts in _SIXTH.items()},
}
# Connections by maximum capacity. Between two of the points the line is straight: 211.4 a unit.
_BY_CAPACITY: Sequence[tuple[float, int]] = ((1, 189), (4, 823), (8, 1669), (16, 3360), (32, MOST_CONNECTIONS))


def instance_classes() -> Sequence[str]:
    """The provisioned classes that these functions know."""
    return list(_CLASSES)


def instance_memory_gib(instance_class: str) -> int:
    """Memory of a provisioned class.

    Raises:
        ValueError: the class is not known; the text lists those that are.
    """
    return _facts(instance_class)[0]


def max_connections(instance_class: str) -> int:
    """The connections that an instance of a provisioned class takes unless its parameters say otherwise.

    Raises:
        ValueError: the class is not known; the text lists those that are.
    """
    return _facts(instance_class)[1]


def serverless_max_connections(*, min_acu: float, max_acu: float) -> int:
    """The connections that a serverless instance takes. They follow the *maximum*, and change at a restart only.

    Raises:
        ValueError: the maximum is below 1 or above 256 capacity units.
    """
    if not 1 <= max_acu <= 256:
        raise ValueError(f"max_acu is {max_acu:g}: Aurora has 1 to 256")
    most = MOST_CONNECTIONS_NEAR_ZERO if min_acu <= 0.5 else MOST_CONNECTIONS
    return min(most, _by_capacity(max_acu))


def connect_timeout_seconds(*, min_acu: float | None) -> int:
    """Seconds that a client must wait for a connection: long, if the database may be asleep (``min_acu`` of 0)."""
    return RESUME_CONNECT_SECONDS if min_acu == 0 else PROVISIONED_CONNECT_SECONDS


def _by_capacity(acu: float) -> int:
    for (low, fewer), (high, more) in pairwise(_BY_CAPACITY):
        if acu <= high:
            return int(fewer + (more - fewer) * (acu - low) / (high - low))
    return MOST_CONNECTIONS


def _facts(instance_class: str) -> tuple[int, int]:
    if instance_class not in _CLASSES:
        raise ValueError(
            f"the connections of {instance_class} are not known: choose one of {', '.join(_CLASSES)}, or"
            f" {SERVERLESS_CLASS}"
        )
    return _CLASSES[instance_class]
