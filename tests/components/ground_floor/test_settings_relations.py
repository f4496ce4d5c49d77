"""Values that are right by themselves and contradict each other are refused, and told where they are changed."""

import re
from collections.abc import Mapping

import pytest

from components import environment
from tests.components.ground_floor.stack_files import DIGEST, GOOD, PARAMETER, VPC, accepts, mistakes, sizing


@pytest.mark.parametrize(
    ("domain", "zone"),
    [("shop.example.org", "example.com"), ("shopexample.com", "example.com"), ("com.example", "example.com")],
)
def test_the_domain_must_be_in_the_zone(domain: str, zone: str) -> None:
    (line,) = mistakes({**GOOD, "domain": domain, "zone": zone})

    assert line == f"domain: {domain} is not in the zone {zone}; allowed: {zone} or a name that ends in .{zone}"


def test_the_domain_must_fit_on_a_certificate() -> None:
    assert accepts({**GOOD, "domain": f"{'a' * 52}.example.com"})
    (line,) = mistakes({**GOOD, "domain": f"{'a' * 53}.example.com"})

    assert line.endswith("has 65 characters; allowed: 64, the most that a certificate takes")


def test_regions_must_differ() -> None:
    lines = mistakes({**GOOD, "regions": {"main": "us-east-1", "b": "us-east-1"}, "cidrBlocks": {"b": "10.1.0.0/16"}})

    assert lines == ["regions: us-east-1 is there more than once (main or b); allowed: each region once"]


def test_no_region_takes_the_name_of_the_edge() -> None:
    regions = {"main": "us-east-1", "edge": "eu-west-1"}
    lines = mistakes({**GOOD, "regions": regions, "cidrBlocks": {"edge": "10.1.0.0/16"}})

    assert lines == ["regions.edge: is the name of what stands in front of all regions; allowed: another key"]


def test_regions_must_be_where_the_account_is() -> None:
    regions = {"main": "us-east-1", "gov": "us-gov-west-1"}
    (line,) = mistakes({**GOOD, "regions": regions, "cidrBlocks": {"gov": "10.1.0.0/16"}})

    assert line == "regions: are in several partitions (aws, aws-us-gov); allowed: one, an account is in one only"


@pytest.mark.parametrize(("code", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
def test_regions_must_be_where_an_edge_can_be(code: str, partition: str) -> None:
    (line,) = mistakes({**GOOD, "regions": {"main": code}, "secrets": {}})

    assert line == (
        f"regions: are in the partition {partition}, where CloudFront cannot stand in front of them as it does here;"
        " allowed: regions of the partition aws"
    )


def test_secrets_must_be_where_the_account_is() -> None:
    (line,) = mistakes({**GOOD, "secrets": {"api": {"A": PARAMETER.replace("arn:aws:", "arn:aws-cn:")}}})

    assert line == "secrets.api.A: is in the partition aws-cn; allowed: aws, where the regions are"


def test_secrets_must_not_take_the_names_that_the_stack_gives_itself() -> None:
    names = sorted(environment.RESERVED)
    lines = mistakes({**GOOD, "secrets": {"notificationWorker": dict.fromkeys(names, PARAMETER)}})

    assert "ORDER_QUEUE_URL" in names
    assert lines == [
        f"secrets.notificationWorker.{name}: is set by the stack itself; allowed: any other name" for name in names
    ]


def test_networks_must_belong_to_regions() -> None:
    lines = mistakes({**GOOD, "cidrBlocks": {"eu": "10.1.0.0/16"}, "network": {"ap": VPC}})

    assert lines == [
        "cidrBlocks.eu: there is no such region; allowed: main, the keys of regions",
        "network.ap: there is no such region; allowed: main, the keys of regions",
    ]


def test_a_network_that_is_there_has_its_range_already() -> None:
    (line,) = mistakes({**GOOD, "cidrBlocks": {"main": "10.1.0.0/16"}, "network": {"main": VPC}})

    assert line == "cidrBlocks.main: the network of main is there already; remove this or network.main"


@pytest.mark.parametrize("blocks", [{}, {"eu": "10.0.16.0/20"}, {"main": "10.1.0.0/16", "eu": "10.1.0.0/17"}])
def test_networks_of_regions_must_not_overlap(blocks: Mapping[str, str]) -> None:
    (line,) = mistakes({**GOOD, "regions": {"eu": "eu-west-1", "main": "us-east-1"}, "cidrBlocks": blocks})

    assert re.fullmatch(
        r"cidrBlocks.eu: \S+ overlaps \S+ of main; allowed: a range of its own for each region, .*", line
    )


def test_tasks_must_fit_into_the_private_subnets_with_a_zone_lost() -> None:
    # Services and worker, 2 x (150 + 50 + 4 + 20) tasks in two zones: 224. A /20 has private subnets of 256 - 5 - 5
    # addresses.
    file = sizing("network.cidrBlock", "10.0.0.0/20")
    file = sizing("services.web.scaling.maxTasks", 150, file)
    assert accepts(file)
    assert accepts(sizing("notificationWorker.scaling.maxTasks", 42, file))  # 246 needed

    more = sizing("notificationWorker.scaling.maxTasks", 43, file)  # 247 needed, 246 free
    (line,) = mistakes(more)
    assert line == (
        "sizing.network.cidrBlock: 10.0.0.0/20 is too small: a zone's private subnet (/24) has 246 addresses for tasks,"
        " and needs 247 when a deployment doubles all maxTasks (494 tasks) and one of 3 zones is lost;"
        " allowed: a shorter prefix, down to /16, or fewer tasks"
    )
    assert accepts(sizing("network.interfaceEndpoints", ["logs"], more))  # four endpoints fewer in the same subnets
    assert accepts({**more, "network": {"main": VPC}})  # somebody else's addresses
    assert accepts({**more, "cidrBlocks": {"main": "10.0.0.0/19"}})


def test_a_range_that_is_too_small_is_told_where_it_is_written() -> None:
    file = sizing("network.zoneCount", 2, {**GOOD, "cidrBlocks": {"main": "10.9.0.0/20"}})
    (line,) = mistakes(sizing("services.web.scaling.maxTasks", 500, file))

    assert line.startswith("cidrBlocks.main: 10.9.0.0/20 is too small")


def test_tasks_without_nat_need_endpoints_to_start() -> None:
    file = sizing("network.interfaceEndpoints", ["ecr.api"], sizing("network.nat", "none"))
    lacks = "lacks ecr.dkr, logs, secretsmanager, sqs, ssm, without which tasks cannot start or work"
    allowed = "allowed: these too, or another nat than none"

    assert mistakes(file) == [f"sizing.network.interfaceEndpoints: {lacks}; {allowed}"]
    assert accepts({**file, "network": {"main": VPC}})
    endpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs", "ssm"]
    assert accepts(sizing("network.interfaceEndpoints", endpoints, file))
    for endpoint in endpoints:
        (line,) = mistakes(sizing("network.interfaceEndpoints", [e for e in endpoints if e != endpoint], file))
        assert f" lacks {endpoint}, " in line


@pytest.mark.parametrize(
    ("cpu", "memory", "allowed"),
    [
        (256, 4096, "512, 1024 or 2048"),
        (1024, 9216, "2048, 3072, 4096, 5120, 6144, 7168 or 8192"),
        (2048, 2048, "4096 to 16384 in steps of 1024"),
        (16384, 33792, "32768 to 122880 in steps of 8192"),
        (32768, 65536, "61440, 122880 or 249856"),
    ],
)
def test_fargate_must_have_the_size(cpu: int, memory: int, allowed: str) -> None:
    (line,) = mistakes(sizing("services.api.task", {"cpuUnits": cpu, "memoryMib": memory}))

    assert line == (
        f"sizing.services.api.task.memoryMib: {memory} does not go with cpuUnits {cpu} on Fargate; allowed: {allowed}"
    )


@pytest.mark.parametrize(
    ("group", "values", "expected"),
    [
        ("services.api.scaling", {"maxTasks": 1}, "maxTasks: 1 is below minTasks 2; allowed: 2 to 5000"),
        ("services.web.scaling", {"minTasks": 60}, "maxTasks: 50 is below minTasks 60; allowed: 60 to 5000"),
        (
            "services.web.scaling",
            {"scaleInCooldownSeconds": 50},
            "scaleInCooldownSeconds: 50 is below scaleOutCooldownSeconds 60, so it shrinks faster than it grows;"
            " allowed: 60 to 3600",
        ),
        (
            "services.admin.healthCheck",
            {"timeoutSeconds": 15},
            "timeoutSeconds: 15 is not below intervalSeconds 15; allowed: 2 to 14",
        ),
        (
            "services.admin.timing",
            {"gracePeriodSeconds": 59},
            "gracePeriodSeconds: 59 is below the longer of startPeriodSeconds 60 and healthCheck.unhealthyThreshold x"
            " intervalSeconds 45, so tasks are killed while they start; allowed: 60 and more",
        ),
        (
            "services.web.timing",
            {"longestRequestSeconds": 31},
            "deregistrationDelaySeconds: 30 is below services.web.timing.longestRequestSeconds 31, so requests are cut"
            " off; allowed: 31 and more",
        ),
        (
            "services.web.timing",
            {"keepAliveSeconds": 60},
            "keepAliveSeconds: 60 is not above loadBalancer.idleTimeoutSeconds 60, so requests meet closed connections;"
            " allowed: 61 and more",
        ),
        (
            "orderConsumer",
            {"timeoutSeconds": 21},
            "sizing.orderQueue.visibilityTimeoutSeconds: 120 is below 6 x orderConsumer.timeoutSeconds 21, so orders"
            " are consumed twice; allowed: 126 to 43200",
        ),
        (
            "orderQueue",
            {"dlqRetentionDays": 7},
            "dlqRetentionDays: 7 is not above retentionDays 7, so dead letters vanish unread; allowed: 8 to 14",
        ),
        (
            "orderQueue",
            {"retentionDays": 14},
            "dlqRetentionDays: 14 is not above retentionDays 14, so dead letters vanish unread; allowed: 14, with a"
            " shorter retentionDays",
        ),
    ],
)
def test_quantities_must_not_contradict_each_other(group: str, values: Mapping[str, int], expected: str) -> None:
    (line,) = mistakes(sizing(group, values))

    assert line in (expected, f"sizing.{group}.{expected}")


def test_a_slow_start_needs_a_longer_grace_period_however_it_comes_about() -> None:
    (line,) = mistakes(sizing("services.api.healthCheck", {"unhealthyThreshold": 10}))

    assert line.endswith("intervalSeconds 150, so tasks are killed while they start; allowed: 150 and more")


def test_a_health_check_that_fails_too_late_cannot_be_waited_for() -> None:
    (line,) = mistakes(sizing("services.api.healthCheck", {"unhealthyThreshold": 10, "intervalSeconds": 91}))

    assert line.endswith(
        "intervalSeconds 910, so tasks are killed while they start; allowed: up to 900, with a health"
        " check that fails sooner"
    )


def test_long_requests_need_patience_in_three_places() -> None:
    file = sizing("services.api.timing", {"longestRequestSeconds": 120, "deregistrationDelaySeconds": 119})
    file = sizing("services.api.scaling", {"scaleInCooldownSeconds": 119}, file)
    lines = mistakes(sizing("loadBalancer.idleTimeoutSeconds", 70, file))

    assert [line.partition(":")[0] for line in lines] == [
        "sizing.services.api.timing.deregistrationDelaySeconds",
        "sizing.services.api.scaling.scaleInCooldownSeconds",
        "sizing.loadBalancer.idleTimeoutSeconds",
    ]


@pytest.mark.parametrize(
    ("prefix", "good"),
    [
        ("123456789012.dkr.ecr.{region}.amazonaws.com", True),
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop", False),
        ("ghcr.io/shop", False),
    ],
)
def test_lambda_takes_its_image_from_its_own_region_only(prefix: str, good: bool) -> None:
    file = {**GOOD, "repositoryPrefix": prefix}
    assert accepts(file)  # no image for Lambda

    file |= {"images": {"orderConsumer": DIGEST}}
    if good:
        assert accepts(file)
    else:
        (line,) = mistakes(file)
        assert line.startswith(f"repositoryPrefix: {prefix} has no image for orderConsumer in us-east-1, which must be")
