"""The same for the tiers behind and in front of the services: worker, data, edge, and what each region has of them."""

from collections.abc import Mapping
from typing import Any

import pytest

from components import price_classes
from components.sizing import Price
from tests.components.ground_floor.stack_files import FULL, GOOD, accepts, mistakes, sizing

DEV = {**GOOD, "profile": "development"}
REGIONS = {"regions": {"main": "us-east-1", "eu": "eu-west-1"}, "cidrBlocks": {"eu": "10.1.0.0/16"}}


def overridden(values: Mapping[str, object], base: Mapping[str, Any] = GOOD) -> dict[str, Any]:
    """A stack file with several overrides, by path."""
    file = dict(base)
    for path, value in values.items():
        file = sizing(path, value, file)
    return file


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"notificationWorker.task.memoryMib": 4096},
            "notificationWorker.task.memoryMib: 4096 does not go with cpuUnits 256 on Fargate; allowed: 512, 1024 or"
            " 2048",
        ),
        (
            {"notificationWorker.scaling.minTasks": 21},
            "notificationWorker.scaling.maxTasks: 20 is below minTasks 21; allowed: 21 to 5000",
        ),
        (
            {"notificationWorker.scaling.onDemandBase": 0},
            "notificationWorker.scaling.onDemandBase: 0 leaves no worker when AWS takes its Spot capacity back, which"
            " on-demand capacity does not replace; allowed: 1 to 5000",
        ),
        (
            {"notificationWorker.scaling": {"acceptableLatencySeconds": 10, "processingSeconds": 11}},
            "notificationWorker.scaling.acceptableLatencySeconds: 10 is below processingSeconds 11, so no number of"
            " workers is enough; allowed: 11 to 43200",
        ),
        (
            {
                "notificationWorker.scaling.processingSeconds": 121,
                "notificationWorker.scaling.acceptableLatencySeconds": 121,
                "notificationWorker.timing.maxRuntimeSeconds": 121,
                "notificationQueue.visibilityTimeoutSeconds": 241,
            },
            "notificationWorker.scaling.processingSeconds: 121 is longer than the notice at which AWS takes Spot"
            " capacity back, so work starts again and again; allowed: 1 to 120",
        ),
        (
            {"notificationWorker.scaling.processingSeconds": 30, "notificationWorker.timing.maxRuntimeSeconds": 29},
            "notificationWorker.timing.maxRuntimeSeconds: 29 is below scaling.processingSeconds 30, so most messages"
            " are given up; allowed: 30 to 43080",
        ),
        (
            {"notificationWorker.timing.stopTimeoutSeconds": 30},
            "notificationWorker.timing.stopTimeoutSeconds: 30 is not the notice at which AWS takes Spot capacity back,"
            " so work is cut off; allowed: 120",
        ),
        (
            {"notificationQueue.visibilityTimeoutSeconds": 179},
            "notificationQueue.visibilityTimeoutSeconds: 179 is below notificationWorker.timing.maxRuntimeSeconds 60 +"
            " stopTimeoutSeconds 120, so notifications are sent twice; allowed: 180 to 43200",
        ),
        (
            {"notificationQueue.dlqRetentionDays": 4},
            "notificationQueue.dlqRetentionDays: 4 is not above retentionDays 4, so dead letters vanish unread;"
            " allowed: 5 to 14",
        ),
        (
            {"cache.nodeCount": 1},
            "cache.nodeCount: 1 leaves no node to take over, which capabilities.multiAz asks for; allowed: 2 to 6",
        ),
        (
            {"database.instances.readerCount": 0, "database.instances.maxReaders": 0, "pools.readerConnections": 1},
            "database.instances.readerCount: 0 leaves no instance to take over, which capabilities.multiAz asks for;"
            " allowed: 1 to 15",
        ),
        (
            {"database.storage.backupRetentionDays": 6},
            "database.storage.backupRetentionDays: 6 is too short for data that capabilities.deletionProtection"
            " protects; allowed: 7 to 35",
        ),
        (
            {"database.instances.maxReaders": 1},
            "database.instances.maxReaders: 1 is below readerCount 2; allowed: 2 to 15",
        ),
        (
            {"database.serverless": {"enabled": True, "minAcu": 64.5}},
            "database.serverless.maxAcu: 64 is below minAcu 64.5; allowed: 64.5 to 256",
        ),
        (
            {"database.serverless": {"enabled": True, "minAcu": 0}, "database.storage.proxy": True,
             "database.instances.maxReaders": 2},
            "database.storage.proxy: true keeps a database awake that serverless.minAcu 0 is to let pause;"
            " allowed: false, or a higher minAcu",
        ),
        (
            {"database.serverless": {"enabled": True, "minAcu": 0}, "pools.writerConnections": 10,
             "pools.readerConnections": 20},
            "database.instances.maxReaders: 4 lets readers be added, which keeps a database awake that"
            " serverless.minAcu 0 is to let pause; allowed: readerCount 2, or a higher minAcu",
        ),
        (
            {"pools.writerConnections": 26},
            "pools.writerConnections: comes to 2808 connections to an instance when a deployment doubles the tasks of"
            " API and admin (108), and an instance has 2783 for them; allowed: less, fewer tasks, larger instances or"
            " database.storage.proxy",
        ),
        (
            {"pools.readerConnections": 52},
            "pools.readerConnections: comes to 2808 connections to an instance when a deployment doubles the tasks of"
            " API and admin (108), and an instance has 2783 for them; allowed: less, fewer tasks, larger instances or"
            " database.storage.proxy",
        ),
        (
            {"loadBalancer.idleTimeoutSeconds": 50},
            "loadBalancer.idleTimeoutSeconds: 50 is not above 50, the seconds that CloudFront keeps a connection, so"
            " requests meet closed connections; allowed: 51 to 4000",
        ),
    ],
)  # fmt: skip
def test_quantities_of_the_tiers_must_not_contradict_each_other(values: Mapping[str, object], expected: str) -> None:
    assert mistakes(overridden(values)) == [f"sizing.{expected}"]


@pytest.mark.parametrize(
    "values",
    [
        {"notificationWorker.scaling.onDemandBase": 1},
        {"notificationWorker.scaling.onDemandBase": 5000},
        {"notificationWorker.scaling.minTasks": 20},
        {
            "notificationWorker.scaling.processingSeconds": 120,
            "notificationWorker.scaling.acceptableLatencySeconds": 120,
            "notificationWorker.timing.maxRuntimeSeconds": 120,
            "notificationQueue.visibilityTimeoutSeconds": 240,
        },
        {"notificationWorker.timing.maxRuntimeSeconds": 43080, "notificationQueue.visibilityTimeoutSeconds": 43200},
        {"notificationQueue.retentionDays": 13},
        {"cache.nodeCount": 2},
        {"capabilities.multiAz": False, "cache.nodeCount": 1},
        {
            "capabilities.multiAz": False,
            "database.instances.readerCount": 0,
            "database.instances.maxReaders": 0,
            "pools.writerConnections": 10,
            "pools.readerConnections": 15,  # 108 x 25 = 2700
        },
        {"database.instances.readerCount": 1, "database.instances.maxReaders": 1, "pools.readerConnections": 25},
        {"database.instances.maxReaders": 2},
        {"database.instances.maxReaders": 15},
        {"database.storage.backupRetentionDays": 35},
        {"capabilities.deletionProtection": False, "database.storage.backupRetentionDays": 1},
        {"database.serverless": {"minAcu": 256, "maxAcu": 1}},  # they wait for being enabled
        {"database.serverless": {"enabled": True, "minAcu": 64}},
        {"database.serverless": {"enabled": True, "minAcu": 1}},
        {"database.serverless": {"minAcu": 0}, "database.storage.proxy": True},
        {"pools.writerConnections": 25, "pools.readerConnections": 51},  # 2700 and 2754 of 2783
        {"pools.writerConnections": 1000, "pools.readerConnections": 1000, "database.storage.proxy": True},
        {"loadBalancer.idleTimeoutSeconds": 51},
        {"loadBalancer.idleTimeoutSeconds": 4000, **{f"services.{name}.timing.keepAliveSeconds": 4001
                                                     for name in ("web", "api", "admin")}},
        {"services.api.deployment.strategy": "canary"},
        {"services.api.deployment.strategy": "linear"},
        {"services.api.deployment": {"strategy": "blueGreen", "bakeMinutes": 1}},
        {"services.api.deployment": {"strategy": "linear", "bakeMinutes": 1440}},
        {"edge.priceClass": "all"},
        {"tracing": {"requestsPerSecond": 1, "tracesPerSecond": 1.5}},
    ],
)  # fmt: skip
def test_quantities_up_to_the_border_are_accepted(values: Mapping[str, object]) -> None:
    assert accepts(overridden(values))


def test_readers_cannot_be_added_to_none() -> None:
    (line,) = mistakes(
        overridden({"database.instances.maxReaders": 2, "database.serverless.minAcu": 1}, DEV),
    )

    assert line == (
        "sizing.database.instances.maxReaders: 2 asks for readers to be added, which needs one to begin with;"
        " allowed: 0, or a higher readerCount"
    )


def test_what_development_lets_go_is_needed_as_soon_as_it_is_protected() -> None:
    lines = mistakes(overridden({"capabilities": {"deletionProtection": True, "multiAz": True}}, DEV))

    assert [line.partition(":")[0] for line in lines] == [
        "sizing.cache.nodeCount",
        "sizing.database.instances.readerCount",
        "sizing.database.storage.backupRetentionDays",
    ]


@pytest.mark.parametrize(
    ("serverless", "usable"),
    [
        ({"minAcu": 2, "maxAcu": 4}, 658),  # 0.8 x 823
        ({"minAcu": 0.5, "maxAcu": 64}, 1600),  # 0.8 x 2000, as its least is so small
        ({"minAcu": 1, "maxAcu": 64}, 4000),  # 0.8 x 5000
    ],
)
def test_connections_of_a_serverless_database_follow_its_capacity(serverless: dict[str, float], usable: int) -> None:
    file = overridden({"database.serverless": {"enabled": True, **serverless}, "pools.writerConnections": 1000})

    assert f" an instance has {usable} for them; " in mistakes(file)[0]


def test_without_readers_both_pools_are_the_writers() -> None:
    # 6 tasks of API and admin, twice during a deployment, and 658 of 823 connections
    assert accepts(overridden({"pools": {"writerConnections": 4, "readerConnections": 50}}, DEV))  # 648
    (line,) = mistakes(overridden({"pools": {"writerConnections": 5, "readerConnections": 50}}, DEV))

    assert line.startswith("sizing.pools.readerConnections: comes to 660 connections to an instance")


@pytest.mark.parametrize(
    ("price", "code", "allowed"),
    [
        ("100", "ap-southeast-2", "all"),
        ("200", "ap-southeast-2", "all"),
        ("200", "sa-east-1", "all"),
        ("100", "ap-northeast-1", "200 or all"),
        ("100", "af-south-1", "200 or all"),
    ],
)
def test_the_edge_must_have_a_place_near_each_region(price: str, code: str, allowed: str) -> None:
    file = {**GOOD, "regions": {"main": "us-east-1", "far": code}, "cidrBlocks": {"far": "10.1.0.0/16"}}

    assert mistakes(sizing("edge.priceClass", price, file)) == [
        f"sizing.edge.priceClass: {price} has no place near {code} (far); allowed: {allowed}"
    ]
    for choice in allowed.split(" or "):
        assert accepts(sizing("edge.priceClass", choice, file))


def test_the_cheapest_price_class_is_enough_for_north_america_europe_and_israel() -> None:
    for code in ("us-west-2", "ca-central-1", "mx-central-1", "eu-west-1", "il-central-1"):
        assert accepts({**GOOD, "regions": {"main": code}})


def test_price_classes_are_the_same_for_settings_and_edge() -> None:
    assert tuple(price.value for price in Price) == price_classes.CLASSES
    assert [price_classes.cheapest(code) for code in ("us-east-1", "ap-south-1", "sa-east-1")] == ["100", "200", "all"]


def test_a_second_region_cannot_have_data_yet() -> None:
    assert accepts({**GOOD, **REGIONS, "dataRegions": ["main"]})

    assert mistakes({**GOOD, **REGIONS, "dataRegions": ["main", "eu"]}) == [
        "dataRegions[1]: eu cannot have a database and a cache of its own yet: they would have to follow those of main,"
        " which is not built; allowed: main"
    ]


def test_data_cannot_be_in_a_region_that_the_stack_does_not_have() -> None:
    assert mistakes({**GOOD, "dataRegions": ["eu"]}) == ["dataRegions[0]: there is no region eu; allowed: main"]


def test_no_tier_hides_the_mistakes_of_another() -> None:
    """One group of each tier is wrong by itself, and one beside it contradicts another."""
    wrong = {
        "database.storage.proxy": "no",  # hides nothing but what needs to know of a proxy
        "database.instances.maxReaders": 1,
        "notificationWorker.task.cpuUnits": None,
        "notificationWorker.scaling.onDemandBase": 0,
        "services.web.scaling.maxTasks": "5",
        "services.web.timing.keepAliveSeconds": 60,
        "edge.countOnly": "no",
        "loadBalancer.idleTimeoutSeconds": 45,
        "cache.nodeCount": 1,
        "pools.writerConnections": 1000,
        "orderQueue.dlqRetentionDays": 1,
        "notificationQueue.retentionDays": 0,
    }
    file = overridden(wrong) | {"alertEmails": ["x"], "monthlyBudgetUsd": 0, "dataRegions": ["eu"]}

    assert sorted(line.partition(": ")[0] for line in mistakes(file)) == [
        "alertEmails[0]",
        "dataRegions[0]",
        "monthlyBudgetUsd",
        "sizing.cache.nodeCount",
        "sizing.database.instances.maxReaders",
        "sizing.database.storage.proxy",
        "sizing.edge.countOnly",
        "sizing.loadBalancer.idleTimeoutSeconds",
        "sizing.notificationQueue.retentionDays",
        "sizing.notificationWorker.scaling.onDemandBase",
        "sizing.notificationWorker.task.cpuUnits",
        "sizing.orderQueue.dlqRetentionDays",
        "sizing.services.web.scaling.maxTasks",
    ]


def groups(values: Mapping[str, Any], path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of all groups of ``sizing``."""
    return [
        deeper
        for key, value in values.items()
        if isinstance(value, Mapping)
        for deeper in [(*path, key), *groups(value, (*path, key))]
    ]


@pytest.mark.parametrize("path", groups(FULL["sizing"]), ids=".".join)
def test_a_group_that_is_wrong_is_told_once_and_brings_nothing_else_with_it(path: tuple[str, ...]) -> None:
    lines = mistakes(sizing(".".join(path), 5, FULL))

    assert lines == [f"sizing.{'.'.join(path)}: 5 is a number; allowed: a map"]
