"""Our own stacks under the real engine: what a newcomer sees, and what a change does."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import PACK, ROOT, Stack

pytestmark = pytest.mark.engine

_SECRET_MARK = "4dabf18193072939515e22adb298388d"  # the key under which a state holds ciphertext
GRAPH = Path(__file__).with_name("prod-graph.txt")


def copy_of_the_program(folder: Path) -> Path:
    """The program with its stack files, where tests may edit them."""
    shutil.copytree(ROOT / "components", folder / "components", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__main__.py", "Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def edit(stack: Stack, old: str, new: str) -> None:
    """Replace one place of the stack file."""
    file = stack.project / f"Pulumi.{stack.name}.yaml"
    text = file.read_text()
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new))


def override(stack: Stack, text: str) -> None:
    """Set ``floodgate:sizing`` of the stack file, replacing what an earlier call set."""
    file = stack.project / f"Pulumi.{stack.name}.yaml"
    kept = file.read_text().split("  floodgate:sizing:")[0].rstrip("\n")
    file.write_text(f"{kept}\n  floodgate:sizing: {text}\n")


@pytest.fixture(scope="module")
def prod(new_stack: Callable[..., Stack], tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """Production, deployed once to the simulated AWS. Tests only preview changes to it."""
    stack = new_stack(copy_of_the_program(tmp_path_factory.mktemp("prod")), "prod")
    stack.up("--policy-pack", str(PACK))
    return stack


@pytest.fixture
def fresh(new_stack: Callable[..., Stack], tmp_path: Path) -> Callable[[str], Stack]:
    """A stack of its own that nothing was deployed to."""
    return lambda name: new_stack(copy_of_the_program(tmp_path), name)


def graph(stack: Stack) -> str:
    """Type and logical name of every resource, one a line."""
    names = {(r["type"], r["urn"].rpartition("::")[2]) for r in stack.export()}
    return "".join(f"{token} {name}\n" for token, name in sorted(names))


def test_the_graph_of_production_changes_only_on_purpose(prod: Stack) -> None:
    """After a wanted change: delete the file, run the test, and read the difference."""
    if not GRAPH.exists():
        GRAPH.write_text(graph(prod))
    assert graph(prod) == GRAPH.read_text()


@pytest.mark.parametrize("unknowns", ["", "strict"])
@pytest.mark.parametrize("name", ["prod", "dev"])
def test_a_first_preview_succeeds_and_the_pack_has_nothing_to_say(
    fresh: Callable[[str], Stack], name: str, unknowns: str
) -> None:
    text = fresh(name).preview("--policy-pack", str(PACK), FLOODGATE_OFFLINE_UNKNOWNS=unknowns).text
    assert re.search(r"\+ 1\d\d to create", text)
    assert "✅ floodgate" in text
    assert "advisory" not in text
    assert "mandatory" not in text


def test_a_second_preview_and_a_refresh_find_no_change(prod: Stack) -> None:
    prod.preview("--expect-no-changes", "--policy-pack", str(PACK))
    prod.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes")


def test_exports_hold_what_operators_ask_for(prod: Stack) -> None:
    text = prod.pulumi("stack", "output", "--json").text
    assert '"domain": "shop.example.com"' in text
    assert "https://sqs.us-east-1.amazonaws.com/123456789012/floodgate-prod-order-events.fifo" in text
    assert re.search(r'"load_balancer": "main-lb-[0-9a-f]{7}-\d+\.us-east-1\.elb\.amazonaws\.com"', text)


CHANGES = {
    "a service gets more tasks": (
        "{services: {api: {scaling: {maxTasks: 80}}}}",
        {"main-api-scaling-target": "update"},
    ),
    "a service gets larger tasks": (
        "{services: {web: {task: {cpuUnits: 1024, memoryMib: 2048}}}}",
        {"main-web-task-definition": "replace", "main-web-service": "update"},
    ),
    "the queue hides messages for longer": (
        "{orderQueue: {visibilityTimeoutSeconds: 180}}",
        {"main-orders-queue": "update", "main-orders-dlq": "update"},
    ),
    "the load balancer waits for longer": (
        "{loadBalancer: {idleTimeoutSeconds: 70}}",
        {"main-lb": "update"},
    ),
    "the network records for longer": (
        "{network: {flowLogRetentionDays: 90}}",
        {"main-network-flow-logs-group": "update"},
    ),
    "the consumer gets more memory": (
        "{orderConsumer: {memoryMib: 1024}}",
        {"main-consumer-function": "update"},
    ),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_one_setting_changes_only_what_it_names(prod: Stack, change: str) -> None:
    sizing, expected = CHANGES[change]
    override(prod, sizing)
    try:
        plan = prod.plan()
    finally:
        override(prod, "{}")
    found = {urn.rpartition("::")[2]: op for urn, op in plan.items()}
    assert {
        name: op for name, op in found.items() if not op.endswith("-replacement") and op != "delete-replaced"
    } == expected


def test_another_zone_moves_nothing(fresh: Callable[[str], Stack]) -> None:
    stack = fresh("dev")
    stack.up()
    override(stack, "{network: {zoneCount: 3}}")
    operations = stack.plan()
    assert not [urn for urn, op in operations.items() if "replace" in op or op == "delete"]
    created = {urn.rpartition("::")[2] for urn, op in operations.items() if op == "create"}
    assert {"main-network-private-c", "main-network-public-c", "main-network-data-c"} <= created


def test_a_service_without_image_is_not_created_and_the_preview_says_so(fresh: Callable[[str], Stack]) -> None:
    stack = fresh("dev")
    file = stack.project / "Pulumi.dev.yaml"
    file.write_text(re.sub(r"\n    (admin|orderConsumer): sha256.*", "", file.read_text()))
    text = stack.preview().text
    assert "admin has no image digest in the stack file (floodgate:images.admin), so it is not created" in text
    assert "orderConsumer has no image digest" in text
    assert "main-admin" not in text
    assert "main-api-service" in text


def test_every_mistake_of_a_stack_file_is_told_at_once_before_anything_exists(fresh: Callable[[str], Stack]) -> None:
    stack = fresh("dev")
    edit(stack, "floodgate:zone: dev.example.com", "floodgate:zone: example.org")
    edit(stack, "floodgate:owner: shop-team", "floodgate:ownr: shop-team")
    override(
        stack,
        "{services: {api: {scaling: {maxTasks: 1}, task: {cpuUnits: 300}}},"
        " orderQueue: {visibilityTimeoutSeconds: 30}}",
    )
    text = stack.up(fails=True).text
    for mistake in (
        "floodgate:domain",
        "floodgate:ownr",
        "did you mean owner?",
        "floodgate:sizing.services.api.scaling.maxTasks: 1 is below minTasks 2; allowed: 2 to 5000",
        "floodgate:sizing.services.api.task.cpuUnits",
        "floodgate:sizing.orderQueue.visibilityTimeoutSeconds: 30",
    ):
        assert mistake in text
    assert "Traceback" not in text
    assert [r["type"] for r in stack.export()] in ([], ["pulumi:pulumi:Stack"])


def test_a_secret_setting_is_in_no_output_state_or_log(fresh: Callable[[str], Stack]) -> None:
    stack = fresh("dev")
    stack.pulumi("config", "set", "--secret", "floodgate:originSecret", "hunter2hunter2hunter2")
    planned = stack.preview("--diff").text
    deployed = stack.up("--diff").text
    rules = stack.resources("aws:lb/listenerRule:ListenerRule")
    assert len(rules) == 4
    assert all(_SECRET_MARK in str(rule["inputs"]["conditions"]) for rule in rules.values())
    # Offline, every secret of a stack file is this placeholder, so this is what must not show.
    assert "offline-secret-placeholder" not in planned + deployed + str(stack.export())
    assert "offline-secret-placeholder" not in stack.pulumi("stack", "output", "--json").text
    assert "hunter2" not in (stack.project / "Pulumi.dev.yaml").read_text()


def test_production_resists_deletion_and_development_does_not(prod: Stack, fresh: Callable[[str], Stack]) -> None:
    refusal = prod.pulumi("destroy", "--yes", "--skip-preview", fails=True).text
    assert "main-orders-queue" in refusal
    assert "protect" in refusal
    assert prod.resources("aws:sqs/queue:Queue")
    stack = fresh("dev")
    stack.up()
    stack.pulumi("destroy", "--yes", "--skip-preview")
    assert stack.export() in ([], [r for r in stack.export() if r["type"] == "pulumi:pulumi:Stack"])
