"""The instances of a cluster: how large each is, which zone it lies in, and who becomes the writer when that is lost.

Every instance sees the same storage; one writes, the others read. Roles move on a failover, so that a key such as
``writer`` only says who begins. This is plain data and arithmetic: the cluster makes the resources.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.aurora_limits import SERVERLESS_CLASS

_MOST_INSTANCES = 16  # a writer and fifteen readers (A2)
_STEPS_PER_ACU = 2
_SHORTEST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 300, 86_400  # RDS API


@dataclass(frozen=True, kw_only=True)
class DatabaseInstance:
    """One instance of a cluster."""

    # Class, or ``db.serverless`` for one that scales in the cluster's capacity range. 16 GiB, 1722 connections.
    instance_class: str = "db.r7g.large"
    # Who becomes the writer: the lowest tier, 0 to 15. 0 and 1 are sized like the writer, others by their own load.
    promotion_tier: int = 1
    # Zone, one of the cluster's; without one it is the next in turn. Moving an instance replaces it.
    availability_zone: str | None = None

    def __post_init__(self) -> None:
        if not self.instance_class.startswith("db."):
            raise ValueError(f"{self.instance_class!r} is no instance class: write one such as db.r7g.large")
        if not 0 <= self.promotion_tier <= 15:
            raise ValueError("promotion_tier must be between 0 and 15")

    @property
    def serverless(self) -> bool:
        """Whether it scales in the cluster's capacity range."""
        return self.instance_class == SERVERLESS_CLASS


@dataclass(frozen=True, kw_only=True)
class ServerlessCapacity:
    """Between which capacities each serverless instance scales; a unit (ACU) is about 2 GiB with its CPU."""

    # Least capacity, in steps of 0.5. 0 lets the cluster pause when nobody is connected. Larger scales up faster.
    min_acu: float
    # Most capacity, 1 to 256 in steps of 0.5: the most that an instance costs, and what its connections follow.
    max_acu: float
    # Seconds without a connection until it pauses, 300 to 86400; goes with a minimum of 0, and only with that.
    seconds_until_auto_pause: int | None = None

    def __post_init__(self) -> None:
        if any((acu * _STEPS_PER_ACU) % 1 for acu in (self.min_acu, self.max_acu)):
            raise ValueError("min_acu and max_acu go in steps of 0.5")
        if self.min_acu < 0 or not 1 <= self.max_acu <= 256:
            raise ValueError("min_acu must be 0 or more, and max_acu between 1 and 256")
        if self.min_acu > self.max_acu:
            raise ValueError(f"min_acu ({self.min_acu:g}) is above max_acu ({self.max_acu:g}): raise max_acu")
        self._check_pause()

    @property
    def pauses(self) -> bool:
        """Whether instances stop when nobody is connected."""
        return self.min_acu == 0

    def _check_pause(self) -> None:
        seconds = self.seconds_until_auto_pause
        if self.pauses and seconds is None:
            raise ValueError("min_acu 0 lets the cluster pause: say after how long, with seconds_until_auto_pause")
        if not self.pauses and seconds is not None:
            raise ValueError(
                f"seconds_until_auto_pause has no effect with min_acu {self.min_acu:g}: set min_acu to 0 or leave it"
                " out"
            )
        if seconds is not None and not _SHORTEST_PAUSE_SECONDS <= seconds <= _LONGEST_PAUSE_SECONDS:
            raise ValueError(
                f"seconds_until_auto_pause must be between {_SHORTEST_PAUSE_SECONDS} and {_LONGEST_PAUSE_SECONDS}"
            )


def writer_and_two_readers() -> Mapping[str, DatabaseInstance]:
    """The article's three, in the order in which they take over."""
    return {
        "writer": DatabaseInstance(promotion_tier=0),
        "reader-1": DatabaseInstance(promotion_tier=1),
        "reader-2": DatabaseInstance(promotion_tier=2),
    }


def first_writer(instances: Mapping[str, DatabaseInstance]) -> str:
    """The key of the instance that is made first and so begins as the writer: the first of the lowest tier."""
    return min(instances, key=lambda key: instances[key].promotion_tier)


def place(instances: Mapping[str, DatabaseInstance], zones: Sequence[str]) -> Mapping[str, str]:
    """The zone of each instance: its own, else one zone after the other in the order of their names.

    A zone more moves only those whose turn then falls on another one: with a third zone, the third instance.
    """
    names = sorted(zones)
    return {
        key: instance.availability_zone or names[index % len(names)]
        for index, (key, instance) in enumerate(instances.items())
    }


def check_instances(instances: Mapping[str, DatabaseInstance], zones: Sequence[str]) -> None:
    """Refuse a set of instances that could not fail over as it should.

    Raises:
        ValueError: says what to change.
    """
    if not 1 <= len(instances) <= _MOST_INSTANCES:
        raise ValueError(f"a cluster has 1 to {_MOST_INSTANCES} instances, this one {len(instances)}")
    placed = place(instances, zones)
    for key, zone in placed.items():
        if zone not in zones:
            raise ValueError(f"{key} is in {zone}, which has no subnet here: choose one of {', '.join(sorted(zones))}")
    if len(instances) > 1:
        _check_failover(instances, placed)


def _check_failover(instances: Mapping[str, DatabaseInstance], placed: Mapping[str, str]) -> None:
    if len(set(placed.values())) == 1:
        raise ValueError(
            f"all instances are in {placed[first_writer(instances)]}: put one in another zone, or losing that zone is"
            " losing the database"
        )
    writer = first_writer(instances)
    heirs = [key for key in instances if key != writer and instances[key].promotion_tier <= 1]
    if not heirs:
        raise ValueError(
            "no reader has a promotion_tier of 0 or 1: give one, so that a reader of the writer's size takes over"
        )
    for key in heirs:
        if instances[key].instance_class != instances[writer].instance_class:
            raise ValueError(
                f"{key} may become the writer (promotion_tier {instances[key].promotion_tier}) but is"
                f" {instances[key].instance_class}, not {instances[writer].instance_class}: give it the writer's class"
                " or a tier of 2 and more"
            )
