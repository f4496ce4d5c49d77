"""A wrong stack file is refused in one message that tells every mistake, where it is, and what is allowed."""

from typing import Any

import pulumi
import pytest

from tests.components.ground_floor.stack_files import (
    ACCOUNT,
    DIGEST,
    GOOD,
    PARAMETER,
    SECRET,
    VPC,
    accepts,
    load,
    mistakes,
    sizing,
)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("profile", "prod", '"prod" is not known; allowed: production or development'),
        ("profile", "true", '"true" is not known; allowed: production or development'),
        ("accountId", "12345678901", '"12345678901" is no AWS account id; allowed: 12 digits, in quotes'),
        ("accountId", "1402433619", "or YAML changes a number that begins with 0"),
        ("domain", "https://shop.example.com", "is no host name; allowed: a name such as shop.example.com"),
        ("domain", "Shop.example.com", "has capital letters"),
        ("domain", "shop.example.com.", "is no host name"),
        ("domain", ["shop.example.com"], r'"[\"shop.example.com\"]" is no host name'),
        ("zone", "example", "is no host name"),
        ("zone", "-a.example.com", "is no host name"),
        ("owner", "team\n<b>", r'"team\n<b>" is no owner; allowed: 1 to 256 letters'),
        ("repositoryPrefix", "example.com/shop:latest", "is no start of an image name; allowed: <registry>/<path>"),
        ("repositoryPrefix", "{account}.dkr.ecr.us-east-1.amazonaws.com", "is no start of an image name"),
        ("regions", "us-east-1", '"us-east-1" is a text; allowed: a map'),
        ("regions", ["us-east-1"], '["us-east-1"] is a list; allowed: a map'),
        ("regions", '{"main": ', "is a text; allowed: a map"),
        ("images", "null", "null is no value; allowed: a map"),
        ("images", "7", "7 is a number; allowed: a map"),
        ("network", "true", "true is a truth value; allowed: a map"),
        ("sizing", "[1.5]", "[1.5] is a list; allowed: a map"),
        ("sizing", "1.5", "1.5 is not a whole number; allowed: a map"),
        ("sizing", '{"network": "\\ud800"}', "sizing: cannot be read; allowed: texts, numbers and lists in maps"),
        ("alertEmails", "ops@example.com", '"ops@example.com" is a text; allowed: a list'),
        ("alertEmails", {"ops": "ops@example.com"}, "is a map; allowed: a list"),
        ("alertEmails", "7", "alertEmails: 7 is a number; allowed: a list"),
        ("alertEmails", ["ops"], 'alertEmails[0]: "ops" is no e-mail address; allowed: an address such as ops@exam'),
        ("alertEmails", ["a@b.com", "a@b@c.com"], 'alertEmails[1]: "a@b@c.com" is no e-mail address'),
        ("alertEmails", ["a b@c.com"], '"a b@c.com" is no e-mail address'),
        ("alertEmails", ["a@b"], '"a@b" is no e-mail address'),
        ("alertEmails", [f"{'a' * 65}@b.com"], "is no e-mail address"),
        ("alertEmails", [f"a@{'b.' * 130}com"], "is no e-mail address"),
        ("alertEmails", [5], "alertEmails[0]: 5 is a number: put it in quotes; allowed: an address such as"),
        ("alertEmails", ["a@b.com", "a@b.com"], "names a@b.com twice; allowed: each once"),
        ("alertEmails", [f"a{n}@b.com" for n in range(11)], "is too long; allowed: 10 addresses at most; a mailing"),
        ("monthlyBudgetUsd", "two hundred", '"two hundred" is no whole number; allowed: whole US dollars from 1 to 1'),
        ("monthlyBudgetUsd", "200 USD", '"200 USD" is no whole number'),
        ("monthlyBudgetUsd", 0, "0 is too small; allowed: whole US dollars from 1 to 1000000000, such as 5000"),
        ("monthlyBudgetUsd", -200, "-200 is too small; allowed: whole US dollars"),
        ("monthlyBudgetUsd", 199.5, "199.5 is no whole number; allowed: whole US dollars"),
        ("monthlyBudgetUsd", 10**9 + 1, "1000000001 is too large; allowed: whole US dollars"),
        ("monthlyBudgetUsd", True, "true is no whole number"),
        ("monthlyBudgetUsd", [200], "[200] is no whole number"),
        ("dataRegions", "main", '"main" is a text; allowed: a list'),
        ("dataRegions", ["Main"], 'dataRegions[0]: "Main" is no key of a region; allowed: 1 to 8 lower-case'),
        ("dataRegions", [1], "dataRegions[0]: 1 is a number: put it in quotes"),
        ("dataRegions", ["main", "main"], "names main twice; allowed: each once"),
        ("cidrBlocks", "[" * 100_000, "is a text; allowed: a map"),
        ("cidrBlocks", '{"a": ' * 500 + "1" + "}" * 500, "cannot be read; allowed: texts, numbers and lists in maps"),
        ("sizing", '{"network": {"zoneCount": ' + "9" * 5000 + "}}", "is a text; allowed: a map"),
    ],
)
def test_a_wrong_fact_is_told_with_what_is_allowed(key: str, value: object, expected: str) -> None:
    lines = [line for line in mistakes({**GOOD, key: value}) if line.startswith(key)]

    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("regions", {"Main": "us-east-1"}, 'regions.Main: "Main" is no key of a region; allowed: 1 to 8 lower-case'),
        ("regions", {"verylongkey": "us-east-1"}, "regions.verylongkey: "),
        ("regions", {"main": "us-east1"}, 'regions.main: "us-east1" is no region code; allowed: an AWS region such as'),
        ("regions", {"main": "virginia"}, 'regions.main: "virginia" is no region code'),
        ("regions", {"main": 5}, "regions.main: 5 is a number: put it in quotes; allowed: an AWS region"),
        ("regions", {"main": None}, "regions.main: null is no text; allowed: an AWS region"),
        ("regions", {"main": True}, "regions.main: true is no text"),
        ("regions", {"eu": "eu-west-1"}, "regions.main: is missing; for example us-east-1"),
        ("images", {"web": "web:latest"}, 'images.web: "web:latest" is no image digest; allowed: sha256: and 64'),
        ("images", {"web": DIGEST.upper()}, "images.web: "),
        ("images", {"web": f"{DIGEST}0"}, "images.web: "),
        (
            "secrets",
            {"api": {"db-url": PARAMETER}},
            "secrets.api.db-url: the value is no name of an environment variable",
        ),
        ("secrets", {"api": {"A": PARAMETER.replace(ACCOUNT, "")}}, "secrets.api.A: the value lacks the account"),
        ("secrets", {"api": {"A": SECRET.removesuffix("-a1B2c3")[:-4]}}, "secrets.api.A: the value is no full ARN"),
        ("secrets", {"api": ["A"]}, "secrets.api: the value is a list; allowed: a map"),
        (
            "secrets",
            {"orderConsumer": {"A": PARAMETER}},
            "secrets.orderConsumer: is a Lambda function, into which nothing injects secrets;"
            " allowed: web, api, admin or notificationWorker",
        ),
        ("cidrBlocks", {"main": "10.0.0.0"}, 'cidrBlocks.main: "10.0.0.0" has no size'),
        (
            "network",
            {"main": VPC | {"vpcId": "vpc-1"}},
            'network.main.vpcId: "vpc-1" is no VPC id; allowed: vpc- and 8 or',
        ),
        ("network", {"main": VPC | {"publicSubnetIds": ["subnet-0000000a", "subnet-A"]}}, "publicSubnetIds[1]: "),
        (
            "network",
            {"main": VPC | {"publicSubnetIds": ["subnet-0000000a"]}},
            "is too short; allowed: two subnets or more",
        ),
        ("network", {"main": VPC | {"publicSubnetIds": ["subnet-0000000a"] * 2}}, "names subnet-0000000a twice"),
        (
            "network",
            {"main": VPC | {"publicSubnetIds": "subnet-0000000a"}},
            '"subnet-0000000a" is a text; allowed: a list',
        ),
        ("network", {"main": VPC | {"privateSubnetIds": VPC["publicSubnetIds"]}}, "is in publicSubnetIds as well"),
        ("network", {"main": {"vpcId": VPC["vpcId"]}}, "network.main.publicSubnetIds: is missing"),
        ("network", {"main": "vpc-1"}, 'network.main: "vpc-1" is a text; allowed: a map'),
    ],
)
def test_a_wrong_value_in_a_map_is_told_with_its_path(key: str, value: object, expected: str) -> None:
    lines = mistakes({**GOOD, key: value})

    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("network.zoneCount", "3", '"3" is a text; allowed: 2 to 6, without quotes'),
        ("network.zoneCount", True, "true is a truth value; allowed: 2 to 6"),
        ("network.zoneCount", 2.5, "2.5 is not a whole number; allowed: 2 to 6"),
        ("network.zoneCount", None, "null is no value; allowed: 2 to 6"),
        ("network.zoneCount", [3], "[3] is a list; allowed: 2 to 6"),
        ("network.zoneCount", {"a": 3}, '{"a": 3} is a map; allowed: 2 to 6'),
        ("network.zoneCount", 1, "1 is too small; allowed: 2 to 6"),
        ("network.zoneCount", 7, "7 is too large; allowed: 2 to 6"),
        ("network.zoneCount", 10**30, "is too large; allowed: 2 to 6"),
        ("network.nat", "perzone", '"perzone" is not known; allowed: none or single or perZone'),
        ("network.nat", False, "false is not known; allowed: none or single or perZone"),
        ("network.cidrBlock", "10.0.0.0/33", "is no IPv4 range; allowed: a private IPv4 range from /16 to /20"),
        ("network.cidrBlock", "fd00::/48", "is no IPv4 range"),
        ("network.cidrBlock", "10.0.0.1/16", "is not written as a range begins: write 10.0.0.0/16"),
        ("network.cidrBlock", "8.8.0.0/16", "is not private"),
        ("network.cidrBlock", "172.0.0.0/16", "is not private"),
        ("network.cidrBlock", "10.0.0.0/15", "has the wrong size"),
        ("network.cidrBlock", "10.0.0.0/21", "has the wrong size"),
        ("network.cidrBlock", 10, "10 is a number: put it in quotes"),
        ("network.flowLogRetentionDays", 31, "31 is none of them; allowed: 1, 3, 5, 7, 14, 30, 60"),
        ("network.flowLogRetentionDays", True, "true is none of them"),
        ("network.interfaceEndpoints", "logs", '"logs" is a text; allowed: a list'),
        ("network.interfaceEndpoints", ["logs", "logs"], "names logs twice; allowed: each once"),
        ("network.interfaceEndpoints", ["com.amazonaws.us-east-1.logs"], "is no name of an AWS service's endpoint"),
        ("capabilities.multiAz", "yes", '"yes" is a text; allowed: true or false, without quotes'),
        ("capabilities.multiAz", 1, "1 is a number; allowed: true or false"),
        ("services.web.task.cpuUnits", 500, "Fargate has no tasks of 500 CPU units: choose one of 256, 512, 1024"),
        ("services.web.task.architecture", "arm", '"arm" is not known; allowed: arm64 or x86_64'),
        ("services.web.healthCheck.path", "health", '"health" is no path; allowed: a path such as /health'),
        ("services.web.timing.stopTimeoutSeconds", 121, "121 is too large; allowed: 2 to 120"),
        ("services.web.timing.longestRequestSeconds", 121, "121 is too large; allowed: 1 to 120"),
        ("services.web.healthCheck.timeoutSeconds", 61, "61 is too large; allowed: 2 to 60"),
        ("services.web.deployment.strategy", "bluegreen", "is not known; allowed: rolling or blueGreen or canary or l"),
        ("services.web.deployment.bakeMinutes", 0, "0 is too small; allowed: 1 to 1440"),
        ("services.web.deployment.bakeMinutes", 1441, "1441 is too large; allowed: 1 to 1440"),
        ("orderConsumer.batchSize", 11, "11 is too large; allowed: 1 to 10"),
        ("notificationQueue.retentionDays", 15, "15 is too large; allowed: 1 to 14"),
        ("notificationWorker.scaling.minTasks", 1, "1 is too small; allowed: 2 to 5000"),
        ("notificationWorker.timing.maxRuntimeSeconds", 43081, "43081 is too large; allowed: 1 to 43080"),
        ("edge.priceClass", "300", '"300" is not known; allowed: 100 or 200 or all'),
        ("edge.priceClass", 200, "200 is a number: put it in quotes; allowed: 100 or 200 or all"),
        ("edge.priceClass", 300, "300 is not known; allowed: 100 or 200 or all"),
        ("edge.priceClass", "All", '"All" is not known; allowed: 100 or 200 or all'),
        ("edge.requestsPerAddress", 9, "9 is too small; allowed: 10 to 2000000000"),
        ("edge.productTtlSeconds", 0, "0 is too small; allowed: 1 to 86400"),
        ("edge.shieldAdvanced", "no", '"no" is a text; allowed: true or false, without quotes'),
        ("cache.engine", "memcached", '"memcached" is not known; allowed: redis or valkey'),
        ("cache.nodeType", "r7g.large", '"r7g.large" is no ElastiCache node type; allowed: a node type such as cache.'),
        ("cache.nodeCount", 7, "7 is too large; allowed: 1 to 6"),
        ("cache.snapshotRetentionDays", 36, "36 is too large; allowed: 0 to 35"),
        (
            "database.instances.instanceClass",
            "db.r5.large",
            '"db.r5.large" is none of them; allowed: db.t4g.medium, db.t4g',
        ),
        ("database.instances.readerCount", 16, "16 is too large; allowed: 0 to 15"),
        ("database.serverless.minAcu", 0.7, "0.7 is between two steps; allowed: 0 to 256 in steps of 0.5"),
        ("database.serverless.minAcu", -0.5, "-0.5 is too small; allowed: 0 to 256 in steps of 0.5"),
        ("database.serverless.minAcu", "0.5", '"0.5" is a text; allowed: 0 to 256 in steps of 0.5, without quotes'),
        ("database.serverless.maxAcu", 0.5, "0.5 is too small; allowed: 1 to 256 in steps of 0.5"),
        ("database.serverless.maxAcu", 256.5, "256.5 is too large; allowed: 1 to 256 in steps of 0.5"),
        ("database.serverless.pauseAfterSeconds", 299, "299 is too small; allowed: 300 to 86400"),
        ("database.storage.backupRetentionDays", 0, "0 is too small; allowed: 1 to 35"),
        ("database.storage", 4, "4 is a number; allowed: a map"),
        ("database", [], "[] is a list; allowed: a map"),
        ("pools.writerConnections", 0, "0 is too small; allowed: 1 to 1000"),
        ("tracing.tracesPerSecond", 0.5, "0.5 is too small; allowed: 1 to 10000"),
        ("tracing.requestsPerSecond", "9", '"9" is a text; allowed: 1 to 10000000, without quotes'),
        ("repositories.keepImages", 0, "0 is too small; allowed: 1 to 1000"),
        ("network", None, "null is no value; allowed: a map"),
        ("services", [], "[] is a list; allowed: a map"),
        ("services.api", 4, "4 is a number; allowed: a map"),
    ],
)
def test_a_wrong_quantity_is_told_with_its_path(path: str, value: object, expected: str) -> None:
    lines = [line for line in mistakes(sizing(path, value)) if line.startswith(f"sizing.{path}")]

    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize("key", ["profile", "accountId", "domain", "zone", "owner", "regions"])
def test_what_every_stack_needs_is_missed_with_an_example(key: str) -> None:
    (line,) = mistakes({**GOOD, key: ""})

    assert line.startswith(f"{key}: is missing; for example ")


@pytest.mark.parametrize(
    ("file", "path", "nearest"),
    [
        ({**GOOD, "acountId": ACCOUNT}, "acountId", "accountId"),
        ({**GOOD, "cidr_blocks": "{}"}, "cidr_blocks", "cidrBlocks"),
        ({**GOOD, "images": {"orderconsumer": DIGEST}}, "images.orderconsumer", "orderConsumer"),
        ({**GOOD, "secrets": {"apis": {"A": SECRET}}}, "secrets.apis", "api"),
        ({**GOOD, "network": {"main": {**VPC, "vpcID": "x"}}}, "network.main.vpcID", "vpcId"),
        (sizing("netwrk", {}), "sizing.netwrk", "network"),
        (sizing("network.zone_count", 3), "sizing.network.zone_count", "zoneCount"),
        (sizing("services.api.scaling.maxTask", 3), "sizing.services.api.scaling.maxTask", "maxTasks"),
        (sizing("services.worker", {}), "sizing.services.worker", None),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_one(file: dict[str, Any], path: str, nearest: str | None) -> None:
    (line,) = [line for line in mistakes(file) if line.startswith(f"{path}:")]

    assert f"there is no such setting; {f'did you mean {nearest}? ' if nearest else ''}allowed: " in line


def test_a_path_that_was_set_as_a_key_is_explained() -> None:
    lines = mistakes({**GOOD, "sizing.network.zoneCount": "2", "images[0]": "x"})

    assert (
        "sizing.network.zoneCount: nest it under sizing: `pulumi config set --path 'sizing.network.zoneCount' <value>`"
        in lines
    )
    assert any(line.startswith("images[0]: nest it under images: ") for line in lines)


def test_a_misspelled_namespace_is_noticed_and_others_are_left_alone() -> None:
    assert accepts(GOOD, **{"aws:region": "us-east-1", "cloudflare:domain": "x", "pulumi:tags": "{}"})
    (line,) = mistakes(GOOD, **{"flodgate:domain": "x"})

    assert line == "domain: is written as flodgate:domain; did you mean floodgate:domain?"


def test_the_value_of_an_unknown_key_is_not_repeated() -> None:
    assert "hunter2" not in "".join(mistakes({**GOOD, "password": "hunter2"}))


def test_all_mistakes_are_told_at_once_and_none_hides_another() -> None:
    file = sizing("services.api.scaling.maxTasks", 1)
    file = sizing("services.web.task.cpuUnits", "512", file)
    file = sizing("services.web.scaling.minTasks", 51, file)
    file |= {"accountId": "", "zone": "example.org", "images": {"web": "latest"}, "dommain": "x"}
    lines = mistakes(file)

    assert [line.partition(": ")[0] for line in lines] == [
        "dommain",
        "accountId",
        "images.web",
        "sizing.services.web.task.cpuUnits",
        "domain",
        "sizing.services.web.scaling.maxTasks",
        "sizing.services.api.scaling.maxTasks",
    ]


def test_without_a_profile_quantities_are_judged_by_themselves_only() -> None:
    file = sizing("services.api.scaling", {"minTasks": 60, "cpuPercent": 0}, {**GOOD, "profile": "prod"})

    assert [line.partition(": ")[0] for line in mistakes(file)] == ["profile", "sizing.services.api.scaling.cpuPercent"]


def test_the_message_is_shown_without_traceback_and_counts() -> None:
    with pytest.raises(
        pulumi.RunError, match=r"^the stack file has 2 mistakes, so nothing was created or changed:\nfl"
    ):
        load({**GOOD, "zone": "", "owner": ""})
    with pytest.raises(pulumi.RunError, match="the stack file has 1 mistake, so"):
        load({**GOOD, "zone": ""})


def test_long_values_are_cut_and_odd_keys_are_quoted() -> None:
    (long,) = mistakes({**GOOD, "owner": "<" * 300})
    (odd,) = [line for line in mistakes({**GOOD, "images": {"a\nb": DIGEST}}) if "no such" in line]

    assert len(long) < 200
    assert odd.startswith(r'images."a\nb": there is no such setting')


@pytest.mark.parametrize("value", ["short", "with spaces and ÄÖÜ in it", "x" * 129, "wild*card-0123456789"])
def test_an_origin_secret_that_cannot_work_is_refused_without_being_repeated(value: str) -> None:
    (line,) = mistakes(GOOD, secrets={"originSecret": value})

    assert line.startswith("originSecret: the value is no origin secret; allowed: 16 to 128 letters")
    assert value not in line


def test_an_origin_secret_in_plain_text_is_refused_without_being_repeated() -> None:
    (line,) = mistakes({**GOOD, "originSecret": "hunter2hunter2hunter2"})

    assert line == "originSecret: is in plain text; choose a new one: `pulumi config set --secret originSecret`"


def test_a_password_in_place_of_its_address_is_not_repeated() -> None:
    passwords: list[dict[str, Any]] = [
        {"secrets": {"api": {"DB_URL": "postgres://app:hunter2@db/shop"}}},
        {"secrets": {"api": "hunter2"}},
        {"secrets": "hunter2"},
        {"secrets": {"api": {"DB_URL": {"password": "hunter2"}}}},
        {"secrets": {"api": {"DB_URL": ["hunter2"]}}},
    ]
    for wrong in passwords:
        assert "hunter2" not in "".join(mistakes({**GOOD, **wrong}))


@pytest.mark.parametrize("key", ["domain", "sizing", "secrets", "alertEmails", "monthlyBudgetUsd", "dataRegions"])
def test_nothing_else_may_be_encrypted(key: str) -> None:
    (line,) = mistakes({k: v for k, v in GOOD.items() if k != key}, secrets={key: '{"hunter2": "hunter2"}'})

    assert line == f"{key}: is encrypted, but does not stay secret; allowed: plain text without secrets"
