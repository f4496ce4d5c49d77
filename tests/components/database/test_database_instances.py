"""Which instances may be together, and where they go."""

from collections.abc import Mapping
from typing import Any

import pytest

from components.database import DatabaseInstance, ServerlessCapacity
from components.database.instances import check_instances, first_writer, place, writer_and_two_readers

ZONES = ["us-east-1b", "us-east-1a", "us-east-1c"]
SERVERLESS = DatabaseInstance(instance_class="db.serverless", promotion_tier=2)


def two(reader: DatabaseInstance) -> Mapping[str, DatabaseInstance]:
    return {"writer": DatabaseInstance(promotion_tier=0), "reader": reader}


def test_the_default_is_a_writer_and_two_readers_that_take_over_in_turn() -> None:
    made = writer_and_two_readers()
    assert {key: instance.promotion_tier for key, instance in made.items()} == {
        "writer": 0,
        "reader-1": 1,
        "reader-2": 2,
    }
    check_instances(made, ZONES)


def test_instances_are_placed_in_one_zone_after_the_other() -> None:
    made = writer_and_two_readers()
    assert list(place(made, ZONES).values()) == ["us-east-1a", "us-east-1b", "us-east-1c"]
    assert list(place(made, ZONES[:2]).values()) == ["us-east-1a", "us-east-1b", "us-east-1a"]


def test_a_zone_that_is_named_is_kept() -> None:
    made = two(DatabaseInstance(availability_zone="us-east-1c"))
    assert place(made, ZONES) == {"writer": "us-east-1a", "reader": "us-east-1c"}


def test_the_lowest_tier_begins_as_the_writer_whatever_its_key() -> None:
    made = {"a": DatabaseInstance(promotion_tier=1), "b": DatabaseInstance(promotion_tier=0)}
    assert first_writer(made) == "b"


def test_readers_may_be_serverless_behind_a_provisioned_writer() -> None:
    check_instances({**two(DatabaseInstance()), "extra": SERVERLESS}, ZONES)


@pytest.mark.parametrize(
    ("instances", "words"),
    [
        ({}, "1 to 16 instances, this one 0"),
        ({f"i-{n}": DatabaseInstance() for n in range(17)}, "this one 17"),
        (two(DatabaseInstance(availability_zone="us-east-1f")), "us-east-1f, which has no subnet here"),
        (two(DatabaseInstance(availability_zone="us-east-1a")), "put one in another zone"),
        (two(DatabaseInstance(promotion_tier=2)), "no reader has a promotion_tier of 0 or 1"),
        (two(DatabaseInstance(instance_class="db.r7g.xlarge")), "give it the writer's class or a tier of 2"),
    ],
)
def test_sets_that_could_not_fail_over_are_refused(instances: Mapping[str, DatabaseInstance], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_instances(instances, ZONES)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"instance_class": "r7g.large"}, "no instance class"),
        ({"promotion_tier": -1}, "between 0 and 15"),
        ({"promotion_tier": 16}, "between 0 and 15"),
    ],
)
def test_instances_that_aws_does_not_have_are_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        DatabaseInstance(**fields)


def test_a_capacity_range_may_reach_from_nothing_to_the_top() -> None:
    assert ServerlessCapacity(min_acu=0, max_acu=256, seconds_until_auto_pause=300).pauses
    assert not ServerlessCapacity(min_acu=0.5, max_acu=128).pauses


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"min_acu": 0.3, "max_acu": 4}, "steps of 0.5"),
        ({"min_acu": 1, "max_acu": 4.2}, "steps of 0.5"),
        ({"min_acu": -1, "max_acu": 4}, "must be 0 or more"),
        ({"min_acu": 0.5, "max_acu": 0.5}, "max_acu between 1 and 256"),
        ({"min_acu": 1, "max_acu": 256.5}, "max_acu between 1 and 256"),
        ({"min_acu": 8, "max_acu": 4}, r"min_acu \(8\) is above max_acu \(4\)"),
        ({"min_acu": 0, "max_acu": 4}, "say after how long"),
        ({"min_acu": 1, "max_acu": 4, "seconds_until_auto_pause": 300}, "has no effect with min_acu 1"),
        ({"min_acu": 0, "max_acu": 4, "seconds_until_auto_pause": 299}, "between 300 and 86400"),
        ({"min_acu": 0, "max_acu": 4, "seconds_until_auto_pause": 86401}, "between 300 and 86400"),
    ],
)
def test_capacity_ranges_that_aws_refuses_or_that_never_pause_are_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ServerlessCapacity(**fields)
