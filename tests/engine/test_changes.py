"""What a change does to the whole production stack while it runs: what it names, and nothing else.

It is deployed once to the simulated AWS; then tests only preview. `docs/operations.md` says the same for each setting.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from components.observability import QUESTIONS
from tests.engine import saved_state
from tests.engine.conftest import (
    PACK,
    Stack,
    copy_of_the_program,
    edit,
    name_of,
    override,
    rename_components,
    stack_file,
)

pytestmark = pytest.mark.engine

GRAPH = Path(__file__).with_name("prod-graph.txt")
LAST_RELEASE = Path(__file__).with_name("states") / "prod.json"

SECOND_RANGE = "  floodgate:cidrBlocks:\n    eu: 10.1.0.0/16\n"

# What holds data, what others know by its name or address, and what is away while it is replaced.
MUST_LIVE_ON = (
    "aws:cloudfront/distribution:Distribution",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:dynamodb/table:Table",
    "aws:ec2/eip:Eip",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:ecr/repository:Repository",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/service:Service",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:kms/key:Key",
    "aws:lambda/function:Function",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:route53/record:Record",
    "aws:s3/bucket:Bucket",
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "aws:sns/topic:Topic",
    "aws:sns/topicSubscription:TopicSubscription",  # somebody has confirmed it
    "aws:sqs/queue:Queue",
)


@pytest.fixture(scope="module")
def prod(new_stack: Callable[..., Stack], tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """Production, deployed once. Tests only preview changes to it."""
    stack = new_stack(copy_of_the_program(tmp_path_factory.mktemp("prod")), "prod")
    stack.up("--policy-pack", str(PACK))
    return stack


def test_no_rule_fails_on_the_state_of_production(prod: Stack, tmp_path: Path) -> None:
    assert prod.findings_on_state(tmp_path) == []


@pytest.fixture
def changed(prod: Stack, tmp_path: Path) -> Stack:
    """The same deployment, with a copy of the program and the stack file that a test may edit."""
    return Stack(copy_of_the_program(tmp_path), prod.name, prod.environment)


def type_of(urn: str) -> str:
    return urn.split("::")[2].rpartition("$")[2]


def lost(plan: Mapping[str, str]) -> list[str]:
    """What a plan deletes or replaces although it must live on."""
    return [
        f"{operation} {name_of(urn)}"
        for urn, operation in plan.items()
        if operation in ("replace", "delete") and type_of(urn) in MUST_LIVE_ON
    ]


# --- no change


def test_the_graph_of_production_changes_only_on_purpose(prod: Stack) -> None:
    """After a wanted change: delete the file, run the test, and read the difference."""
    names = {(r["type"], name_of(r["urn"])) for r in prod.export()}
    graph = "".join(f"{token} {name}\n" for token, name in sorted(names))
    if not GRAPH.exists():
        GRAPH.write_text(graph)
    assert graph == GRAPH.read_text()


def test_a_second_preview_and_a_refresh_find_no_change(prod: Stack) -> None:
    prod.preview("--expect-no-changes", "--policy-pack", str(PACK))
    prod.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes")


def test_exports_hold_what_operators_ask_for(prod: Stack) -> None:
    exports = json.loads(prod.pulumi("stack", "output", "--json").text)
    assert exports["domain"] == "shop.example.com"
    assert exports["edge"]["distribution"].endswith(".cloudfront.net")
    region = exports["regions"]["main"]
    assert region["order_queue"] == (
        "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-order-events.fifo"
    )
    assert re.fullmatch(r"main-lb-[0-9a-f]{7}-\d+\.us-east-1\.elb\.amazonaws\.com", region["load_balancer"])
    assert re.fullmatch(
        r"floodgate-prod-database\.cluster-\w+\.us-east-1\.rds\.amazonaws\.com", region["database_writer"]
    )


# --- one change a tier


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of the stack file, and all that it does."""

    # Overrides of quantities, in YAML's flow style, under `sizing`.
    sizing: Mapping[str, Any]
    # Operation by logical name.
    does: Mapping[str, str]


def updates(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "update")


def release(service: str) -> dict[str, str]:
    """A new revision of a task definition, and the service on its way to it."""
    return {f"{service}-task-definition": "replace", f"{service}-service": "update"}


# Changes that are previewed together touch different tiers, so whose doing each step is can be told by its name.
SIZES = {
    "a service's tasks": Change(
        sizing={"services": {"web": {"task": {"cpuUnits": 1024, "memoryMib": 2048}}}}, does=release("main-web")
    ),
    "a worker's tasks": Change(
        sizing={"notificationWorker": {"task": {"cpuUnits": 512, "memoryMib": 1024}}},
        does=release("main-notification-worker"),
    ),
    "a function's memory": Change(
        sizing={"orderConsumer": {"memoryMib": 1024}}, does=updates("main-order-consumer-function")
    ),
    "the cache's nodes": Change(sizing={"cache": {"nodeType": "cache.r7g.xlarge"}}, does=updates("main-cache-group")),
    "the database's instances": Change(
        sizing={"database": {"instances": {"instanceClass": "db.r7g.2xlarge"}}},
        does=updates(
            *(f"main-database-{key}" for key in ("writer", "reader-1", "reader-2")),
            *(
                f"main-database-alarms-{what}-{who}"
                for what in ("connections", "memory")
                for who in ("writer", "readers")
            ),
            "main-overview-dashboard",
        ),
    ),
}
COUNTS = {
    "a service's tasks": Change(
        sizing={"services": {"web": {"scaling": {"maxTasks": 60}}}}, does=updates("main-web-scaling-target")
    ),
    "a worker's tasks": Change(
        sizing={"notificationWorker": {"scaling": {"maxTasks": 30}}},
        does=updates("main-notification-worker-scaling-target"),
    ),
    "a function's batches": Change(
        sizing={"orderConsumer": {"maximumConcurrency": 20}}, does=updates("main-order-consumer-mapping")
    ),
    "the cache's nodes": Change(
        sizing={"cache": {"nodeCount": 4}},
        does=updates(
            "main-cache-group",
            *(f"main-cache-alarms-{what}" for what in ("cpu", "evictions", "memory", "replication-lag")),
            "main-overview-dashboard",
        ),
    ),
    "the database's readers": Change(
        sizing={"database": {"instances": {"readerCount": 3}}},
        does={"main-database-reader-3": "create", "main-database-scaling-target": "update"},
    ),
    "the gateways": Change(
        sizing={"network": {"nat": "single"}},
        does={
            # gateway and address go, the route to them leads to the first one
            "main-network-nat-b": "delete, update",
            "main-network-nat-c": "delete, update",
        },
    ),
    "the images": Change(
        sizing={"repositories": {"keepImages": 200}},
        does={
            f"main-{name}-images-lifecycle": "replace"
            for name in ("web", "api", "admin", "order-consumer", "notification-worker")
        },
    ),
    "an address's requests": Change(sizing={"edge": {"requestsPerAddress": 3000}}, does=updates("edge-waf-acl")),
}
TIMES = {
    "the load balancer's patience": Change(
        sizing={"loadBalancer": {"idleTimeoutSeconds": 70}}, does=updates("main-lb")
    ),
    "a service's patience": Change(
        sizing={"services": {"web": {"timing": {"gracePeriodSeconds": 120}}}}, does=updates("main-web-service")
    ),
    "how long orders are hidden": Change(
        sizing={"orderQueue": {"visibilityTimeoutSeconds": 180}},
        does=updates("main-order-events-queue", "main-order-events-dlq"),
    ),
    "how long notifications are hidden": Change(
        sizing={"notificationQueue": {"visibilityTimeoutSeconds": 240}},
        does={
            **updates("main-notifications-queue", "main-notifications-dlq"),
            **release("main-notification-worker"),  # it is told
        },
    ),
    "how long a batch may take": Change(
        sizing={"orderConsumer": {"timeoutSeconds": 15}}, does=updates("main-order-consumer-function")
    ),
    "how long snapshots are kept": Change(
        sizing={"cache": {"snapshotRetentionDays": 14}}, does=updates("main-cache-group")
    ),
    "how long backups are kept": Change(
        sizing={"database": {"storage": {"backupRetentionDays": 14}}}, does=updates("main-database-cluster")
    ),
    "how long flows are kept": Change(
        sizing={"network": {"flowLogRetentionDays": 90}}, does=updates("main-network-flow-logs-group")
    ),
    "how long products are cached": Change(
        sizing={"edge": {"productTtlSeconds": 600}}, does=updates("edge-cdn-cache-api")
    ),
}
RULES = {
    "what a service scales by": Change(
        sizing={"services": {"api": {"scaling": {"cpuPercent": 60}}}}, does=updates("main-api-scaling-cpu")
    ),
    "what the load balancer asks": Change(
        sizing={"services": {"admin": {"healthCheck": {"path": "/alive"}}}},
        does={"main-admin": "update", **release("main-admin")},  # ECS asks the same
    ),
    "what the firewall does": Change(sizing={"edge": {"countOnly": True}}, does=updates("edge-waf-acl")),
    "which services are reached within the network": Change(
        sizing={"network": {"interfaceEndpoints": ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs", "ssm"]}},
        does={"main-network-endpoints-ssm": "create"},
    ),
    "when an order is given up": Change(
        sizing={"orderQueue": {"maxReceiveCount": 7}}, does=updates("main-order-events-queue")
    ),
    "how the database is paid": Change(
        sizing={"database": {"storage": {"ioOptimized": True}}}, does=updates("main-database-cluster")
    ),
    "how many requests are traced": Change(
        sizing={"tracing": {"tracesPerSecond": 20}}, does=updates("main-tracing-requests")
    ),
}


def joined(parts: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Overrides of several tiers as one. No two of them say anything about the same quantity."""
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if isinstance(value, Mapping):
                whole[key] = joined([whole.get(key, {}), value])
            else:
                assert key not in whole, key
                whole[key] = value
    return whole


@pytest.mark.parametrize("changes", [SIZES, COUNTS, TIMES, RULES], ids=["a-size", "a-count", "a-time", "a-rule"])
def test_a_change_of_each_tier_does_what_it_says_and_nothing_else(prod: Stack, changes: Mapping[str, Change]) -> None:
    override(prod, json.dumps(joined([change.sizing for change in changes.values()])))
    try:
        plan = prod.planned()
    finally:
        override(prod, "{}")
    assert plan == {name: operation for change in changes.values() for name, operation in change.does.items()}


def test_a_version_of_each_tier_moves_it_and_nothing_else(changed: Stack) -> None:
    images = stack_file(changed)
    digests = dict(re.findall(r"^    (\w+): (sha256:[0-9a-f]{64})$", images.read_text(), re.MULTILINE))
    for service in ("web", "orderConsumer", "notificationWorker"):
        edit(images, digests[service], f"sha256:{'a' * 64}")
    edit(changed.project / "components/database/cluster_args.py", 'version: str = "17.7"', 'version: str = "17.8"')
    override(changed, "{cache: {engine: valkey}}")
    assert changed.planned() == {
        **release("main-web"),
        **release("main-notification-worker"),
        "main-order-consumer-function": "update",
        "main-database-cluster": "update",
        "main-cache-group": "update",
        "main-cache-params": "replace",  # each engine has its own
    }


# --- more, and less

# What names all services.
SHOWN_TOGETHER = updates(
    "main-overview-dashboard",
    "main-deployment-gate-alarm",
    "edge-origin-main-health",
    *(f"main-queries-{question}" for question in QUESTIONS),
)


def test_another_path_of_a_service_is_one_rule(changed: Stack) -> None:
    edit(changed.project / "components/region/services.py", 'paths=("/api/*",)', 'paths=("/api/*", "/graphql")')
    assert changed.planned() == {"main-lb-api-path": "update"}


def test_another_service_touches_only_what_names_all_services(changed: Stack) -> None:
    """A service is code: a name, its quantities, its routes, and its image in the stack file."""
    components = changed.project / "components"
    edit(components / "settings/facts.py", '    ADMIN = "admin"\n', '    ADMIN = "admin"\n    SEARCH = "search"\n')
    edit(
        components / "sizing/services.py",
        "    admin: ServiceSizing\n",
        "    admin: ServiceSizing\n    search: ServiceSizing\n",
    )
    edit(
        components / "sizing/profiles.py",
        "        web=_SERVICE,\n",
        "        web=_SERVICE,\n        search=_SERVICE,\n",
    )
    edit(components / "sizing/profiles.py", "admin=_SMALL_SERVICE", "admin=_SMALL_SERVICE, search=_SMALL_SERVICE")
    edit(
        components / "region/services.py",
        "        Service.WEB: {",
        '        Service.SEARCH: {"search-path": Route(priority=40, paths=("/search/*",))},\n        Service.WEB: {',
    )
    edit(stack_file(changed), "    orderConsumer: ", f"    search: sha256:{'5' * 64}\n    orderConsumer: ")
    plan = changed.planned()
    assert {name: operation for name, operation in plan.items() if "-search" not in name} == SHOWN_TOGETHER
    assert set(plan.values()) == {"create", "update"}
    assert {"main-lb-search-path", "main-search-service", "main-search-images-repository"} <= plan.keys()


def test_a_service_without_image_goes_and_its_images_stay(changed: Stack) -> None:
    text = stack_file(changed).read_text()
    stack_file(changed).write_text(re.sub(r"\n    admin: sha256.*", "", text))
    plan = changed.plan()
    names = {name_of(urn): operation for urn, operation in plan.items()}
    assert {name: operation for name, operation in names.items() if "-admin" not in name} == SHOWN_TOGETHER
    assert {operation for name, operation in names.items() if "-admin" in name} == {"delete"}
    assert {"main-lb-admin-path", "main-database-secret-read-admin", "main-cache-nodes-from-admin-6379"} <= names.keys()
    assert "main-admin-images-repository" not in names
    assert sorted(lost(plan)) == ["delete main-admin-logs", "delete main-admin-service"]


def test_a_region_more_touches_nothing_of_the_first_and_the_pack_takes_neither_for_the_other(changed: Stack) -> None:
    """Names are the same in both, and those of the first are deployed."""
    edit(stack_file(changed), "    main: us-east-1\n", f"    main: us-east-1\n    eu: eu-west-1\n{SECOND_RANGE}")
    assert set(changed.planned().values()) == {"create"}
    told = changed.preview("--policy-pack", str(PACK)).text
    assert re.findall(r"\[(?:mandatory|advisory)\].*?([A-Z]+-\d{3})", told) == ["NOTICE-001"]


# --- what must not happen


def test_protected_resources_refuse_to_be_destroyed_and_nothing_else_goes_before(prod: Stack) -> None:
    protected = {name_of(r["urn"]) for r in prod.export() if r.get("protect")}
    before = prod.export()
    refusal = prod.pulumi("destroy", "--yes", fails=True).text
    told = re.findall(r'resource "(\S+)" cannot be deleted\s+because it is protected\. To unprotect', refusal)
    # What others that stay depend on is not asked for.
    sources = {"main-database-cluster", "main-cache-group", "main-order-events-queue", "edge-cdn-distribution"}
    assert sources <= {name_of(urn) for urn in told} <= protected
    assert prod.export() == before


def test_renamed_components_move_by_their_aliases(changed: Stack) -> None:
    """All of them at once. Some resources have tags and texts that say the name: nothing else changes.

    A rule of a security group that is made anew would be refused: AWS does not take one that is there already.
    """
    rename_components(changed.project)
    plan = changed.plan()
    assert set(plan.values()) == {"update"}
    moved = {name_of(urn) for urn in plan}
    assert {"main-order-events-2-queue", "main-cache-2-group", "main-network-2-vpc", "main-api-2-tasks-group"} <= moved


def test_this_release_keeps_what_the_last_one_made(
    prod: Stack, new_stack: Callable[..., Stack], tmp_path: Path
) -> None:
    """The state of the last release, previewed with today's program: nothing that must live on is lost.

    If it must be lost after all: say so in CHANGELOG.md and tell people how to keep it (an alias, an import, a copy).
    To renew the state, at a release: delete the file, run this test, and commit what it wrote.
    """
    if not LAST_RELEASE.exists():
        saved_state.save(prod.deployment("--show-secrets"), LAST_RELEASE)
    stack = new_stack(copy_of_the_program(tmp_path / "program"), "prod")
    state = tmp_path / "state.json"
    state.write_text(json.dumps(saved_state.load(LAST_RELEASE, prod.deployment())))
    stack.pulumi("stack", "import", "--file", str(state))
    assert '"plaintext"' not in stack.pulumi("stack", "export").text  # encrypted anew
    assert {r["type"] for r in stack.export()} >= set(MUST_LIVE_ON)
    assert lost(stack.plan()) == []
