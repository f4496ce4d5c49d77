"""How many connections an instance takes."""

import pytest

from components import aurora_limits as limits


@pytest.mark.parametrize(
    ("instance_class", "memory_gib", "connections"),
    [
        ("db.r6g.large", 16, 1722),
        ("db.r6g.xlarge", 32, 3479),
        ("db.r7g.xlarge", 32, 3479),
        ("db.r8g.2xlarge", 64, 5000),
        ("db.t4g.medium", 4, 405),
    ],
)
def test_provisioned_classes_take_what_aws_lists(instance_class: str, memory_gib: int, connections: int) -> None:
    assert limits.max_connections(instance_class) == connections
    assert limits.instance_memory_gib(instance_class) == memory_gib


@pytest.mark.parametrize("instance_class", limits.instance_classes())
def test_no_class_takes_more_than_the_formula_allows(instance_class: str) -> None:
    by_formula = min(limits.instance_memory_gib(instance_class) * 2**30 // 9_531_392, 5000)
    assert 0.9 * by_formula <= limits.max_connections(instance_class) <= by_formula


@pytest.mark.parametrize(
    ("max_acu", "connections"), [(1, 189), (2, 400), (4, 823), (8, 1669), (16, 3360), (32, 5000), (256, 5000)]
)
def test_serverless_instances_take_what_their_maximum_gives(max_acu: float, connections: int) -> None:
    assert limits.serverless_max_connections(min_acu=1, max_acu=max_acu) == connections


@pytest.mark.parametrize("min_acu", [0, 0.5])
def test_a_minimum_near_zero_stops_at_two_thousand(min_acu: float) -> None:
    assert limits.serverless_max_connections(min_acu=min_acu, max_acu=64) == 2000
    assert limits.serverless_max_connections(min_acu=min_acu, max_acu=4) == 823


def test_a_client_waits_longer_for_a_database_that_may_be_asleep() -> None:
    assert limits.connect_timeout_seconds(min_acu=None) == 3
    assert limits.connect_timeout_seconds(min_acu=0.5) == 3
    assert limits.connect_timeout_seconds(min_acu=0) > 30


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match=r"choose one of db\.t4g\.medium"):
        limits.max_connections("db.r3.large")
    for acu in (0.5, 256.5):
        with pytest.raises(ValueError, match="Aurora has 1 to 256"):
            limits.serverless_max_connections(min_acu=0, max_acu=acu)
